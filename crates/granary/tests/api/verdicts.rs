//! Verdicts about changes: asked for before, shown after, and what the mode of a product refuses.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{draft_table, product, publish, push, readings, replacement, table, with};

on_both_databases!(
    a_change_that_the_mode_does_not_allow_is_refused_with_its_verdict,
    a_transitive_mode_looks_at_every_version,
    asking_first_changes_nothing,
    a_dry_run_of_every_write_answers_what_it_would_lead_to,
    what_changed_between_versions_is_told_by_table_and_column,
    the_mode_of_a_product_is_changed_without_a_new_version,
);

fn cell(column_type: &str) -> Value {
    table(json!([{"name": "cell", "type": column_type}]))
}

fn in_mode(app: &App, name: &str, mode: &str, definition: &Value) -> String {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&with(product(name), "compatibilityMode", json!(mode))).expect(201);
    let id = format!("dp:{name}:readings");
    producer.create_schema(&id, definition).expect(201);
    id
}

fn a_change_that_the_mode_does_not_allow_is_refused_with_its_verdict(app: App) {
    let producer = app.client(Role::Producer);
    for (mode, narrower, wider) in
        [("NONE", true, true), ("BACKWARD", false, true), ("FORWARD", true, false), ("FULL", false, false)]
    {
        for (column_type, is_allowed) in [("varchar(8)", narrower), ("varchar(32)", wider)] {
            let name =
                format!("{}_{}", mode.to_lowercase(), if column_type == "varchar(8)" { "a" } else { "b" });
            let id = in_mode(&app, &name, mode, &cell("varchar(16)"));
            let asked = producer.check_compatibility(&id, &cell(column_type)).expect(200).json();
            assert_eq!(asked["compatible"], is_allowed, "{mode} {column_type}");
            assert_eq!((&asked["change"], &asked["version"]), (&json!("major"), &json!("v2.0")));
            let put = producer.replace_schema(&id, &cell(column_type));
            if is_allowed {
                let changed = put.expect(200).json();
                assert_eq!(changed["verdict"], asked);
                assert_eq!(changed["version"], asked["version"]);
            } else {
                let refused = put.refused(409, "incompatible").json();
                assert_eq!(refused["verdict"], asked);
                assert_eq!(refused["verdict"]["findings"][0]["pointer"], "/columns/0/type");
                assert!(refused["verdict"]["findings"][0]["fix"].is_string(), "{refused}");
                assert_eq!(producer.get_schema(&id).expect(200).json()["version"], "v1.0");
            }
        }
    }
    let id = in_mode(&app, "kept", "BACKWARD", &cell("int"));
    producer.delete_schema(&id).refused(409, "incompatible");
    producer.create_schema("dp:kept:more", &cell("int")).expect(201);
}

fn a_transitive_mode_looks_at_every_version(app: App) {
    let producer = app.client(Role::Producer);
    let note = json!({"name": "note", "type": "string", "description": "A note."});
    let narrow = json!({"name": "note", "type": "varchar(4)", "description": "A note."});
    for (mode, status) in [("BACKWARD", 200), ("BACKWARD_TRANSITIVE", 409)] {
        let first = table(json!([{"name": "cell", "type": "int"}, note]));
        let id = in_mode(&app, &mode.to_lowercase(), "NONE", &first);
        producer.replace_schema(&id, &cell("int")).expect(200);
        let body = with(replacement(), "compatibilityMode", json!(mode));
        producer.replace_data_product(&format!("dp:{}", mode.to_lowercase()), &body).expect(200);
        // The column comes back, narrower than those who write by v1.0 know it.
        let third = table(json!([{"name": "cell", "type": "int"}, narrow]));
        let verdict = producer.check_compatibility(&id, &third).expect(200).json();
        let compared: &[&str] = if status == 200 { &["v2.0"] } else { &["v1.0", "v2.0"] };
        assert_eq!(verdict["comparedWith"], json!(compared));
        producer.replace_schema(&id, &third).expect(status);
    }
}

fn asking_first_changes_nothing(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &cell("int"));
    let before = producer.get_schema(&id).expect(200);
    let asked =
        producer.check_compatibility(&id, &cell("string")).query(&[("mode", "FULL")]).expect(200).json();
    assert_eq!((&asked["compatible"], &asked["mode"]), (&json!(false), &json!("FULL")));
    let broken = asked["findings"][0]["breaks"].as_array().cloned().unwrap_or_default();
    assert!(broken.contains(&json!("BACKWARD")), "{asked}");
    let after = producer.get_schema(&id).expect(200);
    assert_eq!((after.json(), after.header("etag")), (before.json(), before.header("etag")));
    let faulty = with(cell("int"), "timeColumn", json!("nowhere"));
    producer.check_compatibility(&id, &faulty).refused(422, "invalid-schema");
}

