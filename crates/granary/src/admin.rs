//! `granary admin`: what an operator does from the machine that the service runs on.

use std::error::Error;
use std::process::ExitCode;

use auth::Role;
use clap::Subcommand;
use handlers::Clock;
use store::Store;

use crate::migrate;
use crate::settings::Settings;

#[derive(Subcommand)]
pub enum Command {
    /// API keys of people, programs and devices.
    ApiKey {
        #[command(subcommand)]
        command: ApiKeyCommand,
    },
}

#[derive(Subcommand)]
pub enum ApiKeyCommand {
    /// Make a key and print it, alone, to standard output. It is not shown again.
    Create {
        /// What the key may do: consumer, producer, steward or admin.
        #[arg(long)]
        role: Role,
        /// Who or what uses the key, for people.
        #[arg(long)]
        name: String,
    },
    /// Print all keys: id, prefix, role, state, name.
    List,
    /// Make a key useless: when this ends, no process takes it any more.
    Revoke {
        /// Id of the key, as `list` prints it.
        #[arg(long)]
        id: String,
    },
}

/// Runs one administrative command.
pub fn run(settings: &Settings, command: Command) -> Result<ExitCode, Box<dyn Error>> {
    let Command::ApiKey { command } = command;
    let store = migrate::open_for_command(settings)?;
    migrate::ensure_current(settings, &store)?;
    match command {
        ApiKeyCommand::Create { role, name } => println!("{}", create(&store, role, &name)?),
        ApiKeyCommand::List => list(&store)?,
        ApiKeyCommand::Revoke { id } => revoke(&store, &id)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes a key and answers it.
pub fn create(store: &Store, role: Role, name: &str) -> Result<String, Box<dyn Error>> {
    if name.trim().is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
        return Err("--name takes 1 to 200 printable characters".into());
    }
    let name = name.to_owned();
    let key = store
        .transaction_blocking(move |conn| auth::api_keys::create(conn, &Clock::system(), role, &name))?;
    Ok(key.reveal().to_owned())
}

fn list(store: &Store) -> Result<(), Box<dyn Error>> {
    for key in store.read_blocking(store::api_keys::list)? {
        let state = if key.revoked_at.is_some() { "revoked" } else { "active" };
        println!("{}\t{}\t{}\t{state}\t{}", key.id, key.prefix, key.role, key.name);
    }
    Ok(())
}

fn revoke(store: &Store, id: &str) -> Result<(), Box<dyn Error>> {
    let (id, now) = (id.to_owned(), Clock::system().now().naive_utc());
    store.transaction_blocking(move |conn| store::api_keys::revoke(conn, &id, now))?;
    Ok(())
}
