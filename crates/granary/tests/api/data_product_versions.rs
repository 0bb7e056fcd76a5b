//! Replacing the description of a data product: versions, status, preconditions.

use serde_json::json;
use test_support::{App, Role, on_both_databases};

use crate::samples::{draft_table, product, publish, push, readings, replacement, rows, with};

on_both_databases!(
    the_same_body_again_makes_no_version,
    another_description_is_the_next_minor_version,
    the_tables_and_rows_move_on_with_the_version,
    what_a_replacement_leaves_out_is_gone,
    the_name_cannot_be_replaced,
    an_older_version_is_not_written_to,
    a_stale_if_match_changes_nothing,
    of_two_writers_with_one_state_one_wins,
    a_steward_publishes_and_a_producer_cannot,
    publishing_and_describing_at_once_is_one_step,
    a_published_product_does_not_become_a_draft_again,
    a_producer_describes_a_published_product_of_their_own,
    the_list_shows_the_latest_version_only,
);

fn the_same_body_again_makes_no_version(app: App) {
    let producer = app.client(Role::Producer);
    let created = producer.create_data_product(&product("a")).expect(201);
    for body in [
        replacement(),
        with(replacement(), "dpiaRequired", json!(false)),
        with(replacement(), "tags", json!({})),
    ] {
        let again = producer.replace_data_product("dp:a", &body).expect(200);
        assert_eq!(again.json(), created.json());
        assert_eq!(again.header("etag"), created.header("etag"));
    }
    producer.get_data_product("dp:a:v1.1").refused(404, "not-found");
}

fn another_description_is_the_next_minor_version(app: App) {
    let producer = app.client(Role::Producer);
    let first = producer.create_data_product(&product("a")).expect(201);
    let changed = with(replacement(), "description", json!("July to August 2023."));
    let second = producer.replace_data_product("dp:a", &changed).expect(200);
    assert_eq!(second.json()["id"], "dp:a:v1.1");
    assert_eq!(second.json()["version"], "v1.1");
    assert_eq!(second.json()["description"], "July to August 2023.");
    assert_eq!(second.json()["createdAt"], first.json()["createdAt"]);
    assert_ne!(second.header("etag"), first.header("etag"));
    assert_eq!(producer.get_data_product("dp:a").expect(200).json(), second.resource());
    assert_eq!(producer.get_data_product("dp:a:v1.0").expect(200).json(), first.resource());

    for (at, minor) in (2..12).enumerate() {
        let body = with(replacement(), "tags", json!({"at": at.to_string()}));
        let version = producer.replace_data_product("dp:a", &body).expect(200).json()["version"].clone();
        assert_eq!(version, format!("v1.{minor}"), "versions count, they are no text");
    }
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["version"], "v1.11");
}

fn the_tables_and_rows_move_on_with_the_version(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    push(&producer, &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    let changed = with(replacement(), "description", json!("July to August 2023."));
    let moved = producer.replace_data_product("dp:a", &changed).expect(200).json();
    assert_eq!(moved["schemas"], json!([{"id": "dp:a:v1.1:readings"}]));
    assert_eq!(producer.get_schema(&id).expect(200).json()["id"], "dp:a:v1.1:readings");
    push(&producer, &id, &json!({"cell": "v2", "timestamp": "2023-07-08T20:00:00Z"}));
    assert_eq!(rows(&producer, &id).len(), 2);
    assert_eq!(rows(&producer, &id), rows(&producer, "dp:a:v1.0:readings"), "one table per major version");
}

fn what_a_replacement_leaves_out_is_gone(app: App) {
    let producer = app.client(Role::Producer);
    let full = with(with(product("a"), "retentionPeriod", json!(30)), "tags", json!({"a": "b"}));
    producer.create_data_product(&full).expect(201);
    let replaced = producer.replace_data_product("dp:a", &replacement()).expect(200).json();
    assert_eq!(replaced["version"], "v1.1");
    assert!(replaced.get("retentionPeriod").is_none());
    assert_eq!(replaced["tags"], json!({}));
}

fn the_name_cannot_be_replaced(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    for name in ["a", "b"] {
        let refused = producer.replace_data_product("dp:a", &product(name)).refused(400, "invalid-request");
        assert_eq!(refused.faults(), ["/body/name additionalProperties"]);
    }
    producer.get_data_product("dp:b").refused(404, "not-found");
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["version"], "v1.0");
}

fn an_older_version_is_not_written_to(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    let changed = with(replacement(), "description", json!("Second."));
    producer.replace_data_product("dp:a:v1.0", &changed).expect(200);
    let third = with(replacement(), "description", json!("Third."));
    let refused = producer.replace_data_product("dp:a:v1.0", &third).refused(409, "not-latest-version");
    assert!(refused.text().contains("v1.1"), "the latest version is named");
    producer.replace_data_product("dp:a:v1.7", &third).refused(409, "not-latest-version");
    let latest = producer.get_data_product("dp:a").expect(200).json();
    assert_eq!((&latest["version"], &latest["description"]), (&json!("v1.1"), &json!("Second.")));
}

