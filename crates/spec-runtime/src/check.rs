//! The checks that generated code makes on decoded values. Each is the JSON Schema keyword of its name.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::hash::Hash;

pub use jsonschema::Validator;
use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, forward_to_deserialize_any};
use serde_json::Value;

pub use crate::format::{Format, byte, email};
use crate::json::with_whole_numbers;
pub use crate::pattern::Pattern;
use crate::values::Json;
use crate::verdict;

/// Checks every bound that the contract puts on a decoded value.
pub trait Check {
    /// Whether all bounds hold.
    fn is_valid(&self) -> bool;
}

/// Decodes a property that may be left out but not be null.
///
/// # Errors
/// Those of the type itself.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(decoder: D) -> Result<Option<T>, D::Error> {
    T::deserialize(decoder).map(Some)
}

/// Decodes a property that must be there and may be null.
///
/// # Errors
/// Those of the type itself.
pub fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(decoder: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(decoder)
}

/// The default of the contract, which generation has held against its schema.
///
/// # Panics
/// When the default does not fit its type.
pub fn default<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text)
        .unwrap_or_else(|error| panic!("the contract has a bad default {text}: {error}"))
}

/// Decodes a struct from a JSON object and nothing else; derived code would also take an array of its fields.
///
/// A struct with `#[serde(remote = "Self")]` and this has the traits that the derives left out.
#[macro_export]
macro_rules! object_only {
    ($model:ident) => {
        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(decoder: D) -> Result<$model, D::Error> {
                $model::deserialize($crate::check::ObjectOnly(decoder))
            }
        }

        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, encoder: S) -> Result<S::Ok, S::Error> {
                $model::serialize(self, encoder)
            }
        }
    };
}

/// A decoder that asks for a map where derived code asks for a struct.
#[derive(Debug)]
pub struct ObjectOnly<D>(pub D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectOnly<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Decodes a word of an enum. Derived code would also take `{"word": null}`.
pub struct Words<T>(pub fn(&str) -> Option<T>);

impl<T> Visitor<'_> for Words<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a word of the contract")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom("is none of the words of the contract"))
    }
}

/// A value as a variant of a union, when it fits.
pub fn fitting<T: DeserializeOwned>(value: &Json, is_valid: fn(&T) -> bool) -> Option<T> {
    verdict::accepted(&value.0, is_valid)
}

/// A value as it would be written.
pub fn as_json<T: Serialize>(value: &T) -> Option<Json> {
    serde_json::to_value(value).ok().map(Json)
}

/// The text of a member, as it would be written.
pub fn text_at<T: Serialize>(value: &T, member: &str) -> Option<String> {
    as_json(value)?.get(member)?.as_str().map(str::to_owned)
}

/// Whether a number can be written: JSON has none that is infinite.
pub fn finite(number: &f64) -> bool {
    number.is_finite()
}

/// `minLength` and `maxLength`, in characters.
pub fn length(text: &str, minimum: usize, maximum: usize) -> bool {
    let bytes = text.len();
    // A character takes one to four bytes, so most texts need no counting.
    if bytes < minimum || bytes > maximum.saturating_mul(4) {
        return false;
    }
    if bytes <= maximum && bytes / 4 >= minimum {
        return true;
    }
    let count = text.chars().count();
    minimum <= count && count <= maximum
}

/// `uniqueItems` over hashable items.
pub fn unique<T: Hash + Eq>(items: &[T]) -> bool {
    if items.len() <= 8 {
        return items.iter().enumerate().all(|(at, item)| !items[..at].contains(item));
    }
    let mut seen = HashSet::with_capacity(items.len());
    items.iter().all(|item| seen.insert(item))
}

/// `uniqueItems` over anything else.
pub fn unique_values<T: Serialize>(items: &[T]) -> bool {
    let Some(Json(Value::Array(items))) = as_json(&items) else { return false };
    let mut seen: HashSet<String> = HashSet::with_capacity(items.len());
    items.into_iter().all(|item| seen.insert(in_order(with_whole_numbers(item)).to_string()))
}

/// The same value with the members of every object by name.
fn in_order(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(in_order).collect(),
        Value::Object(members) => {
            let sorted: BTreeMap<String, Value> = members.into_iter().collect();
            sorted.into_iter().map(|(name, member)| (name, in_order(member))).collect()
        }
        other => other,
    }
}
