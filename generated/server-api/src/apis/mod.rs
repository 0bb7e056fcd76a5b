// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! One module per tag: the trait to implement, its parameters and answers, and the routes.

pub mod contracts;

pub mod data_products;

pub mod governance;

pub mod monitoring;

pub mod rows;

pub mod schemas;
