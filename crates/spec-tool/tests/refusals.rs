//! What the tool says about contracts that break the rules, or ask for what cannot be enforced.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A contract without a fault, to be spoiled in one place.
fn sound() -> Value {
    let problem = json!({"description": "An error.", "content": {"application/problem+json": {
        "schema": {"$ref": "#/components/schemas/Problem"}, "example": {"status": 400}}}});
    let mut responses = json!({"201": {"description": "Made.", "content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/Thing"}, "example": {"name": "a"}}}}});
    for status in ["400", "401", "403", "408", "413", "415", "500"] {
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

const OPERATION: &str = "/paths/~1things~1{thingId}/put";
const BODY: &str = "/paths/~1things~1{thingId}/put/requestBody/content/application~1json";
const NAME: &str = "/components/schemas/Thing/properties/name";

fn tool(contract: &Value, dir: &Path, arguments: &[&str]) -> Output {
    let spec = dir.join("spec.json");
    fs::write(&spec, contract.to_string()).expect("the folder takes a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-tool"));
    command.arg(arguments[0]).arg(spec).args(&arguments[1..]).output().expect("the tool runs")
}

/// What the tool answers to the sound contract after `spoil`: nothing, or all findings.
fn findings(command: &str, spoil: impl FnOnce(&mut Value)) -> String {
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

fn set(pointer: &'static str, key: &'static str, value: Value) -> impl FnOnce(&mut Value) {
    move |contract| contract.pointer_mut(pointer).expect("the place exists")[key] = value
}

fn remove(pointer: &'static str, key: &'static str) -> impl FnOnce(&mut Value) {
    move |contract| {
        let place = contract.pointer_mut(pointer).and_then(Value::as_object_mut).expect("the place exists");
        place.remove(key).expect("the key exists");
    }
}

#[test]
fn a_sound_contract_has_no_findings() {
    assert_eq!(findings("lint", |_| {}), "");
    assert_eq!(findings("prepare", |_| {}), "");
}

#[test]
fn every_broken_rule_is_named_with_its_place() {
    for (spoil, expected) in [
        (
            Box::new(set(OPERATION, "tags", json!(["A", "B"]))) as Box<dyn FnOnce(&mut Value)>,
            "exactly one tag",
        ),
        (Box::new(remove(OPERATION, "operationId")), "needs an operationId"),
        (Box::new(remove(OPERATION, "summary")), "needs a summary"),
        (Box::new(remove(OPERATION, "security")), "has no security requirement"),
        (
            Box::new(set(OPERATION, "security", json!([{"other": []}]))),
            "the scheme other, which is not declared",
        ),
        (Box::new(remove(OPERATION, "x-scopes")), "needs x-scopes"),
        (Box::new(remove(OPERATION, "x-permission")), "needs x-permission"),
        (Box::new(remove("/paths/~1things~1{thingId}/put/responses", "401")), "needs the answer 401"),
        (Box::new(remove("/paths/~1things~1{thingId}/put/responses", "500")), "needs the answer 500"),
        (Box::new(remove(NAME, "maxLength")), "needs maxLength"),
        (Box::new(remove("/components/schemas/Problem/properties/status", "maximum")), "needs maximum"),
        (Box::new(remove("/components/schemas/Thing", "description")), "needs a description"),
        (Box::new(remove("/components/schemas/Thing", "example")), "needs an example"),
        (Box::new(set(BODY, "example", json!({"name": 5}))), "/example/name: the example breaks its schema"),
        (Box::new(set(BODY, "examples", json!({"odd": {"value": []}}))), "/examples/odd: the example breaks"),
        (
            Box::new(set(NAME, "example", json!("far too long"))),
            "/name/example: the example breaks its schema",
        ),
    ] {
        let said = findings("lint", spoil);
        assert!(said.starts_with("#/") && said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn what_cannot_be_enforced_is_refused_and_not_dropped() {
    for (spoil, expected) in [
        (Box::new(set(NAME, "format", json!("ipv4"))) as Box<dyn FnOnce(&mut Value)>, "format ipv4"),
        (Box::new(set(NAME, "pattern", json!("a(?=b)"))), "cannot be enforced"),
        (Box::new(set(NAME, "oneOf", json!([]))), "oneOf"),
        (Box::new(set(NAME, "nullable", json!(true))), "nullable"),
        (Box::new(set(NAME, "readOnly", json!(true))), "readOnly"),
        (Box::new(set("/components/schemas/Thing", "minProperties", json!(1))), "minProperties"),
        (
            Box::new(set("/components/schemas/Thing", "required", json!(["size"]))),
            "requires the property size",
        ),
        (Box::new(set(OPERATION, "security", json!([{"key": []}, {}]))), "without credentials"),
        (Box::new(set(OPERATION, "security", json!([{"key": ["things:write"]}]))), "belong into x-scopes"),
        (
            Box::new(set("/components/schemas/Thing", "additionalProperties", json!(true))),
            "additionalProperties: false",
        ),
        (
            Box::new(set("/paths/~1things~1{thingId}/put/parameters/0", "in", json!("cookie"))),
            "in this place",
        ),
        (Box::new(remove(OPERATION, "security")), "has no security requirement"),
        (
            Box::new(set("/components/schemas/Thing/properties", "Name", json!({"type": "boolean"}))),
            "the same field",
        ),
    ] {
        let said = findings("prepare", spoil);
        assert!(said.starts_with("#/") && said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn paths_that_no_request_tells_apart_are_a_finding() {
    let said = findings("prepare", |contract| {
        let mut twin = contract["paths"]["/things/{thingId}"].clone();
        twin["put"]["operationId"] = json!("putOther");
        contract["paths"]["/things/{other}"] = twin;
    });
    assert!(said.contains("cannot be told from the path"), "{said}");
}

#[test]
fn all_findings_are_named_at_once() {
    let said = findings("prepare", |contract| {
        set(NAME, "format", json!("ipv4"))(contract);
        set(OPERATION, "tags", json!([]))(contract);
    });
    assert!(
        said.contains("format ipv4") && said.contains("exactly one tag") && said.contains("2 findings"),
        "{said}"
    );
}

#[test]
fn a_contract_becomes_the_same_files_every_time() {
    let files = || {
        let dir = tempfile::tempdir().expect("there is room for a folder");
        let output = tool(&sound(), dir.path(), &["prepare", "--out", &dir.path().display().to_string()]);
        assert!(output.status.success());
        ["annotated.json", "openapi.json", "schemas.json"]
            .map(|name| fs::read_to_string(dir.path().join(name)).expect("the file is there"))
    };
    assert_eq!(files(), files());
}

#[test]
fn a_schema_of_openapi_becomes_one_of_json_schema() {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let mut contract = sound();
    contract["components"]["schemas"]["Odd"] = json!({
        "type": "number", "nullable": true, "minimum": 0, "exclusiveMinimum": true, "description": "Odd.",
        "example": 1, "x-note": "none", "maximum": 9,
    });
    contract["components"]["schemas"]["Odder"] =
        json!({"description": "Odder.", "allOf": [{"$ref": "#/components/schemas/Odd"}], "nullable": true});
    let output = tool(&contract, dir.path(), &["prepare", "--out", &dir.path().display().to_string()]);
    assert!(output.status.success(), "{output:?}");
    let schemas = fs::read_to_string(dir.path().join("schemas.json")).expect("the file is there");
    let schemas: Value = serde_json::from_str(&schemas).expect("the file is JSON");
    assert_eq!(
        schemas["$defs"]["Odd"],
        json!({"type": ["number", "null"], "exclusiveMinimum": 0, "maximum": 9})
    );
    assert_eq!(
        schemas["$defs"]["Odder"],
        json!({"anyOf": [{"type": "null"}, {"allOf": [{"$ref": "#/$defs/Odd"}]}]})
    );
    assert_eq!(schemas["bodies"]["putThing"], json!({"$ref": "#/$defs/Thing"}));
    assert_eq!(schemas["parameters"]["putThing.path.thingId"], json!({"type": "string", "maxLength": 9}));
}
