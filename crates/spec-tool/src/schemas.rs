//! The schemas of bodies and parameters as JSON Schema 2020-12, so that a refusal can be explained.

use serde_json::{Map, Value, json};

use crate::document::Document;

/// `$defs` of all named schemas, `bodies` by operation, `parameters` by operation, place and name.
pub fn schemas(document: &Document) -> Value {
    let definitions = definitions(document);
    let (mut bodies, mut parameters) = (Map::new(), Map::new());
    for found in document.operations() {
        let id = found.text("operationId");
        let body = found.operation.get("requestBody").map(|body| document.resolve(body));
        let body = body.filter(|body| body["x-stream"] != json!(true));
        if let Some(schema) = body.and_then(|body| body.pointer("/content/application~1json/schema")) {
            bodies.insert(id.to_owned(), convert(schema));
        }
        for parameter in document.parameters(&found) {
            let text = |key: &str| parameter[key].as_str().unwrap_or_default();
            let schema =
                parameter.pointer("/content/application~1json/schema").unwrap_or(&parameter["schema"]);
            parameters.insert(format!("{id}.{}.{}", text("in"), text("name")), convert(schema));
        }
    }
    json!({"$defs": definitions, "bodies": bodies, "parameters": parameters})
}

/// The named schemas.
pub fn definitions(document: &Document) -> Map<String, Value> {
    document.schemas().map(|(name, schema)| (name.clone(), convert(schema))).collect()
}

/// Words of OpenAPI that say nothing about a value.
const SILENT: [&str; 9] = [
    "description",
    "example",
    "default",
    "title",
    "externalDocs",
    "xml",
    "deprecated",
    "readOnly",
    "writeOnly",
];

/// One schema of OpenAPI 3.0 as JSON Schema 2020-12.
pub fn convert(schema: &Value) -> Value {
    let Some(members) = schema.as_object() else { return schema.clone() };
    if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
        return json!({"$ref": reference.replace("#/components/schemas/", "#/$defs/")});
    }
    let mut converted = Map::new();
    for (keyword, value) in members {
        let value = match keyword.as_str() {
            "properties" => value
                .as_object()
                .map(|all| {
                    all.iter().map(|(name, schema)| (name.clone(), convert(schema))).collect::<Map<_, _>>()
                })
                .map_or(Value::Null, Value::Object),
            "items" | "not" | "additionalProperties" => convert(value),
            "allOf" | "oneOf" | "anyOf" => {
                value.as_array().map(|all| all.iter().map(convert).collect()).unwrap_or_default()
            }
            "nullable" | "exclusiveMinimum" | "exclusiveMaximum" => continue,
            // The types of numbers in Rust carry these.
            "format" if ["int32", "int64", "float", "double"].contains(&value.as_str().unwrap_or("")) => {
                continue;
            }
            _ if SILENT.contains(&keyword.as_str()) || keyword.starts_with("x-") => continue,
            _ => value.clone(),
        };
        converted.insert(keyword.clone(), value);
    }
    for (flag, inclusive) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if members.get(flag) == Some(&Value::Bool(true))
            && let Some(bound) = converted.remove(inclusive)
        {
            converted.insert(flag.to_owned(), bound);
        }
    }
    if members.get("nullable") == Some(&Value::Bool(true)) {
        match converted.get_mut("type") {
            Some(name) => *name = json!([name.clone(), "null"]),
            None => return json!({"anyOf": [{"type": "null"}, converted]}),
        }
    }
    Value::Object(converted)
}
