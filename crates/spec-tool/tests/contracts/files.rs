//! What the tool reads and writes.

use std::fs;

use serde_json::{Value, json};

use crate::sound::{prepared, run, sound, tool};

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
    let mut contract = sound();
    let mut add = |name: &str, schema: Value| contract["components"]["schemas"][name] = schema;
    add(
        "Odd",
        json!({
            "type": "number", "nullable": true, "minimum": 0, "exclusiveMinimum": true, "maximum": 9,
            "exclusiveMaximum": false, "format": "double", "description": "Odd.", "example": 1, "x-note": "none",
        }),
    );
    add("Odder", json!({"allOf": [{"$ref": "#/components/schemas/Odd"}], "nullable": true}));
    let said = json!({"type": "string", "title": "T", "deprecated": true});
    add(
        "Oddest",
        json!({"type": "object", "properties": {"description": said, "format": {"format": "email"}}}),
    );
    add("List", json!({"type": "array", "uniqueItems": true, "items": {"type": "string", "nullable": true}}));
    let schemas = prepared(&contract, "schemas.json");
    for (name, expected) in [
        ("Odd", json!({"type": ["number", "null"], "exclusiveMinimum": 0, "maximum": 9})),
        ("Odder", json!({"anyOf": [{"type": "null"}, {"allOf": [{"$ref": "#/$defs/Odd"}]}]})),
        (
            "Oddest",
            json!({"type": "object", "properties": {"description": {"type": "string"}, "format": {"format": "email"}}}),
        ),
        ("List", json!({"type": "array", "uniqueItems": true, "items": {"type": ["string", "null"]}})),
    ] {
        assert_eq!(schemas["$defs"][name], expected, "{name}");
    }
    assert_eq!(schemas["bodies"]["putThing"], json!({"$ref": "#/$defs/Thing"}));
    assert_eq!(schemas["parameters"]["putThing.path.thingId"], json!({"type": "string", "maxLength": 9}));
}

#[test]
fn the_contract_is_served_as_it_was_written() {
    assert_eq!(prepared(&sound(), "openapi.json"), sound());
}

#[test]
fn what_is_no_contract_is_refused_with_its_name() {
    for (text, expected) in [
        ("openapi: 3.1.0\npaths: {}\n", "is not an OpenAPI 3.0 document"),
        ("paths: [", "spec.yaml: "),
        ("openapi: 3.0.3\ninfo: {title: A}\ninfo: {title: B}\n", "duplicate entry with key \"info\""),
    ] {
        let dir = tempfile::tempdir().expect("there is room for a folder");
        let spec = dir.path().join("spec.yaml");
        fs::write(&spec, text).expect("the folder takes a file");
        let output = run(&spec, &["lint"]);
        let said = String::from_utf8(output.stderr).expect("the tool speaks UTF-8");
        assert!(output.status.code() == Some(3) && said.contains(expected), "{expected}: {said}");
    }
}
