//! Objects as structs, and values that hold themselves.

use serde_json::{Map, Value, json};

use crate::sound::{field, model, with};

#[test]
fn a_value_that_may_hold_itself_is_boxed() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let object = |properties: Value| json!({"type": "object", "properties": properties, "additionalProperties": false});
    let contract = with(json!({
        "Node": object(json!({"next": reference("Node"), "all": {"type": "array", "items": reference("Node")}, "leaf": reference("Leaf")})),
        "Leaf": object(json!({"name": {"type": "string"}})),
        "Hen": object(json!({"egg": reference("Egg")})),
        "Egg": object(json!({"hen": {"allOf": [reference("Hen")]}})),
        "Maybe": {"type": "object", "nullable": true, "properties": {"inner": reference("Maybe")}, "required": ["inner"]},
        "Expression": {"oneOf": [{"type": "string"}, reference("Not")]},
        "Not": object(json!({"inner": reference("Expression")})),
    }));
    for (name, at, expected) in [
        ("Node", 0, "Option<Box<Node>>"),
        ("Node", 1, "Option<Vec<Node>>"),
        ("Node", 2, "Option<Leaf>"),
        ("Hen", 0, "Option<Box<Egg>>"),
        ("Egg", 0, "Option<Box<Hen>>"),
        ("Maybe", 0, "Option<Box<Maybe>>"),
        ("Not", 0, "Option<Box<Expression>>"),
    ] {
        assert_eq!(model(&contract, name)["fields"][at]["fieldType"], expected, "{name}");
    }
    assert_eq!(model(&contract, "Expression")["variants"][1]["variantType"], "Box<Not>");
}

#[test]
fn a_list_of_itself_is_held_against_its_schema() {
    let tree = json!({"type": "array", "items": {"$ref": "#/components/schemas/Tree"}});
    let told = field(&json!({"$ref": "#/components/schemas/Tree"}), &json!({"Tree": tree}));
    assert_eq!(told, ["Vec<Json>", "self.it.iter().all(|v| conforms!(crate::SCHEMAS, \"Tree\", v))"]);
}

#[test]
fn an_object_may_have_many_properties() {
    let properties: Map<String, Value> =
        (0..300).map(|number| (format!("property{number}"), json!({"type": "integer"}))).collect();
    let model = model(&with(json!({"Wide": {"type": "object", "properties": properties}})), "Wide");
    let fields = model["fields"].as_array().expect("fields");
    assert_eq!(fields.len(), 301);
    assert_eq!([&fields[299]["fieldName"], &fields[299]["fieldType"]], ["property299", "Option<i64>"]);
}

#[test]
fn names_of_rust_are_no_names_of_fields() {
    let words = ["type", "fn", "self", "crate", "async", "gen", "additional_properties"];
    let properties: Map<String, Value> =
        words.iter().map(|word| ((*word).to_owned(), json!({"type": "boolean"}))).collect();
    let model = model(&with(json!({"Odd": {"type": "object", "properties": properties}})), "Odd");
    let fields = model["fields"].as_array().expect("fields").iter();
    let names: Vec<&Value> = fields.map(|field| &field["fieldName"]).collect();
    let expected = [
        "type_",
        "fn_",
        "self_",
        "crate_",
        "async_",
        "gen_",
        "additional_properties",
        "additional_properties_2",
    ];
    assert_eq!(names, expected);
}

#[test]
fn other_properties_are_kept_with_what_is_said_of_them() {
    for (others, of, check) in [
        (json!(true), "Map<Json>", "true"),
        (
            json!({"type": "integer", "minimum": 1}),
            "Map<i64>",
            "self.additional_properties.values().all(|v| *v >= 1)",
        ),
        (json!({"$ref": "#/components/schemas/Word"}), "Map<Word>", "true"),
    ] {
        let contract = with(json!({
            "Word": {"type": "string", "enum": ["a"]},
            "Open": {"type": "object", "properties": {"a": {"type": "boolean"}}, "additionalProperties": others},
        }));
        let model = model(&contract, "Open");
        assert_eq!([&model["fields"][1]["fieldType"], &model["modelCheck"]], [of, check]);
        assert_eq!(model["fields"][1]["serde"], "flatten");
    }
}

#[test]
fn what_fields_do_not_say_is_held_against_the_schema() {
    for (more, expected) in [
        (
            json!({"required": ["a", "b"], "additionalProperties": true}),
            "self.additional_properties.contains_key(\"b\")",
        ),
        (
            json!({"required": ["a", "b"], "additionalProperties": false}),
            "conforms!(crate::SCHEMAS, \"Odd\", self)",
        ),
        (json!({"minProperties": 2}), "conforms!(crate::SCHEMAS, \"Odd\", self)"),
        (json!({"not": {"required": ["a"]}}), "conforms!(crate::SCHEMAS, \"Odd\", self)"),
        (
            json!({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}),
            "conforms!(crate::SCHEMAS, \"Odd\", self)",
        ),
    ] {
        let mut odd = json!({"type": "object", "properties": {"a": {"type": "boolean"}}});
        odd.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
        assert_eq!(model(&with(json!({"Odd": odd})), "Odd")["modelCheck"], expected, "{more}");
    }
}

#[test]
fn a_property_that_must_not_be_there_is_no_field() {
    let told = |required: &[&str]| {
        let mut contract = with(json!({"Odd": {
            "type": "object", "properties": {"it": false, "a": {"type": "boolean"}}, "required": required,
        }}));
        contract["openapi"] = json!("3.1.0");
        model(&contract, "Odd")
    };
    let optional = told(&[]);
    assert_eq!(optional["fields"][0]["fieldName"], "a");
    assert_eq!(optional["modelCheck"], "!self.additional_properties.contains_key(\"it\")");
    assert_eq!(told(&["it"])["modelCheck"], "conforms!(crate::SCHEMAS, \"Odd\", self)");
}
