//! Schemas of OpenAPI as schemas of JSON Schema.

use serde_json::{Value, json};

use crate::sound::{definitions, prepared, with};

/// Holds each schema against what it becomes; they may refer to `Named`, an object.
fn becomes(version: &str, cases: &[(Value, Value)]) {
    for (schema, expected) in cases {
        let all = definitions(version, json!({"Named": {"type": "object"}, "It": schema}));
        assert_eq!(all["It"], *expected, "{schema}");
    }
}

#[test]
fn null_is_allowed_only_beside_a_type() {
    let named = json!({"$ref": "#/components/schemas/Named"});
    becomes(
        "3.0.3",
        &[
            (json!({"type": "string", "nullable": true}), json!({"type": ["string", "null"]})),
            (json!({"type": "string", "nullable": false}), json!({"type": "string"})),
            (json!({"nullable": true, "enum": ["a"]}), json!({"enum": ["a"]})),
            (
                json!({"type": "string", "nullable": true, "enum": ["a"]}),
                json!({"type": ["string", "null"], "enum": ["a"]}),
            ),
            (json!({"nullable": true, "allOf": [named]}), json!({"allOf": [{"$ref": "#/$defs/Named"}]})),
            // Beside a reference nothing counts.
            (
                json!({"properties": {"a": {"$ref": "#/components/schemas/Named", "nullable": true}}}),
                json!({"properties": {"a": {"$ref": "#/$defs/Named"}}}),
            ),
        ],
    );
    becomes("3.1.0", &[(json!({"type": "string", "nullable": true}), json!({"type": "string"}))]);
}

#[test]
fn bounds_may_be_exclusive() {
    becomes(
        "3.0.3",
        &[
            (
                json!({"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": false}),
                json!({"type": "number", "exclusiveMinimum": 0, "maximum": 9}),
            ),
            (
                json!({"type": "number", "maximum": 9, "exclusiveMaximum": true}),
                json!({"type": "number", "exclusiveMaximum": 9}),
            ),
            (json!({"type": "number", "exclusiveMinimum": true}), json!({"type": "number"})),
        ],
    );
    becomes(
        "3.1.0",
        &[(
            json!({"type": "number", "exclusiveMinimum": 0}),
            json!({"type": "number", "exclusiveMinimum": 0}),
        )],
    );
}

#[test]
fn whole_numbers_have_the_bounds_of_their_format() {
    let (least, most) = (i64::MIN, i64::MAX);
    becomes(
        "3.0.3",
        &[
            (json!({"type": "integer"}), json!({"type": "integer", "minimum": least, "maximum": most})),
            (
                json!({"type": "integer", "format": "int64", "minimum": -1e300}),
                json!({"type": "integer", "minimum": least, "maximum": most}),
            ),
            (
                json!({"type": "integer", "format": "int32", "minimum": 1}),
                json!({"type": "integer", "minimum": 1, "maximum": i32::MAX}),
            ),
            (
                json!({"type": "integer", "format": "int32", "minimum": -9e9, "maximum": 9e9}),
                json!({"type": "integer", "minimum": i32::MIN, "maximum": i32::MAX}),
            ),
            (
                json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9}),
                json!({"type": "integer", "exclusiveMinimum": 1, "maximum": 9}),
            ),
            (json!({"type": "number", "format": "int32"}), json!({"type": "number"})),
        ],
    );
}

#[test]
fn what_says_nothing_of_a_value_is_left_out() {
    let said = json!({"type": "string", "title": "T", "deprecated": true, "xml": {}, "x-note": 1, "format": "money"});
    becomes(
        "3.0.3",
        &[
            (
                json!({"type": "object", "properties": {"description": said, "format": {"format": "email"}}}),
                json!({"type": "object", "properties": {"description": {"type": "string"}, "format": {"format": "email"}}}),
            ),
            // Properties and values that are called like keywords stay.
            (
                json!({"required": ["x-note"], "properties": {"x-note": {"enum": [{"x-note": 1}]}}}),
                json!({"required": ["x-note"], "properties": {"x-note": {"enum": [{"x-note": 1}]}}}),
            ),
        ],
    );
}

#[test]
fn a_value_has_only_the_properties_of_its_direction() {
    let all = definitions(
        "3.0.3",
        json!({
            "Account": {
                "type": "object", "required": ["id", "secret", "name"],
                "properties": {
                    "id": {"type": "string", "readOnly": true}, "secret": {"$ref": "#/components/schemas/Secret"},
                    "name": {"type": "string"}, "version": {"allOf": [{"type": "string", "readOnly": true}]},
                },
            },
            "Secret": {"type": "string", "writeOnly": true},
            "Plain": {"type": "object", "properties": {"a": {"type": "string"}}},
        }),
    );
    let (text, no) = (json!({"type": "string"}), json!(false));
    let request = &all["Account.request"];
    assert_eq!(request["required"], json!(["secret", "name"]));
    assert_eq!(request["properties"]["id"], no);
    assert_eq!(request["properties"]["version"], no);
    assert_ne!(request["properties"]["secret"], no);
    let answer = &all["Account"];
    assert_eq!(answer["required"], json!(["id", "name"]));
    assert_eq!([&answer["properties"]["id"], &answer["properties"]["secret"]], [&text, &no]);
    // What holds such a thing differs too; what does not is one for both.
    assert_eq!(all["Thing.request"]["properties"]["Account"], json!({"$ref": "#/$defs/Account.request"}));
    assert_eq!(all["Thing"]["properties"]["Account"], json!({"$ref": "#/$defs/Account"}));
    assert_eq!(all["Plain.request"], Value::Null);
    assert_eq!(all["Thing.request"]["properties"]["Plain"], json!({"$ref": "#/$defs/Plain"}));
}

