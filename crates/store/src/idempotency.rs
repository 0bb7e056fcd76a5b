//! First answers, kept for those who send a request again.

use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Text};

use crate::connection::on_either;
use crate::schema::idempotency_records;
use crate::{Connection, StoreError};

/// Longest wait for a request of the same id that is running.
const PATIENCE: Duration = Duration::from_secs(2);

/// Longest pause between two looks whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// One record.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = idempotency_records)]
pub struct Record {
    /// What the request is known by.
    pub id: String,
    /// Who sent it.
    pub caller_id: String,
    /// Hash of the request.
    pub fingerprint: String,
    /// The first answer.
    pub answer: String,
    /// In UTC.
    pub expires_at: NaiveDateTime,
}

#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = Bool)]
    is_taken: bool,
}

/// Keeps other requests of the same id waiting until this transaction ends. Answers whether it could: `false` when
/// another one runs and does not end in time.
///
/// # Errors
/// Those of the database.
pub fn lock(conn: &mut Connection, id: &str) -> Result<bool, StoreError> {
    let Connection::Postgres(conn) = conn else {
        // The transaction holds the one write lock of the database.
        return Ok(true);
    };
    let began = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        let lock = sql_query("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS is_taken");
        let taken: Taken = lock.bind::<Text, _>(id).get_result(conn)?;
        if taken.is_taken || began.elapsed() > PATIENCE {
            return Ok(taken.is_taken);
        }
        thread::sleep(pause);
        pause = PAUSE.min(pause * 2);
    }
}

/// The record of this id, unless it has expired by `now`.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Connection, id: &str, now: NaiveDateTime) -> Result<Option<Record>, StoreError> {
    Ok(idempotency_records::table
        .find(id)
        .filter(idempotency_records::expires_at.gt(now))
        .select(Record::as_select())
        .first(conn)
        .optional()?)
}

/// Writes a record, in place of one of the same id.
///
/// # Errors
/// Those of the database.
pub fn put(conn: &mut Connection, record: &Record) -> Result<(), StoreError> {
    let insert = diesel::insert_into(idempotency_records::table).values(record);
    on_either!(conn, insert.on_conflict(idempotency_records::id).do_update().set(record).execute(conn)?);
    Ok(())
}

/// Deletes the records of these ids.
///
/// # Errors
/// Those of the database.
pub fn forget(conn: &mut Connection, ids: &[String]) -> Result<(), StoreError> {
    diesel::delete(idempotency_records::table.filter(idempotency_records::id.eq_any(ids))).execute(conn)?;
    Ok(())
}

/// Deletes what has expired by `now`, and answers how many records that were.
///
/// # Errors
/// Those of the database.
pub fn delete_expired(conn: &mut Connection, now: NaiveDateTime) -> Result<usize, StoreError> {
    let expired = idempotency_records::table.filter(idempotency_records::expires_at.le(now));
    Ok(diesel::delete(expired).execute(conn)?)
}
