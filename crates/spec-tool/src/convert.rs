//! A schema of OpenAPI 3.0 or 3.1 as JSON Schema 2020-12, for one direction.

mod discriminator;
mod whole;

use serde_json::{Map, Value, json};

pub use self::discriminator::mapping;
use self::discriminator::when;
use self::whole::whole_number_bounds;

use crate::document::{Document, Finding, escape, reference};
use crate::registry::{Direction, Registry};

/// Words that say nothing about a value.
pub const SILENT: [&str; 18] = [
    "description",
    "example",
    "examples",
    "default",
    "title",
    "externalDocs",
    "xml",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "discriminator",
    "$comment",
    "$schema",
    "$defs",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];

/// Formats that are checked; to JSON Schema every other one is a remark.
pub const FORMATS: [&str; 20] = [
    "date-time",
    "date",
    "time",
    "duration",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uri-template",
    "uuid",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "byte",
];

pub struct Converter<'r, 'd> {
    pub registry: &'r mut Registry<'d>,
    pub direction: Direction,
    pub findings: Vec<Finding>,
}

impl Converter<'_, '_> {
    /// A schema that others refer to. A base with a discriminator judges its heirs too, unless it is meant alone.
    pub fn definition(&mut self, schema: &Value, pointer: &str, as_base: bool) -> Value {
        let is_base = schema.get("discriminator").is_some() && !has_union(schema);
        let mut converted = self.schema(schema, pointer);
        if is_base && !as_base {
            let tag =
                schema.pointer("/discriminator/propertyName").and_then(Value::as_str).unwrap_or_default();
            let children: Vec<String> = self.registry.children(pointer);
            let mut rules = converted.get("allOf").and_then(Value::as_array).cloned().unwrap_or_default();
            for (word, target) in mapping(schema, &children) {
                if target != pointer
                    && let Some(name) = self.registry.name_of(&target, self.direction, false)
                {
                    rules.push(when(tag, &word, &name));
                }
            }
            if !rules.is_empty()
                && let Some(members) = converted.as_object_mut()
            {
                members.insert("allOf".to_owned(), Value::Array(rules));
            }
        }
        converted
    }

