//! JSON bodies and streamed bodies.

use std::path::PathBuf;
use std::time::Duration;

use actix_web::test::TestRequest;
use actix_web::web::Bytes;
use futures_util::{StreamExt, stream};
use serde_json::json;

use crate::caller::{GOOD, Sending, options, send, send_all, streaming, write, write_body};

#[actix_web::test]
async fn a_key_given_twice_is_a_violation_at_any_depth() {
    let twice = r#"{"name":"a","kind":"small","name":"b","labels":{"x":"1","x":"2","a/b":"1","a/b":"1"}}"#;
    let reply = write_body(twice).await;
    let expected =
        [("/body/name", "duplicate"), ("/body/labels/x", "duplicate"), ("/body/labels/a~1b", "duplicate")];
    reply.has_faults(&expected);
    let only_in_a_map = r#"{"name":"a","kind":"small","labels":{"x":"1","\u0078":"2"}}"#;
    write_body(only_in_a_map).await.has_faults(&[("/body/labels/x", "duplicate")]);
    let in_an_optional_map = r#"{"name":"a","kind":"small","marks":{"x":true,"x":true}}"#;
    write_body(in_an_optional_map).await.has_faults(&[("/body/marks/x", "duplicate")]);
}

#[actix_web::test]
async fn a_key_given_twice_does_not_hide_other_violations() {
    let reply = write_body(r#"{"name":"a","name":"B","size":0}"#).await;
    let mut faults = reply.faults();
    faults.sort();
    let pointers: Vec<&str> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/body/kind", "/body/name", "/body/name", "/body/size"]);
}

#[actix_web::test]
async fn null_is_no_value_of_an_optional_property() {
    for (property, pointer) in [
        ("note", "/body/note"),
        ("size", "/body/size"),
        ("labels", "/body/labels"),
        ("marks", "/body/marks"),
        ("parts", "/body/parts"),
        ("mail", "/body/mail"),
    ] {
        let body = format!(r#"{{"name":"a","kind":"small","{property}":null}}"#);
        write_body(body).await.has_faults(&[(pointer, "type")]);
    }
}

#[actix_web::test]
async fn a_whole_number_may_be_written_with_a_point() {
    for (text, size) in [("5", 5), ("5.0", 5), ("5e0", 5), ("1E2", 100)] {
        let reply = write_body(format!(r#"{{"name":"a","kind":"small","size":{text}}}"#)).await;
        assert_eq!(reply.json()["thing"]["size"], size, "{text}: {}", reply.text);
    }
    for (text, rule) in [("5.5", "type"), ("101.0", "maximum"), ("-0.0", "minimum"), ("1e300", "maximum")] {
        let reply = write_body(format!(r#"{{"name":"a","kind":"small","size":{text}}}"#)).await;
        reply.has_faults(&[("/body/size", rule)]);
    }
}

#[actix_web::test]
async fn what_only_derived_code_would_take_is_refused() {
    write_body(r#"["chair","small"]"#).await.has_faults(&[("/body", "type")]);
    let reply = write_body(r#"{"name":"a","kind":{"small":null}}"#).await;
    assert_eq!(reply.status, 400, "{}", reply.text);
    assert!(reply.faults().iter().all(|(pointer, _)| pointer == "/body/kind"), "{}", reply.text);
}

#[actix_web::test]
async fn nesting_without_end_is_refused() {
    for deep in ["[".repeat(10_000), r#"{"a":"#.repeat(10_000), format!(r#"{{"x":{}"#, "[".repeat(10_000))] {
        let reply = write_body(deep).await;
        reply.has_faults(&[("/body", "json")]);
        assert!(reply.text.contains("is nested too deeply at line 1"), "{}", reply.text);
    }
}

#[actix_web::test]
async fn what_is_not_json_is_named_by_its_place() {
    for body in ["{", r#"{"name":"a",}"#, r#"{"name":"a","kind":"small"} x"#, "\u{feff}{}", "nul", "\n"] {
        let reply = write_body(body).await;
        reply.has_faults(&[("/body", "json")]);
        assert!(reply.text.contains("is not JSON at line "), "{}", reply.text);
    }
    write_body(&b"{\"name\":\"\xff\",\"kind\":\"small\"}"[..]).await.has_faults(&[("/body", "json")]);
    write_body(r#"{"name":"\ud800","kind":"small"}"#).await.has_faults(&[("/body", "json")]);
    write_body("").await.has_faults(&[("/body", "required")]);
}

#[actix_web::test]
async fn a_value_is_never_repeated() {
    let bodies = [
        json!({"name": "SECRET", "kind": "SECRET", "note": "SECRET", "mail": "SECRET"}),
        json!({"name": {"a": "SECRET"}, "kind": ["SECRET"], "size": "SECRET", "labels": {"a": "SECRET"}}),
        json!({"name": "a", "kind": "small", "parts": ["SECRET", "SECRET", "SECRET-SECRET"]}),
        json!({"name": "a", "kind": "small", "size": 8_675_309}),
        json!(["SECRET"]),
        json!("SECRET"),
    ];
    for body in bodies {
        let request = write()
            .uri("/things/chair?limit=SECRET&unknown=SECRET")
            .insert_header(("x-mood", "SECRET"))
            .set_payload(body.to_string());
        let reply = send(request).await;
        assert_eq!(reply.status, 400);
        assert!(!reply.text.contains("SECRET") && !reply.text.contains("8675309"), "{}", reply.text);
    }
    let reply = write_body(r#"{"name":"SECRET","name":"SECRET" SECRET"#).await;
    assert!(!reply.text.contains("SECRET"), "{}", reply.text);
}

#[actix_web::test]
async fn a_body_that_stops_arriving_is_408() {
    let stalled =
        |text: &'static str| stream::iter([Bytes::from_static(text.as_bytes())]).chain(stream::pending());
    let upload = TestRequest::post().uri("/upload").insert_header(("content-type", "text/csv"));
    let requests = vec![streaming(write(), stalled(GOOD)), streaming(upload, stalled("a,b\n"))];
    for reply in send_all(options(), requests).await {
        reply.is_problem(408, "request-timeout");
    }
}

#[actix_web::test]
async fn a_slow_body_is_waited_for_as_long_as_it_arrives() {
    let pieces = stream::iter(GOOD.as_bytes().chunks(4).map(Bytes::copy_from_slice).collect::<Vec<_>>());
    let slow = pieces.then(|piece| async {
        actix_web::rt::time::sleep(Duration::from_millis(10)).await;
        piece
    });
    let reply = send_all(options(), vec![streaming(write(), slow)]).await.remove(0);
    assert_eq!(reply.status, 200, "{}", reply.text);
}

fn upload(length: usize) -> Sending {
    let bytes: Vec<u8> = (0..length).map(|at| b'a' + (at % 26) as u8).collect();
    let pieces: Vec<Bytes> = bytes.chunks(60_000).map(Bytes::copy_from_slice).collect();
    let request = TestRequest::post().uri("/upload").insert_header(("content-type", "text/csv"));
    streaming(request, stream::iter(pieces))
}

#[actix_web::test]
async fn a_body_of_any_size_is_read_back_whole_and_twice() {
    for length in [3, 1024, 1025, 60_001, 3_000_000, 4 << 20] {
        let reply = send_all(options(), vec![upload(length)]).await.remove(0);
        let found = reply.json();
        let sum: u64 = (0..length).map(|at| u64::from(b'a' + (at % 26) as u8)).sum();
        assert_eq!((found["length"].as_u64(), found["sum"].as_u64()), (Some(length as u64), Some(sum)));
        assert_eq!((&found["same"], &found["mediaType"]), (&json!(true), &json!("text/csv")));
        let end: String = (length - 3..length).map(|at| char::from(b'a' + (at % 26) as u8)).collect();
        assert_eq!(found["end"], end);
    }
    let reply = send_all(options(), vec![upload((4 << 20) + 1)]).await.remove(0);
    reply.is_problem(413, "body-too-large");
}

#[actix_web::test]
async fn only_a_large_body_needs_the_spool_folder_and_its_loss_is_500() {
    let mut options = options();
    options.limits.spool_dir = PathBuf::from("/nowhere/at/all");
    let replies = send_all(options, vec![upload(1024), upload(1025)]).await;
    assert_eq!(replies[0].status, 200, "{}", replies[0].text);
    replies[1].is_problem(500, "internal-error");
    assert!(!replies[1].text.contains("nowhere"), "{}", replies[1].text);
}
