//! `oneOf` with a discriminator, `anyOf`, `allOf`, and properties of one direction.

use serde_json::{Value, json};

use crate::tester::{Reply, Tester, as_staff, body, get, post, rex, tom};

async fn take_in(pet: &Value) -> (Tester, Reply) {
    let clinic = Tester::new();
    let reply = clinic.ask(as_staff(post("/pets").set_json(pet))).await;
    (clinic, reply)
}

fn with(mut pet: Value, name: &str, value: Value) -> Value {
    pet[name] = value;
    pet
}

#[actix_web::test]
async fn both_kinds_of_pet_come_back_as_they_were_sent() {
    for pet in [rex(), tom(), with(tom(), "weights", json!({"2024-01-01": 4.5, "2024-02-01": 5.0}))] {
        let (clinic, reply) = take_in(&pet).await;
        assert_eq!(reply.status, 201, "{:?}", reply.body);
        let expected = with(pet, "id", json!(1));
        assert_eq!(reply.json(), expected);
        assert_eq!(clinic.ask(as_staff(get("/pets/1"))).await.json(), expected);
    }
}

#[actix_web::test]
async fn the_discriminator_decides_which_schema_is_held_against_a_pet() {
    let (_, unknown) = take_in(&with(rex(), "kind", json!("fish"))).await;
    unknown.assert_refused(&[("/body/kind", "enum")]);
    let (_, missing) = take_in(&json!({"name": "Rex", "bornOn": null})).await;
    missing.assert_refused(&[("/body/kind", "required")]);
    // A cat without what only cats must have.
    let (_, cat) = take_in(&with(rex(), "kind", json!("cat"))).await;
    cat.assert_refused(&[("/body/indoor", "required")]);
}

#[actix_web::test]
async fn every_part_of_an_all_of_counts() {
    let (_, reply) = take_in(&json!({"kind": "cat", "bornOn": null, "indoor": "yes"})).await;
    reply.assert_refused(&[("/body/indoor", "type"), ("/body/name", "required")]);
}

#[actix_web::test]
async fn null_is_a_value_where_the_contract_says_so_and_only_there() {
    let (_, absent) = take_in(&json!({"kind": "cat", "name": "Tom", "indoor": true})).await;
    absent.assert_refused(&[("/body/bornOn", "required")]);
    let (_, null) = take_in(&with(tom(), "name", Value::Null)).await;
    null.assert_refused(&[("/body/name", "type")]);
    let (_, date) = take_in(&with(tom(), "bornOn", json!("2023-02-29"))).await;
    date.assert_refused(&[("/body/bornOn", "format")]);
}

#[actix_web::test]
async fn what_is_for_reading_only_is_refused_in_requests() {
    let (_, reply) = take_in(&with(tom(), "id", json!(9))).await;
    reply.assert_refused(&[("/body/id", "readOnly")]);
}

#[actix_web::test]
async fn what_is_for_writing_only_is_checked_in_requests() {
    let (_, reply) = take_in(&with(tom(), "chipPin", json!("12345"))).await;
    reply.assert_refused(&[("/body/chipPin", "pattern")]);
}

#[actix_web::test]
async fn properties_that_are_not_named_have_a_type() {
    let (_, reply) = take_in(&with(tom(), "weights", json!({"monday": 0, "friday": "5"}))).await;
    reply.assert_refused(&[("/body/weights/friday", "type"), ("/body/weights/monday", "exclusiveMinimum")]);
    let many: Value = (0..6).map(|day| (day.to_string(), json!(1))).collect::<serde_json::Map<_, _>>().into();
    let (_, reply) = take_in(&with(tom(), "weights", many)).await;
    reply.assert_refused(&[("/body/weights", "maxProperties")]);
}

#[actix_web::test]
async fn items_must_differ_where_the_contract_says_so() {
    let (_, reply) = take_in(&with(rex(), "tricks", json!(["sit", "sit"]))).await;
    reply.assert_refused(&[("/body/tricks", "uniqueItems")]);
}

#[actix_web::test]
async fn any_of_takes_each_of_its_members_and_nothing_else() {
    let clinic = Tester::new();
    let values = [json!(36.6), json!("traces"), json!({"over": 120, "under": 80})];
    for value in values {
        let line = json!({"name": "blood", "value": value});
        let request =
            body(post("/visits/measurements?key=scales"), "application/x-ndjson", &line.to_string());
        let reply = clinic.ask(request).await;
        assert_eq!((reply.status, reply.json()), (200, json!([line])));
    }
    for value in [json!(1001), json!("plenty"), json!({"over": 1, "under": 0}), json!(null)] {
        let line = json!({"name": "blood", "value": value});
        let request =
            body(post("/visits/measurements?key=scales"), "application/x-ndjson", &line.to_string());
        clinic.ask(request).await.assert_refused(&[("/body/0/value", "anyOf")]);
    }
}
