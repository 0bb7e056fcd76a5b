//! JSON as YAML, and back.

use std::fmt::Write;

use serde_json::{Map, Value};

/// Writes a document. Every text is between double quotes: what is a text without them differs between versions of
/// YAML and their readers (`yes`, `12:30`, `1_000`).
pub fn write_yaml(document: &Value) -> String {
    let mut out = String::new();
    write_node(&mut out, document, 0);
    out
}

/// Reads a document; a key given twice is an error, in words.
///
/// # Errors
/// What is not YAML, or has no JSON.
pub fn parse_yaml(text: &str) -> Result<Value, String> {
    let read = |error: serde_norway::Error| error.to_string();
    // Read for its duplicate keys: the JSON alone would keep the last.
    serde_norway::from_str::<serde_norway::Value>(text).map_err(read)?;
    serde_norway::from_str(text).map_err(read)
}

/// Ends its last line; begins where the line is already indented.
fn write_node(out: &mut String, node: &Value, indent: usize) {
    match node {
        Value::Object(members) if !members.is_empty() => write_members(out, members, indent),
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                let blanks = if index == 0 { 0 } else { indent };
                let _ = write!(out, "{:blanks$}- ", "");
                write_node(out, item, indent + 2);
            }
        }
        Value::String(text) => {
            let _ = writeln!(out, "{}", quoted(text));
        }
        Value::Number(number) => {
            let _ = writeln!(out, "{}", plain_number(&number.to_string()));
        }
        other => {
            let _ = writeln!(out, "{other}");
        }
    }
}

/// To YAML 1.1, `1e30` is a text; `1.0e+30` is a number.
fn plain_number(digits: &str) -> String {
    let Some((mantissa, exponent)) = digits.split_once('e') else { return digits.to_owned() };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['+', '-']) { "" } else { "+" };
    format!("{mantissa}{point}e{sign}{exponent}")
}

fn write_members(out: &mut String, members: &Map<String, Value>, indent: usize) {
    for (index, (name, value)) in members.iter().enumerate() {
        let blanks = if index == 0 { 0 } else { indent };
        let _ = write!(out, "{:blanks$}{}:", "", key(name));
        let is_empty = match value {
            Value::Object(members) => members.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => true,
        };
        if is_empty {
            out.push(' ');
            write_node(out, value, indent);
        } else {
            let inner = indent + 2;
            let _ = write!(out, "\n{:inner$}", "");
            write_node(out, value, inner);
        }
    }
}

/// Words that some YAML takes for something else than a text.
const TAKEN: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Most words need no quotes.
fn key(name: &str) -> String {
    let is_word = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
    let is_taken = TAKEN.contains(&name.to_ascii_lowercase().as_str());
    if is_word && !is_taken { name.to_owned() } else { quoted(name) }
}

/// As JSON, with every character escaped that YAML does not print or takes for the end of a line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for character in Value::from(text).to_string().chars() {
        match character {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}
