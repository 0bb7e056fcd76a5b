//! Every operation is sent several times at once, over connections that break, to two processes on one database: each
//! has one effect and one answer.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use test_support::{App, Client, Reply, Role, on_postgres};

use crate::samples::{product, replacement, table, with};

on_postgres!(each_operation_has_one_effect_and_one_answer);

/// Connections, half of them to each process.
const CONNECTIONS: usize = 4;

/// One operation, as it is sent.
struct Operation {
    method: &'static str,
    path: String,
    key: Option<String>,
    body: Value,
}

/// What was answered: the status, the body, and whether it said to be the first answer again.
type Answer = (u16, Vec<u8>, bool);

fn operation(number: usize) -> Operation {
    let key = Some(format!("operation-{number}"));
    let columns = || table(json!([{"name": "k", "type": "int"}]));
    let (method, path, key, body) = match number % 10 {
        0..6 => ("POST", "/v1/schemas/dp:rows:t/rows".to_owned(), key, json!([{"k": number}])),
        6 | 7 => ("POST", "/v1/data-products".to_owned(), None, product(&format!("made_{number}"))),
        8 => ("POST", format!("/v1/schemas/dp:tables_{}:t{number}", number / 10 % 10), None, columns()),
        _ => {
            let described = with(replacement(), "description", json!(format!("Turn {number}.")));
            ("PUT", "/v1/data-products/dp:replaced".to_owned(), key, described)
        }
    };
    Operation { method, path, key, body }
}

fn each_operation_has_one_effect_and_one_answer(app: App) {
    // `make chaos` asks for more.
    let count: usize =
        std::env::var("CHAOS_OPERATIONS").map_or(500, |text| text.parse().expect("a number of operations"));
    let producer = app.client(Role::Producer);
    for name in
        ["rows", "replaced"].into_iter().map(str::to_owned).chain((0..10).map(|n| format!("tables_{n}")))
    {
        producer.create_data_product(&product(&name)).expect(201);
    }
    producer.create_schema("dp:rows:t", &table(json!([{"name": "k", "type": "int"}]))).expect(201);

    let (second, key) = (app.second(), app.key(Role::Producer));
    let servers = [&*app, &second];
    let answers: Mutex<BTreeMap<usize, Vec<Answer>>> = Mutex::default();
    let together = Barrier::new(CONNECTIONS);
    thread::scope(|scope| {
        for connection in 0..CONNECTIONS {
            let (server, key, answers, together) = (servers[connection % 2], &key, &answers, &together);
            scope.spawn(move || {
                let client = server.with_key(key);
                for number in 0..count {
                    together.wait();
                    for copy in (0..2 + number % 4).filter(|copy| (number + copy) % CONNECTIONS == connection)
                    {
                        // Of three copies one is sent by somebody who does not wait for the answer; the first never.
                        if copy > 0 && (number * 7 + copy) % 3 == 0 {
                            send_and_leave(server.address(), key, &operation(number));
                        } else {
                            let answer = answered(&client, &operation(number));
                            answers.lock().expect("no panic").entry(number).or_default().push(answer);
                        }
                    }
                }
            });
        }
    });

    let answers = answers.into_inner().expect("no panic");
    assert_eq!(answers.len(), count);
    let mut repeated = 0;
    for (number, answers) in &answers {
        let (status, body, _) = &answers[0];
        assert!([200, 201].contains(status), "{number}: {status} {}", String::from_utf8_lossy(body));
        assert!(
            answers.iter().all(|(other, text, _)| (other, text) == (status, body)),
            "{number}: {answers:?}"
        );
        let first = answers.iter().filter(|(_, _, is_replay)| !is_replay).count();
        assert!(first <= 1, "{number}: {first} first answers");
        repeated += answers.len() - first;
    }
    assert!(repeated > count / 2, "only {repeated} answers were given again");
    has_each_effect_once(&app, count);
}

/// Sends until it is answered, as clients do: another copy may be running for a moment.
fn answered(client: &Client, operation: &Operation) -> Answer {
    loop {
        let mut call = client.call(operation.method, &operation.path).json(&operation.body);
        if let Some(key) = &operation.key {
            call = call.header("Idempotency-Key", key);
        }
        let reply: Reply = call.send();
        let is_busy =
            reply.status == 503 || (reply.status == 409 && reply.json()["type"] == "request-in-progress");
        if !is_busy {
            let is_replay = reply.headers.contains_key("idempotent-replayed");
            return (reply.status, reply.body, is_replay);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Sends a whole request and is gone before, or while, it is answered.
fn send_and_leave(address: &str, api_key: &str, operation: &Operation) {
    let (method, path, body) = (operation.method, &operation.path, operation.body.to_string());
    let key = operation.key.iter().map(|key| format!("Idempotency-Key: {key}\r\n")).collect::<String>();
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: granary\r\nX-API-Key: {api_key}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n{key}\r\n{body}"
    );
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.write_all(request.as_bytes()).expect("the server reads");
    thread::sleep(Duration::from_micros(300 * (length as u64 % 8)));
}

fn has_each_effect_once(app: &App, count: usize) {
    // Requests that nobody waits for may still run.
    thread::sleep(Duration::from_secs(1));
    let steward = app.client(Role::Steward);
    let pages = |path: &str| {
        let (mut items, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let call = steward.get(path).query(&[("limit", "100")]);
            let call = cursor.iter().fold(call, |call, cursor| call.query(&[("cursor", cursor)]));
            let page = call.expect(200).json();
            items.extend(page["items"].as_array().expect("a list").iter().cloned());
            match page["nextCursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return items,
            }
        }
    };
    let kinds = |kinds: &[usize]| (0..count).filter(|number| kinds.contains(&(number % 10))).count();

    let stored = app.client(Role::Producer).read_rows("dp:rows:t").accept("text/csv");
    let stored = stored.query(&[("limit", "100000")]).expect(200);
    let mut rows: Vec<usize> =
        stored.text().lines().skip(1).map(|line| line.parse().expect("a number")).collect();
    rows.sort_unstable();
    let sent: Vec<usize> = (0..count).filter(|number| number % 10 < 6).collect();
    assert_eq!(rows, sent, "rows");
    assert_eq!(pages("/v1/data-products/dp:replaced/versions").len(), 1 + kinds(&[9]), "versions");
    let events = pages("/v1/audit-events");
    let done = |action: &str| events.iter().filter(|event| event["action"] == action).count();
    assert_eq!(done("createDataProduct"), 12 + kinds(&[6, 7]));
    assert_eq!(done("createSchema"), 1 + kinds(&[8]));
    assert_eq!(done("replaceDataProduct"), kinds(&[9]));
}
