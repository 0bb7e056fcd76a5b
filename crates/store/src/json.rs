//! Typed values kept in TEXT columns: as JSON, or as the one word that names them.

use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// A value that its column holds as JSON text.
#[derive(Clone, Debug, PartialEq)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> TryFrom<String> for Json<T> {
    type Error = serde_json::Error;

    fn try_from(text: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&text).map(Self)
    }
}

/// A value that its column holds as the word that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: FromStr> TryFrom<String> for Word<T> {
    type Error = T::Err;

    fn try_from(text: String) -> Result<Self, T::Err> {
        text.parse().map(Self)
    }
}

/// The JSON text of a value, for a column.
pub(crate) fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Internal(diesel::result::Error::SerializationError(Box::new(error))))
}

/// What a column holds is not of our making.
pub(crate) fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError::Internal(diesel::result::Error::DeserializationError(Box::new(error)))
}
