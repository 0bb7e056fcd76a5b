//! A place in a document that knows where it is.

use serde_json::Value;

use crate::document::{Document, escape};

/// A value of a document and the pointer to it; a reference is followed only when asked.
#[derive(Clone)]
pub struct Node<'a> {
    pub document: &'a Document,
    pub value: &'a Value,
    pub pointer: String,
}

impl<'a> Node<'a> {
    pub fn root(document: &'a Document) -> Node<'a> {
        Node { document, value: &document.root, pointer: String::new() }
    }

    /// The member of an object, references followed.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        self.raw(key).map(|node| node.resolved())
    }

    /// The member of an object as it is written.
    pub fn raw(&self, key: &str) -> Option<Node<'a>> {
        self.value.as_object()?.get(key).map(|value| self.below(value, key))
    }

    /// The members of an object, references followed.
    pub fn members(&self) -> Vec<(&'a str, Node<'a>)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), self.below(value, key).resolved())).collect()
    }

    /// The items of an array as they are written.
    pub fn items(&self) -> Vec<Node<'a>> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| self.below(value, &index.to_string())).collect()
    }

    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    pub fn flag(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// What a reference points to; nothing when this is none, or points nowhere in the document.
    pub fn target(&self) -> Option<Node<'a>> {
        let pointer = self.text("$ref")?.strip_prefix('#')?;
        let value = self.document.root.pointer(pointer)?;
        Some(Node { document: self.document, value, pointer: pointer.to_owned() })
    }

    /// Follows references until there is none, or one that leads nowhere.
    pub fn resolved(&self) -> Node<'a> {
        let mut node = self.clone();
        for _ in 0..32 {
            match node.target() {
                Some(target) => node = target,
                None => break,
            }
        }
        node
    }

    fn below(&self, value: &'a Value, key: &str) -> Node<'a> {
        Node { document: self.document, value, pointer: format!("{}/{}", self.pointer, escape(key)) }
    }
}

/// The members of both sides that stand for the same, or one side alone. A name that the other side lacks is paired
/// with the one there that covers it, as `*/*` covers `text/plain`.
pub fn pairs<'a>(
    old: &[(String, Node<'a>)],
    new: &[(String, Node<'a>)],
    covers: fn(&str, &str) -> bool,
) -> Vec<(String, Option<Node<'a>>, Option<Node<'a>>)> {
    let find = |side: &[(String, Node<'a>)], wanted: &str| {
        let exact = side.iter().find(|(name, _)| name == wanted);
        exact.or_else(|| side.iter().find(|(name, _)| covers(name, wanted))).map(|(_, node)| node.clone())
    };
    let mut pairs = Vec::new();
    for (name, node) in old {
        pairs.push((name.clone(), Some(node.clone()), find(new, name)));
    }
    for (name, node) in new {
        if !old.iter().any(|(known, _)| known == name) {
            pairs.push((name.clone(), find(old, name), Some(node.clone())));
        }
    }
    pairs
}
