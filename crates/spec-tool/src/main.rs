//! `spec-tool`: reads a contract, lints it, and prepares it for the generator.

mod annotate;
mod diff;
mod document;
mod examples;
mod lint;
mod models;
mod names;
mod operations;
mod responses;
mod rust_type;
mod schemas;
mod structure;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::document::{Document, Finding};

/// Reads a contract, lints it, and prepares it for the generator.
#[derive(Parser)]
#[command(name = "spec-tool", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Name everything in a contract that breaks the API rules.
    Lint {
        /// The contract, YAML or JSON.
        spec: PathBuf,
    },
    /// Write what the generator and the generated crate need: annotated.json, openapi.json, schemas.json.
    Prepare {
        /// The contract, YAML or JSON.
        spec: PathBuf,
        /// Folder to write to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Compare two contracts and say which clients the difference hurts.
    ///
    /// Exits with 0 when nothing is found at the level of --fail-on or above, 1 when something is, 2 when it is called
    /// wrongly, 3 when a contract cannot be read.
    Diff(diff::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Lint { spec } => lint(&spec).map(|()| ExitCode::SUCCESS),
        Command::Prepare { spec, out } => prepare(&spec, &out).map(|()| ExitCode::SUCCESS),
        Command::Diff(arguments) => diff::run(&arguments),
    };
    match outcome {
        Ok(code) => code,
        Err(findings) => {
            for finding in &findings {
                eprintln!("{finding}");
            }
            eprintln!("{} findings", findings.len());
            ExitCode::from(3)
        }
    }
}

fn lint(spec: &Path) -> Result<(), Vec<Finding>> {
    let findings = lint::lint(&Document::read(spec)?);
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

fn prepare(spec: &Path, out: &Path) -> Result<(), Vec<Finding>> {
    let document = Document::read(spec)?;
    let schemas = schemas::schemas(&document);
    let annotated = annotate::annotate(&document)?;
    let write = |name: &str, value: &serde_json::Value| {
        let path = out.join(name);
        std::fs::write(&path, format!("{value:#}\n"))
            .map_err(|error| vec![Finding::new("", format!("cannot write {}: {error}", path.display()))])
    };
    write("annotated.json", &annotated)?;
    write("openapi.json", &document.root)?;
    write("schemas.json", &schemas)
}
