//! Answers on their way out, held against the contract.

use std::collections::BTreeMap;
use std::future::ready;
use std::sync::Arc;

use actix_web::test::TestRequest;
use serde_json::json;
use spec_runtime::{
    Answer, AnswerChecks, AnswerCounts, ByteStream, Call, Operation, Options, Response, Service, Status,
};

use crate::caller::{Caller, Names, Reply, options};
use crate::contract::{NOTHING, answers};
use crate::probe::{ask, serve_with};

const JSON: &str = "application/json";

const PROBE: Operation = Operation {
    id: "probe",
    path: "/probe",
    responses: &[
        Response { status: Status::Default, media_types: &[JSON], headers: &[] },
        Response { status: Status::Class(2), media_types: &[JSON, "text/plain"], headers: &[] },
        answers(200, &[JSON, "text/plain", "text/csv", "image/*"]),
        Response {
            status: Status::Code(201),
            media_types: &[JSON],
            headers: &[("x-count", true), ("x-mood", false)],
        },
    ],
    ..NOTHING
};

const SCHEMAS: &str = r#"{"$defs": {}, "parameters": {}, "bodies": {}, "responses": {
    "probe 200 application/json": {"type": "integer", "maximum": 9},
    "probe 201 x-count": {"type": "integer", "maximum": 9}
}}"#;

const STRICT: AnswerChecks = AnswerChecks { share: 1.0, refuse: true };
const LENIENT: AnswerChecks = AnswerChecks { share: 1.0, refuse: false };
const UNCHECKED: AnswerChecks = AnswerChecks { share: 0.0, refuse: true };

fn serving(
    answers: AnswerChecks,
    make: impl Fn(&Call<'_, Caller>) -> Answer + Send + Sync + 'static,
) -> Arc<Service<Names>> {
    serve_with(Options { answers, ..options() }, &[], PROBE, SCHEMAS, move |mut call| {
        let outcome = call.accept().map(|()| make(&call));
        Box::pin(ready(outcome))
    })
}

async fn reply(service: &Arc<Service<Names>>) -> Reply {
    ask(service, TestRequest::get().uri("/probe").insert_header(("accept", "*/*"))).await
}

/// What comes of one answer, and how it was counted.
async fn answered(
    checks: AnswerChecks,
    make: impl Fn(&Call<'_, Caller>) -> Answer + Send + Sync + 'static,
) -> (Reply, AnswerCounts) {
    let service = serving(checks, make);
    (reply(&service).await, service.answer_counts())
}

const fn counts(checked: u64, broken: u64) -> AnswerCounts {
    AnswerCounts { checked, broken }
}

/// A number of which the contract takes those up to 9.
fn number(call: &Call<'_, Caller>, number: i32) -> Answer {
    call.reply().answer(200, "200").json(JSON, &number, |number| *number <= 9)
}

fn counted(call: &Call<'_, Caller>, count: i32) -> Answer {
    call.reply().answer(201, "201").header("x-count", &count, false, |count| *count <= 9)
}

#[actix_web::test]
async fn a_status_belongs_to_the_most_exact_declaration() {
    for (status, declared) in [(200, "200"), (201, "201"), (202, "2XX"), (299, "2xx"), (418, "default")] {
        let make = move |call: &Call<'_, Caller>| {
            call.reply().answer(status, declared).header("x-count", &1, false, |_| true).json(
                JSON,
                &1,
                |_| true,
            )
        };
        let (reply, count) = answered(STRICT, make).await;
        assert_eq!((reply.status, reply.text.as_str(), count), (status, "1", counts(1, 0)), "{declared}");
    }
}

#[actix_web::test]
async fn a_status_that_is_not_declared_is_never_sent() {
    for (status, declared) in [
        (200, "2XX"),
        (200, "default"),
        (200, "201"),
        (202, "200"),
        (202, "202"),
        (202, "3XX"),
        (202, "default"),
        (418, "2XX"),
        (418, "418"),
        (99, "default"),
        (1000, "default"),
        (200, ""),
    ] {
        for checks in [STRICT, LENIENT, UNCHECKED] {
            let make =
                move |call: &Call<'_, Caller>| call.reply().answer(status, declared).json(JSON, &1, |_| true);
            let (reply, count) = answered(checks, make).await;
            reply.is_problem(500, "internal-error");
            assert_eq!(count, counts(1, 1), "{status} {declared}");
        }
    }
}

#[actix_web::test]
async fn a_body_outside_its_bounds_is_refused_or_sent_and_counted() {
    let (reply, count) = answered(STRICT, |call| number(call, 10)).await;
    reply.is_problem(500, "internal-error");
    assert_eq!(count, counts(1, 1));
    let (reply, count) = answered(LENIENT, |call| number(call, 10)).await;
    assert_eq!((reply.status, reply.json(), count), (200, json!(10), counts(1, 1)));
    let (reply, count) = answered(UNCHECKED, |call| number(call, 10)).await;
    assert_eq!((reply.status, reply.json(), count), (200, json!(10), counts(0, 0)));
    let (reply, count) = answered(STRICT, |call| number(call, 9)).await;
    assert_eq!((reply.status, reply.json(), count), (200, json!(9), counts(1, 0)));
    // No schema explains it, and still it is outside.
    let text = |call: &Call<'_, Caller>| call.reply().answer(200, "200").text("text/plain", &"a", |_| false);
    let (reply, count) = answered(STRICT, text).await;
    reply.is_problem(500, "internal-error");
    assert_eq!(count, counts(1, 1));
}

#[actix_web::test]
async fn a_share_of_the_answers_is_checked_evenly() {
    let half = serving(AnswerChecks { share: 0.5, refuse: true }, |call| number(call, 10));
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(reply(&half).await.status);
    }
    assert_eq!(statuses, [200, 500, 200, 500, 200, 500]);
    assert_eq!(half.answer_counts(), counts(3, 3));
    let some = serving(AnswerChecks { share: 0.3, refuse: false }, |call| number(call, 1));
    for _ in 0..20 {
        assert_eq!(reply(&some).await.status, 200);
    }
    assert_eq!(some.answer_counts(), counts(6, 0));
}

