//! The mock: every operation of the contract answered from its examples, without a database.

use std::process::Command;

use serde_json::{Value, json};
use server_api::spec_runtime::{Operation, Status};
use server_api::{CONTRACT, OPERATIONS};
use test_support::{Call, Client, Server};

use crate::samples::product;

/// Starts the mock in a folder of its own; nothing that could be a database is near.
fn mock() -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_granary"));
    command
        .args(["serve", "--mock"])
        .env_clear()
        .env("GRANARY_LISTEN", "127.0.0.1:0")
        .env("GRANARY_DATA_DIR", folder.path())
        .env("GRANARY_DATABASE_URL", "postgres://granary@127.0.0.1:1/granary");
    (Server::start(command), folder)
}

fn document() -> Value {
    serde_json::from_str(CONTRACT.document).expect("the contract is JSON")
}

/// A request of an operation that the contract accepts.
fn request(client: &Client, operation: &Operation) -> Call {
    let path = operation
        .path
        .replace("{productId}", "dp:soil_power")
        .replace("{schemaId}", "dp:soil_power:readings")
        .replace("{format}", "avro");
    assert!(!path.contains('{'), "{path} has a parameter that this test does not know");
    let call = client.call(operation.method, &path);
    let content = &document()["paths"][operation.path][operation.method.to_lowercase()]["requestBody"];
    match operation.consumes().first() {
        Some(media_type) => {
            let content = &content["content"][*media_type];
            let named = content["examples"].as_object().and_then(|all| all.values().next());
            let example = content.get("example").or_else(|| named?.get("value"));
            call.body(media_type, example.expect("an example of the body").to_string())
        }
        None => call,
    }
}

#[test]
fn every_operation_answers_a_declared_success() {
    let (server, _folder) = mock();
    let client = server.with_key("anything");
    for operation in OPERATIONS {
        for media_type in operation.produces() {
            // The client holds the reply against the contract.
            let reply = request(&client, operation).accept(media_type).send();
            assert!(operation.response(reply.status).is_some_and(|one| one.status.is_success()), "{reply:?}");
            if !reply.body.is_empty() {
                assert_eq!(reply.header("content-type"), media_type, "{}", operation.id);
            }
            let again = request(&client, operation).accept(media_type).send();
            assert_eq!((again.status, again.body), (reply.status, reply.body), "{}", operation.id);
        }
        if operation.produces().is_empty() {
            assert!((200..300).contains(&request(&client, operation).send().status), "{}", operation.id);
        }
    }
}

#[test]
fn the_answer_is_the_example_of_the_contract() {
    let (server, _folder) = mock();
    let reply = server.with_key("anything").create_data_product(&product("a")).expect(201);
    let declared = &document()["paths"]["/v1/data-products"]["post"]["responses"]["201"];
    assert_eq!(reply.json(), declared["content"]["application/json"]["example"]);
    assert_eq!(reply.header("location"), "/v1/data-products/dp:soil_power");
}

#[test]
fn a_bad_body_is_refused_with_every_fault() {
    let (server, _folder) = mock();
    let body = json!({"name": "No!", "description": 1, "domain": "environment", "size": 1});
    let reply = server.with_key("anything").create_data_product(&body).refused(400, "invalid-request");
    let faults = ["/body/dataProductOwner required", "/body/description type", "/body/name pattern"];
    assert_eq!(reply.faults(), [&faults[..], &["/body/size additionalProperties"]].concat());
    server.with_key("anything").get("/v1/data-products?limit=none&size=1").refused(400, "invalid-request");
}

#[test]
fn a_media_type_that_is_not_declared_is_refused() {
    let (server, _folder) = mock();
    let client = server.with_key("anything");
    client.list_data_products().accept("image/png").refused(406, "not-acceptable");
    let call = client.call("POST", "/v1/data-products").body("text/plain", "name");
    call.refused(415, "unsupported-media-type");
}

#[test]
fn who_sends_no_credential_is_refused() {
    let (server, _folder) = mock();
    for operation in OPERATIONS {
        let expected = if operation.is_secured() { 401 } else { 200 };
        assert_eq!(request(&server.anonymous(), operation).send().status, expected, "{}", operation.id);
    }
    server.with_key("").list_data_products().refused(401, "unauthenticated");
    let basic = server.anonymous().list_data_products().header("Authorization", "Basic bG9nZ2VyOmtleQ==");
    basic.expect(200);
}

#[test]
fn another_declared_answer_can_be_preferred() {
    let (server, _folder) = mock();
    let client = server.with_key("anything");
    let get = |prefer: &str| client.get_data_product("dp:soil_power").header("Prefer", prefer);
    // The example says which request it answers.
    let id = "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b";
    get("code=404").header("X-Request-ID", id).refused(404, "not-found");
    get("respond-async, Code=\"304\"").expect(304);
    let reply = get("code=418").refused(400, "invalid-request");
    assert_eq!(reply.faults(), ["/header/prefer code"]);
    let reply = get("example=unheard").refused(400, "invalid-request");
    assert_eq!(reply.faults(), ["/header/prefer example"]);
}

#[test]
fn every_declared_answer_can_be_preferred() {
    let (server, _folder) = mock();
    let is_list = |operation: &&&Operation| operation.id == "listDataProducts";
    let operation = OPERATIONS.iter().find(is_list).expect("the operation is there");
    for response in operation.responses {
        let Status::Code(code) = response.status else { panic!("{response:?} has no code") };
        let call = request(&server.with_key("anything"), operation)
            .header("Prefer", &format!("code={code}"))
            .header("X-Request-ID", "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b");
        call.expect(code);
    }
}
