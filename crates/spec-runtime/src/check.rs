//! The checks that generated code makes on decoded values. Each is the JSON Schema keyword of its name.

pub use regex::Regex;
use serde::{Deserialize, Deserializer};
use std::collections::HashSet;
use std::hash::Hash;

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
