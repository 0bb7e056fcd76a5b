//! Every category of difference outside of schemas.

use serde_json::json;

use crate::diff::{base, edited, expect, found, places};

const PATHS: &str = "/paths";
const PUT: &str = "/paths/~1things~1{thingId}/put";

#[test]
fn operations_come_and_go() {
    let operation = || json!({"responses": {"204": {"description": "Done."}}});
    expect(
        PATHS,
        &[
            ("/~1more", Some(json!({"get": operation()})), &["info endpoint-added new#./~1more/get"]),
            ("/~1other", None, &["err api-path-removed-without-deprecation old#./~1other/post"]),
            ("/~1old", None, &["warn api-path-removed-with-deprecation old#./~1old/get"]),
            ("/~1things~1{thingId}/delete", None, &["err api-removed-without-deprecation"]),
            ("/~1things~1{thingId}/get", None, &["warn api-removed-with-deprecation"]),
            ("/~1things~1{thingId}/patch", Some(operation()), &["info endpoint-added"]),
            (
                "/~1things~1{thingId}/delete/x-idempotency",
                Some(json!("key")),
                &["info api-idempotency-added new#./~1things~1{thingId}/delete"],
            ),
            ("/~1old/get/deprecated", None, &["info endpoint-reactivated new#./~1old/get"]),
            ("/~1old/get/operationId", Some(json!("old")), &["info api-operation-id-added new#./~1old/get"]),
        ],
    );
    expect(
        PUT,
        &[
            ("/deprecated", Some(json!(true)), &["info endpoint-deprecated new#."]),
            ("/operationId", Some(json!("setThing")), &["warn api-operation-id-changed new#."]),
            ("/operationId", None, &["warn api-operation-id-removed new#."]),
            ("/tags", Some(json!(["Parts"])), &["warn api-tag-removed new#.", "info api-tag-added new#."]),
            ("/summary", Some(json!("Another word.")), &[]),
            ("/x-idempotency", Some(json!("derived")), &["err api-idempotency-changed new#."]),
            ("/x-idempotency", None, &["err api-idempotency-removed new#."]),
        ],
    );
    expect("/servers", &[("/-", Some(json!({"url": "/v2"})), &["info api-servers-changed new#."])]);
}

#[test]
fn parameters_come_and_go() {
    let parameter = |more: serde_json::Value| {
        let mut parameter = json!({"name": "more", "in": "query", "schema": {"type": "string"}});
        for (key, value) in more.as_object().expect("members") {
            parameter[key] = value.clone();
        }
        Some(parameter)
    };
    expect(
        &format!("{PUT}/parameters"),
        &[
            ("/-", parameter(json!({})), &["info new-optional-request-parameter new#./5"]),
            ("/-", parameter(json!({"required": true})), &["err new-required-request-parameter new#./5"]),
            ("/2", None, &["err request-parameter-removed"]),
            ("/3", None, &["warn request-parameter-removed"]),
            ("/2/required", Some(json!(true)), &["err request-parameter-became-required new#./2"]),
            ("/0/required", None, &["info request-parameter-became-optional new#./0"]),
            ("/0/deprecated", Some(json!(true)), &["info request-parameter-deprecated"]),
            ("/1/in", Some(json!("cookie")), &["err request-parameter-in-changed new#./1"]),
            ("/3/name", Some(json!("x-trace")), &[]),
            ("/2/style", Some(json!("pipeDelimited")), &["err request-parameter-style-changed new#./2"]),
            ("/2/style", Some(json!("form")), &[]),
            ("/2/explode", Some(json!(false)), &["err request-parameter-explode-changed new#./2"]),
            ("/1/explode", Some(json!(false)), &["info request-parameter-explode-changed new#./1"]),
            (
                "/1",
                Some(json!({"name": "limit", "in": "query", "content": {"application/json": {}}})),
                &["err request-parameter-content-changed"],
            ),
        ],
    );
    let mut old = base();
    old["paths"]["/things/{thingId}"]["put"]["parameters"][2]["deprecated"] = json!(true);
    let new = edited(&old, &(format!("{PUT}/parameters/2"), None));
    let expected = format!("warn request-parameter-removed-with-deprecation old#{PUT}/parameters/2");
    assert_eq!(places(&found(&old, &new)), [expected]);
}

