//! Reading rows: order, pages, time ranges, filters, columns.

use serde_json::{Value, json};
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{column, draft_table, push, readings, table};

on_both_databases!(
    rows_are_read_in_the_order_of_time_and_then_of_arrival,
    without_a_time_column_rows_are_read_in_the_order_of_arrival,
    json_pages_hold_every_row_exactly_once,
    csv_pages_follow_the_link_header_and_hold_every_row_exactly_once,
    the_last_page_has_no_next_one,
    rows_that_arrive_between_two_pages_disturb_neither,
    a_time_range_takes_its_start_and_leaves_its_end,
    a_time_range_on_a_date_column,
    filters_compare_values_of_their_type,
    filters_are_all_to_be_met,
    a_filter_on_nothing_finds_what_has_no_value,
    columns_are_answered_in_the_order_asked_for,
    a_page_of_filtered_rows_keeps_its_filter_in_the_link,
);

fn page(client: &Client, id: &str, query: &[(&str, &str)]) -> Value {
    client.read_rows(id).query(query).expect(200).json()
}

fn values(page: &Value, name: &str) -> Value {
    page["items"].as_array().expect("a list").iter().map(|row| row[name].clone()).collect()
}

/// 25 rows whose times go round five hours, numbered in order of arrival.
fn numbered(app: &App) -> (Client, String) {
    let producer = app.client(Role::Producer);
    let definition = json!({
        "tableDescription": "Numbers.",
        "columns": [
            {"name": "number", "type": "int"},
            {"name": "at", "type": "timestamp", "nullable": false},
            {"name": "parity", "type": "string"},
        ],
        "timeColumn": "at",
    });
    let id = draft_table(app, "a", &definition);
    let row = |number: u32| {
        let parity = if number.is_multiple_of(2) { "even" } else { "odd" };
        json!({"number": number, "at": format!("2023-07-08T0{}:00:00Z", number % 5), "parity": parity})
    };
    let batches: Vec<Value> = (0..25).map(row).collect();
    for batch in batches.chunks(7) {
        push(&producer, &id, &json!(batch));
    }
    (producer, id)
}

/// The numbers by time, then by arrival.
fn in_order() -> Vec<u32> {
    (0..5).flat_map(|hour| (0..5).map(move |round| round * 5 + hour)).collect()
}

fn rows_are_read_in_the_order_of_time_and_then_of_arrival(app: App) {
    let (producer, id) = numbered(&app);
    assert_eq!(json!(column(&producer, &id, "number")), json!(in_order()));
}

fn without_a_time_column_rows_are_read_in_the_order_of_arrival(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &table(json!([{"name": "a", "type": "int"}])));
    push(&producer, &id, &json!([{"a": 3}, {"a": 1}]));
    push(&producer, &id, &json!([{"a": 2}, {"a": 1}]));
    assert_eq!(column(&producer, &id, "a"), [3, 1, 2, 1]);
    let first = page(&producer, &id, &[("limit", "3")]);
    let cursor = first["nextCursor"].as_str().expect("there is more");
    assert_eq!(values(&page(&producer, &id, &[("limit", "3"), ("cursor", cursor)]), "a"), json!([1]));
}

fn json_pages_hold_every_row_exactly_once(app: App) {
    let (producer, id) = numbered(&app);
    for limit in ["1", "4", "5", "24", "25", "26"] {
        let mut numbers = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut query = vec![("limit", limit)];
            query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
            let page = page(&producer, &id, &query);
            let of_page = values(&page, "number").as_array().expect("a list").clone();
            assert!(!of_page.is_empty() && of_page.len() <= limit.parse::<usize>().expect("a number"));
            numbers.extend(of_page);
            cursor = page.get("nextCursor").and_then(Value::as_str).map(str::to_owned);
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(json!(numbers), json!(in_order()), "limit {limit}");
    }
}

/// All rows as CSV, from page to page by the `Link` header, without the headers.
fn follow_links(client: &Client, first: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut next = Some(first.to_owned());
    while let Some(path) = next {
        let reply = client.call("GET", &path).accept("text/csv").expect(200);
        lines.extend(reply.text().lines().skip(1).map(str::to_owned));
        next = reply.headers.get("link").map(|link| {
            let link = link.to_str().expect("a link is printable");
            let path = link.strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\""));
            path.unwrap_or_else(|| panic!("{link}")).to_owned()
        });
    }
    lines
}

fn csv_pages_follow_the_link_header_and_hold_every_row_exactly_once(app: App) {
    let (producer, id) = numbered(&app);
    let lines = follow_links(&producer, &format!("/v1/schemas/{id}/rows?limit=4&columns=number"));
    let expected: Vec<String> = in_order().iter().map(u32::to_string).collect();
    assert_eq!(lines, expected);
}

