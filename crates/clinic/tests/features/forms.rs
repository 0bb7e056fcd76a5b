//! Forms: multipart with a file and typed fields, and urlencoded with an encoding of its own.

use actix_web::test::TestRequest;
use serde_json::json;

use crate::tester::{Tester, as_staff, at_desk, body, logged_in, post};

const PNG: &str =
    "Content-Disposition: form-data; name=\"picture\"; filename=\"rex.png\"\r\nContent-Type: image/png";

fn field(name: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{name}\"")
}

fn picture(parts: &[(&str, &str)]) -> TestRequest {
    let mut text: String =
        parts.iter().map(|(head, content)| format!("--edge\r\n{head}\r\n\r\n{content}\r\n")).collect();
    text.push_str("--edge--\r\n");
    as_staff(body(post("/pets/1/pictures"), "multipart/form-data; boundary=edge", &text))
}

#[actix_web::test]
async fn a_file_comes_with_typed_fields() {
    let clinic = Tester::with_rex().await;
    let reply = clinic
        .ask(picture(&[
            (&field("caption"), "At the lake"),
            (PNG, "12345"),
            (&field("takenOn"), "2024-05-01"),
            (&field("frame"), r#"{"width": 4, "height": 3}"#),
        ]))
        .await;
    assert_eq!(reply.status, 201, "{:?}", reply.body);
    assert_eq!(
        reply.json(),
        json!({"caption": "At the lake", "mediaType": "image/png", "bytes": 5, "takenOn": "2024-05-01",
               "frame": {"width": 4, "height": 3}})
    );
}

#[actix_web::test]
async fn every_field_of_a_form_is_checked() {
    let clinic = Tester::with_rex().await;
    let reply = clinic
        .ask(picture(&[
            (&field("caption"), ""),
            (&field("takenOn"), "in May"),
            (&field("frame"), r#"{"width": 0}"#),
            (&field("colour"), "red"),
            (PNG, "12345"),
        ]))
        .await;
    reply.assert_refused(&[
        ("/body/caption", "minLength"),
        ("/body/colour", "additionalProperties"),
        ("/body/frame/height", "required"),
        ("/body/frame/width", "minimum"),
        ("/body/takenOn", "format"),
    ]);
}

#[actix_web::test]
async fn the_file_must_be_there_and_be_a_picture() {
    let clinic = Tester::with_rex().await;
    let missing = clinic.ask(picture(&[(&field("caption"), "Rex")])).await;
    missing.assert_refused(&[("/body/picture", "required")]);
    let text = PNG.replace("image/png", "text/plain");
    let wrong = clinic.ask(picture(&[(&field("caption"), "Rex"), (&text, "12345")])).await;
    wrong.assert_refused(&[("/body/picture", "mediaType")]);
}

fn booking(form: &str) -> TestRequest {
    logged_in(at_desk(body(post("/visits"), "application/x-www-form-urlencoded", form), "front"))
}

#[actix_web::test]
async fn a_form_and_json_book_the_same_visit() {
    let clinic = Tester::with_rex().await;
    let expected = json!({"petId": 1, "reasons": ["checkup", "surgery"],
                          "slot": {"start": "2024-05-01T09:00:00Z", "minutes": 15}});
    let slot = "%7B%22start%22%3A%222024-05-01T09%3A00%3A00Z%22%2C%22minutes%22%3A15%7D";
    let form = clinic.ask(booking(&format!("petId=1&reasons=checkup%7Csurgery&slot={slot}"))).await;
    assert_eq!(form.status, 201, "{:?}", form.body);
    assert_eq!(form.json(), json!({"id": 1, "isClosed": false, "booking": expected}));
    let json = clinic.ask(logged_in(at_desk(post("/visits").set_json(&expected), "front"))).await;
    assert_eq!(json.json()["booking"], expected);
}

#[actix_web::test]
async fn a_form_is_refused_field_by_field() {
    let clinic = Tester::with_rex().await;
    let reply =
        clinic.ask(booking("petId=one&reasons=checkup%7Cfun&slot=%7B%22minutes%22%3A20%7D&x=1")).await;
    reply.assert_refused(&[
        ("/body/petId", "type"),
        ("/body/reasons/1", "enum"),
        ("/body/slot/minutes", "enum"),
        ("/body/slot/start", "required"),
        ("/body/x", "additionalProperties"),
    ]);
}
