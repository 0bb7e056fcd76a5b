//! What the tool says about contracts that break the rules, or ask for what cannot be enforced.

use serde_json::{Value, json};

use crate::sound::{BODY, NAME, OPERATION, Spoil, add_parameter, findings, remove, set};

#[test]
fn a_sound_contract_has_no_findings() {
    assert_eq!(findings("lint", |_| {}), "");
    assert_eq!(findings("prepare", |_| {}), "");
}

#[test]
fn every_broken_rule_is_named_with_its_place() {
    for (spoil, expected) in [
        (set(OPERATION, "tags", json!(["A", "B"])), "exactly one tag"),
        (remove(OPERATION, "operationId"), "needs an operationId"),
        (remove(OPERATION, "summary"), "needs a summary"),
        (remove(OPERATION, "security"), "has no security requirement"),
        (set(OPERATION, "security", json!([{"other": []}])), "the scheme other, which is not declared"),
        (remove(OPERATION, "x-scopes"), "needs x-scopes"),
        (remove(OPERATION, "x-permission"), "needs x-permission"),
        (remove("/paths/~1things~1{thingId}/put/responses", "401"), "needs the answer 401"),
        (remove("/paths/~1things~1{thingId}/put/responses", "500"), "needs the answer 500"),
        (remove(NAME, "maxLength"), "needs maxLength"),
        (remove("/components/schemas/Problem/properties/status", "maximum"), "needs maximum"),
        (remove("/components/schemas/Thing", "description"), "needs a description"),
        (remove("/components/schemas/Thing", "example"), "needs an example"),
        (set(BODY, "example", json!({"name": 5})), "/example/name: the example breaks its schema"),
        (set(BODY, "examples", json!({"odd": {"value": []}})), "/examples/odd: the example breaks"),
        (set(NAME, "example", json!("far too long")), "/name/example: the example breaks its schema"),
    ] {
        let said = findings("lint", spoil);
        assert!(said.starts_with("#/") && said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn what_cannot_be_enforced_is_refused_and_not_dropped() {
    for (spoil, expected) in [
        (set(NAME, "format", json!("ipv4")), "format ipv4"),
        (set(NAME, "pattern", json!("a(?=b)")), "cannot be enforced"),
        (set(NAME, "oneOf", json!([])), "oneOf"),
        (set(NAME, "nullable", json!(true)), "nullable"),
        (set(NAME, "readOnly", json!(true)), "readOnly"),
        (set("/components/schemas/Thing", "minProperties", json!(1)), "minProperties"),
        (set("/components/schemas/Thing", "required", json!(["size"])), "requires the property size"),
        (set(OPERATION, "security", json!([{"key": []}, {}])), "without credentials"),
        (set(OPERATION, "security", json!([{"key": ["things:write"]}])), "belong into x-scopes"),
        (
            set("/components/schemas/Thing", "additionalProperties", json!(true)),
            "additionalProperties: false",
        ),
        (set("/paths/~1things~1{thingId}/put/parameters/0", "in", json!("cookie")), "a parameter in cookie"),
        (remove(OPERATION, "security"), "has no security requirement"),
        (set("/components/schemas/Thing/properties", "Name", json!({"type": "boolean"})), "the same field"),
        (set(NAME, "maxLenght", json!(5)), "/Thing/properties/name: maxLenght cannot be enforced yet"),
        (set(NAME, "pattern", json!("^[a-z]\\d$")), "/name/pattern: \\d is not the same everywhere"),
        (set(NAME, "default", json!(5)), "/name: such a default cannot be applied yet"),
        (remove("/components/schemas/Thing", "type"), "/schemas/Thing: needs type: object"),
        (
            set("/components/schemas/Thing", "allOf", json!([])),
            "/schemas/Thing: allOf cannot be enforced yet",
        ),
        (
            property(json!({"allOf": [{"$ref": "#/components/schemas/Thing"}], "nullable": true})),
            "/properties/more: nullable beside allOf cannot be enforced yet",
        ),
        (property(json!({"type": "integer", "format": "uint8"})), "/properties/more: format uint8 cannot"),
        (
            property(json!({"type": "array", "items": {"enum": ["a"]}})),
            "/properties/more/items: must be a named",
        ),
        (
            property(
                json!({"type": "array", "items": {"type": "object", "additionalProperties": {"type": "boolean"}}}),
            ),
            "a map within a list",
        ),
        (property(json!({})), "/properties/more: has no type"),
        (property(json!({"$ref": "other.yaml#/Thing"})), "does not lead to a named schema"),
    ] {
        let said = findings("prepare", spoil);
        assert!(said.starts_with("#/") && said.contains(expected), "{expected}: {said}");
    }
}

/// Adds a property to the one schema of bodies.
fn property(schema: Value) -> Spoil {
    set("/components/schemas/Thing/properties", "more", schema)
}

#[test]
fn parameters_that_the_runtime_cannot_read_are_refused() {
    let whole = json!({"type": "integer"});
    for (more, expected) in [
        (json!({"in": "cookie"}), "a parameter in cookie"),
        (json!({"style": "spaceDelimited"}), "this type and style"),
        (json!({"schema": {"type": "array", "items": {"type": "string"}}}), "this type and style"),
        (json!({"explode": false, "schema": {"type": "array", "items": whole}}), "this type and style"),
        (
            json!({"style": "deepObject", "schema": {"type": "object", "additionalProperties": whole}}),
            "this type and style",
        ),
        (
            json!({"schema": {"type": "object", "additionalProperties": {"type": "string"}}}),
            "this type and style",
        ),
        (json!({"schema": {"type": "integer", "default": 1.5}}), "such a default"),
        (json!({"name": "thing_id"}), "two parameters become the field \"thing_id\""),
    ] {
        let said = findings("prepare", |contract| add_parameter(contract, &more));
        assert!(said.starts_with("#/") && said.contains(expected), "{more}: {said}");
    }
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
