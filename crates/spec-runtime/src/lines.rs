//! Newline-delimited JSON: one value a line, of which one at a time is in memory.

use std::io::{self, BufRead, BufReader, Read};

use serde::de::DeserializeOwned;

use crate::body::Body;
use crate::problem::{Fault, Problem};
use crate::schemas::Schemas;
use crate::verdict::{self, Subject};

/// The longest line in bytes.
const MAX_LINE_BYTES: u64 = 1 << 20;

/// The values of a body, judged one after the other; those after a bad one can still be read. Reading blocks, as the
/// body may be in a file.
pub struct Lines<T> {
    body: BufReader<Body>,
    schemas: &'static Schemas,
    operation: &'static str,
    media_type: &'static str,
    is_valid: fn(&T) -> bool,
    line: Vec<u8>,
    /// Index of the next line, counted from 0 with the blank ones.
    index: usize,
}

/// Why a line has no value.
#[derive(Debug)]
pub enum BadLine {
    /// It breaks the contract in all these places, below `/body/<index of the line>`.
    Invalid(Vec<Fault>),
    /// The body could not be read back; there are no more lines.
    Unreadable(io::Error),
}

impl From<BadLine> for Problem {
    fn from(bad: BadLine) -> Problem {
        match bad {
            BadLine::Invalid(faults) => Problem::invalid_request(faults).by_runtime(),
            BadLine::Unreadable(error) => {
                log::error!("a body could not be read back from the spool folder: {error}");
                Problem::internal()
            }
        }
    }
}

impl<T> Lines<T> {
    pub(crate) fn new(
        body: Body,
        schemas: &'static Schemas,
        operation: &'static str,
        media_type: &'static str,
        is_valid: fn(&T) -> bool,
    ) -> Lines<T> {
        let body = BufReader::new(body);
        Lines { body, schemas, operation, media_type, is_valid, line: Vec::new(), index: 0 }
    }

    /// Reads the next line; `None` at the end, `false` when it is too long and was skipped.
    fn read_line(&mut self) -> io::Result<Option<bool>> {
        self.line.clear();
        let read = (&mut self.body).take(MAX_LINE_BYTES + 1).read_until(b'\n', &mut self.line)?;
        if read == 0 {
            return Ok(None);
        }
        if self.line.ends_with(b"\n") || read as u64 <= MAX_LINE_BYTES {
            return Ok(Some(true));
        }
        self.body.skip_until(b'\n')?;
        Ok(Some(false))
    }
}

impl<T: DeserializeOwned> Iterator for Lines<T> {
    type Item = Result<T, BadLine>;

    fn next(&mut self) -> Option<Result<T, BadLine>> {
        loop {
            let fits = match self.read_line() {
                Ok(fits) => fits?,
                Err(error) => return Some(Err(BadLine::Unreadable(error))),
            };
            let (operation, media_type, index) = (self.operation, self.media_type, self.index);
            self.index += 1;
            let subject = Subject::Line { operation, media_type, index };
            if !fits {
                let fault = Fault::new(subject.pointer(), "maxLength", "is longer than lines may be");
                return Some(Err(BadLine::Invalid(vec![fault])));
            }
            if self.line.trim_ascii().is_empty() {
                continue;
            }
            let judged = verdict::of_json(self.schemas, subject, &self.line, self.is_valid);
            return Some(judged.map_err(BadLine::Invalid));
        }
    }
}
