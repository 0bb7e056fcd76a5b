//! Who may call what: every operation of the contract, by every kind of caller, on every kind of target.

use std::collections::BTreeMap;

use serde_json::json;
use server_api::OPERATIONS;
use server_api::spec_runtime::Operation;
use test_support::{App, Call, Client, Role, on_both_databases};

use crate::samples::{contract, product, publish, readings, replacement, rows, table, with};

on_both_databases!(
    every_operation_answers_every_caller_as_the_table_says,
    without_valid_credentials_nothing_but_monitoring_answers,
    credentials_are_asked_for_before_anything_else_about_a_request,
    a_scope_is_asked_for_before_the_body,
    what_is_refused_changes_nothing,
);

/// What each role is answered, by whose the data product is: a draft of their own, someone else's draft, what
/// someone else published, or nothing. A consumer owns none, and nobody removes the last table of what is published.
const EXPECTED: &str = "
    operation           role      own  draft published missing
    listDataProducts    consumer  -    200   200       200
    listDataProducts    producer  200  200   200       200
    listDataProducts    steward   200  200   200       200
    createDataProduct   consumer  -    403   403       403
    createDataProduct   producer  201  201   201       201
    createDataProduct   steward   201  201   201       201
    getDataProduct      consumer  -    404   200       404
    getDataProduct      producer  200  404   200       404
    getDataProduct      steward   200  200   200       404
    replaceDataProduct  consumer  -    403   403       403
    replaceDataProduct  producer  200  404   403       404
    replaceDataProduct  steward   200  200   200       404
    deleteDataProduct   consumer  -    403   403       403
    deleteDataProduct   producer  204  404   403       404
    deleteDataProduct   steward   204  204   204       404
    createSchema        consumer  -    403   403       403
    createSchema        producer  201  404   403       404
    createSchema        steward   201  201   201       404
    getSchema           consumer  -    404   200       404
    getSchema           producer  200  404   200       404
    getSchema           steward   200  200   200       404
    replaceSchema       consumer  -    403   403       403
    replaceSchema       producer  200  404   403       404
    replaceSchema       steward   200  200   200       404
    deleteSchema        consumer  -    403   403       403
    deleteSchema        producer  204  404   403       404
    deleteSchema        steward   204  204   422       404
    listVersions        consumer  -    404   200       404
    listVersions        producer  200  404   200       404
    listVersions        steward   200  200   200       404
    compareVersions     consumer  -    404   200       404
    compareVersions     producer  200  404   200       404
    compareVersions     steward   200  200   200       404
    setLifecycle        consumer  -    403   403       403
    setLifecycle        producer  403  404   403       404
    setLifecycle        steward   200  200   200       404
    listConsumers       consumer  -    403   403       403
    listConsumers       producer  200  404   403       404
    listConsumers       steward   200  200   200       404
    checkCompatibility  consumer  -    404   200       404
    checkCompatibility  producer  200  404   200       404
    checkCompatibility  steward   200  200   200       404
    listTags            consumer  -    200   200       200
    listTags            producer  200  200   200       200
    listTags            steward   200  200   200       200
    listDomains         consumer  -    200   200       200
    listDomains         producer  200  200   200       200
    listDomains         steward   200  200   200       200
    listAuditEvents     consumer  -    403   403       403
    listAuditEvents     producer  403  403   403       403
    listAuditEvents     steward   200  200   200       200
    getStatistics       consumer  -    403   403       403
    getStatistics       producer  403  403   403       403
    getStatistics       steward   200  200   200       200
    getContract         consumer  -    404   200       404
    getContract         producer  200  404   200       404
    getContract         steward   200  200   200       404
    putContract         consumer  -    403   403       403
    putContract         producer  200  404   403       201
    putContract         steward   200  200   200       201
    getSchemaFormat     consumer  -    404   200       404
    getSchemaFormat     producer  200  404   200       404
    getSchemaFormat     steward   200  200   200       404
    getCatalogue        consumer  -    200   200       200
    getCatalogue        producer  200  200   200       200
    getCatalogue        steward   200  200   200       200
    ingestRows          consumer  -    403   403       403
    ingestRows          producer  201  404   403       404
    ingestRows          steward   201  201   201       404
    readRows            consumer  -    404   200       404
    readRows            producer  200  404   200       404
    readRows            steward   200  200   200       404
