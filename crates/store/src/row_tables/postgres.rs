//! How PostgreSQL spells a table of rows.

use std::borrow::Cow;

use domain::column_type::ColumnType;

/// Ordered by the time column and `_id` where there is one, otherwise by `_id` alone, which then needs an index.
pub(super) fn create_table(table: &str, columns: &str, id_is_key: bool) -> String {
    let key = if id_is_key { " PRIMARY KEY" } else { "" };
    format!(
        "CREATE TABLE {table} (\"_id\" bigint GENERATED ALWAYS AS IDENTITY{key}, \"_batch\" bigint NOT NULL{columns})"
    )
}

pub(super) fn column_type(column_type: ColumnType) -> Cow<'static, str> {
    match column_type {
        ColumnType::Tinyint | ColumnType::Smallint => "smallint".into(),
        ColumnType::Int => "integer".into(),
        ColumnType::Bigint => "bigint".into(),
        ColumnType::Float => "real".into(),
        ColumnType::Double => "double precision".into(),
        ColumnType::Decimal { precision, scale } => format!("numeric({precision},{scale})").into(),
        // Lengths are judged before, and may grow between minor versions, which share the table.
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => "text".into(),
        ColumnType::Boolean => "boolean".into(),
        ColumnType::Date => "date".into(),
        ColumnType::Timestamp => "timestamp".into(),
    }
}
