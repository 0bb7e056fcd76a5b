//! The security requirement of an operation, and the schemes that requirements name.

use serde_json::{Map, Value};

use crate::document::{Document, Finding, FoundOperation, escape};
use crate::names::{literal, literals};

/// The alternatives of an operation: its own, or those of the whole contract.
pub fn alternatives<'a>(document: &'a Document, found: &FoundOperation<'a>) -> Vec<&'a Map<String, Value>> {
    let requirement = found.operation.get("security").or_else(|| document.root.get("security"));
    requirement.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect()
}

/// The security schemes that an operation asks for, in any of its alternatives.
pub fn schemes<'a>(document: &'a Document, found: &FoundOperation<'a>) -> Vec<&'a String> {
    alternatives(document, found).into_iter().flat_map(|one| one.keys()).collect()
}

/// The requirement as the table of operations has it.
pub fn requirement(document: &Document, found: &FoundOperation<'_>) -> Result<String, Vec<Finding>> {
    let mut findings = Vec::new();
    for name in schemes(document, found) {
        if let Err(reason) = kind(document, name) {
            let message = format!("asks for the scheme {name}, which {reason}");
            findings.push(Finding::new(format!("{}/security", found.pointer), message));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let one = |(scheme, scopes): (&String, &Value)| {
        let scopes: Vec<&str> = scopes.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        format!("Requirement {{ scheme: {}, scopes: {} }}", literal(scheme), literals(&scopes))
    };
    let all: Vec<String> = alternatives(document, found)
        .into_iter()
        .map(|alternative| format!("&[{}]", alternative.iter().map(one).collect::<Vec<_>>().join(", ")))
        .collect();
    Ok(format!("&[{}]", all.join(", ")))
}

/// Where the credential of a scheme is, as the table has it; or why it cannot be asked for.
pub fn kind(document: &Document, name: &str) -> Result<String, String> {
    let Some(scheme) = document.root.pointer(&format!("/components/securitySchemes/{}", escape(name))) else {
        return Err("is not declared under components/securitySchemes".to_owned());
    };
    let scheme = document.resolve(scheme);
    let text = |key: &str| scheme[key].as_str().unwrap_or_default();
    match text("type") {
        "http" if !text("scheme").is_empty() => {
            Ok(format!("SchemeKind::Http({})", literal(&text("scheme").to_ascii_lowercase())))
        }
        "apiKey" if !text("name").is_empty() => match text("in") {
            "header" => Ok(format!("SchemeKind::ApiKey(Place::Header, {})", literal(text("name")))),
            "query" => Ok(format!("SchemeKind::ApiKey(Place::Query, {})", literal(text("name")))),
            "cookie" => Ok(format!("SchemeKind::ApiKey(Place::Cookie, {})", literal(text("name")))),
            place => Err(format!("has its key in {place:?}: header, query and cookie can be enforced")),
        },
        "oauth2" => Ok("SchemeKind::OAuth2".to_owned()),
        "openIdConnect" => Ok("SchemeKind::OpenIdConnect".to_owned()),
        "mutualTLS" => {
            Err("is mutualTLS: the certificate of the caller does not reach the service".to_owned())
        }
        other => Err(format!(
            "is of the type {other:?} and incomplete: http, apiKey, oauth2 and openIdConnect can be enforced"
        )),
    }
}
