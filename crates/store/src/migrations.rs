//! The migrations of both databases, embedded.

use diesel::connection::SimpleConnection;
use diesel::result::Error as DieselError;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{Connection, Store, StoreError, catalogue};

const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// Any number, the same in every process: the first eight bytes of `granary:`.
const MIGRATION_LOCK: i64 = i64::from_be_bytes(*b"granary:");

/// Runs all pending migrations in one transaction and answers their versions. Of several processes that start
/// together one runs them, and the others find nothing to do.
///
/// # Errors
/// [`StoreError::Migrations`]; the database is then as it was.
pub fn run(store: &Store) -> Result<Vec<String>, StoreError> {
    store.transaction_blocking(|conn| {
        lock(conn)?;
        let versions = match conn {
            Connection::Postgres(conn) => conn.run_pending_migrations(POSTGRES),
            Connection::Sqlite(conn) => conn.run_pending_migrations(SQLITE),
        };
        let versions = versions.map_err(StoreError::Migrations)?.iter().map(ToString::to_string).collect();
        catalogue::fill(conn)?;
        Ok(versions)
    })
}

/// The versions of the migrations that are still to run, oldest first.
///
/// # Errors
/// [`StoreError::Migrations`].
pub fn pending(store: &Store) -> Result<Vec<String>, StoreError> {
    store.read_blocking(pending_on)
}

/// [`pending`] over a connection.
///
/// # Errors
/// As [`pending`].
pub fn pending_on(conn: &mut Connection) -> Result<Vec<String>, StoreError> {
    let names = match conn {
        Connection::Postgres(conn) => conn
            .pending_migrations(POSTGRES)
            .map(|all| all.iter().map(|migration| migration.name().to_string()).collect()),
        Connection::Sqlite(conn) => conn
            .pending_migrations(SQLITE)
            .map(|all| all.iter().map(|migration| migration.name().to_string()).collect()),
    };
    names.map_err(StoreError::Migrations)
}

/// Reverts all migrations, with all that the control tables hold. Tables of rows stay.
///
/// # Errors
/// [`StoreError::Migrations`]; the database is then as it was.
pub fn revert_all(store: &Store) -> Result<(), StoreError> {
    store.transaction_blocking(|conn| {
        lock(conn)?;
        let reverted = match conn {
            Connection::Postgres(conn) => conn.revert_all_migrations(POSTGRES).map(drop),
            Connection::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(drop),
        };
        reverted.map_err(StoreError::Migrations)
    })
}

/// Until the end of the transaction. On SQLite the transaction itself is the lock.
fn lock(conn: &mut Connection) -> Result<(), DieselError> {
    match conn {
        Connection::Postgres(conn) => {
            conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        }
        Connection::Sqlite(_) => Ok(()),
    }
}
