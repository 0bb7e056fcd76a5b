//! The handlers: one file per tag, each operation in four moves: allow, parse, transact, answer.

mod access;
mod comparison;
mod contract_change;
mod contracts;
mod cursor;
mod data_products;
mod error;
mod exports;
mod finding;
mod governance;
mod ingest;
mod lifecycle;
mod monitoring;
mod once;
mod preconditions;
mod published;
mod reading;
mod rows;
mod schemas;
mod usage;
mod verdicts;
mod versions;
mod views;

use std::sync::Arc;

use auth::{Caller, Policy};
pub use domain::clock::Clock;
use server_api::spec_runtime::{Answer, Once};
use store::changes::Changes;
use store::{Connection, Store, StoreError};

pub use error::ApiError;
use published::Published;
use usage::Usage;

/// What documents that leave the service say about it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The address that callers know it by, without a slash at the end.
    pub url: String,
    /// Who publishes its catalogue.
    pub publisher: String,
}

/// Answers every operation of the contract.
#[derive(Clone, Debug)]
pub struct Handlers {
    store: Store,
    policy: Arc<Policy>,
    clock: Clock,
    usage: Usage,
    site: Arc<Site>,
    published: Published,
    contract_yaml: &'static str,
}

impl Handlers {
    /// Handlers over a database and its changes, deciding by a policy. `contract_yaml` is the contract, byte for byte.
    pub fn new(
        store: Store,
        changes: Changes,
        policy: Policy,
        clock: Clock,
        site: Site,
        contract_yaml: &'static str,
    ) -> Handlers {
        let (usage, published) = (Usage::new(clock.clone()), Published::new(changes));
        let (policy, site) = (Arc::new(policy), Arc::new(site));
        Handlers { store, policy, clock, usage, site, published, contract_yaml }
    }

    /// Writes down who used what since the last time. To be called now and then, and before the service stops.
    ///
    /// # Errors
    /// Those of the database; what could not be written is tried again the next time.
    pub async fn write_down_usage(&self) -> Result<(), StoreError> {
        self.usage.write_down(&self.store).await
    }

    /// Makes a change in one transaction; with `dry_run`, takes it back and answers what it would have been.
    async fn change<T: Send + 'static>(
        &self,
        dry_run: bool,
        work: impl FnOnce(&mut Connection) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let outcome = self.store.transaction(move |conn| {
            let value = work(conn).map_err(Undone::Failed)?;
            if dry_run { Err(Undone::Tried(value)) } else { Ok(value) }
        });
        match outcome.await {
            Ok(value) | Err(Undone::Tried(value)) => Ok(value),
            Err(Undone::Failed(error)) => Err(error),
        }
    }

    /// Makes a change that is known by the key of the request, once. What is only tried is not kept.
    async fn change_once<T: 'static>(
        &self,
        caller: Caller,
        once: Once<T>,
        dry_run: bool,
        work: impl FnOnce(&mut Connection, &Caller) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<Answer, ApiError> {
        let clock = self.clock.clone();
        self.change(dry_run, move |conn| match dry_run {
            true => Ok(once.answer(work(conn, &caller)?)),
            false => once::keyed(conn, &clock, &caller, &once, |conn| work(conn, &caller)),
        })
        .await
    }
}

/// Why a transaction is taken back.
enum Undone<T> {
    Tried(T),
    Failed(ApiError),
}

impl<T> From<StoreError> for Undone<T> {
    fn from(error: StoreError) -> Undone<T> {
        Undone::Failed(error.into())
    }
}
