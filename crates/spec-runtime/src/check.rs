//! The checks that generated code makes on decoded values. Each is the JSON Schema keyword of its name.

use jsonschema::Validator;
pub use regex::Regex;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::LazyLock;

/// Checks every bound that the contract puts on a decoded value.
pub trait Check {
    /// Whether all bounds hold.
    fn is_valid(&self) -> bool;
}

/// Whether a text matches a pattern of the contract, which is compiled at its first use.
#[macro_export]
macro_rules! matches_pattern {
    ($pattern:literal, $text:expr) => {{
        static PATTERN: std::sync::LazyLock<$crate::check::Regex> =
            std::sync::LazyLock::new(|| $crate::check::compile($pattern));
        PATTERN.is_match($text)
    }};
}

/// Compiles a pattern that generation has already tried.
///
/// # Panics
/// When the pattern is not a regular expression, which generation refuses.
pub fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| panic!("the contract has a bad pattern: {error}"))
}

/// Decodes a property that may be left out but not be null.
///
/// # Errors
/// Those of the type itself.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(decoder: D) -> Result<Option<T>, D::Error> {
    T::deserialize(decoder).map(Some)
}

/// Decodes a map whose keys are each there once; of a key given twice a map alone would keep the last value.
///
/// # Errors
/// Those of the values, and a key given twice.
pub fn map<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    decoder: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    struct Once<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Once<T> {
        type Value = BTreeMap<String, T>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((key, value)) = members.next_entry()? {
                if map.insert(key, value).is_some() {
                    return Err(A::Error::custom("a key is given twice"));
                }
            }
            Ok(map)
        }
    }

    decoder.deserialize_map(Once(PhantomData))
}

/// Decodes a map that may be left out but not be null.
///
/// # Errors
/// Those of [`map`].
pub fn present_map<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    decoder: D,
) -> Result<Option<BTreeMap<String, T>>, D::Error> {
    map(decoder).map(Some)
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

/// A text that is none of the words of an enum.
#[derive(Debug)]
pub struct UnknownWord;

impl fmt::Display for UnknownWord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("is none of the words of the contract")
    }
}

impl std::error::Error for UnknownWord {}

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

/// `format: email`.
pub fn email(text: &str) -> bool {
    email_address::EmailAddress::is_valid(text)
}

/// `format: uuid`.
pub fn uuid(text: &str) -> bool {
    static FORMAT: LazyLock<Option<Validator>> = LazyLock::new(|| of_format("uuid"));
    FORMAT.as_ref().is_some_and(|format| format.is_valid(&text.into()))
}

/// `format: date-time`, RFC 3339.
pub fn date_time(text: &str) -> bool {
    static FORMAT: LazyLock<Option<Validator>> = LazyLock::new(|| of_format("date-time"));
    FORMAT.as_ref().is_some_and(|format| format.is_valid(&text.into()))
}

/// The judge that also explains refusals, so that both always agree.
fn of_format(name: &str) -> Option<Validator> {
    let schema = serde_json::json!({"format": name});
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).ok()
}

#[cfg(test)]
mod tests {
    use super::{date_time, email, uuid};

    #[test]
    fn a_format_is_checked() {
        assert!(uuid("0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b") && !uuid("0198a1b2") && !uuid(""));
        assert!(
            date_time("2026-11-25T09:30:00.000Z") && !date_time("2026-02-30T09:30:00Z") && !date_time("now")
        );
        assert!(email("a@example.org") && !email("a") && !email("@"));
    }
}
