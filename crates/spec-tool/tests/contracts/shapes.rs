//! How parameters are read: where, in which style, and as what.

use serde_json::{Value, json};

use crate::sound::{OPERATION, add_parameter, annotation, with};

/// The table entry of a parameter with these members.
fn entry(more: &Value) -> String {
    let object = |name: &str| json!({"type": "object", "properties": {"kind": {"type": "string"}, name: {"type": "integer"}}, "additionalProperties": false});
    let mut contract = with(json!({"Cat": object("lives"), "Dog": object("age")}));
    contract["openapi"] = json!("3.1.0");
    add_parameter(&mut contract, more);
    annotation(&contract)["parameters"][1]["parameterEntry"].as_str().expect("an entry").to_owned()
}

#[test]
fn a_schema_says_what_a_text_stands_for() {
    let (cat, dog) =
        (json!({"$ref": "#/components/schemas/Cat"}), json!({"$ref": "#/components/schemas/Dog"}));
    let animal = |others: &str| {
        let properties = r#"("kind", Shape::Text), ("lives", Shape::Integer), ("age", Shape::Integer)"#;
        format!("Shape::Object(&[{properties}], {others})")
    };
    let (closed, open) = (animal("None"), animal("Some(&Shape::Any)"));
    let list = |items: Value| json!({"type": "array", "items": items});
    for (schema, shape) in [
        (json!({"type": "string"}), "Shape::Text"),
        (json!({"type": "integer"}), "Shape::Integer"),
        (json!({"type": "number"}), "Shape::Number"),
        (json!({"type": "boolean"}), "Shape::Boolean"),
        (json!({}), "Shape::Any"),
        (json!({"type": ["integer", "null"]}), "Shape::Nullable(&Shape::Integer)"),
        (json!({"anyOf": [{"type": "integer"}, {"type": "null"}]}), "Shape::Nullable(&Shape::Integer)"),
        (
            json!({"type": ["string", "boolean", "integer"]}),
            "Shape::OneOf(&[Shape::Boolean, Shape::Integer, Shape::Text])",
        ),
        (json!({"enum": ["a", 1]}), "Shape::OneOf(&[Shape::Integer, Shape::Text])"),
        (json!({"const": 1.5}), "Shape::Number"),
        (json!({"type": ["string", "object"]}), "Shape::Any"),
        (json!({"allOf": [{"type": "integer"}, {"minimum": 1}]}), "Shape::Integer"),
        (list(json!({"type": "integer"})), "Shape::List(&Shape::Integer)"),
        (list(json!({})), "Shape::List(&Shape::Any)"),
        (
            json!({"anyOf": [list(json!({"type": "integer"})), {"type": "null"}]}),
            "Shape::Nullable(&Shape::List(&Shape::Integer))",
        ),
        (
            list(list(list(list(list(json!({"type": "integer"})))))),
            "Shape::List(&Shape::List(&Shape::List(&Shape::List(&Shape::Any))))",
        ),
        (
            json!({"type": "object", "properties": {"a": {"type": "integer"}, "b": list(json!({"type": "boolean"}))}, "additionalProperties": false}),
            r#"Shape::Object(&[("a", Shape::Integer), ("b", Shape::List(&Shape::Boolean))], None)"#,
        ),
        (
            json!({"type": "object", "properties": {"a": {"type": "integer"}, "no": false}}),
            r#"Shape::Object(&[("a", Shape::Integer)], Some(&Shape::Any))"#,
        ),
        (
            json!({"type": "object", "additionalProperties": {"type": "number"}}),
            "Shape::Object(&[], Some(&Shape::Number))",
        ),
        (json!({"oneOf": [cat, dog]}), &closed[..]),
        // What the schema of the word refuses is passed on to it.
        (json!({"oneOf": [cat, dog], "discriminator": {"propertyName": "kind"}}), &open),
    ] {
        let entry = entry(&json!({"schema": schema}));
        assert!(entry.contains(&format!("shape: {shape}, allow_empty")), "{schema}: {entry}");
    }
}

