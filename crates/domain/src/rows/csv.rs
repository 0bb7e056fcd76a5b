//! Rows as CSV with a header.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;

use super::constants::{given_twice, judge_constants};
use super::csv_records::Records;
use super::judge::Judge;
use super::rules::RuleBroken;
use super::tally::Tally;
use super::value::{RowSink, Value};
use super::verdict::{MAX_FAULTS, RowFault, Verdict};
use super::{ReadError, RowOptions};

/// Most characters of a header that a fault repeats.
const MAX_HEADER_CHARS: usize = 100;

/// Where the value of a column comes from.
#[derive(Clone)]
enum Place<'o> {
    Field(usize),
    Constant(Value<'o>),
    Missing,
}

/// Judges a CSV body. An empty field is no value.
///
/// # Errors
/// When the header does not fit the table, or the body cannot be judged to its end.
pub fn read_csv(
    body: impl Read,
    judge: &Judge,
    options: &RowOptions,
    sink: &mut dyn RowSink,
) -> Result<Verdict, ReadError> {
    let constants = judge_constants(judge, options)?;
    let mut records = Records::new(body);
    if !records.advance()? {
        let missing = RuleBroken::new("header", "the body has to start with a header that names the columns");
        return Err(ReadError::Header(vec![RowFault::of_all_rows(Some(1), None, missing)]));
    }
    let width = records.width();
    let places = place_columns(&records, judge, options, constants)?;

    let mut tally = Tally::new(sink);
    while records.advance()? {
        tally.begin_row(Some(records.start_line()));
        if records.width() != width {
            let message = format!("must have {width} fields like the header, has {}", records.width());
            tally.fault(None, RuleBroken::new("field-count", message));
            tally.end_row(&[]).map_err(ReadError::Sink)?;
            continue;
        }
        let mut values = Vec::with_capacity(places.len());
        for (index, place) in places.iter().enumerate() {
            values.push(match place {
                Place::Field(field) => {
                    let judged = std::str::from_utf8(records.field(*field))
                        .map_err(|_| RuleBroken::encoding())
                        .and_then(|raw| judge.text(index, raw));
                    tally.take(judge, index, judged)
                }
                Place::Constant(value) => value.clone(),
                Place::Missing => Value::Null,
            });
        }
        tally.end_row(&values).map_err(ReadError::Sink)?;
    }
    Ok(tally.into_verdict())
}

/// Finds each column in the header, or lists everything that is wrong with the header.
fn place_columns<'o, R: Read>(
    records: &Records<R>,
    judge: &Judge,
    options: &RowOptions,
    constants: Vec<Option<Value<'o>>>,
) -> Result<Vec<Place<'o>>, ReadError> {
    let column_map: BTreeMap<&str, &str> =
        options.column_map.iter().map(|(header, column)| (header.trim(), column.as_str())).collect();
    let mut places: Vec<Place<'o>> =
        constants.into_iter().map(|constant| constant.map_or(Place::Missing, Place::Constant)).collect();
    let mut found = HashSet::new();
    let mut faults = Vec::new();
    for field in 0..records.width() {
        let Ok(header) = std::str::from_utf8(records.field(field)) else {
            faults.push((None, RuleBroken::encoding()));
            continue;
        };
        let header = header.trim();
        let Some(index) = judge.index_of(column_map.get(header).copied().unwrap_or(header)) else {
            let message = format!("field {} of the header leads to no column of the table", field + 1);
            faults.push((Some(clip(header)), RuleBroken::new("unknown-column", message)));
            continue;
        };
        if !found.insert(index) {
            let broken = RuleBroken::new("duplicate-column", "the header names this column twice");
            faults.push((Some(judge.name(index).to_owned()), broken));
        } else if let Place::Constant(_) = places[index] {
            faults.push((Some(judge.name(index).to_owned()), given_twice()));
        } else {
            places[index] = Place::Field(field);
        }
    }
    if found.is_empty() {
        // Then it may well be a row, and the values of a row are never repeated.
        let message =
            "the first record has to be a header, but none of its fields leads to a column of the table";
        faults = vec![(None, RuleBroken::new("header", message))];
    } else {
        for (index, place) in places.iter().enumerate() {
            if matches!(place, Place::Missing) && !found.contains(&index) && !judge.is_nullable(index) {
                let broken = RuleBroken::new("required", "the header has to name this column");
                faults.push((Some(judge.name(index).to_owned()), broken));
            }
        }
    }
    if faults.is_empty() {
        return Ok(places);
    }
    let line = Some(records.start_line());
    let listed = faults.into_iter().take(MAX_FAULTS);
    Err(ReadError::Header(
        listed.map(|(column, broken)| RowFault::of_all_rows(line, column.as_deref(), broken)).collect(),
    ))
}

fn clip(header: &str) -> String {
    header.chars().take(MAX_HEADER_CHARS).collect()
}
