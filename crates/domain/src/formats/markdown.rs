//! A table as a page in Markdown, for people.

use std::fmt::Write;

use super::limits;
use crate::ids::SchemaId;
use crate::table::{Column, Table};

/// A page with the description of the table and one line per column.
pub fn markdown(id: &SchemaId, table: &Table) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "# {}\n\n{}\n", text(id.table.as_str()), text(&table.table_description));
    let _ = writeln!(out, "- Id: {}", code(&id.to_string()));
    if !table.keys.is_empty() {
        let keys = table.keys.iter().map(|key| code(key)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "- One row per {keys}");
    }
    if let Some(time_column) = &table.time_column {
        let _ = writeln!(out, "- Rows are in the order of {}", code(time_column));
    }
    out.push_str("\n| Column | Type | Required | Description | Rules |\n| --- | --- | --- | --- | --- |\n");
    for column in &table.columns {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            code(&column.name),
            code(&column.column_type.to_string()),
            if column.nullable { "no" } else { "yes" },
            column.description.as_deref().map(text).unwrap_or_default(),
            rules(table, column).join("; ")
        );
    }
    if !table.column_map.is_empty() {
        out.push_str("\n| CSV header | Column |\n| --- | --- |\n");
        for (header, column) in &table.column_map {
            let _ = writeln!(out, "| {} | {} |", text(header), code(column));
        }
    }
    out
}

fn rules(table: &Table, column: &Column) -> Vec<String> {
    let listed =
        |allowed: &Vec<String>| allowed.iter().map(|value| code(value)).collect::<Vec<_>>().join(", ");
    [
        column.unit.as_ref().map(|unit| format!("in {}", text(unit))),
        column.minimum.map(|bound| format!("at least {bound}")),
        column.maximum.map(|bound| format!("at most {bound}")),
        limits::characters(column).map(|most| format!("at most {most} characters")),
        limits::bytes(table, column).map(|most| format!("at most {most} bytes")),
        column.pattern.as_ref().map(|pattern| format!("matches {}", code(pattern))),
        column.allowed.as_ref().map(|allowed| format!("one of {}", listed(allowed))),
        column.unique.then(|| "unique".to_owned()),
        column.personal_data.then(|| "personal data".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A text that Markdown shows as it is, on one line.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '-' | '!' | '|'
            | '~' | '>' => {
                out.extend(['\\', character]);
            }
            _ => out.push(character),
        }
    }
    out
}

/// A text as code within a line of a table, fenced by more backticks than it holds in a row.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    // Tables are cut at their bars before code is looked for.
    format!("{fence}{blank}{}{blank}{fence}", text.replace('|', "\\|"))
}
