//! Rows by filters and ranges, in the order of time.

use domain::column_type::ColumnType;
use domain::rows::value::Value;

use super::{Each, RowTarget, postgres_select, sqlite_select};
use crate::sql::{Dialect, Statement, quoted};
use crate::{Connection, StoreError};

/// Which rows, and which of their columns. Column numbers are places in [`RowTarget::columns`].
#[derive(Clone, Debug, Default)]
pub struct RowQuery {
    /// The columns wanted, in the order wanted.
    pub columns: Vec<usize>,
    /// Earliest value of the time column.
    pub from: Option<Value<'static>>,
    /// First value of the time column that is too late.
    pub to: Option<Value<'static>>,
    /// Columns and the values they have; `Null` for none.
    pub filters: Vec<(usize, Value<'static>)>,
    /// Where the page starts, inclusive.
    pub start: Option<Position>,
    /// Where the next page starts.
    pub end: Option<Position>,
}

/// A place in the order of the rows, which is that of the time column and then of `_id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Of a table with a time column: microseconds or, for a date, days since 1970-01-01.
    pub time: Option<i64>,
    /// `_id` of the row.
    pub id: i64,
}

/// Where the next page starts when this one has `limit` rows; none when there are no more. Looks at the index
/// alone where there are no filters. [`RowQuery::columns`] and [`RowQuery::end`] count for nothing.
///
/// # Errors
/// Those of the database.
pub fn page_end(
    conn: &mut Connection,
    target: &RowTarget,
    query: &RowQuery,
    limit: u32,
) -> Result<Option<Position>, StoreError> {
    let time = Time::of(target);
    let condition = Condition::new(time.as_ref(), query);
    let mut statement = Statement::new(Dialect::of(conn));
    let mut types = vec![ColumnType::Bigint];
    statement.sql("SELECT \"_id\"");
    if let Some(time) = &time {
        statement.sql(format!(", {}", time.name));
        types.push(time.column_type);
    }
    condition.push(&mut statement, target, query, false);
    statement.sql(" LIMIT 1 OFFSET ");
    statement.int(i64::from(limit));

    let mut end = None;
    select(conn, statement, &types, &mut |values| {
        end = match values {
            [Value::Int(id)] => Some(Position { time: None, id: *id }),
            [Value::Int(id), Value::Timestamp(time)] => Some(Position { time: Some(*time), id: *id }),
            [Value::Int(id), Value::Date(time)] => Some(Position { time: Some(i64::from(*time)), id: *id }),
            _ => return Err(std::io::Error::other("a row without a time")),
        };
        Ok(())
    })?;
    Ok(end)
}

/// Reads rows one at a time, without ever holding them all; each has the columns wanted.
///
/// # Errors
/// Those of the database, and `Interrupted` with what `each` answered.
pub fn read(
    conn: &mut Connection,
    target: &RowTarget,
    query: &RowQuery,
    each: &mut Each<'_>,
) -> Result<(), StoreError> {
    let dialect = Dialect::of(conn);
    let time = Time::of(target);
    let condition = Condition::new(time.as_ref(), query);
    let mut statement = Statement::new(dialect);
    let mut types = Vec::with_capacity(query.columns.len());
    // A table has columns, but a reader may want none of them.
    statement.sql(if query.columns.is_empty() { "SELECT 1" } else { "SELECT " });
    for (nth, column) in query.columns.iter().enumerate() {
        let (name, column_type) = column_at(target, *column)?;
        statement.sql(if nth == 0 { "" } else { ", " });
        statement.sql(quoted(name));
        if dialect == Dialect::Postgres && matches!(column_type, ColumnType::Decimal { .. }) {
            statement.sql("::text");
        }
        types.push(*column_type);
    }
    condition.push(&mut statement, target, query, true);
    select(conn, statement, &types, each)
}

/// Runs a query whose columns have these types; on PostgreSQL, a decimal as text.
pub(super) fn select(
    conn: &mut Connection,
    statement: Statement<'_>,
    types: &[ColumnType],
    each: &mut Each<'_>,
) -> Result<(), StoreError> {
    match conn {
        Connection::Postgres(conn) => postgres_select::select(conn, statement, types, each),
        Connection::Sqlite(conn) => sqlite_select::select(conn, statement, types, each),
    }
}

fn column_at(target: &RowTarget, place: usize) -> Result<&(String, ColumnType), StoreError> {
    target.columns.get(place).ok_or(StoreError::NotFound)
}

/// The time column, its name quoted.
struct Time {
    name: String,
    column_type: ColumnType,
}

impl Time {
    fn of(target: &RowTarget) -> Option<Self> {
        let wanted = target.time_column.as_ref()?;
        let (name, column_type) = target.columns.iter().find(|(name, _)| name == wanted)?;
        Some(Self { name: quoted(name), column_type: *column_type })
    }

    fn value(&self, position: Position) -> Value<'static> {
        let time = position.time.unwrap_or_default();
        match self.column_type {
            // Days of the calendar fit by far; a cursor that was tampered with finds no rows.
            ColumnType::Date => Value::Date(i32::try_from(time).unwrap_or(i32::MAX)),
            _ => Value::Timestamp(time),
        }
    }
}

/// The values that the statement borrows and the query does not have.
struct Condition<'q> {
    time: Option<&'q Time>,
    start: Option<(Value<'static>, i64)>,
    end: Option<(Value<'static>, i64)>,
}

impl<'q> Condition<'q> {
    fn new(time: Option<&'q Time>, query: &RowQuery) -> Self {
        let key = |position: Position| (time.map_or(Value::Null, |time| time.value(position)), position.id);
        Self { time, start: query.start.map(key), end: query.end.map(key) }
    }

    /// Adds everything from `FROM` to `ORDER BY`.
    fn push(
        &'q self,
        statement: &mut Statement<'q>,
        target: &'q RowTarget,
        query: &'q RowQuery,
        bounded: bool,
    ) {
        statement.sql(format!(" FROM {} WHERE TRUE", quoted(&target.table_name)));
        if let Some(time) = self.time {
            for (operator, value) in [(">=", &query.from), ("<", &query.to)] {
                if let Some(value) = value {
                    statement.sql(format!(" AND {} {operator} ", time.name));
                    statement.value(value);
                }
            }
        }
        let end = self.end.as_ref().filter(|_| bounded);
        for (operator, key) in [(">=", self.start.as_ref()), ("<", end)] {
            if let Some((time, id)) = key {
                self.push_key(statement, operator, time, *id);
            }
        }
        for (place, value) in &query.filters {
            if let Some((name, _)) = target.columns.get(*place) {
                statement.sql(format!(" AND {}", quoted(name)));
                statement.equals(value);
            }
        }
        let time = self.time.map(|time| format!("{}, ", time.name)).unwrap_or_default();
        statement.sql(format!(" ORDER BY {time}\"_id\""));
    }

    /// Both databases find the place of such a pair in an index of both columns.
    fn push_key(
        &'q self,
        statement: &mut Statement<'q>,
        operator: &'static str,
        time: &'q Value<'q>,
        id: i64,
    ) {
        match self.time {
            Some(column) => {
                statement.sql(format!(" AND ({}, \"_id\") {operator} (", column.name));
                statement.value(time);
                statement.sql(", ");
                statement.int(id);
                statement.sql(")");
            }
            None => {
                statement.sql(format!(" AND \"_id\" {operator} "));
                statement.int(id);
            }
        }
    }
}
