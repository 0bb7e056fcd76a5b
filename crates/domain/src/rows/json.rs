//! Rows as JSON: one document, or one object a line.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::budget::{Budget, MAX_RECORD_BYTES, READ_AHEAD_BYTES};
use super::collected::{Collected, unknown_column};
use super::constants::judge_constants;
use super::judge::Judge;
use super::rules::RuleBroken;
use super::tally::Tally;
use super::value::{RowSink, Value};
use super::verdict::Verdict;
use super::{ReadError, RowOptions};

/// Judges one object or an array of objects, holding one row at a time.
///
/// # Errors
/// When the body cannot be judged to its end.
pub fn read_json(
    body: impl Read,
    judge: &Judge,
    options: &RowOptions,
    sink: &mut dyn RowSink,
) -> Result<Verdict, ReadError> {
    let budget = Budget::new();
    let mut reading = Reading::new(judge, options, sink, &budget)?;
    let input = BufReader::with_capacity(READ_AHEAD_BYTES, budget.limit(body));
    let mut document = serde_json::Deserializer::from_reader(input);
    let parsed = document.deserialize_any(Document(&mut reading)).and_then(|()| document.end());
    match (parsed, reading.failure.take()) {
        (Ok(()), None) => Ok(reading.tally.into_verdict()),
        (_, Some(failure)) => Err(failure),
        (Err(_), None) if budget.is_exceeded() => Err(ReadError::TooLong { line: None }),
        (Err(error), None) => Err(malformed(error)),
    }
}

/// Judges one object a line; blank lines are skipped. A line that is not JSON is a bad row, and judging goes on.
///
/// # Errors
/// When the body cannot be judged to its end.
pub fn read_ndjson(
    body: impl Read,
    judge: &Judge,
    options: &RowOptions,
    sink: &mut dyn RowSink,
) -> Result<Verdict, ReadError> {
    let budget = Budget::new();
    let mut reading = Reading::new(judge, options, sink, &budget)?;
    let mut input = BufReader::with_capacity(READ_AHEAD_BYTES, body);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        // One more byte shows that the line is too long.
        let mut limited = (&mut input).take(MAX_RECORD_BYTES as u64 + 1);
        if limited.read_until(b'\n', &mut line).map_err(ReadError::Body)? == 0 {
            break;
        }
        if line.len() > MAX_RECORD_BYTES {
            return Err(ReadError::TooLong { line: Some(number) });
        }
        let text = line.trim_ascii();
        if text.is_empty() {
            continue;
        }
        reading.begin_row(Some(number));
        if std::str::from_utf8(text).is_err() {
            reading.tally.fault(None, RuleBroken::encoding());
            reading.end_row(RowKind::Other)?;
            continue;
        }
        let mut line = serde_json::Deserializer::from_slice(text);
        let parsed = Row(&mut reading).deserialize(&mut line).and_then(|kind| line.end().map(|()| kind));
        let kind = parsed.unwrap_or_else(|_| {
            reading.tally.fault(None, RuleBroken::new("json", "the line must be one JSON object"));
            RowKind::Other
        });
        reading.end_row(kind)?;
    }
    Ok(reading.tally.into_verdict())
}

/// Says where and what, from the parser's own words: they never repeat the input, except for values of the wrong
/// kind, which have a sentence of their own here.
fn malformed(error: serde_json::Error) -> ReadError {
    let message = match error.classify() {
        Category::Io => return ReadError::Body(io::Error::from(error)),
        Category::Data => "the body has to be an object or an array of objects".to_owned(),
        Category::Syntax | Category::Eof => {
            let report = error.to_string();
            report.split(" at line ").next().unwrap_or_default().to_owned()
        }
    };
    ReadError::Syntax { line: error.line() as u64, column: Some(error.column() as u64), message }
}

