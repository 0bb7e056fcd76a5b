//! The successful answers of an operation as Rust types.

use serde_json::{Value, json};

use crate::document::{Document, Finding, FoundOperation};
use crate::names::{doc_lines, literal, pascal, snake};
use crate::rust_type::rust_type;

/// One successful answer.
pub struct Success {
    name: String,
    status: u16,
    docs: Vec<String>,
    /// Media types of the body, the preferred first.
    pub media_types: Vec<String>,
    json_type: Option<String>,
    streamed: bool,
    headers: Vec<Value>,
}

impl Success {
    /// The type that a handler returns for this answer.
    fn type_name(&self) -> String {
        match &self.json_type {
            Some(json_type) if self.headers.is_empty() => json_type.clone(),
            None if self.headers.is_empty() && !self.streamed => "()".to_owned(),
            None if self.headers.is_empty() => "ByteStream".to_owned(),
            _ => self.name.clone(),
        }
    }

    /// What the templates need to write it.
    pub fn annotation(&self) -> Value {
        let is_struct = self.type_name() == self.name;
        json!({
            "successName": self.name, "successStatus": self.status, "successDocs": self.docs,
            "successType": self.type_name(), "isSuccessStruct": is_struct, "isPlain": !is_struct,
            "hasJson": self.json_type.is_some(), "jsonType": self.json_type, "hasStream": self.streamed,
            "isEmpty": self.json_type.is_none() && !self.streamed, "hasHeaders": !self.headers.is_empty(),
            "mediaType": self.media_types.first().map(|media_type| literal(media_type)),
            "successHeaders": self.headers, "bodyExpression": if is_struct { "answer.body" } else { "answer" },
            "answerPattern": if self.type_name() == "()" { "()" } else { "answer" },
        })
    }
}

/// The type that a handler returns.
pub fn answer_type(id: &str, successes: &[Success]) -> String {
    match successes {
        [only] => only.type_name(),
        _ => format!("{}Answer", pascal(id)),
    }
}

/// Every answer below 400, in the order of the contract.
pub fn successes(document: &Document, found: &FoundOperation<'_>) -> Result<Vec<Success>, Vec<Finding>> {
    let mut successes = Vec::new();
    let mut findings = Vec::new();
    let responses = found.operation.get("responses").and_then(Value::as_object);
    for (status, response) in responses.into_iter().flatten() {
        let pointer = format!("{}/responses/{status}", found.pointer);
        match status.parse::<u16>() {
            Ok(code) if code < 400 => match success(document, found, code, response, &pointer) {
                Ok(success) => successes.push(success),
                Err(finding) => findings.push(finding),
            },
            Ok(_) => {}
            Err(_) => findings.push(Finding::new(pointer, "such a status cannot be enforced yet")),
        }
    }
    if successes.is_empty() && findings.is_empty() {
        findings.push(Finding::new(&found.pointer, "declares no successful answer"));
    }
    if findings.is_empty() { Ok(successes) } else { Err(findings) }
}

fn success(
    document: &Document,
    found: &FoundOperation<'_>,
    status: u16,
    response: &Value,
    pointer: &str,
) -> Result<Success, Finding> {
    let response = document.resolve(response);
    let content = response.get("content").and_then(Value::as_object);
    let media_types: Vec<String> = content.into_iter().flatten().map(|(name, _)| name.clone()).collect();
    let streamed = response["x-stream"] == json!(true);
    let json_type = match (&media_types[..], streamed) {
        (_, true) | ([], false) => None,
        ([only], false) if only == "application/json" => {
            let schema = &response["content"]["application/json"]["schema"];
            Some(rust_type(document, schema, pointer)?.name)
        }
        _ => {
            return Err(Finding::new(
                pointer,
                "only one application/json body, or x-stream, can be written yet",
            ));
        }
    };
    let mut headers = Vec::new();
    for (name, header) in response.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let header = document.resolve(header);
        let of = rust_type(document, &header["schema"], &format!("{pointer}/headers/{name}"))?;
        let required = header["required"] == json!(true);
        if headers.iter().any(|other: &Value| other["headerField"] == snake(name).as_str()) {
            return Err(Finding::new(pointer, format!("two headers become the field {}", snake(name))));
        }
        headers.push(json!({
            "headerField": snake(name), "headerLiteral": literal(&name.to_ascii_lowercase()),
            "headerType": if required { of.name } else { format!("Option<{}>", of.name) },
            "headerRequired": required,
            "headerDocs": doc_lines(header["description"].as_str().unwrap_or(name)),
        }));
    }
    Ok(Success {
        name: format!("{}{status}", pascal(found.text("operationId"))),
        status,
        docs: doc_lines(response["description"].as_str().unwrap_or_default()),
        media_types,
        json_type,
        streamed,
        headers,
    })
}
