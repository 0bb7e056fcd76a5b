//! Rows on the way out, as CSV and JSON.

use std::fmt::Write;

use super::time;
use super::value::Value;
use crate::column_type::ColumnType;
use crate::table::Column;

/// Appends the CSV header of the columns.
pub fn write_csv_header(out: &mut Vec<u8>, columns: &[&Column]) {
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        out.extend_from_slice(column.name.as_bytes());
    }
    out.push(b'\n');
}

/// Appends one CSV record, one value per column. No value is an empty field, and so is an empty text.
pub fn write_csv_row(out: &mut Vec<u8>, columns: &[&Column], values: &[Value<'_>]) {
    let start = out.len();
    for (index, (column, value)) in columns.iter().zip(values).enumerate() {
        if index > 0 {
            out.push(b',');
        }
        match value {
            Value::Null => {}
            Value::Text(text) => write_csv_text(out, text),
            Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Decimal { .. }
            | Value::Date(_)
            | Value::Timestamp(_) => write_plain(out, column.column_type, value),
        }
    }
    if out.len() == start {
        // A blank line would not be read as a record.
        out.extend_from_slice(b"\"\"");
    }
    out.push(b'\n');
}

/// Appends one JSON object without a line end, one member per column; no value is `null`. Decimals are strings,
/// since most readers would round a number.
pub fn write_json_row(out: &mut Vec<u8>, columns: &[&Column], values: &[Value<'_>]) {
    out.push(b'{');
    for (index, (column, value)) in columns.iter().zip(values).enumerate() {
        if index > 0 {
            out.push(b',');
        }
        // Column names need no escapes.
        out.push(b'"');
        out.extend_from_slice(column.name.as_bytes());
        out.extend_from_slice(b"\":");
        match value {
            Value::Null => out.extend_from_slice(b"null"),
            Value::Text(text) => write_json(out, text),
            Value::Bool(_) | Value::Int(_) | Value::Float(_) => write_plain(out, column.column_type, value),
            Value::Decimal { .. } | Value::Date(_) | Value::Timestamp(_) => {
                out.push(b'"');
                write_plain(out, column.column_type, value);
                out.push(b'"');
            }
        }
    }
    out.push(b'}');
}

/// The value without quotes around it; nothing for no value.
fn write_plain(out: &mut Vec<u8>, column_type: ColumnType, value: &Value<'_>) {
    match value {
        Value::Null => {}
        Value::Text(text) => out.extend_from_slice(text.as_bytes()),
        Value::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Value::Int(number) => write_json(out, number),
        // The shortest digits that read back as the same number of that width.
        Value::Float(number) if column_type == ColumnType::Float => write_json(out, &(*number as f32)),
        Value::Float(number) => write_json(out, number),
        Value::Decimal { unscaled, scale } => write_decimal(out, *unscaled, *scale),
        Value::Date(days) => time::write_date(out, *days),
        Value::Timestamp(micros) => time::write_timestamp(out, *micros),
    }
}

fn write_json(out: &mut Vec<u8>, value: &(impl serde::Serialize + ?Sized)) {
    serde_json::to_writer(out, value).expect("a number or a text is always JSON, and memory takes it");
}

fn write_decimal(out: &mut Vec<u8>, unscaled: i128, scale: u8) {
    let scale = usize::from(scale);
    let mut digits = String::new();
    write!(digits, "{:0width$}", unscaled.unsigned_abs(), width = scale + 1).expect("memory takes it");
    if unscaled < 0 {
        out.push(b'-');
    }
    let (whole, fraction) = digits.as_bytes().split_at(digits.len() - scale);
    out.extend_from_slice(whole);
    if scale > 0 {
        out.push(b'.');
        out.extend_from_slice(fraction);
    }
}

/// Quotes a text where a reader could take it for something else. Blanks at its ends are quoted too: some readers
/// drop them.
fn write_csv_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let is_blank = |byte: Option<&u8>| byte.is_some_and(|b| *b == b' ' || *b == b'\t');
    let needs_quotes = is_blank(bytes.first())
        || is_blank(bytes.last())
        || bytes.iter().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r'));
    if !needs_quotes {
        out.extend_from_slice(bytes);
        return;
    }
    out.push(b'"');
    for byte in bytes {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}
