//! Requests that are sent again change nothing, and get the first answer again.

use serde_json::{Value, json};
use test_support::{App, Call, Reply, Role, on_both_databases};

use crate::samples::{product, table};

on_both_databases!(
    a_key_makes_every_change_safe_to_repeat,
    rows_with_a_key_are_stored_once,
    a_key_belongs_to_one_request_of_one_caller,
    what_fails_or_is_only_tried_is_not_kept,
    a_named_thing_is_made_once_without_a_key,
    what_is_no_more_is_made_anew,
    first_answers_outlive_the_process_and_are_deleted_in_the_end,
);

const ID: &str = "dp:again";
const TABLE: &str = "dp:again:t";

fn definition() -> Value {
    table(json!([{"name": "k", "type": "bigint"}]))
}

fn keyed(call: Call, key: &str) -> Call {
    call.header("Idempotency-Key", key)
}

fn is_replay(reply: &Reply) -> bool {
    match reply.headers.get("idempotent-replayed") {
        None => false,
        Some(value) => {
            assert_eq!(value, "true");
            true
        }
    }
}

/// Sends a request twice. The second time nothing changes, and the answer is the same.
#[track_caller]
fn twice(call: impl Fn() -> Call, status: u16) -> Reply {
    let (first, second) = (call().expect(status), call().expect(status));
    assert!(!is_replay(&first) && is_replay(&second), "{first:?}\n{second:?}");
    assert_eq!(first.body, second.body);
    for name in ["etag", "location", "content-type"] {
        assert_eq!(first.headers.get(name), second.headers.get(name), "{name}");
    }
    second
}

fn versions(app: &App) -> Vec<String> {
    let page = app.client(Role::Steward).list_versions(ID).expect(200).json();
    let items = page["items"].as_array().expect("a list");
    items.iter().map(|item| item["version"].as_str().expect("a text").to_owned()).collect()
}

fn a_key_makes_every_change_safe_to_repeat(app: App) {
    let steward = app.client(Role::Steward);
    steward.create_data_product(&product("again")).expect(201);
    steward.create_schema(TABLE, &definition()).expect(201);

    let mut replacement = product("again");
    replacement.as_object_mut().expect("an object").remove("name");
    replacement["description"] = json!("Another description.");
    twice(|| keyed(steward.replace_data_product(ID, &replacement), "one"), 200);
    assert_eq!(versions(&app), ["v1.1", "v1.0"]);

    let mut wider = definition();
    wider["columns"]
        .as_array_mut()
        .expect("columns")
        .push(json!({"name": "x", "type": "int", "description": "X."}));
    twice(|| keyed(steward.replace_schema(TABLE, &wider), "two"), 200);
    assert_eq!(versions(&app), ["v1.2", "v1.1", "v1.0"]);

    twice(|| keyed(steward.delete_schema(TABLE), "three"), 204);
    assert_eq!(versions(&app)[0], "v2.0");
    steward.create_schema(TABLE, &wider).expect(201);

    let published = json!({"status": "published"});
    let reply = twice(|| keyed(steward.set_lifecycle(ID, &published), "four"), 200);
    assert_eq!(reply.json()["status"], "published");
    twice(|| keyed(steward.delete_data_product(ID), "five"), 204);
    steward.get_data_product(ID).refused(404, "not-found");
    assert_eq!(events(&app, "deleteDataProduct"), 1);
}

fn events(app: &App, action: &str) -> usize {
    let page =
        app.client(Role::Steward).get("/v1/audit-events").query(&[("limit", "200")]).expect(200).json();
    page["items"].as_array().expect("a list").iter().filter(|event| event["action"] == action).count()
}

fn rows_with_a_key_are_stored_once(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("again")).expect(201);
    producer.create_schema(TABLE, &definition()).expect(201);
    let stored = || producer.read_rows(TABLE).accept("text/csv").expect(200).text().lines().count() - 1;

    twice(|| keyed(producer.ingest_rows(TABLE).json(&json!([{"k": 1}, {"k": 2}])), "rows"), 201);
    assert_eq!(stored(), 2);
    let csv = || producer.ingest_rows(TABLE).body("text/csv", "k\n3\n");
    twice(|| keyed(csv(), "csv"), 201);
    assert_eq!(stored(), 3);
    // Without a key every request is one of its own.
    csv().expect(201);
    assert_eq!(stored(), 4);
    keyed(producer.ingest_rows(TABLE).body("text/csv", "k\n4\n"), "csv")
        .refused(422, "idempotency-key-reused");
    keyed(producer.ingest_rows(TABLE).body("application/x-ndjson", "k\n3\n"), "csv")
        .refused(422, "idempotency-key-reused");
    assert_eq!(stored(), 4);
}

