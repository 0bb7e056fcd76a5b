//! Everything that can keep an operation from succeeding, and the one place where it becomes a problem.

use std::error::Error;

use auth::Refusal;
use domain::fault::Fault as TableFault;
use domain::ids::{NotAnId, Version};
use domain::lifecycle::Status;
use domain::rows::verdict::{MAX_FAULTS, RowFault};
use log::error;
use serde_json::{Value, json};
use server_api::models::CompatibilityVerdict;
use server_api::spec_runtime::{Fault, Problem};
use store::StoreError;

use crate::lifecycle::successor_link;

/// Most characters of a pointer, as the contract says.
const MAX_POINTER: usize = 4_096;

/// Why an operation failed.
#[derive(Debug)]
pub enum ApiError {
    /// The caller may not do this, or may not know of the thing.
    Refused(Refusal),
    /// There is no such thing.
    NotFound,
    /// The name is in use.
    NameTaken(&'static str),
    /// The first request with this `Idempotency-Key` still runs.
    RequestInProgress,
    /// The `Idempotency-Key` was used for another request.
    KeyReused,
    /// The same of a request with rows.
    RowsKeyReused,
    /// A write addressed another version than the latest.
    NotLatestVersion(Version),
    /// A version does not go from one status to the other.
    StatusTransition {
        /// Where it is.
        from: Status,
        /// Where it was to go.
        to: Status,
    },
    /// The version is retired; what to use instead.
    Retired(Option<String>),
    /// A published version would not be complete.
    Incomplete(Vec<TableFault>),
    /// The compatibility mode does not allow the change.
    Incompatible(Box<CompatibilityVerdict>),
    /// The product has as many tables as it may have.
    TooManyTables,
    /// The state is no longer the one that `If-Match` names.
    PreconditionFailed,
    /// The definition of a table contradicts itself.
    InvalidSchema(Vec<TableFault>),
    /// The document is no data contract, or none that can be kept.
    InvalidContract(Vec<TableFault>),
    /// Parameters fit the contract, but not the table.
    InvalidRequest(Vec<Fault>),
    /// The body is not what its media type says.
    MalformedRows(String),
    /// At least one row is bad.
    RowsRejected {
        /// How many.
        rejected: u64,
        /// Why, as far as they are listed.
        faults: Vec<RowFault>,
    },
    /// The database refused, or is away.
    Store(StoreError),
    /// Our fault.
    Internal(Box<dyn Error + Send + Sync>),
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> ApiError {
        match error {
            StoreError::NotFound => ApiError::NotFound,
            StoreError::Conflict(name) if name == "data_products_name_unique" => {
                ApiError::NameTaken("There is a data product of this name.")
            }
            StoreError::Conflict(name) if name == "schemas_data_product_version_id_name_unique" => {
                ApiError::NameTaken("The data product has a table of this name.")
            }
            other => ApiError::Store(other),
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> ApiError {
        ApiError::Refused(refusal)
    }
}

impl From<NotAnId> for ApiError {
    fn from(error: NotAnId) -> ApiError {
        ApiError::InvalidRequest(vec![Fault::new("/path", "pattern", error.to_string())])
    }
}

impl From<ApiError> for Problem {
    fn from(error: ApiError) -> Problem {
        match error {
            ApiError::Refused(Refusal::NotAllowed) => Problem::forbidden(),
            ApiError::Refused(Refusal::Hidden) | ApiError::NotFound => {
                Problem::new(404, "not-found", "There is no such thing")
            }
            ApiError::NameTaken(detail) => {
                Problem::new(409, "name-taken", "The name is taken").detail(detail)
            }
            ApiError::RequestInProgress => Problem::new(
                409,
                "request-in-progress",
                "The first request with this Idempotency-Key still runs",
            )
            .detail("Send it again in a moment."),
            ApiError::KeyReused => key_reused(),
            ApiError::RowsKeyReused => with_rows(key_reused(), 0, &[]),
            ApiError::NotLatestVersion(latest) => {
                Problem::new(409, "not-latest-version", "Writes address the latest version only")
                    .detail(format!("The latest version is {latest}."))
            }
            ApiError::StatusTransition { from, to } => {
                Problem::new(409, "status-transition", "A version does not go from one status to the other")
                    .detail(transition(from, to))
            }
            ApiError::Retired(successor) => retired(successor),
            ApiError::Incomplete(faults) => {
                let fault = |fault: TableFault| Fault::new(fault.pointer, fault.rule, fault.message);
                let faults: Vec<Fault> = faults.into_iter().map(fault).take(100).collect();
                Problem::new(
                    422,
                    "incomplete",
                    "A published data product is complete, and this one would not be",
                )
                .faults(&faults)
            }
            ApiError::Incompatible(verdict) => {
                let title = "The compatibility mode of the data product does not allow the change";
                match serde_json::to_value(&*verdict) {
                    Ok(value) => Problem::new(409, "incompatible", title)
                        .detail("See verdict for every rule that is broken, and the smallest fix.")
                        .member("verdict", value),
                    Err(error) => internal(&error),
                }
            }
            ApiError::TooManyTables => {
                Problem::new(409, "too-many-tables", "The data product has as many tables as it may have")
            }
            ApiError::PreconditionFailed => Problem::new(412, "precondition-failed", "The state has changed")
                .detail("Read it again, then retry."),
            ApiError::InvalidSchema(faults) => {
                Problem::new(422, "invalid-schema", "The definition of the table contradicts itself")
                    .faults(&in_body(faults))
            }
            ApiError::InvalidContract(faults) => {
                Problem::new(422, "invalid-contract", "The document is no data contract that can be kept")
                    .faults(&in_body(faults))
            }
            ApiError::InvalidRequest(faults) => Problem::invalid_request(faults),
            ApiError::MalformedRows(detail) => {
                Problem::new(400, "malformed-rows", "The body is not what its media type says").detail(detail)
            }
            ApiError::RowsRejected { rejected, faults } => rows_rejected(rejected, &faults),
            ApiError::Store(StoreError::Unavailable(cause)) => {
                log::warn!("the database is not available: {cause}");
                Problem::unavailable()
            }
            ApiError::Store(other) => internal(&other),
            ApiError::Internal(cause) => internal(&*cause),
        }
    }
}

/// The first 100 faults of a body.
fn in_body(faults: Vec<TableFault>) -> Vec<Fault> {
    let pointer = |pointer: &str| format!("/body{pointer}").chars().take(MAX_POINTER).collect::<String>();
    let fault = |fault: TableFault| Fault::new(pointer(&fault.pointer), fault.rule, fault.message);
    faults.into_iter().map(fault).take(100).collect()
}

fn transition(from: Status, to: Status) -> String {
    match (from, to) {
        (Status::Retired, _) => "A retired version stays retired.".to_owned(),
        (_, Status::Draft) => format!("A {from} version does not become a draft again."),
        (Status::Draft, _) => "A draft is published first.".to_owned(),
        (_, Status::Deprecated) => {
            "To deprecate a version takes the day it ends: PUT it to the lifecycle of the data product."
                .to_owned()
        }
        _ => "A version is deprecated before it is retired.".to_owned(),
    }
}

fn retired(successor: Option<String>) -> Problem {
    let problem = Problem::new(410, "retired", "The version is retired");
    match successor {
        None => problem,
        Some(id) => problem.detail(format!("Use {id}.")).link(&successor_link(&id)),
    }
}

fn rows_rejected(rejected: u64, faults: &[RowFault]) -> Problem {
    let list: Vec<Value> = faults.iter().map(row_fault).collect();
    let detail = match rejected {
        0 => "The columns do not fit the table; see errors.".to_owned(),
        1 => "1 row is bad; see errors.".to_owned(),
        _ if list.len() < MAX_FAULTS => format!("{rejected} rows are bad; see errors."),
        _ => format!("{rejected} rows are bad; errors names the first {MAX_FAULTS} faults."),
    };
    let problem = Problem::new(422, "rows-rejected", "At least one row is bad, so none was stored");
    with_rows(problem.detail(detail), rejected, &list)
}

fn with_rows(problem: Problem, rejected: u64, errors: &[Value]) -> Problem {
    problem.member("accepted", json!(0)).member("rejected", json!(rejected)).member("errors", json!(errors))
}

fn key_reused() -> Problem {
    Problem::new(422, "idempotency-key-reused", "The Idempotency-Key was used for another request")
        .detail("Give every request a key of its own, and send a key again only with the same request.")
}

fn row_fault(fault: &RowFault) -> Value {
    let mut members = json!({"row": fault.row, "rule": fault.rule, "message": fault.message});
    if let Some(line) = fault.line {
        members["line"] = json!(line);
    }
    if let Some(column) = &fault.column {
        members["column"] = json!(column.chars().take(256).collect::<String>());
    }
    members
}

fn internal(error: &dyn Error) -> Problem {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text = format!("{text}: {next}");
        cause = next.source();
    }
    error!("{text}");
    Problem::internal()
}
