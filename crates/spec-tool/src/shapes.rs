//! What the text of a parameter or a form field stands for, as the runtime reads it.

use serde_json::{Value, json};

use crate::flatten::{flatten, types_of};
use crate::names::literal;
use crate::registry::Registry;

/// Levels of lists and objects that text can hold; deeper ones are JSON.
const DEPTH: usize = 4;

/// The shape of a converted schema as an expression.
pub fn shape(registry: &Registry<'_>, schema: &Value) -> String {
    within(registry, schema, 0)
}

fn within(registry: &Registry<'_>, schema: &Value, depth: usize) -> String {
    let flat = flatten(registry, schema);
    let Some(mut types) = types_of(registry, &flat) else { return "Shape::Any".to_owned() };
    if types.remove("null") && !types.is_empty() {
        return format!("Shape::Nullable(&{})", of_types(registry, &flat, &types, depth));
    }
    of_types(registry, &flat, &types, depth)
}

fn of_types(
    registry: &Registry<'_>,
    flat: &Value,
    types: &std::collections::BTreeSet<String>,
    depth: usize,
) -> String {
    let names: Vec<&str> = types.iter().map(String::as_str).collect();
    match names[..] {
        [only] => of_type(registry, flat, only, depth),
        ["boolean" | "integer" | "number" | "string", ..]
            if names.iter().all(|name| scalar(name).is_some()) =>
        {
            let order = ["boolean", "integer", "number", "string"];
            let shapes: Vec<&str> =
                order.iter().filter(|name| names.contains(name)).filter_map(|name| scalar(name)).collect();
            format!("Shape::OneOf(&[{}])", shapes.join(", "))
        }
        _ => "Shape::Any".to_owned(),
    }
}

fn of_type(registry: &Registry<'_>, flat: &Value, name: &str, depth: usize) -> String {
    if let Some(scalar) = scalar(name) {
        return scalar.to_owned();
    }
    if depth >= DEPTH {
        return "Shape::Any".to_owned();
    }
    // Members of a union may each have their own items and properties.
    let members = flat.get("oneOf").or_else(|| flat.get("anyOf")).and_then(Value::as_array);
    let parts: Vec<Value> = std::iter::once(flat.clone())
        .chain(members.into_iter().flatten().map(|member| flatten(registry, member)))
        .chain(discriminated(registry, flat))
        .collect();
    if name == "array" {
        let items = parts.iter().find_map(|part| part.get("items").cloned()).unwrap_or(json!(true));
        return format!("Shape::List(&{})", within(registry, &items, depth + 1));
    }
    let mut properties: Vec<(String, String)> = Vec::new();
    let mut others = None;
    for part in parts.iter().filter(|part| {
        part.get("properties").is_some() || part.get("additionalProperties").is_some() || parts.len() == 1
    }) {
        for (name, schema) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if *schema != json!(false) && !properties.iter().any(|(known, _)| known == name) {
                properties.push((name.clone(), within(registry, schema, depth + 1)));
            }
        }
        let open = part.get("additionalProperties").unwrap_or(&Value::Bool(true));
        if *open != json!(false) && others.is_none() {
            others = Some(within(registry, open, depth + 1));
        }
    }
    let listed: Vec<String> =
        properties.iter().map(|(name, shape)| format!("({}, {shape})", literal(name))).collect();
    let others = others.map_or_else(|| "None".to_owned(), |shape| format!("Some(&{shape})"));
    format!("Shape::Object(&[{}], {others})", listed.join(", "))
}

fn discriminated(registry: &Registry<'_>, flat: &Value) -> Vec<Value> {
    let variants = flat["x-discriminator"]["variants"].as_array().cloned().unwrap_or_default();
    let definition = |variant: &Value| registry.definition(variant[1].as_str().unwrap_or_default()).clone();
    variants.iter().map(|variant| flatten(registry, &definition(variant))).collect()
}

fn scalar(name: &str) -> Option<&'static str> {
    match name {
        "string" => Some("Shape::Text"),
        "integer" => Some("Shape::Integer"),
        "number" => Some("Shape::Number"),
        "boolean" => Some("Shape::Boolean"),
        "null" => Some("Shape::Nullable(&Shape::Text)"),
        _ => None,
    }
}
