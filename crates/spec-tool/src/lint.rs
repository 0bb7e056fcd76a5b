//! The API rules of `api-spec/README.md`, as far as a program can check them.

use serde_json::{Value, json};

use crate::document::{Document, Finding, FoundOperation, escape};
use crate::examples;
use crate::idempotency;
use crate::misspelt::misspelt;
use crate::requirements::schemes;
use crate::structure::structure;

/// Everything in the contract that breaks the API rules.
pub fn lint(document: &Document) -> Vec<Finding> {
    let mut findings = structure(document);
    for found in document.operations() {
        described(document, &found, &mut findings);
        declared(document, &found, &mut findings);
        idempotency::lint(document, &found, &mut findings);
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
    findings.extend(misspelt(document));
    findings.extend(examples::findings(document));
    findings
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
    let responses = found.operation.get("responses").and_then(Value::as_object);
    let answers_body = responses.into_iter().flatten().any(|(status, response)| {
        status.parse::<u16>().is_ok_and(|status| status < 400)
            && document.resolve(response).get("content").is_some()
    });
    let expected = [
        (true, "500"),
        (secured, "401"),
        (secured, "403"),
        // Any operation can be sent a parameter that it does not have.
        (true, "400"),
        (answers_body, "406"),
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

/// Members whose bounds say nothing: they are no schemas, whatever they look like, or what must not be.
const UNBOUNDED: [&str; 6] = ["example", "examples", "default", "enum", "securitySchemes", "not"];

/// Members whose own members have names of their own, which say nothing.
const NAMED: [&str; 7] =
    ["properties", "schemas", "parameters", "requestBodies", "responses", "headers", "content"];

/// Every string, array, map and number has bounds.
fn bounded(value: &Value, pointer: &str, findings: &mut Vec<Finding>) {
    let Some(members) = value.as_object() else {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            bounded(item, &format!("{pointer}/{index}"), findings);
        }
        return;
    };
    let needed: &[&str] = match members.get("type").and_then(Value::as_str) {
        Some("string") if !members.contains_key("enum") => &["maxLength"],
        Some("array") => &["maxItems"],
        Some("integer" | "number") => &["minimum", "maximum"],
        Some("object") if members.get("additionalProperties") != Some(&json!(false)) => &["maxProperties"],
        _ => &[],
    };
    for keyword in needed.iter().filter(|keyword| !members.contains_key(**keyword)) {
        findings.push(Finding::new(pointer, format!("needs {keyword}")));
    }
    for (key, member) in members.iter().filter(|(key, _)| !UNBOUNDED.contains(&key.as_str())) {
        let pointer = format!("{pointer}/{}", escape(key));
        match member.as_object() {
            Some(named) if NAMED.contains(&key.as_str()) => {
                for (name, member) in named {
                    bounded(member, &format!("{pointer}/{}", escape(name)), findings);
                }
            }
            _ => bounded(member, &pointer, findings),
        }
    }
}
