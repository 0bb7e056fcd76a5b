//! Moving a data product on to its next version.

use domain::clock::Clock;
use domain::ids::Version;
use domain::table::Table;
use store::Connection;
use store::data_product_versions::{self, DataProductVersion, NewVersion, Status, VersionUpdate};
use store::data_products::{self, Versioned};
use store::row_tables::{self, NewRowTable};
use store::schemas::{self, NewSchema};

use crate::ApiError;

/// What the next version differs in.
pub struct Next {
    /// Its number.
    pub number: Version,
    /// Its status.
    pub status: Status,
    /// Its metadata as JSON.
    pub document: String,
    /// The table that is not carried over: it is removed, or [`add_schema`] brings its successor.
    pub without: Option<String>,
}

impl Next {
    /// The same product under another number.
    pub fn same(version: &DataProductVersion, number: Version) -> Next {
        Next { number, status: version.status, document: version.document.clone(), without: None }
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
    let mut table_names = version.table_names.0.clone();
    table_names.retain(|name| next.without.as_ref() != Some(name));
    let new = NewVersion {
        id: clock.new_id(),
        version: next.number,
        status: next.status,
        document: next.document,
        table_names,
        created_at: now,
    };
    data_product_versions::add(conn, &product.id, &new)?;
    for schema in schemas::list_of_version(conn, &version.id)? {
        if next.without.as_ref() != Some(&schema.name) {
            schemas::copy_to_version(conn, &schema, &clock.new_id(), &new.id, now)?;
        }
    }
    Ok(data_products::find(conn, &product.name.parse()?, Some(next.number))?)
}

/// Where the rows of a schema go.
pub enum Rows {
    /// To the physical table of the schema before, which the new definition satisfies.
    Kept {
        /// Id of the physical table.
        row_table_id: String,
    },
    /// To a new, empty table.
    New,
}

/// Adds a schema to a version, and to the list of its tables.
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
            row_tables::create(conn, &new, &definition)?;
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
    let mut names = version.table_names.0.clone();
    names.push(table.as_str().to_owned());
    names.sort_unstable();
    let update = VersionUpdate { table_names: names, ..unchanged(clock, version) };
    Ok(data_product_versions::update(conn, version, &update)?)
}

/// The update of a version that changes nothing but its time, to be changed where it should.
pub fn unchanged(clock: &Clock, version: &DataProductVersion) -> VersionUpdate {
    VersionUpdate {
        status: version.status,
        document: version.document.clone(),
        table_names: version.table_names.0.clone(),
        updated_at: clock.now().naive_utc(),
    }
}
