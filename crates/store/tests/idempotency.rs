//! First answers: kept until they expire, one running request of an id at a time.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use store::idempotency::{self, Record};
use store::{Store, StoreError};
use support::{now, on_each_database};

fn record(id: &str, answer: &str, hours: i64) -> Record {
    Record {
        id: id.into(),
        caller_id: "ann".into(),
        fingerprint: "f".into(),
        answer: answer.into(),
        expires_at: now() + TimeDelta::hours(hours),
    }
}

fn put(store: &Store, record: &Record) {
    store.transaction_blocking(|conn| idempotency::put(conn, record)).unwrap();
}

fn find(store: &Store, id: &str) -> Option<String> {
    let found = store.read_blocking(|conn| idempotency::find(conn, id, now())).unwrap();
    found.map(|record| record.answer)
}

#[test]
fn answers_are_found_until_they_expire_and_then_deleted() {
    on_each_database(|store| {
        put(store, &record("old", "1", -1));
        put(store, &record("new", "2", 1));
        put(store, &record("gone", "3", 1));
        assert_eq!(find(store, "old"), None);
        assert_eq!(find(store, "new").as_deref(), Some("2"));
        store
            .transaction_blocking(|conn| idempotency::forget(conn, &["gone".into(), "none".into()]))
            .unwrap();
        assert_eq!(find(store, "gone"), None);
        let deleted = store.transaction_blocking(|conn| idempotency::delete_expired(conn, now())).unwrap();
        assert_eq!(deleted, 1);
        // One that has expired makes room for another.
        put(store, &record("old", "4", -1));
        put(store, &record("old", "5", 1));
        assert_eq!(find(store, "old").as_deref(), Some("5"));
    });
}

#[test]
fn a_running_request_is_waited_for_but_not_forever() {
    on_each_database(|store| {
        if store
            .read_blocking(|conn| Ok::<_, StoreError>(matches!(conn, store::Connection::Sqlite(_))))
            .unwrap()
        {
            return;
        }
        let (begun, has_begun) = mpsc::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let other = store.clone();
        let running = thread::spawn(move || {
            other.transaction_blocking(|conn| {
                assert!(idempotency::lock(conn, "id")?);
                begun.send(()).unwrap();
                may_end.recv().unwrap();
                idempotency::put(conn, &record("id", "first", 1))
            })
        });
        has_begun.recv().unwrap();
        let take = |id: &str| store.transaction_blocking(|conn| idempotency::lock(conn, id)).unwrap();
        assert!(take("another"), "another request does not wait");
        let start = Instant::now();
        assert!(!take("id"), "it has not ended in time");
        assert!(start.elapsed() > Duration::from_secs(1));
        let waiting = thread::spawn({
            let store = store.clone();
            move || {
                store.transaction_blocking(|conn| {
                    assert!(idempotency::lock(conn, "id")?);
                    idempotency::find(conn, "id", now())
                })
            }
        });
        thread::sleep(Duration::from_millis(50));
        end.send(()).unwrap();
        running.join().unwrap().unwrap();
        assert_eq!(waiting.join().unwrap().unwrap().unwrap().answer, "first");
    });
}
