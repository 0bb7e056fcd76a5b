//! The bounds of whole numbers.

use serde_json::{Map, Value, json};

/// The bounds of whole numbers, which Rust and most others keep in 32 or 64 bits.
pub(super) fn whole_number_bounds(members: &Map<String, Value>, converted: &mut Map<String, Value>) {
    let of_type = |name: &str| match members.get("type") {
        Some(Value::String(only)) => only == name,
        Some(Value::Array(all)) => all.iter().any(|one| one == name),
        _ => false,
    };
    if !of_type("integer") || of_type("number") {
        return;
    }
    if members.get("format") == Some(&json!("int32")) {
        converted.insert("x-int32".to_owned(), json!(true));
    }
    let (least, most) = match members.get("format").and_then(Value::as_str) {
        Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let bound =
        |keyword: &str, converted: &Map<String, Value>| converted.get(keyword).and_then(Value::as_f64);
    let lower = [bound("minimum", converted), bound("exclusiveMinimum", converted)];
    if lower.into_iter().flatten().all(|lower| lower < least as f64) {
        converted.remove("exclusiveMinimum");
        converted.insert("minimum".to_owned(), json!(least));
    }
    let upper = [bound("maximum", converted), bound("exclusiveMaximum", converted)];
    if upper.into_iter().flatten().all(|upper| upper > most as f64) {
        converted.remove("exclusiveMaximum");
        converted.insert("maximum".to_owned(), json!(most));
    }
}
