//! The physical tables that rows are in: one per table and major version of a data product.

mod postgres;
mod sqlite;

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use domain::column_type::ColumnType;
use domain::ids::{ProductName, TableName};
use domain::table::{Column, Table};
use sha2::{Digest, Sha256};

use crate::connection::on_either;
use crate::schema::row_tables;
use crate::sql::{Dialect, hex, quoted, quoted_list};
use crate::{Connection, StoreError};

/// Longest name PostgreSQL keeps.
const MAX_NAME_BYTES: usize = 63;
/// What a longer name keeps of itself: with `~` and 16 hexadecimal digits it is as long as a name may be.
const KEPT_NAME_BYTES: usize = MAX_NAME_BYTES - 17;

/// A physical table to be listed.
#[derive(Clone, Debug)]
pub struct NewRowTable {
    /// UUID.
    pub id: String,
    /// The data product that the rows belong to.
    pub data_product_id: String,
    /// From [`physical_name`].
    pub name: String,
    /// Now, in UTC.
    pub created_at: NaiveDateTime,
}

/// The name of the physical table, which mirrors the public id: `soil_power:v1:readings`.
pub fn physical_name(product: &ProductName, major: u32, table: &TableName) -> String {
    fitted(format!("{product}:v{major}:{table}"))
}

/// The name itself when it is short enough, otherwise its beginning and a hash of all of it. Names have no
/// characters of several bytes.
fn fitted(name: String) -> String {
    if name.len() <= MAX_NAME_BYTES {
        return name;
    }
    let mut short: String = name.chars().take(KEPT_NAME_BYTES).collect();
    short.push('~');
    short.push_str(&hex(&Sha256::digest(name.as_bytes())[..8]));
    short
}

/// Lists a table among the row tables. It is made when the first rows come: most of what a registry holds are
/// definitions, and every table costs each connection time and memory, on SQLite even of those that never use it.
///
/// # Errors
/// `Conflict("row_tables_name_unique")` when there is one of that name.
pub fn reserve(conn: &mut Connection, new: &NewRowTable) -> Result<(), StoreError> {
    let insert = diesel::insert_into(row_tables::table).values((
        row_tables::id.eq(&new.id),
        row_tables::data_product_id.eq(&new.data_product_id),
        row_tables::name.eq(&new.name),
        row_tables::created_at.eq(new.created_at),
        row_tables::is_made.eq(false),
    ));
    on_either!(conn, insert.execute(conn)?);
    Ok(())
}

/// Makes a table that is listed, and its indexes, unless it is there. Whoever else wants to make it waits until this
/// transaction ends.
///
/// # Errors
/// Those of the database.
pub fn make(conn: &mut Connection, id: &str, name: &str, definition: &Table) -> Result<(), StoreError> {
    let missing = row_tables::table.find(id).filter(row_tables::is_made.eq(false));
    if diesel::update(missing).set(row_tables::is_made.eq(true)).execute(conn)? == 0 {
        return Ok(());
    }
    let dialect = Dialect::of(conn);
    let table = quoted(name);
    let columns: String = definition
        .columns
        .iter()
        .map(|column| format!(", {}", column_definition(dialect, &column.name, column.column_type)))
        .collect();
    let mut sql = match dialect {
        Dialect::Postgres => postgres::create_table(&table, &columns, definition.time_column.is_none()),
        Dialect::Sqlite => sqlite::create_table(&table, &columns),
    };
    if let Some(time_column) = &definition.time_column {
        sql.push_str(&index(name, "INDEX", [time_column.as_str(), "_id"]));
    }
    for columns in unique_indexes(definition) {
        sql.push_str(&index(name, "UNIQUE INDEX", columns));
    }
    Ok(conn.batch_execute(&sql)?)
}

/// Which sets of columns name one row: the keys, and each unique column.
fn unique_indexes(definition: &Table) -> Vec<Vec<&str>> {
    let keys = Some(&definition.keys).filter(|keys| !keys.is_empty());
    let keys = keys.map(|keys| keys.iter().map(String::as_str).collect::<Vec<_>>());
    let unique = definition.columns.iter().filter(|column| column.unique);
    let unique =
        unique.map(|column| vec![column.name.as_str()]).filter(|columns| Some(columns) != keys.as_ref());
    keys.clone().into_iter().chain(unique).collect()
}

fn index<'n>(table: &str, kind: &str, columns: impl IntoIterator<Item = &'n str>) -> String {
    let columns: Vec<&str> = columns.into_iter().collect();
    let name = fitted(format!("{table}:{}", columns.join(",")));
    format!("; CREATE {kind} {} ON {} ({})", quoted(&name), quoted(table), quoted_list(columns))
}

pub(crate) fn column_definition(dialect: Dialect, name: &str, column_type: ColumnType) -> String {
    // Whether a value may be missing is judged before: it may change between minor versions, which share the table.
    let type_name = match dialect {
        Dialect::Postgres => postgres::column_type(column_type),
        Dialect::Sqlite => sqlite::column_type(column_type).into(),
    };
    format!("{} {type_name}", quoted(name))
}

/// Adds columns to a table that is made; rows that are there have no value in them. Only columns that are not unique are ever
/// added, since any other is a new major version.
///
/// # Errors
/// Those of the database.
pub fn add_columns(conn: &mut Connection, table_name: &str, columns: &[&Column]) -> Result<(), StoreError> {
    let dialect = Dialect::of(conn);
    for column in columns {
        let definition = column_definition(dialect, &column.name, column.column_type);
        conn.batch_execute(&format!("ALTER TABLE {} ADD COLUMN {definition}", quoted(table_name)))?;
    }
    Ok(())
}

/// Drops the physical table, but not its entry among the row tables.
///
/// # Errors
/// Those of the database.
pub(crate) fn drop(conn: &mut Connection, table_name: &str) -> Result<(), StoreError> {
    Ok(conn.batch_execute(&format!("DROP TABLE {}", quoted(table_name)))?)
}
