//! Bodies that are not what they should be: refused with a 4xx, whatever their size, and nothing is stored.

use std::fs;
use std::io::{self, Read};

use serde_json::json;
use test_support::{App, Role, exchange, on_both_databases};

use crate::samples::{draft_table, product, push, readings, rows};

on_both_databases!(
    malformed_json_is_refused_with_its_place,
    deep_nesting_is_refused,
    a_hundred_megabytes_of_zeros_are_refused_in_little_memory,
    a_body_larger_than_the_operation_takes_is_refused,
    a_body_of_another_media_type_is_refused,
    a_body_without_a_media_type_is_refused,
    a_compressed_body_is_refused,
    an_empty_body_is_refused,
    a_body_that_is_no_object_is_refused,
    a_key_given_twice_is_refused,
    a_body_that_breaks_off_stores_nothing,
    text_that_the_database_cannot_keep_is_refused,
);

/// The most memory that the process ever held, in kB.
fn peak_memory(app: &App) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", app.pid())).expect("Linux tells");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

fn malformed_json_is_refused_with_its_place(app: App) {
    let producer = app.client(Role::Producer);
    for body in [
        "{",
        "{\"name\": }",
        "{\"name\": \"a\",}",
        "not json",
        "{\"name\": \"a\"} x",
        "\u{feff}{}",
        "{'a': 1}",
        "\"\\ud800\"",
    ] {
        let call = producer.call("POST", "/v1/data-products").body("application/json", body);
        let refused = call.refused(400, "invalid-request");
        assert_eq!(refused.faults(), ["/body json"], "{body}");
        assert!(refused.text().contains("line 1 column"), "{refused:?}");
    }
    let call =
        producer.call("POST", "/v1/data-products").body("application/json", b"{\"name\": \"\xff\"}".to_vec());
    call.refused(400, "invalid-request");
    assert_eq!(producer.list_data_products().expect(200).json()["items"], json!([]));
}

fn deep_nesting_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let nested = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    for body in [nested("[", "]"), nested("{\"a\":", "}"), "[".repeat(10_000), "[{\"cell\":".repeat(10_000)] {
        let create = producer.call("POST", "/v1/data-products").body("application/json", body.clone());
        create.refused(400, "invalid-request");
        let schema = producer.call("POST", "/v1/schemas/dp:a:more").body("application/json", body.clone());
        schema.refused(400, "invalid-request");
        let status = producer.ingest_rows(&id).body("application/json", body.clone()).send().status;
        assert!([400, 422].contains(&status), "{status}");
        let lines = producer.ingest_rows(&id).body("application/x-ndjson", format!("{body}\n{body}\n"));
        lines.refused(422, "rows-rejected");
    }
    let value = format!("[{{\"cell\": {}}}]", nested("[", "]"));
    let status = producer.ingest_rows(&id).body("application/json", value).send().status;
    assert!([400, 422].contains(&status), "{status}");
    let map = "[".repeat(5_000);
    let call = producer.ingest_rows(&id).query(&[("columnMap", &map)]).body("text/csv", "cell\n");
    call.refused(400, "invalid-request");
    app.anonymous().get("/running").expect(200);
    assert!(rows(&producer, &id).is_empty());
}

fn a_hundred_megabytes_of_zeros_are_refused_in_little_memory(app: App) {
    const SIZE: u64 = 100 << 20;
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    push(&producer, &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    for media_type in
        ["application/json", "application/x-ndjson", "text/csv", "application/x-www-form-urlencoded"]
    {
        let zeros = reqwest::blocking::Body::sized(io::repeat(0).take(SIZE), SIZE);
        let status = producer.ingest_rows(&id).body(media_type, zeros).send().status;
        assert!([400, 413, 422].contains(&status), "{media_type}: {status}");
        let zeros = reqwest::blocking::Body::new(io::repeat(0).take(SIZE));
        let status = producer.ingest_rows(&id).body(media_type, zeros).send().status;
        assert!([400, 413, 422].contains(&status), "{media_type} in chunks: {status}");
    }
    let peak = peak_memory(&app);
    assert!(peak < 150_000, "{peak} kB");
    assert_eq!(rows(&producer, &id).len(), 1);
    let left: Vec<_> = fs::read_dir(app.database.dir().join("spool")).expect("the folder is there").collect();
    assert!(left.is_empty(), "{left:?} stays behind");
}

fn a_body_larger_than_the_operation_takes_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let key = app.key(Role::Producer);
    let mut body = product("a");
    body["description"] = json!("x".repeat(2 << 20));
    let body = body.to_string();
    let head = format!(
        "POST /v1/data-products HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: {key}\r\nContent-Type: application/json\r\n"
    );
    let with_length = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
    let (status, answer) = exchange(app.address(), with_length.into_bytes());
    assert_eq!(status, 413);
    assert!(answer.contains("body-too-large"), "{answer}");
    let in_chunks =
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let (status, answer) = exchange(app.address(), in_chunks.into_bytes());
    assert_eq!(status, 413);
    assert!(answer.contains("body-too-large"), "{answer}");
    // What says that it is too large is refused before it comes.
    let promised = format!("{head}Content-Length: 99999999999\r\n\r\n");
    assert_eq!(exchange(app.address(), promised.into_bytes()).0, 413);
    let id = draft_table(&app, "b", &readings());
    let head = head.replace("/v1/data-products", &format!("/v1/schemas/{id}/rows"));
    let promised = format!("{head}Content-Length: {}\r\n\r\n", (1_u64 << 30) + 1);
    assert_eq!(exchange(app.address(), promised.into_bytes()).0, 413);
    producer.get_data_product("dp:a").refused(404, "not-found");
}

