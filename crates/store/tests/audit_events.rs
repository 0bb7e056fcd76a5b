//! The audit: events are chains, and nothing changes or deletes one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use diesel::RunQueryDsl;
use store::audit_events::{self, AuditEvent, Break, Search};
use store::{Connection, Store, StoreError};
use support::{id, now, on_each_database};

fn append(store: &Store, product: &str, action: &str) {
    let event = AuditEvent {
        id: id(),
        at: now(),
        actor_id: "ann".into(),
        actor_name: "Ann".into(),
        action: action.into(),
        subject: format!("dp:{product}"),
        product: product.into(),
        version_before: None,
        version_after: Some("v1.0".into()),
        request_id: "request".into(),
        sequence: 0,
        previous_hash: String::new(),
        hash: String::new(),
    };
    store.transaction_blocking(|conn| audit_events::append(conn, event)).unwrap();
}

fn run(store: &Store, sql: &str) -> Result<usize, StoreError> {
    store.transaction_blocking(|conn| Ok::<_, StoreError>(diesel::sql_query(sql).execute(conn)?))
}

#[test]
fn events_are_numbered_and_chained_by_product() {
    on_each_database(|store| {
        for action in ["createDataProduct", "createSchema", "deleteDataProduct"] {
            append(store, "a", action);
        }
        append(store, "b", "createDataProduct");
        let search = Search { product: Some("a".into()), ..Search::default() };
        let events = store.read_blocking(|conn| audit_events::list(conn, &search, None, 9)).unwrap();
        let [(_, third), (_, second), (_, first)] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!([first.sequence, second.sequence, third.sequence], [1, 2, 3]);
        assert_eq!((&second.previous_hash, &third.previous_hash), (&first.hash, &second.hash));
        assert_eq!(first.hash, first.expected_hash());
        assert_eq!(store.read_blocking(audit_events::verify).unwrap(), (4, vec![]));
    });
}

#[test]
fn no_event_is_changed_or_deleted() {
    on_each_database(|store| {
        append(store, "a", "createDataProduct");
        for sql in ["UPDATE audit_events SET actor_id = 'eve'", "DELETE FROM audit_events"] {
            assert!(run(store, sql).is_err(), "{sql}");
        }
        assert_eq!(store.read_blocking(audit_events::verify).unwrap().0, 1);
    });
}

#[test]
fn whoever_gets_round_the_database_is_found_out() {
    for tampering in [
        "UPDATE audit_events SET actor_name = 'Eve' WHERE sequence = 2 AND product = 'b'",
        "DELETE FROM audit_events WHERE sequence = 2 AND product = 'b'",
    ] {
        on_each_database(|store| {
            for product in ["a", "b", "c"] {
                (0..3).for_each(|_| append(store, product, "replaceSchema"));
            }
            let disarm: &[&str] = match store
                .read_blocking(|conn| Ok::<_, StoreError>(matches!(conn, Connection::Sqlite(_))))
            {
                Ok(true) => &["DROP TRIGGER audit_events_no_update", "DROP TRIGGER audit_events_no_delete"],
                _ => &["DROP TRIGGER audit_events_append_only ON audit_events"],
            };
            for sql in disarm {
                run(store, sql).unwrap();
            }
            run(store, tampering).unwrap();
            let (_, breaks) = store.read_blocking(audit_events::verify).unwrap();
            let sequence = if tampering.starts_with("DELETE") { 3 } else { 2 };
            assert_eq!(breaks, [Break { product: "b".into(), sequence }], "{tampering}");
        });
    }
}
