//! What lets processes answer from memory, and never from what is no longer so.
//!
//! Rights, and what others already use, change seldom. Each such change raises one number in the database, in its own
//! transaction. A process may answer from what it read at a number for [`LEASE`] after it last asked for that number;
//! the transaction that raises it is done only when that time is over. So once a change is answered, no process
//! answers from before it, and a process that asks for one thing again and again asks the database 20 times a second.

use std::cell::Cell;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use diesel::prelude::*;

use crate::schema::changes;
use crate::{Connection, Store, StoreError};

/// How long the number is believed, counted from before the database was asked for it.
const LEASE: Duration = Duration::from_millis(50);

/// How long a change waits: a little more, since no two clocks run quite alike.
const SETTLING: Duration = Duration::from_millis(55);

thread_local! {
    /// Whether the transaction that runs on this thread has raised the number.
    static RAISED: Cell<bool> = const { Cell::new(false) };
}

/// The number of changes, as far as this process has to know it. Clones share what was asked.
#[derive(Clone, Debug)]
pub struct Changes {
    store: Store,
    seen: Arc<Mutex<Option<Seen>>>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    asked_at: Instant,
    number: i64,
}

impl Changes {
    /// The changes of this database.
    pub fn new(store: Store) -> Changes {
        Changes { store, seen: Arc::default() }
    }

    /// The number now. What was read after it was answered, and is kept with it, may be answered while the number is
    /// the same.
    ///
    /// # Errors
    /// Those of the database, which is asked when the last time is too long ago.
    pub async fn number(&self) -> Result<i64, StoreError> {
        let asked_at = Instant::now();
        let seen = *self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seen) = seen.filter(|seen| asked_at.duration_since(seen.asked_at) < LEASE) {
            return Ok(seen.number);
        }
        let number = self.store.read(number).await?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.is_none_or(|seen| seen.asked_at < asked_at) {
            *seen = Some(Seen { asked_at, number });
        }
        Ok(number)
    }
}

fn number(conn: &mut Connection) -> Result<i64, StoreError> {
    Ok(changes::table.find(1).select(changes::number).first(conn)?)
}

/// Has the transaction that runs on this thread end every answer from memory.
pub(crate) fn raise() {
    RAISED.set(true);
}

/// What a transaction does last, since others that do the same wait from here until it is committed.
pub(crate) fn before_commit(conn: &mut Connection) -> Result<(), StoreError> {
    if RAISED.get() {
        diesel::update(changes::table.find(1)).set(changes::number.eq(changes::number + 1)).execute(conn)?;
    }
    Ok(())
}

/// Runs a transaction, and waits until no process answers from before it when it has raised the number.
pub(crate) fn settled<T, E>(transaction: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    RAISED.set(false);
    let outcome = transaction();
    if RAISED.take() && outcome.is_ok() {
        thread::sleep(SETTLING);
    }
    outcome
}
