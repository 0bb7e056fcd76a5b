//! The tool, run on a small sound contract that each test spoils or extends.

mod diff;
mod diff_documents;
mod diff_operations;
mod diff_schemas;
mod files;
mod names;
mod refusals;
mod sound;
mod structure;