";

/// What anyone may call.
const OPEN: [&str; 5] = ["getContractJson", "getContractYaml", "getHealth", "getRunning", "getVersion"];

/// What changes nothing that is there, although its method might.
const HARMLESS: [&str; 2] = ["createDataProduct", "checkCompatibility"];

const TARGETS: [&str; 4] = ["own", "draft", "published", "missing"];

/// The table as operation and role to the statuses by target.
fn expected() -> BTreeMap<(String, String), Vec<String>> {
    let lines = EXPECTED.lines().map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let rows = lines.filter(|words| words.len() == 6 && words[0] != "operation");
    rows.map(|words| ((words[0].clone(), words[1].clone()), words[2..].to_vec())).collect()
}

/// A sound request for an operation on the data product of this name and its table `readings`.
fn request(client: &Client, operation: &Operation, name: &str) -> Call {
    let (product_id, schema_id) = (format!("dp:{name}"), format!("dp:{name}:readings"));
    match operation.id {
        "listDataProducts" => client.list_data_products(),
        "createDataProduct" => client.create_data_product(&product(&format!("new_{name}"))),
        "getDataProduct" => client.get_data_product(&product_id),
        "replaceDataProduct" => {
            client.replace_data_product(&product_id, &with(replacement(), "description", json!("Another.")))
        }
        "deleteDataProduct" => client.delete_data_product(&product_id),
        "createSchema" => client.create_schema(&format!("dp:{name}:more"), &readings()),
        "getSchema" => client.get_schema(&schema_id),
        "replaceSchema" => client.replace_schema(&schema_id, &table(json!([{"name": "a", "type": "int"}]))),
        "deleteSchema" => client.delete_schema(&schema_id),
        "listVersions" => client.list_versions(&product_id),
        "compareVersions" => client.compare_versions(&product_id),
        "setLifecycle" => client.set_lifecycle(&product_id, &json!({"status": "published"})),
        "listConsumers" => client.list_consumers(&product_id),
        "checkCompatibility" => client.check_compatibility(&schema_id, &readings()),
        "getContract" => client.get_contract(&product_id),
        "putContract" => {
            let status = if name.ends_with("published") { "active" } else { "draft" };
            client.put_contract(&product_id, &with(contract(name), "status", json!(status)))
        }
        "getSchemaFormat" => client.get_schema_format(&schema_id, "avro"),
        "getCatalogue" => client.get_catalogue(),
        "listTags" | "listDomains" | "listAuditEvents" | "getStatistics" => client.get(operation.path),
        "ingestRows" => {
            client.ingest_rows(&schema_id).json(&json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}))
        }
        "readRows" => client.read_rows(&schema_id),
        open if OPEN.contains(&open) => client.get(operation.path),
        other => panic!("{other} is new: give it a request here and lines in the table"),
    }
}

fn secured() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().copied().filter(|operation| !OPEN.contains(&operation.id))
}

fn register(owner: &Client, name: &str) {
    owner.create_data_product(&product(name)).expect(201);
    owner.create_schema(&format!("dp:{name}:readings"), &readings()).expect(201);
}

fn every_operation_answers_every_caller_as_the_table_says(app: App) {
    let expected = expected();
    let other = app.with_key(&app.new_key(Role::Producer, "owner of what the others see"));
    let mut answered = Vec::new();
    let mut wanted = Vec::new();
    for operation in secured() {
        for (role, row) in [
            (Role::Consumer, "consumer"),
            (Role::Producer, "producer"),
            (Role::Steward, "steward"),
            (Role::Admin, "steward"),
        ] {
            let client = app.client(role);
            let statuses = expected.get(&(operation.id.to_owned(), row.to_owned()));
            let statuses = statuses.unwrap_or_else(|| panic!("no line for {} of a {row}", operation.id));
            for (target, status) in TARGETS.into_iter().zip(statuses).filter(|(_, status)| *status != "-") {
                let name = format!("{}_{role}_{target}", operation.id.to_lowercase());
                match target {
                    "own" => register(&client, &name),
                    "draft" | "published" => register(&other, &name),
                    _ => {}
                }
                if target == "published" {
                    publish(&app, &name);
                }
                let reply = request(&client, operation, &name).send();
                let line = |status: &str| format!("{} by a {role} on {target}: {status}", operation.id);
                answered.push(line(&reply.status.to_string()));
                wanted.push(line(status));
            }
        }
    }
    assert_eq!(answered, wanted);
    assert_eq!(expected.len(), 3 * secured().count(), "no line is left over");
}

