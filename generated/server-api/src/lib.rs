// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Server side of the contract Granary 0.3.0: types, one trait per tag, routes, and a table of operations.

pub mod apis;
pub mod models;
pub mod operations;
#[cfg(feature = "verdicts")]
pub mod verdicts;

pub use operations::{CONTRACT, OPERATIONS};
pub use spec_runtime;

/// The schemas that judge what the types alone do not.
pub static SCHEMAS: spec_runtime::Schemas = spec_runtime::Schemas::new(include_str!("../schemas.json"));
