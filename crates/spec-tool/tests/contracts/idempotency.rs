//! Operations that say how a retry is known.

use serde_json::{Value, json};

use crate::sound::{OPERATION, add_parameter, findings, set};

fn with_responses(contract: &mut Value) {
    let responses = &mut contract.pointer_mut(OPERATION).expect("the operation")["responses"];
    let problem = responses["400"].clone();
    responses["409"] = problem.clone();
    responses["422"] = problem;
    let replayed = json!({"description": "Again.", "schema": {"type": "boolean"}});
    responses["201"]["headers"] = json!({"Idempotent-Replayed": replayed});
}

fn with_key(contract: &mut Value) {
    let key = json!({
        "name": "Idempotency-Key", "in": "header", "description": "A key.", "example": "k",
        "schema": {"type": "string", "maxLength": 9},
    });
    add_parameter(contract, &key);
}

#[test]
fn a_key_and_a_derived_one_are_sound() {
    for command in ["lint", "prepare"] {
        let said = findings(command, |contract| {
            set(OPERATION, "x-idempotency", json!("key"))(contract);
            with_responses(contract);
            with_key(contract);
        });
        assert_eq!(said, "");
        let said = findings(command, |contract| {
            set(OPERATION, "x-idempotency", json!("derived"))(contract);
            with_responses(contract);
        });
        assert_eq!(said, "");
    }
}

#[test]
fn what_is_missing_is_named() {
    let said = findings("lint", |contract| {
        set(OPERATION, "x-idempotency", json!("key"))(contract);
        with_key(contract);
    });
    for expected in ["needs the answer 409", "needs the answer 422", "needs the header Idempotent-Replayed"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let said = findings("prepare", |contract| {
        set(OPERATION, "x-idempotency", json!("key"))(contract);
        with_responses(contract);
    });
    assert!(said.contains("needs the header parameter Idempotency-Key"), "{said}");
    for odd in [json!("keys"), json!(true), json!(null)] {
        let said = findings("prepare", set(OPERATION, "x-idempotency", odd));
        assert!(said.contains("must be key or derived"), "{said}");
    }
    let said = findings("lint", |contract| {
        let put = contract["paths"]["/things/{thingId}"]["put"].take();
        contract["paths"]["/things/{thingId}"] = json!({"get": put});
        contract["paths"]["/things/{thingId}"]["get"]["x-idempotency"] = json!("derived");
    });
    assert!(said.contains("get: changes nothing and needs no x-idempotency"), "{said}");
}
