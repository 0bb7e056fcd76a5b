//! A page of rows: from the parameters of a request to a query, and from stored rows to a streamed body.

use std::borrow::Cow;
use std::io;
use std::time::Duration;

use auth::{Caller, Policy};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::column_type::ColumnType;
use domain::fault::pointer_step;
use domain::ids::SchemaId;
use domain::rows::judge::value_of_type;
use domain::rows::out::{write_csv_header, write_csv_row, write_json_row};
use domain::rows::time::{is_date, is_timestamp};
use domain::rows::value::Value;
use domain::table::{Column, Table};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use server_api::apis::rows::{ReadRowsMediaType, ReadRowsParameters};
use server_api::spec_runtime::Fault;
use store::rows::{Position, RowQuery, RowTarget};
use store::{Connection, StoreError, schemas};
use tokio::runtime::Handle;
use tokio::sync::mpsc::Sender;
use tokio::sync::oneshot;

use crate::lifecycle::{self, Headers};
use crate::usage::Usage;
use crate::{ApiError, access};

/// Bytes that are gathered before they are sent.
const PIECE_BYTES: usize = 64 * 1024;

/// Longest wait for a client that does not take the next piece; its connection to the database is then given back.
const STALLED: Duration = Duration::from_secs(30);

/// A page that was asked for, and where it goes.
pub struct Page {
    pub caller: Caller,
    pub id: SchemaId,
    pub parameters: ReadRowsParameters,
    pub media_type: ReadRowsMediaType,
    /// Takes the headers as soon as the query stands.
    pub head: oneshot::Sender<Headers>,
    /// Notes who reads what.
    pub usage: Usage,
    /// Takes the body.
    pub pieces: Sender<Vec<u8>>,
}

impl Page {
    /// Sends the page, all of which is of the one state that `conn` sees.
    pub fn send(self, conn: &mut Connection, policy: &Policy) -> Result<(), ApiError> {
        let found = schemas::find(conn, &self.id.product, self.id.version, &self.id.table)?;
        let relation = access::relation(&self.caller, &found.product, &found.version);
        policy.require(&self.caller, access::READ_ROWS, relation)?;
        lifecycle::alive(&found.version)?;
        let table = found.schema.definition.0;
        let mut query = query(&table, &self.parameters)?;
        let target = RowTarget::new(found.row_table_name, &table);
        if found.row_table_is_made {
            query.end = store::rows::page_end(conn, &target, &query, self.parameters.limit.unsigned_abs())?;
        }
        let next_cursor = query.end.map(cursor);
        let next = next_cursor.as_deref().map(|cursor| link(&self.parameters, cursor));
        let mut headers = Headers::of(&found.version);
        headers.link = match (next, headers.link) {
            (Some(next), Some(successor)) => Some(format!("{next}, {successor}")),
            (next, successor) => next.or(successor),
        };
        self.usage.read(&self.caller, &found.version);
        if self.head.send(headers).is_err() {
            return Ok(());
        }
        let columns = query.columns.iter().map(|index| &table.columns[*index]).collect();
        let mut writer = Writer::new(self.media_type, columns, self.pieces);
        if found.row_table_is_made {
            store::rows::read(conn, &target, &query, &mut |values| writer.row(values))?;
        }
        writer.finish(next_cursor.as_deref()).map_err(StoreError::Interrupted)?;
        Ok(())
    }
}

/// The query that the parameters ask for, or everything about them that does not fit the table.
fn query(table: &Table, parameters: &ReadRowsParameters) -> Result<RowQuery, ApiError> {
    let mut faults = Vec::new();
    let time = table.time_column.as_deref().and_then(|name| index_of(table, name));
    let mut bound = |name: &str, text: Option<&String>| {
        let value = bound_of(table, time, text?);
        value.map_err(|message| faults.push(Fault::new(format!("/query/{name}"), "type", message))).ok()
    };
    let from = bound("from", parameters.from.as_ref());
    let to = bound("to", parameters.to.as_ref());
    let mut filters = Vec::new();
    for (name, text) in parameters.filter.iter().flatten() {
        let pointer = || format!("/query/filter/{}", pointer_step(name));
        match index_of(table, name) {
            Some(index) => match value_of_type(table.columns[index].column_type, text) {
                Ok(value) => filters.push((index, value)),
                Err(broken) => faults.push(Fault::new(pointer(), broken.rule, broken.message)),
            },
            None => faults.push(Fault::new(pointer(), "unknown-column", NO_COLUMN)),
        }
    }
    let mut columns: Vec<usize> = Vec::new();
    for (at, name) in parameters.columns.iter().flatten().enumerate() {
        match index_of(table, name) {
            Some(index) => columns.push(index),
            None => faults.push(Fault::new(format!("/query/columns/{at}"), "unknown-column", NO_COLUMN)),
        }
    }
    if parameters.columns.is_none() {
        columns = (0..table.columns.len()).collect();
    }
    let time_type = time.map(|index| table.columns[index].column_type);
    let start = parameters.cursor.as_deref().map(|cursor| position(cursor, time_type));
    if start == Some(None) {
        faults.push(crate::cursor::fault());
    }
    if !faults.is_empty() {
        return Err(ApiError::InvalidRequest(faults));
    }
    Ok(RowQuery { columns, from, to, filters, start: start.flatten(), end: None })
}

const NO_COLUMN: &str = "names no column of the table";

fn index_of(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.name == name)
}

/// A value of the time column, which rows are compared with.
fn bound_of(table: &Table, time: Option<usize>, text: &str) -> Result<Value<'static>, Cow<'static, str>> {
    let Some(index) = time else { return Err("needs a table with a time column".into()) };
    match value_of_type(table.columns[index].column_type, text) {
        Ok(Value::Null) => Err("must be a time".into()),
        Ok(value) => Ok(value),
        Err(broken) => Err(broken.message),
    }
}

/// A position as the contract shows it.
fn cursor(position: Position) -> String {
    let time = position.time.map_or_else(String::new, |time| time.to_string());
    URL_SAFE_NO_PAD.encode(format!("{time}.{}", position.id))
}

fn position(cursor: &str, time_type: Option<ColumnType>) -> Option<Position> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (time, id) = text.split_once('.')?;
    let time = if time.is_empty() { None } else { Some(time.parse().ok()?) };
    let fits = match (time_type, time) {
        (None, None) => true,
        (Some(ColumnType::Date), Some(days)) => is_date(days),
        (Some(_), Some(micros)) => is_timestamp(micros),
        (None, Some(_)) | (Some(_), None) => false,
    };
    if fits { Some(Position { time, id: id.parse().ok()? }) } else { None }
}

/// The address of the next page, as a `Link` header.
fn link(parameters: &ReadRowsParameters, cursor: &str) -> String {
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
struct Writer<'t> {
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
            ReadRowsMediaType::Json => buffer.extend_from_slice(b"{\"items\":["),
            ReadRowsMediaType::ApplicationXNdjson => {}
            ReadRowsMediaType::TextCsv => write_csv_header(&mut buffer, &columns),
        }
        Writer { media_type, columns, is_first: true, buffer, pieces }
    }

    /// Writes one row.
    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        match self.media_type {
            ReadRowsMediaType::Json => {
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
    fn finish(mut self, next_cursor: Option<&str>) -> io::Result<()> {
        if self.media_type == ReadRowsMediaType::Json {
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
