//! What generation makes of requirements, bodies and answers.

use serde_json::{Value, json};

use crate::sound::{OPERATION, annotation, field, prepared, with};

/// What the templates are given when these members of the operation are others.
fn made(key: &str, value: Value) -> Value {
    let mut contract = with(json!({}));
    contract.pointer_mut(OPERATION).expect("the operation exists")[key] = value;
    annotation(&contract)
}

#[test]
fn a_requirement_is_a_list_of_alternatives() {
    for (security, expected, secured, optional) in [
        (json!([]), "&[]", false, false),
        (json!([{"key": []}]), r#"&[&[Requirement { scheme: "key", scopes: &[] }]]"#, true, false),
        (json!([{"key": []}, {}]), r#"&[&[Requirement { scheme: "key", scopes: &[] }], &[]]"#, false, true),
        (
            json!([{"key": ["a", "b"]}]),
            r#"&[&[Requirement { scheme: "key", scopes: &["a", "b"] }]]"#,
            true,
            false,
        ),
    ] {
        let made = made("security", security);
        assert_eq!(made["securityLiteral"], expected);
        assert_eq!([&made["isSecured"], &made["isOptionallySecured"]], [secured, optional], "{expected}");
    }
}

#[test]
fn a_scheme_says_where_its_credential_is() {
    for (scheme, kind) in [
        (json!({"type": "http", "scheme": "Bearer"}), r#"SchemeKind::Http("bearer")"#),
        (json!({"type": "apiKey", "in": "query", "name": "k"}), r#"SchemeKind::ApiKey(Place::Query, "k")"#),
        (json!({"type": "apiKey", "in": "cookie", "name": "k"}), r#"SchemeKind::ApiKey(Place::Cookie, "k")"#),
        (json!({"type": "oauth2", "flows": {}}), "SchemeKind::OAuth2"),
        (json!({"type": "openIdConnect"}), "SchemeKind::OpenIdConnect"),
    ] {
        let mut contract = with(json!({}));
        contract["components"]["securitySchemes"]["key"] = scheme;
        let schemes = &prepared(&contract, "annotated.json")["x-contract"]["schemes"];
        let expected = format!("SecurityScheme {{ name: \"key\", kind: {kind} }}");
        assert_eq!(schemes[0]["schemeEntry"], expected.as_str());
    }
}

#[test]
fn a_body_is_decoded_as_its_media_type_says() {
    let thing = json!({"$ref": "#/components/schemas/Thing"});
    let text = json!({"type": "string", "maxLength": 9});
    for (media_type, schema, of, decode) in [
        ("application/json", &thing, "models::Thing", "call.json::<models::Thing>("),
        ("application/merge-patch+json", &thing, "models::Thing", "call.json::<models::Thing>("),
        ("application/x-ndjson", &thing, "Lines<models::Thing>", "call.lines::<models::Thing>("),
        ("application/x-www-form-urlencoded", &thing, "models::Thing", "call.form::<models::Thing>("),
        ("multipart/form-data", &thing, "models::Thing", "call.multipart::<models::Thing>("),
        ("text/plain", &text, "String", "call.text::<String>("),
        ("application/octet-stream", &json!({"type": "string", "format": "binary"}), "Body", "call.stream()"),
        ("application/xml", &json!({"type": "string"}), "Body", "call.stream()"),
        ("application/xml", &thing, "models::Thing", "call.xml::<models::Thing>("),
        ("application/things+xml", &thing, "models::Thing", "call.xml::<models::Thing>("),
    ] {
        let body =
            |required: bool| json!({"required": required, "content": {media_type: {"schema": schema}}});
        let needed = made("requestBody", body(true));
        assert_eq!(needed["bodyType"], of, "{media_type}");
        assert!(needed["decodeWholeBody"].as_str().is_some_and(|text| text.starts_with(decode)), "{needed}");
        assert_eq!(made("requestBody", body(false))["bodyType"], format!("Option<{of}>"));
    }
}

#[test]
fn files_of_a_form_are_uploads() {
    let file = json!({"type": "string", "format": "binary"});
    let schema = json!({
        "type": "object", "required": ["name", "photo"],
        "properties": {"name": {"type": "string"}, "photo": file, "cover": file, "pages": {"type": "array", "items": file}},
    });
    let made = made(
        "requestBody",
        json!({"required": true, "content": {"multipart/form-data": {"schema": schema}}}),
    );
    let form = &made["forms"][0];
    for (at, field, of) in
        [(0, "photo", "Upload"), (1, "cover", "Option<Upload>"), (2, "pages", "Vec<Upload>")]
    {
        assert_eq!([&form["formFiles"][at]["fileField"], &form["formFiles"][at]["fileType"]], [field, of]);
    }
    assert_eq!(
        [&form["formName"], &form["formFieldsType"]],
        ["PutThingMultipart", "models::PutThingRequest"]
    );
}

#[test]
fn answers_are_of_one_type_for_each_status() {
    let thing = json!({"$ref": "#/components/schemas/Thing"});
    let json = json!({"description": "A.", "content": {"application/json": {"schema": thing}}});
    let empty = json!({"description": "None."});
    let mut held = json.clone();
    held["headers"] = json!({"ETag": {"required": true, "schema": {"type": "string"}}});
    for (responses, of, first) in [
        (json!({"200": json}), "models::Thing", "models::Thing"),
        (json!({"204": empty}), "()", "()"),
        (json!({"200": held}), "PutThing200", "PutThing200"),
        (json!({"2XX": json}), "PutThing2XX", "PutThing2XX"),
        (json!({"default": json}), "PutThingDefault", "PutThingDefault"),
        (json!({"200": json, "404": json}), "PutThingAnswer", "models::Thing"),
    ] {
        let made = made("responses", responses.clone());
        assert_eq!([&made["answerType"], &made["answers"][0]["answerValue"]], [of, first], "{responses}");
    }
}

#[test]
fn what_is_uncommon_is_generated_all_the_same() {
    let map = json!({"type": "object", "additionalProperties": {"type": "boolean"}});
    for (schema, of) in [
        (json!({"type": "array", "items": map}), "Vec<Map<bool>>"),
        (json!({"type": "array", "items": {"enum": ["a"]}}), "Vec<ThingItItem>"),
        (json!({"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}), "Vec<Vec<i64>>"),
        (json!({"type": "object", "properties": {"a": {"type": "integer"}}}), "ThingIt"),
        (json!({"oneOf": []}), "Json"),
        (json!({"type": "integer", "format": "uint8"}), "i64"),
        (json!({"maxLenght": 5, "type": "string"}), "String"),
    ] {
        assert_eq!(field(&schema, &json!({}))[0], of, "{schema}");
    }
}
