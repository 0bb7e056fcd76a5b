//! Batches: the rows of one request, with what became of them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::schema::batches;
use crate::{Connection, StoreError};

/// One batch.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = batches)]
pub struct Batch {
    /// What every row of the batch carries in its column `_batch`.
    pub number: i64,
    /// UUID, the public id.
    pub id: String,
    /// Where the rows are.
    pub row_table_id: String,
    /// The schema they were judged by.
    pub schema_id: String,
    /// How many rows were stored.
    pub accepted_count: i64,
    /// Who sent them.
    pub created_by: String,
    /// In UTC.
    pub created_at: NaiveDateTime,
}

/// A batch to be made.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = batches)]
pub struct NewBatch {
    /// UUID, the public id.
    pub id: String,
    /// Where the rows go.
    pub row_table_id: String,
    /// The schema they are judged by.
    pub schema_id: String,
    /// How many rows are stored; 0 until [`set_accepted_count`].
    pub accepted_count: i64,
    /// Who sent them.
    pub created_by: String,
    /// Now, in UTC.
    pub created_at: NaiveDateTime,
}

/// Makes a batch and answers its number.
///
/// # Errors
/// `Conflict("batches_id_unique")`.
pub fn insert(conn: &mut Connection, new: &NewBatch) -> Result<i64, StoreError> {
    Ok(diesel::insert_into(batches::table).values(new).returning(batches::number).get_result(conn)?)
}

/// Writes down how many rows were stored.
///
/// # Errors
/// `NotFound`.
pub fn set_accepted_count(conn: &mut Connection, number: i64, accepted_count: u64) -> Result<(), StoreError> {
    let count = i64::try_from(accepted_count).unwrap_or(i64::MAX);
    let changed =
        diesel::update(batches::table.find(number)).set(batches::accepted_count.eq(count)).execute(conn)?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// A batch by its public id.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Connection, id: &str) -> Result<Batch, StoreError> {
    Ok(batches::table.filter(batches::id.eq(id)).select(Batch::as_select()).first(conn)?)
}
