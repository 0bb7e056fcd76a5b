//! The mock of a contract that says little: answers from schemas, named examples, statuses left open.

use std::time::Duration;

use actix_web::http::header::HeaderMap;
use actix_web::test::{self, TestRequest};
use actix_web::{App, web};
use serde_json::Value;
use spec_runtime::mock::AnyCredential;
use spec_runtime::{
    AnswerChecks, BodyLimits, Contract, Operation, Options, Requirement, Response, Route, Schemas,
    SchemeKind, SecurityScheme, Service, Status,
};

static SCHEMAS: Schemas = Schemas::new(
    r##"{
    "$defs": {"Thing": {"type": "object", "required": ["id", "size"], "additionalProperties": false,
        "properties": {"id": {"type": "string", "format": "uuid"}, "size": {"type": "integer", "minimum": 7}}}},
    "responses": {
        "made 201 application/json": {"$ref": "#/$defs/Thing"},
        "made 201 x-count": {"type": "integer", "minimum": 3, "maximum": 3},
        "named 200 application/json": {"$ref": "#/$defs/Thing"},
        "named 4XX application/json": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "impossible 200 application/json": {"type": "integer", "minimum": 2, "maximum": 1},
        "text 200 application/json": {"const": "as JSON"},
        "text 200 application/xml": {"type": "object", "required": ["id"], "additionalProperties": false,
            "properties": {"id": {"const": 7}}}
    },
    "xml": {
        "nodes": [{"object": {"members": [{"property": "id", "kind": "attribute", "names": ["id"], "node": 1}]}},
            {"text": ["integer"]}],
        "bodies": {}, "responses": {"text 200 application/xml": {"names": ["thing"], "node": 0}}
    }}"##,
);

const DOCUMENT: &str = r##"{
    "paths": {
        "/named": {"get": {"responses": {
            "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}, "examples": {
                "bad": {"value": {"id": "no id", "size": 7}},
                "small": {"value": {"id": "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a01", "size": 7}},
                "large": {"$ref": "#/components/examples/Large"}}}}},
            "4XX": {"$ref": "#/components/responses/Refused"}}}},
        "/text": {"get": {"responses": {"200": {"content": {
            "application/json": {}, "text/plain": {"schema": {"type": "string", "pattern": "^T[0-9]{3}$"}},
            "application/x-ndjson": {"example": [{"a": 1}, {"a": 2}]}}}}}}
    },
    "components": {
        "schemas": {"Thing": {"type": "object"}},
        "examples": {"Large": {"value": {"id": "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a02", "size": 700}}},
        "responses": {"Refused": {"content": {"application/json": {"example": ["it is refused"]}}}}}
}"##;

const JSON: &[&str] = &["application/json"];
const OK: Response = Response { status: Status::Code(200), media_types: JSON, headers: &[] };
const SECURED: &[&[Requirement]] = &[&[Requirement { scheme: "token", scopes: &["everything"] }]];

const NOTHING: Operation = Operation {
    id: "",
    method: "GET",
    path: "",
    tag: "Things",
    security: SECURED,
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[],
    body: None,
    responses: &[OK],
    max_body_bytes: 1,
};

static MADE: Operation = Operation {
    id: "made",
    path: "/made",
    responses: &[
        Response { status: Status::Code(404), media_types: &[], headers: &[] },
        Response {
            status: Status::Code(201),
            media_types: JSON,
            headers: &[("x-count", true), ("x-other", false)],
        },
    ],
    ..NOTHING
};
static NAMED: Operation = Operation {
    id: "named",
    path: "/named",
    responses: &[OK, Response { status: Status::Class(4), media_types: JSON, headers: &[] }],
    ..NOTHING
};
static IMPOSSIBLE: Operation = Operation { id: "impossible", path: "/impossible", ..NOTHING };
static TEXT: Operation = Operation {
    id: "text",
    path: "/text",
    responses: &[Response {
        media_types: &["application/json", "text/plain", "application/x-ndjson", "application/xml"],
        ..OK
    }],
    ..NOTHING
};

static CONTRACT: Contract = Contract {
    title: "Things",
    version: "1.0.0",
    operations: &[&MADE, &NAMED, &IMPOSSIBLE, &TEXT],
    schemes: &[SecurityScheme { name: "token", kind: SchemeKind::OAuth2 }],
    left_out: &[],
    schemas: &SCHEMAS,
    document: DOCUMENT,
};

