//! The pool of connections.

use std::fmt;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{Error as ConnectError, ManageConnection, Pool, PooledConnection, R2D2Connection};
use diesel::{Connection as _, PgConnection, SqliteConnection};

use crate::{Connection, StoreError};

/// Limits of the pool.
#[derive(Clone, Copy, Debug)]
pub struct PoolOptions {
    /// Most connections open at once.
    pub max_size: u32,
    /// Longest wait for a free connection.
    pub connection_timeout: Duration,
    /// Longest time a statement, and each wait for a lock, may take on PostgreSQL. Loading rows is exempt, since its
    /// length is that of the input.
    pub statement_timeout: Duration,
    /// A connection that was idle for less is used as it is: asking its socket takes as long as the smallest query.
    pub trusted_idle: Duration,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self {
            max_size: 16,
            connection_timeout: Duration::from_secs(3),
            statement_timeout: Duration::from_secs(30),
            trusted_idle: Duration::from_millis(20),
        }
    }
}

/// The database. Clones share one pool.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: Pool<Manager>,
}

pub(crate) type Pooled = PooledConnection<Manager>;

impl Store {
    /// Opens the pool and makes one connection, so that a wrong URL shows at once. A SQLite file is created when
    /// it is missing, its folder is not.
    ///
    /// # Errors
    /// [`StoreError::UnsupportedUrl`], or [`StoreError::Unavailable`] when no connection can be made.
    pub fn open(url: &str, options: PoolOptions) -> Result<Self, StoreError> {
        let manager = Manager {
            database: Database::parse(url)?,
            statement_timeout: options.statement_timeout,
            trusted_idle: options.trusted_idle,
        };
        // Also switches the SQLite file to WAL before connections compete for the lock that this needs.
        let first = manager.connect().map_err(|error| {
            // libpq repeats a URL that it cannot read, with the password in it.
            let message = error.to_string();
            let is_unread = message.contains(" URI") || message.contains("percent-encoded");
            if is_unread { StoreError::UnsupportedUrl } else { StoreError::Unavailable(Box::new(error)) }
        })?;
        drop(first);
        let pool = Pool::builder()
            .max_size(options.max_size)
            .min_idle(Some(1))
            .connection_timeout(options.connection_timeout)
            // Costs no round trip here, see `Manager::is_valid`.
            .test_on_check_out(true)
            .build_unchecked(manager);
        Ok(Self { pool })
    }

    pub(crate) fn connection(&self) -> Result<Pooled, StoreError> {
        self.pool.get().map_err(|error| StoreError::Unavailable(Box::new(error)))
    }
}

#[derive(Clone)]
enum Database {
    Postgres(String),
    Sqlite(String),
}

impl Database {
    fn parse(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(without_kerberos(url)));
        }
        let path = url.strip_prefix("sqlite:").map_or(url, |rest| rest.strip_prefix("//").unwrap_or(rest));
        if path.is_empty() || path.contains("://") || path.starts_with(":memory:") {
            return Err(StoreError::UnsupportedUrl);
        }
        Ok(Self::Sqlite(path.to_owned()))
    }
}

/// The same URL, not asking for Kerberos unless it says so itself: libpq would try it first with every connection, and
/// its library aborts a process that ends meanwhile.
fn without_kerberos(url: &str) -> String {
    if url.contains("gssencmode=") {
        return url.to_owned();
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}gssencmode=disable")
}

/// Makes connections and says which are still good.
pub(crate) struct Manager {
    database: Database,
    statement_timeout: Duration,
    trusted_idle: Duration,
}

/// The URL may hold a password.
impl fmt::Debug for Manager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Manager").finish_non_exhaustive()
    }
}

/// A connection as the pool keeps it.
pub(crate) struct Kept {
    pub(crate) conn: Connection,
    /// When it was last given back.
    idle_since: Instant,
    /// Whether the last work on it failed, which may have been its own fault.
    pub(crate) is_doubtful: bool,
}

impl Manager {
    fn establish(&self) -> Result<Connection, ConnectError> {
        match &self.database {
            Database::Postgres(url) => {
                let mut conn = PgConnection::establish(url)?;
                let millis = self.statement_timeout.as_millis();
                // diesel has set the time zone to UTC already.
                conn.batch_execute(&format!(
                    "SET statement_timeout = {millis}; SET lock_timeout = {millis}; SET application_name = 'granary'"
                ))?;
                Ok(Connection::Postgres(conn))
            }
            Database::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(path)?;
                // The timeout first, so that the switch to WAL already waits its turn. FULL syncs the log at every
                // commit: in WAL mode the default NORMAL could lose an acknowledged write in a power cut.
                conn.batch_execute(
                    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
                     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
                )?;
                Ok(Connection::Sqlite(conn))
            }
        }
    }
}

impl ManageConnection for Manager {
    type Connection = Kept;
    type Error = ConnectError;

    fn connect(&self) -> Result<Kept, ConnectError> {
        Ok(Kept { conn: self.establish()?, idle_since: Instant::now(), is_doubtful: false })
    }

    /// Asks the socket, not the server: a connection that the server closed while it was idle shows that by data or
    /// an end of file waiting to be read. The last words of a server come before the end of file, hence twice.
    fn is_valid(&self, kept: &mut Kept) -> Result<(), ConnectError> {
        if !kept.is_doubtful && kept.idle_since.elapsed() < self.trusted_idle {
            return Ok(());
        }
        if let Connection::Postgres(conn) = &mut kept.conn {
            for _ in 0..2 {
                conn.notifications_iter().next().transpose()?;
            }
        }
        kept.is_doubtful = false;
        Ok(())
    }

    /// Also throws away a connection whose transaction was left open, by a panic or a failed rollback.
    fn has_broken(&self, kept: &mut Kept) -> bool {
        kept.idle_since = Instant::now();
        std::thread::panicking() || kept.conn.is_broken()
    }
}
