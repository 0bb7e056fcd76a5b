//! A page of rows: from the parameters of a request to a query, and from stored rows to a streamed body.

use std::io;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::column_type::ColumnType;
use domain::rows::judge::Judge;
use domain::rows::out::{write_csv_header, write_csv_row, write_json_row};
use domain::rows::value::Value;
use domain::table::{Column, Table};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use server_api::apis::rows::{ReadRowsMediaType, ReadRowsParameters};
use server_api::spec_runtime::Fault;
use store::rows::{Position, RowQuery};
use tokio::runtime::Handle;
use tokio::sync::mpsc::Sender;

use crate::ApiError;

/// Bytes that are gathered before they are sent.
const PIECE_BYTES: usize = 64 * 1024;

/// Longest wait for a client that does not take the next piece; its connection to the database is then given back.
const STALLED: Duration = Duration::from_secs(30);

/// The query that the parameters ask for, or everything about them that does not fit the table.
pub fn query(table: &Table, judge: &Judge, parameters: &ReadRowsParameters) -> Result<RowQuery, ApiError> {
    let mut faults = Vec::new();
    let mut query = RowQuery { columns: (0..table.columns.len()).collect(), ..RowQuery::default() };
    let time = table.time_column.as_deref().and_then(|name| judge.index_of(name));
    for (name, text) in [("from", &parameters.from), ("to", &parameters.to)] {
        let Some(text) = text else { continue };
        let value = match time {
            None => Err("needs a table with a time column".to_owned()),
            Some(index) => owned(judge.text(index, text)),
        };
        match value {
            Ok(value) if name == "from" => query.from = Some(value),
            Ok(value) => query.to = Some(value),
            Err(message) => faults.push(Fault::new(format!("/query/{name}"), "type", message)),
        }
    }
    for (name, text) in parameters.filter.iter().flatten() {
        let value = match judge.index_of(name) {
            Some(_) if text.is_empty() => {
                judge.index_of(name).map(|index| (index, Value::Null)).ok_or_else(String::new)
            }
            Some(index) => filter_value(table.columns[index].column_type, text).map(|value| (index, value)),
            None => Err("names no column of the table".to_owned()),
        };
        let pointer = || format!("/query/filter/{}", name.replace('~', "~0").replace('/', "~1"));
        match value {
            Ok(filter) => query.filters.push(filter),
            Err(message) => faults.push(Fault::new(pointer(), "filter", message)),
        }
    }
    if let Some(names) = &parameters.columns {
        query.columns.clear();
        for (at, name) in names.iter().enumerate() {
            match judge.index_of(name) {
                Some(index) => query.columns.push(index),
                None => {
                    let message = "names no column of the table";
                    faults.push(Fault::new(format!("/query/columns/{at}"), "unknown-column", message));
                }
            }
        }
    }
    if let Some(cursor) = &parameters.cursor {
        match position(cursor) {
            Some(start) if start.time.is_some() == time.is_some() => query.start = Some(start),
            _ => {
                faults.push(Fault::new("/query/cursor", "cursor", "must be the nextCursor of a page before"))
            }
        }
    }
    if faults.is_empty() { Ok(query) } else { Err(ApiError::InvalidRequest(faults)) }
}

/// A value to compare with: of the type of the column, whatever its other rules are.
fn filter_value(column_type: ColumnType, text: &str) -> Result<Value<'static>, String> {
    let column = Column {
        name: String::new(),
        column_type,
        description: None,
        nullable: true,
        unit: None,
        allowed: None,
        minimum: None,
        maximum: None,
        pattern: None,
        max_length: None,
        unique: false,
        personal_data: false,
    };
    let table = Table {
        table_description: String::new(),
        columns: vec![column],
        time_column: None,
        keys: Vec::new(),
        column_map: Default::default(),
    };
    let judge = Judge::new(&table).map_err(|fault| fault.message)?;
    owned(judge.text(0, text))
}

