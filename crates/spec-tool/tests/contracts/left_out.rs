//! What is kept of a contract that cannot be enforced as a whole.

use std::fs;

use serde_json::{Value, json};

use crate::sound::{OPERATION, sound, tool};

/// What the tool writes and says when it leaves out what it must.
pub fn leave_out(contract: &Value) -> (Value, Value, String) {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let out = dir.path().display().to_string();
    let output = tool(contract, dir.path(), &["prepare", "--leave-out-unsupported", "--out", &out]);
    let said = String::from_utf8(output.stderr).expect("the tool speaks UTF-8");
    assert!(output.status.success(), "{said}");
    let read = |name: &str| {
        let text = fs::read_to_string(dir.path().join(name)).expect("the file is there");
        serde_json::from_str(&text).expect("the file is JSON")
    };
    (read("annotated.json"), read("schemas.json"), said)
}

/// The sound contract with a second operation, `POST /others`, that has this body.
fn with_other(body: Value) -> Value {
    let mut contract = sound();
    let mut other = contract.pointer(OPERATION).expect("the operation exists").clone();
    other["operationId"] = json!("postOther");
    other["parameters"] = json!([]);
    other["requestBody"] = json!({"content": body});
    contract["paths"]["/others"] = json!({"post": other});
    contract
}

#[test]
fn operations_that_cannot_be_enforced_are_left_out_and_named() {
    let contract = with_other(json!({"application/pdf": {"schema": {"$ref": "#/components/schemas/Thing"}}}));
    let (annotated, schemas, said) = leave_out(&contract);
    let expected = "left out: #/paths/~1others/post/requestBody/content/application~1pdf/schema: POST /others: \
                    a body of application/pdf cannot be held against its schema";
    assert!(said.starts_with(expected) && said.lines().count() == 1, "{said}");
    let named =
        json!([{"idLiteral": "\"postOther\"", "methodLiteral": "\"POST\"", "pathLiteral": "\"/others\""}]);
    assert_eq!(annotated["x-contract"]["leftOut"], named);
    assert_eq!(annotated["paths"].as_object().map(|paths| paths.len()), Some(1));
    assert_eq!(annotated["paths"]["/00000"]["get"]["x-operation"]["opId"], "putThing");
    for section in ["bodies", "parameters", "responses"] {
        let all = schemas[section].as_object().expect("schemas");
        assert!(!all.is_empty() && all.keys().all(|key| key.starts_with("putThing")), "{section}: {all:?}");
    }
}

#[test]
fn media_types_are_left_out_where_others_remain() {
    let schema = json!({"schema": {"$ref": "#/components/schemas/Thing"}});
    let mut contract = with_other(json!({"application/pdf": schema, "application/json": schema}));
    contract["paths"]["/others"]["post"]["responses"]["201"]["content"]["application/pdf"] = schema;
    let (annotated, _, said) = leave_out(&contract);
    for expected in [
        "left out: #/paths/~1others/post/requestBody/content/application~1pdf/schema: POST /others: a body of",
        "left out: #/paths/~1others/post/responses/201/content/application~1pdf/schema: POST /others: an answer of",
    ] {
        assert!(said.lines().any(|line| line.starts_with(expected)), "{expected}: {said}");
    }
    assert_eq!(annotated["x-contract"]["leftOut"], json!([]));
    let operation = &annotated["paths"]["/00001"]["get"]["x-operation"];
    let entry = |key: &str| operation[key].as_str().expect("an entry").to_owned();
    assert!(entry("bodyEntry").contains(r#"media_types: &["application/json"]"#), "{operation}");
    assert!(!entry("responseEntries").contains("pdf"), "{operation}");
}

#[test]
fn schemas_that_cannot_be_used_are_left_out_with_what_leads_to_them() {
    let mut contract =
        with_other(json!({"application/json": {"schema": {"$ref": "#/components/schemas/Outer"}}}));
    let all = &mut contract["components"]["schemas"];
    all["Outer"] = json!({"type": "object", "properties": {"inner": {"$ref": "#/components/schemas/Inner"}}});
    all["Inner"] = json!({"type": "string", "pattern": "a(b"});
    let (annotated, schemas, said) = leave_out(&contract);
    assert!(
        said.starts_with("left out: #/components/schemas/Inner/pattern: POST /others: the pattern"),
        "{said}"
    );
    assert_eq!(annotated["paths"].as_object().map(|paths| paths.len()), Some(1));
    for name in ["Outer", "Inner"] {
        assert_eq!(schemas["$defs"][name], Value::Null, "{name}");
    }
    assert_ne!(schemas["$defs"]["Thing"], Value::Null);
}

#[test]
fn a_sound_contract_loses_nothing() {
    let (annotated, _, said) = leave_out(&sound());
    assert_eq!((said.as_str(), &annotated["x-contract"]["leftOut"]), ("", &json!([])));
}
