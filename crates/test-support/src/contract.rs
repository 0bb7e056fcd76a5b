//! Holds a reply against the contract: status, media type, headers, body.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::Validator;
use serde_json::{Value, json};
use server_api::spec_runtime::Operation;
use server_api::{CONTRACT, OPERATIONS};

use crate::Reply;

/// The stable types of problems are a table in it.
const RULES: &str = include_str!("../../../api-spec/README.md");

/// Everything about a reply that the contract does not allow.
pub fn faults(method: &str, path: &str, reply: &Reply) -> Vec<String> {
    let mut faults = Vec::new();
    let request_id = reply.headers.get("x-request-id").and_then(|id| id.to_str().ok());
    if request_id.is_none() {
        faults.push("there is no X-Request-ID".to_owned());
    }
    if header(reply, "content-type").is_some_and(|media_type| media_type == "application/problem+json") {
        problem_faults(path, request_id, reply, &mut faults);
    }
    let here: Vec<&Operation> =
        OPERATIONS.iter().copied().filter(|known| matches(known.path, path)).collect();
    match here.iter().find(|operation| operation.method == method) {
        Some(operation) => operation_faults(operation, reply, &mut faults),
        None if here.is_empty() => expect(reply, 404, method, &mut faults),
        None => {
            expect(reply, 405, method, &mut faults);
            let mut allowed: Vec<&str> = here.iter().map(|operation| operation.method).collect();
            allowed.sort_unstable();
            if header(reply, "allow") != Some(&allowed.join(", ")) {
                faults.push(format!("Allow is not {}", allowed.join(", ")));
            }
        }
    }
    faults
}

fn matches(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template.zip(path).all(|(known, given)| known.starts_with('{') || known == given)
}

fn expect(reply: &Reply, status: u16, method: &str, faults: &mut Vec<String>) {
    if reply.status != status {
        faults.push(format!("the contract has no such operation, so {status} is expected"));
    } else if method != "HEAD" {
        validate("Problem", &json!({"$ref": "#/components/schemas/Problem"}), &reply.body, faults);
    }
}

/// What the rules of the interface say about every problem.
fn problem_faults(path: &str, request_id: Option<&str>, reply: &Reply, faults: &mut Vec<String>) {
    let Ok(problem) = serde_json::from_slice::<Value>(&reply.body) else { return };
    let kind = problem["type"].as_str().unwrap_or_default();
    if !RULES.lines().any(|line| line.starts_with(&format!("| `{kind}` | {} |", reply.status))) {
        faults.push(format!("the type {kind} with {} is not in api-spec/README.md", reply.status));
    }
    if problem["status"] != reply.status {
        faults.push("the problem has another status".to_owned());
    }
    if problem["instance"] != path {
        faults.push("the problem has another instance".to_owned());
    }
    if problem["requestId"].as_str() != request_id {
        faults.push("the problem has another requestId".to_owned());
    }
}

fn operation_faults(operation: &Operation, reply: &Reply, faults: &mut Vec<String>) {
    let responses = &document()["paths"][operation.path][operation.method.to_lowercase()]["responses"];
    let response = resolve(&responses[reply.status.to_string()]);
    if response.is_null() {
        faults.push(format!("the status {} is not declared", reply.status));
        return;
    }
    for (name, declared) in response["headers"].as_object().into_iter().flatten() {
        let declared = resolve(declared);
        match header(reply, name) {
            None if declared["required"] == true => faults.push(format!("there is no {name}")),
            None => {}
            Some(text) => {
                let is_text = declared["schema"]["type"] == "string";
                let value = serde_json::from_str(text).ok().filter(|_| !is_text).unwrap_or(json!(text));
                validate_value(name, &declared["schema"], &value, faults);
            }
        }
    }
    let Some(content) = response["content"].as_object() else {
        if !reply.body.is_empty() {
            faults.push("there is a body".to_owned());
        }
        return;
    };
    let sent = header(reply, "content-type").unwrap_or_default();
    let media_type = sent.split(';').next().unwrap_or_default();
    let Some(declared) = content.get(media_type) else {
        faults.push(format!("the media type {sent:?} is not declared"));
        return;
    };
    match media_type {
        _ if media_type == "application/json" || media_type.ends_with("+json") => {
            validate("the body", &declared["schema"], &reply.body, faults);
        }
        "application/x-ndjson" => {
            let row = json!({"$ref": "#/components/schemas/Row"});
            if !reply.body.is_empty() && reply.body.last() != Some(&b'\n') {
                faults.push("the last line does not end".to_owned());
            }
            for line in reply.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                validate("a line", &row, line, faults);
            }
        }
        "text/csv" => {
            for record in csv::Reader::from_reader(reply.body.as_slice()).records() {
                if let Err(error) = record {
                    faults.push(format!("the CSV is not sound: {error}"));
                }
            }
        }
        _ => {}
    }
}

fn header<'r>(reply: &'r Reply, name: &str) -> Option<&'r str> {
    reply.headers.get(name).and_then(|value| value.to_str().ok())
}

fn validate(what: &str, schema: &Value, body: &[u8], faults: &mut Vec<String>) {
    match serde_json::from_slice(body) {
        Ok(value) => validate_value(what, schema, &value, faults),
        Err(error) => faults.push(format!("{what} is not JSON: {error}")),
    }
}

fn validate_value(what: &str, schema: &Value, value: &Value, faults: &mut Vec<String>) {
    let validator = validator(schema);
    faults.extend(
        validator
            .iter_errors(value)
            .take(5)
            .map(|error| format!("{what} {}: {error}", error.instance_path())),
    );
}

/// The validator of a schema, made once.
fn validator(schema: &Value) -> Arc<Validator> {
    static MADE: OnceLock<Mutex<HashMap<String, Arc<Validator>>>> = OnceLock::new();
    let mut made = MADE.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    let make = || {
        let mut whole = schema.clone();
        whole["components"] = json!({"schemas": document()["components"]["schemas"]});
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        Arc::new(options.build(&whole).expect("the contract's schemas are sound"))
    };
    made.entry(schema.to_string()).or_insert_with(make).clone()
}

fn resolve(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => {
            document().pointer(reference.trim_start_matches('#')).expect("the reference leads somewhere")
        }
        None => value,
    }
}

/// The contract, its schemas as JSON Schema says it: `nullable` is a type of its own there.
fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| {
        let mut document = serde_json::from_str(CONTRACT.document).expect("the contract is JSON");
        allow_null(&mut document);
        document
    })
}

fn allow_null(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(allow_null);
            let nullable = members.get("nullable") == Some(&Value::Bool(true));
            if let Some(Value::Array(alternatives)) = members.get_mut("anyOf")
                && nullable
            {
                alternatives.push(json!({"type": "null"}));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(allow_null),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
