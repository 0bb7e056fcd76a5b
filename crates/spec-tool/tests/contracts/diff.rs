//! A contract to compare with itself after one change, and the comparison.

use std::fs;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Where the schemas are whose changes show in requests and responses both.
pub const PROPERTIES: &str = "/components/schemas/Thing/properties";

/// Sends and answers a `Thing`, so that a change of it shows in both directions.
pub fn base() -> Value {
    let thing = json!({"schema": {"$ref": "#/components/schemas/Thing"}});
    let problem = json!({"description": "No.", "content": {"application/problem+json": {"schema": {
        "type": "object", "properties": {"status": {"type": "integer"}}}}}});
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "0.1.0"},
        "servers": [{"url": "/"}],
        "paths": {
            "/things/{thingId}": {
                "put": {
                    "operationId": "putThing", "tags": ["Things"], "security": [{"key": []}, {"login": ["read"]}],
                    "x-scopes": ["things:write"], "x-idempotency": "key",
                    "parameters": [
                        {"name": "thingId", "in": "path", "required": true, "schema": {"type": "string"}},
                        {"name": "limit", "in": "query",
                         "schema": {"type": "integer", "minimum": 1, "maximum": 99, "default": 9}},
                        {"name": "tags", "in": "query",
                         "schema": {"type": "array", "items": {"type": "string", "maxLength": 9}}},
                        {"name": "X-Trace", "in": "header", "schema": {"type": "string", "enum": ["on", "off"]}},
                        {"name": "filter", "in": "query", "style": "deepObject", "explode": true,
                         "schema": {"type": "object", "properties": {"size": {"type": "integer"}}}},
                    ],
                    "requestBody": {"content": {"application/json": thing, "text/csv": {"schema": {"type": "string"}}}},
                    "responses": {
                        "200": {
                            "description": "Done.", "content": {"application/json": thing, "text/csv": {}},
                            "headers": {"ETag": {"required": true, "schema": {"type": "string", "maxLength": 9}},
                                        "X-Left": {"schema": {"type": "integer"}}},
                        },
                        "204": {"description": "Done."}, "404": problem, "5XX": problem,
                    },
                },
                "delete": {"responses": {"204": {"description": "Done."}}},
                "get": {"deprecated": true, "security": [], "responses": {"204": {"description": "Done."}}},
            },
            "/old": {"get": {"deprecated": true, "responses": {}}},
            "/other": {"post": {"requestBody": {"required": true, "content": {"text/plain": {}}}, "responses": {}}},
        },
        "components": {
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "login": {"type": "oauth2", "flows": {"implicit": {
                    "authorizationUrl": "https://example.org/login", "scopes": {"read": "Reads.", "write": "Writes."}}}},
            },
            "schemas": {
                "Thing": {"type": "object", "required": ["name"], "properties": {
                    "name": {"type": "string", "minLength": 2, "maxLength": 9, "pattern": "^a", "default": "aa"},
                    "size": {"type": "number", "minimum": 2, "maximum": 9, "exclusiveMaximum": true, "multipleOf": 4},
                    "count": {"type": "integer", "format": "int32"},
                    "kind": {"type": "string", "enum": ["a", "b"]},
                    "list": {"type": "array", "minItems": 2, "maxItems": 9, "uniqueItems": true,
                             "items": {"type": "integer", "minimum": 2}},
                    "note": {"type": "string", "nullable": true},
                    "box": {"type": "object", "minProperties": 2, "maxProperties": 9, "additionalProperties": false,
                            "properties": {"lid": {"type": "string"}}},
                    "map": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 9}},
                    "shape": {"oneOf": [{"$ref": "#/components/schemas/Circle"}, {"$ref": "#/components/schemas/Square"}],
                              "discriminator": {"propertyName": "is", "mapping": {"o": "#/components/schemas/Circle"}}},
                    "either": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
                    "never": {"type": "string", "not": {"enum": ["no"]}},
                    "id": {"type": "string", "readOnly": true},
                    "secret": {"type": "string", "writeOnly": true},
                    "parts": {"allOf": [{"$ref": "#/components/schemas/Circle"}, {"properties": {"part": {"type": "string"}}}]},
                    "self": {"$ref": "#/components/schemas/Thing"},
                }},
                "Circle": {"type": "object", "required": ["is"], "properties": {"is": {"type": "string"}, "r": {"type": "number"}}},
                "Square": {"type": "object", "required": ["is"], "properties": {"is": {"type": "string"}, "a": {"type": "number"}}},
                "Triangle": {"type": "object", "required": ["is"], "properties": {"is": {"type": "string"}}},
            },
        },
    })
}

