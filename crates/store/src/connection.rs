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