fn a_stale_if_match_changes_nothing(app: App) {
    let producer = app.client(Role::Producer);
    let first = producer.create_data_product(&product("a")).expect(201);
    let stale = first.header("etag");
    let changed = with(replacement(), "description", json!("Second."));
    let second = producer.replace_data_product("dp:a", &changed).header("If-Match", stale).expect(200);

    let third = with(replacement(), "description", json!("Third."));
    producer
        .replace_data_product("dp:a", &third)
        .header("If-Match", stale)
        .refused(412, "precondition-failed");
    let weak = format!("W/{}", second.header("etag"));
    producer
        .replace_data_product("dp:a", &third)
        .header("If-Match", &weak)
        .refused(412, "precondition-failed");
    producer.delete_data_product("dp:a").header("If-Match", stale).refused(412, "precondition-failed");
    let kept = producer.get_data_product("dp:a").expect(200);
    assert_eq!((kept.json(), kept.header("etag")), (second.resource(), second.header("etag")));

    producer.replace_data_product("dp:a", &third).header("If-Match", "*").expect(200);
    let current = producer.get_data_product("dp:a").expect(200);
    producer.delete_data_product("dp:a").header("If-Match", current.header("etag")).expect(204);
}

fn of_two_writers_with_one_state_one_wins(app: App) {
    let producer = app.client(Role::Producer);
    let created = producer.create_data_product(&product("a")).expect(201);
    let statuses = std::thread::scope(|scope| {
        let (producer, created) = (&producer, &created);
        let racing: Vec<_> = (0..4)
            .map(|writer| {
                scope.spawn(move || {
                    let body = with(replacement(), "description", json!(format!("Of writer {writer}.")));
                    let call = producer.replace_data_product("dp:a", &body);
                    call.header("If-Match", created.header("etag")).send().status
                })
            })
            .collect();
        let mut statuses: Vec<u16> = racing.into_iter().map(|call| call.join().expect("an answer")).collect();
        statuses.sort_unstable();
        statuses
    });
    assert_eq!(statuses, [200, 412, 412, 412]);
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["version"], "v1.1");
}

fn a_steward_publishes_and_a_producer_cannot(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    producer.create_schema("dp:a:readings", &readings()).expect(201);
    let created = producer.get_data_product("dp:a").expect(200);
    let published = with(replacement(), "status", json!("published"));
    producer.replace_data_product("dp:a", &published).refused(403, "forbidden");
    app.client(Role::Consumer).get_data_product("dp:a").refused(404, "not-found");

    let answered = app.client(Role::Steward).replace_data_product("dp:a", &published).expect(200);
    assert_eq!(answered.json()["status"], "published");
    assert_eq!(answered.json()["version"], "v1.0", "publishing alone makes no version");
    assert_ne!(answered.header("etag"), created.header("etag"), "but it is another state");
    assert_eq!(app.client(Role::Consumer).get_data_product("dp:a").expect(200).json(), answered.json());
}

fn publishing_and_describing_at_once_is_one_step(app: App) {
    draft_table(&app, "a", &readings());
    let both = with(with(replacement(), "status", json!("published")), "description", json!("Ready."));
    let moved = app.client(Role::Steward).replace_data_product("dp:a", &both).expect(200).json();
    assert_eq!((&moved["version"], &moved["status"]), (&json!("v1.1"), &json!("published")));
    // What was a draft when its successor came stays hidden.
    app.client(Role::Consumer).get_data_product("dp:a:v1.0").refused(404, "not-found");
    app.client(Role::Consumer).get_data_product("dp:a:v1.1").expect(200);
}

fn a_published_product_does_not_become_a_draft_again(app: App) {
    app.client(Role::Producer).create_data_product(&product("a")).expect(201);
    publish(&app, "a");
    let back = with(replacement(), "status", json!("draft"));
    for role in [Role::Producer, Role::Steward, Role::Admin] {
        app.client(role).replace_data_product("dp:a", &back).refused(409, "status-transition");
    }
    let kept = app.client(Role::Steward).replace_data_product("dp:a", &replacement()).expect(200).json();
    assert_eq!(kept["status"], "published", "without a status it stays");
}

fn a_producer_describes_a_published_product_of_their_own(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    publish(&app, "a");
    let changed = with(with(replacement(), "description", json!("More.")), "status", json!("published"));
    let moved = producer.replace_data_product("dp:a", &changed).expect(200).json();
    assert_eq!((&moved["version"], &moved["status"]), (&json!("v1.1"), &json!("published")));
}

fn the_list_shows_the_latest_version_only(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    let changed = with(replacement(), "description", json!("More."));
    let latest = producer.replace_data_product("dp:a", &changed).expect(200).resource();
    let list = producer.list_data_products().expect(200).json();
    assert_eq!(list, json!({"items": [latest]}));
}
