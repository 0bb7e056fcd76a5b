//! The examples of a contract, held against their schemas.

use serde_json::{Map, Value, json};

use crate::document::{Document, Finding, escape};
use crate::schemas;

/// Every example that its own schema refuses.
pub fn findings(document: &Document) -> Vec<Finding> {
    let definitions = schemas::definitions(document);
    let mut findings = Vec::new();
    visit(document, &definitions, &document.root, "", &mut findings);
    findings
}

/// Looks for places that have a schema beside their examples, and for schemas that have an example of their own.
fn visit(
    document: &Document,
    definitions: &Map<String, Value>,
    value: &Value,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    let Some(members) = value.as_object() else {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            visit(document, definitions, item, &format!("{pointer}/{index}"), findings);
        }
        return;
    };
    let is_schema = ["type", "allOf", "anyOf", "oneOf"].iter().any(|keyword| members.contains_key(*keyword));
    let schema = members.get("schema").or(is_schema.then_some(value));
    let named = members.get("examples").and_then(Value::as_object).into_iter().flatten();
    let named = named.map(|(name, example)| {
        let example = document.resolve(example).get("value").unwrap_or(&Value::Null);
        (format!("{pointer}/examples/{}", escape(name)), example)
    });
    let own = members.get("example").map(|example| (format!("{pointer}/example"), example));
    if let Some(schema) = schema {
        for (pointer, example) in own.into_iter().chain(named) {
            judge(definitions, schema, example, &pointer, findings);
        }
    }
    for (key, member) in members.iter().filter(|(key, _)| !["example", "examples"].contains(&key.as_str())) {
        visit(document, definitions, member, &format!("{pointer}/{}", escape(key)), findings);
    }
}

fn judge(
    definitions: &Map<String, Value>,
    schema: &Value,
    example: &Value,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    let mut whole = schemas::convert(schema);
    whole["$defs"] = json!(definitions);
    match jsonschema::draft202012::options().should_validate_formats(true).build(&whole) {
        Ok(validator) => {
            let refused = |error: jsonschema::ValidationError<'_>| {
                let place = format!("{pointer}{}", error.instance_path());
                Finding::new(place, format!("the example breaks its schema: {error}"))
            };
            findings.extend(validator.iter_errors(example).map(refused));
        }
        Err(error) => findings.push(Finding::new(pointer, format!("the schema cannot be used: {error}"))),
    }
}
