//! Rows come and go while their table changes, moves to another version, and is deleted and made anew.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use test_support::{App, Client, Reply, Role, on_both_databases};

use crate::samples::{product, table};

on_both_databases!(rows_meet_a_table_that_changes_under_them_and_nothing_fails,);

const ID: &str = "dp:race:t";

fn definition(extra: u32) -> Value {
    let columns = json!([{"name": "k", "type": "bigint"}, {"name": format!("x{extra}"), "type": "int"}]);
    let mut definition = table(columns);
    definition["keys"] = json!(["k"]);
    definition
}

/// A reply that is one of these, as every reply must be.
fn one_of(reply: Reply, statuses: &[u16]) -> bool {
    assert!(statuses.contains(&reply.status), "{reply:?}");
    reply.status < 300
}

fn rows_meet_a_table_that_changes_under_them_and_nothing_fails(app: App) {
    let producer = app.client(Role::Producer);
    let end = Instant::now() + Duration::from_secs(4);
    let (keys, stored, read) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| change(&producer, end));
        for _ in 0..2 {
            scope.spawn(|| {
                while Instant::now() < end {
                    let first = keys.fetch_add(100, Ordering::SeqCst);
                    let rows: Value = (first..first + 100).map(|key| json!({"k": key})).collect();
                    if one_of(producer.ingest_rows(ID).json(&rows).send(), &[201, 404]) {
                        stored.fetch_add(1, Ordering::SeqCst);
                    }
                }
            });
            scope.spawn(|| {
                while Instant::now() < end {
                    if one_of(producer.read_rows(ID).query(&[("limit", "50")]).send(), &[200, 404]) {
                        read.fetch_add(1, Ordering::SeqCst);
                    }
                }
            });
        }
    });
    assert!(stored.into_inner() > 10 && read.into_inner() > 10, "rows and changes met");
}

/// Minor and major changes, removal and deletion, over and over.
fn change(producer: &Client, end: Instant) {
    for turn in 0.. {
        if Instant::now() > end {
            return;
        }
        match turn % 8 {
            0 => {
                producer.create_data_product(&product("race")).expect(201);
                producer.create_schema(ID, &definition(0)).expect(201);
            }
            5 => {
                producer.delete_schema(ID).expect(204);
                producer.create_schema(ID, &definition(turn)).expect(201);
            }
            7 => drop(producer.delete_data_product("dp:race").expect(204)),
            _ => drop(producer.replace_schema(ID, &definition(turn)).expect(200)),
        }
    }
}
