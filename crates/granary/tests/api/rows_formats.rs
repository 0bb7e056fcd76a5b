//! Every format in and every format out.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{column, draft_table, publish, readings, rows, table, with};

on_both_databases!(
    an_object_an_array_and_an_empty_array_are_json,
    ndjson_is_one_object_a_line,
    csv_has_a_header_in_any_order,
    csv_is_read_however_it_is_quoted_and_ended,
    a_form_is_one_row,
    a_receipt_counts_the_rows_and_names_the_batch,
    one_bad_row_of_three_stores_nothing,
    every_bad_row_is_named_and_a_hundred_at_most,
    constants_fill_a_column_in_every_format,
    a_constant_and_a_field_do_not_fight_over_a_column,
    the_column_map_of_the_request_wins,
    rows_come_out_as_json_ndjson_or_csv,
    accept_decides_by_quality,
    an_empty_table_comes_out_in_every_format,
    rows_go_to_the_version_that_the_id_names_only_when_it_is_the_latest,
);

fn pair() -> Value {
    table(json!([{"name": "a", "type": "int", "nullable": false}, {"name": "b", "type": "string"}]))
}

fn an_object_an_array_and_an_empty_array_are_json(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    producer.ingest_rows(&id).json(&json!({"a": 1})).expect(201);
    producer.ingest_rows(&id).json(&json!([{"b": null, "a": 2}, {"a": 3, "b": "x"}])).expect(201);
    let empty = producer.ingest_rows(&id).json(&json!([])).expect(201).json();
    assert_eq!(empty["accepted"], 0);
    let expected = [json!({"a": 1, "b": null}), json!({"a": 2, "b": null}), json!({"a": 3, "b": "x"})];
    assert_eq!(rows(&producer, &id), expected);
}

fn ndjson_is_one_object_a_line(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    let lines = "{\"a\": 1}\r\n\n  {\"b\":\"x\\ny\",\"a\":2}  \n{\"a\":3}";
    let receipt = producer.ingest_rows(&id).body("application/x-ndjson", lines).expect(201).json();
    assert_eq!(receipt["accepted"], 3);
    assert_eq!(column(&producer, &id, "b"), [json!(null), json!("x\ny"), json!(null)]);
    let bad = "{\"a\": 4}\n\n[1]\n{\"a\":5}{\"a\":6}\n{\"a\":\n";
    let refused = producer.ingest_rows(&id).body("application/x-ndjson", bad).refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["2 3 - type", "3 4 - json", "4 5 - json"]);
    assert_eq!(rows(&producer, &id).len(), 3);
}

fn csv_has_a_header_in_any_order(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    producer.ingest_rows(&id).body("text/csv", "b,a\nx,1\n,2\n").expect(201);
    producer.ingest_rows(&id).body("text/csv", "a\n3\n").expect(201);
    producer.ingest_rows(&id).body("text/csv", "a,b\n").expect(201);
    assert_eq!(column(&producer, &id, "b"), [json!("x"), json!(null), json!(null)]);
}

fn csv_is_read_however_it_is_quoted_and_ended(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    let csv = "\u{feff}\"a\" ,b\r\n 1 ,\"x, \"\"y\"\"\r\nz\"\r\n\r\n\"2\",\" kept \"\r\n3,\u{1f331}";
    producer.ingest_rows(&id).body("text/csv", csv.replace("\"a\" ,", "\"a\",")).expect(201);
    assert_eq!(column(&producer, &id, "a"), [1, 2, 3]);
    assert_eq!(column(&producer, &id, "b"), ["x, \"y\"\r\nz", " kept ", "\u{1f331}"]);
}

fn a_form_is_one_row(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    let form = "application/x-www-form-urlencoded";
    producer.ingest_rows(&id).body(form, "a=1&b=x+y%26%C3%A4").expect(201);
    producer.ingest_rows(&id).body(form, "a=+2+&b=").expect(201);
    assert_eq!(rows(&producer, &id), [json!({"a": 1, "b": "x y&ä"}), json!({"a": 2, "b": null})]);
    let refused = producer.ingest_rows(&id).body(form, "a=x&a=2&c=1").refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["1 - a duplicate-column", "1 - c unknown-column", "1 - a type"]);
    assert_eq!(rows(&producer, &id).len(), 2);
}

fn a_receipt_counts_the_rows_and_names_the_batch(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    let first = producer.ingest_rows(&id).json(&json!([{"a": 1}, {"a": 2}])).expect(201).json();
    assert_eq!(
        (&first["accepted"], &first["rejected"], &first["errors"]),
        (&json!(2), &json!(0), &json!([]))
    );
    let second = producer.ingest_rows(&id).json(&json!([{"a": 1}, {"a": 2}])).expect(201).json();
    assert_ne!(first["batchId"], second["batchId"]);
}

fn one_bad_row_of_three_stores_nothing(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    let bodies = [
        ("application/json", "[{\"a\":1},{\"a\":\"zwei\"},{\"a\":3}]", "2 - a type"),
        ("application/x-ndjson", "{\"a\":1}\n{\"a\":\"zwei\"}\n{\"a\":3}\n", "2 2 a type"),
        ("text/csv", "a\n1\nzwei\n3\n", "2 3 a type"),
    ];
    for (media_type, body, fault) in bodies {
        let refused = producer.ingest_rows(&id).body(media_type, body).refused(422, "rows-rejected");
        assert_eq!(refused.row_faults(), [fault], "{media_type}");
        assert_eq!((&refused.json()["accepted"], &refused.json()["rejected"]), (&json!(0), &json!(1)));
        assert!(!refused.text().contains("zwei"));
    }
    assert!(rows(&producer, &id).is_empty());
}