/// A place of the contract and what it becomes, or nothing if it is taken away; `/-` stands for one more item.
pub type Edit = (String, Option<Value>);

pub fn edited(contract: &Value, (pointer, value): &Edit) -> Value {
    let mut contract = contract.clone();
    let (parent, key) = pointer.rsplit_once('/').expect("a place has a parent");
    let key = key.replace("~1", "/");
    let parent = contract.pointer_mut(parent).expect("the parent exists");
    match (parent, value) {
        (Value::Object(map), Some(value)) => drop(map.insert(key, value.clone())),
        (Value::Object(map), None) => drop(map.remove(&key).expect("the place exists")),
        (Value::Array(list), Some(value)) if key == "-" => list.push(value.clone()),
        (Value::Array(list), Some(value)) => list[key.parse::<usize>().expect("an index")] = value.clone(),
        (Value::Array(list), None) => drop(list.remove(key.parse().expect("an index"))),
        _ => panic!("{pointer} is in no object and no array"),
    }
    contract
}

/// Runs the comparison.
pub fn compared(old: &Value, new: &Value, arguments: &[&str]) -> Output {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let files = [("old.json", old), ("new.json", new)].map(|(name, contract)| {
        let file = dir.path().join(name);
        fs::write(&file, contract.to_string()).expect("the folder takes a file");
        file
    });
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-tool"));
    command.arg("diff").args(files).args(arguments).output().expect("the tool runs")
}

