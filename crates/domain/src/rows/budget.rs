//! Keeps one record from filling the memory.

use std::cell::Cell;
use std::io::{self, Read};

/// Most bytes of one record (a CSV record, an NDJSON line, a JSON object), and of one form.
pub const MAX_RECORD_BYTES: usize = 1 << 20;

/// Bytes read ahead of the parser.
pub(crate) const READ_AHEAD_BYTES: usize = 1 << 16;

/// How much may still be read for the record at hand. Shared by the reader that spends it and the parser that
/// renews it.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<usize>,
    is_exceeded: Cell<bool>,
}

impl Budget {
    pub(crate) fn new() -> Self {
        let budget = Self { left: Cell::new(0), is_exceeded: Cell::new(false) };
        budget.renew();
        budget
    }

    /// Starts a new record. What was read ahead of it is paid for, what will be read ahead after it is not.
    pub(crate) fn renew(&self) {
        self.left.set(MAX_RECORD_BYTES + READ_AHEAD_BYTES);
    }

    /// Whether a read was refused.
    pub(crate) fn is_exceeded(&self) -> bool {
        self.is_exceeded.get()
    }

    pub(crate) fn limit<R: Read>(&self, inner: R) -> Limited<'_, R> {
        Limited { inner, budget: self }
    }
}

/// A reader that fails once the budget is spent.
#[derive(Debug)]
pub(crate) struct Limited<'b, R> {
    inner: R,
    budget: &'b Budget,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.left.get();
        let allowed = buffer.len().min(left);
        if allowed == 0 && !buffer.is_empty() {
            self.budget.is_exceeded.set(true);
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = self.inner.read(&mut buffer[..allowed])?;
        self.budget.left.set(left - read);
        Ok(read)
    }
}
