//! Breaks every field of real answers, and every security requirement, one at a time: each time something must notice.

use serde_json::{Value, json};
use server_api::CONTRACT;
use server_api::spec_runtime::verdicts::weakened;
use test_support::{App, Reply, Role, contract_faults, on_both_databases};

use crate::samples::{product, readings, with};

on_both_databases!(every_broken_field_of_an_answer_is_noticed);

fn every_broken_field_of_an_answer_is_noticed(app: App) {
    let producer = app.client(Role::Producer);
    let (products, a, table) = ("/v1/data-products", "/v1/data-products/dp:a", "/v1/schemas/dp:a:readings");
    let rows = format!("{table}/rows");
    let row = json!([{"cell": "v1_1", "timestamp": "2023-07-08T20:00:00Z", "voltage": 1.5}]);
    let bad = json!([{"cell": "v1_1", "voltage": "high"}]);
    let calls: [(&str, &str, Option<Value>); 13] = [
        ("POST", products, Some(product("a"))),
        ("POST", table, Some(readings())),
        ("POST", &rows, Some(row)),
        ("POST", &rows, Some(bad)),
        ("GET", &rows, None),
        ("GET", products, None),
        ("GET", a, None),
        ("GET", table, None),
        ("GET", "/v1/data-products/dp:none", None),
        ("POST", products, Some(with(product("a"), "description", json!("Another.")))),
        ("POST", products, Some(json!({"name": 1}))),
        ("GET", "/version", None),
        ("GET", "/healthcheck", None),
    ];
    let (mut broken, mut missed) = (0, Vec::new());
    for (method, path, body) in calls {
        let call = producer.call(method, path);
        let reply = body.iter().fold(call, |call, body| call.json(body)).send();
        for (what, other) in mutants(&reply) {
            broken += 1;
            if contract_faults(method, path, &other).is_empty() {
                missed.push(format!("{method} {path} {}: {what}", reply.status));
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    assert!(broken >= 100, "only {broken} fields were broken");
}

/// The reply with one field each that holds what none may hold, without each header that must be there, and with
/// another status and another media type.
fn mutants(reply: &Reply) -> Vec<(String, Reply)> {
    let same = || Reply { status: reply.status, headers: reply.headers.clone(), body: reply.body.clone() };
    let mut all = vec![("status".to_owned(), Reply { status: 418, ..same() })];
    for name in ["content-type", "x-request-id"] {
        let mut other = same();
        other.headers.remove(name);
        all.push((name.to_owned(), other));
    }
    let body: Value = reply.json();
    for pointer in pointers(&body) {
        let mut other = body.clone();
        *other.pointer_mut(&pointer).expect("the field is there") = json!({"broken": {"broken": true}});
        all.push((pointer, Reply { body: other.to_string().into_bytes(), ..same() }));
    }
    all
}

/// Every field of an object, at any depth.
fn pointers(value: &Value) -> Vec<String> {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), member)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    let mut all = Vec::new();
    for (name, member) in members {
        all.push(format!("/{name}"));
        all.extend(pointers(member).into_iter().map(|below| format!("/{name}{below}")));
    }
    all
}

#[test]
fn every_weakened_security_check_is_noticed() {
    let (count, unnoticed) = weakened(&CONTRACT);
    assert_eq!(unnoticed, Vec::<String>::new());
    assert!(count >= 60, "only {count} checks were weakened");
}
