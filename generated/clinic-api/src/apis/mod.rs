// Generated from crates/clinic/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! One module per tag: the trait to implement, its parameters and answers, and the routes.

pub mod pets;

pub mod visits;

pub mod wards;
