//! The schemas of a contract as JSON Schema 2020-12, by name: what judges a value, and what types are made from.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::convert::Converter;
use crate::document::{Document, Finding, escape, reference};
use crate::names::unique;

/// Which way a value goes: what is read-only is not sent, what is write-only is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Request,
    Response,
}

/// Every schema that something refers to, converted, under a name of its own.
pub struct Registry<'d> {
    pub document: &'d Document,
    /// By name.
    pub definitions: BTreeMap<String, Value>,
    /// What cannot be enforced, by name of the definition.
    pub refusals: HashMap<String, Vec<Finding>>,
    names: HashMap<(String, Option<Direction>, bool), String>,
    directional: HashMap<String, bool>,
    /// Whether anything in the contract is read-only or write-only.
    has_directions: bool,
    /// Bases of inheritance by `allOf`: pointer of the base to its children.
    children: HashMap<String, Vec<String>>,
    /// The definitions that each definition names, once it was asked.
    edges: RefCell<HashMap<String, Vec<String>>>,
}

impl<'d> Registry<'d> {
    pub fn new(document: &'d Document) -> Registry<'d> {
        let mut children: HashMap<String, Vec<String>> = HashMap::new();
        for (name, schema) in document.schemas() {
            for base in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                if let Some(base) = reference(base) {
                    children.entry(base).or_default().push(format!("/components/schemas/{}", escape(name)));
                }
            }
        }
        Registry {
            document,
            definitions: BTreeMap::new(),
            refusals: HashMap::new(),
            names: HashMap::new(),
            directional: HashMap::new(),
            has_directions: has_directions(&document.root),
            children,
            edges: RefCell::default(),
        }
    }

    /// Converts a schema that stands in the contract; what it refers to is registered.
    pub fn convert(
        &mut self,
        schema: &Value,
        pointer: &str,
        direction: Direction,
    ) -> Result<Value, Vec<Finding>> {
        let mut converter = Converter { registry: self, direction, findings: Vec::new() };
        let converted = converter.schema(schema, pointer);
        let findings = converter.findings;
        if findings.is_empty() { Ok(converted) } else { Err(findings) }
    }

    /// The name of the definition that a pointer leads to. `as_base` is the schema without its heirs.
    pub fn name_of(&mut self, pointer: &str, direction: Direction, as_base: bool) -> Option<String> {
        let target = self.document.root.pointer(pointer)?;
        let direction_matters = self.is_directional(target, pointer);
        let key = (pointer.to_owned(), direction_matters.then_some(direction), as_base);
        if let Some(name) = self.names.get(&key) {
            return Some(name.clone());
        }
        let short = pointer.strip_prefix("/components/schemas/").unwrap_or(pointer);
        let short = short.replace("~1", "/").replace("~0", "~");
        let safe = |character: char| {
            if character.is_ascii_alphanumeric() || "._-".contains(character) { character } else { '_' }
        };
        let mut name: String = short.trim_start_matches('/').chars().map(safe).collect();
        if as_base {
            name.push_str(".base");
        }
        if direction_matters && direction == Direction::Request {
            name.push_str(".request");
        }
        let name = self.unused(name);
        self.names.insert(key, name.clone());
        self.definitions.insert(name.clone(), json!(true));
        let mut converter = Converter { registry: self, direction, findings: Vec::new() };
        let converted = converter.definition(target, pointer, as_base);
        let findings = converter.findings;
        self.definitions.insert(name.clone(), converted);
        if !findings.is_empty() {
            self.refusals.insert(name.clone(), findings);
        }
        Some(name)
    }

    /// Registers a schema that has no name in the contract, and gives it one.
    pub fn add(&mut self, hint: &str, schema: Value) -> String {
        if let Some((name, _)) =
            self.definitions.iter().find(|(name, known)| name.starts_with(hint) && **known == schema)
        {
            return name.clone();
        }
        let name = self.unused(hint.to_owned());
        self.definitions.insert(name.clone(), schema);
        name
    }

    fn unused(&self, name: String) -> String {
        unique(&name, ".", |name| self.definitions.contains_key(name))
    }