fn the_last_page_has_no_next_one(app: App) {
    let (producer, id) = numbered(&app);
    let all = producer.read_rows(&id).query(&[("limit", "25")]).expect(200);
    assert!(all.headers.get("link").is_none() && all.json().get("nextCursor").is_none());
    let more = producer.read_rows(&id).query(&[("limit", "24")]).expect(200);
    assert!(more.headers.get("link").is_some() && more.json().get("nextCursor").is_some());
}

fn rows_that_arrive_between_two_pages_disturb_neither(app: App) {
    let (producer, id) = numbered(&app);
    let first = page(&producer, &id, &[("limit", "10")]);
    push(&producer, &id, &json!({"number": 100, "at": "2023-07-01T00:00:00Z"}));
    push(&producer, &id, &json!({"number": 101, "at": "2023-07-09T00:00:00Z"}));
    let cursor = first["nextCursor"].as_str().expect("there is more");
    let second = page(&producer, &id, &[("limit", "100"), ("cursor", cursor)]);
    let mut expected = in_order().split_off(10);
    expected.push(101);
    assert_eq!(values(&second, "number"), json!(expected));
}

fn a_time_range_takes_its_start_and_leaves_its_end(app: App) {
    let (producer, id) = numbered(&app);
    for query in [
        [("from", "2023-07-08T01:00:00Z"), ("to", "2023-07-08T03:00:00Z")],
        [("from", "2023-07-08T03:00:00+02:00"), ("to", "Sat, 08 Jul 2023 03:00:00 GMT")],
        [("from", "2023-07-08T00:00:00.000001Z"), ("to", "2023-07-08T02:00:00.000001Z")],
    ] {
        assert_eq!(values(&page(&producer, &id, &query), "number"), json!(&in_order()[5..15]), "{query:?}");
    }
    let open = page(&producer, &id, &[("from", "2023-07-08T04:00:00Z")]);
    assert_eq!(values(&open, "number"), json!(&in_order()[20..]));
    let none = page(&producer, &id, &[("from", "2023-07-08T03:00:00Z"), ("to", "2023-07-08T03:00:00Z")]);
    assert_eq!(none, json!({"items": []}));

    let refused = producer.read_rows(&id).query(&[("from", "2023-07-08"), ("to", "next Tuesday")]);
    assert_eq!(refused.refused(400, "invalid-request").faults(), ["/query/from type", "/query/to type"]);
    let timeless = draft_table(&app, "b", &table(json!([{"name": "a", "type": "int"}])));
    let refused = producer.read_rows(&timeless).query(&[("from", "2023-07-08T00:00:00Z")]);
    assert_eq!(refused.refused(400, "invalid-request").faults(), ["/query/from type"]);
}

fn a_time_range_on_a_date_column(app: App) {
    let producer = app.client(Role::Producer);
    let definition = json!({
        "tableDescription": "Days.",
        "columns": [{"name": "day", "type": "date", "nullable": false}],
        "timeColumn": "day",
    });
    let id = draft_table(&app, "a", &definition);
    push(&producer, &id, &json!([{"day": "2023-07-10"}, {"day": "2023-07-08"}, {"day": "2023-07-09"}]));
    assert_eq!(column(&producer, &id, "day"), ["2023-07-08", "2023-07-09", "2023-07-10"]);
    let found = page(&producer, &id, &[("from", "2023-07-09"), ("to", "2023-07-10"), ("limit", "1")]);
    assert_eq!(found, json!({"items": [{"day": "2023-07-09"}]}));
    let first = page(&producer, &id, &[("limit", "1")]);
    let cursor = first["nextCursor"].as_str().expect("there is more");
    assert_eq!(
        values(&page(&producer, &id, &[("cursor", cursor)]), "day"),
        json!(["2023-07-09", "2023-07-10"])
    );
}

