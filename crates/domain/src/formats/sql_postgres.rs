//! A table as `CREATE TABLE` for PostgreSQL, with checks that refuse what Granary refuses.
//!
//! PostgreSQL reads more spellings than Granary does (`yes`, `today`, times without offset), rounds fractions of
//! seconds beyond microseconds, and refuses a `float` or `double` so small that it would become zero. A pattern
//! that would be longer than 128 KiB in its words is left out.

use std::fmt::{Display, Write};

use super::sql::{self, SqlColumn, literal, quoted};
use super::{about, limits, portable};
use crate::column_type::ColumnType;
use crate::ids::SchemaId;
use crate::table::{Column, Table};

/// The statements that make the table and say what it and its columns are.
pub fn sql_postgres(id: &SchemaId, table: &Table) -> String {
    // Longer names are cut, and a warning about it helps nobody.
    let name: String = id.table.as_str().chars().take(63).collect();
    let mut out = sql::create_table(id, table, &notes(table), &name, "", |column| spell(table, column));
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "COMMENT ON TABLE {} IS {};",
        quoted(&name),
        literal(&format!("{} ({id})", table.table_description))
    );
    for column in &table.columns {
        if let Some(about) = about(column) {
            let place = format!("{}.{}", quoted(&name), quoted(&column.name));
            let _ = writeln!(out, "COMMENT ON COLUMN {place} IS {};", literal(&about));
        }
    }
    out
}

fn notes(table: &Table) -> Vec<&'static str> {
    let has_decimals = table.columns.iter().any(|c| matches!(c.column_type, ColumnType::Decimal { .. }));
    has_decimals
        .then_some(
            "Decimals are numeric with a check: numeric(p,s) would round a longer fraction, not refuse it.",
        )
        .into_iter()
        .collect()
}

fn spell(table: &Table, column: &Column) -> SqlColumn {
    let name = quoted(&column.name);
    let (type_name, checks) = match column.column_type {
        ColumnType::Tinyint | ColumnType::Smallint => {
            ("smallint", sql::integer_checks(column, ColumnType::Smallint))
        }
        ColumnType::Int => ("integer", sql::integer_checks(column, ColumnType::Int)),
        ColumnType::Bigint => ("bigint", sql::integer_checks(column, ColumnType::Bigint)),
        ColumnType::Float => {
            let single = |bound: f64| bound as f32;
            let bounds = (column.minimum.map(single), column.maximum.map(single));
            ("real", float_checks(&name, "real", bounds))
        }
        ColumnType::Double => {
            let bounds = (column.minimum, column.maximum);
            ("double precision", float_checks(&name, "double precision", bounds))
        }
        ColumnType::Decimal { precision, scale } => {
            let limit = format!("1{}", "0".repeat(usize::from(precision - scale)));
            let (minimum, maximum) = sql::decimal_bounds(column, scale);
            let text = |unscaled: i128| sql::decimal_text(unscaled, scale);
            let mut checks = vec![format!("{name} = round({name}, {scale}) AND abs({name}) < {limit}")];
            checks.extend(minimum.map(|minimum| format!("{name} >= {}", text(minimum))));
            checks.extend(maximum.map(|maximum| format!("{name} <= {}", text(maximum))));
            ("numeric", checks)
        }
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => {
            ("text", text_checks(table, column))
        }
        ColumnType::Boolean => ("boolean", Vec::new()),
        ColumnType::Date => ("date", vec![format!("{name} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'")]),
        ColumnType::Timestamp => {
            let first = "TIMESTAMPTZ '0001-01-01 00:00:00+00'";
            let end = "TIMESTAMPTZ '10000-01-01 00:00:00+00'";
            ("timestamp with time zone", vec![format!("{name} >= {first} AND {name} < {end}")])
        }
    };
    SqlColumn { type_name: type_name.to_owned(), checks }
}

/// To PostgreSQL, NaN is greater than infinity.
fn float_checks<F: Display>(name: &str, type_name: &str, bounds: (Option<F>, Option<F>)) -> Vec<String> {
    let number = |bound: F| match bound.to_string().as_str() {
        "inf" => format!("'Infinity'::{type_name}"),
        "-inf" => format!("'-Infinity'::{type_name}"),
        digits => format!("'{digits}'::{type_name}"),
    };
    let mut checks = vec![format!("{name} > '-Infinity'::{type_name} AND {name} < 'Infinity'::{type_name}")];
    checks.extend(bounds.0.map(|minimum| format!("{name} >= {}", number(minimum))));
    checks.extend(bounds.1.map(|maximum| format!("{name} <= {}", number(maximum))));
    checks
}

/// `varchar(n)` would cut blanks off a text that is too long.
fn text_checks(table: &Table, column: &Column) -> Vec<String> {
    let name = quoted(&column.name);
    let length = limits::characters(column).map(|most| format!("char_length({name}) <= {most}"));
    let bytes = limits::bytes(table, column).map(|most| format!("octet_length({name}) <= {most}"));
    let pattern = column.pattern.as_deref().and_then(portable);
    let pattern = pattern.map(|pattern| format!("{name} ~ {}", literal(&pattern)));
    [length, bytes, pattern, sql::listed_texts(column)].into_iter().flatten().collect()
}