#[test]
fn values_of_parameters_are_requests() {
    expect(
        &format!("{PUT}/parameters"),
        &[
            ("/1/schema/maximum", Some(json!(50)), &["err request-parameter-max-decreased"]),
            ("/1/schema/minimum", Some(json!(0)), &["info request-parameter-min-decreased"]),
            ("/1/schema/default", Some(json!(5)), &["warn request-parameter-default-value-changed"]),
            ("/1/schema/format", Some(json!("int32")), &["err request-parameter-type-specialized"]),
            ("/1/schema/type", Some(json!("boolean")), &["err request-parameter-type-changed"]),
            // In a query, every number is a text.
            ("/1/schema/type", Some(json!("string")), &["info request-parameter-type-generalized"]),
            (
                "/1/schema",
                Some(json!({"type": "string", "maxLength": 2})),
                &["err request-parameter-type-changed new#./1/schema/type"],
            ),
            (
                "/3/schema/enum/-",
                Some(json!("auto")),
                &["info request-parameter-enum-value-added new#./3/schema/enum/2"],
            ),
            ("/3/schema/enum/0", None, &["err request-parameter-enum-value-removed"]),
            (
                "/2/schema/items/maxLength",
                Some(json!(5)),
                &["err request-parameter-property-max-length-decreased"],
            ),
            (
                "/4/schema/properties/more",
                Some(json!({"type": "string"})),
                &["info new-optional-request-parameter-property"],
            ),
            ("/4/schema/properties/size", None, &["warn request-parameter-property-removed"]),
        ],
    );
}

#[test]
fn request_bodies_come_and_go() {
    let body = |required: bool| json!({"required": required, "content": {"text/plain": {}}});
    expect(
        PATHS,
        &[
            ("/~1old/get/requestBody", Some(body(true)), &["err request-body-added-required"]),
            ("/~1old/get/requestBody", Some(body(false)), &["info request-body-added-optional"]),
            ("/~1other/post/requestBody", None, &["err request-body-removed"]),
            (
                "/~1other/post/requestBody/required",
                None,
                &["info request-body-became-optional new#./~1other/post/requestBody"],
            ),
            (
                "/~1other/post/requestBody/content/text~1html",
                Some(json!({})),
                &["info request-body-media-type-added"],
            ),
            ("/~1other/post/requestBody/content/text~1plain", None, &["err request-body-media-type-removed"]),
            (
                "/~1other/post/requestBody/content",
                Some(json!({"*/*": {}})),
                &["info request-body-media-type-added new#./~1other/post/requestBody/content/*~1*"],
            ),
        ],
    );
}

#[test]
fn fields_of_forms_are_written_in_one_way() {
    let form = |encoding: serde_json::Value| {
        let schema =
            json!({"type": "object", "properties": {"list": {"type": "array", "items": {"type": "string"}}}});
        json!({"schema": schema, "encoding": encoding})
    };
    let place = "/paths/~1other/post/requestBody/content/multipart~1form-data".to_owned();
    let old = edited(&base(), &(place.clone(), Some(form(json!({"list": {"style": "form"}})))));
    for (encoding, expected) in [
        (json!({"list": {"style": "form"}, "other": {}}), vec![]),
        (json!({"list": {"style": "pipeDelimited"}}), vec![format!("new#{place}/encoding/list")]),
        (json!({}), vec![format!("old#{place}/encoding/list")]),
    ] {
        let new = edited(&base(), &(place.clone(), Some(form(encoding))));
        let expected: Vec<String> =
            expected.iter().map(|place| format!("err request-property-encoding-changed {place}")).collect();
        assert_eq!(places(&found(&old, &new)), expected);
    }
}

#[test]
fn responses_come_and_go() {
    let answer = || Some(json!({"description": "Done."}));
    expect(
        &format!("{PUT}/responses"),
        &[
            ("/201", answer(), &["warn response-success-status-added"]),
            ("/204", None, &["err response-success-status-removed"]),
            ("/409", answer(), &["info response-non-success-status-added"]),
            ("/404", None, &["info response-non-success-status-removed"]),
            ("/200/content/text~1html", Some(json!({})), &["info response-media-type-added"]),
            ("/200/content/text~1csv", None, &["err response-media-type-removed"]),
            (
                "/200/headers/X-More",
                Some(json!({"schema": {"type": "string"}})),
                &["info response-header-added"],
            ),
            ("/200/headers/ETag", None, &["err required-response-header-removed"]),
            ("/200/headers/X-Left", None, &["warn optional-response-header-removed"]),
            (
                "/200/headers/ETag/required",
                None,
                &["err response-header-became-optional new#./200/headers/ETag"],
            ),
            (
                "/200/headers/X-Left/required",
                Some(json!(true)),
                &["info response-header-became-required new#./200/headers/X-Left"],
            ),
            (
                "/200/headers/ETag/schema/maxLength",
                Some(json!(99)),
                &["err response-header-max-length-increased"],
            ),
            (
                "/404/content/application~1problem+json/schema/type",
                Some(json!("array")),
                &["err response-body-type-changed"],
            ),
        ],
    );
    // The range covers what is said in detail.
    let mut new = base();
    let responses = &mut new["paths"]["/things/{thingId}"]["put"]["responses"];
    responses["503"] = responses["5XX"].clone();
    assert_eq!(found(&base(), &new), [] as [serde_json::Value; 0]);
    assert_eq!(found(&new, &base()), [] as [serde_json::Value; 0]);
}

