//! A contract without a fault, ways to spoil it, and the tool.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A contract without a fault, to be spoiled in one place.
pub fn sound() -> Value {
    let problem = json!({"description": "An error.", "content": {"application/problem+json": {
        "schema": {"$ref": "#/components/schemas/Problem"}, "example": {"status": 400}}}});
    let mut responses = json!({"201": {"description": "Made.", "content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/Thing"}, "example": {"name": "a"}}}}});
    for status in ["400", "401", "403", "406", "408", "413", "415", "500"] {
        responses[status] = problem.clone();
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "paths": {"/things/{thingId}": {"put": {
            "operationId": "putThing", "tags": ["Things"], "summary": "Put a thing", "description": "Puts it.",
            "security": [{"key": []}], "x-scopes": ["things:write"],
            "x-permission": {"object": "thing", "action": "put"},
            "parameters": [{"name": "thingId", "in": "path", "required": true, "description": "Which.",
                            "example": "a", "schema": {"type": "string", "maxLength": 9}}],
            "requestBody": {"required": true, "description": "The thing.", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Thing"}, "example": {"name": "a"}}}},
            "responses": responses,
        }}},
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            "schemas": {
                "Thing": {"type": "object", "description": "A thing.", "example": {}, "additionalProperties": false,
                          "properties": {"name": {"type": "string", "maxLength": 9}}},
                "Problem": {"type": "object", "description": "An error.", "example": {}, "additionalProperties": false,
                            "properties": {"status": {"type": "integer", "minimum": 400, "maximum": 599}}},
            },
        },
    })
}

pub const OPERATION: &str = "/paths/~1things~1{thingId}/put";
pub const BODY: &str = "/paths/~1things~1{thingId}/put/requestBody/content/application~1json";
pub const NAME: &str = "/components/schemas/Thing/properties/name";

pub fn tool(contract: &Value, dir: &Path, arguments: &[&str]) -> Output {
    let spec = dir.join("spec.json");
    fs::write(&spec, contract.to_string()).expect("the folder takes a file");
    run(&spec, arguments)
}

/// Runs the tool on a file; the first argument is the command.
pub fn run(spec: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-tool"));
    command.arg(arguments[0]).arg(spec).args(&arguments[1..]).output().expect("the tool runs")
}

/// What the tool answers to the sound contract after `spoil`: nothing, or all findings.
pub fn findings(command: &str, spoil: impl FnOnce(&mut Value)) -> String {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let mut contract = sound();
    spoil(&mut contract);
    let out = dir.path().display().to_string();
    let arguments = if command == "prepare" { vec!["prepare", "--out", &out] } else { vec!["lint"] };
    let output = tool(&contract, dir.path(), &arguments);
    let said = String::from_utf8(output.stderr).expect("the tool speaks UTF-8");
    assert_eq!(output.status.code(), Some(if said.is_empty() { 0 } else { 3 }), "{said}");
    said
}

/// A way to spoil a contract.
pub type Spoil = Box<dyn FnOnce(&mut Value)>;

/// Gives a member of an object another value.
pub fn set(pointer: &'static str, key: &'static str, value: Value) -> Spoil {
    Box::new(move |contract| contract.pointer_mut(pointer).expect("the place exists")[key] = value)
}

/// Takes a member out of an object.
pub fn remove(pointer: &'static str, key: &'static str) -> Spoil {
    Box::new(move |contract| {
        let place = contract.pointer_mut(pointer).and_then(Value::as_object_mut).expect("the place exists");
        place.remove(key).expect("the key exists");
    })
}

/// Gives the operation one more query parameter, with these members beside or instead of the usual ones.
pub fn add_parameter(contract: &mut Value, more: &Value) {
    let mut parameter = json!({"name": "more", "in": "query", "description": "More.", "example": "a",
                               "schema": {"type": "string", "maxLength": 9}});
    for (key, value) in more.as_object().expect("the members of a parameter") {
        parameter[key] = value.clone();
    }
    let parameters =
        contract.pointer_mut(OPERATION).expect("the operation exists")["parameters"].as_array_mut();
    parameters.expect("it has parameters").push(parameter);
}

/// A file that the tool writes for a contract.
pub fn prepared(contract: &Value, file: &str) -> Value {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let output = tool(contract, dir.path(), &["prepare", "--out", &dir.path().display().to_string()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(dir.path().join(file)).expect("the file is there");
    serde_json::from_str(&text).expect("the file is JSON")
}

/// What the templates are given of the one operation.
pub fn annotation(contract: &Value) -> Value {
    prepared(contract, "annotated.json")["paths"]["/00000"]["get"]["x-operation"].take()
}

/// What the templates are given of a model.
pub fn model(contract: &Value, name: &str) -> Value {
    prepared(contract, "annotated.json")["components"]["schemas"][name]["x-model"].take()
}

/// The sound contract, where `Thing` has a property of each of these schemas.
pub fn with(schemas: Value) -> Value {
    let mut contract = sound();
    for (name, schema) in schemas.as_object().expect("schemas by name") {
        let all = &mut contract["components"]["schemas"];
        all[name] = schema.clone();
        all["Thing"]["properties"][name] = json!({"$ref": format!("#/components/schemas/{name}")});
    }
    contract
}

/// The definitions that these schemas become.
pub fn definitions(version: &str, schemas: Value) -> Value {
    let mut contract = with(schemas);
    contract["openapi"] = json!(version);
    prepared(&contract, "schemas.json")["$defs"].take()
}

/// The type of a required property `it` of this schema, and its check; schemas may be named beside it.
pub fn field(schema: &Value, beside: &Value) -> [String; 2] {
    let mut contract = with(beside.clone());
    contract["openapi"] = json!("3.1.0");
    let thing = &mut contract["components"]["schemas"]["Thing"];
    thing["properties"] = json!({"it": schema});
    thing["required"] = json!(["it"]);
    let model = model(&contract, "Thing");
    [&model["fields"][0]["fieldType"], &model["modelCheck"]]
        .map(|text| text.as_str().expect("a text").to_owned())
}
