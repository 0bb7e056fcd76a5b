//! The contract with everything that the templates need written beside it, under `x-operation` and `x-model`.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::document::{Document, Finding};
use crate::names::pascal;
use crate::rust_type::is_model;
use crate::{models, operations, structure};

/// The annotated contract.
///
/// All that cannot be enforced is named at once.
pub fn annotate(document: &Document) -> Result<Value, Vec<Finding>> {
    let mut findings = structure::structure(document);
    let mut annotated = document.root.clone();
    for found in document.operations() {
        match operations::operation(document, &found) {
            Ok(annotation) => {
                if let Some(operation) = annotated.pointer_mut(&found.pointer) {
                    operation["x-operation"] = annotation;
                }
            }
            Err(mut more) => findings.append(&mut more),
        }
    }
    let wanted = reachable(document);
    let mut names = HashMap::new();
    for (name, schema) in
        document.schemas().filter(|(name, schema)| wanted.contains(*name) && is_model(schema))
    {
        if let Some(other) = names.insert(pascal(name), name) {
            let message = format!("becomes the same type as {other}");
            findings.push(Finding::new(format!("/components/schemas/{name}"), message));
        }
        match models::model(document, name, schema) {
            Ok(annotation) => annotated["components"]["schemas"][name]["x-model"] = annotation,
            Err(mut more) => findings.append(&mut more),
        }
    }
    if findings.is_empty() { Ok(annotated) } else { Err(findings) }
}

/// Names of the schemas that handlers see: those of decoded bodies, of parameters and of written answers.
fn reachable(document: &Document) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for found in document.operations() {
        let body = found.operation.get("requestBody").map(|body| document.resolve(body));
        let responses = found.operation.get("responses").and_then(Value::as_object);
        let answers = responses
            .into_iter()
            .flatten()
            .filter(|(status, _)| status.parse::<u16>().is_ok_and(|status| status < 400))
            .map(|(_, response)| document.resolve(response));
        for content in body.into_iter().chain(answers).filter(|one| one["x-stream"] != Value::Bool(true)) {
            follow(document, content, &mut names);
        }
        for parameter in document.parameters(&found) {
            follow(document, parameter, &mut names);
        }
    }
    names
}

fn follow(document: &Document, value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str)
                && let Some(name) = reference.strip_prefix("#/components/schemas/")
                && names.insert(name.to_owned())
            {
                follow(document, document.resolve(value), names);
            }
            members.values().for_each(|member| follow(document, member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| follow(document, item, names)),
        _ => {}
    }
}
