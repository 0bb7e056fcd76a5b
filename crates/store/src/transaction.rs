//! Units of work: one hop to a blocking thread, connection and transaction inside.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::result::Error as DieselError;

use crate::changes;
use crate::{Connection, Store, StoreError};

/// How a transaction begins.
#[derive(Clone, Copy)]
enum Begin {
    /// For writes. SQLite takes the write lock at once: a transaction that began with a read could not wait for it.
    Write,
    /// For reads that must all see the same state.
    Snapshot,
}

impl Begin {
    fn on(self, conn: &mut Connection) -> Result<(), DieselError> {
        match (self, conn) {
            (Self::Write, Connection::Postgres(conn)) => {
                AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN")
            }
            (Self::Write, Connection::Sqlite(conn)) => {
                AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")
            }
            (Self::Snapshot, Connection::Postgres(conn)) => AnsiTransactionManager::begin_transaction_sql(
                conn,
                "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            ),
            (Self::Snapshot, Connection::Sqlite(conn)) => {
                AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN DEFERRED")
            }
        }
    }
}

impl Store {
    /// Runs queries that change nothing, each of which sees the state of its own moment.
    ///
    /// # Errors
    /// Those of the closure, no connection, or a panic in the closure.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    {
        let store = self.clone();
        hop(move || store.read_blocking(work)).await
    }

    /// Runs queries that change nothing and all see the same state.
    ///
    /// # Errors
    /// Those of the closure, no connection, or a panic in the closure.
    pub async fn snapshot<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    {
        let store = self.clone();
        hop(move || store.snapshot_blocking(work)).await
    }

    /// Runs the closure in one transaction, which commits when it answers `Ok`. Where it changed what processes keep
    /// in memory ([`crate::changes`]), this ends once none of them answers from before it.
    ///
    /// # Errors
    /// Those of the closure, after a rollback; no connection; a commit that failed; a panic in the closure.
    pub async fn transaction<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    {
        let store = self.clone();
        hop(move || store.transaction_blocking(work)).await
    }

    /// [`Store::read`] on this thread.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&mut Connection) -> Result<T, E>,
    {
        guarded(|| self.with_connection(work))
    }

    /// [`Store::snapshot`] on this thread.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    pub fn snapshot_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&mut Connection) -> Result<T, E>,
    {
        guarded(|| self.with_connection(|conn| run(conn, Begin::Snapshot, work)))
    }

    /// [`Store::transaction`] on this thread.
    ///
    /// # Errors
    /// As [`Store::transaction`].
    pub fn transaction_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&mut Connection) -> Result<T, E>,
    {
        changes::settled(|| guarded(|| self.with_connection(|conn| run(conn, Begin::Write, work))))
    }

    fn with_connection<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut kept = self.connection()?;
        let done = work(&mut kept.conn);
        kept.is_doubtful |= done.is_err();
        done
    }
}

fn run<T, E, F>(conn: &mut Connection, begin: Begin, work: F) -> Result<T, E>
where
    E: From<StoreError>,
    F: FnOnce(&mut Connection) -> Result<T, E>,
{
    begin.on(conn).map_err(StoreError::from)?;
    let done = work(conn).and_then(|value| {
        changes::before_commit(conn)?;
        Ok(value)
    });
    match done {
        Ok(value) => {
            <Connection as diesel::Connection>::TransactionManager::commit_transaction(conn)
                .map_err(StoreError::from)?;
            Ok(value)
        }
        Err(failure) => {
            // The pool throws the connection away, and the server the transaction with it.
            if let Err(error) =
                <Connection as diesel::Connection>::TransactionManager::rollback_transaction(conn)
            {
                log::warn!("a rollback failed: {error}");
            }
            Err(failure)
        }
    }
}

/// The connection is dropped while the panic unwinds, so the pool does not take it back.
fn guarded<T, E: From<StoreError>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(StoreError::Panicked(message(&*panic)).into()))
}

async fn hop<T, E, F>(work: F) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: FnOnce() -> Result<T, E> + Send + 'static,
{
    // Panics are caught within; what is left is a runtime that shuts down before the work began.
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|stopped| Err(StoreError::Unavailable(Box::new(stopped)).into()))
}

fn message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}
