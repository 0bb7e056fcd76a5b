//! The API rules of `api-spec/README.md`, as far as a program can check them.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::document::{Document, Finding, FoundOperation};
use crate::examples;

/// Everything in the contract that breaks the API rules.
pub fn lint(document: &Document) -> Vec<Finding> {
    let mut findings = structure(document);
    for found in document.operations() {
        described(document, &found, &mut findings);
        declared(document, &found, &mut findings);
    }
    let components = document.root.get("components").unwrap_or(&Value::Null);
    bounded(components, "/components", &mut findings);
    bounded(document.root.get("paths").unwrap_or(&Value::Null), "/paths", &mut findings);
    for (name, schema) in document.schemas() {
        for key in ["description", "example"].into_iter().filter(|key| schema.get(key).is_none()) {
            let article = if key == "example" { "an" } else { "a" };
            findings
                .push(Finding::new(format!("/components/schemas/{name}"), format!("needs {article} {key}")));
        }
    }
    findings.extend(examples::findings(document));
    findings
}

/// What generated code relies on.
pub fn structure(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ids: HashMap<String, String> = HashMap::new();
    let mut shapes: HashMap<String, &str> = HashMap::new();
    for found in document.operations() {
        let mut say = |message: String| findings.push(Finding::new(&found.pointer, message));
        let id = found.text("operationId");
        if id.is_empty() {
            say("needs an operationId".to_owned());
        }
        if let Some(other) = ids.insert(crate::names::snake(id), found.pointer.clone()) {
            say(format!("has the operationId of #{other}"));
        }
        if found.operation.get("tags").and_then(Value::as_array).map_or(0, Vec::len) != 1 {
            say("needs exactly one tag".to_owned());
        }
        let shape: String = found
            .path
            .split('/')
            .map(|part| if part.starts_with('{') { "/{}" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        match shapes.insert(shape, found.path) {
            Some(other) if other != found.path => say(format!("cannot be told from the path {other}")),
            _ => {}
        }
        if !found.operation.contains_key("security") && document.root.get("security").is_none() {
            say("has no security requirement: write security: [] if anyone may call".to_owned());
        }
        for alternative in alternatives(document, &found) {
            if alternative.is_empty() {
                say(
                    "may be called without credentials by an empty alternative, which cannot be enforced yet"
                        .to_owned(),
                );
            }
            if alternative.values().any(|scopes| scopes.as_array().is_some_and(|scopes| !scopes.is_empty())) {
                say("names scopes in its security requirement: they belong into x-scopes".to_owned());
            }
        }
        for scheme in schemes(document, &found) {
            if document.root.pointer(&format!("/components/securitySchemes/{scheme}")).is_none() {
                say(format!("asks for the scheme {scheme}, which is not declared"));
            }
        }
    }
    findings
}

fn alternatives<'a>(
    document: &'a Document,
    found: &FoundOperation<'a>,
) -> impl Iterator<Item = &'a Map<String, Value>> {
    let requirement = found.operation.get("security").or_else(|| document.root.get("security"));
    requirement.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn schemes<'a>(document: &'a Document, found: &FoundOperation<'a>) -> Vec<&'a String> {
    alternatives(document, found).flat_map(|one| one.keys()).collect()
}

fn described(document: &Document, found: &FoundOperation<'_>, findings: &mut Vec<Finding>) {
    let mut say = |message: String| findings.push(Finding::new(&found.pointer, message));
    for key in ["summary", "description"] {
        if found.text(key).is_empty() {
            say(format!("needs a {key}"));
        }
    }
    for parameter in document.parameters(found) {
        for key in ["description", "example"] {
            let by_content =
                key == "example" && parameter.pointer("/content/application~1json/example").is_some();
            if parameter.get(key).is_none() && !by_content {
                say(format!("the parameter {} needs a {key}", parameter["name"]));
            }
        }
    }
    let responses = found.operation.get("responses").and_then(Value::as_object).into_iter().flatten();
    let bodies =
        found.operation.get("requestBody").into_iter().chain(responses.map(|(_, response)| response));
    for body in bodies.map(|body| document.resolve(body)) {
        if body.get("description").is_none() {
            say("a body or answer needs a description".to_owned());
        }
        for (media_type, content) in body.get("content").and_then(Value::as_object).into_iter().flatten() {
            if content.get("example").is_none() && content.get("examples").is_none() {
                say(format!("a body of {media_type} needs an example"));
            }
            if content.pointer("/schema/$ref").is_none() {
                say(format!("a body of {media_type} needs a named schema"));
            }
        }
    }
}

/// The answers that follow from what the operation is.
fn declared(document: &Document, found: &FoundOperation<'_>, findings: &mut Vec<Finding>) {
    let mut say = |message: String| findings.push(Finding::new(&found.pointer, message));
    let secured = !schemes(document, found).is_empty();
    let has_body = found.operation.contains_key("requestBody");
    let has_input = has_body || !document.parameters(found).is_empty();
    let expected = [
        (true, "500"),
        (secured, "401"),
        (secured, "403"),
        (has_input, "400"),
        (has_body, "408"),
        (has_body, "413"),
        (has_body, "415"),
    ];
    for (applies, status) in expected {
        if applies && found.operation["responses"].get(status).is_none() {
            say(format!("needs the answer {status}"));
        }
    }
    if secured {
        if found.operation.get("x-scopes").and_then(Value::as_array).is_none_or(Vec::is_empty) {
            say("is secured and needs x-scopes".to_owned());
        }
        if found.operation.get("x-permission").is_none() {
            say("is secured and needs x-permission".to_owned());
        }
    }
}

/// Every string, array, map and number has bounds.
fn bounded(value: &Value, pointer: &str, findings: &mut Vec<Finding>) {
    let Some(members) = value.as_object() else {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            bounded(item, &format!("{pointer}/{index}"), findings);
        }
        return;
    };
    let is_schema = !pointer.ends_with("/properties") && !pointer.contains("/example");
    let needed: &[&str] = match members.get("type").and_then(Value::as_str) {
        _ if !is_schema => &[],
        Some("string") if !members.contains_key("enum") => &["maxLength"],
        Some("array") => &["maxItems"],
        Some("integer" | "number") => &["minimum", "maximum"],
        Some("object") if members.get("additionalProperties") != Some(&json!(false)) => &["maxProperties"],
        _ => &[],
    };
    for keyword in needed.iter().filter(|keyword| !members.contains_key(**keyword)) {
        findings.push(Finding::new(pointer, format!("needs {keyword}")));
    }
    for (key, member) in
        members.iter().filter(|(key, _)| !["example", "examples", "securitySchemes"].contains(&key.as_str()))
    {
        bounded(member, &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), findings);
    }
}
