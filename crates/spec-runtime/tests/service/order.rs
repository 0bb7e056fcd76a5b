//! Which refusal comes first when a request has several things wrong with it.

use actix_web::test::TestRequest;
use actix_web::web::Bytes;
use futures_util::stream;

use crate::caller::{GOOD, get, options, send, send_all, streaming, write};

/// Everything wrong at once; each test mends one more thing.
fn all_wrong() -> TestRequest {
    TestRequest::put()
        .uri("/things/NO?limit=0&limi=1")
        .insert_header(("x-mood", "furious"))
        .insert_header(("accept", "image/png"))
        .insert_header(("content-type", "text/plain"))
        .set_payload(r#"{"kind":"SECRET","note":"too long","more":1}"#)
        .insert_header(("content-length", "70000"))
}

#[actix_web::test]
async fn a_path_that_does_not_exist_is_404_whatever_the_method() {
    let reply = send(TestRequest::default().method(actix_web::http::Method::TRACE).uri("/nowhere")).await;
    reply.is_problem(404, "no-such-path");
}

#[actix_web::test]
async fn a_method_that_the_path_lacks_is_405_and_names_those_it_has_in_order() {
    let reply = send(all_wrong().method(actix_web::http::Method::DELETE)).await;
    reply.is_problem(405, "method-not-allowed");
    assert_eq!(reply.header("allow"), "GET, PUT");
}

#[actix_web::test]
async fn head_and_trace_are_methods_that_the_contract_does_not_have() {
    for method in ["HEAD", "TRACE", "OPTIONS", "BREW"] {
        let method = actix_web::http::Method::from_bytes(method.as_bytes()).unwrap();
        let reply = send(TestRequest::default().method(method).uri("/ping")).await;
        reply.is_problem(405, "method-not-allowed");
        assert_eq!(reply.header("allow"), "GET");
    }
}

#[actix_web::test]
async fn a_stranger_is_401_before_anything_else_is_looked_at() {
    let reply = send(all_wrong()).await;
    reply.is_problem(401, "unauthenticated");
    assert_eq!(reply.header("www-authenticate"), "Key realm=\"things\"");
}

#[actix_web::test]
async fn a_missing_scope_is_403_before_the_media_types() {
    let reply = send(all_wrong().insert_header(("key", "reader"))).await;
    reply.is_problem(403, "forbidden");
    assert_eq!(reply.json()["detail"], "The scope things:write is needed.");
}

#[actix_web::test]
async fn what_cannot_be_answered_is_406_before_the_size() {
    let reply = send(all_wrong().insert_header(("key", "anna"))).await;
    reply.is_problem(406, "not-acceptable");
    assert_eq!(reply.json()["detail"], "Accept one of: application/json, text/csv.");
}

#[actix_web::test]
async fn a_body_that_says_it_is_too_large_is_413_before_its_media_type() {
    let request = all_wrong().insert_header(("key", "anna")).insert_header(("accept", "*/*"));
    send(request).await.is_problem(413, "body-too-large");
}

#[actix_web::test]
async fn a_media_type_that_is_not_taken_is_415_before_the_parameters() {
    let request = all_wrong()
        .insert_header(("key", "anna"))
        .insert_header(("accept", "*/*"))
        .insert_header(("content-length", "44"));
    let reply = send(request).await;
    reply.is_problem(415, "unsupported-media-type");
    assert_eq!(reply.json()["detail"], "Send one of: application/json.");
}

#[actix_web::test]
async fn then_one_400_names_everything_in_path_query_header_and_body() {
    let request = all_wrong()
        .insert_header(("key", "anna"))
        .insert_header(("accept", "*/*"))
        .insert_header(("content-length", "44"))
        .insert_header(("content-type", "application/json"));
    let reply = send(request).await;
    reply.is_problem(400, "invalid-request");
    let mut faults = reply.faults();
    faults.sort();
    let found: Vec<(&str, &str)> =
        faults.iter().map(|(pointer, rule)| (pointer.as_str(), rule.as_str())).collect();
    assert_eq!(
        found,
        [
            ("/body/kind", "enum"),
            ("/body/more", "additionalProperties"),
            ("/body/name", "required"),
            ("/body/note", "maxLength"),
            ("/header/X-Mood", "maxLength"),
            ("/path/thingId", "pattern"),
            ("/query/limi", "unknown"),
            ("/query/limit", "minimum"),
        ]
    );
    assert_eq!(reply.json()["detail"], "8 violations; see errors.");
}

#[actix_web::test]
async fn parameters_and_a_body_that_are_not_there_are_all_named() {
    let request = TestRequest::put().uri("/things/chair").insert_header(("key", "anna"));
    let expected = [("/query/limit", "required"), ("/header/X-Mood", "required"), ("/body", "required")];
    send(request).await.has_faults(&expected);
}

#[actix_web::test]
async fn a_body_that_does_not_say_its_size_is_413_once_it_is_too_large() {
    let pieces = stream::iter(vec![Bytes::from_static(&[b' '; 1000]); 100]);
    let request = streaming(write(), pieces);
    send_all(options(), vec![request]).await[0].is_problem(413, "body-too-large");
}

#[actix_web::test]
async fn a_body_in_pieces_is_put_together() {
    let pieces: Vec<Bytes> = GOOD.as_bytes().chunks(7).map(Bytes::copy_from_slice).collect();
    let request = streaming(write(), stream::iter(pieces));
    let reply = send_all(options(), vec![request]).await.remove(0);
    assert_eq!(reply.status, 200, "{}", reply.text);
}

#[actix_web::test]
async fn a_body_with_a_content_encoding_is_415() {
    for (encoding, status) in [("gzip", 415), ("br", 415), ("identity, gzip", 415), ("Identity", 200)] {
        let request = write().insert_header(("content-encoding", encoding)).set_payload(GOOD);
        let reply = send(request).await;
        assert_eq!(reply.status, status, "{encoding}: {}", reply.text);
        if status == 415 {
            assert_eq!(reply.header("accept-encoding"), "identity");
        }
    }
}

#[actix_web::test]
async fn a_body_without_a_media_type_or_in_another_charset_is_415() {
    for content_type in ["application/json; charset=latin1", "application/jsonx", "text/json", "", "é"] {
        let request = write().insert_header(("content-type", content_type)).set_payload(GOOD);
        let reply = send(request).await;
        assert_eq!(reply.status, 415, "{content_type}");
    }
    let request = write().insert_header(("content-type", "Application/JSON; Charset=\"UTF-8\""));
    assert_eq!(send(request.set_payload(GOOD)).await.status, 200);
    let request =
        TestRequest::post().uri("/upload").insert_header(("content-length", "3")).set_payload("a,b");
    send(request).await.is_problem(415, "unsupported-media-type");
}

#[actix_web::test]
async fn the_best_accepted_media_type_is_answered() {
    for (accept, answered) in [
        ("text/csv, application/json;q=0.5", "text/csv"),
        ("text/*", "text/csv"),
        ("*/*", "application/json"),
        ("*/*, application/json;q=0", "text/csv"),
        ("", "application/json"),
    ] {
        let reply = send(write().insert_header(("accept", accept)).set_payload(GOOD)).await;
        assert_eq!(reply.json()["accepted"], answered, "{accept}");
    }
    send(write().insert_header(("accept", "*/*;q=0"))).await.is_problem(406, "not-acceptable");
}

#[actix_web::test]
async fn refusals_that_the_contract_forgot_to_declare_are_still_refusals() {
    get("/ping?what=1").await.has_faults(&[("/query/what", "unknown")]);
    send(TestRequest::get().uri("/ping").insert_header(("accept", "text/csv")))
        .await
        .is_problem(406, "not-acceptable");
}

#[actix_web::test]
async fn where_no_body_is_taken_its_size_and_type_do_not_matter() {
    let request = TestRequest::get()
        .uri("/ping")
        .insert_header(("content-length", "999999999"))
        .insert_header(("content-encoding", "gzip"));
    assert_eq!(send(request).await.status, 200);
}

#[actix_web::test]
async fn a_literal_path_comes_before_one_with_a_parameter() {
    assert_eq!(get("/things/special").await.json(), "special");
    assert_eq!(get("/things/specia").await.json()["thingId"], "specia");
    let reply = send(TestRequest::put().uri("/things/special")).await;
    reply.is_problem(405, "method-not-allowed");
}
