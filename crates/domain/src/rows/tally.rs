//! Counts rows and collects their faults while a body is read.

use std::io;

use super::judge::Judge;
use super::rules::RuleBroken;
use super::value::{RowSink, Value};
use super::verdict::{MAX_FAULTS, RowFault, Verdict};

/// The verdict in the making, in front of the sink that takes the good rows.
pub(crate) struct Tally<'s> {
    verdict: Verdict,
    sink: &'s mut dyn RowSink,
    line: Option<u64>,
    row_is_bad: bool,
}

impl<'s> Tally<'s> {
    pub(crate) fn new(sink: &'s mut dyn RowSink) -> Self {
        Self { verdict: Verdict::default(), sink, line: None, row_is_bad: false }
    }

    /// Starts the next row, on the given line where the format has lines.
    pub(crate) fn begin_row(&mut self, line: Option<u64>) {
        self.line = line;
        self.row_is_bad = false;
    }

    /// Notes a fault of the row at hand.
    pub(crate) fn fault(&mut self, column: Option<&str>, broken: RuleBroken) {
        self.row_is_bad = true;
        if self.verdict.faults.len() < MAX_FAULTS {
            self.verdict.faults.push(RowFault {
                row: self.verdict.accepted + self.verdict.rejected + 1,
                line: self.line,
                column: column.map(str::to_owned),
                rule: broken.rule,
                message: broken.message.into_owned(),
            });
        }
    }

    /// The value of a column, or its fault noted and no value in its place.
    pub(crate) fn take<'v>(
        &mut self,
        judge: &Judge,
        index: usize,
        judged: Result<Value<'v>, RuleBroken>,
    ) -> Value<'v> {
        judged.unwrap_or_else(|broken| {
            self.fault(Some(judge.name(index)), broken);
            Value::Null
        })
    }

    /// Ends the row at hand. It goes to the sink unless it or a row before it is bad: then nothing of the body
    /// will be kept.
    pub(crate) fn end_row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        if self.row_is_bad {
            self.verdict.rejected += 1;
            return Ok(());
        }
        self.verdict.accepted += 1;
        if self.verdict.rejected == 0 { self.sink.push(values) } else { Ok(()) }
    }

    pub(crate) fn into_verdict(self) -> Verdict {
        self.verdict
    }
}
