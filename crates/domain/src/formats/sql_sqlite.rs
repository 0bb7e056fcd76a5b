//! A table as `CREATE TABLE` for SQLite, with checks that refuse what Granary refuses.
//!
//! SQLite has no regular expressions of its own: patterns are left out. A `float` keeps the digits of a `double`; one
//! exactly halfway between the last number within a bound and the next is let through. Decimals, dates and times are
//! texts in the form in which Granary writes them.

use super::sql::{self, SqlColumn, quoted};
use super::{limits, sqlite_texts};
use crate::column_type::ColumnType;
use crate::ids::SchemaId;
use crate::table::{Column, Table};

/// The statement that makes the table.
pub fn sql_sqlite(id: &SchemaId, table: &Table) -> String {
    // SQLite keeps names that begin so for itself.
    let taken = if id.table.as_str().starts_with("sqlite_") { "_" } else { "" };
    let name = format!("{taken}{}", id.table);
    // Otherwise a single INTEGER key would be given a number where it has no value.
    let end = match &table.keys[..] {
        [key] if is_integer(table, key) => " STRICT, WITHOUT ROWID",
        _ => " STRICT",
    };
    sql::create_table(id, table, &notes(table), &name, end, |column| spell(table, column))
}

/// Booleans too are stored as INTEGER.
fn is_integer(table: &Table, name: &str) -> bool {
    let is_stored_so = |kind: ColumnType| kind.is_integer() || kind == ColumnType::Boolean;
    table.columns.iter().any(|column| column.name == name && is_stored_so(column.column_type))
}

fn notes(table: &Table) -> Vec<&'static str> {
    let has = |wanted: fn(&Column) -> bool| table.columns.iter().any(wanted);
    let mut notes = Vec::new();
    if has(|column| matches!(column.column_type, ColumnType::Decimal { .. })) {
        notes.push(
            "Decimals are texts with all digits of their scale, such as '12.50': numbers would be rounded.",
        );
    }
    if has(|column| column.column_type == ColumnType::Timestamp) {
        notes.push("Times are texts in UTC with microseconds, such as '2023-07-08T20:00:00.000000Z'.");
    }
    if has(|column| column.pattern.is_some()) {
        notes.push("Patterns are left out: SQLite has no regular expressions of its own.");
    }
    notes
}

fn spell(table: &Table, column: &Column) -> SqlColumn {
    let name = quoted(&column.name);
    let (type_name, checks) = match column.column_type {
        ColumnType::Tinyint | ColumnType::Smallint | ColumnType::Int | ColumnType::Bigint => {
            ("INTEGER", sql::integer_checks(column, ColumnType::Bigint))
        }
        ColumnType::Float | ColumnType::Double => ("REAL", float_checks(&name, column)),
        ColumnType::Decimal { precision, scale } => {
            ("TEXT", sqlite_texts::decimal_checks(column, precision, scale))
        }
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => {
            ("TEXT", text_checks(table, column))
        }
        ColumnType::Boolean => ("INTEGER", vec![format!("{name} IN (0, 1)")]),
        ColumnType::Date => ("TEXT", vec![sqlite_texts::date_check(&name)]),
        ColumnType::Timestamp => ("TEXT", vec![sqlite_texts::timestamp_check(&name)]),
    };
    SqlColumn { type_name: type_name.to_owned(), checks }
}

fn float_checks(name: &str, column: &Column) -> Vec<String> {
    let Some((minimum, maximum)) = limits::floats(column) else {
        return vec![format!("{name} IS NULL")];
    };
    let is_single = column.column_type == ColumnType::Float;
    // 9e999 is infinite to SQLite.
    let mut checks = if is_single { Vec::new() } else { vec![format!("{name} > -9e999 AND {name} < 9e999")] };
    if column.minimum.is_some() || is_single {
        checks.push(format!("{name} >= {minimum:e}"));
    }
    if column.maximum.is_some() || is_single {
        checks.push(format!("{name} <= {maximum:e}"));
    }
    checks
}

fn text_checks(table: &Table, column: &Column) -> Vec<String> {
    let name = quoted(&column.name);
    let length = limits::characters(column).map(|most| format!("length({name}) <= {most}"));
    let bytes = limits::bytes(table, column).map(|most| format!("length(CAST({name} AS BLOB)) <= {most}"));
    let without_nul = format!("instr({name}, char(0)) = 0");
    [Some(without_nul), length, bytes, sql::listed_texts(column)].into_iter().flatten().collect()
}
