//! The rows themselves: written in bulk, read as a stream.

mod collisions;
mod destination;
mod postgres_copy;
mod postgres_encoding;
mod postgres_select;
mod query;
mod sqlite_insert;
mod sqlite_select;

use std::io;

use domain::column_type::ColumnType;
use domain::rows::value::{RowSink, Value};
use domain::table::Table;

use crate::{Connection, StoreError};
use destination::Destination;

pub use collisions::{Collision, Collisions, collisions};
pub use query::{Position, RowQuery, page_end, read};

/// A physical table of rows, as one schema sees it.
#[derive(Clone, Debug)]
pub struct RowTarget {
    /// Name of the physical table.
    pub table_name: String,
    /// The columns of the schema, in its order. The table may have more, of a later minor version.
    pub columns: Vec<(String, ColumnType)>,
    /// The column that orders the rows; it always has a value.
    pub time_column: Option<String>,
    /// The columns that together name one row.
    pub keys: Vec<String>,
    /// The columns of which each names one row, where it has a value.
    pub unique: Vec<String>,
}

impl RowTarget {
    /// The table of this name, as the definition sees it.
    pub fn new(table_name: String, definition: &Table) -> Self {
        let columns = &definition.columns;
        Self {
            table_name,
            columns: columns.iter().map(|column| (column.name.clone(), column.column_type)).collect(),
            time_column: definition.time_column.clone(),
            keys: definition.keys.clone(),
            unique: columns.iter().filter(|column| column.unique).map(|column| column.name.clone()).collect(),
        }
    }
}

/// What puts rows into a sink, one value per column of the target and in its order, and may stop with an error.
pub type Feed<'f, E> = dyn FnMut(&mut dyn RowSink) -> Result<(), E> + 'f;

/// Stores all rows that the feed pushes and answers how many they were.
///
/// # Errors
/// `UniqueRows`, which also ends a PostgreSQL transaction for anything but a rollback; what the database
/// refused; what the feed answered.
pub fn insert<E: From<StoreError>>(
    conn: &mut Connection,
    target: &RowTarget,
    batch_number: i64,
    feed: &mut Feed<'_, E>,
) -> Result<u64, E> {
    load(conn, &Destination::rows(target, batch_number), feed)
}

fn load<E: From<StoreError>>(
    conn: &mut Connection,
    destination: &Destination<'_>,
    feed: &mut Feed<'_, E>,
) -> Result<u64, E> {
    match conn {
        Connection::Postgres(conn) => postgres_copy::load(conn, destination, feed),
        Connection::Sqlite(conn) => sqlite_insert::load(conn, destination, feed),
    }
}

/// Takes the rows that are read, one at a time; an error ends the reading.
pub type Each<'e> = dyn FnMut(&[Value<'_>]) -> io::Result<()> + 'e;
