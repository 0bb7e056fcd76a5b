//! Rows that would collide are refused and named.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{draft_table, push, readings, rows, table};

on_both_databases!(
    a_key_that_is_stored_already_is_named_by_row,
    a_key_that_comes_twice_in_one_batch_is_named_by_its_later_row,
    a_unique_column_is_named_as_well_as_the_key,
    rows_without_a_value_do_not_collide,
    a_row_that_breaks_a_rule_is_named_although_others_collide,
    collisions_are_named_in_every_format,
    a_long_text_in_a_key_is_refused_before_the_database_does,
    two_writers_of_one_key_do_not_both_succeed,
);

fn unique_table() -> Value {
    json!({
        "tableDescription": "Two names each.",
        "columns": [
            {"name": "a", "type": "int"},
            {"name": "b", "type": "string", "unique": true},
            {"name": "c", "type": "decimal(5,2)", "unique": true},
            {"name": "d", "type": "timestamp", "unique": true},
        ],
        "keys": ["a"],
    })
}

fn a_key_that_is_stored_already_is_named_by_row(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let row = |cell: &str, time: &str| json!({"cell": cell, "timestamp": time});
    push(&producer, &id, &row("geheim", "2023-07-08T20:00:00Z"));
    let batch = json!([
        row("other", "2023-07-08T20:00:00Z"),
        row("geheim", "2023-07-08T22:00:00+02:00"),
        row("geheim", "2023-07-08T20:00:00.000001Z"),
    ]);
    let refused = producer.ingest_rows(&id).json(&batch).refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["2 - cell unique"]);
    assert_eq!(refused.json()["rejected"], 1);
    assert!(refused.text().contains("cell, timestamp"), "the message names the whole key");
    assert!(!refused.text().contains("geheim"), "and no value");
    assert!(!app.log().contains("geheim"), "the log neither");
    assert_eq!(rows(&producer, &id).len(), 1);
}

fn a_key_that_comes_twice_in_one_batch_is_named_by_its_later_row(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &unique_table());
    let batch = json!([{"a": 1}, {"a": 2}, {"a": 1}, {"a": 1}]);
    let refused = producer.ingest_rows(&id).json(&batch).refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["3 - a unique", "4 - a unique"]);
    assert_eq!(refused.json()["rejected"], 2);
    assert!(rows(&producer, &id).is_empty());
}

fn a_unique_column_is_named_as_well_as_the_key(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &unique_table());
    push(&producer, &id, &json!({"a": 1, "b": "x", "c": "1.5", "d": "2023-07-08T20:00:00Z"}));
    let batch = json!([
        {"a": 2, "b": "y", "c": "1.50", "d": "Sat, 08 Jul 2023 20:00:00 GMT"},
        {"a": 3, "b": "X", "c": "1.51", "d": "2023-07-08T21:00:00Z"},
        {"a": 1, "b": "x"},
    ]);
    let refused = producer.ingest_rows(&id).json(&batch).refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["1 - c unique", "1 - d unique", "3 - a unique", "3 - b unique"]);
    assert_eq!(refused.json()["rejected"], 2);
    assert_eq!(rows(&producer, &id).len(), 1);
}

fn rows_without_a_value_do_not_collide(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &unique_table());
    push(&producer, &id, &json!([{"a": 1}, {"a": 2}, {"a": 3, "b": null}]));
    assert_eq!(rows(&producer, &id).len(), 3);
}

fn a_row_that_breaks_a_rule_is_named_although_others_collide(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &unique_table());
    push(&producer, &id, &json!({"a": 1}));
    let batch = json!([{"a": 1}, {"a": "x"}, {"a": 2}]);
    let refused = producer.ingest_rows(&id).json(&batch).refused(422, "rows-rejected");
    // The collision as well where the database met it first: PostgreSQL is told of rows in blocks.
    let faults = refused.row_faults();
    assert!(faults.contains(&"2 - a type".to_owned()), "{faults:?}");
    assert_eq!(refused.json()["accepted"], 0);
    assert_eq!(rows(&producer, &id).len(), 1);
}

fn collisions_are_named_in_every_format(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &unique_table());
    push(&producer, &id, &json!({"a": 7}));
    for (media_type, body, fault) in [
        ("text/csv", "a,b\n1,\"x\ny\"\n\n7,z\n", "2 5 a unique"),
        ("application/x-ndjson", "{\"a\":1}\n\n{\"a\":7}\n", "2 3 a unique"),
        ("application/json", "{\"a\":7}", "1 - a unique"),
        ("application/x-www-form-urlencoded", "a=7", "1 - a unique"),
    ] {
        let refused = producer.ingest_rows(&id).body(media_type, body).refused(422, "rows-rejected");
        assert_eq!(refused.row_faults(), [fault], "{media_type}");
    }
    let constant = producer.ingest_rows(&id).query(&[("constant[a]", "7")]).body("text/csv", "b\nx\n");
    assert_eq!(constant.refused(422, "rows-rejected").row_faults(), ["1 2 a unique"]);
    assert_eq!(rows(&producer, &id).len(), 1);
}

fn a_long_text_in_a_key_is_refused_before_the_database_does(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "string", "unique": true}])));
    // Not compressible, so that an index entry would really be this long.
    let text = |length: u64| -> String {
        (0..length)
            .map(|at| char::from(b'a' + (at.wrapping_mul(6_364_136_223_846_793_005) >> 58) as u8 % 26))
            .collect()
    };
    push(&producer, &id, &json!({"a": text(2_000)}));
    for length in [2_001, 100_000] {
        let refused =
            producer.ingest_rows(&id).json(&json!({"a": text(length)})).refused(422, "rows-rejected");
        assert_eq!(refused.row_faults(), ["1 - a max-length"]);
    }
    assert_eq!(rows(&producer, &id).len(), 1);
}

fn two_writers_of_one_key_do_not_both_succeed(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &unique_table());
    let batch: Value = (0..200).map(|a| json!({"a": a})).collect();
    let statuses = std::thread::scope(|scope| {
        let write = || producer.ingest_rows(&id).json(&batch).send().status;
        let racing: Vec<_> = (0..4).map(|_| scope.spawn(write)).collect();
        let mut statuses: Vec<u16> = racing.into_iter().map(|call| call.join().expect("an answer")).collect();
        statuses.sort_unstable();
        statuses
    });
    assert_eq!(statuses, [201, 422, 422, 422]);
    assert_eq!(rows(&producer, &id).len(), 200);
}
