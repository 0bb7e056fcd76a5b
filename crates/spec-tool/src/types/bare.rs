//! Lists, sizes and null: what any kind of schema may have.

use serde_json::{Value, json};

use super::RustType;
use crate::check::{Check, PLACE, REFERENCE};
use crate::flatten::types_of;
use crate::registry::Registry;

/// A list of these items.
pub fn list(flat: &Value, items: RustType) -> RustType {
    let mut checks = Vec::new();
    size_checks(flat, ("minItems", "maxItems"), &mut checks);
    if flat.get("uniqueItems") == Some(&json!(true)) {
        let function = if items.hashable { "unique" } else { "unique_values" };
        checks.push(format!("check::{function}({REFERENCE})"));
    }
    if let Some(check) = items.check {
        checks.push(format!("{PLACE}.iter().all(|v| {})", check.of_reference()));
    }
    RustType::plain(&format!("Vec<{}>", items.name), Check::all(checks), items.hashable)
}

/// The members of a union that says nothing else, without the null among them.
pub fn beside_null(registry: &Registry<'_>, flat: &Value) -> Option<(String, Vec<Value>)> {
    let (keyword, members) = flat.as_object().filter(|all| all.len() == 1)?.iter().next()?;
    let members = members.as_array()?;
    let rest: Vec<Value> = members.iter().filter(|one| **one != json!({"type": "null"})).cloned().collect();
    // Where exactly one may hold, a null that another allows too is refused.
    let refuses_null = |one: &Value| types_of(registry, one).is_some_and(|types| !types.contains("null"));
    let is_told = keyword == "anyOf" || (keyword == "oneOf" && rest.iter().all(refuses_null));
    (is_told && !rest.is_empty() && rest.len() + 1 == members.len()).then(|| (keyword.clone(), rest))
}

/// The schema without null, and whether null was allowed.
pub fn without_null(mut flat: Value) -> (Value, bool) {
    let null = json!("null");
    let Some(members) = flat.as_object_mut() else { return (flat, false) };
    let in_type = match members.get("type") {
        Some(Value::Array(types)) => types.contains(&null),
        None => {
            members.get("enum").and_then(Value::as_array).is_some_and(|words| words.contains(&Value::Null))
        }
        _ => false,
    };
    if !in_type {
        return (flat, false);
    }
    let mut allowed = true;
    if let Some(words) = members.get_mut("enum").and_then(Value::as_array_mut) {
        allowed = words.contains(&Value::Null);
        words.retain(|word| !word.is_null());
    }
    if let Some(types) = members.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|name| *name != null);
        if let [only] = &types[..] {
            let only = only.clone();
            members.insert("type".to_owned(), only);
        }
    }
    (flat, allowed)
}

/// The checks of two bounds of a size.
pub fn size_checks(schema: &Value, (least, most): (&str, &str), checks: &mut Vec<String>) {
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64).map(|bound| bound as u64);
    match (bound(least).filter(|least| *least > 0), bound(most)) {
        (Some(1), None) => checks.push(format!("!{PLACE}.is_empty()")),
        (Some(least), None) => checks.push(format!("{PLACE}.len() >= {least}")),
        (None, Some(most)) => checks.push(format!("{PLACE}.len() <= {most}")),
        (Some(least), Some(most)) => checks.push(format!("({least}..={most}).contains(&{PLACE}.len())")),
        (None, None) => {}
    }
}
