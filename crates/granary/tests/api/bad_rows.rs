//! Rows as JSON, NDJSON and forms that are broken or do not fit.

use serde_json::{Value, json};
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{draft_table, rows, table};

on_both_databases!(
    a_document_that_is_no_json_is_refused,
    a_document_that_is_no_list_of_objects_is_refused,
    a_column_that_does_not_exist_is_named,
    a_column_given_twice_is_named,
    bytes_that_are_no_utf_8_are_refused,
    nul_characters_and_half_characters_are_refused,
    an_array_of_many_bad_rows_is_counted_to_its_end,
    bad_rows_behind_good_ones_store_nothing,
    a_table_that_does_not_exist_takes_no_rows,
);

fn client_and_table(app: &App) -> (Client, String) {
    let columns = json!([{"name": "a", "type": "int", "nullable": false}, {"name": "b", "type": "string"}]);
    (app.client(Role::Producer), draft_table(app, "a", &table(columns)))
}

#[track_caller]
fn row_faults(client: &Client, id: &str, media_type: &str, body: impl Into<Vec<u8>>) -> Vec<String> {
    let reply = client.ingest_rows(id).body(media_type, body.into()).refused(422, "rows-rejected");
    assert!(rows(client, id).is_empty());
    reply.row_faults()
}

fn a_document_that_is_no_json_is_refused(app: App) {
    let (client, id) = client_and_table(&app);
    for body in [
        "{",
        "[{\"a\":1},",
        "[{\"a\":1}",
        "[{\"a\":1}]]",
        "{\"a\":1}{\"a\":2}",
        "[{\"a\":01}]",
        "[{a:1}]",
        "\u{feff}[]",
        "[{\"b\":\"geheim}]",
    ] {
        let refused = client.ingest_rows(&id).body("application/json", body).refused(400, "malformed-rows");
        assert!(refused.text().contains("line 1"), "{refused:?}");
        assert!(!refused.text().contains("geheim"));
    }
    assert!(rows(&client, &id).is_empty());
}

fn a_document_that_is_no_list_of_objects_is_refused(app: App) {
    let (client, id) = client_and_table(&app);
    for body in ["1", "\"geheim\"", "null", "true"] {
        let refused = client.ingest_rows(&id).body("application/json", body).refused(400, "malformed-rows");
        assert!(!refused.text().contains("geheim"));
    }
    let faults = row_faults(&client, &id, "application/json", "[{\"a\":1}, 1, [{\"a\":2}], null, \"x\", {}]");
    assert_eq!(faults, ["2 - - type", "3 - - type", "4 - - type", "5 - - type", "6 - a required"]);
}

fn a_column_that_does_not_exist_is_named(app: App) {
    let (client, id) = client_and_table(&app);
    let body = "{\"a\":1,\"nowhere\":1,\"_id\":1}";
    assert_eq!(
        row_faults(&client, &id, "application/json", body),
        ["1 - nowhere unknown-column", "1 - _id unknown-column"]
    );
    assert_eq!(row_faults(&client, &id, "application/x-ndjson", body)[0], "1 1 nowhere unknown-column");
    // A value in the place of a name is not repeated.
    let refused =
        client.ingest_rows(&id).json(&json!({"a": 1, "Max Mustermann": 1})).refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["1 - - unknown-column"]);
    assert!(!refused.text().contains("Mustermann"));
}

fn a_column_given_twice_is_named(app: App) {
    let (client, id) = client_and_table(&app);
    let body = "{\"a\":1,\"a\":1}";
    assert_eq!(row_faults(&client, &id, "application/json", body), ["1 - a duplicate-column"]);
    assert_eq!(row_faults(&client, &id, "application/x-ndjson", body), ["1 1 a duplicate-column"]);
}

fn bytes_that_are_no_utf_8_are_refused(app: App) {
    let (client, id) = client_and_table(&app);
    let body = b"{\"a\":1}\n{\"a\":2,\"b\":\"\xff\"}\n{\"\xff\":2}\n";
    assert_eq!(row_faults(&client, &id, "application/x-ndjson", *body), ["2 2 - encoding", "3 3 - encoding"]);
    for body in [
        b"[{\"a\":1,\"b\":\"\xff\"}]".as_slice(),
        b"[{\"a\":1,\"\xff\":1}]",
        b"\xff\xfe",
        b"[{\"a\":1,\"b\":\"\xed\xa0\x80\"}]",
    ] {
        let status = client.ingest_rows(&id).body("application/json", body.to_vec()).send().status;
        assert!([400, 422].contains(&status), "{status}");
    }
    let form = "application/x-www-form-urlencoded";
    assert_eq!(row_faults(&client, &id, form, "a=1&b=%ff"), ["1 - b encoding"]);
    assert_eq!(row_faults(&client, &id, form, "a=1&%ff=x"), ["1 - - encoding"]);
    assert!(rows(&client, &id).is_empty());
}

fn nul_characters_and_half_characters_are_refused(app: App) {
    let (client, id) = client_and_table(&app);
    for text in ["\\u0000", "x\\u0000y", "\\ud800", "\\udc00\\ud800"] {
        let body = format!("[{{\"a\":1,\"b\":\"{text}\"}}]");
        assert_eq!(row_faults(&client, &id, "application/json", body), ["1 - b encoding"], "{text}");
    }
    assert_eq!(
        row_faults(&client, &id, "application/x-www-form-urlencoded", "a=1&b=%00"),
        ["1 - b encoding"]
    );
    for (name, value) in [("constant[b]", "\0"), ("columnMap", "{\"\\u0000\": \"a\"}")] {
        let status = client.ingest_rows(&id).query(&[(name, value)]).body("text/csv", "a\n1\n").send().status;
        assert!([201, 400, 422].contains(&status), "{name}: {status}");
    }
    let call = client.read_rows(&id).query(&[("filter[b]", "\0")]);
    call.refused(400, "invalid-request");
}

fn an_array_of_many_bad_rows_is_counted_to_its_end(app: App) {
    let (client, id) = client_and_table(&app);
    let bad: Vec<Value> = (0..5_000).map(|_| json!({"a": "x", "b": 1})).collect();
    let refused = client.ingest_rows(&id).json(&json!(bad)).refused(422, "rows-rejected");
    assert_eq!(refused.json()["rejected"], 5_000);
    assert_eq!(refused.row_faults().len(), 100, "of which each row has two");
    assert!(rows(&client, &id).is_empty());
}

fn bad_rows_behind_good_ones_store_nothing(app: App) {
    let (client, id) = client_and_table(&app);
    let good = |count: usize| (0..count).map(|a| format!("{{\"a\":{a}}}")).collect::<Vec<_>>();
    let mut lines = good(20_000);
    lines.push("{\"a\":null}".to_owned());
    let faults = row_faults(&client, &id, "application/x-ndjson", lines.join("\n"));
    assert_eq!(faults, ["20001 20001 a required"]);
    let mut broken = format!("[{}", good(20_000).join(","));
    broken.push_str(",}");
    client.ingest_rows(&id).body("application/json", broken).refused(400, "malformed-rows");
    assert!(rows(&client, &id).is_empty());
}

fn a_table_that_does_not_exist_takes_no_rows(app: App) {
    let (client, _) = client_and_table(&app);
    for id in ["dp:a:nowhere", "dp:nowhere:readings", "dp:a:v9.0:readings"] {
        client.ingest_rows(id).json(&json!({"a": 1})).refused(404, "not-found");
        client.read_rows(id).refused(404, "not-found");
    }
}