fn every_bad_row_is_named_and_a_hundred_at_most(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    // Every third row of 600 is bad.
    let csv: String =
        (1..=600).map(|row| if row % 3 == 0 { "x\n".to_owned() } else { format!("{row}\n") }).collect();
    let refused =
        producer.ingest_rows(&id).body("text/csv", format!("a\n{csv}")).refused(422, "rows-rejected");
    assert_eq!(refused.json()["rejected"], 200);
    let expected: Vec<String> = (1..=100).map(|nth| format!("{} {} a type", 3 * nth, 3 * nth + 1)).collect();
    assert_eq!(refused.row_faults(), expected);
    assert!(rows(&producer, &id).is_empty());
}

fn constants_fill_a_column_in_every_format(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    let bodies = [
        ("application/json", "[{\"b\":\"j\"}]"),
        ("application/x-ndjson", "{\"b\":\"n\"}"),
        ("text/csv", "b\nc\n"),
        ("application/x-www-form-urlencoded", "b=f"),
    ];
    for (media_type, body) in bodies {
        producer.ingest_rows(&id).query(&[("constant[a]", " 7 ")]).body(media_type, body).expect(201);
    }
    assert_eq!(column(&producer, &id, "a"), [7, 7, 7, 7]);
    assert_eq!(column(&producer, &id, "b"), ["j", "n", "c", "f"]);
    let refused = producer.ingest_rows(&id).query(&[("constant[a]", "sieben")]).body("text/csv", "b\nx\n");
    let refused = refused.refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["0 - a type"]);
    assert!(!refused.text().contains("sieben"));
    let refused = producer.ingest_rows(&id).query(&[("constant[c]", "1")]).body("text/csv", "b\nx\n");
    assert_eq!(refused.refused(400, "invalid-request").faults(), ["/query/constant/c unknown-column"]);
    assert_eq!(rows(&producer, &id).len(), 4);
}

fn a_constant_and_a_field_do_not_fight_over_a_column(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    for (media_type, body) in [("application/json", "{\"a\":1}"), ("text/csv", "a\n1\n")] {
        let call = producer.ingest_rows(&id).query(&[("constant[a]", "1")]).body(media_type, body);
        call.refused(422, "rows-rejected");
    }
    assert!(rows(&producer, &id).is_empty());
}

fn the_column_map_of_the_request_wins(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &with(pair(), "columnMap", json!({"X": "b", "Y (%)": "a"})));
    producer.ingest_rows(&id).body("text/csv", " Y (%) ,X\n1,x\n").expect(201);
    let swapped = producer.ingest_rows(&id).query(&[("columnMap", "{\"X\": \"a\"}")]);
    swapped.body("text/csv", "X,b\n2,y\n").expect(201);
    assert_eq!(rows(&producer, &id), [json!({"a": 1, "b": "x"}), json!({"a": 2, "b": "y"})]);
    let unknown = producer.ingest_rows(&id).query(&[("columnMap", "{\"X\": \"nowhere\"}")]);
    let refused = unknown.body("text/csv", "a\n1\n").refused(400, "invalid-request");
    assert_eq!(refused.faults(), ["/query/columnMap/X unknown-column"]);
}

fn rows_come_out_as_json_ndjson_or_csv(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    producer.ingest_rows(&id).json(&json!([{"a": 1, "b": "x,\"y\""}, {"a": 2}])).expect(201);
    let read = |media_type: &str| producer.read_rows(&id).accept(media_type).expect(200);
    let json = read("application/json");
    assert_eq!(json.header("content-type"), "application/json");
    assert_eq!(json.text(), r#"{"items":[{"a":1,"b":"x,\"y\""},{"a":2,"b":null}]}"#);
    let ndjson = read("application/x-ndjson");
    assert_eq!(ndjson.text(), "{\"a\":1,\"b\":\"x,\\\"y\\\"\"}\n{\"a\":2,\"b\":null}\n");
    assert_eq!(read("text/csv").text(), "a,b\n1,\"x,\"\"y\"\"\"\n2,\n");
}

fn accept_decides_by_quality(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    for (accept, answered) in [
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/x-ndjson", "application/x-ndjson"),
        ("application/json;q=0, */*;q=0.1", "application/x-ndjson"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
    ] {
        let reply = producer.read_rows(&id).accept(accept).expect(200);
        assert_eq!(reply.header("content-type").split(';').next(), Some(answered), "{accept}");
    }
    assert_eq!(producer.read_rows(&id).expect(200).header("content-type"), "application/json");
    for accept in ["image/png", "text/html", "application/json;q=0"] {
        producer.read_rows(&id).accept(accept).refused(406, "not-acceptable");
    }
}

fn an_empty_table_comes_out_in_every_format(app: App) {
    let id = draft_table(&app, "a", &readings());
    publish(&app, "a");
    let consumer = app.client(Role::Consumer);
    for (media_type, text) in [
        ("application/json", "{\"items\":[]}"),
        ("application/x-ndjson", ""),
        ("text/csv", "cell,timestamp,voltage\n"),
    ] {
        let reply = consumer.read_rows(&id).accept(media_type).expect(200);
        assert_eq!(reply.text(), text);
        assert!(reply.headers.get("link").is_none());
    }
}

fn rows_go_to_the_version_that_the_id_names_only_when_it_is_the_latest(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &pair());
    producer.ingest_rows("dp:a:v1.0:readings").json(&json!({"a": 1})).expect(201);
    producer.replace_schema(&id, &with(pair(), "tableDescription", json!("More."))).expect(200);
    producer.ingest_rows("dp:a:v1.0:readings").json(&json!({"a": 2})).refused(409, "not-latest-version");
    producer.ingest_rows("dp:a:v1.1:readings").json(&json!({"a": 3})).expect(201);
    assert_eq!(column(&producer, &id, "a"), [1, 3]);
}
