//! Rows into SQLite by INSERTs of many rows.

use std::io;
use std::ops::Range;

use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Double, Text};
use diesel::sqlite::Sqlite;
use domain::rows::time;
use domain::rows::value::{RowSink, Value};

use super::Feed;
use super::destination::{Destination, load_error};
use crate::StoreError;
use crate::sql::{decimal_text, timestamp_text};

/// SQLite's own limit of a statement. Preparing so large a statement anew each time costs a tenth of the speed that
/// keeping a smaller one prepared would bring; but one would be kept for each table there ever was.
const MAX_VARIABLES: usize = 32_766;

pub(super) fn load<E: From<StoreError>>(
    conn: &mut SqliteConnection,
    destination: &Destination<'_>,
    feed: &mut Feed<'_, E>,
) -> Result<u64, E> {
    let mut sink = InsertSink::new(conn, destination);
    let fed = feed(&mut sink);
    // A sink that failed failed by the database; the feed only passes that on.
    if let Some(error) = sink.failure.take() {
        return Err(error.into());
    }
    fed?;
    sink.flush().map_err(load_error)?;
    Ok(sink.row_count)
}

struct InsertSink<'s> {
    conn: &'s mut SqliteConnection,
    destination: &'s Destination<'s>,
    rows: Rows,
    rows_per_statement: usize,
    row_count: u64,
    failure: Option<StoreError>,
}

impl<'s> InsertSink<'s> {
    fn new(conn: &'s mut SqliteConnection, destination: &'s Destination<'s>) -> Self {
        let width = destination.columns.len() + 1;
        Self {
            conn,
            destination,
            rows: Rows {
                insert: format!("INSERT INTO {} VALUES ", destination.to_sql()),
                width,
                cells: Vec::new(),
                text: String::new(),
            },
            rows_per_statement: (MAX_VARIABLES / width).max(1),
            row_count: 0,
            failure: None,
        }
    }

    fn flush(&mut self) -> QueryResult<()> {
        if self.rows.cells.is_empty() {
            return Ok(());
        }
        (&self.rows).execute(self.conn)?;
        self.rows.cells.clear();
        self.rows.text.clear();
        Ok(())
    }
}

impl RowSink for InsertSink<'_> {
    fn push(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        self.row_count += 1;
        self.rows.cells.push(Cell::Int(self.destination.lead.of_row(self.row_count)));
        for (_, _, place) in &self.destination.columns {
            self.rows.push(values.get(*place).unwrap_or(&Value::Null));
        }
        if self.rows.cells.len() < self.rows_per_statement * self.rows.width {
            return Ok(());
        }
        self.flush().map_err(|error| {
            self.failure = Some(load_error(error));
            io::Error::other("the database refused the rows")
        })
    }
}

enum Cell {
    Null,
    Int(i64),
    Float(f64),
    Text(Range<usize>),
}

/// Some rows, in the form they are stored in.
struct Rows {
    insert: String,
    width: usize,
    cells: Vec<Cell>,
    /// The texts of all cells, one after the other.
    text: String,
}

impl Rows {
    fn push(&mut self, value: &Value<'_>) {
        let start = self.text.len();
        let cell = match value {
            Value::Null => Cell::Null,
            Value::Bool(truth) => Cell::Int(i64::from(*truth)),
            Value::Int(number) => Cell::Int(*number),
            Value::Float(number) => Cell::Float(*number),
            Value::Text(text) => self.text_cell(start, text),
            Value::Decimal { unscaled, scale } => self.text_cell(start, &decimal_text(*unscaled, *scale)),
            Value::Date(days) => self.text_cell(start, &time::format_date(*days)),
            Value::Timestamp(micros) => self.text_cell(start, &timestamp_text(*micros)),
        };
        self.cells.push(cell);
    }

    fn text_cell(&mut self, start: usize, text: &str) -> Cell {
        self.text.push_str(text);
        Cell::Text(start..self.text.len())
    }
}

impl QueryFragment<Sqlite> for Rows {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        pass.unsafe_to_cache_prepared();
        pass.push_sql(&self.insert);
        for (row, cells) in self.cells.chunks(self.width).enumerate() {
            pass.push_sql(if row == 0 { "(" } else { "), (" });
            for (column, cell) in cells.iter().enumerate() {
                if column > 0 {
                    pass.push_sql(", ");
                }
                match cell {
                    Cell::Null => {
                        pass.push_bind_param::<diesel::sql_types::Nullable<BigInt>, _>(&None::<i64>)?
                    }
                    Cell::Int(number) => pass.push_bind_param::<BigInt, _>(number)?,
                    Cell::Float(number) => pass.push_bind_param::<Double, _>(number)?,
                    Cell::Text(range) => pass.push_bind_param::<Text, str>(&self.text[range.clone()])?,
                }
            }
        }
        pass.push_sql(")");
        Ok(())
    }
}

impl QueryId for Rows {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl RunQueryDsl<SqliteConnection> for &Rows {}