fn owned(judged: Result<Value<'_>, domain::rows::rules::RuleBroken>) -> Result<Value<'static>, String> {
    match judged {
        Ok(Value::Text(text)) => Ok(Value::Text(text.into_owned().into())),
        Ok(Value::Null) => Ok(Value::Null),
        Ok(Value::Bool(value)) => Ok(Value::Bool(value)),
        Ok(Value::Int(value)) => Ok(Value::Int(value)),
        Ok(Value::Float(value)) => Ok(Value::Float(value)),
        Ok(Value::Decimal { unscaled, scale }) => Ok(Value::Decimal { unscaled, scale }),
        Ok(Value::Date(days)) => Ok(Value::Date(days)),
        Ok(Value::Timestamp(micros)) => Ok(Value::Timestamp(micros)),
        Err(broken) => Err(broken.message.into_owned()),
    }
}

/// A position as the contract shows it.
pub fn cursor(position: Position) -> String {
    let time = position.time.map_or_else(String::new, |time| time.to_string());
    URL_SAFE_NO_PAD.encode(format!("{time}.{}", position.id))
}

fn position(cursor: &str) -> Option<Position> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (time, id) = text.split_once('.')?;
    let time = if time.is_empty() { None } else { Some(time.parse().ok()?) };
    Some(Position { time, id: id.parse().ok()? })
}

/// The address of the next page, as a `Link` header.
pub fn link(parameters: &ReadRowsParameters, cursor: &str) -> String {
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b',');
    let encode = |text: &str| utf8_percent_encode(text, KEPT).to_string();
    let mut pairs =
        vec![("limit".to_owned(), parameters.limit.to_string()), ("cursor".to_owned(), cursor.to_owned())];
    let times = [("from", &parameters.from), ("to", &parameters.to)];
    pairs.extend(times.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.clone()?))));
    pairs.extend(parameters.columns.iter().map(|names| ("columns".to_owned(), names.join(","))));
    let filters = parameters.filter.iter().flatten();
    pairs.extend(filters.map(|(name, text)| (format!("filter[{name}]"), text.clone())));
    let query: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    format!("</v1/schemas/{}/rows?{}>; rel=\"next\"", parameters.schema_id, query.join("&"))
}

/// Writes rows in one media type and sends them piece by piece.
pub struct Writer<'t> {
    media_type: ReadRowsMediaType,
    columns: Vec<&'t Column>,
    is_first: bool,
    buffer: Vec<u8>,
    pieces: Sender<Vec<u8>>,
}

impl<'t> Writer<'t> {
    /// A writer of these columns, which has written what comes before the first row.
    pub fn new(
        media_type: ReadRowsMediaType,
        columns: Vec<&'t Column>,
        pieces: Sender<Vec<u8>>,
    ) -> Writer<'t> {
        let mut buffer = Vec::with_capacity(PIECE_BYTES + 1024);
        match media_type {
            ReadRowsMediaType::ApplicationJson => buffer.extend_from_slice(b"{\"items\":["),
            ReadRowsMediaType::ApplicationXNdjson => {}
            ReadRowsMediaType::TextCsv => write_csv_header(&mut buffer, &columns),
        }
        Writer { media_type, columns, is_first: true, buffer, pieces }
    }

    /// Writes one row.
    pub fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        match self.media_type {
            ReadRowsMediaType::ApplicationJson => {
                if !self.is_first {
                    self.buffer.push(b',');
                }
                write_json_row(&mut self.buffer, &self.columns, values);
            }
            ReadRowsMediaType::ApplicationXNdjson => {
                write_json_row(&mut self.buffer, &self.columns, values);
                self.buffer.push(b'\n');
            }
            ReadRowsMediaType::TextCsv => write_csv_row(&mut self.buffer, &self.columns, values),
        }
        self.is_first = false;
        if self.buffer.len() >= PIECE_BYTES { self.send() } else { Ok(()) }
    }

    /// Writes what comes after the last row.
    pub fn finish(mut self, next_cursor: Option<&str>) -> io::Result<()> {
        if self.media_type == ReadRowsMediaType::ApplicationJson {
            self.buffer.push(b']');
            if let Some(cursor) = next_cursor {
                self.buffer.extend_from_slice(format!(",\"nextCursor\":\"{cursor}\"").as_bytes());
            }
            self.buffer.push(b'}');
        }
        self.send()
    }

    fn send(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.buffer, Vec::with_capacity(PIECE_BYTES + 1024));
        let sent = Handle::current().block_on(self.pieces.send_timeout(piece, STALLED));
        sent.map_err(|_| io::Error::new(io::ErrorKind::BrokenPipe, "the client does not take the answer"))
    }
}
