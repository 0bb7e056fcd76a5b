//! Drafts are seen by their owner and by stewards only.

use serde_json::{Value, json};
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{draft_table, product, publish, push, readings, replacement, rows, with};

on_both_databases!(
    a_consumer_sees_what_is_published_and_no_draft,
    another_producer_does_not_learn_of_a_draft,
    another_producer_reads_a_published_product_and_cannot_write_it,
    a_steward_sees_and_writes_all,
    a_page_of_the_list_is_full_although_others_have_drafts,
);

fn names(client: &Client) -> Value {
    let list = client.list_data_products().expect(200).json();
    list["items"].as_array().expect("a list").iter().map(|product| product["name"].clone()).collect()
}

fn a_consumer_sees_what_is_published_and_no_draft(app: App) {
    let consumer = app.client(Role::Consumer);
    let (draft, public) = (draft_table(&app, "draft", &readings()), draft_table(&app, "public", &readings()));
    publish(&app, "public");
    assert_eq!(names(&consumer), json!(["public"]));
    consumer.get_data_product("dp:public").expect(200);
    consumer.get_schema(&public).expect(200);
    assert!(rows(&consumer, &public).is_empty());
    for refused in
        [consumer.get_data_product("dp:draft"), consumer.get_schema(&draft), consumer.read_rows(&draft)]
    {
        refused.refused(404, "not-found");
    }
}

fn another_producer_does_not_learn_of_a_draft(app: App) {
    let id = draft_table(&app, "a", &readings());
    let other = app.with_key(&app.new_key(Role::Producer, "other"));
    assert_eq!(names(&other), json!([]));
    let row = json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"});
    for call in [
        other.get_data_product("dp:a"),
        other.get_data_product("dp:a:v1.0"),
        other.replace_data_product("dp:a", &replacement()),
        other.delete_data_product("dp:a"),
        other.create_schema("dp:a:more", &readings()),
        other.get_schema(&id),
        other.replace_schema(&id, &readings()),
        other.delete_schema(&id),
        other.ingest_rows(&id).json(&row),
        other.read_rows(&id),
    ] {
        call.refused(404, "not-found");
    }
    // A version or a table that is not there looks no different.
    let body = |call: test_support::Call| {
        with(with(call.expect(404).json(), "requestId", json!(0)), "instance", json!(0))
    };
    assert_eq!(body(other.get_data_product("dp:a")), body(other.get_data_product("dp:nowhere")));
    assert_eq!(body(other.get_schema(&id)), body(other.get_schema("dp:a:nowhere")));
    assert!(rows(&app.client(Role::Producer), &id).is_empty());
    assert_eq!(app.client(Role::Producer).get_data_product("dp:a").expect(200).json()["version"], "v1.0");
}

fn another_producer_reads_a_published_product_and_cannot_write_it(app: App) {
    let id = draft_table(&app, "a", &readings());
    publish(&app, "a");
    let other = app.with_key(&app.new_key(Role::Producer, "other"));
    assert_eq!(names(&other), json!(["a"]));
    other.get_schema(&id).expect(200);
    assert!(rows(&other, &id).is_empty());
    let row = json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"});
    for call in [
        other.replace_data_product("dp:a", &replacement()),
        other.delete_data_product("dp:a"),
        other.create_schema("dp:a:more", &readings()),
        other.replace_schema(&id, &readings()),
        other.delete_schema(&id),
        other.ingest_rows(&id).json(&row),
    ] {
        call.refused(403, "forbidden");
    }
    assert!(rows(&other, &id).is_empty());
    assert_eq!(other.get_data_product("dp:a").expect(200).json()["version"], "v1.0");
}

fn a_steward_sees_and_writes_all(app: App) {
    let id = draft_table(&app, "a", &readings());
    for role in [Role::Steward, Role::Admin] {
        let client = app.client(role);
        assert_eq!(names(&client), json!(["a"]));
        push(&client, &id, &json!({"cell": role.to_string(), "timestamp": "2023-07-08T20:00:00Z"}));
        client.create_schema(&format!("dp:a:of_{role}"), &readings()).expect(201);
    }
    assert_eq!(rows(&app.client(Role::Producer), &id).len(), 2);
}

fn a_page_of_the_list_is_full_although_others_have_drafts(app: App) {
    let producer = app.client(Role::Producer);
    let other = app.with_key(&app.new_key(Role::Producer, "other"));
    for name in ["a1", "a2", "a3", "c1"] {
        other.create_data_product(&product(name)).expect(201);
    }
    for name in ["b1", "b2", "d1"] {
        producer.create_data_product(&product(name)).expect(201);
    }
    let first = producer.list_data_products().query(&[("limit", "2")]).expect(200).json();
    let page_names = |page: &Value| -> Value {
        page["items"].as_array().expect("a list").iter().map(|product| product["name"].clone()).collect()
    };
    assert_eq!(page_names(&first), json!(["b1", "b2"]));
    let cursor = first["nextCursor"].as_str().expect("there is more");
    let second =
        producer.list_data_products().query(&[("limit", "2"), ("cursor", cursor)]).expect(200).json();
    assert_eq!(page_names(&second), json!(["d1"]));
    assert!(second.get("nextCursor").is_none());
}
