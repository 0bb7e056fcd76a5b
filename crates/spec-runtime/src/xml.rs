//! Bodies in XML: by the plan that generation made of the `xml` annotations of a contract, a document is read as the
//! JSON value that it stands for, and a value is written as a document.

mod name;
mod read;
mod source;
#[cfg(test)]
mod tests;
mod write;

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use crate::contract::Shape;
use crate::negotiate::name_of;
use crate::parameter::Reading;

pub(crate) use read::read;
pub(crate) use write::write;

/// The namespace of `xsi:nil`, which says that an element is null.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The name of a root element to which the contract gives none; read is any.
const NAMELESS: &str = "root";

/// How the bodies and answers of a contract are written as XML.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Plan {
    nodes: Vec<Node>,
    /// Root elements by operation and media type.
    pub(crate) bodies: HashMap<String, Element>,
    /// Root elements by operation, status and media type.
    pub(crate) responses: HashMap<String, Element>,
}

/// What stands for a value.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Node {
    /// A text, which is read as the first of these that it fits.
    Text(Vec<Scalar>),
    /// Items, each in an element.
    List(Element),
    /// Members, each in an attribute or in elements. Of others nothing may be said.
    Object { members: Vec<Member>, others: Option<Member> },
    /// What no schema describes: an object where there are elements, else a text.
    #[serde(skip)]
    Any,
}

/// What a text may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Scalar {
    Boolean,
    Integer,
    Number,
    String,
}

impl Scalar {
    /// What a text stands for. What fits nothing stays text, so that the schema refuses it and says why.
    fn read(kinds: &[Scalar], text: String, as_text: bool) -> Value {
        let may_be_other = !as_text || !kinds.contains(&Scalar::String);
        let found = kinds.iter().filter(|_| may_be_other).find_map(|kind| {
            let read = |shape| {
                Some(Reading::first(shape).value(text.trim_ascii())).filter(|value| !value.is_string())
            };
            match kind {
                Scalar::Boolean => read(Shape::Boolean),
                // A whole number beyond `i64` is a `u64`.
                Scalar::Integer => read(Shape::Integer).or_else(|| read(Shape::Number).filter(Value::is_u64)),
                Scalar::Number => read(Shape::Number),
                Scalar::String => None,
            }
        });
        found.unwrap_or(Value::String(text))
    }
}

/// An element or attribute, and what it holds.
#[derive(Debug, Deserialize)]
pub(crate) struct Element {
    /// The name that is written, and others that are read as well. None where it is called by what it is in, or by its
    /// key.
    #[serde(default)]
    names: Vec<String>,
    namespace: Option<String>,
    prefix: Option<String>,
    node: usize,
}

/// A member of an object.
#[derive(Debug, Deserialize)]
struct Member {
    /// Its key.
    #[serde(default)]
    property: String,
    kind: Kind,
    /// Whether it must be there, so that a list of no elements is empty and not missing.
    #[serde(default)]
    required: bool,
    #[serde(flatten)]
    element: Element,
}

/// How a member is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Attribute,
    Element,
    /// An element for each item.
    Repeated,
}

impl Plan {
    fn node(&self, number: usize) -> &Node {
        self.nodes.get(number).unwrap_or(&Node::Any)
    }
}

/// Whether bodies of a media type are XML documents.
pub(crate) fn is_xml(media_type: &str) -> bool {
    let name = name_of(media_type);
    name == "application/xml" || name == "text/xml" || name.ends_with("+xml")
}

/// Whether XML 1.0 can carry a character.
fn is_carried(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
