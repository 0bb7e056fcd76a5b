//! Cuts a CSV body into records and fields.
//!
//! Stricter than the usual parsers where leniency would lose data: a quote that is never closed, or text after a
//! closing quote, is an error instead of a field that swallows the rows below it.

use std::io::{BufRead, BufReader, ErrorKind, Read};

use super::ReadError;
use super::budget::{MAX_RECORD_BYTES, READ_AHEAD_BYTES};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The records of a body, one at a time. Lines end in LF, CRLF or CR; blank lines are skipped.
pub(crate) struct Records<R> {
    input: BufReader<R>,
    is_at_start: bool,
    record: Record,
}

struct Record {
    state: State,
    /// All fields one after the other, without quotes.
    text: Vec<u8>,
    /// Where each field ends in `text`.
    ends: Vec<usize>,
    /// Bytes of the record in the body.
    length: usize,
    /// Line of the byte that comes next.
    line: u64,
    start_line: u64,
    /// Whether the last byte was a CR, so that a LF now belongs to it.
    after_return: bool,
}

#[derive(Clone, Copy)]
enum State {
    RecordStart,
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// How far a chunk got.
struct Progress {
    used: usize,
    is_complete: bool,
}

impl<R: Read> Records<R> {
    pub(crate) fn new(body: R) -> Self {
        Self {
            input: BufReader::with_capacity(READ_AHEAD_BYTES, body),
            is_at_start: true,
            record: Record {
                state: State::RecordStart,
                text: Vec::new(),
                ends: Vec::new(),
                length: 0,
                line: 1,
                start_line: 1,
                after_return: false,
            },
        }
    }

    /// Moves to the next record; false at the end of the body.
    pub(crate) fn advance(&mut self) -> Result<bool, ReadError> {
        self.record.clear();
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(ReadError::Body(error)),
            };
            if chunk.is_empty() {
                return self.record.end_of_body();
            }
            let mark = if self.is_at_start && chunk.starts_with(BYTE_ORDER_MARK) { 3 } else { 0 };
            self.is_at_start = false;
            let progress = self.record.scan(&chunk[mark..])?;
            self.input.consume(mark + progress.used);
            if self.record.length > MAX_RECORD_BYTES {
                return Err(ReadError::TooLong { line: Some(self.record.start_line) });
            }
            if progress.is_complete {
                return Ok(true);
            }
        }
    }

    /// Line on which the record starts, from 1.
    pub(crate) fn start_line(&self) -> u64 {
        self.record.start_line
    }

    /// How many fields the record has.
    pub(crate) fn width(&self) -> usize {
        self.record.ends.len()
    }

    /// The field at an index below [`Records::width`].
    pub(crate) fn field(&self, index: usize) -> &[u8] {
        let start = if index == 0 { 0 } else { self.record.ends[index - 1] };
        &self.record.text[start..self.record.ends[index]]
    }
}

impl Record {
    fn clear(&mut self) {
        self.state = State::RecordStart;
        self.text.clear();
        self.ends.clear();
        self.length = 0;
    }

    fn scan(&mut self, chunk: &[u8]) -> Result<Progress, ReadError> {
        let mut at = 0;
        let mut start = 0;
        let mut is_complete = false;
        while at < chunk.len() && !is_complete {
            let rest = &chunk[at..];
            match self.state {
                State::RecordStart => {
                    at += self.skip_blank_lines(rest);
                    start = at;
                }
                State::FieldStart if rest[0] == b'"' => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::FieldStart => self.state = State::Plain,
                State::Plain => {
                    let run = run_length(rest, |b| matches!(b, b',' | b'\n' | b'\r'));
                    self.text.extend_from_slice(&rest[..run]);
                    at += run;
                    if let Some(separator) = rest.get(run) {
                        is_complete = self.separate(*separator);
                        at += 1;
                    }
                }
                State::Quoted => {
                    let run = run_length(rest, |b| b == b'"');
                    self.text.extend_from_slice(&rest[..run]);
                    self.line += rest[..run].iter().map(|b| u64::from(*b == b'\n')).sum::<u64>();
                    at += run;
                    if run < rest.len() {
                        self.state = State::QuoteInQuoted;
                        at += 1;
                    }
                }
                State::QuoteInQuoted => {
                    match rest[0] {
                        b'"' => {
                            self.text.push(b'"');
                            self.state = State::Quoted;
                        }
                        separator @ (b',' | b'\n' | b'\r') => is_complete = self.separate(separator),
                        _ => {
                            return Err(
                                self.syntax("text follows a closing quote; double a quote to keep it")
                            );
                        }
                    }
                    at += 1;
                }
            }
        }
        self.length += at - start;
        Ok(Progress { used: at, is_complete })
    }

    /// Counts the line ends at the front, and starts the record with the first byte that is none.
    fn skip_blank_lines(&mut self, bytes: &[u8]) -> usize {
        for (index, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' if self.after_return => self.after_return = false,
                b'\n' => self.line += 1,
                b'\r' => {
                    self.line += 1;
                    self.after_return = true;
                }
                _ => {
                    self.after_return = false;
                    self.start_line = self.line;
                    self.state = State::FieldStart;
                    return index;
                }
            }
        }
        bytes.len()
    }

    /// Ends a field, and with it the record unless the separator is a comma.
    fn separate(&mut self, separator: u8) -> bool {
        self.ends.push(self.text.len());
        if separator == b',' {
            self.state = State::FieldStart;
            return false;
        }
        self.line += 1;
        self.after_return = separator == b'\r';
        true
    }

    fn end_of_body(&mut self) -> Result<bool, ReadError> {
        match self.state {
            State::RecordStart => Ok(false),
            State::Quoted => Err(self.syntax("a quote is never closed")),
            State::FieldStart | State::Plain | State::QuoteInQuoted => {
                self.ends.push(self.text.len());
                Ok(true)
            }
        }
    }

    fn syntax(&self, message: &str) -> ReadError {
        ReadError::Syntax { line: self.start_line, column: None, message: message.to_owned() }
    }
}

fn run_length(bytes: &[u8], ends: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|b| ends(*b)).unwrap_or(bytes.len())
}
