//! The audit, the statistics, and who uses what.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{draft_table, product, publish, push, readings, replacement, table, with};

on_both_databases!(
    every_change_leaves_an_event_and_nothing_else_does,
    events_are_narrowed_and_paged,
    who_uses_a_product_is_known_within_seconds,
    rows_and_products_are_counted,
);

fn events(client: &Client, query: &[(&str, &str)]) -> Vec<Value> {
    client.get("/v1/audit-events").query(query).expect(200).json()["items"]
        .as_array()
        .expect("a list")
        .clone()
}

/// Asks again until the answer is right; fails after ten seconds.
pub fn eventually<T: PartialEq + std::fmt::Debug>(expected: T, ask: impl Fn() -> T) {
    let start = Instant::now();
    while ask() != expected && start.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(ask(), expected);
}

fn every_change_leaves_an_event_and_nothing_else_does(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    producer.create_data_product(&product("a")).header("X-Request-ID", "first").expect(201);
    producer.create_data_product(&product("a")).expect(201);
    steward.create_data_product(&product("a")).refused(409, "name-taken");
    producer.create_schema("dp:a:readings", &readings()).expect(201);
    producer.create_schema("dp:a:readings", &readings()).expect(201);
    steward.create_schema("dp:a:readings", &readings()).refused(409, "name-taken");
    let described = with(replacement(), "description", json!("Another."));
    producer.replace_data_product("dp:a", &described).expect(200);
    producer.replace_data_product("dp:a", &described).expect(200);
    producer.replace_schema("dp:a:readings", &readings()).expect(200);
    let other = table(json!([{"name": "other", "type": "int"}]));
    producer.replace_schema("dp:a:readings", &other).query(&[("dryRun", "true")]).expect(200);
    producer.replace_schema("dp:a:readings", &other).expect(200);
    push(&producer, "dp:a:readings", &json!({"other": 1}));
    steward.set_lifecycle("dp:a", &json!({"status": "published"})).expect(200);
    steward.set_lifecycle("dp:a", &json!({"status": "published"})).expect(200);
    steward.delete_data_product("dp:a").expect(204);

    let found = events(&steward, &[("product", "a")]);
    let told: Vec<String> = found
        .iter()
        .rev()
        .map(|one| {
            let version = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or("-").to_owned();
            let action = one["action"].as_str().unwrap_or_default();
            format!("{} {action} {} {}", one["sequence"], version("versionBefore"), version("versionAfter"))
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 createDataProduct - v1.0",
            "2 createSchema v1.0 v1.0",
            "3 replaceDataProduct v1.0 v1.1",
            "4 replaceSchema v1.1 v2.0",
            "5 setLifecycle v2.0 v2.0",
            "6 deleteDataProduct v2.0 -",
        ]
    );
    let first = found.last().expect("an event");
    assert_eq!((&first["requestId"], &first["subject"]), (&json!("first"), &json!("dp:a")));
    for pair in found.windows(2) {
        assert_eq!(pair[0]["previousHash"], pair[1]["hash"]);
    }
}

fn events_are_narrowed_and_paged(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    for name in ["a", "b", "c"] {
        draft_table(&app, name, &readings());
    }
    publish(&app, "b");
    assert_eq!(events(&steward, &[]).len(), 7);
    assert_eq!(events(&steward, &[("action", "createSchema")]).len(), 3);
    let by_producer = events(&steward, &[("product", "a")])[0]["actorId"].as_str().expect("an id").to_owned();
    assert_eq!(events(&steward, &[("actor", &by_producer)]).len(), 6);
    assert_eq!(events(&steward, &[("since", "2999-01-01T00:00:00Z")]).len(), 0);
    assert_eq!(events(&steward, &[("before", "2999-01-01T00:00:00+02:00")]).len(), 7);
    let first = steward.get("/v1/audit-events").query(&[("limit", "4")]).expect(200).json();
    let cursor = first["nextCursor"].as_str().expect("a next page");
    let second = events(&steward, &[("limit", "4"), ("cursor", cursor)]);
    assert_eq!(second.len(), 3);
    assert_eq!(second[2]["action"], "createDataProduct");
    producer.get("/v1/audit-events").refused(403, "forbidden");
}

fn who_uses_a_product_is_known_within_seconds(app: App) {
    let (producer, consumer) = (app.client(Role::Producer), app.client(Role::Consumer));
    let id = draft_table(&app, "a", &readings());
    publish(&app, "a");
    consumer.get_schema(&id).expect(200);
    push(&producer, &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    let uses = || {
        let found =
            producer.list_consumers("dp:a").expect(200).json()["items"].as_array().expect("a list").clone();
        let has = |one: &Value, name: &str| one.get(name).is_some();
        let mut uses: Vec<(Value, bool, bool)> = found
            .iter()
            .map(|one| (one["version"].clone(), has(one, "lastReadAt"), has(one, "lastWroteAt")))
            .collect();
        uses.sort_by_key(|one| (one.1, one.2));
        uses
    };
    // The producer has only pushed; the consumer has read; the steward read the product to publish it.
    let expected =
        vec![(json!("v1.0"), false, true), (json!("v1.0"), true, false), (json!("v1.0"), true, false)];
    eventually(expected, uses);
    consumer.list_consumers("dp:a").refused(403, "forbidden");
    let one = producer.list_consumers("dp:a").query(&[("limit", "1")]).expect(200).json();
    let cursor = one["nextCursor"].as_str().expect("a next page");
    let rest = producer.list_consumers("dp:a").query(&[("cursor", cursor)]).expect(200).json();
    assert_eq!(rest["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        producer.list_consumers("dp:a:v1.0").expect(200).json()["items"].as_array().map(Vec::len),
        Some(3)
    );
}

fn rows_and_products_are_counted(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    let id = draft_table(&app, "a", &readings());
    draft_table(&app, "b", &readings());
    publish(&app, "a");
    let row = |cell: &str| json!({"cell": cell, "timestamp": "2023-07-08T20:00:00Z"});
    push(&producer, &id, &json!([row("v1"), row("v2")]));
    push(&producer, &id, &row("v3"));
    producer
        .ingest_rows(&id)
        .json(&json!([{"cell": "v4"}, {"timestamp": "never"}]))
        .refused(422, "rows-rejected");

    let ask = || steward.get("/v1/statistics").expect(200).json();
    eventually((json!(3), json!(2)), || {
        let items = ask()["items"].clone();
        (items[0]["accepted"].clone(), items[0]["rejected"].clone())
    });
    let answer = ask();
    assert_eq!(
        (&answer["items"][0]["product"], &answer["items"][0]["table"]),
        (&json!("a"), &json!("readings"))
    );
    let products = json!([
        {"domain": "environment", "status": "draft", "products": 1},
        {"domain": "environment", "status": "published", "products": 1},
    ]);
    assert_eq!(answer["products"], products);
    eventually(true, || ask()["activity"][0]["activeConsumers"].as_i64().is_some_and(|count| count >= 1));
    let other_days = &[("from", "2001-01-01"), ("to", "2001-02-01")];
    let earlier = steward.get("/v1/statistics").query(other_days).expect(200).json();
    assert_eq!((&earlier["items"], &earlier["activity"]), (&json!([]), &json!([])));
    let backwards = &[("from", "2001-02-01"), ("to", "2001-01-01")];
    steward.get("/v1/statistics").query(backwards).refused(400, "invalid-request");
}
