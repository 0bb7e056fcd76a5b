//! Annotations of the named schemas: what the template needs to write a struct or an enum.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::document::{Document, Finding};
use crate::names::{doc_lines, literal, pascal, snake};
use crate::rust_type::{NOT_ENFORCED, RustType, is_enum, rust_type};

/// The annotation `x-model` of a named schema.
pub fn model(document: &Document, name: &str, schema: &Value) -> Result<Value, Vec<Finding>> {
    let pointer = format!("/components/schemas/{name}");
    let docs = doc_lines(schema.get("description").and_then(Value::as_str).unwrap_or(name));
    if is_enum(schema) {
        let variants = variants(schema, &pointer)?;
        return Ok(json!({
            "modelName": pascal(name), "docs": docs, "isEnum": true, "isStruct": false, "variants": variants,
        }));
    }
    let mut findings = Vec::new();
    if schema.get("additionalProperties") != Some(&Value::Bool(false)) {
        findings.push(Finding::new(&pointer, "needs additionalProperties: false"));
    }
    let keywords = NOT_ENFORCED.into_iter().chain(["minProperties", "maxProperties"]);
    for keyword in keywords.filter(|keyword| schema.get(keyword).is_some()) {
        findings.push(Finding::new(&pointer, format!("{keyword} cannot be enforced yet")));
    }
    let empty = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for property in required.iter().filter(|property| !properties.contains_key(**property)) {
        findings.push(Finding::new(
            &pointer,
            format!("requires the property {property}, which it does not have"),
        ));
    }
    let mut fields = Vec::new();
    let mut names = HashMap::new();
    for (property, schema) in properties {
        let pointer = format!("{pointer}/properties/{property}");
        if let Some(other) = names.insert(snake(property), property) {
            findings.push(Finding::new(&pointer, format!("becomes the same field as {other}")));
        }
        let is_required = required.contains(&property.as_str());
        match field(document, name, property, schema, is_required, &pointer) {
            Ok(field) => fields.push(field),
            Err(finding) => findings.push(finding),
        }
    }
    let checks: Vec<Value> = fields
        .iter()
        .filter_map(|field| field.get("fieldCheck"))
        .filter(|check| !check.is_null())
        .cloned()
        .collect();
    let check = checks.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" && ");
    let check = if check.is_empty() { "true".to_owned() } else { check };
    let defaults: Vec<Value> =
        fields.iter().map(|field| field["defaultFunction"].clone()).filter(|one| !one.is_null()).collect();
    if !findings.is_empty() {
        return Err(findings);
    }
    Ok(json!({
        "modelName": pascal(name), "docs": docs, "isEnum": false, "isStruct": true,
        "fields": fields, "modelCheck": check, "hasDefaults": !defaults.is_empty(), "defaultFunctions": defaults,
    }))
}

fn variants(schema: &Value, pointer: &str) -> Result<Vec<Value>, Vec<Finding>> {
    let values = schema["enum"].as_array().map_or(&[][..], Vec::as_slice);
    let mut variants: Vec<Value> = Vec::new();
    for value in values {
        let Some(text) = value.as_str() else {
            return Err(vec![Finding::new(pointer, "only enums of texts can be enforced yet")]);
        };
        let name = pascal(text);
        if variants.iter().any(|variant| variant["variantName"] == name.as_str()) {
            return Err(vec![Finding::new(pointer, format!("two values become the variant {name}"))]);
        }
        variants.push(json!({"variantName": name, "wire": literal(text), "wireWord": text}));
    }
    Ok(variants)
}

fn field(
    document: &Document,
    model: &str,
    property: &str,
    schema: &Value,
    is_required: bool,
    pointer: &str,
) -> Result<Value, Finding> {
    let RustType { name: type_name, check, .. } = rust_type(document, schema, pointer)?;
    // Inside the module of the models their names need no path.
    let type_name = type_name.replace("models::", "");
    let field_name = snake(property);
    let default =
        schema.get("default").map(|default| default_of(document, schema, default, pointer)).transpose()?;
    let mut attributes = Vec::new();
    if field_name != property {
        attributes.push(format!("rename = {}", literal(property)));
    }
    let mut function = Value::Null;
    let optional = !is_required && default.is_none();
    let is_map = type_name.starts_with("BTreeMap<");
    if is_map && !optional {
        attributes.push(r#"deserialize_with = "check::map""#.to_owned());
    }
    match default {
        _ if is_required => {}
        None => attributes.push(
            r#"default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none""#
                .to_owned(),
        ),
        Some(Default::Plain) => attributes.push("default".to_owned()),
        Some(Default::Expression(expression)) => {
            attributes.push(format!("default = \"{}::default_{field_name}\"", pascal(model)));
            function = json!({"functionName": format!("default_{field_name}"), "functionType": type_name, "expression": expression});
        }
    }
    let check = check.map(|check| match optional {
        true => format!("self.{field_name}.as_ref().is_none_or(|v| {})", check.of_reference()),
        false => check.of_field(&field_name),
    });
    let type_name = if optional { format!("Option<{type_name}>") } else { type_name };
    let target = document.resolve(schema.pointer("/allOf/0").unwrap_or(schema));
    let description = schema.get("description").or_else(|| target.get("description")).and_then(Value::as_str);
    Ok(json!({
        "fieldName": field_name, "fieldType": type_name, "docs": doc_lines(description.unwrap_or(property)),
        "serde": attributes.join(", "), "hasSerde": !attributes.is_empty(),
        "fieldCheck": check, "defaultFunction": function,
    }))
}

enum Default {
    /// The default of the Rust type.
    Plain,
    /// Another value.
    Expression(String),
}

fn default_of(
    document: &Document,
    schema: &Value,
    default: &Value,
    pointer: &str,
) -> Result<Default, Finding> {
    let target = document.resolve(schema.pointer("/allOf/0").unwrap_or(schema));
    match default {
        Value::Bool(false) => Ok(Default::Plain),
        Value::Bool(true) => Ok(Default::Expression("true".to_owned())),
        Value::Number(number) => Ok(Default::Expression(number.to_string())),
        Value::Array(items) if items.is_empty() => Ok(Default::Plain),
        Value::Object(members) if members.is_empty() => Ok(Default::Plain),
        Value::String(text) if is_enum(target) => {
            let reference = schema.pointer("/allOf/0/$ref").and_then(Value::as_str).unwrap_or_default();
            let model = pascal(reference.rsplit('/').next().unwrap_or_default());
            Ok(Default::Expression(format!("{model}::{}", pascal(text))))
        }
        Value::String(text) => Ok(Default::Expression(format!("{}.to_owned()", literal(text)))),
        _ => Err(Finding::new(pointer, "such a default cannot be applied yet")),
    }
}
