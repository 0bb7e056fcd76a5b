//! Annotations of the named schemas: what the template needs to write a struct or an enum.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::document::{Document, Finding, escape};
use crate::names::{doc_lines, literal, pascal, snake};
use crate::rust_type::{RustType, is_enum, is_model, rust_type, unenforced};

/// The annotation `x-model` of a named schema.
pub fn model(document: &Document, name: &str, schema: &Value) -> Result<Value, Vec<Finding>> {
    let pointer = format!("/components/schemas/{name}");
    let docs = doc_lines(schema.get("description").and_then(Value::as_str).unwrap_or(name));
    let enforced: &[&str] =
        if is_enum(schema) { &["enum"] } else { &["properties", "required", "additionalProperties"] };
    if let Some(keyword) = unenforced(schema, enforced) {
        return Err(vec![Finding::new(&pointer, format!("{keyword} cannot be enforced yet"))]);
    }
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
    if schema.get("type") != Some(&json!("object")) {
        findings.push(Finding::new(&pointer, "needs type: object"));
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
        let pointer = format!("{pointer}/properties/{}", escape(property));
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
    let default = schema.get("default").or_else(|| document.resolve(schema).get("default"));
    let default = default.map(|default| default_of(document, schema, default, pointer)).transpose()?;
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
        None => {
            let decoder = if is_map { "check::present_map" } else { "check::present" };
            attributes.push(format!(
                r#"default, deserialize_with = "{decoder}", skip_serializing_if = "Option::is_none""#
            ));
        }
        Some(Default::Plain) => attributes.push("default".to_owned()),
        Some(Default::Expression(expression)) => {
            attributes.push(format!("default = \"{}::default_{field_name}\"", pascal(model)));
            let expression = expression.strip_prefix("models::").unwrap_or(&expression);
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

/// The value that stands for a property or parameter that is left out.
pub enum Default {
    /// The default of the Rust type.
    Plain,
    /// Another value.
    Expression(String),
}

/// The default of a schema as an expression.
pub fn default_of(
    document: &Document,
    schema: &Value,
    default: &Value,
    pointer: &str,
) -> Result<Default, Finding> {
    let schema = schema.pointer("/allOf/0").unwrap_or(schema);
    let target = document.resolve(schema);
    match (default, target["type"].as_str()) {
        (Value::Bool(false), Some("boolean")) => Ok(Default::Plain),
        (Value::Bool(true), Some("boolean")) => Ok(Default::Expression("true".to_owned())),
        (Value::Number(number), Some("integer")) if !number.is_f64() => {
            Ok(Default::Expression(number.to_string()))
        }
        (Value::Number(number), Some("number")) => {
            Ok(Default::Expression(format!("{:?}", number.as_f64().unwrap_or_default())))
        }
        (Value::Array(items), Some("array")) if items.is_empty() => Ok(Default::Plain),
        (Value::Object(members), Some("object")) if members.is_empty() && !is_model(target) => {
            Ok(Default::Plain)
        }
        (Value::String(text), _) if is_enum(target) => {
            let reference = schema.get("$ref").and_then(Value::as_str).unwrap_or_default();
            let model = pascal(reference.rsplit('/').next().unwrap_or_default());
            Ok(Default::Expression(format!("models::{model}::{}", pascal(text))))
        }
        (Value::String(text), Some("string")) => {
            Ok(Default::Expression(format!("{}.to_owned()", literal(text))))
        }
        _ => Err(Finding::new(pointer, "such a default cannot be applied yet")),
    }
}
