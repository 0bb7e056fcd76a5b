//! A database of one's own for each test, gone when the test ends.

use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use tempfile::TempDir;

/// The url of a superuser of the PostgreSQL that tests make their databases in.
const SERVER: &str = "GRANARY_TEST_POSTGRES_URL";
/// Set where a test must not pass without PostgreSQL.
const REQUIRED: &str = "GRANARY_TEST_REQUIRE_POSTGRES";

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// A server.
    Postgres,
}

/// An empty database and a data folder.
pub struct Database {
    engine: Engine,
    url: String,
    dir: TempDir,
}

impl Database {
    /// Makes one; `None` where there is no PostgreSQL and none is required.
    pub fn create(engine: Engine) -> Option<Database> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let dir = tempfile::Builder::new().prefix("granary-test-").tempdir().expect("a temporary folder");
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}/granary.sqlite", dir.path().display()),
            Engine::Postgres => {
                let required = env::var(REQUIRED).is_ok_and(|value| value == "1");
                let server = match env::var(SERVER) {
                    Ok(server) => server,
                    Err(_) if required => panic!("{REQUIRED} is 1 and {SERVER} is not set"),
                    Err(_) => return None,
                };
                let number = COUNT.fetch_add(1, Ordering::Relaxed);
                let name = format!("granary_test_{}_{number}", std::process::id());
                on_server(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
                on_server(&format!("CREATE DATABASE {name}"));
                let (base, _) = server.rsplit_once('/').expect("the url names a database");
                format!("{base}/{name}")
            }
        };
        Some(Database { engine, url, dir })
    }

    /// Which kind it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Its url, as `GRANARY_DATABASE_URL` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The data folder, in which the SQLite file is as well.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The program with this database in its environment, and nothing else of ours.
    pub fn command(&self, binary: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary);
        command.args(arguments);
        let ours = |name: &OsStr| name.to_str().is_some_and(|name| name.starts_with("GRANARY_"));
        for (name, _) in env::vars_os().filter(|(name, _)| ours(name)) {
            command.env_remove(name);
        }
        command
            .env("GRANARY_LISTEN", "127.0.0.1:0")
            .env("GRANARY_DATA_DIR", self.dir.path())
            .env("GRANARY_DATABASE_URL", &self.url)
            .env("GRANARY_WORKERS", "2");
        command
    }

    /// Closes all connections to a PostgreSQL database, as a restart would.
    pub fn close_connections(&self) {
        let name = self.name();
        on_server(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        ));
    }

    /// Lets nobody connect to a PostgreSQL database any more, or everyone again.
    pub fn allow_connections(&self, allow: bool) {
        on_server(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS {allow}", self.name()));
        if !allow {
            self.close_connections();
        }
    }

    fn name(&self) -> &str {
        self.url.rsplit_once('/').expect("the url ends with the name").1
    }

    /// The names of all tables, sorted.
    pub fn table_names(&self) -> Vec<String> {
        let mut names = match self.engine {
            Engine::Sqlite => {
                let mut conn = SqliteConnection::establish(self.url.trim_start_matches("sqlite:"))
                    .expect("the SQLite file opens");
                names(&mut conn, "SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            Engine::Postgres => {
                let mut conn = PgConnection::establish(&self.url).expect("PostgreSQL answers");
                names(&mut conn, "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'")
            }
        };
        names.sort_unstable();
        names
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.engine == Engine::Postgres {
            on_server(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name()));
        }
    }
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

fn names<C>(conn: &mut C, query: &str) -> Vec<String>
where
    C: Connection,
    for<'q> diesel::query_builder::SqlQuery: diesel::query_dsl::LoadQuery<'q, C, Named>,
{
    let rows: Vec<Named> = sql_query(query).load(conn).expect("the tables are listed");
    rows.into_iter().map(|row| row.name).collect()
}

fn on_server(statement: &str) {
    let server = env::var(SERVER).expect("PostgreSQL was there before");
    let mut conn = PgConnection::establish(&server).expect("PostgreSQL answers");
    conn.batch_execute(statement).expect("the superuser may do this");
}
