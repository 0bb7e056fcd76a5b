//! Parameters and the fields of forms: the text of a request as JSON values, to be decoded and checked like a body.

mod cookie;
mod deep;
mod pairs;
mod path;
mod shape;
mod style;

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::contract::{Field, Parameter, Place, Shape, Style};
use crate::json;
use crate::problem::Fault;

pub(crate) use cookie::{cookie_pairs, exploded_cookie_pairs};
pub(crate) use pairs::{Pair, claims, from_pairs, insert, split_pairs, takes_others};
pub(crate) use path::{Segment, Template, refuse_bad_path};
pub(crate) use shape::{Reading, not_null};
pub(crate) use style::from_text;

/// How text is encoded where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Percent-encoded, and a plus is a space: queries and forms.
    Plus,
    /// Percent-encoded: paths and cookies.
    Percent,
    /// Not at all: headers.
    Plain,
}

impl Coding {
    /// The text that was meant. What is not UTF-8 is refused before.
    pub(crate) fn decode(self, raw: &str) -> Cow<'_, str> {
        match self {
            Coding::Plus if raw.contains('+') => {
                let spaced = raw.replace('+', " ");
                Cow::Owned(percent_decode_str(&spaced).decode_utf8_lossy().into_owned())
            }
            Coding::Plus | Coding::Percent => percent_decode_str(raw).decode_utf8_lossy(),
            Coding::Plain => Cow::Borrowed(raw),
        }
    }
}

/// How a value is written in a request: what parameters and fields of forms have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    /// Pointer of what it is in: `/query`.
    pub(crate) at: &'static str,
    pub(crate) name: &'static str,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) shape: Shape,
    pub(crate) allow_empty: bool,
    pub(crate) coding: Coding,
    /// Whether an encoded comma divides too. Many clients encode all of a list at once.
    pub(crate) commas_coded: bool,
}

impl From<&Parameter> for Written {
    fn from(parameter: &Parameter) -> Written {
        let (at, coding) = match parameter.place {
            Place::Path => ("/path", Coding::Percent),
            Place::Query => ("/query", Coding::Plus),
            Place::Header => ("/header", Coding::Plain),
            Place::Cookie => ("/cookie", Coding::Percent),
        };
        let Parameter { name, style, explode, shape, allow_empty, .. } = *parameter;
        Written { at, name, style, explode, shape, allow_empty, coding, commas_coded: false }
    }
}

impl From<&Field> for Written {
    fn from(field: &Field) -> Written {
        let Field { name, style, explode, shape, .. } = *field;
        Written {
            at: "/body",
            name,
            style,
            explode,
            shape,
            allow_empty: false,
            coding: Coding::Plus,
            commas_coded: false,
        }
    }
}

impl Written {
    /// A fault of the whole value.
    pub(crate) fn fault(&self, rule: &'static str, message: &'static str) -> Fault {
        Fault::new(format!("{}/{}", self.at, escape(self.name)), rule, message)
    }

    /// The fault of a member, which stands below these keys.
    fn member_given_twice(&self, keys: &[&str]) -> Fault {
        let keys: Vec<String> = keys.iter().map(|key| escape(&clip(key))).collect();
        let pointer = format!("{}/{}/{}", self.at, escape(self.name), keys.join("/"));
        Fault::new(pointer, "duplicate", "is given twice")
    }

    /// The JSON document that a text is.
    fn document(&self, text: &str) -> Result<Value, Fault> {
        document(text).map_err(|(rule, message)| self.fault(rule, message))
    }
}

/// The JSON document that a text is, or the rule it breaks and what that asks for.
pub(crate) fn document(text: &str) -> Result<Value, (&'static str, &'static str)> {
    match (serde_json::from_str(text), json::keys_given_twice(text.as_bytes())) {
        (Ok(value), Ok(twice)) if twice.is_empty() => Ok(value),
        (Ok(_), Ok(_)) => Err(("duplicate", "has a key twice")),
        _ => Err(("json", "must be a JSON document")),
    }
}

/// Escapes a name as a token of a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// As much of a name that nobody declared as a problem repeats.
pub(crate) fn clip(name: &str) -> String {
    name.chars().take(256).collect()
}
