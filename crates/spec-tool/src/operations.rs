//! Operations: what the templates need to write a trait method, its route and its table entry.

use serde_json::{Map, Value, json};

use crate::annotate::Named;
use crate::answers::{self, Answer};
use crate::bodies;
use crate::document::{Document, Finding};
use crate::idempotency;
use crate::media::{self, is_range};
use crate::names::{doc_lines, literal, literals};
use crate::parameters::parameters;
use crate::requirements::{alternatives, requirement};
use crate::types::Types;

/// Largest body in bytes where the contract states none.
const MAX_BODY_BYTES: u64 = 1 << 20;

/// An operation that can be enforced, with the schemas that judge its requests and answers.
pub struct Made {
    pub annotation: Value,
    pub parameters: Vec<(String, Value)>,
    pub bodies: Vec<(String, Value)>,
    pub answers: Vec<(String, Value)>,
    /// Media types that were left out.
    pub left_out: Vec<Finding>,
}

/// What the templates need, or all that cannot be enforced.
pub fn operation(
    types: &mut Types<'_>,
    document: &Document,
    named: &Named<'_>,
    lenient: bool,
) -> Result<Made, Vec<Finding>> {
    let found = &named.found;
    let (id, name) = (named.id.as_str(), named.type_name.as_str());
    let mut findings = Vec::new();
    if found.path.contains(['?', '#']) || !found.path.starts_with('/') {
        findings.push(Finding::new(
            &found.pointer,
            "the path must start with / and have no query: write parameters",
        ));
    }
    let mut note = |refused: Vec<Finding>| findings.extend(refused);
    let security = requirement(document, found).map_err(&mut note).unwrap_or_default();
    let parameters = parameters(types, document, found, id, name).map_err(&mut note).unwrap_or_default();
    let body = bodies::body(types, document, found, id, name, lenient).map_err(&mut note).unwrap_or_default();
    let once =
        idempotency::annotation(found, &parameters, &body.annotation).map_err(&mut note).unwrap_or_default();
    let (answers, more) = answers::answers(types, document, found, id, name, lenient);
    let left_out: Vec<Finding> = body.left_out.iter().chain(&more).cloned().collect();
    if !lenient {
        note(more);
    }
    if !answers.iter().any(|answer| answer.is_value) {
        note(vec![Finding::new(
            format!("{}/responses", found.pointer),
            "declares no answer that a handler could give",
        )]);
    }
    // What the schemas of the operation lead to counts as its own.
    let schemas: Vec<&Value> = parameters
        .iter()
        .map(|one| &one.schema)
        .chain(body.schemas.iter().map(|(_, schema)| schema))
        .chain(answers.iter().flat_map(|answer| answer.schemas.iter().map(|(_, schema)| schema)))
        .collect();
    for definition in types.named(&schemas) {
        note(types.registry.refusals.get(&definition).cloned().unwrap_or_default());
    }
    if !findings.is_empty() {
        findings.dedup();
        return Err(findings);
    }
    let extension = |key: &str| found.operation.get(key);
    let permission = match extension("x-permission") {
        Some(permission) => format!(
            "Some(Permission {{ object: {}, action: {} }})",
            literal(permission["object"].as_str().unwrap_or_default()),
            literal(permission["action"].as_str().unwrap_or_default()),
        ),
        None => "None".to_owned(),
    };
    let scopes: Vec<&str> = extension("x-scopes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let entries: Vec<&str> = answers.iter().map(|answer| answer.entry.as_str()).collect();
    let parameter_entries: Vec<&str> =
        parameters.iter().filter_map(|one| one.annotation["parameterEntry"].as_str()).collect();
    let alternatives = alternatives(document, found);
    let is_optional = alternatives.iter().any(|alternative| alternative.is_empty());
    let stem = named.function.trim_end_matches('_');
    let mut annotation = json!({
        "opId": id, "opFunction": named.function, "opInput": format!("{stem}_input"), "opAnswer": format!("{stem}_answer"), "opConstant": named.constant, "opName": name, "opDocs": docs(named),
        "opMethod": found.method.to_ascii_uppercase(), "opPath": found.path, "idLiteral": literal(id), "pathLiteral": literal(found.path),
        "tagLiteral": literal(&named.tag), "securityLiteral": security, "scopesLiteral": literals(&scopes),
        "isSecured": !alternatives.is_empty() && !is_optional, "isOptionallySecured": is_optional, "permissionLiteral": permission,
        "parameters": parameters.iter().map(|one| &one.annotation).collect::<Vec<_>>(), "hasParameters": !parameters.is_empty(),
        "parameterEntries": parameter_entries.join(", "), "bodyEntry": body.entry, "responseEntries": entries.join(", "),
        "maxBodyBytes": extension("x-max-body-bytes").and_then(Value::as_u64).unwrap_or(MAX_BODY_BYTES),
        "takesInput": !parameters.is_empty() || body.annotation.contains_key("hasBody"),
    });
    let members = annotation.as_object_mut();
    if let Some(members) = members {
        members.extend(body.annotation);
        let is_in_bytes = extension("x-answers-in-bytes") == Some(&json!(true));
        members.insert("isInBytes".to_owned(), json!(is_in_bytes));
        members.insert("writesItself".to_owned(), json!(is_in_bytes || once.contains_key("isOnce")));
        members.extend(once);
        members.extend(answered(&answers, name));
    }
    Ok(Made {
        annotation,
        parameters: parameters.into_iter().map(|one| (one.key, one.schema)).collect(),
        bodies: body.schemas,
        answers: answers.into_iter().flat_map(|answer| answer.schemas).collect(),
        left_out,
    })
}

/// The answers that handlers return, and the media types they choose from.
fn answered(answers: &[Answer], name: &str) -> Map<String, Value> {
    let values: Vec<&Value> =
        answers.iter().filter(|answer| answer.is_value).map(|answer| &answer.annotation).collect();
    let mut produces: Vec<&String> = Vec::new();
    for media_type in answers.iter().filter(|answer| answer.is_value).flat_map(|answer| &answer.media_types) {
        if !produces.contains(&media_type) {
            produces.push(media_type);
        }
    }
    let only = values.len() == 1;
    let answer_type = match &values[..] {
        [only] => only["answerValue"].as_str().unwrap_or_default().to_owned(),
        _ => format!("{name}Answer"),
    };
    let uses_accepted = values.iter().any(|answer| answer["usesAccepted"] == json!(true));
    let variants: Vec<Value> = produces
        .iter()
        .zip(media::variants(&produces))
        .map(|(media_type, unique)| {
            json!({"mediaVariant": unique, "mediaLiteral": literal(media_type), "mediaText": media_type})
        })
        .collect();
    // A document is written as the caller likes without the handler.
    let is = |answer: &Value, what: &str| answer[what] == json!(true);
    let is_left = values.iter().any(|answer| is(answer, "isDocument"))
        && values.iter().all(|answer| is(answer, "isDocument") || !is(answer, "hasChoice"));
    let chooses = produces.len() > 1 && !is_left && !produces.iter().any(|media_type| is_range(media_type));
    let value = json!({
        "answers": values, "answerType": answer_type, "onlyAnswer": only, "severalAnswers": !only,
        "onlyPattern": if only { values[0]["answerPattern"].clone() } else { json!("answer") },
        "hasMediaEnum": chooses, "mediaVariants": variants, "usesAccepted": uses_accepted,
    });
    value.as_object().cloned().unwrap_or_default()
}

fn docs(named: &Named<'_>) -> Vec<String> {
    let found = &named.found;
    let mut docs = Vec::new();
    if !found.text("summary").is_empty() {
        docs.extend(doc_lines(found.text("summary")));
        docs.push(String::new());
    }
    docs.push(format!(" `{} {}`", found.method.to_ascii_uppercase(), found.path));
    if !found.text("description").is_empty() {
        docs.push(String::new());
        docs.extend(doc_lines(found.text("description")));
    }
    docs
}
