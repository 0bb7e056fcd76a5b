//! Cursors of lists: the last key of a page as opaque text.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_api::spec_runtime::Fault;

use crate::ApiError;

/// The cursor of a page whose last item has this key.
pub fn encode(key: &impl Serialize) -> Result<String, ApiError> {
    let text = serde_json::to_vec(key).map_err(|error| ApiError::Internal(Box::new(error)))?;
    Ok(URL_SAFE_NO_PAD.encode(text))
}

/// The key that a cursor carries.
pub fn decode<K: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<K>, ApiError> {
    let Some(cursor) = cursor else { return Ok(None) };
    let decoded = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|text| serde_json::from_slice(&text).ok());
    match decoded {
        Some(key) => Ok(Some(key)),
        None => Err(ApiError::InvalidRequest(vec![fault()])),
    }
}

/// What is wrong with a cursor that we did not make.
pub fn fault() -> Fault {
    Fault::new("/query/cursor", "cursor", "must be the nextCursor of a page before")
}

/// Cuts a list that has one more item than was asked for, and answers the cursor of the next page if there is one.
pub fn cut<T, K: Serialize>(
    found: &mut Vec<T>,
    limit: u32,
    key: impl Fn(&T) -> K,
) -> Result<Option<String>, ApiError> {
    let has_more = found.len() > limit as usize;
    found.truncate(limit as usize);
    found.last().filter(|_| has_more).map(|last| encode(&key(last))).transpose()
}
