//! The schemas that together say what a value is: a schema with all that it refers to, takes in or may be.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::convert::mapping;
use crate::document::{Document, escape, reference};
use crate::registry::Registry;

/// One of several schemas that say something of the same value.
#[derive(Clone, Debug)]
pub struct Part<'s> {
    pub schema: &'s Value,
    pub pointer: String,
    /// Whether it holds for some values only, as a variant of a union does.
    pub is_variant: bool,
    /// Whether its `xml` is meant for the value, and not for an heir or a variant.
    pub names: bool,
    /// Whether a reference leads to it.
    pub is_referred: bool,
}

/// A schema and the place where it stands, the parts of it to come.
pub type Place<'s> = (&'s Value, String);

/// Every part of schemas that all say something of the same value, those that stand nearest first.
pub fn parts<'s>(registry: &'s Registry<'_>, places: &[Place<'s>]) -> Vec<Part<'s>> {
    let mut walk = Walk { document: registry.document, registry, seen: HashSet::new(), found: Vec::new() };
    for (schema, pointer) in places {
        let part =
            Part { schema, pointer: pointer.clone(), is_variant: false, names: true, is_referred: false };
        walk.visit(part, false);
    }
    walk.found
}

struct Walk<'s, 'd> {
    document: &'s Document,
    registry: &'s Registry<'d>,
    seen: HashSet<String>,
    found: Vec<Part<'s>>,
}

impl<'s> Walk<'s, '_> {
    /// `inherits` where an heir takes the schema in, and so does not mean the other heirs.
    fn visit(&mut self, part: Part<'s>, inherits: bool) {
        if !self.seen.insert(part.pointer.clone()) {
            return;
        }
        let target = reference(part.schema);
        if target.is_none() || self.document.is_31 {
            self.found.push(part.clone());
        }
        if let Some(pointer) = target {
            if let Some(schema) = self.document.root.pointer(&pointer) {
                self.visit(Part { schema, pointer, is_referred: true, ..part.clone() }, inherits);
            }
            if !self.document.is_31 {
                return;
            }
        }
        let schema = part.schema;
        let all = schema.get("allOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (index, schema) in all.iter().enumerate() {
            let pointer = format!("{}/allOf/{index}", part.pointer);
            let inherits = pointer.starts_with("/components/schemas/") && pointer.matches('/').count() == 5;
            let names = part.names && all.len() == 1;
            self.visit(Part { schema, pointer, names, ..part.clone() }, inherits);
        }
        let variant = |schema: &'s Value, pointer: String| Part {
            schema,
            pointer,
            is_variant: true,
            names: false,
            ..part.clone()
        };
        for keyword in ["oneOf", "anyOf"] {
            for (index, schema) in
                schema.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate()
            {
                self.visit(variant(schema, format!("{}/{keyword}/{index}", part.pointer)), false);
            }
        }
        for keyword in ["then", "else"] {
            if let Some(schema) = schema.get(keyword) {
                self.visit(variant(schema, format!("{}/{keyword}", part.pointer)), false);
            }
        }
        for (name, schema) in schema.get("dependentSchemas").and_then(Value::as_object).into_iter().flatten()
        {
            self.visit(variant(schema, format!("{}/dependentSchemas/{}", part.pointer, escape(name))), false);
        }
        if schema.get("discriminator").is_some() && !inherits {
            for (_, pointer) in mapping(schema, &self.registry.children(&part.pointer)) {
                if let Some(schema) = self.document.root.pointer(&pointer) {
                    self.visit(variant(schema, pointer), false);
                }
            }
        }
    }
}

/// What the element or attribute of a value is called.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Face {
    /// `xml.name`.
    pub name: Option<String>,
    /// Whether the name stands behind a reference, where some read it as the name of the root alone.
    pub is_referred: bool,
    pub namespace: Option<String>,
    pub prefix: Option<String>,
    pub is_attribute: bool,
    pub is_wrapped: bool,
}

/// What the `xml` of the parts says, that of the nearest first.
pub fn face(parts: &[Part<'_>]) -> Face {
    let mut face = Face::default();
    for part in parts.iter().filter(|part| part.names) {
        let Some(xml) = part.schema.get("xml") else { continue };
        let text = |key: &str| xml.get(key).and_then(Value::as_str).map(str::to_owned);
        if face.name.is_none() {
            face.name = text("name");
            face.is_referred = part.is_referred;
        }
        face.namespace = face.namespace.or_else(|| text("namespace"));
        face.prefix = face.prefix.or_else(|| text("prefix")).filter(|prefix| !prefix.is_empty());
        face.is_attribute |= xml.get("attribute") == Some(&json!(true));
        face.is_wrapped |= xml.get("wrapped") == Some(&json!(true));
    }
    face
}

/// The types that values may have, without null; empty when nothing is said.
pub fn types(parts: &[Part<'_>]) -> Vec<&'static str> {
    const STRUCTURED: [(&str, &[&str]); 2] = [
        ("object", &["properties", "additionalProperties", "patternProperties", "required"]),
        ("array", &["items", "prefixItems"]),
    ];
    const KNOWN: [&str; 6] = ["boolean", "integer", "number", "string", "array", "object"];
    let mut found: Vec<&'static str> = Vec::new();
    for part in parts {
        let schema = part.schema;
        let named = schema.get("type").map(|name| name.as_array().cloned().unwrap_or(vec![name.clone()]));
        let literals = schema.get("enum").and_then(Value::as_array).cloned();
        let literals = literals.or_else(|| schema.get("const").map(|only| vec![only.clone()]));
        let signs =
            STRUCTURED.iter().filter(|(_, signs)| signs.iter().any(|sign| schema.get(*sign).is_some()));
        match (named, literals) {
            (Some(names), _) => {
                found.extend(KNOWN.iter().filter(|known| names.iter().any(|name| name == *known)));
            }
            (None, Some(values)) => found.extend(values.iter().filter_map(type_of)),
            (None, None) => found.extend(signs.map(|(name, _)| *name)),
        }
    }
    KNOWN.into_iter().filter(|known| found.contains(known)).collect()
}

fn type_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::String(_) => Some("string"),
        Value::Array(_) => Some("array"),
        Value::Object(_) => Some("object"),
    }
}

/// Whether null is among the values.
pub fn is_nullable(parts: &[Part<'_>]) -> bool {
    parts.iter().any(|part| {
        let name = part.schema.get("type");
        part.schema.get("nullable") == Some(&json!(true))
            || name == Some(&json!("null"))
            || name.and_then(Value::as_array).is_some_and(|names| names.contains(&json!("null")))
    })
}
