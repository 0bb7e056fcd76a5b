//! A typed value kept as JSON in a TEXT column.

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

/// The JSON text of a value, for a column.
pub(crate) fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Internal(diesel::result::Error::SerializationError(Box::new(error))))
}
