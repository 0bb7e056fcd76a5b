//! The versions of data products.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::Version;

use crate::json::{Json, to_text};
use crate::schema::{data_product_versions, data_products};
use crate::{Connection, StoreError};

/// How far a version has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Seen by its owner only.
    Draft,
    /// Seen by every consumer.
    Published,
}

impl Status {
    /// The word that the column holds.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
        }
    }
}

impl TryFrom<String> for Status {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "draft" => Ok(Self::Draft),
            "published" => Ok(Self::Published),
            _ => Err(format!("no status: {text}")),
        }
    }
}

/// One version of a data product.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = data_product_versions)]
pub struct DataProductVersion {
    /// UUID.
    pub id: String,
    /// The data product.
    pub data_product_id: String,
    /// Major part of the version.
    #[diesel(deserialize_as = i32)]
    pub major: u32,
    /// Minor part of the version.
    #[diesel(deserialize_as = i32)]
    pub minor: u32,
    /// How far it has come.
    #[diesel(deserialize_as = String)]
    pub status: Status,
    /// Raised by every change, from 1: what an `ETag` is made from.
    pub revision: i32,
    /// Metadata as JSON; what is in it is the caller's affair.
    pub document: String,
    /// Names of the tables of this version.
    #[diesel(deserialize_as = String)]
    pub table_names: Json<Vec<String>>,
    /// In UTC.
    pub created_at: NaiveDateTime,
    /// In UTC.
    pub updated_at: NaiveDateTime,
}

impl DataProductVersion {
    /// The version's number.
    pub fn version(&self) -> Version {
        Version { major: self.major, minor: self.minor }
    }
}

/// A version to be made.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// UUID.
    pub id: String,
    /// Number of the version.
    pub version: Version,
    /// How far it has come.
    pub status: Status,
    /// Metadata as JSON.
    pub document: String,
    /// Names of its tables.
    pub table_names: Vec<String>,
    /// Now, in UTC.
    pub created_at: NaiveDateTime,
}

/// What a version becomes.
#[derive(Clone, Debug)]
pub struct VersionUpdate {
    /// How far it has come.
    pub status: Status,
    /// Metadata as JSON.
    pub document: String,
    /// Names of its tables.
    pub table_names: Vec<String>,
    /// Now, in UTC.
    pub updated_at: NaiveDateTime,
}

/// Makes a version, but not the latest.
pub(crate) fn insert(
    conn: &mut Connection,
    data_product_id: &str,
    new: &NewVersion,
) -> Result<(), StoreError> {
    diesel::insert_into(data_product_versions::table)
        .values((
            data_product_versions::id.eq(&new.id),
            data_product_versions::data_product_id.eq(data_product_id),
            data_product_versions::major.eq(new.version.major.cast_signed()),
            data_product_versions::minor.eq(new.version.minor.cast_signed()),
            data_product_versions::status.eq(new.status.as_str()),
            data_product_versions::revision.eq(1),
            data_product_versions::document.eq(&new.document),
            data_product_versions::table_names.eq(to_text(&new.table_names)?),
            data_product_versions::created_at.eq(new.created_at),
            data_product_versions::updated_at.eq(new.created_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Adds a version and makes it the latest.
///
/// # Errors
/// `Conflict("data_product_versions_data_product_id_major_minor_unique")` when there is one of that number.
pub fn add(conn: &mut Connection, data_product_id: &str, new: &NewVersion) -> Result<(), StoreError> {
    insert(conn, data_product_id, new)?;
    diesel::update(data_products::table.find(data_product_id))
        .set((
            data_products::latest_major.eq(new.version.major.cast_signed()),
            data_products::latest_minor.eq(new.version.minor.cast_signed()),
            data_products::updated_at.eq(new.created_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Changes a version and raises its revision.
///
/// # Errors
/// `NotFound`.
pub fn update(
    conn: &mut Connection,
    version: &DataProductVersion,
    update: &VersionUpdate,
) -> Result<(), StoreError> {
    let changed = diesel::update(data_product_versions::table.find(&version.id))
        .set((
            data_product_versions::status.eq(update.status.as_str()),
            data_product_versions::document.eq(&update.document),
            data_product_versions::table_names.eq(to_text(&update.table_names)?),
            data_product_versions::revision.eq(data_product_versions::revision + 1),
            data_product_versions::updated_at.eq(update.updated_at),
        ))
        .execute(conn)?;
    diesel::update(data_products::table.find(&version.data_product_id))
        .set(data_products::updated_at.eq(update.updated_at))
        .execute(conn)?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
