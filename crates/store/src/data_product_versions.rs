//! The versions of data products.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::Version;
use domain::lifecycle::{Lifecycle, Status};
use domain::product::Metadata;

use crate::changes;
use crate::connection::on_either;
use crate::json::{Json, Word, to_text};
use crate::schema::{data_product_versions, data_products};
use crate::{Connection, StoreError};

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
    /// Where it is in its life.
    #[diesel(deserialize_as = String)]
    pub status: Word<Status>,
    /// Raised by every change, from 1: what an `ETag` is made from.
    pub revision: i32,
    /// Its metadata.
    #[diesel(deserialize_as = String)]
    pub document: Json<Metadata>,
    /// Names of the tables of this version.
    #[diesel(deserialize_as = String)]
    pub table_names: Json<Vec<String>>,
    /// In UTC.
    pub created_at: NaiveDateTime,
    /// In UTC.
    pub updated_at: NaiveDateTime,
    /// Since when it is deprecated, in UTC.
    pub deprecated_at: Option<NaiveDateTime>,
    /// When it ends, in UTC.
    pub sunset_at: Option<NaiveDateTime>,
    /// Public id of what to use instead.
    pub successor: Option<String>,
}

impl DataProductVersion {
    /// Where the version is in its life.
    pub fn lifecycle(&self) -> Lifecycle {
        Lifecycle {
            status: self.status.0,
            deprecated_at: self.deprecated_at.map(|at| at.and_utc()),
            sunset: self.sunset_at.map(|at| at.and_utc()),
            successor: self.successor.as_deref().and_then(|id| id.parse().ok()),
        }
    }

    /// What is stored of a version that was just made.
    pub fn first_revision(data_product_id: &str, new: NewVersion) -> Self {
        let life = lifecycle_columns(&new.lifecycle);
        Self {
            id: new.id,
            data_product_id: data_product_id.to_owned(),
            major: new.version.major,
            minor: new.version.minor,
            status: Word(new.lifecycle.status),
            revision: 1,
            document: Json(new.document),
            table_names: Json(new.table_names),
            created_at: new.created_at,
            updated_at: new.created_at,
            deprecated_at: life.deprecated_at,
            sunset_at: life.sunset_at,
            successor: life.successor,
        }
    }

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
    /// Where it is in its life.
    pub lifecycle: Lifecycle,
    /// Its metadata.
    pub document: Metadata,
    /// Names of its tables.
    pub table_names: Vec<String>,
    /// Now, in UTC.
    pub created_at: NaiveDateTime,
}

/// What a version becomes.
#[derive(Clone, Debug)]
pub struct VersionUpdate {
    /// Where it is in its life.
    pub lifecycle: Lifecycle,
    /// Its metadata.
    pub document: Metadata,
    /// Names of its tables.
    pub table_names: Vec<String>,
    /// Now, in UTC.
    pub updated_at: NaiveDateTime,
}

/// How a life is stored.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = data_product_versions, treat_none_as_null = true)]
struct LifecycleColumns {
    status: &'static str,
    deprecated_at: Option<NaiveDateTime>,
    sunset_at: Option<NaiveDateTime>,
    successor: Option<String>,
}

fn lifecycle_columns(life: &Lifecycle) -> LifecycleColumns {
    LifecycleColumns {
        status: life.status.as_str(),
        deprecated_at: life.deprecated_at.map(|at| at.naive_utc()),
        sunset_at: life.sunset.map(|at| at.naive_utc()),
        successor: life.successor.as_ref().map(ToString::to_string),
    }
}

/// Makes a version, but not the latest.
pub(crate) fn insert(
    conn: &mut Connection,
    data_product_id: &str,
    new: &NewVersion,
) -> Result<(), StoreError> {
    let insert = diesel::insert_into(data_product_versions::table).values((
        data_product_versions::id.eq(&new.id),
        data_product_versions::data_product_id.eq(data_product_id),
        data_product_versions::major.eq(new.version.major.cast_signed()),
        data_product_versions::minor.eq(new.version.minor.cast_signed()),
        data_product_versions::revision.eq(1),
        data_product_versions::document.eq(to_text(&new.document)?),
        lifecycle_columns(&new.lifecycle),
        data_product_versions::table_names.eq(to_text(&new.table_names)?),
        data_product_versions::created_at.eq(new.created_at),
        data_product_versions::updated_at.eq(new.created_at),
    ));
    on_either!(conn, insert.execute(conn)?);
    Ok(())
}

/// Adds a version and makes it the latest.
///
/// # Errors
/// `Conflict("data_product_versions_data_product_id_major_minor_unique")` when there is one of that number.
pub fn add(conn: &mut Connection, data_product_id: &str, new: &NewVersion) -> Result<(), StoreError> {
    insert(conn, data_product_id, new)?;
    let update = diesel::update(data_products::table.find(data_product_id)).set((
        data_products::latest_major.eq(new.version.major.cast_signed()),
        data_products::latest_minor.eq(new.version.minor.cast_signed()),
        data_products::updated_at.eq(new.created_at),
    ));
    on_either!(conn, update.execute(conn)?);
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
            lifecycle_columns(&update.lifecycle),
            data_product_versions::document.eq(to_text(&update.document)?),
            data_product_versions::table_names.eq(to_text(&update.table_names)?),
            data_product_versions::revision.eq(data_product_versions::revision + 1),
            data_product_versions::updated_at.eq(update.updated_at),
        ))
        .execute(conn)?;
    diesel::update(data_products::table.find(&version.data_product_id))
        .set(data_products::updated_at.eq(update.updated_at))
        .execute(conn)?;
    if changed == 0 {
        return Err(StoreError::NotFound);
    }
    // Of what was published before, nothing else ever changes.
    if version.status.0 != Status::Draft && version.lifecycle() != update.lifecycle {
        changes::raise();
    }
    Ok(())
}

/// Versions of a data product with one of these statuses, the newest first, at most `limit` of them, those before
/// `before` only.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Connection,
    data_product_id: &str,
    statuses: &[Status],
    before: Option<Version>,
    limit: u32,
) -> Result<Vec<DataProductVersion>, StoreError> {
    use data_product_versions::{major, minor};
    let before = before.unwrap_or(Version { major: u32::MAX >> 1, minor: u32::MAX >> 1 });
    let (before_major, before_minor) = (before.major.cast_signed(), before.minor.cast_signed());
    Ok(data_product_versions::table
        .filter(data_product_versions::data_product_id.eq(data_product_id))
        .filter(data_product_versions::status.eq_any(statuses.iter().map(|status| status.as_str())))
        .filter(major.lt(before_major).or(major.eq(before_major).and(minor.lt(before_minor))))
        .order((major.desc(), minor.desc()))
        .limit(i64::from(limit))
        .select(DataProductVersion::as_select())
        .load(conn)?)
}
