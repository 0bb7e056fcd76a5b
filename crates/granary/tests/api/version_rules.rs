//! Which change of a table makes which version, of a draft and of a published product.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{product, with};

on_both_databases!(
    the_same_definition_again_makes_no_version,
    columns_in_another_order_make_no_version,
    a_change_that_everything_satisfies_is_minor,
    a_change_that_rows_or_producers_may_not_satisfy_is_major,
    a_table_added_joins_a_draft_and_makes_a_minor_version_once_published,
);

/// A definition whose every part can be tightened and loosened.
pub fn bounded() -> Value {
    json!({
        "tableDescription": "One hour of one cell.",
        "columns": [
            {"name": "id", "description": "Number.", "type": "int", "nullable": false, "minimum": 0, "maximum": 100},
            {"name": "state", "description": "On or off.", "type": "varchar(10)", "enum": ["on", "off"], "maxLength": 5},
            {"name": "code", "description": "A code.", "type": "string", "pattern": "^[a-z]+$"},
            {"name": "note", "description": "A note on it.", "type": "string"},
            {"name": "at", "description": "When.", "type": "timestamp", "nullable": false},
            {"name": "day", "description": "Which day.", "type": "date", "nullable": false},
        ],
        "timeColumn": "at",
        "keys": ["id"],
    })
}

/// The definition with one value below the given pointer.
pub fn changed(pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let mut definition = bounded();
    definition.pointer_mut(parent).expect("the pointer leads somewhere")[name] = value;
    definition
}

pub fn without(pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let mut definition = bounded();
    match definition.pointer_mut(parent).expect("the pointer leads somewhere") {
        Value::Array(items) => drop(items.remove(name.parse().expect("an index"))),
        Value::Object(members) => drop(members.remove(name)),
        other => panic!("{other} has no members"),
    }
    definition
}

/// The definition with one more column.
pub fn added(column: Value) -> Value {
    let mut definition = bounded();
    definition["columns"].as_array_mut().expect("a list").push(column);
    definition
}

/// The version that each change of [`bounded`] leads to, from v1.0: of a draft, and the same once it is published.
fn versions_after(app: &App, changes: &[(&str, Value)]) -> Vec<String> {
    let producer = app.client(Role::Producer);
    let mut versions = Vec::new();
    for (at, (what, definition)) in changes.iter().enumerate() {
        let after = [("draft", "d"), ("published", "p")].map(|(status, prefix)| {
            let name = format!("{prefix}{at}");
            let id = table_of(app, &name, status);
            let before = producer.get_schema(&id).expect(200);
            let after = producer.replace_schema(&id, definition).expect(200);
            assert_eq!(
                after.header("etag") == before.header("etag"),
                after.resource() == before.json(),
                "{what}"
            );
            assert_eq!(producer.get_schema(&id).expect(200).json(), after.resource(), "{what}");
            let version = after.json()["version"].as_str().expect("a version").to_owned();
            let product = producer.get_data_product(&format!("dp:{name}")).expect(200).json();
            assert_eq!(
                (&product["version"], &product["status"]),
                (&json!(version), &json!(status)),
                "{what}"
            );
            let old = producer.get_schema(&format!("dp:{name}:v1.0:readings")).expect(200);
            assert_eq!(old.json(), before.json(), "{what}: the version before stays");
            version
        });
        assert_eq!(after[0], after[1], "{what}");
        versions.push(format!("{what}: {}", after[0]));
    }
    versions
}

/// The table of [`bounded`] in a product of its own, complete enough to be published.
fn table_of(app: &App, name: &str, status: &str) -> String {
    let producer = app.client(Role::Producer);
    let body = with(product(name), "retentionPeriod", json!(30));
    producer.create_data_product(&body).expect(201);
    let id = format!("dp:{name}:readings");
    producer.create_schema(&id, &bounded()).expect(201);
    app.client(Role::Steward).set_lifecycle(&format!("dp:{name}"), &json!({"status": status})).expect(200);
    id
}

