//! `granary task`: work that is started by hand or by a schedule.

use std::error::Error;
use std::process::ExitCode;

use clap::Subcommand;
use handlers::Clock;
use store::Store;

use crate::migrate;
use crate::settings::Settings;

#[derive(Subcommand)]
pub enum Command {
    /// Follow the chains of audit events and say whether any was altered; exits with 1 when one was.
    VerifyAudit,
    /// Delete the first answers of requests that are kept for retries, once they are older than 24 hours.
    DeleteExpired,
}

/// Runs one task.
pub fn run(settings: &Settings, command: Command) -> Result<ExitCode, Box<dyn Error>> {
    let store = migrate::open_for_command(settings)?;
    migrate::ensure_current(settings, &store)?;
    match command {
        Command::VerifyAudit => verify_audit(&store),
        Command::DeleteExpired => delete_expired(&store),
    }
}

fn verify_audit(store: &Store) -> Result<ExitCode, Box<dyn Error>> {
    let (count, breaks) = store.snapshot_blocking(store::audit_events::verify)?;
    for broken in &breaks {
        println!("{}: event {} does not follow from the one before", broken.product, broken.sequence);
    }
    println!("{count} events, {} chains broken", breaks.len());
    Ok(if breaks.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn delete_expired(store: &Store) -> Result<ExitCode, Box<dyn Error>> {
    let now = Clock::system().now().naive_utc();
    let count = store.transaction_blocking(|conn| store::idempotency::delete_expired(conn, now))?;
    println!("{count} answers deleted");
    Ok(ExitCode::SUCCESS)
}
