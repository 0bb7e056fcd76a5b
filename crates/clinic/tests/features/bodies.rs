//! Bodies that are no plain JSON: merge patch, text, lines, and those that may be left out.

use actix_web::test::TestRequest;
use serde_json::json;

use crate::tester::{Tester, as_staff, at_desk, bearer, body, get, logged_in, post};

fn patch(media_type: &str, text: &str) -> TestRequest {
    as_staff(body(TestRequest::patch().uri("/pets/1"), media_type, text))
}

const MERGE: &str = "application/merge-patch+json";

#[actix_web::test]
async fn a_merge_patch_tells_null_from_absent() {
    let clinic = Tester::with_rex().await;
    let renamed = clinic.ask(patch(MERGE, r#"{"name": "Max"}"#)).await;
    assert_eq!(renamed.status, 200, "{:?}", renamed.body);
    assert_eq!((&renamed.json()["name"], &renamed.json()["bornOn"]), (&json!("Max"), &json!("2020-02-29")));
    let ageless = clinic.ask(patch(MERGE, r#"{"bornOn": null}"#)).await;
    assert_eq!((&ageless.json()["name"], &ageless.json()["bornOn"]), (&json!("Max"), &json!(null)));
}

#[actix_web::test]
async fn a_merge_patch_is_checked() {
    let clinic = Tester::with_rex().await;
    clinic.ask(patch(MERGE, "{}")).await.assert_refused(&[("/body", "minProperties")]);
    clinic.ask(patch(MERGE, r#"{"name": null}"#)).await.assert_refused(&[("/body/name", "type")]);
    let plain = clinic.ask(patch("application/json", r#"{"name": "Max"}"#)).await;
    assert_eq!(plain.problem(), (415, "unsupported-media-type".to_owned()));
}

fn note(text: &str) -> TestRequest {
    as_staff(body(TestRequest::put().uri("/pets/1/note"), "text/plain", text))
}

#[actix_web::test]
async fn a_text_is_kept_and_answered() {
    let clinic = Tester::with_rex().await;
    let written = clinic.ask(note("Bites: ägypten")).await;
    assert_eq!((written.status, written.body.len()), (204, 0));
    let read = clinic.ask(as_staff(get("/pets/1/note"))).await;
    assert_eq!((read.status, read.text()), (200, "Bites: ägypten"));
}

#[actix_web::test]
async fn a_text_has_bounds() {
    let clinic = Tester::with_rex().await;
    clinic.ask(note(&"a".repeat(81))).await.assert_refused(&[("/body", "maxLength")]);
    let nothing = clinic.ask(note("")).await;
    assert_eq!(nothing.status, 400);
}

fn lines(text: &str) -> TestRequest {
    body(post("/visits/measurements?key=scales"), "application/x-ndjson", text)
}

#[actix_web::test]
async fn lines_are_read_in_order() {
    let clinic = Tester::new();
    let text = "{\"name\":\"weight\",\"value\":31.5}\n\n{\"name\":\"sugar\",\"value\":\"none\"}\n";
    let reply = clinic.ask(lines(text)).await;
    let expected = json!([{"name": "weight", "value": 31.5}, {"name": "sugar", "value": "none"}]);
    assert_eq!((reply.status, reply.json()), (200, expected));
}

#[actix_web::test]
async fn a_bad_line_is_named_by_its_index() {
    let clinic = Tester::new();
    let text = "{\"name\":\"weight\",\"value\":31.5}\n{\"value\":1}\n";
    clinic.ask(lines(text)).await.assert_refused(&[("/body/1/name", "required")]);
}

async fn with_visit() -> Tester {
    let clinic = Tester::with_rex().await;
    let booking = post("/visits").set_json(json!({"petId": 1, "reasons": ["checkup"]}));
    assert_eq!(clinic.ask(logged_in(at_desk(booking, "front"))).await.status, 201);
    clinic
}

#[actix_web::test]
async fn a_body_may_be_left_out_where_the_contract_says_so() {
    let clinic = with_visit().await;
    let without = clinic.ask(bearer(post("/visits/1/close"), "vet")).await;
    assert_eq!((without.status, &without.json()["isClosed"]), (200, &json!(true)));
    assert_eq!(without.json().get("outcome"), None);
    let with = clinic.ask(bearer(post("/visits/1/close").set_json(json!({"outcome": "well"})), "vet")).await;
    assert_eq!(with.json()["outcome"], "well");
    let bad = clinic.ask(bearer(post("/visits/1/close").set_json(json!({"outcome": ""})), "vet")).await;
    bad.assert_refused(&[("/body/outcome", "minLength")]);
}

#[actix_web::test]
async fn a_body_must_not_be_left_out_elsewhere() {
    let clinic = Tester::new();
    assert_eq!(clinic.ask(as_staff(post("/pets"))).await.status, 400);
}
