//! The values that a request gives once for all of its rows.

use super::judge::Judge;
use super::rules::RuleBroken;
use super::value::Value;
use super::verdict::RowFault;
use super::{ReadError, RowOptions};

/// Judges the constants once: one place per column, filled where the column has a constant.
pub(crate) fn judge_constants<'o>(
    judge: &Judge,
    options: &'o RowOptions,
) -> Result<Vec<Option<Value<'o>>>, ReadError> {
    let mut values = vec![None; judge.width()];
    let mut faults = Vec::new();
    for (name, raw) in &options.constants {
        let judged = match judge.index_of(name) {
            Some(index) => judge.text(index, raw).map(|value| values[index] = Some(value)),
            None => Err(RuleBroken::new("unknown-column", "the table has no such column")),
        };
        if let Err(broken) = judged {
            faults.push(RowFault::of_all_rows(None, Some(name), broken));
        }
    }
    if faults.is_empty() { Ok(values) } else { Err(ReadError::Header(faults)) }
}

/// The fault of a row, or of a header, that also holds a column with a constant.
pub(crate) fn given_twice() -> RuleBroken {
    RuleBroken::new("duplicate-column", "the request already gives this column once for all rows")
}
