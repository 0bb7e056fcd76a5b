//! The life of versions: who may move them on, what that asks for, and what answers say of it.

use std::collections::BTreeMap;

use auth::{Caller, Permission, Policy, Relation};
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::clock::Clock;
use domain::fault::Fault as Missing;
use domain::ids::ProductId;
use domain::lifecycle::{Lifecycle, Status, incomplete};
use domain::table::Table;
use server_api::models::LifecycleChange;
use server_api::spec_runtime::Fault;
use store::Connection;
use store::data_product_versions::{DataProductVersion, VersionUpdate};
use store::data_products::{self, Versioned};
use store::{data_product_versions, schemas};

use crate::{ApiError, access, preconditions, versions, views};

/// What an answer about a deprecated version says in its headers; nothing for any other.
#[derive(Default)]
pub struct Headers {
    /// `Deprecation` (RFC 9745).
    pub deprecation: Option<String>,
    /// `Sunset` (RFC 8594).
    pub sunset: Option<String>,
    /// `Link` to the successor.
    pub link: Option<String>,
}

impl Headers {
    pub fn of(version: &DataProductVersion) -> Headers {
        if version.status.0 != Status::Deprecated {
            return Headers::default();
        }
        let http_date = |at: NaiveDateTime| at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        Headers {
            deprecation: version.deprecated_at.map(|at| format!("@{}", at.and_utc().timestamp())),
            sunset: version.sunset_at.map(http_date),
            link: version.successor.as_deref().map(successor_link),
        }
    }
}

/// The `Link` to what is to be used instead.
pub fn successor_link(id: &str) -> String {
    format!("</v1/data-products/{id}>; rel=\"successor-version\"")
}

/// Refuses to answer for a version that is retired.
pub fn alive(version: &DataProductVersion) -> Result<(), ApiError> {
    match version.status.0 {
        Status::Retired => Err(ApiError::Retired(version.successor.clone())),
        Status::Draft | Status::Published | Status::Deprecated => Ok(()),
    }
}

/// What a version lacks: of a draft, to be told; of one that others use, a refusal.
pub fn missing(
    version: &DataProductVersion,
    tables: &BTreeMap<String, Table>,
) -> Result<Vec<Missing>, ApiError> {
    let missing = || incomplete(&version.document.0, tables);
    match version.status.0 {
        Status::Retired => Ok(Vec::new()),
        Status::Draft => Ok(missing()),
        Status::Published | Status::Deprecated => match missing() {
            faults if faults.is_empty() => Ok(faults),
            faults => Err(ApiError::Incomplete(faults)),
        },
    }
}

/// What a draft lacks before it can be published, for a change that changed nothing.
pub fn warnings(conn: &mut Connection, version: &DataProductVersion) -> Result<Vec<Missing>, ApiError> {
    match version.status.0 {
        Status::Draft => Ok(incomplete(&version.document.0, &schemas::tables_of(conn, &version.id)?)),
        Status::Published | Status::Deprecated | Status::Retired => Ok(Vec::new()),
    }
}

/// Moves the version that the id names, or the latest, to where the change says, and answers it.
pub fn move_on(
    conn: &mut Connection,
    (policy, clock): (&Policy, &Clock),
    caller: &Caller,
    id: &ProductId,
    if_match: Option<&str>,
    change: LifecycleChange,
) -> Result<Versioned, ApiError> {
    data_products::lock(conn, &id.name)?;
    let (product, version) = data_products::find(conn, &id.name, id.version)?;
    let relation = access::relation(caller, &product, &version);
    policy.require(caller, access::READ_PRODUCT, relation)?;
    let wanted = views::stored_status(change.status);
    let permission = match wanted {
        Status::Draft | Status::Published => access::PUBLISH_PRODUCT,
        Status::Deprecated | Status::Retired => access::RETIRE_PRODUCT,
    };
    policy.require(caller, permission, relation)?;
    preconditions::if_match(if_match, &preconditions::e_tag(version.version(), version.revision))?;
    let now = version.lifecycle();
    let next = next_life(conn, clock.now(), &product.name, &now, wanted, change)?;
    if next == now {
        return Ok((product, version));
    }
    let update = VersionUpdate { lifecycle: next, ..versions::unchanged(clock, &version) };
    data_product_versions::update(conn, &version, &update)?;
    let moved = data_products::find(conn, &id.name, Some(version.version()))?;
    if wanted == Status::Published {
        missing(&moved.1, &schemas::tables_of(conn, &moved.1.id)?)?;
    }
    let number = version.version();
    let subject = id.at(number).to_string();
    versions::settle(
        conn,
        clock,
        caller,
        versions::Done { action: "setLifecycle", subject, before: Some(number), after: Some(number) },
        &id.name,
    )?;
    Ok(moved)
}

