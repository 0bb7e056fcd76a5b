//! The statements of a catalogue, before they are written down in one way or the other.

use std::fmt::Write;

/// The vocabularies that the statements use.
pub(super) const PREFIXES: [(&str, &str); 8] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("hydra", "http://www.w3.org/ns/hydra/core#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A thing and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// None for a thing that has no name of its own.
    pub(super) id: Option<String>,
    /// Its class, with a prefix.
    pub(super) class: &'static str,
    /// Predicates with a prefix, each with all of its objects.
    pub(super) statements: Vec<(&'static str, Vec<Object>)>,
}

/// What a statement says.
#[derive(Clone, Debug)]
pub(super) enum Object {
    /// Another thing, by its name.
    Iri(String),
    /// A text in no particular language.
    Text(String),
    /// An instant as RFC 3339.
    Time(String),
    /// Another thing, described on the spot.
    Node(Node),
}

impl Node {
    pub(super) fn new(id: String, class: &'static str) -> Self {
        Self { id: Some(escaped_iri(&id)), class, statements: Vec::new() }
    }

    pub(super) fn nameless(class: &'static str) -> Self {
        Self { id: None, class, statements: Vec::new() }
    }

    pub(super) fn add(&mut self, predicate: &'static str, object: Object) {
        match self.statements.iter_mut().find(|(known, _)| *known == predicate) {
            Some((_, objects)) => objects.push(object),
            None => self.statements.push((predicate, vec![object])),
        }
    }

    /// What others say to mean this one.
    pub(super) fn reference(&self) -> Object {
        match &self.id {
            Some(id) => Object::Iri(id.clone()),
            None => Object::Node(self.clone()),
        }
    }
}

impl Object {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// With every byte in percent that no address may have as it is. A percent sign stays: it is taken for an escape.
pub(super) fn escaped_iri(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte.into()),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'$' | b'&' | b'\''
            | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b'%' | b'[' | b']' => out.push(byte.into()),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
