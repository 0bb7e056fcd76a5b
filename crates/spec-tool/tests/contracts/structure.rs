//! Operations that cannot be told apart or guarded as they are written.

use serde_json::{Value, json};

use crate::sound::{OPERATION, findings, remove, set};

const PARAMETER: &str = "/paths/~1things~1{thingId}/put/parameters/0";

#[test]
fn paths_that_no_request_tells_apart_are_a_finding() {
    let said = findings("lint", |contract| {
        let mut twin = contract["paths"]["/things/{thingId}"].clone();
        twin["put"]["operationId"] = json!("putOther");
        twin["put"]["parameters"][0]["name"] = json!("other");
        contract["paths"]["/things/{other}"] = twin;
    });
    assert!(said.contains("put: cannot be told from the path /things/{thingId}"), "{said}");
}

#[test]
fn operations_that_become_one_function_are_a_finding() {
    let said = findings("lint", |contract| {
        let mut twin = contract["paths"]["/things/{thingId}"].clone();
        twin["put"]["operationId"] = json!("put_thing");
        contract["paths"]["/other/{thingId}"] = twin;
    });
    assert!(said.contains("put: has the operationId of #/paths/~1things"), "{said}");
}

#[test]
fn a_path_and_its_parameters_name_the_same_things() {
    let said = findings("lint", set(PARAMETER, "name", json!("other")));
    assert!(said.contains("put: does not declare the path parameter thingId"), "{said}");
    assert!(said.contains("put: declares the path parameter other, which its path does not have"), "{said}");
    let said = findings("lint", remove(PARAMETER, "required"));
    assert!(said.contains("the path parameter thingId needs required: true"), "{said}");
}

#[test]
fn a_security_requirement_may_come_from_the_whole_contract() {
    let global = |requirement: Value| {
        move |contract: &mut Value| {
            remove(OPERATION, "security")(contract);
            contract["security"] = requirement;
        }
    };
    assert_eq!(findings("lint", global(json!([{"key": []}]))), "");
    let said = findings("lint", global(json!([{"key": []}, {"badge": []}])));
    assert!(said.contains("put: asks for the scheme badge, which is not declared"), "{said}");
    let said = findings("lint", global(json!([])));
    assert!(said.contains("put: has x-scopes, but anyone may call it"), "{said}");
    assert!(said.contains("put: has x-permission, but anyone may call it"), "{said}");
}

#[test]
fn an_operation_that_anyone_may_call_says_so() {
    let open = |contract: &mut Value| {
        set(OPERATION, "security", json!([]))(contract);
        remove(OPERATION, "x-scopes")(contract);
        remove(OPERATION, "x-permission")(contract);
    };
    assert_eq!(findings("lint", open), "");
    assert_eq!(findings("prepare", open), "");
}

#[test]
fn extensions_that_are_misspelt_are_not_taken_for_none() {
    for (key, value, expected) in [
        ("x-scopes", json!("things:write"), "x-scopes must be a list of texts"),
        ("x-scopes", json!([]), "x-scopes must be a list of texts"),
        ("x-scopes", json!(["a", 5]), "x-scopes must be a list of texts"),
        ("x-permission", json!({"object": "thing"}), "the texts object and action"),
        ("x-permission", json!({"object": "thing", "action": ""}), "the texts object and action"),
        ("x-max-body-bytes", json!("1MB"), "x-max-body-bytes must be a whole number"),
        ("x-max-body-bytes", json!(-1), "x-max-body-bytes must be a whole number"),
    ] {
        let said = findings("lint", set(OPERATION, key, value));
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn bounds_are_needed_whatever_a_thing_is_called() {
    for name in ["example", "examples", "properties", "enum", "default", "type", "securitySchemes"] {
        let unbounded = json!({"type": "string"});
        let said = findings("lint", |contract| {
            contract["components"]["schemas"]["Thing"]["properties"][name] = unbounded;
        });
        assert!(said.contains(&format!("/Thing/properties/{name}: needs maxLength")), "{name}: {said}");
    }
    let said = findings("lint", |contract| {
        contract["components"]["schemas"]["exampleThing"] =
            json!({"type": "array", "items": {"type": "integer"}, "description": "A.", "example": []});
    });
    assert!(said.contains("/schemas/exampleThing: needs maxItems"), "{said}");
    assert!(said.contains("/schemas/exampleThing/items: needs minimum"), "{said}");
}
