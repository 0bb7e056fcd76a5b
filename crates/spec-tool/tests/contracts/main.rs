//! The tool, run on a small sound contract that each test spoils or extends.

mod files;
mod names;
mod refusals;
mod sound;
mod structure;