    pub fn schema(&mut self, schema: &Value, pointer: &str) -> Value {
        let Some(members) = schema.as_object() else { return schema.clone() };
        if members.contains_key("$ref") {
            let referred = self.reference(schema, pointer, false);
            if !self.registry.document.is_31 || members.len() == 1 {
                return referred;
            }
            let mut rest = members.clone();
            rest.remove("$ref");
            let rest = self.schema(&Value::Object(rest), pointer);
            return if rest == json!({}) { referred } else { json!({"allOf": [referred, rest]}) };
        }
        if has_union(schema)
            && let Some(tagged) = self.tagged(schema, pointer)
        {
            return tagged;
        }
        let mut converted = Map::new();
        for (keyword, value) in members {
            let at = format!("{pointer}/{}", escape(keyword));
            if let Some(value) = self.keyword(members, keyword, value, &at) {
                converted.insert(keyword.clone(), value);
            }
        }
        if !self.registry.document.is_31 {
            for (flag, inclusive) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
                if members.get(flag) == Some(&json!(true))
                    && let Some(bound) = converted.remove(inclusive)
                {
                    converted.insert(flag.to_owned(), bound);
                }
            }
            if members.get("nullable") == Some(&json!(true))
                && let Some(name) = converted.get_mut("type")
            {
                *name = json!([name.clone(), "null"]);
            }
        }
        let is_file = members.get("contentMediaType").is_some() && members.get("contentEncoding").is_none();
        if is_file || members.get("format") == Some(&json!("binary")) {
            converted.insert("x-binary".to_owned(), json!(true));
        }
        whole_number_bounds(members, &mut converted);
        if let Some(properties) = members.get("properties").and_then(Value::as_object) {
            let remarks: Map<String, Value> = properties
                .iter()
                .map(|(name, property)| (name.clone(), remarks(self.registry.document, property)))
                .filter(|(_, remarks)| *remarks != json!({}))
                .collect();
            if !remarks.is_empty() {
                converted.insert("x-remarks".to_owned(), Value::Object(remarks));
            }
        }
        Value::Object(converted)
    }

    fn keyword(
        &mut self,
        members: &Map<String, Value>,
        keyword: &str,
        value: &Value,
        at: &str,
    ) -> Option<Value> {
        match keyword {
            "type" => {
                let known = ["string", "integer", "number", "boolean", "array", "object", "null"];
                let names: Vec<&Value> =
                    value.as_array().map_or_else(|| vec![value], |all| all.iter().collect());
                for name in names.iter().filter(|name| !known.contains(&name.as_str().unwrap_or_default())) {
                    self.findings.push(Finding::new(at, format!("{name} is no type of JSON Schema")));
                }
                Some(value.clone())
            }
            "properties" => {
                let one = |(name, property): (&String, &Value)| {
                    let at = format!("{at}/{}", escape(name));
                    (
                        name.clone(),
                        if self.is_hidden(property) { json!(false) } else { self.schema(property, &at) },
                    )
                };
                Some(value.as_object()?.iter().map(one).collect())
            }
            "required" => {
                let properties = members.get("properties");
                let names = value.as_array().into_iter().flatten();
                let kept: Vec<Value> = names
                    .filter(|name| {
                        let property = name.as_str().and_then(|name| properties?.get(name));
                        !property.is_some_and(|property| self.is_hidden(property))
                    })
                    .cloned()
                    .collect();
                (!kept.is_empty()).then_some(Value::Array(kept))
            }
            "patternProperties" | "dependentSchemas" => {
                let one = |(name, schema): (&String, &Value)| {
                    let at = format!("{at}/{}", escape(name));
                    let is_pattern = keyword == "patternProperties";
                    let name = if is_pattern { self.pattern(name, &at) } else { name.clone() };
                    (name, self.schema(schema, &at))
                };
                Some(value.as_object()?.iter().map(one).collect())
            }
            "items"
            | "not"
            | "additionalProperties"
            | "contains"
            | "propertyNames"
            | "if"
            | "then"
            | "else"
            | "unevaluatedProperties"
            | "unevaluatedItems" => Some(self.schema(value, at)),
            "allOf" => {
                let one = |(index, schema): (usize, &Value)| {
                    let at = format!("{at}/{index}");
                    // A named schema inherits; elsewhere a list of one reference only adds a remark to it.
                    let inherits = at.starts_with("/components/schemas/") && at.matches('/').count() == 5;
                    if schema.get("$ref").is_some() {
                        self.reference(schema, &at, inherits)
                    } else {
                        self.schema(schema, &at)
                    }
                };
                Some(value.as_array()?.iter().enumerate().map(one).collect())
            }
            "anyOf" | "oneOf" | "prefixItems" => {
                let one = |(index, schema): (usize, &Value)| self.schema(schema, &format!("{at}/{index}"));
                Some(value.as_array()?.iter().enumerate().map(one).collect())
            }
            "exclusiveMinimum" | "exclusiveMaximum" if value.is_boolean() => None,
            "format" => FORMATS.contains(&value.as_str().unwrap_or_default()).then(|| value.clone()),
            "pattern" => Some(json!(self.pattern(value.as_str().unwrap_or_default(), at))),
            "$dynamicRef" | "$dynamicAnchor" | "$anchor" | "$id" | "$vocabulary" => {
                self.findings.push(Finding::new(
                    at,
                    format!("{keyword} cannot be followed: use $ref to a place in this document"),
                ));
                None
            }
            _ if SILENT.contains(&keyword) || keyword.starts_with("x-") => None,
            _ => Some(value.clone()),
        }
    }

    fn pattern(&mut self, pattern: &str, at: &str) -> String {
        crate::pattern::readable(pattern).unwrap_or_else(|reason| {
            self.findings.push(Finding::new(at, reason));
            pattern.to_owned()
        })
    }

    /// Whether a property is not there in this direction.
    fn is_hidden(&self, property: &Value) -> bool {
        let flag = if self.direction == Direction::Request { "readOnly" } else { "writeOnly" };
        let is_set = |schema: &Value| schema.get(flag) == Some(&json!(true));
        let resolved = self.registry.document.resolve(property);
        let parts = resolved.get("allOf").and_then(Value::as_array).into_iter().flatten();
        is_set(property)
            || is_set(resolved)
            || parts.into_iter().any(|part| is_set(self.registry.document.resolve(part)))
    }

    fn reference(&mut self, schema: &Value, pointer: &str, as_parent: bool) -> Value {
        let text = schema["$ref"].as_str().unwrap_or_default();
        let Some(target) = reference(schema) else {
            let message =
                format!("{text} leads out of this document: bundle the contract into one file first");
            self.findings.push(Finding::new(pointer, message));
            return json!(true);
        };
        let is_base = self
            .registry
            .document
            .root
            .pointer(&target)
            .is_some_and(|target| target.get("discriminator").is_some() && !has_union(target));
        match self.registry.name_of(&target, self.direction, as_parent && is_base) {
            Some(name) => json!({"$ref": format!("#/$defs/{name}")}),
            None => {
                self.findings.push(Finding::new(pointer, format!("{text} leads nowhere")));
                json!(true)
            }
        }
    }
}

/// The description and the default of a schema, or of the one that it refers to.
pub fn remarks(document: &Document, schema: &Value) -> Value {
    let mut remarks = Map::new();
    for key in ["description", "default"] {
        let target = document.resolve(schema);
        let only = match target.get("allOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice) {
            [only] => document.resolve(only),
            _ => &Value::Null,
        };
        if let Some(said) = schema.get(key).or_else(|| target.get(key)).or_else(|| only.get(key)) {
            remarks.insert(key.to_owned(), said.clone());
        }
    }
    Value::Object(remarks)
}

fn has_union(schema: &Value) -> bool {
    schema.get("oneOf").is_some() || schema.get("anyOf").is_some()
}
