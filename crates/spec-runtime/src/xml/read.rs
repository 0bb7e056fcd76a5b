//! Reads an XML document as the value that it stands for. Whether that value is valid its schema decides.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::name::QName;
use serde_json::{Map, Value};

use super::name::{Name, declared, is_called, knows};
use super::source::{Piece, Source};
use super::{Element, Kind, Node, Plan, Scalar, XSI, is_carried};
use crate::parameter::{clip, escape};
use crate::problem::{Fault, MAX_FAULTS};

/// Elements within each other, about as many as serde_json allows values.
pub(super) const MAX_DEPTH: usize = 120;

/// The namespace of what any XML may say of itself, such as its language.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The value that a document stands for, and what of it has no place in a value. With `as_text` a text that could be a
/// text or something else is a text.
///
/// # Errors
/// The place where it is not XML, or not of the kind that is taken.
pub(crate) fn read(
    plan: &Plan,
    root: &Element,
    text: &str,
    as_text: bool,
) -> Result<(Value, Vec<Fault>), Fault> {
    let source = Source::new(text);
    let mut document =
        Document { plan, source, as_text, at: "/body".to_owned(), depth: 0, faults: Vec::new() };
    let value = document.whole(root)?;
    Ok((value, document.faults))
}

struct Document<'t> {
    plan: &'t Plan,
    source: Source<'t>,
    as_text: bool,
    /// Pointer of the value that is being read.
    at: String,
    depth: usize,
    faults: Vec<Fault>,
}