fn without_valid_credentials_nothing_but_monitoring_answers(app: App) {
    register(&app.client(Role::Producer), "a");
    publish(&app, "a");
    let key = app.key(Role::Admin);
    let (head, last) = key.split_at(key.len() - 1);
    let wrong_secret = format!("{head}{}", if last == "A" { "B" } else { "A" });
    let shorter = head.to_owned();
    let shouted = key.to_uppercase();
    let keys = [
        "",
        " ",
        "nonsense",
        "admin",
        "grn_x_y",
        &wrong_secret,
        &shorter,
        &shouted,
        &format!("{key}x"),
        &format!("{key} {key}"),
    ];
    let mut strangers = vec![app.anonymous()];
    strangers.extend(keys.iter().map(|key| app.with_key(key)));
    for operation in OPERATIONS {
        for stranger in &strangers {
            let reply = request(stranger, operation, "a").send();
            if OPEN.contains(&operation.id) {
                assert_eq!(reply.status, 200, "{}", operation.id);
            } else {
                assert_eq!(reply.status, 401, "{}: {reply:?}", operation.id);
                let challenge = reply.header("www-authenticate");
                assert!(challenge.contains("ApiKey") && challenge.contains("Basic realm="), "{challenge}");
            }
        }
    }
    let kept = app.client(Role::Producer).get_data_product("dp:a").expect(200).json();
    assert_eq!(
        (&kept["version"], &kept["schemas"]),
        (&json!("v1.0"), &json!([{"id": "dp:a:v1.0:readings"}]))
    );
    assert!(rows(&app.client(Role::Producer), "dp:a:readings").is_empty());
}

/// A request in which everything but path, method and credentials is wrong.
fn garbage(client: &Client, operation: &Operation) -> Call {
    let path = operation.path.replace("{productId}", "no%20id").replace("{schemaId}", "no%20id");
    let path = path.replace("{format}", "no%20format");
    let call = client.call(operation.method, &format!("{path}?nonsense=%FF")).accept("image/png");
    if operation.consumes().is_empty() { call } else { call.body("image/png", vec![0xff; 3_000]) }
}

fn credentials_are_asked_for_before_anything_else_about_a_request(app: App) {
    for operation in secured() {
        garbage(&app.anonymous(), operation).refused(401, "unauthenticated");
        garbage(&app.with_key("nonsense"), operation).refused(401, "unauthenticated");
    }
}

fn a_scope_is_asked_for_before_the_body(app: App) {
    let consumer = app.client(Role::Consumer);
    for operation in
        secured().filter(|operation| operation.scopes.iter().any(|scope| scope.ends_with(":write")))
    {
        let refused = garbage(&consumer, operation).refused(403, "forbidden");
        assert!(refused.text().contains(operation.scopes[0]), "the scope is named");
    }
}

fn what_is_refused_changes_nothing(app: App) {
    let producer = app.client(Role::Producer);
    register(&producer, "a");
    publish(&app, "a");
    let before = producer.get_data_product("dp:a").expect(200);
    let schema = producer.get_schema("dp:a:readings").expect(200);
    let other = app.with_key(&app.new_key(Role::Producer, "other"));
    for client in [app.client(Role::Consumer), other] {
        for operation in
            secured().filter(|operation| operation.method != "GET" && !HARMLESS.contains(&operation.id))
        {
            request(&client, operation, "a").refused(403, "forbidden");
        }
    }
    let after = producer.get_data_product("dp:a").expect(200);
    assert_eq!((after.json(), after.header("etag")), (before.json(), before.header("etag")));
    assert_eq!(producer.get_schema("dp:a:readings").expect(200).json(), schema.json());
    assert!(rows(&producer, "dp:a:readings").is_empty());
}
