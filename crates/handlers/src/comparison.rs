//! What changed between two versions of a data product.

use auth::{Caller, Policy};
use domain::compatibility::{Breaks, Change, Difference, product_differences};
use domain::ids::{ProductName, Version};
use domain::lifecycle::Status;
use domain::product::Metadata;
use serde_json::{Map, Value};
use server_api::models::VersionComparison;
use store::Connection;
use store::data_product_versions::{self, DataProductVersion};
use store::data_products::{self, Versioned};
use store::schemas;

use crate::views::verdicts as view;
use crate::{ApiError, access, lifecycle};

/// The most differences that an answer lists, as the contract says.
const MAX_CHANGES: usize = 10_000;

/// What changed from one version to another: to the latest, when none is named, and from the one before.
pub fn between(
    conn: &mut Connection,
    policy: &Policy,
    caller: &Caller,
    name: &ProductName,
    (from, to): (Option<Version>, Option<Version>),
) -> Result<VersionComparison, ApiError> {
    let readable = |(product, version): Versioned| {
        let relation = access::relation(caller, &product, &version);
        policy.require(caller, access::READ_PRODUCT, relation)?;
        lifecycle::alive(&version)?;
        Ok::<_, ApiError>((product, version))
    };
    let (product, new) = readable(data_products::find(conn, name, to)?)?;
    let from = match from {
        Some(from) => from,
        None => {
            let before = Some(new.version());
            let list = data_product_versions::list(conn, &product.id, &Status::ALL, before, 1)?;
            list.first().map_or(new.version(), DataProductVersion::version)
        }
    };
    let (_, old) = readable(data_products::find(conn, name, Some(from))?)?;
    compare(conn, &old, &new)
}

/// Every difference between two versions, those of the product itself first.
fn compare(
    conn: &mut Connection,
    old: &DataProductVersion,
    new: &DataProductVersion,
) -> Result<VersionComparison, ApiError> {
    let tables =
        product_differences(&schemas::tables_of(conn, &old.id)?, &schemas::tables_of(conn, &new.id)?);
    let own = metadata_differences(&old.document.0, &new.document.0)?;
    let all = || own.iter().chain(tables.iter().map(|(_, difference)| difference));
    let change = all().map(|one| one.change).max().unwrap_or(Change::None);
    let breaking = all().any(|one| one.breaks.any());
    let changes = own
        .into_iter()
        .map(|difference| view::change(None, difference))
        .chain(tables.into_iter().map(|(table, difference)| view::change(Some(table), difference)));
    Ok(VersionComparison {
        from: old.version().to_string(),
        to: new.version().to_string(),
        change: view::step(change),
        breaking,
        changes: changes.take(MAX_CHANGES).collect(),
    })
}

/// One difference for each member of the metadata that is not the same.
fn metadata_differences(old: &Metadata, new: &Metadata) -> Result<Vec<Difference>, ApiError> {
    let (old, new) = (members(old)?, members(new)?);
    let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = names.into_iter().filter(|name| old.get(*name) != new.get(*name));
    let difference = |name: &String| {
        let message = match (old.get(name), new.get(name)) {
            (None, _) => format!("{name} was added."),
            (_, None) => format!("{name} was removed."),
            _ => format!("{name} was changed."),
        };
        Difference {
            column: None,
            pointer: format!("/{name}"),
            rule: "metadata",
            change: Change::Minor,
            breaks: Breaks::default(),
            message,
            fix: None,
        }
    };
    Ok(changed.map(difference).collect())
}

fn members(metadata: &Metadata) -> Result<Map<String, Value>, ApiError> {
    match serde_json::to_value(metadata) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Ok(Map::new()),
        Err(error) => Err(ApiError::Internal(Box::new(error))),
    }
}
