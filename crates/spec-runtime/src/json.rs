//! What JSON allows and typed decoding sees differently: keys given twice, and whole numbers written with a point.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use crate::parameter::escape;
use crate::problem::MAX_FAULTS;

/// Pointers of the keys that their object has twice. Decoding would keep one of the values and drop the other.
///
/// # Errors
/// When the text is not JSON.
pub(crate) fn keys_given_twice(text: &[u8]) -> Result<Vec<String>, serde_json::Error> {
    let (mut at, mut twice) = (String::new(), Vec::new());
    let mut decoder = serde_json::Deserializer::from_slice(text);
    Keys { at: &mut at, twice: &mut twice }.deserialize(&mut decoder)?;
    decoder.end()?;
    Ok(twice)
}

/// The same value with every whole number written without a point: to JSON Schema `5.0` is an integer.
pub(crate) fn with_whole_numbers(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(whole(&number).unwrap_or(number)),
        Value::Array(items) => items.into_iter().map(with_whole_numbers).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(key, member)| (key, with_whole_numbers(member))).collect()
        }
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}

fn whole(number: &Number) -> Option<Number> {
    /// The first number beyond `i64`, 2^63; from -2^63 up to it every whole `f64` is an `i64`.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    let value = if number.is_f64() { number.as_f64()? } else { return None };
    if value.fract() != 0.0 {
        None
    } else if (-LIMIT..LIMIT).contains(&value) {
        Some(Number::from(value as i64))
    } else {
        // From there up to 2^64 it is a `u64`.
        (LIMIT..2.0 * LIMIT).contains(&value).then(|| Number::from(value as u64))
    }
}

/// Walks over a document and notes the keys given twice.
struct Keys<'a> {
    at: &'a mut String,
    twice: &'a mut Vec<String>,
}

impl Keys<'_> {
    /// Walks over a part, which stands at `token`.
    fn within(&mut self, token: &str) -> Keys<'_> {
        self.at.push('/');
        self.at.push_str(token);
        Keys { at: self.at, twice: self.twice }
    }
}

impl<'de> DeserializeSeed<'de> for Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, decoder: D) -> Result<(), D::Error> {
        decoder.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let length = self.at.len();
        for index in 0.. {
            let item = items.next_element_seed(self.within(&index.to_string()))?;
            self.at.truncate(length);
            if item.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let length = self.at.len();
        let mut seen: HashSet<String> = HashSet::new();
        while let Some(key) = members.next_key::<String>()? {
            // As long as the names of unknown properties that a problem repeats.
            let token = escape(&key.chars().take(256).collect::<String>());
            if !seen.insert(key) && self.twice.len() <= MAX_FAULTS {
                self.twice.push(format!("{}/{token}", self.at));
            }
            members.next_value_seed(self.within(&token))?;
            self.at.truncate(length);
        }
        Ok(())
    }
}
