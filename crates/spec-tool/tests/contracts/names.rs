//! Names of the contract as names of Rust, as the templates are given them.

use serde_json::{Value, json};

use crate::sound::{OPERATION, add_parameter, annotation, model, prepared, sound};

/// The field that a property becomes.
fn field(property: &str) -> String {
    let mut contract = sound();
    contract["components"]["schemas"]["Thing"]["properties"] = json!({property: {"type": "boolean"}});
    let field = &model(&contract, "Thing")["fields"][0];
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
fn properties_that_would_become_one_field_are_told_apart() {
    for (one, other, expected) in [
        ("fooBar", "foo_bar", ["foo_bar", "foo_bar_2"]),
        ("type", "type_", ["type_", "type_2"]),
        ("名前", "住所", ["unnamed", "unnamed_2"]),
        ("a-b", "a b", ["a_b", "a_b_2"]),
    ] {
        let mut contract = sound();
        contract["components"]["schemas"]["Thing"]["properties"] =
            json!({one: {"type": "boolean"}, other: {"type": "boolean"}});
        let fields = &model(&contract, "Thing")["fields"];
        assert_eq!([&fields[0]["fieldName"], &fields[1]["fieldName"]], expected);
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
    let variants = &model(&contract, "Word")["variants"];
    let names: Vec<&Value> =
        variants.as_array().expect("variants").iter().map(|one| &one["variantName"]).collect();
    assert_eq!(names, ["Self_", "N2nd", "NA", "Empty", "TextCsv", "UpperCase", "QuoteD"]);
    assert_eq!(variants[6]["wire"], r#""quote\"d""#);
}

#[test]
fn words_that_would_become_one_variant_are_told_apart() {
    let mut contract = sound();
    with_words(&mut contract, &["n/a", "n-a", "n/a", "N A"]);
    let variants = &model(&contract, "Word")["variants"];
    let told: Vec<[&Value; 2]> = variants
        .as_array()
        .expect("variants")
        .iter()
        .map(|variant| [&variant["variantName"], &variant["wire"]])
        .collect();
    assert_eq!(told, [["NA", "\"n/a\""], ["NA2", "\"n-a\""], ["NA3", "\"N A\""]]);
}

#[test]
fn schemas_that_would_become_one_type_are_told_apart() {
    let mut contract = sound();
    let schemas = &mut contract["components"]["schemas"];
    schemas["thing"] = json!({"type": "object", "additionalProperties": false, "properties": {}});
    schemas["Thing"]["properties"]["other"] = json!({"$ref": "#/components/schemas/thing"});
    assert_eq!(model(&contract, "Thing")["fields"][1]["fieldType"], "Option<Thing2>");
    assert_eq!(model(&contract, "Thing2")["fields"], json!([]));
}

#[test]
fn names_of_generated_code_are_not_taken_by_models() {
    let mut contract = sound();
    for name in ["Option", "Vec", "Json"] {
        contract["components"]["schemas"][name] = json!({"type": "string", "enum": ["a"]});
        contract["components"]["schemas"]["Thing"]["properties"][name] =
            json!({"$ref": format!("#/components/schemas/{name}")});
    }
    let fields = &model(&contract, "Thing")["fields"];
    for (at, expected) in [(1, "Option<OptionModel>"), (2, "Option<VecModel>"), (3, "Option<JsonModel>")] {
        assert_eq!(fields[at]["fieldType"], expected);
    }
}

#[test]
fn headers_that_would_become_one_field_are_told_apart() {
    let mut contract = sound();
    let header = json!({"schema": {"type": "string"}});
    contract.pointer_mut(OPERATION).expect("the operation exists")["responses"]["201"]["headers"] =
        json!({"X-Next": header, "x_next": header, "Body": header});
    let headers = &annotation(&contract)["answers"][0]["headers"];
    for (at, expected) in [(0, "x_next"), (1, "x_next_header"), (2, "body_header")] {
        assert_eq!(headers[at]["headerField"], expected);
    }
}

/// What the templates are given of the operation with one more parameter.
fn operation(id: &str, parameter: &Value) -> Value {
    let mut contract = sound();
    contract.pointer_mut(OPERATION).expect("the operation exists")["operationId"] = json!(id);
    add_parameter(&mut contract, parameter);
    annotation(&contract)
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
fn operations_without_a_name_or_with_one_that_is_taken_get_their_own() {
    let mut contract = sound();
    let twin = contract["paths"]["/things/{thingId}"].clone();
    contract["paths"]["/other/{thingId}"] = twin.clone();
    contract["paths"]["/unnamed/{thingId}"] = twin;
    contract["paths"]["/other/{thingId}"]["put"]["operationId"] = json!("put_thing");
    contract["paths"]["/unnamed/{thingId}"]["put"]["operationId"] = json!("");
    let annotated = prepared(&contract, "annotated.json");
    for (at, id, function) in [
        ("/00000", "putThing", "put_thing"),
        ("/00001", "put_thing2", "put_thing2"),
        ("/00002", "putUnnamedThingId", "put_unnamed_thing_id"),
    ] {
        let operation = &annotated["paths"][at]["get"];
        assert_eq!([&operation["x-operation"]["opId"], &operation["operationId"]], [id, function]);
    }
}

#[test]
fn parameters_that_would_become_one_argument_are_told_apart() {
    let mut contract = sound();
    for (place, name) in [("query", "thingId"), ("query", "thing_id"), ("cookie", "thing-id")] {
        add_parameter(&mut contract, &json!({"name": name, "in": place}));
    }
    let parameters = &annotation(&contract)["parameters"];
    for (at, expected) in
        [(0, "thing_id"), (1, "query_thing_id"), (2, "query_thing_id_2"), (3, "cookie_thing_id")]
    {
        assert_eq!(parameters[at]["parameterField"], expected);
    }
}

#[test]
fn every_map_is_of_the_type_that_refuses_keys_given_twice() {
    let map = json!({"type": "object", "maxProperties": 3, "additionalProperties": {"type": "boolean"}});
    let mut contract = sound();
    contract["components"]["schemas"]["Thing"]["properties"] =
        json!({"needed": map, "optional": map, "defaulted": map});
    contract["components"]["schemas"]["Thing"]["required"] = json!(["needed"]);
    contract["components"]["schemas"]["Thing"]["properties"]["defaulted"]["default"] = json!({});
    let fields = &model(&contract, "Thing")["fields"];
    for (at, expected) in [(0, "Map<bool>"), (1, "Option<Map<bool>>"), (2, "Map<bool>")] {
        assert_eq!(fields[at]["fieldType"], expected);
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