/// What the visitors below share.
struct Reading<'x> {
    judge: &'x Judge,
    constants: Vec<Option<Value<'x>>>,
    budget: &'x Budget,
    tally: Tally<'x>,
    /// The values as JSON text, since a parsed number would no longer show all of its digits.
    fields: Collected<Box<RawValue>>,
    /// Why the visitors gave up, when that was not for what the parser met.
    failure: Option<ReadError>,
}

impl<'x> Reading<'x> {
    fn new(
        judge: &'x Judge,
        options: &'x RowOptions,
        sink: &'x mut dyn RowSink,
        budget: &'x Budget,
    ) -> Result<Self, ReadError> {
        Ok(Self {
            judge,
            constants: judge_constants(judge, options)?,
            budget,
            tally: Tally::new(sink),
            fields: Collected::new(judge),
            failure: None,
        })
    }

    fn begin_row(&mut self, line: Option<u64>) {
        self.tally.begin_row(line);
        self.fields.clear();
        self.budget.renew();
    }

    /// What is no object has no fields to judge.
    fn end_row(&mut self, kind: RowKind) -> Result<(), ReadError> {
        match kind {
            RowKind::Object => {
                self.fields.end_row(self.judge, &self.constants, &mut self.tally, |index, raw| {
                    self.judge.json(index, raw.get())
                })
            }
            RowKind::Other => self.tally.end_row(&[]).map_err(ReadError::Sink),
        }
    }

    fn end_row_of_document<E: Error>(&mut self, kind: RowKind) -> Result<(), E> {
        self.end_row(kind).map_err(|failure| {
            self.failure = Some(failure);
            E::custom("given up")
        })
    }
}

/// A whole document.
struct Document<'r, 'x>(&'r mut Reading<'x>);

impl<'de> Visitor<'de> for Document<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array of objects")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.0.begin_row(None);
        let kind = Row(self.0).visit_map(map)?;
        self.0.end_row_of_document(kind)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            self.0.begin_row(None);
            match seq.next_element_seed(Row(self.0))? {
                Some(kind) => self.0.end_row_of_document(kind)?,
                None => return Ok(()),
            }
        }
    }
}

enum RowKind {
    Object,
    Other,
}

/// One row: collects its fields, and notes a fault where it is no object.
struct Row<'r, 'x>(&'r mut Reading<'x>);

impl Row<'_, '_> {
    fn refuse<E>(self) -> Result<RowKind, E> {
        self.0.tally.fault(None, RuleBroken::new("type", "the row must be an object"));
        Ok(RowKind::Other)
    }
}

impl<'de> DeserializeSeed<'de> for Row<'_, '_> {
    type Value = RowKind;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RowKind, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Row<'_, '_> {
    type Value = RowKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RowKind, A::Error> {
        let Reading { judge, tally, fields, .. } = self.0;
        while let Some(column) = map.next_key_seed(ColumnKey { judge, tally: &mut *tally })? {
            match column {
                Some(index) => fields.put(judge, tally, index, map.next_value()?),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(RowKind::Object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RowKind, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        self.refuse()
    }

    fn visit_unit<E>(self) -> Result<RowKind, E> {
        self.refuse()
    }

    fn visit_bool<E>(self, _: bool) -> Result<RowKind, E> {
        self.refuse()
    }

    fn visit_i64<E>(self, _: i64) -> Result<RowKind, E> {
        self.refuse()
    }

    fn visit_u64<E>(self, _: u64) -> Result<RowKind, E> {
        self.refuse()
    }

    fn visit_f64<E>(self, _: f64) -> Result<RowKind, E> {
        self.refuse()
    }

    fn visit_str<E>(self, _: &str) -> Result<RowKind, E> {
        self.refuse()
    }
}

/// A key of a row: the index of its column, or none after noting the fault.
struct ColumnKey<'k, 's> {
    judge: &'k Judge,
    tally: &'k mut Tally<'s>,
}

impl<'de> DeserializeSeed<'de> for ColumnKey<'_, '_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for ColumnKey<'_, '_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a column")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        let index = self.judge.index_of(name);
        if index.is_none() {
            unknown_column(self.tally, name);
        }
        Ok(index)
    }
}
