//! Which rows of a batch collide, with stored rows or with an earlier row of the batch.

use diesel::connection::SimpleConnection;
use domain::column_type::ColumnType;
use domain::rows::value::Value;

use super::destination::Destination;
use super::query::select;
use super::{Feed, RowTarget, load};
use crate::row_tables::column_definition;
use crate::sql::{Dialect, Statement, quoted, quoted_list};
use crate::{Connection, StoreError};

/// Seen by its own connection only.
const TEMPORARY: &str = "_collisions";

/// A row that cannot be stored because another one has its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// Which of the rows pushed, from 1.
    pub row: u64,
    /// The columns whose values together are taken.
    pub columns: Vec<String>,
}

/// The rows that collide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collisions {
    /// How many rows there are.
    pub row_count: u64,
    /// The first ones, by row. A row is there once for each set of columns that collides.
    pub first: Vec<Collision>,
}

/// Finds the rows that collide and lists the first `limit` collisions. Stores nothing; belongs into a transaction.
///
/// # Errors
/// Those of the database, and what the feed answered.
pub fn collisions<E: From<StoreError>>(
    conn: &mut Connection,
    target: &RowTarget,
    feed: &mut Feed<'_, E>,
    limit: usize,
) -> Result<Collisions, E> {
    let keys = Some(target.keys.as_slice()).filter(|keys| !keys.is_empty());
    let unique = target.unique.iter().map(std::slice::from_ref).filter(|columns| Some(*columns) != keys);
    let sets: Vec<&[String]> = keys.into_iter().chain(unique).collect();
    if sets.is_empty() {
        return Ok(Collisions::default());
    }
    create_temporary(conn, target, &sets)?;
    let wanted = |name: &str| sets.iter().any(|set| set.iter().any(|column| column == name));
    load(conn, &Destination::numbered(TEMPORARY, target, wanted), feed)?;
    let found = find(conn, target, &sets, limit)?;
    conn.batch_execute(&format!("DROP TABLE {}", quoted(TEMPORARY))).map_err(StoreError::from)?;
    Ok(found)
}

fn create_temporary(conn: &mut Connection, target: &RowTarget, sets: &[&[String]]) -> Result<(), StoreError> {
    let dialect = Dialect::of(conn);
    let columns = target.columns.iter().filter(|(name, _)| sets.iter().any(|set| set.contains(name)));
    let columns: String = columns
        .map(|(name, column_type)| format!(", {}", column_definition(dialect, name, *column_type)))
        .collect();
    let table = quoted(TEMPORARY);
    Ok(conn.batch_execute(&format!("CREATE TEMPORARY TABLE {table} (\"_row\" bigint NOT NULL{columns})"))?)
}

fn find(
    conn: &mut Connection,
    target: &RowTarget,
    sets: &[&[String]],
    limit: usize,
) -> Result<Collisions, StoreError> {
    let mut statement = Statement::new(Dialect::of(conn));
    for (nth, set) in sets.iter().enumerate() {
        statement.sql(if nth == 0 { "" } else { " UNION ALL " });
        statement.sql(collisions_of(target, set, nth));
    }
    statement.sql(" ORDER BY 1, 2");

    let mut found = Collisions::default();
    let mut last_row = 0;
    select(conn, statement, &[ColumnType::Bigint, ColumnType::Int], &mut |values| {
        if let [Value::Int(row), Value::Int(set)] = values {
            let (row, set) = (row.cast_unsigned(), usize::try_from(*set).map_err(std::io::Error::other)?);
            found.row_count += u64::from(row != last_row);
            last_row = row;
            if found.first.len() < limit
                && let Some(columns) = sets.get(set)
            {
                found.first.push(Collision { row, columns: columns.to_vec() });
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// A row without a value in one of the columns collides with none, as in a unique index.
fn collisions_of(target: &RowTarget, set: &[String], nth: usize) -> String {
    let columns = quoted_list(set.iter().map(String::as_str));
    let all = |condition: &dyn Fn(&str) -> String| {
        set.iter().map(|name| condition(&quoted(name))).collect::<Vec<_>>().join(" AND ")
    };
    let present = all(&|name| format!("{name} IS NOT NULL"));
    let same = all(&|name| format!("stored.{name} = pushed.{name}"));
    let (temporary, table) = (quoted(TEMPORARY), quoted(&target.table_name));
    format!(
        "SELECT \"_row\", {nth} FROM (\
             SELECT \"_row\", {columns}, row_number() OVER (PARTITION BY {columns} ORDER BY \"_row\") AS \"_nth\" \
             FROM {temporary} WHERE {present}\
         ) AS pushed WHERE \"_nth\" > 1 OR EXISTS (SELECT 1 FROM {table} AS stored WHERE {same})"
    )
}
