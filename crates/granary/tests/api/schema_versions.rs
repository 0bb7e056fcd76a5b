//! What becomes of the rows of a table, and of those who write, when it moves to another version.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{column, draft_table, publish, push, readings, rows, table, with};
use crate::version_rules::{bounded, changed, without};

on_both_databases!(
    a_nullable_column_added_keeps_the_rows,
    a_table_without_rows_is_read_and_changed_like_any_other,
    a_major_version_starts_empty_and_leaves_the_old_rows_readable,
    a_sibling_that_did_not_change_keeps_its_rows_across_a_major_version,
    minor_versions_count_on_and_a_major_one_starts_at_0,
    an_older_version_is_not_written_to,
    a_stale_if_match_changes_nothing,
    the_status_stays_what_it_was,
    rows_pushed_before_a_replacement_satisfy_what_comes_after_it,
);

fn a_nullable_column_added_keeps_the_rows(app: App) {
    let producer = app.client(Role::Producer);
    let before = table(json!([{"name": "a", "type": "int"}]));
    let id = draft_table(&app, "a", &before);
    push(&producer, &id, &json!([{"a": 1}, {"a": 2}]));
    let after = table(json!([
        {"name": "b", "type": "decimal(10,2)"},
        {"name": "a", "type": "int"},
        {"name": "c", "type": "timestamp"},
    ]));
    assert_eq!(producer.replace_schema(&id, &after).expect(200).json()["version"], "v1.1");
    push(&producer, &id, &json!({"a": 3, "b": "1.50", "c": "2023-07-08T20:00:00Z"}));
    assert_eq!(
        rows(&producer, &id),
        [
            json!({"b": null, "a": 1, "c": null}),
            json!({"b": null, "a": 2, "c": null}),
            json!({"b": "1.50", "a": 3, "c": "2023-07-08T20:00:00.000Z"}),
        ]
    );
    assert_eq!(producer.read_rows(&id).accept("text/csv").expect(200).text().lines().next(), Some("b,a,c"));
    // Readers of the old version see its columns.
    assert_eq!(rows(&producer, "dp:a:v1.0:readings"), [json!({"a": 1}), json!({"a": 2}), json!({"a": 3})]);
}

fn a_table_without_rows_is_read_and_changed_like_any_other(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "int"}])));
    let wider = table(json!([{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]));
    assert!(rows(&producer, &id).is_empty());
    producer.replace_schema(&id, &wider).expect(200);
    let filtered = producer.read_rows(&id).query(&[("filter[b]", "1"), ("columns", "b")]).expect(200).json();
    assert_eq!(filtered["items"], json!([]));
    push(&producer, &id, &json!([{"a": 1, "b": 2}]));
    assert_eq!(rows(&producer, &id), [json!({"a": 1, "b": 2})]);
    assert_eq!(rows(&producer, "dp:a:v1.0:readings"), [json!({"a": 1})]);
    producer.delete_data_product("dp:a").expect(204);
    draft_table(&app, "a", &wider);
    producer.delete_data_product("dp:a").expect(204);
}

fn a_major_version_starts_empty_and_leaves_the_old_rows_readable(app: App) {
    let producer = app.client(Role::Producer);
    let id =
        draft_table(&app, "a", &table(json!([{"name": "a", "type": "int"}, {"name": "b", "type": "int"}])));
    push(&producer, &id, &json!([{"a": 1, "b": 2}]));
    let replaced = producer.replace_schema(&id, &table(json!([{"name": "a", "type": "string"}]))).expect(200);
    assert_eq!(replaced.json()["id"], "dp:a:v2.0:readings");
    assert!(rows(&producer, &id).is_empty());
    push(&producer, &id, &json!([{"a": "one"}]));
    assert_eq!(rows(&producer, &id), [json!({"a": "one"})]);
    assert_eq!(rows(&producer, "dp:a:v2.0:readings"), [json!({"a": "one"})]);
    assert_eq!(rows(&producer, "dp:a:v1.0:readings"), [json!({"a": 1, "b": 2})]);
}

