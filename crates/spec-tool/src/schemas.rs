//! What judges values: the schemas of bodies, parameters and answers, each with the definitions that it leads to.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::registry::Registry;

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

/// The schemas that go with the generated crate, without what only generation needs, and the plan of what is XML.
pub fn written(
    registry: &Registry<'_>,
    sections: Vec<(&str, Map<String, Value>)>,
    xml: Option<Value>,
) -> Value {
    let mut whole = Map::new();
    // What cannot be enforced, or leads to such a definition, belongs to no operation that is kept.
    let is_refused = |name: &String| registry.refusals.contains_key(name);
    let definitions: Map<String, Value> = registry
        .definitions
        .iter()
        .filter(|(name, schema)| !is_refused(name) && !registry.reachable(schema).iter().any(is_refused))
        .map(|(name, schema)| (name.clone(), bare(schema, false)))
        .collect();
    whole.insert("$defs".to_owned(), Value::Object(definitions));
    for (name, section) in sections {
        let section: Map<String, Value> =
            section.iter().map(|(key, schema)| (key.clone(), bare(schema, false))).collect();
        whole.insert(name.to_owned(), Value::Object(section));
    }
    whole.extend(xml.map(|plan| ("xml".to_owned(), plan)));
    json!(whole)
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
