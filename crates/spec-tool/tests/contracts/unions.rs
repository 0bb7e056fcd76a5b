//! Values that are one of several things.

use serde_json::{Value, json};

use crate::sound::{add_parameter, annotation, field, model, sound, with};

/// How the members of a union are told apart, and its variants.
fn told(schema: Value) -> (String, Vec<[String; 2]>) {
    let contract = with(json!({
        "Cat": {"type": "object", "properties": {"lives": {"type": "integer"}}, "additionalProperties": false},
        "Dog": {"type": "object", "properties": {"age": {"type": "integer"}}, "additionalProperties": false},
        "It": schema,
    }));
    let model = model(&contract, "It");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let variants = model["variants"].as_array().expect("variants").iter();
    (
        text(&model["unionMacro"]),
        variants.map(|one| [text(&one["variantName"]), text(&one["variantType"])]).collect(),
    )
}

#[test]
fn members_of_a_union_are_its_variants() {
    let (cat, dog) =
        (json!({"$ref": "#/components/schemas/Cat"}), json!({"$ref": "#/components/schemas/Dog"}));
    let (text, whole) = (json!({"type": "string"}), json!({"type": "integer"}));
    for (schema, told_by, variants) in [
        // No value is both: the first that fits is the only one.
        (json!({"oneOf": [text, whole]}), "any_of", [["Text", "String"], ["Integer", "i64"]]),
        (
            json!({"oneOf": [cat, {"type": "array", "items": text}]}),
            "any_of",
            [["Cat", "Cat"], ["List", "Vec<String>"]],
        ),
        // A value may be both, which one of several forbids.
        (json!({"oneOf": [cat, dog]}), "one_of", [["Cat", "Cat"], ["Dog", "Dog"]]),
        (json!({"oneOf": [whole, {"type": "number"}]}), "one_of", [["Integer", "i64"], ["Number", "f64"]]),
        (json!({"anyOf": [cat, dog]}), "any_of", [["Cat", "Cat"], ["Dog", "Dog"]]),
        (
            json!({"anyOf": [text, {"type": "string", "maxLength": 3}]}),
            "any_of",
            [["Text", "String"], ["Text2", "String"]],
        ),
        (json!({"type": "object", "oneOf": [cat, dog]}), "one_of", [["Cat", "Cat"], ["Dog", "Dog"]]),
    ] {
        let expected: Vec<[String; 2]> = variants.iter().map(|pair| pair.map(str::to_owned)).collect();
        assert_eq!(told(schema.clone()), (told_by.to_owned(), expected), "{schema}");
    }
}

#[test]
fn a_discriminator_names_the_variants() {
    let schema = json!({
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"big cat": "Cat", "kitty": "Cat"}},
    });
    let object = json!({"type": "object", "properties": {"kind": {"type": "string"}}});
    let model = model(&with(json!({"Cat": object, "Dog": object, "It": schema})), "It");
    assert_eq!([&model["unionMacro"], &model["tagLiteral"]], ["tagged", "\"kind\""]);
    for (at, word, name, of) in
        [(0, "\"big cat\"", "BigCat", "Cat"), (1, "\"kitty\"", "Kitty", "Cat"), (2, "\"Dog\"", "Dog", "Dog")]
    {
        let variant = &model["variants"][at];
        assert_eq!([&variant["wire"], &variant["variantName"], &variant["variantType"]], [word, name, of]);
    }
}

#[test]
fn null_beside_others_is_no_variant() {
    let none = json!({"type": "null"});
    let named = json!({"Named": {"type": "object", "properties": {"a": {"type": "boolean"}}}});
    let reference = json!({"$ref": "#/components/schemas/Named"});
    let nullable = json!({"type": ["string", "null"]});
    let whole = "conforms!(crate::SCHEMAS, \"ThingIt.inline\", &self.it)";
    for (schema, of, check) in [
        (
            json!({"anyOf": [reference, none]}),
            "Option<Named>",
            "self.it.as_ref().is_none_or(|v| v.is_valid())",
        ),
        (
            json!({"oneOf": [none, reference]}),
            "Option<Named>",
            "self.it.as_ref().is_none_or(|v| v.is_valid())",
        ),
        (json!({"anyOf": [nullable, none]}), "Option<String>", "true"),
        (
            json!({"anyOf": [{"type": "string"}, reference, none]}),
            "Option<ThingIt>",
            "self.it.as_ref().is_none_or(|v| v.is_valid())",
        ),
        // Null is both here, and one of several must hold.
        (json!({"oneOf": [nullable, none]}), "ThingIt", "self.it.is_valid()"),
        (json!({"oneOf": [{}, none]}), "Json", whole),
    ] {
        assert_eq!(field(&schema, &named), [of, check], "{schema}");
    }
}

#[test]
fn members_that_say_too_little_are_held_against_the_schema() {
    let whole = "conforms!(crate::SCHEMAS, \"ThingIt.inline\", &self.it)";
    for (schema, of) in [
        (json!({"oneOf": [{"maxLength": 2}, {"type": "integer"}]}), "Json"),
        (json!({"type": "string", "anyOf": [{"maxLength": 2}, {"pattern": "^a"}]}), "String"),
        (json!({"oneOf": [{"type": "string"}, {"type": "integer"}], "not": {"const": 5}}), "Json"),
    ] {
        assert_eq!(field(&schema, &json!({})), [of, whole], "{schema}");
    }
}

#[test]
fn a_parameter_may_be_one_of_several_things() {
    let mut contract = sound();
    let schema = json!({"oneOf": [{"type": "integer"}, {"type": "string", "maxLength": 9}]});
    add_parameter(&mut contract, &json!({"schema": schema}));
    let parameter = &annotation(&contract)["parameters"][1];
    assert_eq!(parameter["parameterType"], "Option<models::PutThingMore>");
    let entry = parameter["parameterEntry"].as_str().expect("an entry");
    assert!(entry.contains("shape: Shape::OneOf(&[Shape::Integer, Shape::Text])"), "{entry}");
    let variants = &model(&contract, "PutThingMore")["variants"];
    assert_eq!([&variants[0]["variantType"], &variants[1]["variantType"]], ["i64", "String"]);
}
