//! The handlers: one file per tag, each operation in four moves: allow, parse, transact, answer.

mod access;
mod data_products;
mod error;
mod ingest;
mod monitoring;
mod preconditions;
mod reading;
mod rows;
mod schemas;
mod versions;
mod views;

use std::sync::Arc;

use auth::Policy;
pub use domain::clock::Clock;
use store::Store;

pub use error::ApiError;

/// Answers every operation of the contract.
#[derive(Clone, Debug)]
pub struct Handlers {
    store: Store,
    policy: Arc<Policy>,
    clock: Clock,
    contract_yaml: &'static str,
}

impl Handlers {
    /// Handlers over a database, deciding by a policy. `contract_yaml` is the contract, byte for byte.
    pub fn new(store: Store, policy: Policy, clock: Clock, contract_yaml: &'static str) -> Handlers {
        Handlers { store, policy: Arc::new(policy), clock, contract_yaml }
    }
}
