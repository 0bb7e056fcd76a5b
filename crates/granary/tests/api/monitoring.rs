//! What the service says about itself, and what every answer carries.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::product;

on_both_databases!(
    the_process_says_that_it_runs,
    the_service_says_that_it_is_healthy,
    the_version_is_the_one_of_the_contract,
    the_contract_is_served_byte_for_byte,
    the_program_prints_the_contract_byte_for_byte,
    the_request_id_of_the_caller_is_kept,
    a_request_without_an_id_gets_one_of_its_own,
    a_request_id_that_no_log_should_carry_is_replaced,
    what_is_answered_to_one_caller_is_not_kept_for_another,
);

fn contract() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api-spec/openapi.yaml");
    fs::read_to_string(path).expect("the contract is there")
}

fn the_process_says_that_it_runs(app: App) {
    assert_eq!(app.anonymous().get("/running").expect(200).json(), json!({"running": true}));
}

fn the_service_says_that_it_is_healthy(app: App) {
    let health = app.anonymous().get("/healthcheck").expect(200).json();
    assert_eq!(health, json!({"status": "pass", "checks": {"database": "pass", "migrations": "pass"}}));
}

fn the_version_is_the_one_of_the_contract(app: App) {
    let version = app.anonymous().get("/version").expect(200).json();
    let line = contract().lines().find_map(|line| line.strip_prefix("  version: ").map(str::to_owned));
    assert_eq!(version["contract"].as_str(), line.as_deref());
    assert_eq!(version["version"], env!("CARGO_PKG_VERSION"));
}

fn the_contract_is_served_byte_for_byte(app: App) {
    let yaml = app.anonymous().get("/openapi.yaml").expect(200);
    assert_eq!(yaml.header("content-type"), "application/yaml");
    assert!(yaml.text() == contract());
    let json = app.anonymous().get("/openapi.json").expect(200).json();
    assert_eq!(json, of_yaml());
}

/// The contract as JSON, as the generated crate carries it; `make check` proves that it is the one of the YAML.
fn of_yaml() -> Value {
    serde_json::from_str(server_api::CONTRACT.document).expect("the contract is JSON")
}

fn the_program_prints_the_contract_byte_for_byte(app: App) {
    let printed = app.run(&["spec"]);
    assert!(printed.status.success());
    assert!(printed.stdout == contract().as_bytes());
    let printed = app.run(&["spec", "--json"]);
    assert_eq!(serde_json::from_slice::<Value>(&printed.stdout).expect("JSON"), of_yaml());
}

fn the_request_id_of_the_caller_is_kept(app: App) {
    for id in ["a", "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b", &"x".repeat(64)] {
        let found = app.anonymous().get("/running").header("X-Request-ID", id).expect(200);
        assert_eq!(found.header("x-request-id"), id);
        let refused = app.anonymous().list_data_products().header("X-Request-ID", id).expect(401);
        assert_eq!((refused.header("x-request-id"), &refused.json()["requestId"]), (id, &json!(id)));
    }
}

fn a_request_without_an_id_gets_one_of_its_own(app: App) {
    let first = app.anonymous().get("/running").expect(200);
    let second = app.anonymous().get("/nowhere").expect(404);
    assert_eq!(first.header("x-request-id").len(), 36);
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
}

fn a_request_id_that_no_log_should_carry_is_replaced(app: App) {
    for id in ["", "a b", "a\tlevel=error", "<script>", "\u{e4}", &"x".repeat(65)] {
        let reply = app.anonymous().get("/running").header("X-Request-ID", id).expect(200);
        assert_eq!(reply.header("x-request-id").len(), 36, "{id}");
    }
}

fn what_is_answered_to_one_caller_is_not_kept_for_another(app: App) {
    let producer = app.client(Role::Producer);
    let created = producer.create_data_product(&product("a")).expect(201);
    for reply in [
        created,
        producer.get_data_product("dp:a").expect(200),
        producer.get_data_product("dp:b").expect(404),
    ] {
        assert!(reply.header("cache-control").contains("no-cache"), "{reply:?}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
    }
}
