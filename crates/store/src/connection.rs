//! The two kinds of connection as one type.

use diesel::{PgConnection, SqliteConnection};

/// A connection to either database. Control tables are queried through it as it is; where the databases differ,
/// a `match` picks. Outside of this module it is called `Connection`, as the trait is that its derive needs here.
#[derive(diesel::MultiConnection)]
#[expect(missing_debug_implementations, reason = "neither connection can be printed")]
pub enum AnyConnection {
    /// To a PostgreSQL server.
    Postgres(PgConnection),
    /// To a SQLite file.
    Sqlite(SqliteConnection),
}

/// Runs a query on the connection of one database or the other. Diesel then knows the query by its type and finds the
/// prepared statement without writing the SQL anew, which through [`AnyConnection`] costs more than all else we do.
macro_rules! on_either {
    ($conn:ident, $query:expr) => {
        match $conn {
            $crate::Connection::Postgres($conn) => $query,
            $crate::Connection::Sqlite($conn) => $query,
        }
    };
}

pub(crate) use on_either;