    /// The heirs of a schema that others take in by `allOf`.
    pub fn children(&self, pointer: &str) -> Vec<String> {
        let mut all = self.children.get(pointer).cloned().unwrap_or_default();
        let mut at = 0;
        while let Some(child) = all.get(at).cloned() {
            for next in self.children.get(&child).into_iter().flatten() {
                if !all.contains(next) && next != pointer {
                    all.push(next.clone());
                }
            }
            at += 1;
        }
        all
    }

    /// Whether a schema, or anything that it refers to, is read-only or write-only somewhere.
    fn is_directional(&mut self, schema: &Value, pointer: &str) -> bool {
        if !self.has_directions {
            return false;
        }
        if let Some(known) = self.directional.get(pointer) {
            return *known;
        }
        let found = self.reaches_direction(schema, &mut BTreeSet::new());
        self.directional.insert(pointer.to_owned(), found);
        found
    }

    fn reaches_direction(&self, value: &Value, seen: &mut BTreeSet<String>) -> bool {
        match value {
            Value::Object(members) => {
                if ["readOnly", "writeOnly"].iter().any(|flag| members.get(*flag) == Some(&json!(true))) {
                    return true;
                }
                if let Some(pointer) = reference(value)
                    && seen.insert(pointer.clone())
                    && let Some(target) = self.document.root.pointer(&pointer)
                {
                    let heirs = target.get("discriminator").map(|_| self.children(&pointer));
                    if self.reaches_direction(target, seen)
                        || heirs.into_iter().flatten().any(|heir| {
                            seen.insert(heir.clone())
                                && self
                                    .document
                                    .root
                                    .pointer(&heir)
                                    .is_some_and(|heir| self.reaches_direction(heir, seen))
                        })
                    {
                        return true;
                    }
                }
                let skip = ["example", "examples", "default", "enum"];
                members.iter().any(|(key, member)| {
                    !skip.contains(&key.as_str()) && self.reaches_direction(member, seen)
                })
            }
            Value::Array(items) => items.iter().any(|item| self.reaches_direction(item, seen)),
            _ => false,
        }
    }

    /// A definition by name.
    pub fn definition(&self, name: &str) -> &Value {
        self.definitions.get(name).unwrap_or(&Value::Null)
    }

    /// Follows `#/$defs/…` until there is none; gives the last name with it.
    pub fn follow<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        for _ in 0..32 {
            match definition_name(schema) {
                Some(name) if is_only_reference(schema) => schema = self.definition(name),
                _ => return schema,
            }
        }
        schema
    }

    /// Names of all definitions that a schema leads to. To be asked once they are all converted.
    pub fn reachable(&self, schema: &Value) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut waiting = Vec::new();
        collect(schema, &mut waiting);
        while let Some(name) = waiting.pop() {
            if names.contains(&name) {
                continue;
            }
            let mut edges = self.edges.borrow_mut();
            let next = edges.entry(name.clone()).or_insert_with(|| {
                let mut next = Vec::new();
                collect(self.definition(&name), &mut next);
                next
            });
            waiting.extend(next.iter().filter(|next| !names.contains(*next)).cloned());
            names.insert(name);
        }
        names
    }
}

/// Whether anything in a document is read-only or write-only.
fn has_directions(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let is_set = |flag: &&str| members.get(*flag) == Some(&json!(true));
            ["readOnly", "writeOnly"].iter().any(is_set) || members.values().any(has_directions)
        }
        Value::Array(items) => items.iter().any(has_directions),
        _ => false,
    }
}

/// The definitions that a schema names itself.
fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            names.extend(definition_name(value).map(str::to_owned));
            members.values().for_each(|member| collect(member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}

/// The name in `{"$ref": "#/$defs/Name"}`.
pub fn definition_name(schema: &Value) -> Option<&str> {
    schema.get("$ref").and_then(Value::as_str)?.strip_prefix("#/$defs/")
}

/// Whether a schema is a reference and says nothing else.
pub fn is_only_reference(schema: &Value) -> bool {
    schema.as_object().is_some_and(|members| members.len() == 1 && members.contains_key("$ref"))
}
