//! Two files of a soil laboratory, as they were found: RFC 1123 times without a week day and with a leading blank,
//! headers that carry units, numbers of up to 20 digits, no line end after the last row.

use std::fs;

use serde_json::{Value, json};
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{draft_table, publish, rows, with};

on_both_databases!(
    the_files_go_in_with_a_map_in_the_request_and_come_out_equal,
    the_files_go_in_with_a_map_on_the_schema_and_come_out_equal,
    one_broken_row_stores_nothing_and_is_named,
    the_same_file_twice_collides_row_by_row,
);

const ROW_COUNT: usize = 704;
const CELLS: [(&str, &str); 2] = [("v1_1", "soil_power_v1_1.csv"), ("v3_1", "soil_power_v3.1_1.csv")];
/// The columns in the order of the headers.
const NUMBERS: [&str; 6] = ["voltage", "current", "power", "ec", "vwc", "temperature"];

fn file(name: &str) -> String {
    let path = format!("{}/../../../shared/data/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn column_map() -> Value {
    json!({
        "Voltage (mV)": "voltage",
        "Current (uA)": "current",
        "Power (uW)": "power",
        "EC (uS/cm)": "ec",
        "VWC (%)": "vwc",
        "Temperature (C)": "temperature",
    })
}

fn definition() -> Value {
    let mut columns = vec![
        json!({"name": "cell", "type": "string", "description": "Name of the cell.", "nullable": false}),
        json!({"name": "timestamp", "type": "timestamp", "description": "Start of the hour.", "nullable": false}),
    ];
    columns.extend(
        NUMBERS.map(|name| json!({"name": name, "type": "double", "description": "Mean of the hour."})),
    );
    json!({
        "tableDescription": "One hour of one cell.",
        "columns": columns,
        "timeColumn": "timestamp",
        "keys": ["cell", "timestamp"],
    })
}

/// Time as RFC 3339, and the numbers bit by bit.
type Reading = (String, Vec<u64>);

/// What the file says, read by other means than the service's.
fn expected(text: &str) -> Vec<Reading> {
    let mut records = csv::Reader::from_reader(text.as_bytes());
    let reading = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("the file is sound");
        let words: Vec<&str> = record[0].split_whitespace().collect();
        let [day, month, year, time, "GMT"] = words[..] else { panic!("{words:?}") };
        let month = match month {
            "Jul" => "07",
            "Aug" => "08",
            other => panic!("{other}"),
        };
        (format!("{year}-{month}-{day}T{time}.000Z"), record.iter().skip(1).map(bits).collect())
    };
    records.records().map(reading).collect()
}

fn bits(number: &str) -> u64 {
    number.parse::<f64>().expect("a number").to_bits()
}

/// Reads one cell back as CSV.
fn stored(client: &Client, id: &str, cell: &str) -> Vec<Reading> {
    let call = client.read_rows(id).query(&[("filter[cell]", cell), ("limit", "1000")]).accept("text/csv");
    let reply = call.expect(200);
    assert!(reply.headers.get("link").is_none(), "all rows are on one page");
    let mut records = csv::Reader::from_reader(reply.body.as_slice());
    let header: Vec<String> = records.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(header, ["cell", "timestamp", "voltage", "current", "power", "ec", "vwc", "temperature"]);
    let reading = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("the answer is sound");
        assert_eq!(&record[0], cell);
        (record[1].to_owned(), record.iter().skip(2).map(bits).collect())
    };
    records.records().map(reading).collect()
}

fn check_receipt(receipt: &Value) {
    assert_eq!(receipt["accepted"], ROW_COUNT);
    assert_eq!(receipt["rejected"], 0);
    assert_eq!(receipt["errors"], json!([]));
}

fn the_files_go_in_with_a_map_in_the_request_and_come_out_equal(app: App) {
    let producer = app.client(Role::Producer);
    draft_table(&app, "soil_power", &definition());
    let id = "dp:soil_power:v1.0:readings";
    for (cell, name) in CELLS {
        let query = [("constant[cell]", cell), ("columnMap", &column_map().to_string())];
        let receipt = producer.ingest_rows(id).query(&query).body("text/csv", file(name)).expect(201).json();
        check_receipt(&receipt);
    }
    publish(&app, "soil_power");
    for (cell, name) in CELLS {
        let read = stored(&app.client(Role::Consumer), id, cell);
        assert_eq!(read.len(), ROW_COUNT);
        assert_eq!(read, expected(&file(name)), "value for value");
    }
}

fn the_files_go_in_with_a_map_on_the_schema_and_come_out_equal(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "soil_power", &with(definition(), "columnMap", column_map()));
    for (cell, name) in CELLS {
        let call = producer
            .ingest_rows(&id)
            .query(&[("constant[cell]", cell)])
            .body("text/csv; charset=utf-8", file(name));
        check_receipt(&call.expect(201).json());
        assert_eq!(stored(&producer, &id, cell), expected(&file(name)));
    }
    assert_eq!(rows(&producer, &id).len(), 2 * ROW_COUNT);
}

fn one_broken_row_stores_nothing_and_is_named(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "soil_power", &with(definition(), "columnMap", column_map()));
    let (cell, name) = CELLS[0];
    let mut lines: Vec<String> = file(name).lines().map(str::to_owned).collect();
    // Line 352 is row 351, the header being row 0; its second field is the voltage.
    let fields: Vec<&str> = lines[351].split(',').collect();
    lines[351] = [&fields[..1], &["geheim-4711"], &fields[2..]].concat().join(",");
    let call =
        producer.ingest_rows(&id).query(&[("constant[cell]", cell)]).body("text/csv", lines.join("\n"));
    let refused = call.refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["351 352 voltage type"]);
    assert_eq!((&refused.json()["accepted"], &refused.json()["rejected"]), (&json!(0), &json!(1)));
    assert!(!refused.text().contains("geheim"), "a value is never repeated");
    assert!(!app.log().contains("geheim"), "not in the log either");
    assert!(rows(&producer, &id).is_empty());

    let whole = producer.ingest_rows(&id).query(&[("constant[cell]", cell)]).body("text/csv", file(name));
    check_receipt(&whole.expect(201).json());
}

fn the_same_file_twice_collides_row_by_row(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "soil_power", &with(definition(), "columnMap", column_map()));
    let (cell, name) = CELLS[0];
    let ingest = || producer.ingest_rows(&id).query(&[("constant[cell]", cell)]).body("text/csv", file(name));
    ingest().expect(201);
    let refused = ingest().refused(422, "rows-rejected");
    assert_eq!(refused.json()["rejected"], ROW_COUNT);
    let faults = refused.row_faults();
    assert_eq!(faults.len(), 100, "the first hundred are named");
    assert_eq!((faults[0].as_str(), faults[99].as_str()), ("1 2 cell unique", "100 101 cell unique"));
    assert_eq!(stored(&producer, &id, cell), expected(&file(name)), "what was there stays as it was");
}
