//! Registering, reading, listing and deleting data products.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{draft_table, product, publish, push, readings, replacement, rows, with};

on_both_databases!(
    a_data_product_is_registered_as_a_draft_and_read_back,
    everything_that_a_registration_says_is_read_back,
    a_data_product_is_read_by_its_version_too,
    a_reader_who_has_the_current_state_gets_304,
    a_name_is_taken_once,
    two_registrations_of_one_name_at_once_make_one_product,
    one_refusal_names_every_violation,
    a_product_that_is_not_there_is_not_found,
    a_product_without_tables_is_not_registered_as_published,
    the_list_is_paged_by_name,
    a_page_that_holds_all_has_no_next_cursor,
    a_deleted_product_is_gone_with_its_rows_and_its_name_is_free,
    an_older_version_cannot_be_deleted,
    a_published_product_is_deleted_by_a_steward_only,
);

fn a_data_product_is_registered_as_a_draft_and_read_back(app: App) {
    let producer = app.client(Role::Producer);
    let created = producer.create_data_product(&product("soil_power")).expect(201);
    assert_eq!(created.header("location"), "/v1/data-products/dp:soil_power");

    let body = created.json();
    assert_eq!(body["id"], "dp:soil_power:v1.0");
    assert_eq!(body["version"], "v1.0");
    assert_eq!(body["status"], "draft");
    assert_eq!(body["dpiaRequired"], false);
    assert_eq!(body["tags"], json!({}));
    assert_eq!(body["schemas"], json!([]));
    assert_eq!(body["createdAt"], body["updatedAt"]);
    assert!(body["createdAt"].as_str().is_some_and(|time| time.len() == 24 && time.ends_with('Z')));
    assert!(body.get("email").is_none(), "what was not said is not answered");

    let read = producer.call("GET", created.header("location")).expect(200);
    assert_eq!(read.json(), created.resource());
    assert_eq!(read.header("etag"), created.header("etag"));
}

fn everything_that_a_registration_says_is_read_back(app: App) {
    let mut sent = product("a");
    for (name, value) in [
        ("dataProductOwnerDisplayName", json!("Böden & Co. \u{1f331}")),
        ("dataProductMaintainer", json!("team@example.org")),
        ("dataProductMaintainerDisplayName", json!("The team")),
        ("email", json!("soil-lab@example.org")),
        ("status", json!("draft")),
        ("retentionPeriod", json!(3650)),
        ("dpiaRequired", json!(true)),
        ("dpiaLocation", json!("https://example.org/dpia")),
        ("tags", json!({"season": "summer", "": "empty", "quote\"s": ""})),
    ] {
        sent[name] = value;
    }
    let producer = app.client(Role::Producer);
    producer.create_data_product(&sent).expect(201);
    let read = producer.get_data_product("dp:a").expect(200).json();
    for (name, value) in sent.as_object().expect("an object") {
        assert_eq!(&read[name], value, "{name}");
    }
}

fn a_data_product_is_read_by_its_version_too(app: App) {
    let producer = app.client(Role::Producer);
    let latest = producer.create_data_product(&product("a")).expect(201).resource();
    assert_eq!(producer.get_data_product("dp:a:v1.0").expect(200).json(), latest);
    producer.get_data_product("dp:a:v1.1").refused(404, "not-found");
    producer.get_data_product("dp:a:v2.0").refused(404, "not-found");
}

fn a_reader_who_has_the_current_state_gets_304(app: App) {
    let producer = app.client(Role::Producer);
    let created = producer.create_data_product(&product("a")).expect(201);
    let e_tag = created.header("etag");
    let unchanged = producer.get_data_product("dp:a").header("If-None-Match", e_tag).expect(304);
    assert_eq!(unchanged.header("etag"), e_tag);
    producer.get_data_product("dp:a").header("If-None-Match", &format!("\"x\", W/{e_tag}")).expect(304);
    producer.get_data_product("dp:a").header("If-None-Match", "*").expect(304);
    producer.get_data_product("dp:a").header("If-None-Match", "\"another\"").expect(200);

    let changed = with(replacement(), "description", json!("Something else."));
    producer.replace_data_product("dp:a", &changed).expect(200);
    producer.get_data_product("dp:a").header("If-None-Match", e_tag).expect(200);
}

fn a_name_is_taken_once(app: App) {
    app.client(Role::Producer).create_data_product(&product("a")).expect(201);
    let again = with(product("a"), "description", json!("Mine now."));
    for role in [Role::Producer, Role::Steward] {
        app.client(role).create_data_product(&again).refused(409, "name-taken");
    }
    let kept = app.client(Role::Producer).get_data_product("dp:a").expect(200).json();
    assert_eq!(kept["description"], product("a")["description"]);
}

fn two_registrations_of_one_name_at_once_make_one_product(app: App) {
    let producer = app.client(Role::Producer);
    let statuses = std::thread::scope(|scope| {
        let register = |text: String| {
            producer.create_data_product(&with(product("a"), "description", json!(text))).send().status
        };
        let racing: Vec<_> =
            (0..4).map(|turn| scope.spawn(move || register(format!("Turn {turn}.")))).collect();
        let mut statuses: Vec<u16> = racing.into_iter().map(|call| call.join().expect("an answer")).collect();
        statuses.sort_unstable();
        statuses
    });
    assert_eq!(statuses, [201, 409, 409, 409]);
}