#[test]
fn a_place_has_its_own_style() {
    for (more, expected) in [
        (json!({}), "place: Place::Query, style: Style::Form, explode: true"),
        (json!({"explode": false}), "place: Place::Query, style: Style::Form, explode: false"),
        (
            json!({"style": "spaceDelimited"}),
            "place: Place::Query, style: Style::SpaceDelimited, explode: false",
        ),
        (json!({"style": "pipeDelimited", "explode": true}), "style: Style::PipeDelimited, explode: true"),
        (json!({"style": "deepObject"}), "style: Style::DeepObject, explode: false"),
        (json!({"in": "cookie"}), "place: Place::Cookie, style: Style::Form, explode: true"),
        (
            json!({"in": "header", "name": "X-More"}),
            "name: \"X-More\", place: Place::Header, style: Style::Simple, explode: false",
        ),
        (json!({"allowEmptyValue": true}), "allow_empty: true"),
        (
            json!({"content": {"application/json": {"schema": {"type": "integer"}}}}),
            "style: Style::Json, explode: false, shape: Shape::Any",
        ),
        (
            json!({"content": {"text/plain": {"schema": {"type": "integer"}}}}),
            "style: Style::Form, explode: true, shape: Shape::Integer",
        ),
    ] {
        let entry = entry(&more);
        assert!(entry.contains(expected), "{more}: {entry}");
    }
}

#[test]
fn a_path_has_its_own_styles() {
    for (style, expected) in [
        (json!("simple"), "Simple"),
        (json!("label"), "Label"),
        (json!("matrix"), "Matrix"),
        (Value::Null, "Simple"),
    ] {
        let mut contract = with(json!({}));
        let parameter = &mut contract.pointer_mut(OPERATION).expect("the operation exists")["parameters"][0];
        match &style {
            Value::Null => {}
            style => parameter["style"] = style.clone(),
        }
        let entry = &annotation(&contract)["parameters"][0]["parameterEntry"];
        let style = format!("place: Place::Path, style: Style::{expected}, explode: false");
        assert!(entry.as_str().is_some_and(|entry| entry.contains(&style)), "{entry}");
    }
}

#[test]
fn a_parameter_is_required_optional_or_has_a_default() {
    let number = json!({"type": "integer", "maximum": 9});
    let with_default = |default: Value| json!({"type": "integer", "maximum": 9, "default": default});
    for (more, of, decode) in [
        (
            json!({"schema": number}),
            "Option<i64>",
            "call.optional(Place::Query, \"more\", |v: &i64| *v <= 9)",
        ),
        (
            json!({"schema": number, "required": true}),
            "i64",
            "call.required(Place::Query, \"more\", |v: &i64| *v <= 9)",
        ),
        (
            json!({"schema": with_default(json!(5))}),
            "i64",
            "call.defaulted(Place::Query, \"more\", 5, |v: &i64| *v <= 9)",
        ),
        // A default that the schema refuses is none, and what is required needs none.
        (json!({"schema": with_default(json!(10))}), "Option<i64>", "call.optional("),
        (json!({"schema": with_default(json!(5)), "required": true}), "i64", "call.required("),
        (json!({"schema": {"type": ["integer", "null"]}}), "Option<Option<i64>>", "call.optional("),
    ] {
        let mut contract = with(json!({}));
        contract["openapi"] = json!("3.1.0");
        add_parameter(&mut contract, &more);
        let parameter = &annotation(&contract)["parameters"][1];
        assert_eq!(parameter["parameterType"], of, "{more}");
        assert!(parameter["decode"].as_str().is_some_and(|text| text.starts_with(decode)), "{parameter}");
    }
}

#[test]
fn headers_that_other_parts_of_the_contract_describe_are_no_parameters() {
    for name in ["Accept", "content-type", "AUTHORIZATION"] {
        let mut contract = with(json!({}));
        add_parameter(&mut contract, &json!({"in": "header", "name": name}));
        assert_eq!(annotation(&contract)["parameters"].as_array().map(Vec::len), Some(1), "{name}");
    }
}

#[test]
fn a_path_parameter_that_is_not_declared_is_a_text() {
    let mut contract = with(json!({}));
    contract.pointer_mut(OPERATION).expect("the operation exists")["parameters"] =
        json!([{"name": "other", "in": "path", "required": true, "schema": {"type": "integer"}}]);
    let parameters = &annotation(&contract)["parameters"];
    assert_eq!(parameters.as_array().map(Vec::len), Some(1));
    assert_eq!([&parameters[0]["parameterField"], &parameters[0]["parameterType"]], ["thing_id", "String"]);
}
