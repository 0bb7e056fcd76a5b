//! What is answered: headers, media types, classes of statuses, and never what is for writing only.

use clinic_api::models::Cat;
use clinic_api::spec_runtime::check::Check;
use clinic_api::spec_runtime::{Json, Map};
use serde_json::json;

use crate::tester::{Tester, as_staff, get, post, rex, tom};

#[actix_web::test]
async fn every_schema_of_the_contract_compiles() {
    Tester::new().0.compile_schemas().unwrap();
}

#[actix_web::test]
async fn what_is_for_writing_only_is_never_answered() {
    let clinic = Tester::new();
    let mut pet = tom();
    pet["chipPin"] = json!("1234");
    let created = clinic.ask(as_staff(post("/pets").set_json(pet))).await;
    assert_eq!(created.status, 201);
    assert_eq!(
        created.json(),
        json!({"id": 1, "kind": "cat", "name": "Tom", "bornOn": null, "indoor": true})
    );
    let read = clinic.ask(as_staff(get("/pets/1"))).await;
    assert_eq!(read.json(), created.json());
}

#[test]
fn a_handler_that_smuggles_what_is_for_writing_only_breaks_the_contract() {
    let mut cat = Cat {
        id: 1,
        kind: "cat".to_owned(),
        name: "Tom".to_owned(),
        born_on: None,
        weights: None,
        indoor: true,
        additional_properties: Map::default(),
    };
    assert!(cat.is_valid());
    cat.additional_properties.insert("chipPin".to_owned(), Json(json!("1234")));
    assert!(!cat.is_valid());
}

#[actix_web::test]
async fn headers_of_answers_are_typed() {
    let clinic = Tester::new();
    let created = clinic.ask(as_staff(post("/pets").set_json(rex()))).await;
    assert_eq!(created.header("location"), Some("/pets/1"));
    let listed = clinic.ask(get("/pets")).await;
    assert_eq!(listed.header("x-pet-count"), Some("1"));
    assert_eq!(listed.header("x-greeting"), None);
}

#[actix_web::test]
async fn accept_chooses_between_media_types() {
    let clinic = Tester::with_rex().await;
    let text = clinic.ask(get("/pets").insert_header(("accept", "text/plain"))).await;
    assert_eq!((text.status, text.text()), (200, "Rex\n"));
    assert_eq!(text.header("content-type").unwrap().split(';').next(), Some("text/plain"));
    let json = clinic.ask(get("/pets").insert_header(("accept", "application/*, text/plain;q=0.5"))).await;
    assert_eq!(json.json()[0]["name"], "Rex");
    let none = clinic.ask(get("/pets").insert_header(("accept", "image/png"))).await;
    assert_eq!(none.problem(), (406, "not-acceptable".to_owned()));
}

#[actix_web::test]
async fn a_class_of_statuses_is_a_typed_answer() {
    let clinic = Tester::new();
    let missing = clinic.ask(as_staff(get("/pets/7"))).await;
    assert_eq!((missing.status, missing.json()), (404, json!({"hint": "Pets are numbered from 1."})));
    assert_eq!(missing.header("content-type"), Some("application/json"));
}

#[actix_web::test]
async fn the_default_answer_covers_what_is_not_declared() {
    let clinic = Tester::new();
    let missing = clinic.ask(as_staff(get("/pets/7/note"))).await;
    assert_eq!(missing.problem(), (404, "not-found".to_owned()));
}

#[actix_web::test]
async fn no_answer_broke_the_contract() {
    let clinic = Tester::with_rex().await;
    clinic.ask(get("/pets")).await;
    clinic.ask(as_staff(get("/pets/1"))).await;
    let counts = clinic.0.answer_counts();
    assert_eq!((counts.checked, counts.broken), (3, 0));
}
