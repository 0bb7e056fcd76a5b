//! What our own contracts promise beyond the standard: operations that are named, told apart and guarded.

use std::collections::HashMap;

use serde_json::Value;

use crate::document::{Document, Finding, FoundOperation};
use crate::names::snake;
use crate::requirements::schemes;

/// All that is promised and that is not so.
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
        if let Some(other) = ids.insert(snake(id), found.pointer.clone()) {
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
        path_parameters(document, &found, &mut say);
        extensions(document, &found, &mut say);
        for scheme in schemes(document, &found) {
            if document.root.pointer(&format!("/components/securitySchemes/{scheme}")).is_none() {
                say(format!("asks for the scheme {scheme}, which is not declared"));
            }
        }
    }
    findings
}

/// The path and its parameters name the same things.
fn path_parameters(document: &Document, found: &FoundOperation<'_>, say: &mut impl FnMut(String)) {
    let named: Vec<&str> =
        found.path.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
    let declared: Vec<&Value> =
        document.parameters(found).into_iter().filter(|parameter| parameter["in"] == "path").collect();
    for name in named.iter().filter(|name| !declared.iter().any(|parameter| parameter["name"] == **name)) {
        say(format!("does not declare the path parameter {name}"));
    }
    for parameter in declared {
        let name = parameter["name"].as_str().unwrap_or_default();
        if !named.contains(&name) {
            say(format!("declares the path parameter {name}, which its path does not have"));
        }
        if parameter["required"] != Value::Bool(true) {
            say(format!("the path parameter {name} needs required: true"));
        }
    }
}

/// What is added to OpenAPI is written as generated code reads it: a scope that is misspelt is no scope.
fn extensions(document: &Document, found: &FoundOperation<'_>, say: &mut impl FnMut(String)) {
    let of = |key: &str| found.operation.get(key);
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let secured = !schemes(document, found).is_empty();
    for key in ["x-scopes", "x-permission"].into_iter().filter(|key| of(key).is_some() && !secured) {
        say(format!("has {key}, but anyone may call it"));
    }
    if of("x-scopes")
        .is_some_and(|scopes| scopes.as_array().is_none_or(|all| all.is_empty() || !all.iter().all(is_text)))
    {
        say("x-scopes must be a list of texts".to_owned());
    }
    if of("x-permission")
        .is_some_and(|permission| !["object", "action"].into_iter().all(|key| is_text(&permission[key])))
    {
        say("x-permission must have the texts object and action".to_owned());
    }
    if of("x-max-body-bytes").is_some_and(|bytes| bytes.as_u64().is_none()) {
        say("x-max-body-bytes must be a whole number".to_owned());
    }
}