async fn ask(path: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
    let options = Options {
        limits: BodyLimits { memory_bytes: 1, spool_dir: ".".into(), idle: Duration::from_secs(1) },
        answers: AnswerChecks { share: 1.0, refuse: true },
        new_request_id: || "made".to_owned(),
    };
    let route = |operation| Route::new(operation, |mut call| Box::pin(async move { call.mock() }));
    let routes = CONTRACT.operations.iter().map(|operation| route(operation)).collect();
    let service = Service::new(&CONTRACT, AnyCredential::new(&CONTRACT), routes, options);
    let service = service.expect("the contract fits its mock");
    let app = App::new().configure(|app: &mut web::ServiceConfig| service.mount(app));
    let app = test::init_service(app).await;
    let mut request = TestRequest::get().uri(path);
    for header in headers {
        request = request.insert_header(*header);
    }
    let reply = test::call_service(&app, request.to_request()).await;
    let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
    (status, headers, String::from_utf8_lossy(&test::read_body(reply).await).into_owned())
}

async fn prefer(path: &str, preference: &str) -> (u16, String) {
    let (status, _, body) = ask(path, &[("authorization", "Bearer x"), ("prefer", preference)]).await;
    (status, body)
}

#[actix_web::test]
async fn without_an_example_a_value_is_made_and_required_headers_with_it() {
    let (status, headers, body) = ask("/made", &[("authorization", "Bearer x")]).await;
    let thing: Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(status, 201);
    assert!(SCHEMAS.validator("$defs", "Thing").is_ok_and(|thing_is| thing_is.is_valid(&thing)), "{body}");
    assert_eq!(headers.get("x-count").expect("the header"), "3");
    assert!(!headers.contains_key("x-other"));
    assert_eq!(ask("/made", &[("authorization", "Bearer y")]).await.2, body);
    assert_eq!(prefer("/made", "code=404").await, (404, String::new()));
}

#[actix_web::test]
async fn an_example_that_is_not_valid_is_never_answered() {
    // The first of the contract is not valid; this is the next.
    let small = r#"{"id":"0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a01","size":7}"#;
    assert_eq!(prefer("/named", "wait=1").await, (200, small.to_owned()));
    let (status, body) = prefer("/named", "example=bad").await;
    assert_eq!(status, 500);
    assert!(body.contains("named has no example that is valid for 200"), "{body}");
    let (status, body) = prefer("/impossible", "").await;
    assert_eq!(status, 500);
    assert!(body.contains("impossible has no example that is valid for 200"), "{body}");
}

#[actix_web::test]
async fn examples_and_statuses_are_chosen_by_preference() {
    let small = r#"{"id":"0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a01","size":7}"#;
    assert_eq!(prefer("/named", "code=200, example=\"small\"").await, (200, small.to_owned()));
    assert_eq!(prefer("/named", "code=409").await, (409, r#"["it is refused"]"#.to_owned()));
    for (preference, names) in
        [("code=500", "200, 4XX"), ("code=many", "200, 4XX"), ("example=x", "bad, small, large")]
    {
        let (status, body) = prefer("/named", preference).await;
        assert_eq!(status, 400, "{body}");
        assert!(body.contains(names), "{body}");
    }
}

#[actix_web::test]
async fn texts_lines_and_xml_are_written_as_such() {
    let read = async |media_type: &str| {
        let (status, headers, body) =
            ask("/text", &[("authorization", "Bearer x"), ("accept", media_type)]).await;
        assert_eq!(
            (status, headers.get("content-type").expect("a type")),
            (200, &media_type.parse().unwrap())
        );
        body
    };
    assert_eq!(read("application/json").await, "\"as JSON\"");
    assert_eq!(read("application/x-ndjson").await, "{\"a\":1}\n{\"a\":2}\n");
    let xml = read("application/xml").await;
    assert_eq!(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<thing id=\"7\"></thing>");
    let text = read("text/plain").await;
    assert!(text.len() == 4 && text.starts_with('T'), "{text}");
}

#[actix_web::test]
async fn a_credential_must_be_sent_and_is_believed() {
    for headers in [&[][..], &[("authorization", "Bearer ")], &[("authorization", "Basic eDp5")]] {
        let (status, headers, _) = ask("/named", headers).await;
        assert_eq!(status, 401);
        assert_eq!(headers.get("www-authenticate").expect("a challenge"), "Bearer realm=\"mock\"");
    }
    assert_eq!(ask("/named", &[("authorization", "Bearer anything")]).await.0, 200);
}