fn a_dry_run_of_every_write_answers_what_it_would_lead_to(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    push(&producer, &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    publish(&app, "a");
    producer.create_schema("dp:a:second", &cell("int")).expect(201);
    let product_before = producer.get_data_product("dp:a").expect(200);
    let dry = &[("dryRun", "true")];

    let added = producer.create_schema("dp:a:more", &cell("int")).query(dry).expect(200).json();
    assert_eq!((&added["version"], &added["verdict"]["change"]), (&json!("v1.2"), &json!("minor")));
    let replaced = producer.replace_schema(&id, &cell("int")).query(dry).expect(200).json();
    assert_eq!((&replaced["version"], &replaced["verdict"]["change"]), (&json!("v2.0"), &json!("major")));
    assert_eq!(replaced["columns"][0]["name"], "cell");
    let removed = producer.delete_schema(&id).query(dry).expect(200).json();
    assert_eq!((&removed["direction"], &removed["version"]), (&json!("NONE"), &json!("v2.0")));
    let described = with(replacement(), "description", json!("Another."));
    let described = producer.replace_data_product("dp:a", &described).query(dry).expect(200).json();
    assert_eq!((&described["version"], &described["description"]), (&json!("v1.2"), &json!("Another.")));

    let product_after = producer.get_data_product("dp:a").expect(200);
    assert_eq!(product_after.json(), product_before.json());
    assert_eq!(product_after.header("etag"), product_before.header("etag"));
    assert_eq!(crate::samples::rows(&producer, &id).len(), 1);
    producer.get_schema("dp:a:more").refused(404, "not-found");
    let versions = producer.list_versions("dp:a").expect(200).json();
    assert_eq!(versions["items"].as_array().map(Vec::len), Some(2));
}

fn what_changed_between_versions_is_told_by_table_and_column(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let mut more = readings();
    more["columns"].as_array_mut().expect("columns").push(json!({"name": "note", "type": "string"}));
    producer.replace_schema(&id, &more).expect(200);
    producer.replace_data_product("dp:a", &with(replacement(), "domain", json!("soil"))).expect(200);
    producer.replace_schema(&id, &cell("int")).expect(200);

    let compare = |pairs: &[(&str, &str)]| producer.compare_versions("dp:a").query(pairs).expect(200).json();
    let rules = |answer: &Value| -> Vec<String> {
        let changes = answer["changes"].as_array().cloned().unwrap_or_default();
        changes.iter().map(|one| format!("{} {}", one["table"], one["rule"]).replace('"', "")).collect()
    };
    let first = compare(&[("from", "v1.0"), ("to", "v1.1")]);
    assert_eq!(rules(&first), ["readings column-added"]);
    assert_eq!((&first["change"], &first["breaking"]), (&json!("minor"), &json!(false)));
    let second = compare(&[("to", "v1.2")]);
    assert_eq!((&second["from"], rules(&second)), (&json!("v1.1"), vec!["null metadata".to_owned()]));
    let whole = compare(&[("from", "v1.0")]);
    assert_eq!(
        (&whole["to"], &whole["change"], &whole["breaking"]),
        (&json!("v2.0"), &json!("major"), &json!(true))
    );
    assert!(rules(&whole).contains(&"readings column-removed".to_owned()), "{whole}");
    assert!(compare(&[("from", "v1.1"), ("to", "v1.1")])["changes"].as_array().is_some_and(Vec::is_empty));
    producer.compare_versions("dp:a").query(&[("from", "v9.0")]).refused(404, "not-found");
    let consumer = app.client(Role::Consumer);
    consumer.compare_versions("dp:a").refused(404, "not-found");
}

fn the_mode_of_a_product_is_changed_without_a_new_version(app: App) {
    let producer = app.client(Role::Producer);
    let created = producer.create_data_product(&product("a")).expect(201);
    assert_eq!(created.json()["compatibilityMode"], "NONE");
    let body = with(replacement(), "compatibilityMode", json!("FULL"));
    let changed = producer.replace_data_product("dp:a", &body).expect(200);
    assert_eq!(
        (&changed.json()["compatibilityMode"], &changed.json()["version"]),
        (&json!("FULL"), &json!("v1.0"))
    );
    assert_ne!(changed.header("etag"), created.header("etag"));
    let kept = producer.replace_data_product("dp:a", &replacement()).expect(200);
    assert_eq!(
        (&kept.json()["compatibilityMode"], kept.header("etag")),
        (&json!("FULL"), changed.header("etag"))
    );
}