fn one_refusal_names_every_violation(app: App) {
    let body = json!({
        "name": "Not A Name",
        "description": "",
        "dataProductOwner": 7,
        "email": "nobody",
        "status": "gone",
        "retentionPeriod": 0,
        "dpiaRequired": "yes",
        "tags": {"season": 1},
        "nonsense": null,
        "a/b~c": 1,
    });
    let producer = app.client(Role::Producer);
    let refused = producer.create_data_product(&body).refused(400, "invalid-request");
    assert_eq!(
        refused.faults(),
        [
            "/body/a~1b~0c additionalProperties",
            "/body/dataProductOwner type",
            "/body/description minLength",
            "/body/domain required",
            "/body/dpiaRequired type",
            "/body/email format",
            "/body/name pattern",
            "/body/nonsense additionalProperties",
            "/body/retentionPeriod minimum",
            "/body/status enum",
            "/body/tags/season type",
        ]
    );
    assert_eq!(producer.list_data_products().expect(200).json()["items"], json!([]));
}

fn a_product_that_is_not_there_is_not_found(app: App) {
    let steward = app.client(Role::Steward);
    steward.get_data_product("dp:nowhere").refused(404, "not-found");
    steward.replace_data_product("dp:nowhere", &replacement()).refused(404, "not-found");
    steward.delete_data_product("dp:nowhere").refused(404, "not-found");
}

fn a_product_without_tables_is_not_registered_as_published(app: App) {
    let body = with(product("a"), "status", json!("published"));
    app.client(Role::Producer).create_data_product(&body).refused(403, "forbidden");
    let refused = app.client(Role::Steward).create_data_product(&body).refused(422, "incomplete");
    assert_eq!(refused.faults(), ["/tables tables"]);
    for status in ["deprecated", "retired"] {
        let body = with(product("a"), "status", json!(status));
        app.client(Role::Steward).create_data_product(&body).refused(409, "status-transition");
    }
    app.client(Role::Steward).get_data_product("dp:a").refused(404, "not-found");
}

fn the_list_is_paged_by_name(app: App) {
    let producer = app.client(Role::Producer);
    // Not in the order of their names; `_` and digits sort by their bytes on both databases.
    for name in ["b", "a_b", "ab", "a", "a0", "z9", "_"] {
        producer.create_data_product(&product(name)).expect(201);
    }
    let mut pages: Vec<Vec<Value>> = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let call = producer.list_data_products().query(&[("limit", "3")]);
        let call = match &cursor {
            Some(cursor) => call.query(&[("cursor", cursor)]),
            None => call,
        };
        let page = call.expect(200).json();
        let items = page["items"].as_array().expect("a list");
        pages.push(items.iter().map(|product| product["name"].clone()).collect());
        match page.get("nextCursor") {
            Some(next) => cursor = next.as_str().map(str::to_owned),
            None => break,
        }
    }
    assert_eq!(json!(pages), json!([["_", "a", "a0"], ["a_b", "ab", "b"], ["z9"]]));
}

fn a_page_that_holds_all_has_no_next_cursor(app: App) {
    let producer = app.client(Role::Producer);
    for name in ["a", "b"] {
        producer.create_data_product(&product(name)).expect(201);
    }
    let page = producer.list_data_products().query(&[("limit", "2")]).expect(200).json();
    assert_eq!(page["items"].as_array().map(Vec::len), Some(2));
    assert!(page.get("nextCursor").is_none());
}

fn a_deleted_product_is_gone_with_its_rows_and_its_name_is_free(app: App) {
    let producer = app.client(Role::Producer);
    let tables = app.database.table_names();
    let id = draft_table(&app, "a", &readings());
    let row = json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z", "voltage": 1});
    push(&producer, &id, &row);
    assert_ne!(app.database.table_names(), tables);

    assert!(producer.delete_data_product("dp:a").expect(204).body.is_empty());
    producer.get_data_product("dp:a").refused(404, "not-found");
    producer.get_data_product("dp:a:v1.0").refused(404, "not-found");
    producer.get_schema(&id).refused(404, "not-found");
    producer.read_rows(&id).refused(404, "not-found");
    producer.ingest_rows(&id).json(&row).refused(404, "not-found");
    assert_eq!(app.database.table_names(), tables, "no table stays behind");

    draft_table(&app, "a", &readings());
    assert!(rows(&producer, &id).is_empty());
}

fn an_older_version_cannot_be_deleted(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    let changed = with(replacement(), "description", json!("Something else."));
    producer.replace_data_product("dp:a", &changed).expect(200);
    producer.delete_data_product("dp:a:v1.0").refused(409, "not-latest-version");
    producer.get_data_product("dp:a:v1.1").expect(200);
    producer.delete_data_product("dp:a:v1.1").expect(204);
}

fn a_published_product_is_deleted_by_a_steward_only(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    publish(&app, "a");
    producer.delete_data_product("dp:a").refused(403, "forbidden");
    producer.get_data_product("dp:a").expect(200);
    app.client(Role::Steward).delete_data_product("dp:a").expect(204);
    producer.get_data_product("dp:a").refused(404, "not-found");
}
