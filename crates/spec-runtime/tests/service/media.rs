//! Media types of bodies: ranges, parameters, and bodies that may be left out.

use std::sync::Arc;

use actix_web::test::TestRequest;
use actix_web::web::Bytes;
use futures_util::stream;
use serde_json::{Value, json};
use spec_runtime::{Answer, Call, Operation, Problem, RequestBody, Response, Service, Status};

use crate::caller::{Caller, Names, Sending, streaming};
use crate::contract::NOTHING;
use crate::probe::{ask, found, post, serve};

const SCHEMAS: &str = r#"{"$defs": {}, "parameters": {}, "bodies": {
    "probe application/json": {"type": "object"}, "probe application/merge-patch+json": {"type": "object"},
    "probe application/vnd.x+json; charset=utf-8": {"type": "object"}
}}"#;

/// Says what was sent, and what was in it when it is a type that generated code would decode.
async fn tell(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let sent = call.sent();
    let sent_type = call.sent_type();
    let value: Option<Value> = match sent {
        Some(media_type) if media_type.contains("json") => call.json(media_type, Value::is_object).await?,
        Some(_) => call.stream().await?.map(|body| json!(body.media_type)),
        None => None,
    };
    call.accept()?;
    Ok(found(&call, &json!({"sent": sent, "type": sent_type, "value": value})))
}

fn taking(required: bool, media_types: &'static [&'static str]) -> Arc<Service<Names>> {
    let body = Some(RequestBody { required, media_types, forms: &[] });
    let operation = Operation { id: "probe", method: "POST", path: "/probe", body, ..NOTHING };
    serve(operation, SCHEMAS, |call| Box::pin(tell(call)))
}

async fn sent(service: &Arc<Service<Names>>, request: impl Into<Sending>) -> Value {
    let reply = ask(service, request).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json()["sent"].clone()
}

#[actix_web::test]
async fn the_most_specific_declared_type_wins() {
    let service = taking(
        true,
        &[
            "*/*",
            "text/*",
            "text/csv",
            "application/vnd.x+json; charset=utf-8",
            "application/merge-patch+json",
        ],
    );
    for (media_type, declared) in [
        ("text/csv; header=present", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/html", "text/*"),
        ("image/png", "*/*"),
        ("application/merge-patch+json", "application/merge-patch+json"),
        ("application/vnd.x+json", "application/vnd.x+json; charset=utf-8"),
        ("application/vnd.x+json; v=2; charset=UTF-8", "application/vnd.x+json; charset=utf-8"),
    ] {
        let reply = ask(&service, post(media_type, "{}")).await;
        assert_eq!((&reply.json()["sent"], &reply.json()["type"]), (&json!(declared), &json!(media_type)));
    }
    ask(&service, post("text/csv; charset=utf-16", "{}")).await.is_problem(415, "unsupported-media-type");
    let narrow = taking(true, &["text/*", "application/json"]);
    for other in ["application/merge-patch+json", "image/png", "texts/csv", "text", "*/*", ""] {
        ask(&narrow, post(other, "{}")).await.is_problem(415, "unsupported-media-type");
    }
}

#[actix_web::test]
async fn only_where_anything_is_taken_may_the_type_be_left_out() {
    let untyped = || TestRequest::post().uri("/probe").set_payload("x");
    assert_eq!(sent(&taking(true, &["*/*"]), untyped()).await, "*/*");
    for media_types in [&["*/*", "text/csv"][..], &["text/*"], &["application/json"]] {
        ask(&taking(false, media_types), untyped()).await.is_problem(415, "unsupported-media-type");
    }
}

#[actix_web::test]
async fn a_body_may_be_left_out_where_it_is_not_required() {
    let (optional, required) = (taking(false, &["application/json"]), taking(true, &["application/json"]));
    let nothing = || TestRequest::post().uri("/probe");
    let in_no_pieces = || streaming(nothing(), stream::iter(Vec::<Bytes>::new()));
    assert_eq!(sent(&optional, nothing()).await, Value::Null);
    assert_eq!(sent(&optional, nothing().insert_header(("content-length", "0"))).await, Value::Null);
    assert_eq!(sent(&optional, in_no_pieces()).await, Value::Null);
    assert_eq!(sent(&optional, post("application/json", "")).await, Value::Null);
    assert_eq!(sent(&optional, post("text/plain", "")).await, Value::Null);
    assert_eq!(sent(&optional, post("application/json", "{}")).await, "application/json");
    ask(&optional, post("application/json", "[]")).await.has_faults(&[("/body", "type")]);
    ask(&optional, post("text/plain", "x")).await.is_problem(415, "unsupported-media-type");
    ask(&required, nothing()).await.has_faults(&[("/body", "required")]);
    ask(&required, in_no_pieces()).await.has_faults(&[("/body", "required")]);
    ask(&required, post("application/json", "")).await.has_faults(&[("/body", "required")]);
    ask(&required, post("text/plain", "")).await.is_problem(415, "unsupported-media-type");
}

#[actix_web::test]
async fn a_file_without_bytes_is_a_file() {
    let service = taking(true, &["text/csv", "application/octet-stream"]);
    assert_eq!(sent(&service, post("text/csv", "")).await, "text/csv");
    ask(&service, TestRequest::post().uri("/probe")).await.has_faults(&[("/body", "required")]);
}

#[actix_web::test]
async fn a_first_piece_that_was_looked_at_is_not_lost() {
    let service = taking(true, &["application/json"]);
    let pieces = ["", "{\"a\"", "", ":1}"].map(|piece| Bytes::from_static(piece.as_bytes()));
    let request = TestRequest::post().uri("/probe").insert_header(("content-type", "application/json"));
    assert_eq!(
        ask(&service, streaming(request, stream::iter(pieces))).await.json()["value"],
        json!({"a": 1})
    );
}

#[actix_web::test]
async fn answers_may_be_ranges_and_have_parameters() {
    const MEDIA_TYPES: &[&str] = &["application/json; charset=utf-8", "image/*"];
    const RESPONSES: &[Response] = &[
        Response { status: Status::Default, media_types: &["text/plain"], headers: &[] },
        Response { status: Status::Class(2), media_types: MEDIA_TYPES, headers: &[] },
    ];
    async fn tell(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
        call.accept()?;
        Ok(call.reply().answer(200, "2XX").json(MEDIA_TYPES[0], &call.accepted(), |_| true))
    }
    let operation = Operation { id: "probe", path: "/probe", responses: RESPONSES, ..NOTHING };
    let service = serve(operation, SCHEMAS, |call| Box::pin(tell(call)));
    let accepting =
        |accept: &str| TestRequest::get().uri("/probe").insert_header(("accept", accept.to_owned()));
    for (accept, answered) in [
        ("*/*", MEDIA_TYPES[0]),
        ("application/json", MEDIA_TYPES[0]),
        ("image/png, application/json;q=0.9", MEDIA_TYPES[1]),
        ("image/*", MEDIA_TYPES[1]),
    ] {
        assert_eq!(ask(&service, accepting(accept)).await.json(), answered, "{accept}");
    }
    ask(&service, accepting("text/plain")).await.is_problem(406, "not-acceptable");
}