fn a_sibling_that_did_not_change_keeps_its_rows_across_a_major_version(app: App) {
    let producer = app.client(Role::Producer);
    let changing = draft_table(&app, "a", &readings());
    let kept = "dp:a:kept";
    producer.create_schema(kept, &table(json!([{"name": "a", "type": "int", "unique": true}]))).expect(201);
    push(&producer, kept, &json!([{"a": 1}]));
    producer.replace_schema(&changing, &table(json!([{"name": "x", "type": "int"}]))).expect(200);

    assert_eq!(producer.get_schema(kept).expect(200).json()["id"], "dp:a:v2.0:kept");
    push(&producer, kept, &json!([{"a": 2}]));
    assert_eq!(column(&producer, kept, "a"), [1, 2]);
    producer.ingest_rows(kept).json(&json!([{"a": 1}])).refused(422, "rows-rejected");
    // It goes on from there, and its own major version is empty again.
    let wider = table(json!([{"name": "a", "type": "bigint", "unique": true}]));
    assert_eq!(producer.replace_schema(kept, &wider).expect(200).json()["id"], "dp:a:v3.0:kept");
    assert!(rows(&producer, kept).is_empty());
    assert_eq!(column(&producer, "dp:a:v2.0:kept", "a"), [1, 2]);
}

fn minor_versions_count_on_and_a_major_one_starts_at_0(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &bounded());
    let version =
        |definition: &Value| producer.replace_schema(&id, definition).expect(200).json()["version"].clone();
    assert_eq!(version(&changed("/tableDescription", json!("1"))), "v1.1");
    assert_eq!(version(&changed("/tableDescription", json!("2"))), "v1.2");
    assert_eq!(version(&without("/columns/3")), "v2.0");
    assert_eq!(version(&with(without("/columns/3"), "tableDescription", json!("3"))), "v2.1");
    assert_eq!(version(&with(without("/columns/2"), "tableDescription", json!("3"))), "v3.0");
}

fn an_older_version_is_not_written_to(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &bounded());
    let second = changed("/tableDescription", json!("Second."));
    producer.replace_schema("dp:a:v1.0:readings", &second).expect(200);
    let refused =
        producer.replace_schema("dp:a:v1.0:readings", &bounded()).refused(409, "not-latest-version");
    assert!(refused.text().contains("v1.1"), "the latest version is named");
    producer.create_schema("dp:a:v1.0:more", &bounded()).refused(409, "not-latest-version");
    assert_eq!(producer.get_schema(&id).expect(200).json()["tableDescription"], "Second.");
    producer.get_schema("dp:a:more").refused(404, "not-found");
}

fn a_stale_if_match_changes_nothing(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &bounded());
    let stale = producer.get_schema(&id).expect(200);
    let second = changed("/tableDescription", json!("Second."));
    producer.replace_schema(&id, &second).header("If-Match", stale.header("etag")).expect(200);
    for definition in [bounded(), without("/columns/3"), second.clone()] {
        let call = producer.replace_schema(&id, &definition).header("If-Match", stale.header("etag"));
        call.refused(412, "precondition-failed");
    }
    let kept = producer.get_schema(&id).expect(200).json();
    assert_eq!((&kept["version"], &kept["tableDescription"]), (&json!("v1.1"), &json!("Second.")));
}

fn the_status_stays_what_it_was(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &bounded());
    producer.replace_schema(&id, &without("/columns/3")).expect(200);
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["status"], "draft");
    publish(&app, "a");
    producer.replace_schema(&id, &without("/columns/2")).expect(200);
    let product = producer.get_data_product("dp:a").expect(200).json();
    assert_eq!((&product["status"], &product["version"]), (&json!("published"), &json!("v3.0")));
}

fn rows_pushed_before_a_replacement_satisfy_what_comes_after_it(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &bounded());
    let row =
        json!({"id": 1, "state": "on", "code": "abc", "at": "2023-07-08T20:00:00Z", "day": "2023-07-08"});
    push(&producer, &id, &row);
    let loosened = changed("/columns/0/maximum", json!(1000));
    producer.replace_schema(&id, &loosened).expect(200);
    push(&producer, &id, &with(row.clone(), "id", json!(1000)));
    producer.ingest_rows(&id).json(&with(row, "id", json!(1))).refused(422, "rows-rejected");
    assert_eq!(column(&producer, &id, "id"), [1, 1000]);
}
