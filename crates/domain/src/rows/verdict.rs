//! What came of judging rows.

use super::rules::RuleBroken;

/// Most faults a verdict lists; bad rows beyond them are only counted.
pub const MAX_FAULTS: usize = 100;

/// Why a row, or the header above all rows, is not accepted. Never holds a value of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Which row, from 1 in order of arrival; 0 for what concerns all rows.
    pub row: u64,
    /// Line where the row starts, from 1, in the formats that have lines (CSV, NDJSON).
    pub line: Option<u64>,
    /// The column, when the fault is of one.
    pub column: Option<String>,
    /// Short name of the rule that is broken.
    pub rule: &'static str,
    /// What the rule asks for, as a sentence for people.
    pub message: String,
}

impl RowFault {
    pub(crate) fn of_all_rows(line: Option<u64>, column: Option<&str>, broken: RuleBroken) -> Self {
        Self {
            row: 0,
            line,
            column: column.map(str::to_owned),
            rule: broken.rule,
            message: broken.message.into_owned(),
        }
    }
}

/// The outcome of a whole body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Rows that broke no rule.
    pub accepted: u64,
    /// Rows that broke one or more.
    pub rejected: u64,
    /// The first [`MAX_FAULTS`] faults, in order; one row may have several.
    pub faults: Vec<RowFault>,
}
