//! `granary migrate`, and what `serve` asks of the migrations before it starts.

use std::error::Error;
use std::process::ExitCode;

use store::{PoolOptions, Store, StoreError, migrations};

use crate::settings::Settings;

/// Runs the migrations that are missing, or only names them.
pub fn run(settings: &Settings, check: bool) -> Result<ExitCode, Box<dyn Error>> {
    let store = open_for_command(settings)?;
    if check {
        let pending = migrations::pending(&store)?;
        pending.iter().for_each(|name| println!("{name}"));
        return Ok(if pending.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let done = migrations::run(&store)?;
    done.iter().for_each(|name| println!("{name}"));
    eprintln!("granary: {} migrations run, the database is current", done.len());
    Ok(ExitCode::SUCCESS)
}

/// Opens the database for one command, which needs one connection.
pub fn open_for_command(settings: &Settings) -> Result<Store, Box<dyn Error>> {
    open(settings, PoolOptions { max_size: 1, ..settings.pool })
}

/// Opens the database; the folders of the embedded default are made.
pub fn open(settings: &Settings, pool: PoolOptions) -> Result<Store, Box<dyn Error>> {
    settings.make_spool_dir()?;
    Store::open(&settings.database_url, pool).map_err(|error| match error {
        StoreError::UnsupportedUrl => format!("GRANARY_DATABASE_URL is wrong: {error}").into(),
        other => Box::<dyn Error>::from(other),
    })
}

/// Makes sure that the migrations are current: the embedded database is migrated, any other must have been.
pub fn ensure_current(settings: &Settings, store: &Store) -> Result<(), Box<dyn Error>> {
    let pending = migrations::pending(store)?;
    if pending.is_empty() {
        return Ok(());
    }
    if settings.is_embedded() {
        let done = migrations::run(store)?;
        log::info!("{} migrations run on the embedded database", done.len());
        return Ok(());
    }
    Err(format!("{} migrations are missing ({}); run: granary migrate", pending.len(), pending.join(", "))
        .into())
}
