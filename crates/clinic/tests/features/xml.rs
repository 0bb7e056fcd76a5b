//! XML: bookings as elements and attributes, visits answered in the media type that the caller likes.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::tester::{Tester, at_desk, body, logged_in, post};

const SLOT: &str = "<slot><start>2026-01-05T09:00:00Z</start><minutes>30</minutes></slot>";

fn sent(media_type: &str, text: &str) -> TestRequest {
    logged_in(at_desk(body(post("/visits"), media_type, text), "front"))
}

/// A booking whose element has these attributes and holds this.
fn booking(attributes: &str, inner: &str) -> TestRequest {
    let text = format!("<Booking xmlns='urn:example:clinic' {attributes}>{inner}</Booking>");
    sent("application/xml; charset=utf-8", &text)
}

#[actix_web::test]
async fn xml_and_json_book_the_same_visit() {
    let clinic = Tester::with_rex().await;
    let reasons = "<reasons><reason>checkup</reason>\n<reason>surgery</reason></reasons>";
    let reply = clinic.ask(booking("petId='1'", &format!("{reasons}{SLOT}"))).await;
    let expected = json!({"petId": 1, "reasons": ["checkup", "surgery"], "slot": {"start": "2026-01-05T09:00:00Z", "minutes": 30}});
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (201, Some("application/json")),
        "{:?}",
        reply.body
    );
    assert_eq!(reply.json(), json!({"id": 1, "isClosed": false, "booking": expected}));
}

#[actix_web::test]
async fn the_caller_chooses_between_json_and_xml() {
    let clinic = Tester::with_rex().await;
    let written = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<visit><id>1</id>\
        <booking xmlns=\"urn:example:clinic\" petId=\"1\"><reasons><reason>checkup</reason></reasons></booking>\
        <isClosed>false</isClosed></visit>";
    for (accept, media_type) in [
        ("application/xml", "application/xml"),
        ("application/json;q=0.5, application/xml", "application/xml"),
        ("application/xml;q=0.5, application/json", "application/json"),
        ("*/*", "application/json"),
    ] {
        let clinic = Tester::with_rex().await;
        let json = json!({"petId": 1, "reasons": ["checkup"]}).to_string();
        let reply = clinic.ask(sent("application/json", &json).insert_header(("accept", accept))).await;
        assert_eq!((reply.status, reply.header("content-type")), (201, Some(media_type)), "{accept}");
        if media_type == "application/xml" {
            assert_eq!(reply.text(), written);
        }
    }
    let reply = clinic.ask(booking("petId='1'", "").insert_header(("accept", "text/csv"))).await;
    assert_eq!(reply.problem(), (406, "not-acceptable".to_owned()));
    assert!(reply.json()["detail"].as_str().unwrap().contains("application/json, application/xml"));
}

#[actix_web::test]
async fn faults_have_the_places_that_they_have_in_json() {
    let clinic = Tester::with_rex().await;
    let inner =
        "<reasons><reason>fun</reason></reasons><slot start='now'><minutes>20</minutes></slot><colour/>";
    let expected: &[(&str, &str)] = &[
        ("/body/colour", "additionalProperties"),
        ("/body/petId", "type"),
        ("/body/reasons/0", "enum"),
        ("/body/slot/minutes", "enum"),
        // The start is an element and no attribute.
        ("/body/slot/start", "additionalProperties"),
    ];
    clinic.ask(booking("petId='one'", inner)).await.assert_refused(expected);
    let missing: &[(&str, &str)] = &[("/body/petId", "required"), ("/body/reasons", "minItems")];
    clinic.ask(booking("", "<reasons/>")).await.assert_refused(missing);
    let twice = "<reasons><reason>checkup</reason></reasons>".repeat(2);
    clinic.ask(booking("petId='1'", &twice)).await.assert_refused(&[("/body/reasons", "duplicate")]);
    let other =
        "<Order xmlns='urn:example:clinic' petId='1'><reasons><reason>checkup</reason></reasons></Order>";
    clinic.ask(sent("application/xml", other)).await.assert_refused(&[("/body", "root")]);
}

#[actix_web::test]
async fn what_is_not_plain_xml_is_refused() {
    let clinic = Tester::with_rex().await;
    let bomb = "<!DOCTYPE Booking [<!ENTITY a \"checkup\">]><Booking petId='1'><reasons><reason>&a;</reason></reasons></Booking>";
    for (text, message) in [
        ("<Booking>\n  <reasons>", "is not XML at line 2 column 12"),
        (bomb, "must not have a document type at line 1 column 1"),
        (&"<a>".repeat(5000), "is nested too deeply at line 1"),
        ("{\"petId\": 1}", "is not XML at line 1"),
    ] {
        let reply = clinic.ask(sent("application/xml", text)).await;
        reply.assert_refused(&[("/body", "xml")]);
        let problem: Value = reply.json();
        assert!(problem["errors"][0]["message"].as_str().unwrap().starts_with(message), "{problem}");
    }
    clinic.ask(sent("application/xml", "")).await.assert_refused(&[("/body", "required")]);
    let reply = clinic.ask(sent("text/xml", "<Booking/>")).await;
    assert_eq!(reply.problem(), (415, "unsupported-media-type".to_owned()));
    let reply = clinic.ask(sent("application/xml; charset=utf-16", "<Booking/>")).await;
    assert_eq!(reply.problem(), (415, "unsupported-media-type".to_owned()));
}
