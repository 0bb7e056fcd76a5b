//! Answers about published versions come from memory, and never from before a change of rights or life cycle.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::json;
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{draft_table, publish, readings};

on_both_databases!(
    the_same_version_is_answered_alike_to_all_who_may_see_it,
    no_process_answers_from_before_a_change,
);

const PRODUCT: &str = "dp:a:v1.0";
const TABLE: &str = "dp:a:v1.0:readings";

fn the_same_version_is_answered_alike_to_all_who_may_see_it(app: App) {
    draft_table(&app, "a", &readings());
    let consumer = app.client(Role::Consumer);
    consumer.get_schema(TABLE).refused(404, "not-found");
    app.client(Role::Producer).get_schema(TABLE).expect(200);
    consumer.get_schema(TABLE).refused(404, "not-found");
    publish(&app, "a");
    for role in [Role::Consumer, Role::Producer, Role::Steward, Role::Consumer] {
        let client = app.client(role);
        for (versioned, latest) in [
            (client.get_schema(TABLE), client.get_schema("dp:a:readings")),
            (client.get_data_product(PRODUCT), client.get_data_product("dp:a")),
        ] {
            let (versioned, latest) = (versioned.expect(200), latest.expect(200));
            assert_eq!(versioned.json(), latest.json());
            assert_eq!(versioned.header("etag"), latest.header("etag"));
            assert_eq!(versioned.header("content-type"), "application/json");
        }
    }
    let e_tag = consumer.get_schema(TABLE).expect(200).header("etag").to_owned();
    for _ in 0..2 {
        let reply = consumer.get_schema(TABLE).header("If-None-Match", &e_tag).expect(304);
        assert_eq!((reply.header("etag"), reply.body.len()), (e_tag.as_str(), 0));
        consumer.get_schema(TABLE).header("If-None-Match", "\"other\"").expect(200);
    }
    consumer.get_schema(TABLE).header("X-API-Key", "nonsense").refused(401, "unauthenticated");
    // Both reads were noted, the ones from memory too.
    app.client(Role::Steward).replace_schema("dp:a:readings", &readings()).expect(200);
    assert_eq!(consumer.get_schema(TABLE).expect(200).json()["version"], "v1.0");
}

/// Ends the reading, also when a test fails.
pub struct Reading<'a>(pub &'a AtomicBool);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// Reads both over and over, so that every process has them in memory up to the last moment.
fn keep_reading(client: &Client, goes_on: &AtomicBool) {
    while goes_on.load(Ordering::SeqCst) {
        client.get_schema(TABLE).send();
        client.get_data_product(PRODUCT).send();
    }
}

fn no_process_answers_from_before_a_change(app: App) {
    draft_table(&app, "a", &readings());
    publish(&app, "a");
    let (steward, second) = (app.client(Role::Steward), app.second());
    let clients = [app.client(Role::Consumer), second.with_key(&app.key(Role::Consumer))];
    let there = second.with_key(&app.key(Role::Steward));
    let goes_on = AtomicBool::new(true);
    thread::scope(|scope| {
        let _reading = Reading(&goes_on);
        for client in &clients {
            scope.spawn(|| keep_reading(client, &goes_on));
        }
        for turn in 0..10 {
            let change = if turn % 2 == 0 { &steward } else { &there };
            let deprecated = json!({"status": "deprecated", "sunset": "2999-01-01T00:00:00Z"});
            change.set_lifecycle("dp:a", &deprecated).expect(200);
            for client in &clients {
                for reply in
                    [client.get_schema(TABLE).expect(200), client.get_data_product(PRODUCT).expect(200)]
                {
                    assert_eq!(reply.header("sunset"), "Tue, 01 Jan 2999 00:00:00 GMT");
                }
            }
            change.set_lifecycle("dp:a", &json!({"status": "published"})).expect(200);
            for client in &clients {
                for reply in
                    [client.get_schema(TABLE).expect(200), client.get_data_product(PRODUCT).expect(200)]
                {
                    assert!(!reply.headers.contains_key("sunset"), "{reply:?}");
                }
            }
        }
        there
            .set_lifecycle("dp:a", &json!({"status": "deprecated", "sunset": "2999-01-01T00:00:00Z"}))
            .expect(200);
        there.set_lifecycle("dp:a", &json!({"status": "retired"})).expect(200);
        for client in &clients {
            client.get_schema(TABLE).refused(410, "retired");
            client.get_data_product(PRODUCT).refused(410, "retired");
        }
        steward.delete_data_product("dp:a").expect(204);
        for client in &clients {
            client.get_schema(TABLE).refused(404, "not-found");
            client.get_data_product(PRODUCT).refused(404, "not-found");
        }
    });
}
