//! Requests that are known when they are sent again, and answers that are given again.

use std::future::ready;
use std::io::Cursor;
use std::sync::{Arc, Mutex};

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use spec_runtime::{Answer, Idempotency, Kept, Operation, Response, Service, Status};

use crate::caller::Names;
use crate::contract::NOTHING;
use crate::probe::{ask, serve};

const PROBE: Operation = Operation {
    id: "probe",
    path: "/probe",
    idempotency: Some(Idempotency::Key),
    responses: &[
        Response {
            status: Status::Code(201),
            media_types: &["application/json"],
            headers: &[("location", true), ("idempotent-replayed", false)],
        },
        Response { status: Status::Default, media_types: &["application/json"], headers: &[] },
    ],
    ..NOTHING
};

const SCHEMAS: &str = r#"{"$defs": {}, "parameters": {}, "bodies": {}, "responses": {}}"#;

/// Serves what remembers the first answer, and notes fingerprints.
fn serving(
    operation: Operation,
    key: Option<&'static str>,
    body: &'static str,
) -> (Arc<Service<Names>>, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (noted, kept) = (seen.clone(), Mutex::new(None::<String>));
    let service = serve(operation, SCHEMAS, move |mut call| {
        let outcome = call.accept().map(|()| {
            let key = key.map(str::to_owned);
            let body: Value = serde_json::from_str(body).unwrap();
            let mut once = call.once(
                |reply, value: Value| {
                    let answer = reply.answer(201, "201").header("location", &"/made", false, |_| true);
                    answer.json("application/json", &value, |_| true)
                },
                key.as_ref(),
                &body,
            );
            assert_eq!(once.key(), key.as_deref());
            once.read(&mut Cursor::new("streamed")).unwrap();
            noted.lock().unwrap().push(once.fingerprint());
            let mut kept = kept.lock().unwrap();
            match kept.as_ref() {
                Some(text) => once.again(serde_json::from_str(text).unwrap()),
                None => {
                    let answer = once.answer(json!({"made": 1}));
                    *kept = Some(serde_json::to_string(&answer.kept().unwrap()).unwrap());
                    answer
                }
            }
        });
        Box::pin(ready(outcome))
    });
    (service, seen)
}

async fn fingerprint(operation: Operation, body: &'static str, uri: &str) -> String {
    let (service, seen) = serving(operation, Some("k"), body);
    ask(&service, TestRequest::get().uri(uri)).await;
    let seen = seen.lock().unwrap();
    seen[0].clone()
}

#[actix_web::test]
async fn the_first_answer_is_given_again_and_says_so() {
    let (service, _) = serving(PROBE, Some("k"), "{}");
    let first = ask(&service, TestRequest::get().uri("/probe")).await;
    let second = ask(&service, TestRequest::get().uri("/probe")).await;
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.text, second.text);
    assert_eq!(second.header("location"), "/made");
    assert_eq!(second.header("content-type"), first.header("content-type"));
    assert_eq!((first.header("idempotent-replayed"), second.header("idempotent-replayed")), ("", "true"));
}

#[actix_web::test]
async fn a_request_is_known_by_operation_path_query_and_canonical_body() {
    let first = fingerprint(PROBE, r#"{"a": 1, "b": {"c": 2, "d": 3}}"#, "/probe").await;
    assert_eq!(first.len(), 64);
    assert_eq!(fingerprint(PROBE, r#"{"b":{"d":3,"c":2},"a":1}"#, "/probe").await, first);
    let other = Operation { id: "other", ..PROBE };
    for different in [
        fingerprint(PROBE, r#"{"a": 2, "b": {"c": 2, "d": 3}}"#, "/probe").await,
        fingerprint(PROBE, r#"{"a": 1, "b": {"c": 2}}"#, "/probe").await,
        fingerprint(other, r#"{"a": 1, "b": {"c": 2, "d": 3}}"#, "/probe").await,
    ] {
        assert_ne!(different, first);
    }
}

#[actix_web::test]
async fn nothing_is_hashed_of_what_nobody_can_ask_for_again() {
    let (with_body, other_body) = (r#"{"a": 1}"#, r#"{"a": 2}"#);
    for (idempotency, same) in [(Idempotency::Key, true), (Idempotency::Derived, false)] {
        let operation = || Operation { idempotency: Some(idempotency), ..PROBE };
        let mut seen = Vec::new();
        for body in [with_body, other_body] {
            let (service, noted) = serving(operation(), None, body);
            ask(&service, TestRequest::get().uri("/probe")).await;
            seen.push(noted.lock().unwrap()[0].clone());
        }
        assert_eq!(seen[0] == seen[1], same, "{idempotency:?}");
    }
}

#[test]
fn a_kept_answer_is_plain_json() {
    let text = r#"{"status":201,"headers":[["location","/made"]],"body":"{\"made\":1}"}"#;
    let kept: Kept = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&kept).unwrap(), text);
    let is_send = |_: fn(Answer)| {};
    is_send(|answer| drop(std::thread::spawn(move || drop(answer))));
}
