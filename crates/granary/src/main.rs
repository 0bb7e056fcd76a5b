//! `granary`: the one program. It serves, migrates, administers, and prints its contract.

mod admin;
mod app;
mod credentials;
mod migrate;
mod serve;
mod settings;
mod task;
mod welcome;

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::settings::Settings;

/// Granary: data products with versioned schemas, and the rows that satisfy them.
#[derive(Parser)]
#[command(name = "granary", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API.
    ///
    /// An empty SQLite file is migrated first. With PostgreSQL, run `granary migrate` before.
    Serve {
        /// Make an API key for this start and print commands to try. For the embedded default only.
        #[arg(long = "try")]
        try_out: bool,
        /// Answer from the examples of the contract, without a database.
        ///
        /// Requests are checked as ever; any credential is taken. `Prefer: code=404` asks for another answer that
        /// the contract declares, `Prefer: example=NAME` for one of its named examples.
        #[arg(long, conflicts_with = "try_out")]
        mock: bool,
    },
    /// Bring the database to the newest migration.
    Migrate {
        /// Change nothing; name what is missing and exit with 1 when anything is.
        #[arg(long)]
        check: bool,
    },
    /// Administer the service from the machine it runs on.
    Admin {
        #[command(subcommand)]
        command: admin::Command,
    },
    /// Do work that otherwise a schedule starts.
    Task {
        #[command(subcommand)]
        command: task::Command,
    },
    /// Print the contract that this program serves.
    Spec {
        /// As JSON instead of YAML.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    let command = Arguments::command().after_help(environment_help());
    let arguments = match Arguments::from_arg_matches(&command.get_matches()) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    match run(arguments.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("granary: {}", chain(&*error));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Box<dyn Error>> {
    if let Command::Spec { json } = command {
        print!("{}", if json { server_api::CONTRACT.document } else { app::CONTRACT_YAML });
        return Ok(ExitCode::SUCCESS);
    }
    let settings = Settings::from_environment()?;
    service_kit::logging::start(&settings.log)?;
    match command {
        Command::Serve { mock: true, .. } => serve::mock(&settings),
        Command::Serve { try_out, .. } => serve::run(&settings, try_out),
        Command::Migrate { check } => migrate::run(&settings, check),
        Command::Admin { command } => admin::run(&settings, command),
        Command::Task { command } => task::run(&settings, command),
        Command::Spec { .. } => Ok(ExitCode::SUCCESS),
    }
}

/// The variables that are read, as the end of `--help`.
fn environment_help() -> String {
    let mut help = String::from("Environment:\n");
    for variable in Settings::described() {
        let default = variable.default.map_or_else(String::new, |default| format!(" [default: {default}]"));
        // Writing to a text cannot fail.
        let _ = writeln!(help, "  {}{default}\n          {}", variable.name, variable.help);
    }
    help
}

/// An error with all its causes, in one line.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}
