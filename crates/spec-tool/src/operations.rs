//! Annotations of operations: what the templates need to write a trait method, its route and its table entry.

use serde_json::{Value, json};

use crate::document::{Document, Finding, FoundOperation};
use crate::models::{Default, default_of};
use crate::names::{self, constant, doc_lines, literal, literals, pascal, snake};
use crate::responses::{self, Success};
use crate::rust_type::rust_type;

/// Largest body in bytes where the contract states none.
const MAX_BODY_BYTES: u64 = 1 << 20;

/// The annotation `x-operation` of an operation.
pub fn operation(document: &Document, found: &FoundOperation<'_>) -> Result<Value, Vec<Finding>> {
    let id = found.text("operationId");
    let mut findings = Vec::new();
    let mut parameters = Vec::new();
    for parameter in document.parameters(found) {
        match self::parameter(document, parameter, &found.pointer) {
            Ok(parameter)
                if parameters
                    .iter()
                    .any(|other: &Value| other["parameterField"] == parameter["parameterField"]) =>
            {
                let message = format!("two parameters become the field {}", parameter["parameterField"]);
                findings.push(Finding::new(&found.pointer, message));
            }
            Ok(parameter) => parameters.push(parameter),
            Err(finding) => findings.push(finding),
        }
    }
    let body = match body(document, found) {
        Ok(body) => body,
        Err(finding) => {
            findings.push(finding);
            Body::default()
        }
    };
    let successes = match responses::successes(document, found) {
        Ok(successes) => successes,
        Err(mut more) => {
            findings.append(&mut more);
            Vec::new()
        }
    };
    if !findings.is_empty() {
        return Err(findings);
    }
    let security = security(document, found);
    let produces = produces(&successes);
    let negotiated = produces.len() > 1;
    let mut docs = vec![format!(" {}", found.text("summary")), String::new()];
    docs.push(format!(" `{} {}`", found.method.to_ascii_uppercase(), found.path));
    if !found.text("description").is_empty() {
        docs.push(String::new());
        docs.extend(doc_lines(found.text("description")));
    }
    Ok(json!({
        "opId": id, "opFunction": snake(id), "opConstant": constant(id), "opName": pascal(id), "opDocs": docs,
        "opMethod": found.method.to_ascii_uppercase(), "opPath": found.path,
        "opTag": found.operation["tags"][0], "secured": !security.is_empty(),
        "securityLiteral": format!("&[{}]", security.join(", ")),
        "scopesLiteral": literals(&texts(found.operation.get("x-scopes"))),
        "permissionLiteral": permission(found),
        "consumesLiteral": literals(&body.media_types), "producesLiteral": literals(&produces),
        "statusesLiteral": statuses(found),
        "maxBodyBytes": found.operation.get("x-max-body-bytes").and_then(Value::as_u64).unwrap_or(MAX_BODY_BYTES),
        "takesInput": !parameters.is_empty() || !body.media_types.is_empty(),
        "hasParameters": !parameters.is_empty(), "parameters": parameters,
        "hasJsonBody": body.json_type.is_some(), "jsonBodyType": body.json_type,
        "hasStreamBody": body.streamed,
        "hasContentEnum": body.streamed && body.media_types.len() > 1,
        "contentVariants": media_variants(&body.media_types),
        "hasMediaEnum": negotiated, "mediaVariants": media_variants(&produces),
        "successes": successes.iter().map(Success::annotation).collect::<Vec<_>>(),
        "answerType": responses::answer_type(id, &successes), "severalSuccesses": successes.len() > 1,
        "onlySuccess": (successes.len() == 1).then(|| successes[0].annotation()),
    }))
}

fn media_variants(media_types: &[String]) -> Vec<Value> {
    let variant = |text: &String| json!({"mediaVariant": pascal(text), "mediaLiteral": literal(text), "mediaText": text});
    media_types.iter().map(variant).collect()
}

fn texts(list: Option<&Value>) -> Vec<&str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The alternatives of the security requirement, each a literal list of schemes.
fn security(document: &Document, found: &FoundOperation<'_>) -> Vec<String> {
    let requirement = found.operation.get("security").or_else(|| document.root.get("security"));
    let alternatives = requirement.and_then(Value::as_array).into_iter().flatten();
    let schemes = |one: &Value| one.as_object().map(|all| all.keys().cloned().collect::<Vec<_>>());
    alternatives.filter_map(schemes).map(|schemes| literals(&schemes)).collect()
}

fn permission(found: &FoundOperation<'_>) -> String {
    match found.operation.get("x-permission") {
        Some(permission) => {
            let text = |key: &str| literal(permission[key].as_str().unwrap_or_default());
            format!("Some(Permission {{ object: {}, action: {} }})", text("object"), text("action"))
        }
        None => "None".to_owned(),
    }
}

