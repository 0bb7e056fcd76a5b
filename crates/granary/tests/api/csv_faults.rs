//! CSV that is broken or does not fit: the place is named, nothing is stored, nothing is repeated.

use serde_json::json;
use test_support::{App, Client, Reply, Role, on_both_databases};

use crate::samples::{draft_table, rows, table};

on_both_databases!(
    a_required_column_that_the_header_lacks_is_named,
    a_column_that_the_header_has_twice_is_named,
    a_header_that_leads_nowhere_is_named,
    a_file_without_a_header_has_no_value_repeated,
    everything_wrong_with_a_header_is_named_at_once,
    a_row_of_another_width_is_named,
    a_quote_that_is_never_closed_is_refused,
    text_behind_a_closing_quote_is_refused,
    a_quote_across_lines_keeps_the_line_numbers_right,
    bytes_that_are_no_utf_8_are_named_by_row,
    nul_bytes_are_named_by_row,
    a_record_without_end_is_refused,
);

fn client_and_table(app: &App) -> (Client, String) {
    let columns = json!([{"name": "a", "type": "int", "nullable": false}, {"name": "b", "type": "string"}]);
    (app.client(Role::Producer), draft_table(app, "a", &table(columns)))
}

/// Pushes a CSV that must be refused for its rows, and checks that nothing was stored.
#[track_caller]
fn refused(client: &Client, id: &str, csv: impl Into<Vec<u8>>) -> Reply {
    let reply = client.ingest_rows(id).body("text/csv", csv.into()).refused(422, "rows-rejected");
    assert!(rows(client, id).is_empty());
    reply
}

fn a_required_column_that_the_header_lacks_is_named(app: App) {
    let (client, id) = client_and_table(&app);
    assert_eq!(refused(&client, &id, "b\nx\n").row_faults(), ["0 1 a required"]);
}

fn a_column_that_the_header_has_twice_is_named(app: App) {
    let (client, id) = client_and_table(&app);
    assert_eq!(refused(&client, &id, "a,b,a\n1,x,2\n").row_faults(), ["0 1 a duplicate-column"]);
    let mapped =
        client.ingest_rows(&id).query(&[("columnMap", "{\"X\": \"a\"}")]).body("text/csv", "a,X\n1,2\n");
    assert_eq!(mapped.refused(422, "rows-rejected").row_faults(), ["0 1 a duplicate-column"]);
    assert!(rows(&client, &id).is_empty());
}

fn a_header_that_leads_nowhere_is_named(app: App) {
    let (client, id) = client_and_table(&app);
    assert_eq!(
        refused(&client, &id, "a,Voltage (mV)\n1,2\n").row_faults(),
        ["0 1 Voltage (mV) unknown-column"]
    );
    assert_eq!(refused(&client, &id, "a,A\n1,2\n").row_faults(), ["0 1 A unknown-column"], "case counts");
    assert_eq!(
        refused(&client, &id, "a,_id,_batch\n1,2,3\n").row_faults().len(),
        2,
        "our columns are not theirs"
    );
    assert_eq!(refused(&client, &id, "a,\n1,\n").row_faults(), ["0 1  unknown-column"]);
}

fn a_file_without_a_header_has_no_value_repeated(app: App) {
    let (client, id) = client_and_table(&app);
    let reply = refused(&client, &id, "4711,geheim\n4712,privat\n");
    assert_eq!(reply.row_faults(), ["0 1 - header"]);
    assert!(!reply.text().contains("geheim") && !reply.text().contains("4711"));
}

fn everything_wrong_with_a_header_is_named_at_once(app: App) {
    let (client, id) = client_and_table(&app);
    let faults = refused(&client, &id, "b,x,b\n1,2,3\n").row_faults();
    assert_eq!(faults, ["0 1 x unknown-column", "0 1 b duplicate-column", "0 1 a required"]);
}

fn a_row_of_another_width_is_named(app: App) {
    let (client, id) = client_and_table(&app);
    let faults = refused(&client, &id, "a,b\n1\n2,x\n3,y,z\n4,\n").row_faults();
    assert_eq!(faults, ["1 2 - field-count", "3 4 - field-count"]);
}

fn a_quote_that_is_never_closed_is_refused(app: App) {
    let (client, id) = client_and_table(&app);
    let csv = "a,b\n1,x\n2,\"geheim\n3,y\n4,z\n";
    let reply = client.ingest_rows(&id).body("text/csv", csv).refused(400, "malformed-rows");
    assert!(reply.text().contains("line 3"), "{reply:?}");
    assert!(!reply.text().contains("geheim"));
    assert!(rows(&client, &id).is_empty());
}

fn text_behind_a_closing_quote_is_refused(app: App) {
    let (client, id) = client_and_table(&app);
    let reply = client.ingest_rows(&id).body("text/csv", "a,b\n1,\"x\" y\n").refused(400, "malformed-rows");
    assert!(reply.text().contains("line 2"), "{reply:?}");
    assert!(rows(&client, &id).is_empty());
}

fn a_quote_across_lines_keeps_the_line_numbers_right(app: App) {
    let (client, id) = client_and_table(&app);
    let csv = "a,b\r\n1,\"x\r\ny\r\nz\"\r\n\r\nzwei,\"\n\"\n3,\nvier,\n";
    assert_eq!(refused(&client, &id, csv).row_faults(), ["2 6 a type", "4 9 a type"]);
}

fn bytes_that_are_no_utf_8_are_named_by_row(app: App) {
    let (client, id) = client_and_table(&app);
    let faults =
        refused(&client, &id, b"a,b\n1,x\n2,\xff\n\xc3\x28,y\n4,\xed\xa0\x80\n".as_slice()).row_faults();
    assert_eq!(faults, ["2 3 b encoding", "3 4 a encoding", "4 5 b encoding"]);
    assert_eq!(refused(&client, &id, b"a,\xff\n1,x\n".as_slice()).row_faults(), ["0 1 - encoding"]);
    // Latin-1 and UTF-16 are other encodings.
    refused(&client, &id, b"a,b\n1,M\xfcller\n".as_slice());
    let utf_16: Vec<u8> = "\u{feff}a,b\n1,x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&client, &id, utf_16);
}

fn nul_bytes_are_named_by_row(app: App) {
    let (client, id) = client_and_table(&app);
    assert_eq!(refused(&client, &id, "a,b\n1,x\0y\n").row_faults(), ["1 2 b encoding"]);
    refused(&client, &id, "a,b\n\0,x\n");
    refused(&client, &id, "a,b\0\n1,x\n");
}

fn a_record_without_end_is_refused(app: App) {
    let (client, id) = client_and_table(&app);
    for csv in [
        format!("a,b\n1,{}\n", "x".repeat(2 << 20)),
        format!("a,b\n1,\"{}", "x\n".repeat(1 << 20)),
        ",".repeat(2 << 20),
    ] {
        client.ingest_rows(&id).body("text/csv", csv).refused(400, "malformed-rows");
    }
    assert!(rows(&client, &id).is_empty());
}
