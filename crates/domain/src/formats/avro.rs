//! One row of a table as Avro schema.
//!
//! Avro knows types and whether a value may be missing; it refuses no row for its enum, bounds, pattern, length, key,
//! nor for a `tinyint` or `smallint` beyond its range, a text with a NUL character, or a year before 1.

use serde_json::{Map, Value, json};

use super::about;
use crate::column_type::ColumnType;
use crate::ids::SchemaId;
use crate::table::{Column, Table};

/// Names that Avro keeps for its own types.
const TYPES: [&str; 14] = [
    "null", "boolean", "int", "long", "float", "double", "bytes", "string", "record", "enum", "array", "map",
    "fixed", "union",
];

/// The record of one row. Its name is the same in every version, so that readers and writers of different versions
/// can be matched; the version is in `doc`.
pub fn avro(id: &SchemaId, table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    json!({
        "type": "record",
        "name": name(id.table.as_str()),
        "namespace": name(id.product.as_str()),
        "doc": format!("{} ({id})", table.table_description),
        "fields": fields,
    })
}

/// Avro names do not start with a digit, and records are not named as types are.
fn name(name: &str) -> String {
    let is_taken = name.starts_with(|c: char| c.is_ascii_digit()) || TYPES.contains(&name);
    if is_taken { format!("_{name}") } else { name.to_owned() }
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.clone().into());
    if let Some(about) = about(column) {
        field.insert("doc".to_owned(), about.into());
    }
    let kind = type_of(column.column_type);
    if column.nullable {
        field.insert("type".to_owned(), json!(["null", kind]));
        field.insert("default".to_owned(), Value::Null);
    } else {
        field.insert("type".to_owned(), kind);
    }
    field.into()
}

fn type_of(column_type: ColumnType) -> Value {
    match column_type {
        ColumnType::Tinyint | ColumnType::Smallint | ColumnType::Int => "int".into(),
        ColumnType::Bigint => "long".into(),
        ColumnType::Float => "float".into(),
        ColumnType::Double => "double".into(),
        ColumnType::Decimal { precision, scale } => {
            json!({"type": "bytes", "logicalType": "decimal", "precision": precision, "scale": scale})
        }
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => "string".into(),
        ColumnType::Boolean => "boolean".into(),
        ColumnType::Date => json!({"type": "int", "logicalType": "date"}),
        ColumnType::Timestamp => json!({"type": "long", "logicalType": "timestamp-micros"}),
    }
}
