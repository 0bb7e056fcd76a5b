//! Moving a data product on to its next version, and writing down that it was.

use std::collections::BTreeMap;

use auth::Caller;
use domain::clock::Clock;
use domain::compatibility::Change;
use domain::ids::{ProductName, Version};
use domain::product::Metadata;
use domain::table::{Column, Table};
use store::audit_events::{self, AuditEvent};
use store::data_product_versions::{self, DataProductVersion, NewVersion, VersionUpdate};
use store::data_products::{self, DataProduct, Versioned};
use store::row_tables::{self, NewRowTable};
use store::schemas::{self, NewSchema, SchemaInContext};
use store::{Connection, catalogue};

use crate::ApiError;

/// What the next version differs in.
pub struct Next {
    /// Its number.
    pub number: Version,
    /// Its metadata.
    pub document: Metadata,
    /// The tables that it no longer has.
    pub removed: Vec<String>,
    /// The tables that are not carried over, because [`add_schema`] brings their successors.
    pub replaced: Vec<String>,
}

impl Next {
    /// The same product under another number.
    pub fn same(version: &DataProductVersion, number: Version) -> Next {
        Next { number, document: version.document.0.clone(), removed: Vec::new(), replaced: Vec::new() }
    }
}

/// Makes the next version with the tables of the one before, which keep their rows, and answers it.
pub fn advance(
    conn: &mut Connection,
    clock: &Clock,
    (product, version): &Versioned,
    next: Next,
) -> Result<Versioned, ApiError> {
    let now = clock.now().naive_utc();
    let mut carried = version.table_names.0.clone();
    carried.retain(|name| !next.replaced.contains(name) && !next.removed.contains(name));
    let mut table_names = version.table_names.0.clone();
    table_names.retain(|name| !next.removed.contains(name));
    let new = NewVersion {
        id: clock.new_id(),
        version: next.number,
        lifecycle: version.lifecycle().of_next(next.number.major > version.major),
        document: next.document,
        table_names,
        created_at: now,
    };
    data_product_versions::add(conn, &product.id, &new)?;
    if !carried.is_empty() {
        for schema in schemas::list_of_version(conn, &version.id)? {
            if carried.contains(&schema.name) {
                schemas::copy_to_version(conn, &schema, &clock.new_id(), &new.id, now)?;
            }
        }
    }
    let product = DataProduct {
        latest_major: next.number.major,
        latest_minor: next.number.minor,
        updated_at: now,
        ..product.clone()
    };
    let version = DataProductVersion::first_revision(&product.id, new);
    Ok((product, version))
}

/// Where the rows of a schema go.
pub enum Rows {
    /// To the physical table of the schema before, which the new definition satisfies.
    Kept {
        /// Id of the physical table.
        row_table_id: String,
    },
    /// To a new table.
    New,
}

/// Where the rows go when a table takes a step of the version. Those that stay where they are get the new columns.
pub fn rows_of_next(
    conn: &mut Connection,
    found: &SchemaInContext,
    definition: &Table,
    step: Change,
) -> Result<Rows, ApiError> {
    if step == Change::Major {
        return Ok(Rows::New);
    }
    let before = &found.schema.definition.0;
    let is_new = |column: &&Column| before.columns.iter().all(|old| old.name != column.name);
    let added: Vec<&Column> = definition.columns.iter().filter(is_new).collect();
    if found.row_table_is_made {
        row_tables::add_columns(conn, &found.row_table_name, &added)?;
    }
    Ok(Rows::Kept { row_table_id: found.schema.row_table_id.clone() })
}

/// Adds a schema to a version, and to the list of its tables where it is not in it.
pub fn add_schema(
    conn: &mut Connection,
    clock: &Clock,
    (product, version): &Versioned,
    table: &domain::ids::TableName,
    definition: Table,
    rows: Rows,
) -> Result<(), ApiError> {
    let now = clock.now().naive_utc();
    let row_table_id = match rows {
        Rows::Kept { row_table_id } => row_table_id,
        Rows::New => {
            let new = NewRowTable {
                id: clock.new_id(),
                data_product_id: product.id.clone(),
                name: row_tables::physical_name(&product.name.parse()?, version.major, table),
                created_at: now,
            };
            row_tables::reserve(conn, &new)?;
            new.id
        }
    };
    let new = NewSchema {
        id: clock.new_id(),
        data_product_version_id: version.id.clone(),
        name: table.clone(),
        definition,
        row_table_id,
        created_at: now,
    };
    schemas::insert(conn, &new)?;
    if version.table_names.0.iter().any(|name| name == table.as_str()) {
        return Ok(());
    }
    let mut names = version.table_names.0.clone();
    names.push(table.as_str().to_owned());
    names.sort_unstable();
    let update = VersionUpdate { table_names: names, ..unchanged(clock, version) };
    Ok(data_product_versions::update(conn, version, &update)?)
}

/// The update of a version that changes nothing but its time, to be changed where it should.
pub fn unchanged(clock: &Clock, version: &DataProductVersion) -> VersionUpdate {
    VersionUpdate {
        lifecycle: version.lifecycle(),
        document: version.document.0.clone(),
        table_names: version.table_names.0.clone(),
        updated_at: clock.now().naive_utc(),
    }
}

/// A change that was made.
pub struct Done {
    /// The operation.
    pub action: &'static str,
    /// Public id of what was changed.
    pub subject: String,
    /// The version before the change.
    pub before: Option<Version>,
    /// The version after it; none when the data product is gone.
    pub after: Option<Version>,
}

impl Done {
    /// A change of a data product as a whole.
    pub fn of_product(
        action: &'static str,
        name: &ProductName,
        before: Option<Version>,
        after: Option<Version>,
    ) -> Done {
        Done { action, subject: format!("dp:{name}"), before, after }
    }
}

/// What every change ends with: the catalogue knows the latest version, and the audit tells of the change. Answers the
/// latest version and its tables.
pub fn settle(
    conn: &mut Connection,
    clock: &Clock,
    caller: &Caller,
    done: Done,
    name: &ProductName,
) -> Result<(Versioned, BTreeMap<String, Table>), ApiError> {
    let (product, version) = data_products::find(conn, name, None)?;
    let tables = schemas::tables_of(conn, &version.id)?;
    catalogue::put(conn, &product, &version, &tables)?;
    record(conn, clock, caller, done, name)?;
    Ok(((product, version), tables))
}

/// Tells the audit of a change.
pub fn record(
    conn: &mut Connection,
    clock: &Clock,
    caller: &Caller,
    done: Done,
    name: &ProductName,
) -> Result<(), ApiError> {
    let event = AuditEvent {
        id: clock.new_id(),
        at: clock.now().naive_utc(),
        actor_id: caller.id.clone(),
        actor_name: caller.name.clone(),
        action: done.action.to_owned(),
        subject: done.subject,
        product: name.to_string(),
        version_before: done.before.map(|version| version.to_string()),
        version_after: done.after.map(|version| version.to_string()),
        request_id: caller.request_id.clone(),
        sequence: 0,
        previous_hash: String::new(),
        hash: String::new(),
    };
    Ok(audit_events::append(conn, event)?)
}
