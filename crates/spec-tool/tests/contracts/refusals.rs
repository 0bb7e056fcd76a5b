//! What the tool says about contracts that break the rules, or ask for what cannot be enforced.

use serde_json::{Value, json};

use crate::sound::{BODY, NAME, OPERATION, Spoil, add_parameter, findings, remove, set};

const CONTENT: &str = "/paths/~1things~1{thingId}/put/requestBody/content";
const RESPONSES: &str = "/paths/~1things~1{thingId}/put/responses";

#[test]
fn a_sound_contract_has_no_findings() {
    assert_eq!(findings("lint", |_| {}), "");
    assert_eq!(findings("prepare", |_| {}), "");
}

#[test]
fn every_broken_rule_is_named_with_its_place() {
    for (spoil, expected) in [
        (set(OPERATION, "tags", json!(["A", "B"])), "exactly one tag"),
        (remove(OPERATION, "operationId"), "needs an operationId"),
        (remove(OPERATION, "summary"), "needs a summary"),
        (remove(OPERATION, "security"), "has no security requirement"),
        (set(OPERATION, "security", json!([{"other": []}])), "the scheme other, which is not declared"),
        (remove(OPERATION, "x-scopes"), "needs x-scopes"),
        (remove(OPERATION, "x-permission"), "needs x-permission"),
        (remove(RESPONSES, "401"), "needs the answer 401"),
        (remove(RESPONSES, "500"), "needs the answer 500"),
        (remove(NAME, "maxLength"), "needs maxLength"),
        (remove("/components/schemas/Problem/properties/status", "maximum"), "needs maximum"),
        (remove("/components/schemas/Thing", "description"), "needs a description"),
        (remove("/components/schemas/Thing", "example"), "needs an example"),
        (set(BODY, "example", json!({"name": 5})), "/example/name: the example breaks its schema"),
        (set(BODY, "examples", json!({"odd": {"value": []}})), "/examples/odd: the example breaks"),
        (set(NAME, "example", json!("far too long")), "/name/example: the example breaks its schema"),
    ] {
        let said = findings("lint", spoil);
        assert!(said.starts_with("#/") && said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_keyword_that_is_nearly_one_is_named() {
    let beside = |word: &str| {
        let schema = json!({"type": "string", "maxLength": 9, word: 1});
        findings("lint", set("/components/schemas/Thing/properties", "enum", json!({"items": schema})))
    };
    for (word, meant) in [
        ("maxLenght", "maxLength"),
        ("maxlength", "maxLength"),
        ("max_items", "maxItems"),
        ("patern", "pattern"),
        ("exclusiveMinumun", "exclusiveMinimum"),
        ("nulable", "nullable"),
        ("comment", "$comment"),
        ("additionalProprties", "additionalProperties"),
    ] {
        let place = format!("#/components/schemas/Thing/properties/enum/items/{word}");
        assert_eq!(beside(word), format!("{place}: is no keyword of a schema: write {meant}\n1 findings\n"));
    }
    for word in ["x-maxLenght", "in", "unit", "faker", "minimum", "$comment"] {
        assert_eq!(beside(word), "", "{word}");
    }
}

#[test]
fn keywords_are_looked_at_where_schemas_are_and_nowhere_else() {
    let odd = json!({"type": "string", "maxLength": 9, "maxLenght": 1});
    let schema = odd.clone();
    let said = findings("lint", move |contract| add_parameter(contract, &json!({"schema": schema})));
    assert!(said.starts_with("#/paths/~1things~1{thingId}/put/parameters/1/schema/maxLenght: "), "{said}");
    for holder in ["allOf", "anyOf", "oneOf"] {
        let said = findings("lint", set(NAME, holder, json!([odd])));
        assert!(said.starts_with(&format!("#{NAME}/{holder}/0/maxLenght: ")), "{said}");
    }
    let spoil = set("/components/schemas/Thing", "x-note", odd.clone());
    assert_eq!(findings("lint", spoil), "");
    assert_eq!(findings("lint", set("/info", "x-schema", json!({"schema": odd}))), "");
    let named = json!({"type": "string", "maxLength": 9});
    assert_eq!(findings("lint", set("/components/schemas/Thing/properties", "maxLenght", named)), "");
}

#[test]
fn what_cannot_be_enforced_is_refused_and_not_dropped() {
    for (spoil, place, message) in [
        (set(NAME, "pattern", json!("a(b")), "/name/pattern", "the pattern cannot be enforced"),
        (property(json!({"patternProperties": {"a(b": {}}})), "/patternProperties/a(b", "the pattern cannot"),
        (
            property(json!({"$ref": "other.yaml#/Thing"})),
            "/more",
            "other.yaml#/Thing leads out of this document",
        ),
        (
            property(json!({"$ref": "#/components/schemas/No"})),
            "/more",
            "#/components/schemas/No leads nowhere",
        ),
        (property(json!({"allOf": [{"$ref": "#/none"}]})), "/more/allOf/0", "#/none leads nowhere"),
        (property(json!({"type": "text"})), "/more/type", "\"text\" is no type"),
        (property(json!({"items": {"type": ["string", "any"]}})), "/more/items/type", "\"any\" is no type"),
        (property(json!({"$dynamicRef": "#node"})), "/more/$dynamicRef", "$dynamicRef cannot be followed"),
        (
            set(CONTENT, "text/xml", json!({"schema": {"type": "string", "maxLength": 9}})),
            "/text~1xml/schema",
            "a text in XML is passed on as it is",
        ),
        (body("application/pdf"), "/application~1pdf/schema", "a body of application/pdf cannot be held"),
        (answer("application/pdf"), "/application~1pdf/schema", "an answer of application/pdf cannot"),
        (
            set(
                CONTENT,
                "multipart/form-data",
                json!({"schema": thing(), "encoding": {"name": {"headers": {"X-A": {}}}}}),
            ),
            "/encoding/name/headers",
            "headers of a part cannot be enforced",
        ),
        (set(RESPONSES, "600", json!({"description": "."})), "/responses/600", "is no status"),
        (set(RESPONSES, "6XX", json!({"description": "."})), "/responses/6XX", "is no status"),
        (set(RESPONSES, "20X", json!({"description": "."})), "/responses/20X", "is no status"),
        (remove(RESPONSES, "201"), "/responses", "declares no answer that a handler could give"),
        (moved("/things?all=true"), "/~1things?all=true/put", "the path must start with /"),
        (moved("things"), "/things/put", "the path must start with /"),
    ] {
        let said = findings("prepare", spoil);
        let is_named = said.lines().any(|line| {
            line.starts_with("#/") && line.contains(&format!("{place}: PUT ")) && line.contains(message)
        });
        assert!(is_named, "{place}: {message}: {said}");
    }
}

/// Adds a property to the one schema of bodies.
fn property(schema: Value) -> Spoil {
    set("/components/schemas/Thing/properties", "more", schema)
}

fn thing() -> Value {
    json!({"$ref": "#/components/schemas/Thing"})
}

/// Adds a media type to the body.
fn body(media_type: &'static str) -> Spoil {
    set(CONTENT, media_type, json!({"schema": thing()}))
}

/// Adds a media type to the answer.
fn answer(media_type: &'static str) -> Spoil {
    set("/paths/~1things~1{thingId}/put/responses/201/content", media_type, json!({"schema": thing()}))
}

/// Puts the operation under another path.
fn moved(path: &'static str) -> Spoil {
    Box::new(move |contract| contract["paths"] = json!({path: contract["paths"]["/things/{thingId}"]}))
}

#[test]
fn schemes_that_cannot_be_enforced_are_refused() {
    for (scheme, expected) in [
        (json!({"type": "mutualTLS"}), "which is mutualTLS"),
        (json!({"type": "http"}), "which is of the type \"http\" and incomplete"),
        (json!({"type": "apiKey", "in": "header"}), "which is of the type \"apiKey\" and incomplete"),
        (json!({"type": "apiKey", "in": "body", "name": "k"}), "which has its key in \"body\""),
        (json!({"type": "kerberos"}), "which is of the type \"kerberos\""),
    ] {
        let said = findings("prepare", set("/components/securitySchemes", "key", scheme));
        assert!(
            said.contains(&format!(
                "put/security: PUT /things/{{thingId}}: asks for the scheme key, {expected}"
            )),
            "{said}"
        );
    }
    let said = findings("prepare", set(OPERATION, "security", json!([{"badge": []}])));
    assert!(said.contains("asks for the scheme badge, which is not declared"), "{said}");
}

#[test]
fn operations_that_no_request_tells_apart_are_refused() {
    let said = findings("prepare", |contract| {
        contract["paths"]["/things/{other}"] = contract["paths"]["/things/{thingId}"].clone();
    });
    let expected = "#/paths/~1things~1{other}/put: PUT /things/{other}: cannot be told from #/paths/~1things~1{thingId}/put";
    assert!(said.contains(expected) && said.contains("1 findings"), "{said}");
    let another_method = |contract: &mut Value| {
        contract["paths"]["/things/{other}"] = json!({"post": contract["paths"]["/things/{thingId}"]["put"]});
    };
    assert_eq!(findings("prepare", another_method), "");
}

#[test]
fn parameters_that_the_runtime_cannot_read_are_refused() {
    for (more, expected) in [
        (json!({"in": "body"}), "/parameters/more: PUT /things/{thingId}: is in no place that is known"),
        (json!({"style": "matrix"}), "the style matrix is not for parameters in query"),
        (json!({"in": "header", "style": "form"}), "the style form is not for parameters in header"),
        (
            json!({"in": "cookie", "style": "deepObject"}),
            "the style deepObject is not for parameters in cookie",
        ),
        (
            json!({"content": {"application/xml": {}}}),
            "is of a media type that cannot be read from a parameter",
        ),
        (json!({"schema": {"type": "list"}}), "\"list\" is no type of JSON Schema"),
    ] {
        let said = findings("prepare", |contract| add_parameter(contract, &more));
        assert!(said.starts_with("#/") && said.contains(expected), "{more}: {said}");
    }
}

#[test]
fn all_findings_are_named_at_once() {
    let said = findings("prepare", |contract| {
        set(NAME, "pattern", json!("a(b"))(contract);
        set(OPERATION, "security", json!([{"badge": []}]))(contract);
    });
    assert!(
        said.contains("/name/pattern") && said.contains("scheme badge") && said.contains("2 findings"),
        "{said}"
    );
}
