//! Values of every type: what goes in comes out, and what does not fit is named.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{draft_table, every_type, push, rows, table};

on_both_databases!(
    the_extremes_of_every_type_come_out_as_they_went_in,
    texts_come_out_as_they_went_in,
    times_are_understood_in_both_forms_and_come_out_in_utc,
    decimals_lose_no_digit,
    what_csv_gives_out_goes_in_again,
);

fn extreme_rows() -> Value {
    json!([
        {
            "a_tinyint": -128, "a_smallint": -32768, "an_int": -2_147_483_648_i64, "a_bigint": i64::MIN,
            "a_float": -3.4028235e38, "a_double": f64::MIN, "a_decimal": "-99999999999999999999.999999999999999999",
            "a_char": "abc", "a_varchar": "\u{1f331}\u{1f331}\u{1f331}", "a_string": "\\", "a_boolean": false,
            "a_date": "0001-01-01", "a_timestamp": "0001-01-01T00:00:00.000Z",
        },
        {
            "a_tinyint": 127, "a_smallint": 32767, "an_int": 2_147_483_647, "a_bigint": i64::MAX,
            "a_float": 3.4028235e38, "a_double": f64::MAX, "a_decimal": "99999999999999999999.999999999999999999",
            "a_char": "a", "a_varchar": "ä", "a_string": "true", "a_boolean": true,
            "a_date": "9999-12-31", "a_timestamp": "9999-12-31T23:59:59.999999Z",
        },
        {
            "a_tinyint": 0, "a_smallint": 0, "an_int": 0, "a_bigint": 9_007_199_254_740_993_i64,
            "a_float": 0.1, "a_double": 5e-324, "a_decimal": "0.000000000000000001",
            "a_char": " ", "a_varchar": "0", "a_string": "null", "a_boolean": true,
            "a_date": "2024-02-29", "a_timestamp": "1969-12-31T23:59:59.999999Z",
        },
        {
            "a_tinyint": null, "a_smallint": null, "an_int": null, "a_bigint": null, "a_float": null,
            "a_double": null, "a_decimal": null, "a_char": null, "a_varchar": null, "a_string": null,
            "a_boolean": null, "a_date": null, "a_timestamp": null,
        },
    ])
}

fn the_extremes_of_every_type_come_out_as_they_went_in(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &every_type());
    push(&producer, &id, &extreme_rows());
    assert_eq!(json!(rows(&producer, &id)), extreme_rows());
}

fn texts_come_out_as_they_went_in(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "string"}])));
    let texts = [
        "\"",
        "\"\"",
        ",",
        "a\nb",
        "a\r\nb",
        "\r",
        "\t",
        " ",
        "  both  ",
        "\\N",
        "\\.",
        "NULL",
        "'; DROP TABLE x; --",
        "%_*?",
        "\u{1}\u{7f}",
        "e\u{301}",
        "\u{feff}",
        "\u{10ffff}",
        "日本語",
        "<script>",
        "{{x}}",
        "=1+1",
        "2023-07-08",
    ];
    let sent: Value = texts.iter().map(|text| json!({"a": text})).collect();
    push(&producer, &id, &sent);
    assert_eq!(json!(rows(&producer, &id)), sent);
    let csv = producer.read_rows(&id).accept("text/csv").expect(200);
    let mut records = csv::Reader::from_reader(csv.body.as_slice());
    let read: Vec<String> =
        records.records().map(|record| record.expect("sound CSV")[0].to_owned()).collect();
    assert_eq!(read, texts);
    let long = "ä".repeat(100_000);
    push(&producer, &id, &json!({"a": long}));
    assert_eq!(rows(&producer, &id).last(), Some(&json!({"a": long})));
}

fn times_are_understood_in_both_forms_and_come_out_in_utc(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "timestamp"}])));
    let times = [
        ("2023-07-08T20:00:00Z", "2023-07-08T20:00:00.000Z"),
        ("2023-07-08 22:00:00.5+02:00", "2023-07-08T20:00:00.500Z"),
        ("2023-07-08t00:00:00.000001-23:59", "2023-07-08T23:59:00.000001Z"),
        ("Sat, 08 Jul 2023 20:00:00 GMT", "2023-07-08T20:00:00.000Z"),
        (" 8 Jul 2023 20:00:00 GMT", "2023-07-08T20:00:00.000Z"),
    ];
    for (sent, expected) in times {
        producer.ingest_rows(&id).json(&json!({"a": sent})).expect(201);
        let csv = format!("a\n\"{sent}\"\n");
        producer.ingest_rows(&id).body("text/csv", csv).expect(201);
        let all = rows(&producer, &id);
        assert_eq!(all[all.len() - 2..], [json!({"a": expected}), json!({"a": expected})], "{sent}");
    }
    for wrong in [
        "2023-02-29T00:00:00Z",
        "2023-07-08T24:00:00Z",
        "2023-07-08T20:00:60Z",
        "2023-07-08T20:00:00",
        "2023-07-08",
        "2023-07-08T20:00:00.0000001Z",
        "Sun, 08 Jul 2023 20:00:00 GMT",
        "0000-01-01T00:00:00Z",
        "1688846400",
        "now",
        "0001-01-01T00:00:00+00:01",
    ] {
        let refused = producer.ingest_rows(&id).json(&json!({"a": wrong})).refused(422, "rows-rejected");
        assert_eq!(refused.row_faults(), ["1 - a type"], "{wrong}");
    }
    assert_eq!(rows(&producer, &id).len(), 2 * times.len());
}

fn decimals_lose_no_digit(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "decimal(20,3)"}])));
    // As JSON text, since a number of serde_json would have lost digits on this side.
    let body = r#"[{"a":12345678901234567.891},{"a":"12345678901234567.891"},{"a":1e3},{"a":-0.5},{"a":"1.500"},{"a":"-0.000"}]"#;
    producer.ingest_rows(&id).body("application/json", body).expect(201);
    let read: Vec<Value> = rows(&producer, &id).into_iter().map(|row| row["a"].clone()).collect();
    let expected = ["12345678901234567.891", "12345678901234567.891", "1000.000", "-0.500", "1.500", "0.000"];
    assert_eq!(read, expected);
    for wrong in ["0.0001", "123456789012345678", "1e17"] {
        let refused = producer.ingest_rows(&id).json(&json!({"a": wrong})).refused(422, "rows-rejected");
        assert_eq!(refused.row_faults(), ["1 - a precision"], "{wrong}");
    }
}

fn what_csv_gives_out_goes_in_again(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &every_type());
    push(&producer, &id, &extreme_rows());
    let copy = draft_table(&app, "b", &every_type());
    for media_type in ["text/csv", "application/x-ndjson"] {
        let given = producer.read_rows(&id).accept(media_type).expect(200).body;
        producer.ingest_rows(&copy).body(media_type, given).expect(201);
    }
    let twice = [rows(&producer, &id), rows(&producer, &id)].concat();
    assert_eq!(rows(&producer, &copy), twice);
}
