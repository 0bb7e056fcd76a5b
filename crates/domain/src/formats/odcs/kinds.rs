//! Types of columns in the words of the standard.

use crate::column_type::ColumnType;

/// The logical type, and the format that its options name.
pub(super) fn logical(column_type: ColumnType) -> (&'static str, Option<&'static str>) {
    match column_type {
        ColumnType::Tinyint => ("integer", Some("i8")),
        ColumnType::Smallint => ("integer", Some("i16")),
        ColumnType::Int => ("integer", Some("i32")),
        ColumnType::Bigint => ("integer", Some("i64")),
        ColumnType::Float => ("number", Some("f32")),
        ColumnType::Double => ("number", Some("f64")),
        ColumnType::Decimal { .. } => ("number", None),
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => ("string", None),
        ColumnType::Boolean => ("boolean", None),
        ColumnType::Date => ("date", None),
        ColumnType::Timestamp => ("timestamp", None),
    }
}

/// The widest type of a logical type and a format; none for what no column can hold.
pub(super) fn of_logical(logical: &str, format: Option<&str>) -> Option<ColumnType> {
    match (logical, format) {
        ("integer", Some("i8")) => Some(ColumnType::Tinyint),
        ("integer", Some("i16")) => Some(ColumnType::Smallint),
        ("integer", Some("i32")) => Some(ColumnType::Int),
        ("integer", None | Some("i64")) => Some(ColumnType::Bigint),
        ("number", Some("f32")) => Some(ColumnType::Float),
        ("number", None | Some("f64")) => Some(ColumnType::Double),
        ("string", _) => Some(ColumnType::String),
        ("boolean", _) => Some(ColumnType::Boolean),
        ("date", _) => Some(ColumnType::Date),
        ("timestamp", _) => Some(ColumnType::Timestamp),
        _ => None,
    }
}

/// The type that a physical type means: one of Granary's own, or one that databases know by another name.
pub(super) fn of_physical(text: &str) -> Option<ColumnType> {
    let plain: String = text.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.replace(" (", "(").replace("( ", "(").replace(" )", ")").replace(", ", ",");
    let (name, arguments) = plain.split_once('(').unwrap_or((&plain, ""));
    let name = match name {
        "int1" | "byte" => "tinyint",
        "int2" | "short" => "smallint",
        "int4" | "integer" => "int",
        "int8" | "long" => "bigint",
        "real" | "float4" => "float",
        "double precision" | "float8" => "double",
        "numeric" | "number" => "decimal",
        "text" => "string",
        "character" | "bpchar" => "char",
        "character varying" => "varchar",
        "bool" => "boolean",
        "timestamptz" | "timestamp with time zone" | "timestamp_tz" => "timestamp",
        other => other,
    };
    match arguments.strip_suffix(')') {
        // Without a scale there is no fraction.
        Some(precision) if name == "decimal" && !precision.contains(',') => {
            format!("decimal({precision},0)").parse().ok()
        }
        Some(arguments) => format!("{name}({arguments})").parse().ok(),
        None => name.parse().ok(),
    }
}