impl Document<'_> {
    fn whole(&mut self, root: &Element) -> Result<Value, Fault> {
        let mut value = None;
        loop {
            match self.source.next()? {
                Piece::Start(start) if value.is_none() => {
                    let name = self.source.name(start.name(), true)?;
                    if !root.names.is_empty() && !is_called(root, &name, "", "") {
                        let message = format!("must be the element {}", root.names[0]);
                        self.fault("root", message);
                    }
                    // Where the contract names no root, it names no namespace that could be wrong.
                    let namespace = if root.names.is_empty() { &name.namespace } else { "" };
                    value = Some(self.element(&start, root, (&name.local, namespace))?);
                }
                Piece::Start(_) => return Err(self.source.broken("has more than one root element")),
                Piece::Text(text) if text.trim_ascii().is_empty() => {}
                Piece::Text(_) | Piece::End => return Err(self.source.broken("is not XML")),
                Piece::Eof => break,
            }
        }
        value.ok_or_else(|| self.source.broken("has no root element"))
    }

    /// An element whose start was read; `name` and `namespace` are those that hold where the contract does not say.
    fn element(
        &mut self,
        start: &BytesStart<'_>,
        element: &Element,
        (name, namespace): (&str, &str),
    ) -> Result<Value, Fault> {
        let own = element.namespace.as_deref().filter(|_| element.prefix.is_none());
        let plan = self.plan;
        self.content(start, plan.node(element.node), (name, own.unwrap_or(namespace)))
    }

    /// What an element holds, up to its end.
    fn content(
        &mut self,
        start: &BytesStart<'_>,
        node: &Node,
        (name, namespace): (&str, &str),
    ) -> Result<Value, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.source.broken("is nested too deeply"));
        }
        let (mut object, mut items, mut text) = (Map::new(), Vec::new(), String::new());
        let is_null = self.attributes(start, node, &mut object)?;
        let mut has_elements = false;
        loop {
            match self.source.next()? {
                Piece::Text(more) => text.push_str(&more),
                Piece::Start(start) => {
                    has_elements = true;
                    match node {
                        Node::List(item) => self.item(&start, item, (name, namespace), &mut items)?,
                        _ => self.member(&start, node, namespace, &mut object)?,
                    }
                }
                Piece::End => break,
                Piece::Eof => return Err(self.source.broken("is not XML")),
            }
        }
        self.depth -= 1;
        let is_text = !text.trim_ascii().is_empty();
        let is_empty = object.is_empty() && !has_elements;
        if is_text && !is_empty {
            self.fault("content", "must not mix text with elements or attributes");
        } else if is_null && (is_text || !is_empty) {
            self.fault("content", "must be empty when it is nil");
        }
        if let Node::Object { members, .. } = node
            && !(is_text && is_empty)
        {
            for member in members.iter().filter(|member| member.required && member.kind == Kind::Repeated) {
                object.entry(&member.property).or_insert_with(|| Value::Array(Vec::new()));
            }
        }
        Ok(match node {
            _ if is_null => Value::Null,
            Node::List(_) if !is_text => Value::Array(items),
            Node::Object { .. } if !is_text => Value::Object(object),
            _ if !is_empty => Value::Object(object),
            Node::Text(kinds) => Scalar::read(kinds, text, self.as_text),
            _ => Value::String(text),
        })
    }

    /// An element within a list.
    fn item(
        &mut self,
        start: &BytesStart<'_>,
        item: &Element,
        (name, namespace): (&str, &str),
        items: &mut Vec<Value>,
    ) -> Result<(), Fault> {
        let called = self.source.name(start.name(), true)?;
        if !is_called(item, &called, name, namespace) {
            return self.unknown(start, &called.local);
        }
        let length = self.enter(&items.len().to_string());
        items.push(self.element(start, item, (&called.local, namespace))?);
        self.at.truncate(length);
        Ok(())
    }

    /// An element that is a member of an object, or an item of one.
    fn member(
        &mut self,
        start: &BytesStart<'_>,
        node: &Node,
        namespace: &str,
        object: &mut Map<String, Value>,
    ) -> Result<(), Fault> {
        let called = self.source.name(start.name(), true)?;
        let (declared, others) = declared(node, false, &called, namespace);
        let (key, member) = match declared {
            Some(member) => (member.property.clone(), Some(member)),
            None => {
                let is_ours = called.namespace == namespace;
                let key = if is_ours { called.local.clone() } else { start.name().0.to_owned() };
                if knows(node, &key) {
                    return self.unknown(start, &key);
                }
                (key, others)
            }
        };
        let is_list = member.is_some_and(|member| member.kind == Kind::Repeated);
        let count = object.get(&key).map_or(0, |known| known.as_array().map_or(1, Vec::len));
        let length = self.enter(&key);
        if is_list {
            self.enter(&count.to_string());
        }
        let value = match member {
            Some(member) => self.element(start, &member.element, (&called.local, namespace))?,
            None => self.content(start, &Node::Any, (&called.local, namespace))?,
        };
        match (object.get_mut(&key), member) {
            (Some(Value::Array(items)), None) => items.push(value),
            (Some(Value::Array(items)), _) if is_list => items.push(value),
            // Of what no schema describes several are a list.
            (Some(known), None) => *known = Value::Array(vec![known.take(), value]),
            (Some(_), Some(_)) => self.fault("duplicate", "is given twice"),
            (None, _) => {
                object.insert(key, if is_list { Value::Array(vec![value]) } else { value });
            }
        }
        self.at.truncate(length);
        Ok(())
    }

    /// Takes the attributes as members; says whether the element is null.
    fn attributes(
        &mut self,
        start: &BytesStart<'_>,
        node: &Node,
        object: &mut Map<String, Value>,
    ) -> Result<bool, Fault> {
        let mut is_null = false;
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| self.source.broken("is not XML"))?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let called = self.source.name(attribute.key, false)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|_| self.source.broken("is not XML"))?;
            if !value.chars().all(is_carried) || attribute.value.contains('<') {
                return Err(self.source.broken("is not XML"));
            }
            match called.namespace.as_str() {
                XSI => is_null |= called.local == "nil" && ["true", "1"].contains(&value.trim_ascii()),
                XML => {}
                _ => self.attribute(attribute.key, &called, node, value.into_owned(), object),
            }
        }
        Ok(is_null)
    }

    fn attribute(
        &mut self,
        raw: QName<'_>,
        called: &Name,
        node: &Node,
        text: String,
        object: &mut Map<String, Value>,
    ) {
        let (declared, _) = declared(node, true, called, "");
        let key = declared.map_or(raw.0, |member| &member.property);
        if declared.is_none() && (knows(node, key) || matches!(node, Node::List(_))) {
            return self.fault_below(key);
        }
        let value = match declared.map(|member| self.plan.node(member.element.node)) {
            Some(Node::Text(kinds)) => Scalar::read(kinds, text, self.as_text),
            _ => Value::String(text),
        };
        // Two prefixes may stand for one namespace.
        if object.insert(key.to_owned(), value).is_some() {
            let length = self.enter(key);
            self.fault("duplicate", "is given twice");
            self.at.truncate(length);
        }
    }
}

/// What is wrong with it, and where.
impl Document<'_> {
    /// An element that has no place where it stands.
    fn unknown(&mut self, start: &BytesStart<'_>, name: &str) -> Result<(), Fault> {
        self.fault_below(name);
        let (faults, length) = (self.faults.len(), self.enter(name));
        self.content(start, &Node::Any, (name, ""))?;
        self.faults.truncate(faults);
        self.at.truncate(length);
        Ok(())
    }

    /// Goes on at a part; gives what the pointer is to be cut to after it.
    fn enter(&mut self, token: &str) -> usize {
        let length = self.at.len();
        self.at.push('/');
        self.at.push_str(&escape(&clip(token)));
        length
    }

    fn fault(&mut self, rule: &'static str, message: impl Into<Cow<'static, str>>) {
        // More are never named.
        if self.faults.len() <= MAX_FAULTS {
            self.faults.push(Fault::new(self.at.clone(), rule, message));
        }
    }

    fn fault_below(&mut self, name: &str) {
        let length = self.enter(name);
        self.fault("additionalProperties", "is not known here");
        self.at.truncate(length);
    }
}
