//! kill -9 in the middle of ingest: what was acknowledged is there exactly once, what was not is there whole or not
//! at all.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{draft_table, table};

on_both_databases!(every_acknowledged_batch_survives_kills_exactly_once);

const CLIENTS: u32 = 2;
const ROWS: u32 = 200;

/// A sequence that is the same in every run, so that a failure can be repeated.
struct Lottery(u64);

impl Lottery {
    /// A number from 0 to `limit` - 1.
    fn draw(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// The batches that were sent, and those of them that were acknowledged.
#[derive(Default)]
struct Books {
    next: AtomicU32,
    acknowledged: Mutex<BTreeMap<u32, String>>,
    /// Batches on whose way the server was killed.
    interrupted: AtomicU32,
}

fn every_acknowledged_batch_survives_kills_exactly_once(mut app: App) {
    let columns = json!([{"name": "batch", "type": "int"}, {"name": "row_number", "type": "int"}, {"name": "note", "type": "string"}]);
    let id = draft_table(&app, "a", &table(columns));
    let books = Books::default();
    let mut lottery = Lottery(2);
    // `make chaos` asks for more.
    let rounds: u32 =
        std::env::var("CHAOS_ROUNDS").map_or(20, |text| text.parse().expect("a number of rounds"));
    for _ in 0..rounds {
        let client = app.client(Role::Producer);
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| ingest_until_killed(&client, &id, &books));
            }
            // At any moment of a batch, of which there are several.
            thread::sleep(Duration::from_micros(20_000 + lottery.draw(300_000)));
            app.kill();
        });
        app.restart();
    }

    let acknowledged = books.acknowledged.into_inner().expect("no client panicked");
    let sent = books.next.into_inner();
    assert!(acknowledged.len() > rounds as usize, "only {} batches were acknowledged", acknowledged.len());
    let interrupted = books.interrupted.into_inner();
    assert!(interrupted > rounds, "only {interrupted} batches were on their way when the server was killed");
    let stored = stored_rows(&app, &id);
    for batch in 0..sent {
        let numbers = stored.get(&batch).cloned().unwrap_or_default();
        let whole = numbers == (0..ROWS).collect::<Vec<_>>();
        if acknowledged.contains_key(&batch) {
            assert!(whole, "batch {batch} was acknowledged and has {} rows", numbers.len());
        } else {
            assert!(whole || numbers.is_empty(), "batch {batch} is there with {} rows", numbers.len());
        }
    }
    assert!(stored.keys().all(|batch| *batch < sent));
    let ids: std::collections::BTreeSet<&String> = acknowledged.values().collect();
    assert_eq!(ids.len(), acknowledged.len(), "every receipt names another batch");
}

/// Pushes batches of numbers that were never used, until the server is gone.
fn ingest_until_killed(client: &Client, id: &str, books: &Books) {
    loop {
        let batch = books.next.fetch_add(1, Ordering::SeqCst);
        let csv: String = (0..ROWS).map(|row| format!("{batch},{row},note {row} of {batch}\n")).collect();
        let call = client.ingest_rows(id).body("text/csv", format!("batch,row_number,note\n{csv}"));
        match call.try_send() {
            Ok(reply) => {
                assert_eq!(reply.status, 201, "{reply:?}");
                let receipt = reply.json();
                assert_eq!(receipt["accepted"], ROWS);
                let batch_id = receipt["batchId"].as_str().expect("an id").to_owned();
                books.acknowledged.lock().expect("no client panicked").insert(batch, batch_id);
            }
            Err(error) if error.is_connect() => return,
            Err(_) => {
                books.interrupted.fetch_add(1, Ordering::SeqCst);
                return;
            }
        }
    }
}

/// The row numbers of each batch, in the order of arrival.
fn stored_rows(app: &App, id: &str) -> BTreeMap<u32, Vec<u32>> {
    let call = app
        .client(Role::Producer)
        .read_rows(id)
        .query(&[("columns", "batch,row_number"), ("limit", "1000000")]);
    let reply = call.accept("text/csv").expect(200);
    assert!(reply.headers.get("link").is_none(), "all rows are on one page");
    let mut stored: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for line in reply.text().lines().skip(1) {
        let (batch, row) = line.split_once(',').expect("two columns");
        stored.entry(batch.parse().expect("a number")).or_default().push(row.parse().expect("a number"));
    }
    stored
}
