//! What `CREATE TABLE` has in common on every database.

use std::fmt::Write;

use super::{about, comment_lines, limits};
use crate::column_type::ColumnType;
use crate::ids::SchemaId;
use crate::rows::number::{Rounding, decimal_bound, integer_of, integer_range};
use crate::table::{Column, Table};

/// A column as a database spells it.
pub(crate) struct SqlColumn {
    pub(crate) type_name: String,
    /// Conditions that every value has to meet.
    pub(crate) checks: Vec<String>,
}

/// The statement, with `notes` and what people should know as comments; `end` is what follows the last parenthesis.
pub(crate) fn create_table(
    id: &SchemaId,
    table: &Table,
    notes: &[&str],
    name: &str,
    end: &str,
    spell: impl Fn(&Column) -> SqlColumn,
) -> String {
    let mut out = String::new();
    write_comment(&mut out, "", &id.to_string());
    write_comment(&mut out, "", &table.table_description);
    notes.iter().for_each(|note| write_comment(&mut out, "", note));
    // Writing to a String cannot fail.
    let _ = writeln!(out, "CREATE TABLE {} (", quoted(name));
    for (index, column) in table.columns.iter().enumerate() {
        if let Some(about) = about(column) {
            write_comment(&mut out, "    ", &about);
        }
        let SqlColumn { type_name, checks } = spell(column);
        let _ = write!(out, "    {} {type_name}", quoted(&column.name));
        if !column.nullable {
            out.push_str(" NOT NULL");
        }
        if column.unique && table.keys != [column.name.as_str()] {
            out.push_str(" UNIQUE");
        }
        for check in checks {
            let _ = write!(out, "\n        CHECK ({check})");
        }
        let is_last = index + 1 == table.columns.len() && table.keys.is_empty();
        out.push_str(if is_last { "\n" } else { ",\n" });
    }
    if !table.keys.is_empty() {
        let keys = table.keys.iter().map(|key| quoted(key)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "    PRIMARY KEY ({keys})");
    }
    let _ = writeln!(out, "){end};");
    out
}

fn write_comment(out: &mut String, indent: &str, text: &str) {
    for line in comment_lines(text) {
        let _ = writeln!(out, "{indent}-- {line}");
    }
}

/// A name between double quotes.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text between single quotes.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Bounds and listed values of a column of whole numbers; `stored` is the type that the database gives the column.
pub(crate) fn integer_checks(column: &Column, stored: ColumnType) -> Vec<String> {
    let name = quoted(&column.name);
    let (least, most) = limits::integers(column);
    let (stored_least, stored_most) = integer_range(stored).unwrap_or((i64::MIN, i64::MAX));
    let mut checks = Vec::new();
    if least > stored_least {
        checks.push(format!("{name} >= {least}"));
    }
    if most < stored_most {
        checks.push(format!("{name} <= {most}"));
    }
    if let Some(allowed) = &column.allowed {
        let numbers = allowed.iter().filter_map(|text| integer_of(column.column_type, text));
        let numbers = numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
        checks.push(format!("{name} IN ({numbers})"));
    }
    checks
}

/// The listed texts of a column.
pub(crate) fn listed_texts(column: &Column) -> Option<String> {
    let texts = column.allowed.as_ref()?.iter().map(|text| literal(text)).collect::<Vec<_>>().join(", ");
    Some(format!("{} IN ({texts})", quoted(&column.name)))
}

/// Minimum and maximum of a decimal column, times `10^scale`.
pub(crate) fn decimal_bounds(column: &Column, scale: u8) -> (Option<i128>, Option<i128>) {
    let minimum = column.minimum.map(|bound| decimal_bound(bound, scale, Rounding::Up));
    (minimum, column.maximum.map(|bound| decimal_bound(bound, scale, Rounding::Down)))
}

/// `-12.50`, with all digits of the scale.
pub(crate) fn decimal_text(unscaled: i128, scale: u8) -> String {
    let scale = usize::from(scale);
    let sign = if unscaled < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", unscaled.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}
