//! A table as protocol buffers, version 3.
//!
//! A message knows types and, of nullable columns, whether there is a value. It refuses no row for its enum, bounds,
//! pattern, length, key, for a `tinyint` or `smallint` beyond its range, for what a text of a decimal or a date spells,
//! or for lacking a required column: that reads as zero or as an empty text.

use std::collections::HashSet;
use std::fmt::Write;

use super::{about, comment_lines};
use crate::column_type::ColumnType;
use crate::ids::SchemaId;
use crate::table::Table;

/// A file with one message. `earlier` is the same table in the earlier versions of the same major version, oldest
/// first: field numbers are given in the order in which columns first appeared, and never change.
pub fn protobuf(id: &SchemaId, table: &Table, earlier: &[Table]) -> String {
    let mut out = String::from(
        "// Decimals and dates are texts such as \"12.50\" and \"2023-07-08\".\nsyntax = \"proto3\";\n\n",
    );
    // Writing to a String cannot fail.
    let _ = writeln!(out, "// {id}\npackage {};", package(id));
    if table.columns.iter().any(|column| column.column_type == ColumnType::Timestamp) {
        out.push_str("\nimport \"google/protobuf/timestamp.proto\";\n");
    }
    out.push('\n');
    write_comment(&mut out, "", &table.table_description);
    let _ = writeln!(out, "message {} {{", message(id.table.as_str()));
    if has_equal_json_names(table) {
        // protoc compares the names that fields would have in JSON if they had not been given others.
        out.push_str("  option deprecated_legacy_json_field_conflicts = true;\n");
    }
    let numbers = field_numbers(table, earlier);
    for column in &table.columns {
        if let Some(about) = about(column) {
            write_comment(&mut out, "  ", &about);
        }
        let number = numbers.iter().position(|name| *name == column.name).map_or(0, |index| index + 1);
        let optional = if column.nullable { "optional " } else { "" };
        // The name in JSON is the one in rows.
        let _ = writeln!(
            out,
            "  {optional}{} {} = {number} [json_name = \"{}\"];",
            type_of(column.column_type),
            column.name,
            column.name
        );
    }
    out.push_str("}\n");
    out
}

/// The names of the columns in the order of their field numbers.
fn field_numbers<'t>(table: &'t Table, earlier: &'t [Table]) -> Vec<&'t str> {
    let mut names: Vec<&str> = Vec::new();
    for column in earlier.iter().chain([table]).flat_map(|table| &table.columns) {
        if !names.contains(&column.name.as_str()) {
            names.push(&column.name);
        }
    }
    names
}

/// One package per major version: within it, messages stay compatible.
fn package(id: &SchemaId) -> String {
    let product = id.product.as_str();
    let first = if product.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    match id.version {
        Some(version) => format!("{first}{product}.v{}", version.major),
        None => format!("{first}{product}"),
    }
}

/// `soil_readings` becomes `SoilReadings`.
fn message(table: &str) -> String {
    let name: String = table.split('_').map(capitalised).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("Table{name}") }
}

/// Whether two names differ only in their underscores, as `a_b` and `a__b` do.
fn has_equal_json_names(table: &Table) -> bool {
    let mut seen = HashSet::new();
    table.columns.iter().any(|column| !seen.insert(camel_case(&column.name)))
}

/// `soil_reading` becomes `soilReading`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capitalised(word))
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

fn write_comment(out: &mut String, indent: &str, text: &str) {
    for line in comment_lines(text) {
        let _ = writeln!(out, "{indent}// {line}");
    }
}

fn type_of(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Tinyint | ColumnType::Smallint | ColumnType::Int => "int32",
        ColumnType::Bigint => "int64",
        ColumnType::Float => "float",
        ColumnType::Double => "double",
        ColumnType::Decimal { .. }
        | ColumnType::Char(_)
        | ColumnType::Varchar(_)
        | ColumnType::String
        | ColumnType::Date => "string",
        ColumnType::Boolean => "bool",
        ColumnType::Timestamp => ".google.protobuf.Timestamp",
    }
}
