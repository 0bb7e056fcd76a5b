//! A pet clinic, kept in memory: a second service on the kit, as its proof.

mod credentials;
mod pets;
mod visits;
mod wards;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use clinic_api::spec_runtime::{AnswerChecks, BodyLimits, Options, Problem, Service, StartFaults};
use clinic_api::{CONTRACT, apis, models};

pub use credentials::{Caller, Credentials};

/// Bytes of a request body that are kept in memory: all that any operation takes.
const BODY_MEMORY_BYTES: usize = 1 << 20;

/// Longest wait for the next piece of a body.
const BODY_IDLE: Duration = Duration::from_secs(10);

/// Answers every operation of the contract.
#[derive(Default)]
pub struct Clinic {
    records: Mutex<Records>,
}

/// All that the clinic knows.
#[derive(Default)]
struct Records {
    pets: BTreeMap<i64, PetRecord>,
    visits: BTreeMap<i64, models::Visit>,
}

/// A pet, and what is not shown of it.
struct PetRecord {
    pet: models::Pet,
    note: Option<String>,
}

impl Clinic {
    fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A new clinic, without pets. Large bodies go to `spool_dir`.
///
/// # Errors
/// All that does not fit between contract, credentials and handlers.
pub fn service(spool_dir: PathBuf) -> Result<Arc<Service<Credentials>>, StartFaults> {
    let clinic = Arc::new(Clinic::default());
    let mut routes = apis::pets::routes(&clinic);
    routes.extend(apis::visits::routes(&clinic));
    routes.extend(apis::wards::routes(&clinic));
    let limits = BodyLimits { memory_bytes: BODY_MEMORY_BYTES, spool_dir, idle: BODY_IDLE };
    let answers = AnswerChecks { share: 1.0, refuse: true };
    Service::new(&CONTRACT, Credentials, routes, Options { limits, answers, new_request_id })
}

fn new_request_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    format!("clinic-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

fn not_found() -> Problem {
    Problem::new(404, "not-found", "There is no such thing")
}
