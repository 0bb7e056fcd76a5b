//! Data products, each with one of its versions.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::compatibility::Mode;
use domain::ids::{ProductName, Version};
use domain::lifecycle::Status;

use crate::changes;
use crate::connection::on_either;
use crate::data_product_versions::{self as versions, DataProductVersion, NewVersion};
use crate::json::Word;
use crate::row_tables;
use crate::schema::{data_product_versions, data_products, row_tables as row_table_list};
use crate::{Connection, StoreError};

/// One data product.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = data_products)]
pub struct DataProduct {
    /// UUID.
    pub id: String,
    /// Public name; never changes.
    pub name: String,
    /// Who may change it.
    pub owner_id: String,
    /// Major part of the latest version.
    #[diesel(deserialize_as = i32)]
    pub latest_major: u32,
    /// Minor part of the latest version.
    #[diesel(deserialize_as = i32)]
    pub latest_minor: u32,
    /// In UTC.
    pub created_at: NaiveDateTime,
    /// In UTC; of the product itself or any of its versions.
    pub updated_at: NaiveDateTime,
    /// What a change of a schema must satisfy.
    #[diesel(deserialize_as = String)]
    pub compatibility_mode: Word<Mode>,
}

impl DataProduct {
    /// The latest version.
    pub fn latest(&self) -> Version {
        Version { major: self.latest_major, minor: self.latest_minor }
    }
}

/// A data product to be made, with its first version.
#[derive(Clone, Debug)]
pub struct NewDataProduct {
    /// UUID.
    pub id: String,
    /// Public name.
    pub name: ProductName,
    /// Who may change it.
    pub owner_id: String,
    /// What a change of a schema must satisfy.
    pub compatibility_mode: Mode,
    /// The first version.
    pub first: NewVersion,
}

/// A data product with one of its versions.
pub type Versioned = (DataProduct, DataProductVersion);

/// Makes a data product and its first version.
///
/// # Errors
/// `Conflict("data_products_name_unique")` when the name is taken; the transaction can go on.
pub fn insert(conn: &mut Connection, new: &NewDataProduct) -> Result<(), StoreError> {
    let version = new.first.version;
    let insert = diesel::insert_into(data_products::table).values((
        data_products::id.eq(&new.id),
        data_products::name.eq(new.name.as_str()),
        data_products::owner_id.eq(&new.owner_id),
        data_products::compatibility_mode.eq(new.compatibility_mode.to_string()),
        data_products::latest_major.eq(version.major.cast_signed()),
        data_products::latest_minor.eq(version.minor.cast_signed()),
        data_products::created_at.eq(new.first.created_at),
        data_products::updated_at.eq(new.first.created_at),
    ));
    let inserted = on_either!(conn, insert.on_conflict(data_products::name).do_nothing().execute(conn)?);
    if inserted == 0 {
        return Err(StoreError::Conflict("data_products_name_unique".to_owned()));
    }
    versions::insert(conn, &new.id, &new.first)
}

/// A data product with one version, or with its latest, in one query.
///
/// # Errors
/// `NotFound`.
pub fn find(
    conn: &mut Connection,
    name: &ProductName,
    version: Option<Version>,
) -> Result<Versioned, StoreError> {
    use data_product_versions::{major, minor};
    let of_name = data_products::table
        .inner_join(data_product_versions::table)
        .filter(data_products::name.eq(name.as_str()));
    let found = match version {
        None => {
            let latest = of_name
                .filter(major.eq(data_products::latest_major))
                .filter(minor.eq(data_products::latest_minor));
            on_either!(conn, latest.select(<(DataProduct, DataProductVersion)>::as_select()).first(conn)?)
        }
        Some(version) => {
            let of_version = of_name
                .filter(major.eq(version.major.cast_signed()))
                .filter(minor.eq(version.minor.cast_signed()));
            on_either!(conn, of_version.select(<(DataProduct, DataProductVersion)>::as_select()).first(conn)?)
        }
    };
    Ok(found)
}

/// Changes what a change of a schema must satisfy.
///
/// # Errors
/// Those of the database.
pub fn set_compatibility_mode(
    conn: &mut Connection,
    data_product_id: &str,
    mode: Mode,
) -> Result<(), StoreError> {
    let mode = mode.to_string();
    let other =
        data_products::table.find(data_product_id).filter(data_products::compatibility_mode.ne(&mode));
    if diesel::update(other).set(data_products::compatibility_mode.eq(&mode)).execute(conn)? > 0 {
        changes::raise();
    }
    Ok(())
}

/// The data product, which no other transaction changes or locks until this one ends. The first query of a
/// transaction that changes a data product or anything of it.
///
/// # Errors
/// `NotFound`.
pub fn lock(conn: &mut Connection, name: &ProductName) -> Result<DataProduct, StoreError> {
    let of_name = data_products::table.filter(data_products::name.eq(name.as_str()));
    Ok(match conn {
        // Whoever waited here gets what the other one committed.
        Connection::Postgres(conn) => of_name.select(DataProduct::as_select()).for_update().first(conn)?,
        // The transaction holds the one write lock of the database.
        Connection::Sqlite(conn) => of_name.select(DataProduct::as_select()).first(conn)?,
    })
}

/// Keeps the data product from being changed or deleted until this transaction ends, while others may do the same.
/// The first query of a transaction that stores rows.
///
/// # Errors
/// `NotFound`, on PostgreSQL; on SQLite nothing is asked.
pub fn lock_shared(conn: &mut Connection, name: &ProductName) -> Result<(), StoreError> {
    let of_name =
        data_products::table.filter(data_products::name.eq(name.as_str())).select(data_products::id);
    match conn {
        Connection::Postgres(conn) => of_name.for_key_share().first::<String>(conn)?,
        // The transaction holds the one write lock of the database.
        Connection::Sqlite(_) => return Ok(()),
    };
    Ok(())
}

/// Deletes a data product with its versions, schemas, batches and all rows.
///
/// # Errors
/// `NotFound`.
pub fn delete(conn: &mut Connection, data_product_id: &str) -> Result<(), StoreError> {
    let names: Vec<String> = row_table_list::table
        .filter(row_table_list::data_product_id.eq(data_product_id))
        .filter(row_table_list::is_made)
        .select(row_table_list::name)
        .load(conn)?;
    for name in &names {
        row_tables::drop(conn, name)?;
    }
    let published = data_product_versions::table
        .filter(data_product_versions::data_product_id.eq(data_product_id))
        .filter(data_product_versions::status.ne(Status::Draft.as_str()));
    let was_published: bool = diesel::select(diesel::dsl::exists(published)).get_result(conn)?;
    let deleted = diesel::delete(data_products::table.find(data_product_id)).execute(conn)?;
    if deleted == 0 {
        return Err(StoreError::NotFound);
    }
    if was_published {
        changes::raise();
    }
    Ok(())
}
