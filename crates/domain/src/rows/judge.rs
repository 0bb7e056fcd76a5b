//! Judges single values against the columns of a table.

use std::borrow::Cow;
use std::collections::HashMap;

use super::rules::{Kind, RuleBroken, Rules};
use super::value::Value;
use crate::column_type::ColumnType;
use crate::fault::Fault;
use crate::table::{Column, Table};

/// Most bytes of text in one index entry: with up to 15 more columns of up to 30 bytes it stays below
/// the 2,704 bytes PostgreSQL puts into one.
const MAX_INDEXED_TEXT_BYTES: usize = 2_000;

/// Most bytes of a text of the column, where texts of it go into an index.
pub(crate) fn max_text_bytes(table: &Table, column: &Column) -> Option<usize> {
    if !table.keys.contains(&column.name) {
        return column.unique.then_some(MAX_INDEXED_TEXT_BYTES);
    }
    let is_text_key = |other: &&Column| other.column_type.is_text() && table.keys.contains(&other.name);
    Some(MAX_INDEXED_TEXT_BYTES / table.columns.iter().filter(is_text_key).count().max(1))
}

/// The rules of a whole table, compiled once and used for every row. Shared freely between threads.
#[derive(Debug)]
pub struct Judge {
    columns: Vec<Rules>,
    index_by_name: HashMap<String, usize>,
}

impl Judge {
    /// Compiles the rules of a sound table.
    ///
    /// # Errors
    /// The pattern that does not compile; a table whose [`Table::check`] is empty has none.
    pub fn new(table: &Table) -> Result<Self, Fault> {
        let mut columns = Vec::with_capacity(table.columns.len());
        for (index, column) in table.columns.iter().enumerate() {
            columns.push(Rules::compile(column, index, max_text_bytes(table, column))?);
        }
        let index_by_name =
            columns.iter().enumerate().map(|(index, column)| (column.name.clone(), index)).collect();
        Ok(Self { columns, index_by_name })
    }

    /// How many columns the table has.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Where a column stands in the table, from 0.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.index_by_name.get(name).copied()
    }

    /// The name of the column at an index below [`Judge::width`].
    pub fn name(&self, index: usize) -> &str {
        &self.columns[index].name
    }

    /// Whether the column at an index below [`Judge::width`] may be left out.
    pub fn is_nullable(&self, index: usize) -> bool {
        self.columns[index].nullable
    }

    /// Judges a value written as plain text, as in CSV and forms: empty is no value, and blanks around anything
    /// but text are dropped. The index is below [`Judge::width`].
    ///
    /// # Errors
    /// The first rule that the value breaks.
    pub fn text<'v>(&self, index: usize, raw: &'v str) -> Result<Value<'v>, RuleBroken> {
        let column = &self.columns[index];
        if let Kind::Text(rules) = &column.kind {
            return if raw.is_empty() { column.null() } else { rules.check(Cow::Borrowed(raw)) };
        }
        match raw.trim_ascii() {
            "" => column.null(),
            text => column.parse(text),
        }
    }

    /// Judges a value written as JSON, given as its own JSON text. Strict about kinds: text, dates and times are
    /// strings, decimals strings or numbers, other numbers numbers, booleans booleans. The index is below
    /// [`Judge::width`].
    ///
    /// # Errors
    /// The first rule that the value breaks.
    pub fn json<'v>(&self, index: usize, raw: &'v str) -> Result<Value<'v>, RuleBroken> {
        let column = &self.columns[index];
        match (raw.as_bytes().first(), &column.kind) {
            (Some(b'n'), _) => column.null(),
            (Some(b'"'), Kind::Text(rules)) => rules.check(json_string(raw)?),
            (Some(b'"'), Kind::Date | Kind::Timestamp | Kind::Decimal { .. }) => {
                column.parse(&json_string(raw)?)
            }
            (Some(b't' | b'f'), Kind::Boolean)
            | (Some(b'-' | b'0'..=b'9'), Kind::Integer { .. } | Kind::Float { .. } | Kind::Decimal { .. }) => {
                column.parse(raw)
            }
            _ => Err(column.wrong_type()),
        }
    }

    /// No value, where the column allows that. The index is below [`Judge::width`].
    ///
    /// # Errors
    /// The rule `required`.
    pub fn missing(&self, index: usize) -> Result<Value<'static>, RuleBroken> {
        self.columns[index].null()
    }
}

/// Reads a value of a type alone, as [`Judge::text`] does, whatever else a column asks for: to compare with.
///
/// # Errors
/// The text is no value of the type.
pub fn value_of_type(column_type: ColumnType, raw: &str) -> Result<Value<'static>, RuleBroken> {
    let column = Column::new(String::new(), column_type);
    let rules =
        Rules::compile(&column, 0, None).map_err(|fault| RuleBroken::new(fault.rule, fault.message))?;
    let judge = Judge { columns: vec![rules], index_by_name: HashMap::new() };
    judge.text(0, raw).map(Value::into_owned)
}

/// The text of a JSON string, copied only when it holds escapes.
fn json_string(raw: &str) -> Result<Cow<'_, str>, RuleBroken> {
    match raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('\\') => Ok(Cow::Borrowed(inner)),
        // What can still be wrong is an escape for half a character.
        _ => serde_json::from_str::<String>(raw).map(Cow::Owned).map_err(|_| RuleBroken::encoding()),
    }
}
