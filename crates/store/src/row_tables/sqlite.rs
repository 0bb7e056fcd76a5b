//! How SQLite spells a table of rows.

use domain::column_type::ColumnType;

/// STRICT, so that SQLite refuses a value of another type instead of storing it.
pub(super) fn create_table(table: &str, columns: &str) -> String {
    format!("CREATE TABLE {table} (\"_id\" INTEGER PRIMARY KEY, \"_batch\" INTEGER NOT NULL{columns}) STRICT")
}

/// Decimals, dates and times are text: numbers would be rounded, and there is no type for time.
pub(super) fn column_type(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Tinyint
        | ColumnType::Smallint
        | ColumnType::Int
        | ColumnType::Bigint
        | ColumnType::Boolean => "INTEGER",
        ColumnType::Float | ColumnType::Double => "REAL",
        ColumnType::Decimal { .. }
        | ColumnType::Char(_)
        | ColumnType::Varchar(_)
        | ColumnType::String
        | ColumnType::Date
        | ColumnType::Timestamp => "TEXT",
    }
}