fn next_life(
    conn: &mut Connection,
    now: DateTime<Utc>,
    product: &str,
    life: &Lifecycle,
    wanted: Status,
    change: LifecycleChange,
) -> Result<Lifecycle, ApiError> {
    if wanted != life.status && !life.status.may_become(wanted) {
        return Err(ApiError::StatusTransition { from: life.status, to: wanted });
    }
    let mut faults = Vec::new();
    let mut fault =
        |at: &str, rule, message: &'static str| faults.push(Fault::new(format!("/body/{at}"), rule, message));
    if wanted != Status::Deprecated {
        if change.sunset.is_some() {
            fault("sunset", "deprecated-only", "goes with the status deprecated only");
        }
        if change.successor.is_some() {
            fault("successor", "deprecated-only", "goes with the status deprecated only");
        }
        return match faults {
            faults if !faults.is_empty() => Err(ApiError::InvalidRequest(faults)),
            _ if wanted == life.status => Ok(life.clone()),
            _ if wanted == Status::Retired => Ok(Lifecycle { status: wanted, ..life.clone() }),
            _ => Ok(Lifecycle::without_end(wanted)),
        };
    }
    let sunset = change.sunset.as_deref().map(DateTime::parse_from_rfc3339);
    let sunset = match sunset {
        None => {
            fault("sunset", "required", "say when the version ends");
            None
        }
        Some(Err(_)) => {
            fault("sunset", "format", "must be a time, RFC 3339");
            None
        }
        Some(Ok(at)) if at < now => {
            fault("sunset", "minimum", "must not be in the past");
            None
        }
        Some(Ok(at)) => Some(at.to_utc()),
    };
    let successor: Option<ProductId> = change.successor.as_deref().map(str::parse).transpose()?;
    if let Some(successor) = &successor {
        let found = data_products::find(conn, &successor.name, successor.version);
        let usable = match found {
            Ok((_, found)) => matches!(found.status.0, Status::Published | Status::Deprecated),
            Err(store::StoreError::NotFound) => false,
            Err(error) => return Err(error.into()),
        };
        if !usable {
            fault("successor", "exists", "must be a data product, or a version of one, that is published");
        } else if successor.name.as_str() == product && successor.version.is_none() {
            fault("successor", "version", "name the version of this data product to use instead");
        }
    }
    if !faults.is_empty() {
        return Err(ApiError::InvalidRequest(faults));
    }
    let deprecated_at = life.deprecated_at.filter(|_| life.status == Status::Deprecated).or(Some(now));
    Ok(Lifecycle { status: wanted, deprecated_at, sunset, successor })
}

/// The latest version, locked, when this caller may change it and knows its state.
pub fn changeable(
    conn: &mut Connection,
    policy: &Policy,
    caller: &Caller,
    id: &ProductId,
    permission: impl Fn(Status) -> Permission,
    if_match: Option<&str>,
) -> Result<Versioned, ApiError> {
    data_products::lock(conn, &id.name)?;
    let (product, version) = data_products::find(conn, &id.name, None)?;
    policy.require(caller, permission(version.status.0), access::relation(caller, &product, &version))?;
    access::latest_only(id.version, &product)?;
    preconditions::if_match(if_match, &preconditions::e_tag(version.version(), version.revision))?;
    Ok((product, version))
}

/// Refuses a status that a data product cannot begin with, or that this caller may not give to one of their own.
pub fn may_start(policy: &Policy, caller: &Caller, status: Status) -> Result<(), ApiError> {
    match status {
        Status::Draft => Ok(()),
        Status::Published => Ok(policy.require(caller, access::PUBLISH_PRODUCT, Relation::Own)?),
        Status::Deprecated | Status::Retired => {
            Err(ApiError::StatusTransition { from: Status::Draft, to: status })
        }
    }
}

/// Refuses a status that a version cannot get, or that this caller may not give it.
pub fn may_move(
    policy: &Policy,
    caller: &Caller,
    (product, version): &Versioned,
    status: Status,
) -> Result<(), ApiError> {
    let from = version.status.0;
    match (from, status) {
        (from, to) if from == to => Ok(()),
        (Status::Draft, Status::Published) => {
            let relation = access::relation(caller, product, version);
            Ok(policy.require(caller, access::PUBLISH_PRODUCT, relation)?)
        }
        (from, to) => Err(ApiError::StatusTransition { from, to }),
    }
}
