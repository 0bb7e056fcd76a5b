//! Writes a value as an XML document.

use serde_json::{Map, Value};

use super::name::is_name;
use super::{Element, Kind, NAMELESS, Node, Plan, XSI, is_carried};
use crate::parameter::{clip, escape};

/// The document of a value, or the pointer of what XML cannot carry.
pub(crate) fn write(plan: &Plan, root: &Element, value: &Value) -> Result<String, String> {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let mut writer = Writer { plan, text, scope: Vec::new(), at: String::new() };
    writer.element(root, NAMELESS, value)?;
    Ok(writer.text)
}

struct Writer<'p> {
    plan: &'p Plan,
    text: String,
    /// Prefixes and what they stand for, the nearest last; the empty one is that of names without.
    scope: Vec<(&'p str, &'p str)>,
    at: String,
}

impl<'p> Writer<'p> {
    /// An element; `name` is what it is called where the contract does not say.
    fn element(&mut self, element: &'p Element, name: &str, value: &Value) -> Result<(), String> {
        let name = element.names.first().map_or(name, String::as_str);
        let in_scope = self.scope.len();
        let mut open = String::new();
        let written = self.qualified(element, name, &mut open)?;
        self.content(self.plan.node(element.node), (&written, &open), value)?;
        self.scope.truncate(in_scope);
        Ok(())
    }

    /// The name with its prefix, which is declared in `open` when it was not.
    fn qualified(&mut self, element: &'p Element, name: &str, open: &mut String) -> Result<String, String> {
        if !is_name(name) {
            return Err(self.at.clone());
        }
        let Some(namespace) = element.namespace.as_deref() else { return Ok(name.to_owned()) };
        let prefix = element.prefix.as_deref().unwrap_or_default();
        let known = self.scope.iter().rfind(|(known, _)| *known == prefix);
        if known.is_none_or(|(_, known)| *known != namespace) {
            self.scope.push((prefix, namespace));
            let colon = if prefix.is_empty() { "" } else { ":" };
            open.push_str(&format!(" xmlns{colon}{prefix}=\"{}\"", self.escaped(namespace, true)?));
        }
        Ok(if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") })
    }

    /// An element of this name, with what `open` says beside it.
    fn content(&mut self, node: &'p Node, (name, open): (&str, &str), value: &Value) -> Result<(), String> {
        let mut open = open.to_owned();
        if let Value::Object(members) = value {
            self.attributes(node, members, &mut open)?;
        }
        if value.is_null() {
            self.text.push_str(&format!("<{name}{open} xmlns:xsi=\"{XSI}\" xsi:nil=\"true\"/>"));
            return Ok(());
        }
        self.text.push_str(&format!("<{name}{open}>"));
        match (node, value) {
            (Node::List(item), Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    // An item without a name of its own is called as the list is.
                    let name = name.rsplit(':').next().unwrap_or(name);
                    self.within(&index.to_string(), |writer| writer.element(item, name, value))?;
                }
            }
            (_, Value::Array(_)) => return Err(self.at.clone()),
            (_, Value::Object(members)) => {
                for (key, value) in members {
                    self.within(key, |writer| writer.member(node, key, value))?;
                }
            }
            (_, scalar) => {
                let text = self.escaped(&plain(scalar), false)?;
                self.text.push_str(&text);
            }
        }
        self.text.push_str(&format!("</{name}>"));
        Ok(())
    }

    fn attributes(
        &mut self,
        node: &'p Node,
        members: &Map<String, Value>,
        open: &mut String,
    ) -> Result<(), String> {
        let Node::Object { members: declared, .. } = node else { return Ok(()) };
        for member in declared.iter().filter(|member| member.kind == Kind::Attribute) {
            // No attribute is null.
            let Some(value) = members.get(&member.property).filter(|value| !value.is_null()) else {
                continue;
            };
            self.within(&member.property, |writer| {
                let name = writer.qualified(&member.element, &member.element.names[0], open)?;
                if value.is_array() || value.is_object() {
                    return Err(writer.at.clone());
                }
                open.push_str(&format!(" {name}=\"{}\"", writer.escaped(&plain(value), true)?));
                Ok(())
            })?;
        }
        Ok(())
    }

    /// A member in elements of its own.
    fn member(&mut self, node: &'p Node, key: &str, value: &Value) -> Result<(), String> {
        let declared = match node {
            Node::Object { members, others } => {
                members.iter().find(|member| member.property == key).or(others.as_ref())
            }
            _ => None,
        };
        match (declared, value) {
            (Some(member), _) if member.kind == Kind::Attribute => Ok(()),
            (Some(member), Value::Array(items)) if member.kind == Kind::Repeated => {
                self.each(items, |writer, item| writer.element(&member.element, key, item))
            }
            (Some(member), _) => self.element(&member.element, key, value),
            (None, _) if !is_name(key) => Err(self.at.clone()),
            (None, Value::Array(items)) => {
                self.each(items, |writer, item| writer.content(&Node::Any, (key, ""), item))
            }
            (None, _) => self.content(&Node::Any, (key, ""), value),
        }
    }

    fn each(
        &mut self,
        items: &[Value],
        mut write: impl FnMut(&mut Self, &Value) -> Result<(), String>,
    ) -> Result<(), String> {
        for (index, item) in items.iter().enumerate() {
            self.within(&index.to_string(), |writer| write(writer, item))?;
        }
        Ok(())
    }

    fn within(
        &mut self,
        token: &str,
        write: impl FnOnce(&mut Self) -> Result<(), String>,
    ) -> Result<(), String> {
        let length = self.at.len();
        self.at.push('/');
        self.at.push_str(&escape(&clip(token)));
        write(self)?;
        self.at.truncate(length);
        Ok(())
    }

    /// A text as it stands in an element or an attribute. What reading would change is written by its number.
    fn escaped(&self, text: &str, in_attribute: bool) -> Result<String, String> {
        let mut escaped = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' if in_attribute => escaped.push_str("&quot;"),
                '\t' | '\n' if in_attribute => escaped.push_str(&format!("&#{};", character as u32)),
                '\r' => escaped.push_str("&#13;"),
                _ if is_carried(character) => escaped.push(character),
                _ => return Err(self.at.clone()),
            }
        }
        Ok(escaped)
    }
}

fn plain(scalar: &Value) -> String {
    match scalar {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
