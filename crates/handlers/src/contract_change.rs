//! Making a data product what a data contract says, in one transaction: the rules are those of the operations that
//! do it bit by bit, and there is one new version at most.

use std::collections::BTreeMap;

use auth::{Caller, Permission, Policy, Relation};
use domain::clock::Clock;
use domain::compatibility::{Change, Mode, version_step};
use domain::fault::Fault;
use domain::formats::odcs::Contract;
use domain::ids::{ProductId, TableName, Version};
use domain::lifecycle::{Lifecycle, Status};
use domain::table::Table;
use server_api::models::CompatibilityVerdict;
use store::data_product_versions::{self, NewVersion, VersionUpdate};
use store::data_products::{self, NewDataProduct, Versioned};
use store::schemas::{self, SchemaInContext};
use store::{Connection, StoreError};

use crate::versions::{self, Done, Next, Rows};
use crate::{ApiError, access, lifecycle, once, preconditions, verdicts};

/// The forms that a contract is given out in.
const FORMS: [&str; 2] = ["yaml", "json"];

/// What is asked for, besides what the contract says.
pub struct Asked {
    /// The data product.
    pub id: ProductId,
    /// The state that the change was made from.
    pub if_match: Option<String>,
    /// Whether the change is only to be judged.
    pub dry_run: bool,
}

/// What came of it.
pub struct Outcome {
    /// The data product in its latest version.
    pub now: Versioned,
    /// Whether there was none before.
    pub is_new: bool,
    /// What it lacks before it can be published.
    pub warnings: Vec<Fault>,
    /// What the change is for those who write and read its tables; none of a new one.
    pub verdict: Option<CompatibilityVerdict>,
}

/// The strong `ETag` of a contract in one form. It says all that the document depends on: the compatibility mode is not
/// that of a version.
pub fn contract_e_tag((product, version): &Versioned, form: &str) -> String {
    let mode = product.compatibility_mode.0;
    format!("\"{}-{}-{mode}-{form}\"", version.version(), version.revision)
}

/// Creates the data product, or makes it what the contract says.
pub fn put(
    conn: &mut Connection,
    (policy, clock): (&Policy, &Clock),
    caller: &Caller,
    asked: &Asked,
    contract: Contract,
) -> Result<Outcome, ApiError> {
    match data_products::lock(conn, &asked.id.name) {
        Ok(_) => replace(conn, (policy, clock), caller, asked, contract),
        Err(StoreError::NotFound) => create(conn, (policy, clock), caller, asked, contract),
        Err(error) => Err(error.into()),
    }
}

fn create(
    conn: &mut Connection,
    (policy, clock): (&Policy, &Clock),
    caller: &Caller,
    asked: &Asked,
    contract: Contract,
) -> Result<Outcome, ApiError> {
    policy.require(caller, access::CREATE_PRODUCT, Relation::Own)?;
    if !contract.tables.is_empty() {
        policy.require(caller, access::CREATE_SCHEMA, Relation::Own)?;
    }
    lifecycle::may_start(policy, caller, contract.status)?;
    if asked.if_match.is_some() {
        return Err(ApiError::PreconditionFailed);
    }
    if asked.id.version.is_some() {
        return Err(ApiError::NotFound);
    }
    let name = &contract.name;
    let new = NewDataProduct {
        id: clock.new_id(),
        name: name.clone(),
        owner_id: caller.id.clone(),
        compatibility_mode: contract.compatibility_mode.unwrap_or_default(),
        first: NewVersion {
            id: clock.new_id(),
            version: Version::FIRST,
            lifecycle: Lifecycle::without_end(contract.status),
            document: contract.metadata,
            table_names: Vec::new(),
            created_at: clock.now().naive_utc(),
        },
    };
    data_products::insert(conn, &new)?;
    let mut now = data_products::find(conn, name, None)?;
    for (table, definition) in contract.tables {
        now = with_table(conn, clock, &now, (&table, definition, Rows::New))?;
    }
    let done = Done::of_product("putContract", name, None, Some(Version::FIRST));
    let (now, tables) = versions::settle(conn, clock, caller, done, name)?;
    let warnings = lifecycle::missing(&now.1, &tables)?;
    Ok(Outcome { now, is_new: true, warnings, verdict: None })
}

/// What becomes of one table.
enum TableChange {
    Added(TableName, Table),
    Replaced(Box<SchemaInContext>, TableName, Table, Change),
    Removed(String, Table),
}

