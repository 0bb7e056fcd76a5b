//! What can go wrong between us and the database, told apart by what the caller can do about it.

use std::error::Error;
use std::fmt;
use std::io;

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as DieselError};

/// A failure of the database or of a query.
#[derive(Debug)]
pub enum StoreError {
    /// No such row.
    NotFound,
    /// A named constraint of a control table stands in the way, such as `data_products_name_unique`.
    Conflict(String),
    /// Rows collide on the keys or a unique column of their table; [`crate::rows::collisions`] says which.
    UniqueRows,
    /// The database cannot be reached, or not in time. Worth trying again later.
    Unavailable(Box<dyn Error + Send + Sync>),
    /// Whoever took the rows that were read stopped taking them.
    Interrupted(io::Error),
    /// The database URL names no database that is supported. It may hold a password, so it is not repeated.
    UnsupportedUrl,
    /// The migrations could not be looked up, run or reverted.
    Migrations(Box<dyn Error + Send + Sync>),
    /// The work on the connection panicked; nothing of it was committed.
    Panicked(String),
    /// Anything else: our fault, to be logged with its sources and not shown.
    Internal(DieselError),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no such row"),
            Self::Conflict(constraint) => write!(f, "the constraint {constraint} is violated"),
            Self::UniqueRows => f.write_str("rows collide on keys or a unique column"),
            Self::Unavailable(_) => f.write_str("the database is not available"),
            Self::Interrupted(_) => f.write_str("the rows read are no longer taken"),
            Self::UnsupportedUrl => {
                f.write_str("expected a database URL: sqlite:PATH, the path of a file, or postgres://…")
            }
            Self::Migrations(_) => f.write_str("the migrations failed"),
            Self::Panicked(message) => write!(f, "the work on the database panicked: {message}"),
            Self::Internal(_) => f.write_str("the database refused a query"),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unavailable(source) | Self::Migrations(source) => Some(&**source),
            Self::Interrupted(source) => Some(source),
            Self::Internal(source) => Some(source),
            Self::NotFound
            | Self::Conflict(_)
            | Self::UniqueRows
            | Self::UnsupportedUrl
            | Self::Panicked(_) => None,
        }
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, ref information) => {
                unique_constraint(&**information).map_or(Self::Internal(error), Self::Conflict)
            }
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::SerializationFailure
                | DatabaseErrorKind::UnableToSendCommand,
                _,
            )
            | DieselError::BrokenTransactionManager => Self::Unavailable(Box::new(error)),
            DieselError::DatabaseError(DatabaseErrorKind::Unknown, ref information)
                if is_passing(information.message()) =>
            {
                Self::Unavailable(Box::new(error))
            }
            other => Self::Internal(other),
        }
    }
}

/// Neither SQLite's codes nor PostgreSQL's SQLSTATEs reach us through diesel, only the message.
fn is_passing(message: &str) -> bool {
    // SQLite: busy, and two forms of locked.
    message.starts_with("database is locked")
        || message.starts_with("database table is locked")
        || message.starts_with("database schema is locked")
        // PostgreSQL: statement_timeout, lock_timeout, a deadlock, a connection that the server or network cut.
        || message.starts_with("canceling statement due to")
        || message.starts_with("deadlock detected")
        || message.starts_with("terminating connection due to")
        || message.contains("server closed the connection")
        || message.contains("could not receive data from server")
        || message.contains("no connection to the server")
}

/// PostgreSQL names the constraint. SQLite names the columns (`UNIQUE constraint failed: t.a, t.b`), from which
/// the name follows: `t_a_b_unique`.
fn unique_constraint(information: &dyn DatabaseErrorInformation) -> Option<String> {
    if let Some(name) = information.constraint_name() {
        return Some(name.to_owned());
    }
    let columns = information.message().strip_prefix("UNIQUE constraint failed: ")?;
    let table = columns.split_once('.')?.0;
    let mut name = table.to_owned();
    for column in columns.split(", ") {
        name.push('_');
        name.push_str(column.strip_prefix(table)?.strip_prefix('.')?);
    }
    name.push_str("_unique");
    Some(name)
}
