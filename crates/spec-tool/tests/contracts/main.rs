//! The tool, run on a small sound contract that each test spoils or extends.

mod conversion;
mod diff;
mod diff_bounds;
mod diff_documents;
mod diff_operations;
mod diff_properties;
mod diff_types;
mod examples;
mod files;
mod flattening;
mod generated;
mod idempotency;
mod left_out;
mod names;
mod objects;
mod patterns;
mod refusals;
mod scalars;
mod shapes;
mod sound;
mod structure;
mod unions;
mod xml;