#[test]
fn ways_in_come_and_go() {
    expect(
        PUT,
        &[
            ("/security/0", None, &["err api-security-removed"]),
            ("/security/-", Some(json!({"badge": []})), &["info api-security-added new#./security/2"]),
            ("/security/1/login/-", Some(json!("write")), &["err api-security-scope-added new#./security/1"]),
            ("/security/1/login/0", None, &["info api-security-scope-removed new#./security/1"]),
            ("/security/0/login", Some(json!([])), &["err api-security-removed old#./security/0"]),
            ("/security/-", Some(json!({})), &["info api-security-became-optional new#./security/0"]),
            ("/security", Some(json!([])), &["info api-security-became-optional"]),
            ("/security", None, &["info api-security-became-optional new#."]),
            ("/x-scopes/-", Some(json!("things:read")), &["err api-security-scope-added new#./x-scopes/1"]),
            ("/x-scopes/0", None, &["info api-security-scope-removed"]),
        ],
    );
    let everywhere = Some(json!([{"key": []}]));
    expect("", &[("/security", everywhere, &["err api-security-became-required new#/security/0"; 3])]);
}

#[test]
fn schemes_come_and_go() {
    expect(
        "/components/securitySchemes",
        &[
            (
                "/more",
                Some(json!({"type": "http", "scheme": "basic"})),
                &["info api-security-component-added"],
            ),
            ("/key", None, &["warn api-security-component-removed"]),
            ("/key/in", Some(json!("query")), &["err api-security-component-type-changed new#./key"]),
            ("/key/name", Some(json!("X-Other")), &["err api-security-component-type-changed new#./key"]),
            ("/key/name", Some(json!("x-key")), &[]),
            ("/key/description", Some(json!("A key.")), &[]),
            (
                "/login/flows/implicit/scopes/write",
                None,
                &["warn api-security-component-oauth-flows-changed new#./login"],
            ),
        ],
    );
}

#[test]
fn other_names_for_the_same_are_no_change() {
    let text = base().to_string();
    for (from, to) in [("schemas/Thing", "schemas/Item"), ("schemas/Circle", "schemas/Round")] {
        let mut new: serde_json::Value = serde_json::from_str(&text.replace(from, to)).expect("still JSON");
        let schemas = new["components"]["schemas"].as_object_mut().expect("schemas");
        let (from, to) = (&from["schemas/".len()..], &to["schemas/".len()..]);
        let schema = schemas.remove(from).expect("the schema is there");
        schemas.insert(to.to_owned(), schema);
        assert_eq!(places(&found(&base(), &new)), [] as [&str; 0], "{from} is called {to}");
    }
    let mut inline = base();
    let circle = inline["components"]["schemas"]["Circle"].clone();
    inline["components"]["schemas"]["Thing"]["properties"]["parts"]["allOf"][0] = circle;
    assert_eq!(places(&found(&base(), &inline)), [] as [&str; 0]);
    let scheme = text.replace("{\"key\":", "{\"token\":").replace("\"key\":{\"type\"", "\"token\":{\"type\"");
    let scheme: serde_json::Value = serde_json::from_str(&scheme).expect("still JSON");
    assert!(scheme["components"]["securitySchemes"]["token"].is_object());
    assert_eq!(places(&found(&base(), &scheme)), [] as [&str; 0]);
    // The name of a variable is seen by generated clients alone.
    let path: serde_json::Value = serde_json::from_str(&text.replace("thingId", "id")).expect("still JSON");
    let expected = "info request-parameter-renamed new#/paths/~1things~1{id}/put/parameters/0";
    assert_eq!(places(&found(&base(), &path)), [expected]);
}