fn statuses(found: &FoundOperation<'_>) -> String {
    let responses = found.operation.get("responses").and_then(Value::as_object);
    let statuses: Vec<&str> = responses.into_iter().flatten().map(|(status, _)| status.as_str()).collect();
    format!("&[{}]", statuses.join(", "))
}

fn produces(successes: &[Success]) -> Vec<String> {
    let mut produces: Vec<String> = Vec::new();
    for media_type in successes.iter().flat_map(|success| &success.media_types) {
        if !produces.contains(media_type) {
            produces.push(media_type.clone());
        }
    }
    produces
}

/// One parameter: its table entry, its field, and the call that decodes it.
fn parameter(document: &Document, parameter: &Value, pointer: &str) -> Result<Value, Finding> {
    let name = parameter["name"].as_str().unwrap_or_default();
    let pointer = format!("{pointer}/parameters/{name}");
    let (place, usual_style) = match parameter["in"].as_str() {
        Some("path") => ("Path", "simple"),
        Some("query") => ("Query", "form"),
        Some("header") => ("Header", "simple"),
        place => {
            let place = place.unwrap_or("no place");
            return Err(Finding::new(&pointer, format!("a parameter in {place} cannot be enforced yet")));
        }
    };
    let by_content = parameter.pointer("/content/application~1json/schema");
    let schema = by_content.unwrap_or(&parameter["schema"]);
    let target = document.resolve(schema);
    let style = parameter["style"].as_str().unwrap_or(usual_style);
    let joined = style == "simple" || parameter["explode"] == json!(false);
    let holds_texts = |key: &str| document.resolve(&target[key])["type"] == "string";
    let shape = match target["type"].as_str() {
        _ if by_content.is_some() => "Json",
        Some("object")
            if style == "deepObject" && place == "Query" && holds_texts("additionalProperties") =>
        {
            "DeepObject"
        }
        Some("array") if style == usual_style && joined && holds_texts("items") => "List",
        Some("string") if style == usual_style => "Text",
        Some("integer") if style == usual_style => "Integer",
        Some("number") if style == usual_style => "Number",
        Some("boolean") if style == usual_style => "Boolean",
        _ => {
            let message = "a parameter of this type and style cannot be enforced yet";
            return Err(Finding::new(&pointer, message));
        }
    };
    let of = rust_type(document, schema, &pointer)?;
    let check = match &of.check {
        Some(check) => format!("|v: &{}| {}", of.name, check.of_reference()),
        None => format!("|_: &{}| true", of.name),
    };
    let required = parameter["required"] == json!(true);
    let arguments = format!("Place::{place}, {}", literal(name));
    let (decode, field_type) = match target.get("default") {
        Some(default) if !required => {
            let default = match default_of(document, schema, default, &pointer)? {
                Default::Plain => "Default::default()".to_owned(),
                Default::Expression(expression) => expression,
            };
            (format!("call.defaulted({arguments}, {default}, {check})"), of.name.clone())
        }
        _ if required => (format!("call.required({arguments}, {check})"), of.name.clone()),
        _ => (format!("call.optional({arguments}, {check})"), format!("Option<{}>", of.name)),
    };
    let docs = doc_lines(parameter["description"].as_str().unwrap_or(name));
    Ok(json!({
        "parameterField": names::parameter(name), "parameterType": field_type, "parameterDocs": docs,
        "parameterLiteral": literal(name), "parameterPlace": place, "parameterShape": shape, "decode": decode,
    }))
}

#[derive(Default)]
struct Body {
    media_types: Vec<String>,
    json_type: Option<String>,
    streamed: bool,
}

fn body(document: &Document, found: &FoundOperation<'_>) -> Result<Body, Finding> {
    let Some(body) = found.operation.get("requestBody").map(|body| document.resolve(body)) else {
        return Ok(Body::default());
    };
    let pointer = format!("{}/requestBody", found.pointer);
    let content = body.get("content").and_then(Value::as_object);
    let media_types: Vec<String> = content.into_iter().flatten().map(|(name, _)| name.clone()).collect();
    if body["required"] != json!(true) {
        return Err(Finding::new(pointer, "a body that may be left out cannot be enforced yet"));
    }
    if body["x-stream"] == json!(true) {
        return Ok(Body { media_types, json_type: None, streamed: true });
    }
    match &media_types[..] {
        [only] if only == "application/json" => {
            let schema = &body["content"]["application/json"]["schema"];
            let of = rust_type(document, schema, &pointer)?;
            if !of.is_model {
                return Err(Finding::new(pointer, "a body must be a named object schema"));
            }
            Ok(Body { media_types, json_type: Some(of.name), streamed: false })
        }
        _ => Err(Finding::new(pointer, "only one application/json body, or x-stream, can be enforced yet")),
    }
}
