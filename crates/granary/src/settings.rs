//! Everything the environment decides.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use service_kit::config::{ConfigFaults, Reader, Variable};
use service_kit::logging::Filter;
use store::PoolOptions;

/// What is logged by default. The news of the HTTP server about its threads, and about requests that are no HTTP, is
/// nothing that an operator could act on.
const LOG: &str = "info,actix_server=warn,actix_http=off";

/// An address that begins with `http://` or `https://` and has no slash at its end.
pub struct PublicUrl(String);

impl FromStr for PublicUrl {
    type Err = ();

    fn from_str(text: &str) -> Result<PublicUrl, ()> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(())?;
        let is_odd = |c: char| !c.is_ascii_graphic() || "<>\"\\^`{|}?#".contains(c);
        let text = text.trim_end_matches('/');
        if host.trim_matches('/').is_empty() || text.contains(is_odd) {
            Err(())
        } else {
            Ok(PublicUrl(text.to_owned()))
        }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The settings of one process.
pub struct Settings {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address that callers know the service by.
    pub public_url: PublicUrl,
    /// Who publishes the catalogue.
    pub publisher: String,
    /// The database.
    pub database_url: String,
    /// Limits of its pool.
    pub pool: PoolOptions,
    /// Folder of everything that is not in the database.
    pub data_dir: PathBuf,
    /// Threads that answer requests.
    pub workers: usize,
    /// Longest wait for the next piece of a request body.
    pub body_idle: Duration,
    /// The share of answers that are held against the contract, from 0 to 1.
    pub answer_checks: f64,
    /// Time that running requests have to finish when the process is told to stop.
    pub shutdown: Duration,
    /// What is logged.
    pub log: Filter,
}

impl Settings {
    /// Reads the environment of the process.
    pub fn from_environment() -> Result<Settings, ConfigFaults> {
        let mut reader = Reader::from_process("GRANARY_");
        let settings = Settings::read(&mut reader);
        reader.finish()?;
        Ok(settings)
    }

    /// Every variable that is read, for help.
    pub fn described() -> Vec<Variable> {
        let mut reader = Reader::new("GRANARY_", std::iter::empty::<(String, String)>());
        Settings::read(&mut reader);
        reader.described()
    }

    fn read(reader: &mut Reader) -> Settings {
        // The test and benchmark scripts have variables of their own.
        reader.reserve("GRANARY_TEST_");
        let cores = std::thread::available_parallelism().map_or(2, usize::from) as u64;
        let listen = reader.parsed(
            "GRANARY_LISTEN",
            SocketAddr::from(([127, 0, 0, 1], 8080)),
            "an address and port such as 127.0.0.1:8080",
            "Address and port to listen on; port 0 takes a free one.",
        );
        let public_url = reader.parsed(
            "GRANARY_PUBLIC_URL",
            PublicUrl(format!("http://{listen}")),
            "an address such as https://granary.example.org",
            "Address that callers know the service by, for the catalogue and the data contracts it gives out.",
        );
        let data_dir = reader.string(
            "GRANARY_DATA_DIR",
            "var",
            "Folder of large request bodies while they arrive, and of the SQLite file by default.",
        );
        let database_url = reader
            .optional_string(
                "GRANARY_DATABASE_URL",
                "The database, sqlite:PATH or postgres://…; granary.sqlite in the data folder when not set.",
            )
            .unwrap_or_else(|| format!("sqlite:{data_dir}/granary.sqlite"));
        let defaults = PoolOptions::default();
        let pool = PoolOptions {
            max_size: reader.integer(
                "GRANARY_DATABASE_CONNECTIONS",
                u64::from(defaults.max_size),
                1..=400,
                "Most connections to the database at once.",
            ) as u32,
            connection_timeout: reader.duration(
                "GRANARY_DATABASE_CONNECTION_TIMEOUT",
                defaults.connection_timeout,
                Duration::from_millis(100)..=Duration::from_secs(60),
                "Longest wait for a free connection; then the answer is 503.",
            ),
            statement_timeout: reader.duration(
                "GRANARY_DATABASE_STATEMENT_TIMEOUT",
                defaults.statement_timeout,
                Duration::from_secs(1)..=Duration::from_secs(3600),
                "Longest time of a statement on PostgreSQL, loading rows excepted.",
            ),
            ..defaults
        };
        Settings {
            listen,
            public_url,
            publisher: reader.string("GRANARY_PUBLISHER", "Granary", "Who publishes the catalogue."),
            database_url,
            pool,
            data_dir: PathBuf::from(data_dir),
            workers: reader.integer("GRANARY_WORKERS", cores, 1..=256, "Threads that answer requests.")
                as usize,
            body_idle: reader.duration(
                "GRANARY_BODY_IDLE_TIMEOUT",
                Duration::from_secs(30),
                Duration::from_secs(1)..=Duration::from_secs(600),
                "Longest wait for the next piece of a request body; then the answer is 408.",
            ),
            answer_checks: reader.integer(
                "GRANARY_ANSWER_CHECKS",
                1,
                0..=100,
                "Percent of answers that are held against the contract; one that breaks it is logged and counted.",
            ) as f64
                / 100.0,
            shutdown: reader.duration(
                "GRANARY_SHUTDOWN_TIMEOUT",
                Duration::from_secs(30),
                Duration::from_secs(1)..=Duration::from_secs(600),
                "Time that running requests have to finish when the process is told to stop.",
            ),
            log: Filter::read(reader, "GRANARY_LOG", LOG.parse().unwrap_or_default()),
        }
    }

    /// The folder of large request bodies while they arrive.
    pub fn spool_dir(&self) -> PathBuf {
        self.data_dir.join("spool")
    }

    /// Makes that folder.
    pub fn make_spool_dir(&self) -> Result<(), String> {
        let made = std::fs::create_dir_all(self.spool_dir());
        made.map_err(|error| format!("GRANARY_DATA_DIR {} cannot be used: {error}", self.data_dir.display()))
    }

    /// Whether the database is the embedded one.
    pub fn is_embedded(&self) -> bool {
        !self.database_url.starts_with("postgres")
    }
}
