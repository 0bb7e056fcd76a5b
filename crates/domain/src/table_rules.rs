//! What a table definition must satisfy before it can be a table.

use std::collections::{BTreeMap, HashSet};

use crate::column_type::ColumnType;
use crate::fault::{Fault, pointer_step};
use crate::pattern;
use crate::rows::number;
use crate::table::{Column, Table};

/// Most columns of a table: a long text takes 18 bytes in its row on PostgreSQL, a row has to fit
/// into a page of 8,160 bytes, and 400 x 18 = 7,200.
const MAX_COLUMNS: usize = 400;
/// Most columns of a key: half of what one index of PostgreSQL takes, so that its entries stay small.
const MAX_KEYS: usize = 16;
/// Columns that PostgreSQL adds to every table by itself.
const RESERVED_NAMES: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

impl Table {
    /// Everything that is wrong with the definition, in the order of the definition; empty when it is sound.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Faults(Vec::new());
        match self.columns.len() {
            0 => faults.add("/columns", "min-items", "a table has at least one column"),
            1..=MAX_COLUMNS => {}
            _ => faults.add("/columns", "max-items", format!("a table has at most {MAX_COLUMNS} columns")),
        }
        let mut seen = HashSet::new();
        for (index, column) in self.columns.iter().enumerate() {
            let at = format!("/columns/{index}");
            check_name(&column.name, &at, &mut faults);
            if !seen.insert(column.name.as_str()) {
                faults.add(format!("{at}/name"), "unique", "another column already has this name");
            }
            check_column(column, &at, &mut faults);
        }
        let columns: BTreeMap<&str, &Column> =
            self.columns.iter().map(|column| (column.name.as_str(), column)).collect();
        self.check_time_column(&columns, &mut faults);
        self.check_keys(&columns, &mut faults);
        self.check_column_map(&columns, &mut faults);
        faults.0
    }

    fn check_time_column(&self, columns: &BTreeMap<&str, &Column>, faults: &mut Faults) {
        let Some(name) = &self.time_column else { return };
        match columns.get(name.as_str()) {
            None => faults.add("/timeColumn", "exists", "names no column of the table"),
            Some(column) if !column.column_type.is_time() => {
                faults.add("/timeColumn", "type", "the time column has the type timestamp or date");
            }
            Some(column) if column.nullable => {
                faults.add("/timeColumn", "nullable", "the time column is never null: say nullable false");
            }
            Some(_) => {}
        }
    }

    fn check_keys(&self, columns: &BTreeMap<&str, &Column>, faults: &mut Faults) {
        if self.keys.len() > MAX_KEYS {
            faults.add("/keys", "max-items", format!("a key has at most {MAX_KEYS} columns"));
        }
        let mut seen = HashSet::new();
        for (index, name) in self.keys.iter().enumerate() {
            let at = format!("/keys/{index}");
            if !seen.insert(name) {
                faults.add(at, "unique", "the key already has this column");
                continue;
            }
            match columns.get(name.as_str()) {
                None => faults.add(at, "exists", "names no column of the table"),
                Some(column) => {
                    if column.nullable {
                        faults.add(
                            at.clone(),
                            "nullable",
                            "a key column is not nullable: set nullable to false",
                        );
                    }
                    if column.column_type.is_float() {
                        faults.add(at, "type", inexact("be a key"));
                    }
                }
            }
        }
    }

    fn check_column_map(&self, columns: &BTreeMap<&str, &Column>, faults: &mut Faults) {
        let mut seen = HashSet::new();
        for (header, name) in &self.column_map {
            let at = format!("/columnMap/{}", pointer_step(header));
            if !columns.contains_key(name.as_str()) {
                faults.add(at, "exists", "leads to no column of the table");
            } else if !seen.insert(name) {
                faults.add(at, "unique", "another header already leads to this column");
            }
        }
    }
}

fn check_name(name: &str, at: &str, faults: &mut Faults) {
    let well_formed = name.len() <= 63
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !well_formed {
        faults.add(
            format!("{at}/name"),
            "pattern",
            "a column name is a letter a-z and up to 62 more of a-z, 0-9 and _",
        );
    } else if RESERVED_NAMES.contains(&name) {
        faults.add(format!("{at}/name"), "reserved", "the database keeps this name for itself");
    }
}

fn check_column(column: &Column, at: &str, faults: &mut Faults) {
    let kind = column.column_type;
    for (field, bound) in [("minimum", column.minimum), ("maximum", column.maximum)] {
        if bound.is_some() && !kind.is_numeric() {
            faults.add(format!("{at}/{field}"), "type", format!("only a column of numbers has a {field}"));
        }
    }
    if let (Some(minimum), Some(maximum)) = (column.minimum, column.maximum)
        && minimum > maximum
    {
        faults.add(format!("{at}/minimum"), "range", "the minimum is at most the maximum");
    }
    if let Some(source) = &column.pattern {
        if !kind.is_text() {
            faults.add(format!("{at}/pattern"), "type", "only a column of text has a pattern");
        }
        if let Err(reason) = pattern::compile(source) {
            faults.add(format!("{at}/pattern"), "pattern", reason);
        }
    }
    if column.max_length.is_some() && !kind.is_text() {
        faults.add(format!("{at}/maxLength"), "type", "only a column of text has a maxLength");
    }
    if let Some(allowed) = &column.allowed {
        check_enum(allowed, kind, at, faults);
    }
    if column.unique && kind.is_float() {
        faults.add(format!("{at}/unique"), "type", inexact("be unique"));
    }
}

fn check_enum(allowed: &[String], kind: ColumnType, at: &str, faults: &mut Faults) {
    if !kind.is_text() && !kind.is_integer() {
        faults.add(format!("{at}/enum"), "type", "only a column of text or whole numbers has an enum");
        return;
    }
    if allowed.is_empty() {
        faults.add(format!("{at}/enum"), "min-items", "an enum lists at least one value");
    }
    let mut numbers = HashSet::new();
    let mut texts = HashSet::new();
    for (index, value) in allowed.iter().enumerate() {
        let is_new = match kind {
            ColumnType::Char(length) | ColumnType::Varchar(Some(length)) => {
                (value.chars().count() <= length as usize).then(|| texts.insert(value))
            }
            ColumnType::Varchar(None) | ColumnType::String => Some(texts.insert(value)),
            _ => number::integer_of(kind, value).map(|number| numbers.insert(number)),
        };
        let at = format!("{at}/enum/{index}");
        match is_new {
            None => faults.add(at, "enum", format!("is no value of the type {kind}")),
            Some(false) => faults.add(at, "unique", "the enum already lists this value"),
            Some(true) if value.is_empty() || value.contains('\0') => {
                faults.add(
                    at,
                    "enum",
                    "an empty text or one with a NUL character cannot be a value of a row",
                );
            }
            Some(true) => {}
        }
    }
}

fn inexact(purpose: &str) -> String {
    format!(
        "a float or double cannot {purpose}: two computations of the same number may differ in its last digit; \
         use decimal, a whole number or text"
    )
}

struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, pointer: impl Into<String>, rule: &'static str, message: impl Into<String>) {
        self.0.push(Fault { pointer: pointer.into(), rule, message: message.into() });
    }
}