fn a_body_of_another_media_type_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let body = product("b").to_string();
    for media_type in
        ["text/plain", "text/json", "application/xml", "application/json; charset=utf-16", "*/*", "json", ""]
    {
        let create = producer.call("POST", "/v1/data-products").body(media_type, body.clone());
        let refused = create.refused(415, "unsupported-media-type");
        assert!(refused.text().contains("application/json"), "what is taken is named");
        producer.ingest_rows(&id).body(media_type, "cell\n").refused(415, "unsupported-media-type");
    }
    producer.call("POST", "/v1/data-products").body("text/csv", "a\n").refused(415, "unsupported-media-type");
    producer.get_data_product("dp:b").refused(404, "not-found");
    let same = producer.call("POST", "/v1/data-products").body("Application/JSON; charset=\"UTF-8\"", body);
    same.expect(201);
}

fn a_body_without_a_media_type_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let body = product("b").to_string();
    producer.call("POST", "/v1/data-products").untyped_body(body).refused(415, "unsupported-media-type");
    producer.ingest_rows(&id).untyped_body("cell\n").refused(415, "unsupported-media-type");
    producer.get_data_product("dp:b").refused(404, "not-found");
}

fn a_compressed_body_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    for coding in ["gzip", "br", "deflate", "identity, gzip"] {
        let create = producer.create_data_product(&product("b")).header("Content-Encoding", coding);
        create.refused(415, "unsupported-media-type");
        let ingest =
            producer.ingest_rows(&id).header("Content-Encoding", coding).body("text/csv", "cell,timestamp\n");
        ingest.refused(415, "unsupported-media-type");
    }
    producer.get_data_product("dp:b").refused(404, "not-found");
    producer.create_data_product(&product("b")).header("Content-Encoding", "identity").expect(201);
}

fn an_empty_body_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    for call in [
        producer.call("POST", "/v1/data-products"),
        producer.call("POST", "/v1/data-products").body("application/json", ""),
        producer.call("PUT", "/v1/data-products/dp:a").body("application/json", ""),
        producer.call("POST", "/v1/schemas/dp:a:more").body("application/json", ""),
        producer.call("POST", "/v1/schemas/dp:a:more/rows"),
        producer.ingest_rows(&id).body("application/json", ""),
    ] {
        assert_eq!(call.refused(400, "invalid-request").faults(), ["/body required"]);
    }
    producer.ingest_rows(&id).body("application/x-www-form-urlencoded", "").refused(400, "malformed-rows");
    let headless = producer.ingest_rows(&id).body("text/csv", "").refused(422, "rows-rejected");
    assert_eq!(headless.row_faults(), ["0 1 - header"]);
    // No line is no row.
    assert_eq!(producer.ingest_rows(&id).body("application/x-ndjson", "").expect(201).json()["accepted"], 0);
    assert!(rows(&producer, &id).is_empty());
}

fn a_body_that_is_no_object_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    for body in ["null", "1", "\"text\"", "[]", "[{}]", "true"] {
        let call = producer.call("POST", "/v1/data-products").body("application/json", body);
        assert_eq!(call.refused(400, "invalid-request").faults(), ["/body type"], "{body}");
    }
}

fn a_key_given_twice_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let text = product("a").to_string();
    let twice = text.replacen('{', "{\"name\": \"b\",", 1);
    let refused = producer.call("POST", "/v1/data-products").body("application/json", twice);
    assert_eq!(refused.refused(400, "invalid-request").faults(), ["/body/name duplicate"]);
    assert_eq!(producer.list_data_products().expect(200).json()["items"], json!([]));
}

fn a_body_that_breaks_off_stores_nothing(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let key = app.key(Role::Producer);
    let head = format!(
        "POST /v1/schemas/{id}/rows HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: {key}\r\nContent-Type: text/csv\r\n"
    );
    let csv = "cell,timestamp\nv1,2023-07-08T20:00:00Z\n";
    for request in [
        format!("{head}Content-Length: 1000\r\n\r\n{csv}"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{csv}\r\n", csv.len()),
    ] {
        let mut stream = std::net::TcpStream::connect(app.address()).expect("the server listens");
        io::Write::write_all(&mut stream, request.as_bytes()).expect("the server reads");
        stream.shutdown(std::net::Shutdown::Write).expect("the connection stands");
        let mut answer = Vec::new();
        // The server may answer or hang up.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    assert_eq!(
        exchange(app.address(), format!("{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n").into_bytes()).0,
        400
    );
    assert!(rows(&producer, &id).is_empty());
}

fn text_that_the_database_cannot_keep_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let nul = "a\u{0}b";
    let mut body = product("a");
    body["description"] = json!(nul);
    body["tags"] = json!({nul: nul});
    let status = producer.create_data_product(&body).send().status;
    assert!([201, 400].contains(&status), "{status}");
    if status == 201 {
        assert_eq!(producer.get_data_product("dp:a").expect(200).json()["description"], nul);
    }
    let id = draft_table(&app, "b", &readings());
    let mut definition = readings();
    definition["tableDescription"] = json!(nul);
    definition["columns"][0]["description"] = json!(nul);
    definition["columnMap"] = json!({nul: "cell"});
    let status = producer.replace_schema(&id, &definition).send().status;
    assert!([200, 400, 422].contains(&status), "{status}");
}
