//! What the tool reads and writes.

use std::fs;

use serde_json::{Value, json};

use crate::sound::{prepared, run, sound, tool};

#[test]
fn a_contract_becomes_the_same_files_every_time() {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let files = || {
        let output = tool(&sound(), dir.path(), &["prepare", "--out", &dir.path().display().to_string()]);
        assert!(output.status.success());
        ["annotated.json", "openapi.json", "schemas.json"]
            .map(|name| fs::read_to_string(dir.path().join(name)).expect("the file is there"))
    };
    assert_eq!(files(), files());
}

#[test]
fn schemas_are_kept_by_operation_media_type_and_place() {
    let schemas = prepared(&sound(), "schemas.json");
    let thing = json!({"$ref": "#/$defs/Thing"});
    assert_eq!(schemas["bodies"]["putThing application/json"], thing);
    assert_eq!(schemas["responses"]["putThing 201 application/json"], thing);
    assert_eq!(schemas["parameters"]["putThing.path.thingId"], json!({"type": "string", "maxLength": 9}));
}

#[test]
fn the_crate_is_named_and_finds_its_runtime() {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let out = dir.path().display().to_string();
    let about = |more: &[&str]| {
        let arguments = [&["prepare", "--out", &out][..], more].concat();
        assert!(tool(&sound(), dir.path(), &arguments).status.success());
        let text = fs::read_to_string(dir.path().join("annotated.json")).expect("the file is there");
        let mut annotated: Value = serde_json::from_str(&text).expect("the file is JSON");
        annotated["x-contract"].take()
    };
    let usual = about(&[]);
    assert_eq!([&usual["nameLiteral"], &usual["inWorkspace"]], [&json!("\"server-api\""), &json!(true)]);
    let alone = about(&["--name", "things", "--runtime", "../run"]);
    assert_eq!([&alone["nameLiteral"], &alone["runtimeLiteral"]], ["\"things\"", "\"../run\""]);
    assert_eq!(alone["inWorkspace"], false);
}

#[test]
fn the_contract_is_served_as_it_was_written() {
    assert_eq!(prepared(&sound(), "openapi.json"), sound());
}

#[test]
fn what_is_no_contract_is_refused_with_its_name() {
    for (text, expected) in [
        ("openapi: 3.2.0\npaths: {}\n", "is not an OpenAPI 3.0 or 3.1 document"),
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
