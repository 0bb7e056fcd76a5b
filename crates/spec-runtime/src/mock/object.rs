//! Objects with the properties that a schema asks for, and some that it allows.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::sample::{SPARSE_DEPTH, Sampler};

impl Sampler<'_> {
    /// An object for the keywords of a schema.
    pub(super) fn object(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let count = |keyword: &str| schema.get(keyword).and_then(Value::as_u64).map(|count| count as usize);
        let least = count("minProperties").unwrap_or(0);
        let most = count("maxProperties").unwrap_or(usize::MAX);
        let mut required = BTreeSet::new();
        require(schema.get("required"), &mut required);
        let mut object = Map::new();
        while let Some(name) = required.iter().find(|name| !object.contains_key(**name)).copied() {
            object.insert(name.to_owned(), self.value(&property(schema, name), depth + 1)?);
            require(schema.get("dependentRequired").and_then(|all| all.get(name)), &mut required);
        }
        for (name, _) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let is_wanted = object.len() < least
                || depth < SPARSE_DEPTH && (self.fullness == 0 || self.fullness == 2 && self.below(2) == 0);
            if object.contains_key(name) || object.len() >= most || !is_wanted {
                continue;
            }
            let mut dependents = BTreeSet::new();
            require(schema.get("dependentRequired").and_then(|all| all.get(name)), &mut dependents);
            if dependents.iter().all(|name| object.contains_key(*name))
                && let Some(value) = self.value(&property(schema, name), depth + 1)
            {
                object.insert(name.clone(), value);
            }
        }
        let is_map = schema.get("additionalProperties").is_some_and(Value::is_object)
            || schema.contains_key("patternProperties");
        let more = if is_map && depth < SPARSE_DEPTH && self.fullness != 1 { object.len() + 1 } else { 0 };
        self.add_others(schema, least.max(more).min(most), depth, &mut object);
        (object.len() >= least).then_some(Value::Object(object))
    }

    /// Properties that have no name in the schema, until there are as many as wanted or none more is allowed.
    fn add_others(
        &mut self,
        schema: &Map<String, Value>,
        wanted: usize,
        depth: usize,
        object: &mut Map<String, Value>,
    ) {
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let names = match (patterns.and_then(|all| all.keys().next()), schema.get("propertyNames")) {
            (Some(pattern), _) => json!({"type": "string", "pattern": pattern}),
            (None, Some(names)) => json!({"allOf": [{"type": "string"}, names]}),
            (None, None) => json!({"type": "string", "minLength": 1}),
        };
        for _ in 0..wanted * 8 {
            if object.len() >= wanted {
                return;
            }
            let Some(Value::String(name)) = self.value(&names, depth + 1) else { return };
            if object.contains_key(&name) {
                continue;
            }
            let Some(value) = self.value(&property(schema, &name), depth + 1) else { return };
            object.insert(name, value);
        }
    }
}

fn require<'v>(names: Option<&'v Value>, required: &mut BTreeSet<&'v str>) {
    required.extend(names.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str));
}

/// The schema of a property: by its name, its pattern, or as one of the others.
fn property(schema: &Map<String, Value>, name: &str) -> Value {
    let named = schema.get("properties").and_then(|all| all.get(name));
    let patterns = schema.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    let fits = |pattern: &str| regex::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(name));
    let matching = patterns.filter(|(pattern, _)| fits(pattern)).map(|(_, schema)| schema);
    let parts: Vec<&Value> = named.into_iter().chain(matching).collect();
    match parts.as_slice() {
        [] => schema.get("additionalProperties").cloned().unwrap_or(Value::Bool(true)),
        [only] => (*only).clone(),
        several => json!({"allOf": several}),
    }
}
