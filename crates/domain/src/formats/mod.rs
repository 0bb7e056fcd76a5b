//! What Granary knows in the formats that others read: tables, whole data products as contracts, and the catalogue.
//! Values in, text out.

mod avro;
pub mod dcat;
mod digits;
mod json_schema;
mod limits;
mod markdown;
pub mod odcs;
mod protobuf;
mod regex;
mod spelling;
mod sql;
mod sql_postgres;
mod sql_sqlite;
mod sqlite_texts;

use std::fmt;

use serde_json::Value;

pub use avro::avro;
pub use json_schema::json_schema;
pub use markdown::markdown;
pub use protobuf::protobuf;
pub use sql_postgres::sql_postgres;
pub use sql_sqlite::sql_sqlite;

use crate::ids::SchemaId;
use crate::table::{Column, Table};
use regex::portable;

/// A format that a table can be had in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// JSON Schema, draft 2020-12, of one row.
    JsonSchema,
    /// Avro schema of one row.
    Avro,
    /// Protocol buffers, version 3, with one message per row.
    Protobuf,
    /// `CREATE TABLE` for PostgreSQL.
    SqlPostgres,
    /// `CREATE TABLE` for SQLite.
    SqlSqlite,
    /// A page for people.
    Markdown,
}

impl TableFormat {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::JsonSchema, Self::Avro, Self::Protobuf, Self::SqlPostgres, Self::SqlSqlite, Self::Markdown];

    /// Writes a table. `earlier` is the same table in the earlier versions of the same major version, oldest first:
    /// its columns keep the field numbers that they had there.
    pub fn write(self, id: &SchemaId, table: &Table, earlier: &[Table]) -> String {
        match self {
            Self::JsonSchema => pretty(&json_schema(id, table)),
            Self::Avro => pretty(&avro(id, table)),
            Self::Protobuf => protobuf(id, table, earlier),
            Self::SqlPostgres => sql_postgres(id, table),
            Self::SqlSqlite => sql_sqlite(id, table),
            Self::Markdown => markdown(id, table),
        }
    }
}

impl fmt::Display for TableFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::JsonSchema => "json-schema",
            Self::Avro => "avro",
            Self::Protobuf => "protobuf",
            Self::SqlPostgres => "sql-postgres",
            Self::SqlSqlite => "sql-sqlite",
            Self::Markdown => "markdown",
        })
    }
}

fn pretty(document: &Value) -> String {
    format!("{document:#}\n")
}

/// What people should know of a column, where the format has no words for it.
fn about(column: &Column) -> Option<String> {
    let unit = column.unit.as_ref().map(|unit| format!("Unit: {unit}."));
    let personal = column.personal_data.then(|| "Personal data.".to_owned());
    let parts: Vec<String> = column.description.clone().into_iter().chain(unit).chain(personal).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The lines of a text that goes into comments: no character of it ends a line or hides one.
fn comment_lines(text: &str) -> impl Iterator<Item = String> {
    let is_line_end =
        |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let plain = |line: &str| line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    text.split(is_line_end).map(plain).map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty())
}

/// A number without a fraction where it has none.
fn number(number: f64) -> Value {
    // Up to there every whole number has a float of its own.
    if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 {
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}
