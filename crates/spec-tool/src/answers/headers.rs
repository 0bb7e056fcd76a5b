//! The headers of an answer.

use serde_json::{Value, json};

use crate::check::Check;
use crate::document::{Document, Finding, escape};
use crate::names::{doc_lines, literal, snake};
use crate::registry::Direction;
use crate::types::{Site, Types};

/// Every header that an answer declares, and the schemas that judge them.
pub fn headers(
    types: &mut Types<'_>,
    document: &Document,
    response: &Value,
    pointer: &str,
    base: &str,
    key: &str,
    schemas: &mut Vec<(String, Value)>,
) -> Result<Vec<Value>, Vec<Finding>> {
    let mut headers: Vec<Value> = Vec::new();
    for (name, header) in response.get("headers").and_then(Value::as_object).into_iter().flatten() {
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let header = document.resolve(header);
        let anything = json!({});
        let by_content = header
            .get("content")
            .and_then(Value::as_object)
            .and_then(|all| all.values().next())
            .and_then(|one| one.get("schema"));
        let raw = header.get("schema").or(by_content).unwrap_or(&anything);
        let schema = types.registry.convert(
            raw,
            &format!("{pointer}/headers/{}", escape(name)),
            Direction::Response,
        )?;
        let of = types.of(&schema, &Site::new(format!("{base}{}", crate::names::pascal(name))));
        let required = header["required"] == json!(true);
        let mut field = snake(name);
        while ["body", "status", "media_type"].contains(&field.as_str())
            || headers.iter().any(|other| other["headerField"] == field.as_str())
        {
            field.push_str("_header");
        }
        let method = match (required, header.get("content").is_some()) {
            (true, false) => "header",
            (false, false) => "optional_header",
            (true, true) => "json_header",
            (false, true) => "optional_json_header",
        };
        let described = header["description"].as_str().filter(|text| !text.is_empty()).unwrap_or(name);
        headers.push(json!({
            "headerField": field, "headerLiteral": literal(&name.to_ascii_lowercase()), "headerRequired": required,
            "headerType": if required { of.name.clone() } else { format!("Option<{}>", of.name) },
            "headerDocs": doc_lines(described),
            "writeHeader": format!(
                ".{method}({}, &answer.{field}, {}, {})", literal(&name.to_ascii_lowercase()),
                header["explode"] == json!(true), Check::closure(of.check.as_ref(), &of.name),
            ),
        }));
        schemas.push((format!("{key} {}", name.to_ascii_lowercase()), schema));
    }
    Ok(headers)
}
