//! `spec-tool`: reads a contract, lints it, and prepares it for the generator.

mod annotate;
mod answers;
mod bodies;
mod check;
mod convert;
mod diff;
mod document;
mod examples;
mod flatten;
mod forms;
mod idempotency;
mod lint;
mod media;
mod misspelt;
mod names;
mod operations;
mod parameters;
mod pattern;
mod registry;
mod requirements;
mod schemas;
mod shapes;
mod structure;
mod types;
mod xml;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::annotate::Source;
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
        /// Name of the generated crate.
        #[arg(long, default_value = "server-api")]
        name: String,
        /// Folder of spec-runtime, for a crate that is no member of this workspace.
        #[arg(long)]
        runtime: Option<String>,
        /// Generate what can be enforced and name the rest, which answers 501.
        #[arg(long)]
        leave_out_unsupported: bool,
    },
    /// Compare two contracts and say which clients the difference hurts.
    ///
    /// Exits with 0 when nothing is found at the level of --fail-on or above, 1 when something is, 2 when it is called
    /// wrongly, 3 when a contract cannot be read.
    Diff(diff::Arguments),
}

/// Bytes of stack: schemas that lead to each other are followed by recursion, and contracts have thousands of them.
const STACK: usize = 512 << 20;

fn main() -> ExitCode {
    let work = std::thread::Builder::new().stack_size(STACK).spawn(run);
    work.ok().and_then(|work| work.join().ok()).unwrap_or(ExitCode::FAILURE)
}

fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Lint { spec } => lint(&spec).map(|()| ExitCode::SUCCESS),
        Command::Prepare { spec, out, name, runtime, leave_out_unsupported } => {
            let source = Source { path: &spec, name: &name, runtime: runtime.as_deref() };
            prepare(&source, &out, leave_out_unsupported).map(|()| ExitCode::SUCCESS)
        }
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

fn prepare(source: &Source<'_>, out: &Path, lenient: bool) -> Result<(), Vec<Finding>> {
    let document = Document::read(source.path)?;
    let prepared = annotate::prepare(&document, source, lenient)?;
    for finding in &prepared.left_out {
        eprintln!("left out: {finding}");
    }
    let write = |name: &str, value: &serde_json::Value| {
        let path = out.join(name);
        std::fs::write(&path, format!("{value:#}\n"))
            .map_err(|error| vec![Finding::new("", format!("cannot write {}: {error}", path.display()))])
    };
    write("annotated.json", &prepared.annotated)?;
    write("openapi.json", &document.root)?;
    write("schemas.json", &prepared.schemas)
}
