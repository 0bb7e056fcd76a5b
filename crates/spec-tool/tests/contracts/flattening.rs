//! Parts of `allOf` as one type.

use serde_json::{Value, json};

use crate::sound::{field, model, with};

/// The fields that `It` gets, which is all of these parts, and its check.
fn fields(parts: Value) -> (Vec<[String; 2]>, String, bool) {
    let contract = with(json!({"It": {"type": "object", "allOf": parts}}));
    let model = model(&contract, "It");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let fields = model["fields"].as_array().expect("fields").iter();
    let fields = fields.map(|field| [text(&field["fieldName"]), text(&field["fieldType"])]).collect();
    (fields, text(&model["modelCheck"]), model["isClosed"] == true)
}

fn listed(fields: &[[&str; 2]]) -> Vec<[String; 2]> {
    fields.iter().map(|pair| pair.map(str::to_owned)).collect()
}

#[test]
fn parts_are_one_struct() {
    let (fields, check, is_closed) = fields(json!([
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "minimum": 1}, "b": {"type": "boolean"}}},
        {"type": "object", "required": ["b"], "properties": {"a": {"type": "integer", "maximum": 9}}},
    ]));
    assert_eq!(fields, listed(&[["a", "i64"], ["b", "bool"], ["additional_properties", "Map<Json>"]]));
    assert_eq!(check, "(1..=9).contains(&self.a)");
    assert!(!is_closed);
}

#[test]
fn a_closed_part_keeps_out_what_others_name() {
    let closed = |name: &str| json!({"type": "object", "properties": {name: {"type": "boolean"}}, "additionalProperties": false});
    let open = json!({"type": "object", "properties": {"c": {"type": "boolean"}}});
    let (one_closed, _, is_closed) = fields(json!([closed("a"), open]));
    assert_eq!(one_closed, listed(&[["a", "Option<bool>"]]));
    assert!(is_closed);
    let (both_closed, check, _) = fields(json!([closed("a"), closed("b")]));
    assert_eq!((both_closed, check.as_str()), (Vec::new(), "true"));
    // Nothing can have a property that it must not have.
    let mut needed = closed("a");
    needed["required"] = json!(["a"]);
    let (_, check, _) = fields(json!([needed, closed("b")]));
    assert_eq!(check, "conforms!(crate::SCHEMAS, \"It\", self)");
}

#[test]
fn other_properties_of_one_part_bind_what_another_names() {
    let (fields, check, _) = fields(json!([
        {"type": "object", "additionalProperties": {"type": "string", "maxLength": 5}},
        {"type": "object", "properties": {"a": {"minLength": 2}}},
    ]));
    assert_eq!(fields, listed(&[["a", "Option<String>"], ["additional_properties", "Map<String>"]]));
    let expected = "self.a.as_ref().is_none_or(|v| check::length(v, 2, 5)) \
                    && self.additional_properties.values().all(|v| check::length(v, 0, 5))";
    assert_eq!(check, expected);
}

#[test]
fn keywords_of_all_parts_hold() {
    let text = json!({"type": "string"});
    for (parts, of, check) in [
        (
            json!([{"minimum": 1, "maximum": 8}, {"type": "integer", "minimum": 3, "maximum": 9}]),
            "i64",
            "(3..=8).contains(&self.it)",
        ),
        (
            json!([{"type": "string", "minLength": 1}, {"maxLength": 5}]),
            "String",
            "check::length(&self.it, 1, 5)",
        ),
        (json!([{"type": "number"}, {"type": "integer"}]), "i64", "true"),
        (json!([{"type": ["string", "null"]}, text]), "String", "true"),
        (
            json!([{"type": ["string", "null"]}, {"type": ["null", "string", "boolean"]}]),
            "Option<String>",
            "true",
        ),
        (
            json!([{"type": "integer", "enum": [1, 2, 3]}, {"enum": [3, 2, 5]}]),
            "i64",
            "[2, 3].contains(&self.it)",
        ),
        (
            json!([{"type": "array", "items": text}, {"items": {"maxLength": 5}}]),
            "Vec<String>",
            "self.it.iter().all(|v| check::length(v, 0, 5))",
        ),
        (
            json!([{"type": "array", "uniqueItems": true, "items": text}, {"uniqueItems": false}]),
            "Vec<String>",
            "check::unique(&self.it)",
        ),
        (json!([{"type": "string", "format": "email"}, true]), "String", "check::email(&self.it)"),
    ] {
        assert_eq!(field(&json!({"allOf": parts}), &json!({})), [of, check], "{parts}");
    }
}

#[test]
fn what_does_not_go_together_is_held_against_the_schema() {
    let whole = "conforms!(crate::SCHEMAS, \"ThingIt.inline\", &self.it)";
    for (parts, of) in [
        // Two patterns are no pattern.
        (json!([{"type": "string", "pattern": "^a"}, {"pattern": "b$"}]), "String"),
        (json!([{"type": "string", "format": "email"}, {"format": "uri"}]), "String"),
        // Nothing is both.
        (json!([{"type": "string"}, {"type": "integer"}]), "Json"),
        (json!([{"type": "string"}, false]), "Json"),
        (json!([{"not": {"type": "string"}}, {"not": {"type": "integer"}}]), "Json"),
        (json!([{"type": "object"}, {"patternProperties": {"^a": {"type": "string"}}}]), "Map<Json>"),
    ] {
        assert_eq!(field(&json!({"allOf": parts}), &json!({})), [of, whole], "{parts}");
    }
}
