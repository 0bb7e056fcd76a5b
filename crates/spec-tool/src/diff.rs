//! What changed between two contracts, and whom it hurts.
//!
//! Compared is what clients see: references are followed, `allOf` is taken together, and paths are matched without the
//! names of their variables, so that moving or renaming parts of a contract is no change.

mod body;
mod bounds;
mod change;
mod node;
mod object;
mod operation;
mod parameter;
mod place;
mod schema;
mod security;
mod union;
mod version;
mod view;

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::Value;

use self::change::{Change, Severity};
use self::node::Node;
use self::schema::Comparison;
use crate::document::{Document, Finding};

/// The command line of the comparison.
#[derive(Args)]
pub struct Arguments {
    /// The contract that clients rely on, YAML or JSON.
    old: PathBuf,
    /// The contract that shall take its place, YAML or JSON.
    new: PathBuf,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The least severity that makes the exit code 1.
    #[arg(long, value_enum, default_value_t = Severity::Err)]
    fail_on: Severity,
    /// Exit with 0 whatever is found if `info.version` moved by a breaking step: a new major version, or a new minor
    /// one before 1.0.
    #[arg(long)]
    allow_by_version: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One line for each, and a line that counts them.
    Text,
    /// An array of objects.
    Json,
}

/// Compares two files and prints what is found.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Vec<Finding>> {
    let (old, new) = (Document::read(&arguments.old)?, Document::read(&arguments.new)?);
    let changes = diff(&old, &new);
    match arguments.format {
        Format::Text => {
            changes.iter().for_each(|change| println!("{change}"));
            let count = |severity| changes.iter().filter(|change| change.severity == severity).count();
            let (err, warn, info) = (count(Severity::Err), count(Severity::Warn), count(Severity::Info));
            println!("{} findings: {err} err, {warn} warn, {info} info", changes.len());
        }
        Format::Json => println!("{:#}", Value::Array(changes.iter().map(Change::json).collect())),
    }
    if !changes.iter().any(|change| change.severity >= arguments.fail_on) {
        return Ok(ExitCode::SUCCESS);
    }
    if !arguments.allow_by_version {
        return Ok(ExitCode::FAILURE);
    }
    let moved = format!("the version went from {} to {}", version::text(&old), version::text(&new));
    if version::allows_a_break(&old, &new) {
        eprintln!("allowed: {moved}, which is a breaking step");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("not allowed: {moved}, which is no breaking step; take the change back, or raise info.version");
    Ok(ExitCode::FAILURE)
}

/// All differences, those that hurt most first.
fn diff(old: &Document, new: &Document) -> Vec<Change> {
    let (old, new) = (Node::root(old), Node::root(new));
    let mut comparison = Comparison::default();
    comparison.operations(&old, &new);
    comparison.security_schemes(&old, &new);
    comparison.servers(&old, &new);
    let mut told = HashSet::new();
    let mut changes: Vec<&Change> = comparison.changes.iter().filter(|one| told.insert(one.key())).collect();
    changes.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.key().cmp(&b.key())));
    changes.into_iter().cloned().collect()
}