fn replace(
    conn: &mut Connection,
    (policy, clock): (&Policy, &Clock),
    caller: &Caller,
    asked: &Asked,
    contract: Contract,
) -> Result<Outcome, ApiError> {
    let id = &asked.id;
    let found = lifecycle::changeable(conn, policy, caller, id, |_| access::UPDATE_PRODUCT, None)?;
    let (product, version) = &found;
    is_expected(asked, &found)?;
    lifecycle::alive(version)?;
    lifecycle::may_move(policy, caller, &found, contract.status)?;
    let mode = contract.compatibility_mode.unwrap_or(product.compatibility_mode.0);
    let (before, is_described) = (version.version(), contract.metadata == version.document.0);

    let changes = changes(conn, &found, contract.tables)?;
    for change in &changes {
        policy.require(caller, change.permission(), access::relation(caller, product, version))?;
    }
    let moves = version.status.0 != Status::Draft;
    let steps = changes.iter().map(|change| change.step(moves));
    let own_step = if is_described { Change::None } else { Change::Minor };
    let step = steps.fold(own_step, Change::max);
    let verdict = judge(conn, &found, mode, (&changes, moves, step))?;
    if !asked.dry_run {
        verdicts::allowed(&verdict)?;
    }

    let mut now = found.clone();
    let number = verdicts::after(before, step);
    if number != before {
        let mut next = Next { document: contract.metadata, ..Next::same(&found.1, number) };
        for change in &changes {
            match change {
                TableChange::Added(..) => {}
                TableChange::Replaced(before, ..) => next.replaced.push(before.schema.name.clone()),
                TableChange::Removed(name, _) => next.removed.push(name.clone()),
            }
        }
        now = versions::advance(conn, clock, &found, next)?;
    }
    for change in changes {
        let (table, definition, rows) = match change {
            TableChange::Removed(name, _) => {
                once::forget(conn, [format!("dp:{}:{name}", id.name)])?;
                continue;
            }
            TableChange::Added(table, definition) => (table, definition, Rows::New),
            TableChange::Replaced(before, table, definition, step) => {
                let rows = versions::rows_of_next(conn, &before, &definition, step)?;
                (table, definition, rows)
            }
        };
        now = with_table(conn, clock, &now, (&table, definition, rows))?;
    }
    if contract.status != version.status.0 || mode != product.compatibility_mode.0 {
        data_products::set_compatibility_mode(conn, &product.id, mode)?;
        let mut lifecycle = now.1.lifecycle();
        if contract.status != version.status.0 {
            lifecycle.status = contract.status;
        }
        let update = VersionUpdate { lifecycle, ..versions::unchanged(clock, &now.1) };
        data_product_versions::update(conn, &now.1, &update)?;
    } else if now == found {
        let warnings = lifecycle::warnings(conn, version)?;
        return Ok(Outcome { now, is_new: false, warnings, verdict: Some(verdict) });
    }
    let done = Done::of_product("putContract", &id.name, Some(before), Some(number));
    let (now, tables) = versions::settle(conn, clock, caller, done, &id.name)?;
    let warnings = lifecycle::missing(&now.1, &tables)?;
    Ok(Outcome { now, is_new: false, warnings, verdict: Some(verdict) })
}

/// `If-Match` may name the state of the data product, or that of its contract.
fn is_expected(asked: &Asked, found: &Versioned) -> Result<(), ApiError> {
    let own = preconditions::e_tag(found.1.version(), found.1.revision);
    let of_forms = FORMS.iter().map(|form| contract_e_tag(found, form));
    let mut known = [own].into_iter().chain(of_forms);
    let is_current = |tag: String| preconditions::if_match(asked.if_match.as_deref(), &tag).is_ok();
    if known.any(is_current) { Ok(()) } else { Err(ApiError::PreconditionFailed) }
}

/// The tables in which the version differs from what it is to be.
fn changes(
    conn: &mut Connection,
    (product, version): &Versioned,
    wanted: Vec<(TableName, Table)>,
) -> Result<Vec<TableChange>, ApiError> {
    let mut present: BTreeMap<String, Table> = schemas::tables_of(conn, &version.id)?;
    let mut changes = Vec::new();
    for (name, definition) in wanted {
        let Some(before) = present.remove(name.as_str()) else {
            changes.push(TableChange::Added(name, definition));
            continue;
        };
        let step = version_step(&before, &definition);
        if step != Change::None {
            let found = schemas::find(conn, &product.name.parse()?, None, &name)?;
            changes.push(TableChange::Replaced(Box::new(found), name, definition, step));
        }
    }
    changes.extend(present.into_iter().map(|(name, table)| TableChange::Removed(name, table)));
    Ok(changes)
}

impl TableChange {
    fn permission(&self) -> Permission {
        match self {
            TableChange::Added(..) => access::CREATE_SCHEMA,
            TableChange::Replaced(..) => access::UPDATE_SCHEMA,
            TableChange::Removed(..) => access::DELETE_SCHEMA,
        }
    }

    /// The step of the version; `moves` says whether a table that is added makes one.
    fn step(&self, moves: bool) -> Change {
        match self {
            TableChange::Added(..) if moves => Change::Minor,
            TableChange::Added(..) => Change::None,
            TableChange::Replaced(.., step) => *step,
            TableChange::Removed(..) => Change::Major,
        }
    }
}

fn judge(
    conn: &mut Connection,
    (product, version): &Versioned,
    mode: Mode,
    (changes, moves, step): (&[TableChange], bool, Change),
) -> Result<CompatibilityVerdict, ApiError> {
    let mut product = product.clone();
    product.compatibility_mode.0 = mode;
    let mut found = Vec::new();
    for change in changes {
        found.push(match change {
            TableChange::Added(name, table) => verdicts::adding(&product, name.as_str(), table, moves),
            TableChange::Removed(name, table) => verdicts::removing(&product, name, table),
            TableChange::Replaced(before, name, table, _) => {
                let compared = (name.as_str(), version.version(), &before.schema.definition.0);
                verdicts::replacing(conn, &product, mode, compared, table)?
            }
        });
    }
    Ok(verdicts::together(&product, step, found))
}

/// The version with one more table.
fn with_table(
    conn: &mut Connection,
    clock: &Clock,
    now: &Versioned,
    (table, definition, rows): (&TableName, Table, Rows),
) -> Result<Versioned, ApiError> {
    versions::add_schema(conn, clock, now, table, definition, rows)?;
    Ok(data_products::find(conn, &now.0.name.parse()?, Some(now.1.version()))?)
}
