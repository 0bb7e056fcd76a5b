//! Operations that a retry does not repeat: `x-idempotency: key` or `derived`.

use serde_json::{Map, Value, json};

use crate::document::{Document, Finding, FoundOperation};
use crate::parameters::Parameter;

/// The request header that `key` asks for, and the answer header that both say a replay with.
const KEY: &str = "Idempotency-Key";
const REPLAYED: &str = "Idempotent-Replayed";

/// What the templates need of it.
pub fn annotation(
    found: &FoundOperation<'_>,
    parameters: &[Parameter],
    body: &Map<String, Value>,
) -> Result<Map<String, Value>, Vec<Finding>> {
    let is_key = |one: &&Parameter| {
        one.annotation["parameterWire"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(KEY))
    };
    let key = parameters.iter().find(is_key).and_then(|one| one.annotation["parameterField"].as_str());
    let refuse = |message: &str| Err(vec![Finding::new(format!("{}/x-idempotency", found.pointer), message)]);
    let (kind, key) = match (found.operation.get("x-idempotency").map(Value::as_str), key) {
        (None, _) => {
            return Ok(json!({"idempotencyLiteral": "None"}).as_object().cloned().unwrap_or_default());
        }
        (Some(Some("key")), Some(field)) => ("Key", format!("input.parameters.{field}.as_ref()")),
        (Some(Some("key")), None) => return refuse("needs the header parameter Idempotency-Key"),
        (Some(Some("derived")), _) => ("Derived", "None".to_owned()),
        _ => return refuse("must be key or derived"),
    };
    // The handler reads a streamed body itself.
    let is_value = body.get("bodyType").is_some_and(|name| name != "Body");
    let value = json!({
        "idempotencyLiteral": format!("Some(Idempotency::{kind})"), "isOnce": true, "onceKey": key,
        "onceBody": if is_value { "&input.body" } else { "&()" },
    });
    Ok(value.as_object().cloned().unwrap_or_default())
}

/// What the API rules ask of such an operation.
pub fn lint(document: &Document, found: &FoundOperation<'_>, findings: &mut Vec<Finding>) {
    let Some(kind) = found.operation.get("x-idempotency") else { return };
    let mut say = |message: String| findings.push(Finding::new(&found.pointer, message));
    if !["post", "put", "patch", "delete"].contains(&found.method) {
        say("changes nothing and needs no x-idempotency".to_owned());
    }
    let statuses: &[&str] = if kind == "key" { &["409", "422"] } else { &["409"] };
    for status in statuses.iter().filter(|status| found.operation["responses"].get(**status).is_none()) {
        say(format!("has x-idempotency and needs the answer {status}"));
    }
    let responses = found.operation.get("responses").and_then(Value::as_object);
    // Not all of them: what is only tried is not kept.
    let mut successes = responses.into_iter().flatten().filter(|(status, _)| status.starts_with('2'));
    if !successes.any(|(_, response)| document.resolve(response)["headers"].get(REPLAYED).is_some()) {
        say(format!("has x-idempotency and needs the header {REPLAYED} in an answer"));
    }
}
