//! Names of the contract as names of Rust, as the templates are given them.

use serde_json::{Value, json};

use crate::sound::{OPERATION, add_parameter, findings, prepared, sound};

/// The field that a property becomes.
fn field(property: &str) -> String {
    let mut contract = sound();
    contract["components"]["schemas"]["Thing"]["properties"] = json!({property: {"type": "boolean"}});
    let annotated = prepared(&contract, "annotated.json");
    let field = &annotated["components"]["schemas"]["Thing"]["x-model"]["fields"][0];
    let name = field["fieldName"].as_str().expect("the field has a name").to_owned();
    let renamed =
        field["serde"].as_str().is_some_and(|serde| serde.contains(&format!("rename = {property:?}")));
    assert_eq!(renamed, name != property, "the wire keeps the name {property}: {field}");
    name
}

#[test]
fn odd_properties_become_fields_that_rust_allows() {
    for (property, expected) in [
        ("dataProductOwner", "data_product_owner"),
        ("type", "type_"),
        ("try", "try_"),
        ("self", "self_"),
        ("Self", "self_"),
        ("final", "final_"),
        ("2nd", "_2nd"),
        ("snake_case", "snake_case"),
        ("_links", "links"),
        ("x-y.z", "x_y_z"),
        ("HTTPServer2Go", "http_server2_go"),
        ("名前", "unnamed"),
        ("$", "unnamed"),
    ] {
        assert_eq!(field(property), expected, "{property}");
    }
}

#[test]
fn properties_that_become_one_field_are_a_finding() {
    for (one, other) in [("fooBar", "foo_bar"), ("type", "type_"), ("名前", "住所"), ("a-b", "a b")] {
        let said = findings("prepare", |contract| {
            contract["components"]["schemas"]["Thing"]["properties"] =
                json!({one: {"type": "boolean"}, other: {"type": "boolean"}});
        });
        assert!(said.contains(&format!("/properties/{other}: becomes the same field as {one}")), "{said}");
    }
}

/// The contract with a property of an enum of these words.
fn with_words(contract: &mut Value, words: &[&str]) {
    contract["components"]["schemas"]["Word"] =
        json!({"type": "string", "description": "A word.", "example": words[0], "enum": words});
    contract["components"]["schemas"]["Thing"]["properties"]["word"] =
        json!({"$ref": "#/components/schemas/Word"});
}

#[test]
fn odd_words_become_variants_that_rust_allows() {
    let mut contract = sound();
    with_words(&mut contract, &["self", "2nd", "n/a", "", "text/csv", "UPPER_CASE", "quote\"d"]);
    let annotated = prepared(&contract, "annotated.json");
    let variants = &annotated["components"]["schemas"]["Word"]["x-model"]["variants"];
    let names: Vec<&Value> =
        variants.as_array().expect("variants").iter().map(|one| &one["variantName"]).collect();
    assert_eq!(names, ["Self_", "N2nd", "NA", "N", "TextCsv", "UpperCase", "QuoteD"]);
    assert_eq!(variants[6]["wire"], r#""quote\"d""#);
}

#[test]
fn words_that_become_one_variant_are_a_finding() {
    let said = findings("prepare", |contract| with_words(contract, &["n/a", "n-a"]));
    assert!(said.contains("#/components/schemas/Word: two values become the variant NA"), "{said}");
}

#[test]
fn schemas_that_become_one_type_are_a_finding() {
    let said = findings("prepare", |contract| {
        let schemas = &mut contract["components"]["schemas"];
        schemas["thing"] = json!({"type": "object", "additionalProperties": false, "properties": {}});
        schemas["Thing"]["properties"]["other"] = json!({"$ref": "#/components/schemas/thing"});
    });
    assert!(said.contains("#/components/schemas/thing: becomes the same type as Thing"), "{said}");
}

#[test]
fn headers_that_become_one_field_are_a_finding() {
    let said = findings("prepare", |contract| {
        let header = json!({"schema": {"type": "string"}});
        let operation = contract.pointer_mut(OPERATION).expect("the operation exists");
        operation["responses"]["201"]["headers"] = json!({"X-Next": header, "x_next": header});
    });
    assert!(said.contains("/responses/201: two headers become the field x_next"), "{said}");
}

/// What the templates are given of the operation with one more parameter.
fn operation(id: &str, parameter: &Value) -> Value {
    let mut contract = sound();
    contract.pointer_mut(OPERATION).expect("the operation exists")["operationId"] = json!(id);
    add_parameter(&mut contract, parameter);
    prepared(&contract, "annotated.json").pointer(OPERATION).expect("the operation exists")["x-operation"]
        .clone()
}

#[test]
fn an_operation_has_one_name_everywhere() {
    for (id, function, constant, name) in [
        ("createDataProduct", "create_data_product", "CREATE_DATA_PRODUCT", "CreateDataProduct"),
        ("2fast", "_2fast", "_2FAST", "N2fast"),
        ("move", "move_", "MOVE_", "Move"),
    ] {
        let annotation = operation(id, &json!({}));
        assert_eq!(
            [&annotation["opFunction"], &annotation["opConstant"], &annotation["opName"]],
            [function, constant, name]
        );
    }
}

#[test]
fn a_parameter_does_not_hide_a_variable_of_generated_code() {
    for (name, field) in
        [("body", "body_"), ("call", "call_"), ("mediaType", "media_type_"), ("limit", "limit")]
    {
        let annotation = operation("putThing", &json!({"name": name}));
        assert_eq!(annotation["parameters"][1]["parameterField"], field);
    }
}

#[test]
fn every_map_is_decoded_by_a_function_that_refuses_keys_given_twice() {
    let map = json!({"type": "object", "maxProperties": 3, "additionalProperties": {"type": "boolean"}});
    let mut contract = sound();
    contract["components"]["schemas"]["Thing"]["properties"] =
        json!({"needed": map, "optional": map, "defaulted": map});
    contract["components"]["schemas"]["Thing"]["required"] = json!(["needed"]);
    contract["components"]["schemas"]["Thing"]["properties"]["defaulted"]["default"] = json!({});
    let annotated = prepared(&contract, "annotated.json");
    let fields = &annotated["components"]["schemas"]["Thing"]["x-model"]["fields"];
    for (at, decoder) in [(0, "check::map"), (1, "check::present_map"), (2, "check::map")] {
        let serde = fields[at]["serde"].as_str().expect("the field has attributes");
        assert!(serde.contains(&format!("deserialize_with = \"{decoder}\"")), "{serde}");
    }
}

#[test]
fn a_default_is_an_expression_of_its_type() {
    for (schema, expected) in [
        (json!({"type": "string", "maxLength": 9, "default": "a\"b"}), r#""a\"b".to_owned()"#),
        (json!({"type": "number", "minimum": 0, "maximum": 9, "default": 5}), "5.0"),
        (json!({"type": "integer", "minimum": 0, "maximum": 9, "default": 5}), "5"),
        (json!({"type": "boolean", "default": true}), "true"),
        (json!({"type": "boolean", "default": false}), "Default::default()"),
    ] {
        let annotation = operation("putThing", &json!({"schema": schema}));
        let decode = annotation["parameters"][1]["decode"].as_str().expect("an expression");
        let start = format!("call.defaulted(Place::Query, \"more\", {expected}, ");
        assert!(decode.starts_with(&start), "{start}: {decode}");
    }
}
