//! One row of a table as JSON Schema, draft 2020-12.
//!
//! The schema never refuses a row that Granary accepts. What it cannot say, and lets pass: keys and unique columns,
//! which concern other rows; a column given twice; whole numbers spelled `1.0` or `1e0`; how many digits a decimal
//! has when it is a number, since validators compute `multipleOf` in binary fractions (as a text all of its digits
//! count) or when it has an exponent; a wrong day of the week in RFC 1123; an offset that leads out of the years 1 to
//! 9999; of keys and unique texts, that their length is limited in bytes; a `float` exactly halfway between the last
//! number within a bound and the next; and a pattern that would be longer than 128 KiB in the words of every engine.

use serde_json::{Map, Value, json};

use super::{about, limits, number, portable, spelling};
use crate::column_type::ColumnType;
use crate::ids::SchemaId;
use crate::rows::number::integer_of;
use crate::table::{Column, Table};

/// The schema of one row, an object with a member per column.
pub fn json_schema(id: &SchemaId, table: &Table) -> Value {
    let properties: Map<String, Value> =
        table.columns.iter().map(|column| (column.name.clone(), property(table, column))).collect();
    let required: Vec<&str> =
        table.columns.iter().filter(|column| !column.nullable).map(|column| column.name.as_str()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id.to_string(),
        "title": id.table.as_str(),
        "description": table.table_description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(table: &Table, column: &Column) -> Value {
    let mut property = Map::new();
    if let Some(about) = about(column) {
        property.insert("description".to_owned(), about.into());
    }
    match column.column_type {
        ColumnType::Tinyint | ColumnType::Smallint | ColumnType::Int | ColumnType::Bigint => {
            integer(&mut property, column);
        }
        ColumnType::Float | ColumnType::Double => float(&mut property, column),
        ColumnType::Decimal { precision, scale } => decimal(&mut property, column, precision, scale),
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => {
            text(&mut property, table, column);
        }
        ColumnType::Boolean => typed(&mut property, column, "boolean"),
        ColumnType::Date => {
            typed(&mut property, column, "string");
            property.insert("pattern".to_owned(), spelling::date().into());
        }
        ColumnType::Timestamp => {
            typed(&mut property, column, "string");
            property.insert("pattern".to_owned(), spelling::timestamp().into());
        }
    }
    property.into()
}

fn typed(property: &mut Map<String, Value>, column: &Column, name: &str) {
    let types = if column.nullable { json!([name, "null"]) } else { name.into() };
    property.insert("type".to_owned(), types);
}

fn integer(property: &mut Map<String, Value>, column: &Column) {
    typed(property, column, "integer");
    let (least, most) = limits::integers(column);
    property.insert("minimum".to_owned(), least.into());
    property.insert("maximum".to_owned(), most.into());
    if let Some(allowed) = &column.allowed {
        let numbers = allowed.iter().filter_map(|text| integer_of(column.column_type, text)).map(Value::from);
        property.insert("enum".to_owned(), numbers.chain(column.nullable.then_some(Value::Null)).collect());
    }
}

fn float(property: &mut Map<String, Value>, column: &Column) {
    typed(property, column, "number");
    match limits::floats(column) {
        Some((minimum, maximum)) => {
            property.insert("minimum".to_owned(), number(minimum));
            property.insert("maximum".to_owned(), number(maximum));
        }
        None => {
            property.insert("not".to_owned(), json!({"type": "number"}));
        }
    }
}

fn decimal(property: &mut Map<String, Value>, column: &Column, precision: u8, scale: u8) {
    let mut as_number = Map::new();
    as_number.insert("type".to_owned(), "number".into());
    let whole_digits = i32::from(precision - scale);
    // Beyond 10^22 the nearest float may be below the power of ten.
    let limit = 10_f64.powi(whole_digits);
    let limit = if whole_digits > 22 { limit.next_up() } else { limit };
    as_number.insert("exclusiveMinimum".to_owned(), number(-limit));
    as_number.insert("exclusiveMaximum".to_owned(), number(limit));
    if let Some(minimum) = column.minimum {
        as_number.insert("minimum".to_owned(), number(minimum));
    }
    if let Some(maximum) = column.maximum {
        as_number.insert("maximum".to_owned(), number(maximum));
    }
    let patterns = spelling::decimal(column, precision, scale).into_iter();
    let patterns: Vec<Value> = patterns.map(|pattern| json!({"pattern": pattern})).collect();
    let mut forms = vec![json!({"type": "string", "allOf": patterns}), as_number.into()];
    if column.nullable {
        forms.push(json!({"type": "null"}));
    }
    property.insert("anyOf".to_owned(), forms.into());
}

fn text(property: &mut Map<String, Value>, table: &Table, column: &Column) {
    typed(property, column, "string");
    // A text has at least as many bytes as characters.
    let bytes = limits::bytes(table, column).and_then(|bytes| u32::try_from(bytes).ok());
    if let Some(most) = limits::characters(column).into_iter().chain(bytes).min() {
        property.insert("maxLength".to_owned(), most.into());
    }
    if let Some(pattern) = column.pattern.as_deref().and_then(portable) {
        property.insert("pattern".to_owned(), pattern.into());
    }
    if let Some(allowed) = &column.allowed {
        let texts = allowed.iter().cloned().map(Value::from);
        property.insert("enum".to_owned(), texts.chain(column.nullable.then_some(Value::Null)).collect());
    }
    property.insert("not".to_owned(), json!({"type": "string", "pattern": r"\u0000"}));
}