/// The findings, as objects.
pub fn found(old: &Value, new: &Value) -> Vec<Value> {
    let output = compared(old, new, &["--format", "json"]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the tool prints JSON")
}

/// Severity, id and place of each finding, in order of the alphabet.
pub fn places(findings: &[Value]) -> Vec<String> {
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
    let mut places: Vec<String> = findings
        .iter()
        .map(|finding| {
            let [severity, id, document, pointer] =
                ["severity", "id", "document", "pointer"].map(|key| text(finding, key));
            format!("{severity} {id} {document}#{pointer}")
        })
        .collect();
    places.sort();
    places
}

/// One change, and all that must be found: `severity id`, and the place where it is not the changed one.
pub type Row = (&'static str, Option<Value>, &'static [&'static str]);

/// Makes each change alone, below a place of the base, and expects exactly the findings of its row.
pub fn expect(below: &str, rows: &[Row]) {
    for (pointer, value, expected) in rows {
        let edit = (format!("{below}{pointer}"), value.clone());
        let (old, new) = (base(), edited(&base(), &edit));
        let place = format!("{}#{}", if value.is_some() { "new" } else { "old" }, edit.0);
        let mut expected: Vec<String> = expected
            .iter()
            .map(|one| {
                if one.contains('#') {
                    one.replace("#.", &format!("#{below}"))
                } else {
                    format!("{one} {place}")
                }
            })
            .collect();
        expected.sort();
        assert_eq!(places(&found(&old, &new)), expected, "{} becomes {value:?}", edit.0);
        mirrored(&old, &new, &edit);
    }
}

/// What is an addition one way must be a removal the other way.
fn mirrored(old: &Value, new: &Value, edit: &Edit) {
    let signs = |findings: Vec<Value>, turn: i8| {
        let ids = findings.iter().map(|finding| finding["id"].as_str().expect("a text"));
        let mut signs: Vec<(String, i8)> =
            ids.map(signed).map(|(subject, sign)| (subject, turn * sign)).collect();
        signs.sort();
        signs
    };
    assert_eq!(signs(found(old, new), 1), signs(found(new, old), -1), "{} there and back", edit.0);
}

/// Words of an id that say more or less, and what is left of the id without them.
const SIGNS: [(&str, i8, &str); 30] = [
    ("api-path-removed-without-deprecation", -1, "endpoint"),
    ("api-path-removed-with-deprecation", -1, "endpoint"),
    ("api-removed-without-deprecation", -1, "endpoint"),
    ("api-removed-with-deprecation", -1, "endpoint"),
    ("-removed-with-deprecation", -1, ""),
    ("one-of-became-any-of", 1, "union"),
    ("any-of-became-one-of", -1, "union"),
    ("became-required", 1, "need"),
    ("became-optional", -1, "need"),
    ("became-enum", 1, "list"),
    ("enum-removed", -1, "list"),
    ("became-not-", -1, "became-"),
    ("became-", 1, "became-"),
    ("unwrapped-from-", -1, ""),
    ("wrapped-in-", 1, ""),
    ("new-", 1, ""),
    ("-added", 1, ""),
    ("-removed", -1, ""),
    ("-deleted", -1, ""),
    ("-increased", 1, ""),
    ("-decreased", -1, ""),
    ("-unset", -1, ""),
    ("-set", 1, ""),
    ("-generalized", 1, ""),
    ("-specialized", -1, ""),
    ("-opened", 1, ""),
    ("-closed", -1, ""),
    ("deprecated", 1, ""),
    ("reactivated", -1, ""),
    ("changed", 0, ""),
];

fn signed(id: &str) -> (String, i8) {
    let found = SIGNS.iter().find(|(word, ..)| id.contains(word));
    let (word, sign, left) = found.unwrap_or(&("renamed", 0, ""));
    let mut subject = id.replace(word, left);
    for kind in ["required-", "optional-", "-required", "-optional"] {
        subject = subject.replace(kind, "");
    }
    (subject, *sign)
}

#[test]
fn each_finding_names_the_operation_and_who_is_hurt() {
    let edit = ("/components/schemas/Thing/properties/name/maxLength".to_owned(), Some(json!(5)));
    let output = compared(&base(), &edited(&base(), &edit), &[]);
    let said = String::from_utf8(output.stdout).expect("the tool speaks UTF-8");
    assert_eq!(
        said,
        "ERR request-property-max-length-decreased PUT /things/{thingId} \
         new#/components/schemas/Thing/properties/name/maxLength: \
         `name` in the request body: maxLength went from 9 to 5; \
         clients that send what was allowed before are refused\n\
         INFO response-property-max-length-decreased PUT /things/{thingId} \
         new#/components/schemas/Thing/properties/name/maxLength: \
         `name` in the response body: maxLength went from 9 to 5; no client needs to change\n\
         2 findings: 1 err, 0 warn, 1 info\n"
    );
}

#[test]
fn the_exit_code_says_whether_the_level_was_reached() {
    let code = |edit: (&str, Value), arguments: &[&str]| {
        let edit = (edit.0.to_owned(), Some(edit.1));
        compared(&base(), &edited(&base(), &edit), arguments).status.code()
    };
    let err = || ("/components/schemas/Thing/properties/name/maxLength", json!(5));
    let warn = || ("/paths/~1things~1{thingId}/put/operationId", json!("setThing"));
    let info = || ("/servers/0/url", json!("/v2"));
    assert_eq!(code(("/info/title", json!("Same")), &["--fail-on", "info"]), Some(0));
    assert_eq!(code(err(), &[]), Some(1));
    assert_eq!(code(err(), &["--format", "json"]), Some(1));
    assert_eq!(code(warn(), &[]), Some(0));
    assert_eq!(code(warn(), &["--fail-on", "warn"]), Some(1));
    assert_eq!(code(info(), &["--fail-on", "warn"]), Some(0));
    assert_eq!(code(info(), &["--fail-on", "info"]), Some(1));
    assert_eq!(code(err(), &["--fail-on", "none"]), Some(2));
    assert_eq!(code(("/openapi", json!("2.0")), &[]), Some(3));
}

#[test]
fn a_new_version_may_break() {
    for (old, new, allowed) in [
        ("0.1.0", "0.2.0", true),
        ("0.1.0", "1.0.0", true),
        ("1.4.2", "2.0.0", true),
        ("1.4.2", "2.0.0-rc.1", true),
        ("0.1.0", "0.1.0", false),
        ("0.1.0", "0.1.1", false),
        ("1.4.2", "1.5.0", false),
        ("2.0.0", "1.9.0", false),
        ("1.0.0", "0.9.0", false),
        ("0.1.0", "next", false),
    ] {
        let version = |version: &str| ("/info/version".to_owned(), Some(json!(version)));
        let broken = (
            "/paths/~1old/get".to_owned(),
            Some(json!({"parameters": [
            {"name": "q", "in": "query", "required": true, "schema": {"type": "string"}}], "responses": {}})),
        );
        let new_contract = edited(&edited(&base(), &version(new)), &broken);
        let output = compared(&edited(&base(), &version(old)), &new_contract, &["--allow-by-version"]);
        assert_eq!(output.status.code(), Some(if allowed { 0 } else { 1 }), "{old} to {new}");
        let said = String::from_utf8(output.stdout).expect("the tool speaks UTF-8");
        assert!(said.contains("new-required-request-parameter"), "{said}");
    }
}
