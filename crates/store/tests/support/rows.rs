//! Rows in and out, in few words.

use domain::rows::value::{RowSink, Value};
use store::rows::{self, RowQuery, RowTarget};
use store::{Store, StoreError};

use super::{column, row_table, table};

pub type Row = Vec<Value<'static>>;

pub fn text(value: &str) -> Value<'static> {
    Value::Text(value.to_owned().into())
}

pub fn feed(rows: &[Row]) -> impl FnMut(&mut dyn RowSink) -> Result<(), StoreError> {
    |sink| rows.iter().try_for_each(|row| sink.push(row)).map_err(StoreError::Interrupted)
}

pub fn insert(store: &Store, target: &RowTarget, rows: &[Row]) -> Result<u64, StoreError> {
    store.transaction_blocking(|conn| rows::insert(conn, target, 1, &mut feed(rows)))
}

pub fn read(store: &Store, target: &RowTarget, query: &RowQuery) -> Vec<Row> {
    let mut found = Vec::new();
    let mut each = |values: &[Value<'_>]| {
        found.push(values.iter().map(owned).collect());
        Ok(())
    };
    store.snapshot_blocking(|conn| rows::read(conn, target, query, &mut each)).unwrap();
    found
}

pub fn owned(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Null => Value::Null,
        Value::Bool(v) => Value::Bool(*v),
        Value::Int(v) => Value::Int(*v),
        Value::Float(v) => Value::Float(*v),
        Value::Decimal { unscaled, scale } => Value::Decimal { unscaled: *unscaled, scale: *scale },
        Value::Text(v) => text(v),
        Value::Date(v) => Value::Date(*v),
        Value::Timestamp(v) => Value::Timestamp(*v),
    }
}

pub fn all(width: usize) -> RowQuery {
    RowQuery { columns: (0..width).collect(), ..RowQuery::default() }
}

/// A table of times and levels, and rows of which some share a time.
pub fn timed(store: &Store) -> (RowTarget, Vec<Row>) {
    let definition = table(vec![column("at", "timestamp"), column("level", "int")], Some("at"), &[]);
    let rows: Vec<Row> = (0..10).map(|n| vec![Value::Timestamp(n / 3 * 1_000_000), Value::Int(n)]).collect();
    let target = row_table(store, &definition);
    insert(store, &target, &rows).unwrap();
    (target, rows)
}
