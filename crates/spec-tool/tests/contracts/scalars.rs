//! Texts, numbers, lists and maps as types with their checks.

use serde_json::json;

use crate::sound::{field, model, with};

#[test]
fn a_value_has_the_type_and_the_check_of_its_schema() {
    let whole = "conforms!(crate::SCHEMAS, \"ThingIt.inline\", &self.it)";
    for (schema, of, check) in [
        (json!({}), "Json", "true"),
        (json!({"type": "string"}), "String", "true"),
        (json!({"type": "string", "minLength": 2}), "String", "check::length(&self.it, 2, usize::MAX)"),
        (json!({"type": "string", "format": "uuid"}), "String", "matches_format!(\"uuid\", &self.it)"),
        (json!({"type": "string", "format": "money"}), "String", "true"),
        (json!({"type": "integer"}), "i64", "true"),
        (json!({"type": "integer", "format": "int32"}), "i32", "true"),
        (json!({"type": "integer", "format": "int32", "minimum": 1}), "i32", "self.it >= 1"),
        (json!({"type": "integer", "exclusiveMaximum": 9.5}), "i64", "(self.it as f64) < 9.5"),
        (json!({"type": "integer", "multipleOf": 5}), "i64", "self.it % 5 == 0"),
        (json!({"type": "integer", "enum": [1, 2.0]}), "i64", "[1, 2].contains(&self.it)"),
        (json!({"type": "integer", "const": 7}), "i64", "[7].contains(&self.it)"),
        (json!({"type": "number"}), "f64", "check::finite(&self.it)"),
        (json!({"type": "number", "exclusiveMinimum": 0}), "f64", "self.it > 0.0"),
        (json!({"type": "number", "multipleOf": 0.5}), "f64", whole),
        (json!({"type": "boolean"}), "bool", "true"),
        (json!({"const": true}), "bool", "self.it == true"),
        (json!({"type": "array", "minItems": 1}), "Vec<Json>", "!self.it.is_empty()"),
        (
            json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true}),
            "Vec<String>",
            "check::unique(&self.it)",
        ),
        (
            json!({"type": "array", "items": {"type": "object"}, "uniqueItems": true}),
            "Vec<Map<Json>>",
            "check::unique_values(&self.it)",
        ),
        (json!({"type": "array", "prefixItems": [{"type": "string"}]}), "Vec<Json>", whole),
        (json!({"type": "array", "contains": {"const": 1}}), "Vec<Json>", whole),
        (json!({"type": "object"}), "Map<Json>", "true"),
        (
            json!({"type": "object", "required": ["a"], "maxProperties": 2}),
            "Map<Json>",
            "self.it.len() <= 2 && self.it.contains_key(\"a\")",
        ),
        (json!({"type": "object", "propertyNames": {"maxLength": 2}}), "Map<Json>", whole),
        (json!({"type": ["string", "integer"]}), "Json", whole),
        (json!({"not": {"type": "string"}}), "Json", whole),
        (json!({"enum": ["a", 1]}), "Json", whole),
    ] {
        assert_eq!(field(&schema, &json!({})), [of, check], "{schema}");
    }
}

#[test]
fn null_is_told_from_nothing() {
    let mut contract = with(json!({}));
    contract["openapi"] = json!("3.1.0");
    let thing = &mut contract["components"]["schemas"]["Thing"];
    let text = json!({"type": ["string", "null"], "maxLength": 5});
    thing["properties"] = json!({
        "needed": text, "optional": text, "union": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "word": {"enum": ["a", null]}, "never": {"type": ["string", "null"], "enum": ["a"]},
    });
    thing["required"] = json!(["needed", "never"]);
    let model = model(&contract, "Thing");
    for (at, of, serde) in [
        (0, "Option<String>", "deserialize_with = \"check::nullable\""),
        (
            1,
            "Option<Option<String>>",
            "default, deserialize_with = \"check::present\", skip_serializing_if = \"Option::is_none\"",
        ),
        (
            2,
            "Option<Option<String>>",
            "default, deserialize_with = \"check::present\", skip_serializing_if = \"Option::is_none\"",
        ),
        (
            3,
            "Option<Option<ThingWord>>",
            "default, deserialize_with = \"check::present\", skip_serializing_if = \"Option::is_none\"",
        ),
        (4, "ThingNever", ""),
    ] {
        let field = &model["fields"][at];
        assert_eq!([&field["fieldType"], &field["serde"]], [of, serde], "{at}");
    }
    let expected = "self.needed.as_ref().is_none_or(|v| check::length(v, 0, 5)) \
        && self.optional.as_ref().is_none_or(|v| v.as_ref().is_none_or(|v| check::length(v, 0, 5)))";
    assert_eq!(model["modelCheck"], expected);
}

#[test]
fn words_are_an_enum_whatever_they_are_made_of() {
    for (words, expected) in [
        (
            json!(["<", "<=", "=", "!=", ">", ">="]),
            vec!["Less", "LessEqual", "Equal", "NotEqual", "Greater", "GreaterEqual"],
        ),
        (json!(["name", "-name", "-2"]), vec!["Name", "MinusName", "Minus2"]),
        (json!(["é", "名"]), vec!["U00E9", "U540D"]),
        (json!(["", " ", "*"]), vec!["Empty", "Space", "Star"]),
    ] {
        let it = model(&with(json!({"It": {"type": "string", "enum": words}})), "It");
        let variants = it["variants"].as_array().expect("variants").iter();
        let names: Vec<&str> = variants.map(|one| one["variantName"].as_str().expect("a name")).collect();
        assert_eq!(names, expected, "{words}");
    }
}
