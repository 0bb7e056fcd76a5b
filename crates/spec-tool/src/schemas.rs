//! What judges values: the schemas of bodies, parameters and answers, each with the definitions that it leads to.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::registry::{Registry, definition_name};

/// Compiles a converted schema.
pub fn validator(registry: &Registry<'_>, schema: &Value) -> Result<Validator, String> {
    let mut whole = match schema {
        Value::Object(members) => members.clone(),
        other => return jsonschema::draft202012::new(other).map_err(|error| error.to_string()),
    };
    let definitions: Map<String, Value> = registry
        .reachable(schema)
        .into_iter()
        .map(|name| (name.clone(), registry.definition(&name).clone()))
        .collect();
    whole.insert("$defs".to_owned(), Value::Object(definitions));
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_format("byte", is_base64)
        .build(&Value::Object(whole))
        .map_err(|error| error.to_string())
}

fn is_base64(text: &str) -> bool {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).is_ok()
}

/// The schemas that go with the generated crate, without what only generation needs.
pub fn written(registry: &Registry<'_>, sections: Vec<(&str, Map<String, Value>)>) -> Value {
    let mut whole = Map::new();
    let refused = refused(registry);
    let definitions: Map<String, Value> = registry
        .definitions
        .iter()
        .filter(|(name, _)| !refused.contains(name.as_str()))
        .map(|(name, schema)| (name.clone(), bare(schema, false)))
        .collect();
    whole.insert("$defs".to_owned(), Value::Object(definitions));
    for (name, section) in sections {
        let section: Map<String, Value> =
            section.iter().map(|(key, schema)| (key.clone(), bare(schema, false))).collect();
        whole.insert(name.to_owned(), Value::Object(section));
    }
    json!(whole)
}

/// The definitions that cannot be enforced, or lead to such a one: no operation that is kept has them.
fn refused<'r>(registry: &'r Registry<'_>) -> BTreeSet<&'r str> {
    let mut refused: BTreeSet<&str> = registry.refusals.keys().map(String::as_str).collect();
    let mut known = 0;
    while known < refused.len() {
        known = refused.len();
        for (name, schema) in &registry.definitions {
            if !refused.contains(name.as_str()) && refers(schema, &refused) {
                refused.insert(name);
            }
        }
    }
    refused
}

fn refers(schema: &Value, names: &BTreeSet<&str>) -> bool {
    match schema {
        Value::Object(members) => {
            definition_name(schema).is_some_and(|name| names.contains(name))
                || members.values().any(|member| refers(member, names))
        }
        Value::Array(items) => items.iter().any(|item| refers(item, names)),
        _ => false,
    }
}

/// A schema without `x-`; the names of properties stay as they are.
fn bare(schema: &Value, is_names: bool) -> Value {
    match schema {
        Value::Object(members) => members
            .iter()
            .filter(|(key, _)| is_names || !key.starts_with("x-"))
            .map(|(key, member)| {
                let names = !is_names
                    && ["properties", "patternProperties", "dependentSchemas"].contains(&key.as_str());
                let literal = !is_names && ["enum", "const", "required"].contains(&key.as_str());
                (key.clone(), if literal { member.clone() } else { bare(member, names) })
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| bare(item, false)).collect(),
        other => other.clone(),
    }
}
