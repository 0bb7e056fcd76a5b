//! Fields of one row by column, for the formats that name the column with every value.

use super::ReadError;
use super::constants::given_twice;
use super::judge::Judge;
use super::rules::RuleBroken;
use super::tally::Tally;
use super::value::Value;

/// The fields of the row at hand, one place per column.
pub(crate) struct Collected<F> {
    fields: Vec<Option<F>>,
}

impl<F> Collected<F> {
    pub(crate) fn new(judge: &Judge) -> Self {
        Self { fields: std::iter::repeat_with(|| None).take(judge.width()).collect() }
    }

    pub(crate) fn clear(&mut self) {
        self.fields.iter_mut().for_each(|field| *field = None);
    }

    /// Keeps a field; a second one of the same column is a fault of the row.
    pub(crate) fn put(&mut self, judge: &Judge, tally: &mut Tally<'_>, index: usize, field: F) {
        if self.fields[index].is_some() {
            let broken = RuleBroken::new("duplicate-column", "must be given once only");
            tally.fault(Some(judge.name(index)), broken);
        } else {
            self.fields[index] = Some(field);
        }
    }

    /// Judges all fields and ends the row.
    pub(crate) fn end_row<'v>(
        &'v self,
        judge: &Judge,
        constants: &[Option<Value<'v>>],
        tally: &mut Tally<'_>,
        judge_field: impl Fn(usize, &'v F) -> Result<Value<'v>, RuleBroken>,
    ) -> Result<(), ReadError> {
        let mut values = Vec::with_capacity(self.fields.len());
        for (index, (field, constant)) in self.fields.iter().zip(constants).enumerate() {
            let judged = match (field, constant) {
                (Some(field), None) => judge_field(index, field),
                (None, Some(constant)) => Ok(constant.clone()),
                (None, None) => judge.missing(index),
                (Some(_), Some(_)) => Err(given_twice()),
            };
            values.push(tally.take(judge, index, judged));
        }
        tally.end_row(&values).map_err(ReadError::Sink)
    }
}

/// The fault of a field that names no column. The name is repeated only where it could be the name of a column:
/// anything else may be a value in the wrong place.
pub(crate) fn unknown_column(tally: &mut Tally<'_>, name: &str) {
    let could_be_a_column = name.len() <= 63
        && name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let broken = RuleBroken::new("unknown-column", "a field of the row is no column of the table");
    tally.fault(could_be_a_column.then_some(name), broken);
}
