//! A schema without `allOf`: what all its parts say, in one schema. What does not go together stays under `allOf`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::registry::Registry;

/// What a schema says, its references and `allOf` taken in as far as that is possible.
pub fn flatten(registry: &Registry<'_>, schema: &Value) -> Value {
    flatten_within(registry, schema, 0)
}

fn flatten_within(registry: &Registry<'_>, schema: &Value, depth: usize) -> Value {
    let schema = registry.follow(schema);
    let (Some(members), true) = (schema.as_object(), depth < 16) else { return schema.clone() };
    let Some(parts) = members.get("allOf").and_then(Value::as_array) else { return schema.clone() };
    if members.contains_key("x-discriminator") {
        return schema.clone();
    }
    let mut whole = members.clone();
    whole.remove("allOf");
    for part in parts {
        let part = flatten_within(registry, part, depth + 1);
        match (part, whole.contains_key("x-discriminator")) {
            (Value::Object(part), false) => {
                if !merge(&mut whole, part) {
                    return json!(false);
                }
            }
            (Value::Bool(false), _) => return json!(false),
            (Value::Bool(true), _) => {}
            (part, _) => leave(&mut whole, part),
        }
    }
    Value::Object(whole)
}

/// Keeps a part as it is.
fn leave(whole: &mut Map<String, Value>, part: Value) {
    match whole.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(parts) => parts.push(part),
        None => {
            whole.insert("allOf".to_owned(), json!([part]));
        }
    }
}

/// Takes a part in; says no when nothing can satisfy both.
fn merge(whole: &mut Map<String, Value>, part: Map<String, Value>) -> bool {
    if whole.is_empty() {
        *whole = part;
        return true;
    }
    if part.contains_key("x-discriminator") || part.contains_key("if") {
        leave(whole, Value::Object(part));
        return true;
    }
    if ["patternProperties", "unevaluatedProperties"]
        .iter()
        .any(|key| whole.contains_key(*key) || part.contains_key(*key))
    {
        leave(whole, Value::Object(part));
        return true;
    }
    merge_properties(whole, &part);
    for (keyword, value) in part {
        let known = match whole.get(&keyword) {
            Some(known) => known.clone(),
            None => {
                whole.insert(keyword, value);
                continue;
            }
        };
        let merged = match keyword.as_str() {
            "properties" | "additionalProperties" => continue,
            "x-remarks" => {
                let mut all = known.as_object().cloned().unwrap_or_default();
                for (name, remarks) in value.as_object().into_iter().flatten() {
                    all.entry(name.clone()).or_insert(remarks.clone());
                }
                Value::Object(all)
            }
            _ if known == value => continue,
            "type" => match common_types(&known, &value) {
                Some(types) => types,
                None => return false,
            },
            "required" => union(&known, &value),
            "enum" => {
                Value::Array(list(&known).iter().filter(|one| list(&value).contains(one)).cloned().collect())
            }
            "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => {
                larger(known, value)
            }
            "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
                smaller(known, value)
            }
            "uniqueItems" => json!(true),
            "items" => json!({"allOf": [known, value]}),
            "allOf" => {
                list(&value).iter().for_each(|part| leave(whole, part.clone()));
                continue;
            }
            _ => {
                leave(whole, json!({keyword: value}));
                continue;
            }
        };
        whole.insert(keyword, merged);
    }
    true
}

/// Properties of either side are bound by what the other says of properties that it does not name.
fn merge_properties(whole: &mut Map<String, Value>, part: &Map<String, Value>) {
    let keys = ["properties", "additionalProperties"];
    if !keys.iter().any(|key| whole.contains_key(*key)) || !keys.iter().any(|key| part.contains_key(*key)) {
        return;
    }
    let anything = json!(true);
    let others = |side: &Map<String, Value>| side.get("additionalProperties").unwrap_or(&anything).clone();
    let (ours, theirs) = (others(whole), others(part));
    let named = |side: &Map<String, Value>| {
        side.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
    };
    let (ours_named, theirs_named) = (named(whole), named(part));
    let mut merged = Map::new();
    for name in ours_named.keys().chain(theirs_named.keys().filter(|name| !ours_named.contains_key(*name))) {
        let of_ours = ours_named.get(name).unwrap_or(&ours);
        let of_theirs = theirs_named.get(name).unwrap_or(&theirs);
        merged.insert(name.clone(), both(of_ours, of_theirs));
    }
    whole.insert("properties".to_owned(), Value::Object(merged));
    whole.insert("additionalProperties".to_owned(), both(&ours, &theirs));
}

fn both(a: &Value, b: &Value) -> Value {
    let is_open = |schema: &Value| *schema == json!(true) || *schema == json!({});
    match (a, b) {
        (Value::Bool(false), _) | (_, Value::Bool(false)) => json!(false),
        _ if is_open(a) || a == b => b.clone(),
        _ if is_open(b) => a.clone(),
        _ => json!({"allOf": [a, b]}),
    }
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_else(|| vec![value.clone()])
}

fn union(a: &Value, b: &Value) -> Value {
    let mut all = list(a);
    all.extend(list(b).into_iter().filter(|one| !list(a).contains(one)));
    Value::Array(all)
}

fn larger(a: Value, b: Value) -> Value {
    if b.as_f64() > a.as_f64() { b } else { a }
}

fn smaller(a: Value, b: Value) -> Value {
    if b.as_f64() < a.as_f64() { b } else { a }
}

/// The types that both allow; every integer is a number.
fn common_types(a: &Value, b: &Value) -> Option<Value> {
    let (a, b) = (list(a), list(b));
    let has = |side: &[Value], name: &Value| {
        side.contains(name) || (*name == json!("integer") && side.contains(&json!("number")))
    };
    let all: Vec<Value> = a.iter().chain(&b).filter(|name| has(&a, name) && has(&b, name)).cloned().collect();
    let mut kept: Vec<Value> = Vec::new();
    for name in all {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    match &kept[..] {
        [] => None,
        [only] => Some(only.clone()),
        _ => Some(Value::Array(kept)),
    }
}

/// Whether a flattened schema says nothing of a value but its type.
pub fn says_nothing(flat: &Value) -> bool {
    flat.as_object().is_none_or(|members| members.keys().all(|key| key.starts_with("x-") || key == "type"))
}

/// The types that a value of a schema may have; `None` when it may be anything.
pub fn types_of(registry: &Registry<'_>, schema: &Value) -> Option<BTreeSet<String>> {
    types_within(registry, schema, 0)
}

fn types_within(registry: &Registry<'_>, schema: &Value, depth: usize) -> Option<BTreeSet<String>> {
    if depth > 8 {
        return None;
    }
    let flat = flatten(registry, schema);
    if let Some(types) = flat.get("type") {
        return Some(list(types).iter().filter_map(|name| name.as_str().map(str::to_owned)).collect());
    }
    let values = flat.get("enum").map(list).or_else(|| flat.get("const").map(|value| vec![value.clone()]));
    if let Some(values) = values {
        return Some(values.iter().map(|value| type_name(value).to_owned()).collect());
    }
    let members = flat.get("oneOf").or_else(|| flat.get("anyOf"))?.as_array()?;
    let mut all = BTreeSet::new();
    for member in members {
        all.extend(types_within(registry, member, depth + 1)?);
    }
    Some(all)
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
