//! Tables and a sink for the tests of rows.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part, and a failed test may panic"
)]

use std::borrow::Cow;
use std::io;

use domain::rows::judge::Judge;
use domain::rows::value::{RowSink, Value};
use domain::rows::verdict::{RowFault, Verdict};
use domain::rows::{Format, ReadError, RowOptions, read};
use domain::table::{Column, Table};

pub fn column(name: &str, column_type: &str) -> Column {
    Column::new(name.to_owned(), column_type.parse().unwrap())
}

pub fn required(name: &str, column_type: &str) -> Column {
    Column { nullable: false, ..column(name, column_type) }
}

pub fn table(columns: Vec<Column>) -> Table {
    Table {
        table_description: "A table".to_owned(),
        columns,
        time_column: None,
        keys: Vec::new(),
        column_map: Default::default(),
    }
}

/// Keeps what it is given; fails after `room` rows.
pub struct Kept {
    pub rows: Vec<Vec<Value<'static>>>,
    pub room: usize,
}

impl RowSink for Kept {
    fn push(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        if self.rows.len() == self.room {
            return Err(io::Error::other("full"));
        }
        self.rows.push(values.iter().map(owned).collect());
        Ok(())
    }
}

pub fn owned(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Null => Value::Null,
        Value::Bool(value) => Value::Bool(*value),
        Value::Int(value) => Value::Int(*value),
        Value::Float(value) => Value::Float(*value),
        Value::Decimal { unscaled, scale } => Value::Decimal { unscaled: *unscaled, scale: *scale },
        Value::Text(text) => Value::Text(Cow::Owned(text.to_string())),
        Value::Date(days) => Value::Date(*days),
        Value::Timestamp(micros) => Value::Timestamp(*micros),
    }
}

pub type Outcome = (Result<Verdict, ReadError>, Vec<Vec<Value<'static>>>);

pub fn read_with(format: Format, mut body: &[u8], table: &Table, options: &RowOptions) -> Outcome {
    let judge = Judge::new(table).unwrap();
    let mut kept = Kept { rows: Vec::new(), room: usize::MAX };
    let result = read(format, &mut body, &judge, options, &mut kept);
    (result, kept.rows)
}

pub fn read_rows(format: Format, body: impl AsRef<[u8]>, table: &Table) -> Outcome {
    read_with(format, body.as_ref(), table, &RowOptions::default())
}

pub fn constants(pairs: &[(&str, &str)]) -> RowOptions {
    RowOptions {
        constants: pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        ..Default::default()
    }
}

/// Row, line, column and rule of each fault.
pub fn places(faults: &[RowFault]) -> Vec<(u64, Option<u64>, Option<&str>, &'static str)> {
    faults.iter().map(|fault| (fault.row, fault.line, fault.column.as_deref(), fault.rule)).collect()
}

pub fn header_faults(result: Result<Verdict, ReadError>) -> Vec<RowFault> {
    match result {
        Err(ReadError::Header(faults)) => faults,
        other => panic!("expected faults of the header, got {other:?}"),
    }
}

pub fn text(text: &str) -> Value<'static> {
    Value::Text(Cow::Owned(text.to_owned()))
}

/// Whether a value of one type means the same as one of another type, judged from the same spelling.
pub fn same_value(old: &Value<'_>, new: &Value<'_>) -> bool {
    match (old, new) {
        (Value::Int(number), Value::Decimal { unscaled, scale }) => {
            i128::from(*number).checked_mul(10_i128.pow((*scale).into())) == Some(*unscaled)
        }
        (Value::Int(number), Value::Float(float)) => {
            float.fract() == 0.0 && *float as i128 == i128::from(*number)
        }
        (Value::Decimal { unscaled, scale }, Value::Decimal { unscaled: other, scale: other_scale }) => {
            let scaled = |unscaled: &i128, by: u8| unscaled.checked_mul(10_i128.pow(by.into()));
            let common = *scale.max(other_scale);
            scaled(unscaled, common - scale) == scaled(other, common - other_scale)
        }
        // A double keeps more digits of the spelling that the float was rounded from.
        (Value::Float(old), Value::Float(new)) => old == new || *old == f64::from(*new as f32),
        (old, new) => old == new,
    }
}