/// The rule that a discriminator makes of one word.
fn when(word: &str, name: &str) -> Value {
    json!({"if": {"required": ["kind"], "properties": {"kind": {"const": word}}}, "then": {"$ref": format!("#/$defs/{name}")}})
}

#[test]
fn a_discriminator_decides_which_schema_holds() {
    let members = json!([{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]);
    for (keyword, mapping, words) in [
        ("oneOf", json!(null), ["Cat", "Dog"]),
        ("anyOf", json!(null), ["Cat", "Dog"]),
        ("oneOf", json!({"cat": "#/components/schemas/Cat", "dog": "Dog"}), ["cat", "dog"]),
        ("oneOf", json!({"cat": "Cat"}), ["cat", "Dog"]),
    ] {
        let mut pet = json!({keyword: members, "discriminator": {"propertyName": "kind"}});
        if !mapping.is_null() {
            pet["discriminator"]["mapping"] = mapping;
        }
        let animal = json!({"type": "object", "properties": {"kind": {"type": "string"}}});
        let all = definitions("3.0.3", json!({"Cat": animal, "Dog": animal, "Pet": pet}));
        let expected = json!({
            "type": "object", "required": ["kind"], "properties": {"kind": {"enum": words}},
            "allOf": [when(words[0], "Cat"), when(words[1], "Dog")],
        });
        assert_eq!(all["Pet"], expected, "{pet}");
    }
}

#[test]
fn a_base_judges_its_heirs_and_heirs_take_the_base_alone() {
    let heir =
        |base: &str| json!({"allOf": [{"$ref": format!("#/components/schemas/{base}")}, {"type": "object"}]});
    let all = definitions(
        "3.0.3",
        json!({
            "Pet": {"type": "object", "properties": {"kind": {"type": "string"}},
                    "discriminator": {"propertyName": "kind", "mapping": {"kitty": "#/components/schemas/Cat"}}},
            "Cat": heir("Pet"), "Lion": heir("Cat"),
        }),
    );
    let base = json!({"type": "object", "properties": {"kind": {"type": "string"}}});
    assert_eq!(all["Pet.base"], base);
    assert_eq!(all["Cat"], json!({"allOf": [{"$ref": "#/$defs/Pet.base"}, {"type": "object"}]}));
    assert_eq!(all["Lion"], json!({"allOf": [{"$ref": "#/$defs/Cat"}, {"type": "object"}]}));
    let mut whole = base;
    whole["allOf"] = json!([when("kitty", "Cat"), when("Lion", "Lion")]);
    assert_eq!(all["Pet"], whole);
}

#[test]
fn schemas_of_openapi_3_1_are_json_schema_already() {
    let named = json!({"$ref": "#/$defs/Named"});
    becomes(
        "3.1.0",
        &[
            (json!({"type": ["string", "null"]}), json!({"type": ["string", "null"]})),
            (
                json!({"type": ["integer", "null"], "minimum": 0, "maximum": 9}),
                json!({"type": ["integer", "null"], "minimum": 0, "maximum": 9}),
            ),
            (json!({"const": 5}), json!({"const": 5})),
            (
                json!({"type": "array", "prefixItems": [{"type": "string", "title": "T"}], "items": false}),
                json!({"type": "array", "prefixItems": [{"type": "string"}], "items": false}),
            ),
            (
                json!({"$ref": "#/components/schemas/Named", "maxProperties": 1}),
                json!({"allOf": [named, {"maxProperties": 1}]}),
            ),
            (json!({"$ref": "#/components/schemas/Named", "description": "Only said."}), named.clone()),
            (
                json!({"if": {"$ref": "#/components/schemas/Named"}, "then": {"maxProperties": 1}, "else": false}),
                json!({"if": named, "then": {"maxProperties": 1}, "else": false}),
            ),
            (
                json!({"patternProperties": {"^a": {"$ref": "#/components/schemas/Named"}}, "unevaluatedProperties": false}),
                json!({"patternProperties": {"^a": named}, "unevaluatedProperties": false}),
            ),
        ],
    );
    becomes("3.0.3", &[(json!({"$ref": "#/components/schemas/Named", "maxProperties": 1}), named)]);
}

#[test]
fn references_may_lead_anywhere_in_the_document() {
    let mut contract = with(json!({"It": {"properties": {"a~b/c": {"type": "string"}}}}));
    let places =
        ["#/components/schemas/It/properties/a~0b~1c", "#/components/schemas/It/properties/a~0b%7E1c"];
    for (at, place) in places.iter().enumerate() {
        contract["components"]["schemas"]["Thing"]["properties"][["one", "two"][at]] = json!({"$ref": place});
    }
    let all = prepared(&contract, "schemas.json")["$defs"].take();
    for name in ["one", "two"] {
        let place = all["Thing"]["properties"][name]["$ref"].as_str().expect("a reference");
        let name = place.strip_prefix("#/$defs/").expect("a definition");
        assert_eq!(all[name], json!({"type": "string"}), "{place}");
    }
}
