//! Starting, migrating and stopping.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Output;
use std::time::{Duration, Instant};

use serde_json::json;
use test_support::{App, Database, Engine, Role, on_both_databases};

use crate::samples::{draft_table, push, readings, rows, table};

const BINARY: &str = env!("CARGO_BIN_EXE_granary");

on_both_databases!(
    a_database_behind_its_migrations_is_migrated_when_embedded_and_refused_otherwise,
    migrating_says_what_it_did_and_does_it_once,
    a_check_of_the_migrations_changes_nothing,
    two_processes_that_migrate_at_once_do_no_harm,
    a_database_that_is_away_is_named_at_start,
    a_request_that_runs_is_finished_before_the_process_stops,
    what_was_stored_is_there_after_a_restart,
    two_processes_serve_one_database,
    a_body_that_stops_arriving_times_out,
);

fn run(database: &Database, arguments: &[&str]) -> Output {
    database.command("timeout", &[&["20", BINARY], arguments].concat()).output().expect("the program runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn a_database_behind_its_migrations_is_migrated_when_embedded_and_refused_otherwise(database: Database) {
    match database.engine() {
        Engine::Sqlite => {
            let app = App::start(BINARY, database, &[]);
            app.anonymous().get("/healthcheck").expect(200);
        }
        Engine::Postgres => {
            let refused = run(&database, &["serve"]);
            assert!(!refused.status.success());
            assert!(stderr(&refused).contains("granary migrate"), "{}", stderr(&refused));
            let key = run(&database, &["admin", "api-key", "create", "--role", "admin", "--name", "x"]);
            assert!(!key.status.success() && key.stdout.is_empty());
            assert!(
                database.table_names().iter().all(|name| !name.contains("data_products")),
                "nothing is migrated"
            );
            assert!(run(&database, &["migrate"]).status.success());
            App::start(BINARY, database, &[]).anonymous().get("/healthcheck").expect(200);
        }
    }
}

fn migration_count(database: &Database) -> usize {
    let folder = match database.engine() {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let path = format!("{}/../../migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_dir(path).expect("the migrations are there").count()
}

fn migrating_says_what_it_did_and_does_it_once(database: Database) {
    let first = run(&database, &["migrate"]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert_eq!(String::from_utf8_lossy(&first.stdout).lines().count(), migration_count(&database));
    let again = run(&database, &["migrate"]);
    assert!(again.status.success() && again.stdout.is_empty());
}

fn a_check_of_the_migrations_changes_nothing(database: Database) {
    let missing = run(&database, &["migrate", "--check"]);
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&missing.stdout).lines().count(), migration_count(&database));
    assert!(database.table_names().iter().all(|name| name != "data_products"));
    assert!(run(&database, &["migrate"]).status.success());
    let current = run(&database, &["migrate", "--check"]);
    assert!(current.status.success() && current.stdout.is_empty());
}

fn two_processes_that_migrate_at_once_do_no_harm(database: Database) {
    let outputs = std::thread::scope(|scope| {
        let racing: Vec<_> = (0..3).map(|_| scope.spawn(|| run(&database, &["migrate"]))).collect();
        racing.into_iter().map(|run| run.join().expect("an end")).collect::<Vec<_>>()
    });
    for output in &outputs {
        assert!(output.status.success(), "{}", stderr(output));
    }
    assert!(run(&database, &["migrate", "--check"]).status.success());
}

fn a_database_that_is_away_is_named_at_start(database: Database) {
    let url = match database.engine() {
        Engine::Sqlite => "sqlite:/nowhere/at/all/granary.sqlite",
        // Port 1 is nobody's.
        Engine::Postgres => "postgres://granary:geheim@127.0.0.1:1/granary",
    };
    for arguments in [&["serve"][..], &["migrate"], &["admin", "api-key", "list"]] {
        let began = Instant::now();
        let mut command = database.command("timeout", &[&["20", BINARY], arguments].concat());
        let output = command.env("GRANARY_DATABASE_URL", url).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).to_lowercase().contains("database"), "{}", stderr(&output));
        assert!(!stderr(&output).contains("geheim"), "{}", stderr(&output));
        assert!(began.elapsed() < Duration::from_secs(15));
    }
}

fn a_request_that_runs_is_finished_before_the_process_stops(mut app: App) {
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "int"}])));
    let key = app.key(Role::Producer);
    let mut stream = TcpStream::connect(app.address()).expect("the server listens");
    let body = "a\n1\n2\n";
    let head = format!(
        "POST /v1/schemas/{id}/rows HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: {key}\r\n\
         Content-Type: text/csv\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("the server reads");
    // The server asks for the body: now the request runs.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).expect("the server asks for the body");
    assert!(asked.starts_with(b"HTTP/1.1 100"));
    app.ask_to_stop();
    // It takes no new connections soon, and still waits for this request.
    let deadline = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(app.address()).is_ok() {
        assert!(Instant::now() < deadline, "it still takes connections");
        std::thread::sleep(Duration::from_millis(5));
    }
    stream.write_all(body.as_bytes()).expect("the server reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert_eq!(app.ended().code(), Some(0), "{}", app.log());
    app.restart();
    assert_eq!(rows(&app.client(Role::Producer), &id).len(), 2);
}

fn what_was_stored_is_there_after_a_restart(mut app: App) {
    let id = draft_table(&app, "a", &readings());
    push(&app.client(Role::Producer), &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    let before = app.client(Role::Producer).get_schema(&id).expect(200);
    assert_eq!(app.stop().code(), Some(0), "{}", app.log());
    app.restart();
    let after = app.client(Role::Producer).get_schema(&id).expect(200);
    assert_eq!((after.json(), after.header("etag")), (before.json(), before.header("etag")));
    assert_eq!(rows(&app.client(Role::Producer), &id).len(), 1);
}

fn two_processes_serve_one_database(app: App) {
    let id = draft_table(&app, "a", &readings());
    let mut second = app.second();
    let (here, there) = (app.client(Role::Producer), second.with_key(&app.key(Role::Producer)));
    std::thread::scope(|scope| {
        for (client, cell) in [(&here, "here"), (&there, "there")] {
            let id = &id;
            scope.spawn(move || {
                for minute in 10..40 {
                    push(
                        client,
                        id,
                        &json!({"cell": cell, "timestamp": format!("2023-07-08T20:{minute}:00Z")}),
                    );
                }
            });
        }
    });
    assert_eq!(rows(&here, &id), rows(&there, &id));
    assert_eq!(rows(&here, &id).len(), 60);
    assert_eq!(second.stop().code(), Some(0));
}

fn a_body_that_stops_arriving_times_out(database: Database) {
    let app = App::start(BINARY, database, &[("GRANARY_BODY_IDLE_TIMEOUT", "1s")]);
    let id = draft_table(&app, "a", &readings());
    let key = app.key(Role::Producer);
    for (method, path, media_type) in [
        ("POST", format!("/v1/schemas/{id}/rows"), "text/csv"),
        ("POST", "/v1/data-products".to_owned(), "application/json"),
    ] {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: {key}\r\n\
             Content-Type: {media_type}\r\nContent-Length: 1000\r\n\r\ncell,"
        );
        let (status, answer) = test_support::exchange(app.address(), head.into_bytes());
        assert_eq!(status, 408, "{answer}");
        assert!(answer.contains("request-timeout"), "{answer}");
    }
    assert!(rows(&app.client(Role::Producer), &id).is_empty());
}