#[actix_web::test]
async fn a_header_must_be_there_when_it_is_required() {
    let (reply, count) = answered(STRICT, |call| call.reply().answer(201, "201")).await;
    reply.is_problem(500, "internal-error");
    assert_eq!(count, counts(1, 1));
    let (reply, count) = answered(LENIENT, |call| call.reply().answer(201, "201")).await;
    assert_eq!((reply.status, count), (201, counts(1, 1)));
    let (reply, count) = answered(UNCHECKED, |call| call.reply().answer(201, "201")).await;
    assert_eq!((reply.status, count), (201, counts(0, 0)));
    let (reply, count) =
        answered(STRICT, |call| counted(call, 9).optional_header("x-mood", &None::<String>, false, |_| true))
            .await;
    assert_eq!((reply.status, count), (201, counts(1, 0)), "{}", reply.text);
    assert_eq!((reply.header("x-count"), reply.headers.contains_key("x-mood")), ("9", false));
}

#[actix_web::test]
async fn a_header_outside_its_bounds_is_refused_or_sent_and_counted() {
    for (checks, status, count) in
        [(STRICT, 500, counts(1, 1)), (LENIENT, 201, counts(1, 1)), (UNCHECKED, 201, counts(0, 0))]
    {
        let (reply, counted) = answered(checks, |call| counted(call, 10)).await;
        assert_eq!((reply.status, counted), (status, count), "{checks:?}");
    }
    // No schema explains it, and still it is outside.
    let mood = |call: &Call<'_, Caller>| {
        counted(call, 1).optional_header("x-mood", &Some("bad".to_owned()), false, |_| false)
    };
    let (reply, count) = answered(STRICT, mood).await;
    reply.is_problem(500, "internal-error");
    assert_eq!(count, counts(1, 1));
}

#[actix_web::test]
async fn a_header_is_written_in_the_simple_style_or_as_json() {
    let value = json!({"a": 1, "b": "x y"});
    let list = json!(["a", 2, true]);
    let make = move |call: &Call<'_, Caller>| {
        call.reply()
            .answer(418, "default")
            .header("x-flat", &value, false, |_| true)
            .header("x-exploded", &value, true, |_| true)
            .header("x-list", &list, false, |_| true)
            .json_header("x-json", &value, false, |_| true)
            .optional_json_header("x-none", &None::<i32>, false, |_| true)
    };
    let (reply, _) = answered(STRICT, make).await;
    let seen = ["x-flat", "x-exploded", "x-list", "x-json", "x-none"].map(|name| reply.header(name));
    assert_eq!(seen, ["a,1,b,x y", "a=1,b=x y", "a,2,true", r#"{"a":1,"b":"x y"}"#, ""]);
}

#[actix_web::test]
async fn a_streamed_body_has_a_media_type_that_its_status_declares() {
    let streamed = |status, declared, media_type: &'static str| {
        move |call: &Call<'_, Caller>| {
            call.reply().answer(status, declared).stream(media_type, ByteStream::whole("abc"))
        }
    };
    for media_type in ["text/csv", "text/csv; header=present", "image/png", "image/svg+xml; charset=utf-8"] {
        let (reply, count) = answered(UNCHECKED, streamed(200, "200", media_type)).await;
        assert_eq!((reply.status, reply.text.as_str(), count), (200, "abc", counts(0, 0)));
        assert_eq!(reply.header("content-type"), media_type);
    }
    for media_type in
        ["application/pdf", "images/png", "image", "text/html", "", "image/png\r\nset-cookie: a=b"]
    {
        for checks in [LENIENT, UNCHECKED] {
            let (reply, count) = answered(checks, streamed(200, "200", media_type)).await;
            reply.is_problem(500, "internal-error");
            assert_eq!((count, reply.header("set-cookie")), (counts(1, 1), ""), "{media_type}");
        }
    }
    let (reply, _) = answered(LENIENT, streamed(202, "2XX", "image/png")).await;
    reply.is_problem(500, "internal-error");
}

#[actix_web::test]
async fn a_text_is_sent_as_it_is_and_anything_else_as_json() {
    for (value, text) in [(json!("a \"b\""), "a \"b\""), (json!(1.5), "1.5"), (json!(null), "null")] {
        let make = move |call: &Call<'_, Caller>| {
            call.reply().answer(202, "2XX").text("text/plain", &value, |_| true)
        };
        let (reply, _) = answered(STRICT, make).await;
        assert_eq!((reply.text.as_str(), reply.header("content-type")), (text, "text/plain"));
    }
}

#[actix_web::test]
async fn what_cannot_be_written_is_refused_even_unchecked() {
    fn odd() -> BTreeMap<(i32, i32), i32> {
        BTreeMap::from([((1, 2), 3)])
    }
    let makers: [fn(&Call<'_, Caller>) -> Answer; 4] = [
        |call| call.reply().answer(200, "200").json(JSON, &odd(), |_| true),
        |call| call.reply().answer(200, "200").text("text/plain", &odd(), |_| true),
        |call| call.reply().answer(200, "200").header("x-odd", &odd(), false, |_| true),
        |call| call.reply().answer(200, "200").header("x odd", &1, false, |_| true),
    ];
    for make in makers {
        let (reply, count) = answered(UNCHECKED, make).await;
        reply.is_problem(500, "internal-error");
        assert_eq!(count, counts(1, 1));
    }
}
