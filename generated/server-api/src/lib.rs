// Generated from api-spec/openapi.yaml by `make generate`. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Server side of the contract Granary 0.1.0: types, one trait per tag, routes, and a table of operations.

pub mod apis;
pub mod models;
pub mod operations;

pub use operations::{CONTRACT, OPERATIONS};
pub use spec_runtime;
