//! The database goes away while the service runs, and comes back.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use test_support::{App, Call, Database, Role, on_postgres};

use crate::samples::{draft_table, push, rows, table};

const BINARY: &str = env!("CARGO_BIN_EXE_granary");

on_postgres!(
    connections_that_the_database_closed_are_replaced,
    without_its_database_the_service_answers_503_and_recovers,
);

fn connections_that_the_database_closed_are_replaced(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "int"}])));
    push(&producer, &id, &json!({"a": 0}));
    for round in 1..4 {
        app.database.close_connections();
        let deadline = Instant::now() + Duration::from_secs(10);
        until_it_works(deadline, || producer.list_data_products(), 200);
        app.database.close_connections();
        // A batch that met a closed connection was not stored, and the answer says to try again.
        until_it_works(deadline, || producer.ingest_rows(&id).json(&json!({"a": round})), 201);
        assert_eq!(rows(&producer, &id).len(), round + 1);
    }
}

/// Calls until the answer is `status`; before that the service may only say that it is not available.
fn until_it_works(deadline: Instant, call: impl Fn() -> Call, status: u16) {
    loop {
        let reply = call().send();
        if reply.status == status {
            return;
        }
        assert_eq!(reply.status, 503, "{reply:?}");
        assert!(Instant::now() < deadline, "the service does not recover");
    }
}

fn without_its_database_the_service_answers_503_and_recovers(database: Database) {
    let app = App::start(BINARY, database, &[("GRANARY_DATABASE_CONNECTION_TIMEOUT", "300ms")]);
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "int"}])));
    let never_used = app.new_key(Role::Producer, "never used");
    app.database.allow_connections(false);
    for _ in 0..3 {
        for call in [
            producer.list_data_products(),
            producer.get_schema(&id),
            producer.read_rows(&id),
            producer.ingest_rows(&id).json(&json!({"a": 1})),
            // Whether the key is good cannot be said.
            app.with_key(&never_used).list_data_products(),
        ] {
            let began = Instant::now();
            let refused = call.refused(503, "unavailable");
            assert!(!refused.text().contains("granary_test"), "nothing of the database is told: {refused:?}");
            assert!(began.elapsed() < Duration::from_secs(10));
        }
    }
    app.anonymous().get("/healthcheck").expect(503);
    app.anonymous().get("/running").expect(200);
    app.database.allow_connections(true);
    let deadline = Instant::now() + Duration::from_secs(10);
    while app.anonymous().get("/healthcheck").send().status != 200 {
        assert!(Instant::now() < deadline, "the service does not recover");
        thread::sleep(Duration::from_millis(20));
    }
    assert!(rows(&producer, &id).is_empty());
    push(&producer, &id, &json!({"a": 1}));
}
