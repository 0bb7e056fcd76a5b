//! API keys, of which only a hash is kept.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::changes;
use crate::schema::api_keys;
use crate::{Connection, StoreError};

/// One API key.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = api_keys)]
pub struct ApiKey {
    /// UUID; also the id of the caller that the key proves.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Role of the caller.
    pub role: String,
    /// Public part of the key, which finds the row.
    pub prefix: String,
    /// Hash of the secret part.
    pub secret_hash: String,
    /// In UTC.
    pub created_at: NaiveDateTime,
    /// In UTC; none for a key that does not expire.
    pub expires_at: Option<NaiveDateTime>,
    /// In UTC; none while the key is good.
    pub revoked_at: Option<NaiveDateTime>,
}

/// Stores a key.
///
/// # Errors
/// `Conflict("api_keys_prefix_unique")`.
pub fn insert(conn: &mut Connection, key: &ApiKey) -> Result<(), StoreError> {
    diesel::insert_into(api_keys::table).values(key).execute(conn)?;
    Ok(())
}

/// The key with this public part, also when it has expired or was revoked.
///
/// # Errors
/// `NotFound`.
pub fn find_by_prefix(conn: &mut Connection, prefix: &str) -> Result<ApiKey, StoreError> {
    Ok(api_keys::table.filter(api_keys::prefix.eq(prefix)).select(ApiKey::as_select()).first(conn)?)
}

/// All keys, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Connection) -> Result<Vec<ApiKey>, StoreError> {
    Ok(api_keys::table.order(api_keys::id).select(ApiKey::as_select()).load(conn)?)
}

/// Revokes a key for good; a key revoked before stays so from then.
///
/// # Errors
/// `NotFound`, also when it is revoked already.
pub fn revoke(conn: &mut Connection, id: &str, at: NaiveDateTime) -> Result<(), StoreError> {
    let changed = diesel::update(api_keys::table.find(id).filter(api_keys::revoked_at.is_null()))
        .set(api_keys::revoked_at.eq(at))
        .execute(conn)?;
    if changed == 0 {
        return Err(StoreError::NotFound);
    }
    changes::raise();
    Ok(())
}