fn a_table_added_joins_a_draft_and_makes_a_minor_version_once_published(app: App) {
    let producer = app.client(Role::Producer);
    for (status, added_to, removed_from) in [("draft", "v1.0", "v2.0"), ("published", "v1.1", "v2.0")] {
        table_of(&app, status, status);
        let other = format!("dp:{status}:other");
        assert_eq!(producer.create_schema(&other, &bounded()).expect(201).json()["version"], added_to);
        producer.delete_schema(&other).expect(204);
        let product = producer.get_data_product(&format!("dp:{status}")).expect(200).json();
        assert_eq!(product["version"], removed_from);
        // A table of the name of one that was removed is a new one.
        let again = producer.create_schema(&other, &bounded()).expect(201).json();
        assert_eq!(again["version"], if status == "draft" { "v2.0" } else { "v2.1" });
    }
}

fn expected(changes: &[(&str, Value)], version: &str) -> Vec<String> {
    changes.iter().map(|(what, _)| format!("{what}: {version}")).collect()
}

fn the_same_definition_again_makes_no_version(app: App) {
    let changes = [
        ("the same", bounded()),
        ("a default said", changed("/columns/3/nullable", json!(true))),
        ("an empty map", changed("/columnMap", json!({}))),
        ("a key not called required", changed("/columns/0/nullable", json!(true))),
    ];
    assert_eq!(versions_after(&app, &changes), expected(&changes, "v1.0"));
}

fn columns_in_another_order_make_no_version(app: App) {
    let mut reversed = bounded();
    reversed["columns"].as_array_mut().expect("a list").reverse();
    let described = with(reversed.clone(), "tableDescription", json!("Another."));
    let changes = [("reordered", reversed), ("reordered and described", described)];
    assert_eq!(versions_after(&app, &changes), ["reordered: v1.0", "reordered and described: v1.1"]);
}

fn a_change_that_everything_satisfies_is_minor(app: App) {
    let changes = [
        ("table described", changed("/tableDescription", json!("Another."))),
        ("column described", changed("/columns/3/description", json!("A note."))),
        ("unit", changed("/columns/0/unit", json!("mV"))),
        ("personal data", changed("/columns/3/personalData", json!(true))),
        ("column map", changed("/columnMap", json!({"Note": "note"}))),
        ("nullable column", added(json!({"name": "more", "description": "More.", "type": "double"}))),
        ("no longer required", changed("/columns/5/nullable", json!(true))),
        ("minimum down", changed("/columns/0/minimum", json!(-1))),
        ("maximum gone", without("/columns/0/maximum")),
        ("enum wider", changed("/columns/1/enum", json!(["off", "on", "idle"]))),
        ("enum gone", without("/columns/1/enum")),
        ("pattern gone", without("/columns/2/pattern")),
        ("longer", changed("/columns/1/maxLength", json!(6))),
    ];
    assert_eq!(versions_after(&app, &changes), expected(&changes, "v1.1"));
}

fn a_change_that_rows_or_producers_may_not_satisfy_is_major(app: App) {
    let changes = [
        ("removed", without("/columns/3")),
        ("renamed", changed("/columns/3/name", json!("remark"))),
        ("retyped", changed("/columns/3/type", json!("varchar(9)"))),
        ("widened type", changed("/columns/0/type", json!("bigint"))),
        ("required", changed("/columns/3/nullable", json!(false))),
        (
            "required column",
            added(json!({"name": "more", "description": "More.", "type": "double", "nullable": false})),
        ),
        ("minimum up", changed("/columns/0/minimum", json!(1))),
        ("maximum down", changed("/columns/0/maximum", json!(99.5))),
        ("a length new", changed("/columns/3/maxLength", json!(9))),
        ("enum narrower", changed("/columns/1/enum", json!(["on"]))),
        ("another pattern", changed("/columns/2/pattern", json!("^[a-z]*$"))),
        ("shorter", changed("/columns/1/maxLength", json!(4))),
        ("unique", changed("/columns/3/unique", json!(true))),
        ("another time column", changed("/timeColumn", json!("day"))),
        ("no time column", without("/timeColumn")),
        ("another key", changed("/keys", json!(["at"]))),
        ("a longer key", changed("/keys", json!(["id", "at"]))),
        ("no key", changed("/keys", json!([]))),
        ("minor and major", with(without("/columns/3"), "tableDescription", json!("Another."))),
    ];
    assert_eq!(versions_after(&app, &changes), expected(&changes, "v2.0"));
}