fn filters_compare_values_of_their_type(app: App) {
    let producer = app.client(Role::Producer);
    let columns = json!([
        {"name": "n", "type": "int"}, {"name": "i", "type": "bigint"}, {"name": "f", "type": "float"},
        {"name": "d", "type": "double"}, {"name": "m", "type": "decimal(6,2)"}, {"name": "s", "type": "string"},
        {"name": "b", "type": "boolean"}, {"name": "day", "type": "date"}, {"name": "at", "type": "timestamp"},
    ]);
    let id = draft_table(&app, "a", &table(columns));
    push(
        &producer,
        &id,
        &json!([
            {"n": 1, "i": 10, "f": 0.1, "d": 0.1, "m": "1.50", "s": "x", "b": true, "day": "2023-07-08", "at": "2023-07-08T20:00:00Z"},
            {"n": 2, "i": 9, "f": 0.2, "d": 0.2, "m": "1.05", "s": "X", "b": false, "day": "2023-07-09", "at": "2023-07-08T20:00:00.000001Z"},
        ]),
    );
    for (name, value) in [
        ("i", "10"),
        ("i", " +10 "),
        ("f", "0.1"),
        ("d", "1e-1"),
        ("m", "1.5"),
        ("s", "x"),
        ("b", "true"),
        ("day", "2023-07-08"),
        ("at", "2023-07-08T22:00:00+02:00"),
    ] {
        let found = page(&producer, &id, &[(&format!("filter[{name}]"), value)]);
        assert_eq!(values(&found, "n"), json!([1]), "{name}={value}");
    }
    for (name, value) in [("s", "' OR 1=1 --"), ("s", "%"), ("s", " x"), ("i", "11")] {
        let found = page(&producer, &id, &[(&format!("filter[{name}]"), value)]);
        assert_eq!(found, json!({"items": []}), "{name}={value}");
    }
    for (name, value, rule) in [
        ("i", "x", "type"),
        ("i", "99999999999999999999", "range"),
        ("d", "NaN", "not-finite"),
        ("b", "yes", "type"),
        ("day", "8 July", "type"),
    ] {
        let call = producer.read_rows(&id).query(&[(&format!("filter[{name}]"), value)]);
        let refused = call.refused(400, "invalid-request");
        assert_eq!(refused.faults(), [format!("/query/filter/{name} {rule}")], "{value}");
    }
}

fn filters_are_all_to_be_met(app: App) {
    let (producer, id) = numbered(&app);
    let query = [("filter[parity]", "odd"), ("filter[at]", "2023-07-08T01:00:00Z"), ("columns", "number")];
    assert_eq!(values(&page(&producer, &id, &query), "number"), json!([1, 11, 21]));
    let query = [("filter[parity]", "odd"), ("filter[number]", "2")];
    assert_eq!(page(&producer, &id, &query), json!({"items": []}));
}

fn a_filter_on_nothing_finds_what_has_no_value(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(
        &app,
        "a",
        &table(json!([{"name": "a", "type": "int"}, {"name": "b", "type": "string"}])),
    );
    push(&producer, &id, &json!([{"a": 1, "b": "x"}, {"a": 2}, {"b": "y"}]));
    assert_eq!(values(&page(&producer, &id, &[("filter[b]", "")]), "a"), json!([2]));
    assert_eq!(values(&page(&producer, &id, &[("filter[a]", "")]), "b"), json!(["y"]));
}

fn columns_are_answered_in_the_order_asked_for(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    push(&producer, &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z", "voltage": 1.5}));
    let csv = producer.read_rows(&id).query(&[("columns", "voltage,cell")]).accept("text/csv").expect(200);
    assert_eq!(csv.text(), "voltage,cell\n1.5,v1\n");
    let json = producer.read_rows(&id).query(&[("columns", "voltage,cell")]).expect(200);
    assert_eq!(json.text(), "{\"items\":[{\"voltage\":1.5,\"cell\":\"v1\"}]}");
    let refused = producer.read_rows(&id).query(&[("columns", "cell,nowhere"), ("filter[gone]", "1")]);
    let refused = refused.refused(400, "invalid-request");
    assert_eq!(refused.faults(), ["/query/columns/1 unknown-column", "/query/filter/gone unknown-column"]);
    let twice = producer.read_rows(&id).query(&[("columns", "cell,cell")]).refused(400, "invalid-request");
    assert_eq!(twice.faults(), ["/query/columns uniqueItems"]);
    for hidden in ["_id", "_batch"] {
        producer.read_rows(&id).query(&[("columns", hidden)]).refused(400, "invalid-request");
        producer.read_rows(&id).query(&[(&format!("filter[{hidden}]"), "1")]).refused(400, "invalid-request");
    }
}

fn a_page_of_filtered_rows_keeps_its_filter_in_the_link(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let strange = "a&b=c d+e%2B/\"<>;\u{1f331}";
    let row = |cell: &str, hour: u32| json!({"cell": cell, "timestamp": format!("2023-07-08T0{hour}:00:00Z"), "voltage": hour});
    let both: Vec<Value> = (0..8).flat_map(|hour| [row(strange, hour), row("other", hour)]).collect();
    push(&producer, &id, &json!(both));
    let query = [
        ("filter[cell]", strange),
        ("from", "2023-07-08T02:00:00+01:00"),
        ("to", "Sat, 08 Jul 2023 06:00:00 GMT"),
        ("columns", "voltage"),
        ("limit", "2"),
    ];
    let first = producer.read_rows(&id).query(&query).accept("text/csv").expect(200);
    assert_eq!(first.text(), "voltage\n1.0\n2.0\n");
    let link = first.header("link");
    let path = link.strip_prefix('<').and_then(|link| link.split_once('>')).expect("a link").0;
    assert_eq!(follow_links(&producer, path), ["3.0", "4.0", "5.0"]);
}
