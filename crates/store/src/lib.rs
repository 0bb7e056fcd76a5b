//! Every SQL statement of Granary, on SQLite and on PostgreSQL: the pool, the migrations, the control tables,
//! and the tables of rows, whose columns are known only at run time.
//!
//! Queries take a connection and never commit; [`Store::transaction`] does.

pub mod api_keys;
pub mod audit_events;
pub mod batches;
pub mod catalogue;
pub mod changes;
mod connection;
pub mod data_product_versions;
pub mod data_products;
mod error;
pub mod idempotency;
mod json;
pub mod migrations;
mod pool;
pub mod row_tables;
pub mod rows;
mod schema;
pub mod schemas;
mod sql;
mod transaction;
pub mod usage;

pub use connection::AnyConnection as Connection;
pub use error::StoreError;
pub use json::{Json, Word};
pub use pool::{PoolOptions, Store};

/// Rows that one count is spread over, so that writers seldom wait for each other.
const SHARDS: u32 = 16;
