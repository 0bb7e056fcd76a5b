//! Verdicts about changes of tables, made from the definitions that are stored.

use std::collections::BTreeMap;

use domain::compatibility::{self, Change, Mode, Verdict, product_differences};
use domain::ids::Version;
use domain::table::Table;
use server_api::models::CompatibilityVerdict;
use store::data_products::DataProduct;
use store::{Connection, schemas};

use crate::ApiError;
use crate::views::verdicts as view;

/// What a change of the definition of a table would be.
pub fn replacing(
    conn: &mut Connection,
    product: &DataProduct,
    mode: Mode,
    (name, version, before): (&str, Version, &Table),
    new: &Table,
) -> Result<CompatibilityVerdict, ApiError> {
    let mut earlier = Vec::new();
    if mode.is_transitive() {
        earlier = schemas::history(conn, &product.id, name, version)?;
    }
    let mut compared: Vec<(Version, &Table)> =
        earlier.iter().map(|(version, table)| (*version, table)).collect();
    compared.push((version, before));
    let found = compatibility::judge(mode, &compared, new);
    let leads_to = after(product.latest(), found.change);
    let versions: Vec<Version> = compared.iter().map(|(version, _)| *version).collect();
    Ok(view::verdict(found, name, leads_to, &versions))
}

/// What adding a table would be; `moves` says whether the data product moves to its next version.
pub fn adding(product: &DataProduct, table: &str, new: &Table, moves: bool) -> CompatibilityVerdict {
    let tables = BTreeMap::from([(table.to_owned(), new.clone())]);
    let change = if moves { Change::Minor } else { Change::None };
    of_tables(product, table, &BTreeMap::new(), &tables, change)
}

/// What removing a table would be.
pub fn removing(product: &DataProduct, table: &str, old: &Table) -> CompatibilityVerdict {
    let tables = BTreeMap::from([(table.to_owned(), old.clone())]);
    of_tables(product, table, &tables, &BTreeMap::new(), Change::Major)
}

fn of_tables(
    product: &DataProduct,
    table: &str,
    old: &BTreeMap<String, Table>,
    new: &BTreeMap<String, Table>,
    change: Change,
) -> CompatibilityVerdict {
    let latest = product.latest();
    let differences = product_differences(old, new).into_iter().map(|(_, one)| one).collect();
    let found = Verdict { change, ..Verdict::of(product.compatibility_mode.0, latest, differences) };
    view::verdict(found, table, after(latest, change), &[latest])
}

/// What several changes at once would be, which together take this step of the version.
pub fn together(
    product: &DataProduct,
    change: Change,
    verdicts: Vec<CompatibilityVerdict>,
) -> CompatibilityVerdict {
    let latest = product.latest();
    let nothing = Verdict { change, ..Verdict::of(product.compatibility_mode.0, latest, Vec::new()) };
    let mut whole = view::verdict(nothing, &product.name, after(latest, change), &[latest]);
    for one in verdicts {
        whole.compatible &= one.compatible;
        whole.direction = view::both(whole.direction, one.direction);
        // Each ends with the latest version and goes back as far as its table does.
        if one.compared_with.len() > whole.compared_with.len() {
            whole.compared_with = one.compared_with;
        }
        whole.findings.extend(one.findings);
    }
    whole.findings.truncate(view::MAX_FINDINGS);
    whole
}

/// Refuses a change that the mode of the data product does not allow.
pub fn allowed(verdict: &CompatibilityVerdict) -> Result<(), ApiError> {
    if verdict.compatible { Ok(()) } else { Err(ApiError::Incompatible(Box::new(verdict.clone()))) }
}

/// The version that a change leads to.
pub fn after(version: Version, change: Change) -> Version {
    match change {
        Change::None => version,
        Change::Minor => version.next_minor(),
        Change::Major => version.next_major(),
    }
}
