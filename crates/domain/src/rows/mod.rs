//! Rows: judged against a table on the way in, written in the formats of the contract on the way out.

mod budget;
mod collected;
mod constants;
pub mod csv;
mod csv_records;
pub mod form;
pub mod json;
pub mod judge;
pub mod lines;
pub(crate) mod number;
pub mod out;
pub mod rules;
mod tally;
pub mod time;
pub mod value;
pub mod verdict;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};

pub use budget::MAX_RECORD_BYTES;

use judge::Judge;
use value::RowSink;
use verdict::{RowFault, Verdict};

/// A format that rows arrive in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `application/json`: one object or an array of objects.
    Json,
    /// `application/x-ndjson`: one object a line.
    Ndjson,
    /// `text/csv` with a header.
    Csv,
    /// `application/x-www-form-urlencoded`: one row.
    Form,
}

/// What a request says about all of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowOptions {
    /// CSV header to column name; a header that is not listed is a column name itself.
    pub column_map: BTreeMap<String, String>,
    /// Column name to the value that every row has there, written as in CSV.
    pub constants: BTreeMap<String, String>,
}

/// Why a body could not be judged to its end.
#[derive(Debug)]
pub enum ReadError {
    /// The header, or what the request says about all rows, does not fit the table.
    Header(Vec<RowFault>),
    /// The body is not what its media type says.
    Syntax {
        /// Line of the body, from 1.
        line: u64,
        /// Byte in the line, from 1, where that is known.
        column: Option<u64>,
        /// What is wrong, without repeating any of the body.
        message: String,
    },
    /// A record is longer than [`MAX_RECORD_BYTES`].
    TooLong {
        /// Line where the record starts, from 1, in the formats that have lines.
        line: Option<u64>,
    },
    /// The body could not be read.
    Body(io::Error),
    /// The rows could not be put where they go.
    Sink(io::Error),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(faults) => write!(f, "the columns do not fit the table ({} faults)", faults.len()),
            Self::Syntax { line, column: Some(column), message } => {
                write!(f, "{message} (line {line}, byte {column})")
            }
            Self::Syntax { line, column: None, message } => write!(f, "{message} (line {line})"),
            Self::TooLong { line: Some(line) } => {
                write!(f, "the record on line {line} is longer than {MAX_RECORD_BYTES} bytes")
            }
            Self::TooLong { line: None } => write!(f, "a record is longer than {MAX_RECORD_BYTES} bytes"),
            Self::Body(_) => f.write_str("the body could not be read"),
            Self::Sink(_) => f.write_str("the rows could not be stored"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Body(error) | Self::Sink(error) => Some(error),
            Self::Header(_) | Self::Syntax { .. } | Self::TooLong { .. } => None,
        }
    }
}

/// Judges a whole body. Good rows go to the sink as they are read, until the first bad row; from there on rows are
/// only judged, so that the verdict names them all.
///
/// # Errors
/// When the body cannot be judged to its end. Bad rows are no error: they are in the verdict.
pub fn read(
    format: Format,
    body: &mut dyn Read,
    judge: &Judge,
    options: &RowOptions,
    sink: &mut dyn RowSink,
) -> Result<Verdict, ReadError> {
    match format {
        Format::Json => json::read_json(body, judge, options, sink),
        Format::Ndjson => json::read_ndjson(body, judge, options, sink),
        Format::Csv => csv::read_csv(body, judge, options, sink),
        Format::Form => form::read_form(body, judge, options, sink),
    }
}