fn a_key_belongs_to_one_request_of_one_caller(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    producer.create_data_product(&product("again")).expect(201);
    producer.create_schema(TABLE, &definition()).expect(201);
    producer.create_schema("dp:again:u", &definition()).expect(201);
    let rows = json!([{"k": 1}]);
    keyed(producer.ingest_rows(TABLE).json(&rows), "mine").expect(201);

    let reused = |call: Call| keyed(call, "mine").refused(422, "idempotency-key-reused");
    reused(producer.ingest_rows(TABLE).json(&json!([{"k": 2}])));
    reused(producer.ingest_rows("dp:again:u").json(&rows));
    reused(producer.ingest_rows(TABLE).query(&[("constant[k]", "1")]).json(&rows));
    reused(producer.delete_schema(TABLE));
    producer.get_schema(TABLE).expect(200);

    let replaced = keyed(steward.replace_schema(TABLE, &definition()), "mine").expect(200);
    assert!(!is_replay(&replaced), "the key of another caller");
    keyed(producer.ingest_rows(TABLE).json(&rows), "a key with spaces").refused(400, "invalid-request");
    keyed(producer.ingest_rows(TABLE).json(&rows), &"k".repeat(256)).refused(400, "invalid-request");
    // The same members in another order, and with other white space, are the same request.
    let body = |text: &str| {
        keyed(steward.call("PUT", "/v1/schemas/dp:again:u"), "order")
            .body("application/json", text.to_owned())
    };
    body(r#"{"columns": [{"name": "k", "type": "bigint"}], "tableDescription": "T."}"#).expect(200);
    let again = body(r#"{"tableDescription":"T.","columns":[{"type":"bigint","name":"k"}]}"#).expect(200);
    assert!(is_replay(&again));
}

fn what_fails_or_is_only_tried_is_not_kept(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("again")).expect(201);
    producer.create_schema(TABLE, &definition()).expect(201);

    let rows = |value: Value| keyed(producer.ingest_rows(TABLE).json(&json!([{"k": value}])), "later");
    rows(json!("no number")).refused(422, "rows-rejected");
    assert!(!is_replay(&rows(json!(1)).expect(201)));

    let wider = table(json!([{"name": "k", "type": "bigint"}, {"name": "x", "type": "int"}]));
    let replace = |dry: &str| keyed(producer.replace_schema(TABLE, &wider), "dry").query(&[("dryRun", dry)]);
    for _ in 0..2 {
        assert!(!is_replay(&replace("true").expect(200)), "nothing is kept of what is only tried");
    }
    assert_eq!(versions(&app), ["v1.0"]);
    twice(|| replace("false"), 200);
    assert_eq!(versions(&app), ["v1.1", "v1.0"]);
    let tried = || producer.create_schema("dp:again:v", &definition()).query(&[("dryRun", "true")]);
    tried().expect(200);
    tried().expect(200);
}

fn a_named_thing_is_made_once_without_a_key(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    twice(|| producer.create_data_product(&product("again")), 201);
    twice(|| producer.create_schema(TABLE, &definition()), 201);
    assert_eq!((events(&app, "createDataProduct"), events(&app, "createSchema")), (1, 1));

    let mut other = product("again");
    other["description"] = json!("Another description.");
    producer.create_data_product(&other).refused(409, "name-taken");
    steward.create_data_product(&product("again")).refused(409, "name-taken");
    let wider = table(json!([{"name": "k", "type": "int"}]));
    producer.create_schema(TABLE, &wider).refused(409, "name-taken");
    steward.create_schema(TABLE, &definition()).refused(409, "name-taken");
    // What has become of it since does not change what the answer was.
    producer.replace_schema(TABLE, &wider).expect(200);
    assert!(is_replay(&producer.create_schema(TABLE, &definition()).expect(201)));
}

fn what_is_no_more_is_made_anew(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    for _ in 0..2 {
        assert!(!is_replay(&producer.create_data_product(&product("again")).expect(201)));
        assert!(!is_replay(&producer.create_schema(TABLE, &definition()).expect(201)));
        producer.delete_schema(TABLE).expect(204);
        assert!(!is_replay(&producer.create_schema(TABLE, &definition()).expect(201)));
        producer.delete_data_product(ID).expect(204);
    }
    steward.create_data_product(&product("again")).expect(201);
    producer.create_data_product(&product("again")).refused(409, "name-taken");
    producer.create_schema(TABLE, &definition()).refused(404, "not-found");
}

fn first_answers_outlive_the_process_and_are_deleted_in_the_end(mut app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("again")).expect(201);
    app.restart();
    let again = app.client(Role::Producer).create_data_product(&product("again")).expect(201);
    assert!(is_replay(&again));
    let output = app.run(&["task", "delete-expired"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "0 answers deleted\n");
    let again = app.client(Role::Producer).create_data_product(&product("again")).expect(201);
    assert!(is_replay(&again), "not older than a day");
}
