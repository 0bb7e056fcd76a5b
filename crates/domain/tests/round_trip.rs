//! What is written as CSV or JSON reads back as the same values.

mod support;

use domain::rows::Format;
use domain::rows::out::{write_csv_header, write_csv_row, write_json_row};
use domain::rows::value::Value;
use domain::table::{Column, Table};
use proptest::prelude::*;
use support::{column, read_rows, table, text};

fn all_types() -> Table {
    table(vec![
        column("b", "boolean"),
        column("i", "bigint"),
        column("f", "float"),
        column("d", "double"),
        column("dec", "decimal(38,9)"),
        column("s", "string"),
        column("day", "date"),
        column("at", "timestamp"),
    ])
}

fn finite_double() -> impl Strategy<Value = f64> {
    any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |number| number.is_finite())
}

fn finite_float() -> impl Strategy<Value = f64> {
    any::<u32>()
        .prop_map(f32::from_bits)
        .prop_filter("finite", |number| number.is_finite())
        .prop_map(f64::from)
}

fn row() -> impl Strategy<Value = Vec<Value<'static>>> {
    let unscaled = -(10_i128.pow(38) - 1)..10_i128.pow(38);
    let some_text = prop_oneof!["[ \t,\"\r\na\\\\\u{feff}ä]{1,8}", "[^\0]{1,20}", "[a-z]{1,5}"];
    let or_null = |value: BoxedStrategy<Value<'static>>| prop_oneof![1 => Just(Value::Null), 9 => value];
    let values = vec![
        any::<bool>().prop_map(Value::Bool).boxed(),
        any::<i64>().prop_map(Value::Int).boxed(),
        finite_float().prop_map(Value::Float).boxed(),
        finite_double().prop_map(Value::Float).boxed(),
        unscaled.prop_map(|unscaled| Value::Decimal { unscaled, scale: 9 }).boxed(),
        some_text.prop_map(|value| text(&value)).boxed(),
        (-719_162..=2_932_896_i32).prop_map(Value::Date).boxed(),
        (-62_135_596_800_000_000..=253_402_300_799_999_999_i64).prop_map(Value::Timestamp).boxed(),
    ];
    values.into_iter().map(or_null).collect::<Vec<_>>()
}

fn as_csv(columns: &[&Column], rows: &[Vec<Value<'static>>]) -> Vec<u8> {
    let mut out = Vec::new();
    write_csv_header(&mut out, columns);
    rows.iter().for_each(|row| write_csv_row(&mut out, columns, row));
    out
}

proptest! {
    #[test]
    fn csv_reads_back(rows in prop::collection::vec(row(), 0..20)) {
        let table = all_types();
        let body = as_csv(&table.columns.iter().collect::<Vec<_>>(), &rows);
        let (verdict, read) = read_rows(Format::Csv, &body, &table);
        prop_assert_eq!(verdict.unwrap().faults, []);
        prop_assert_eq!(&read, &rows);
        // Other parsers see the same fields.
        let fields = csv::Reader::from_reader(&body[..]).into_records().map(Result::unwrap).collect::<Vec<_>>();
        prop_assert_eq!(fields.len(), rows.len());
        for (record, row) in fields.iter().zip(&rows) {
            let expected = if let Value::Text(text) = &row[5] { text.as_ref() } else { "" };
            prop_assert_eq!(&record[5], expected);
        }
    }

    #[test]
    fn json_reads_back(rows in prop::collection::vec(row(), 0..20)) {
        let table = all_types();
        let columns = table.columns.iter().collect::<Vec<_>>();
        let mut lines = Vec::new();
        for row in &rows {
            write_json_row(&mut lines, &columns, row);
            lines.push(b'\n');
        }
        prop_assert_eq!(&read_rows(Format::Ndjson, &lines, &table).1, &rows);
        let array = format!("[{}]", String::from_utf8(lines).unwrap().trim_end_matches('\n').split('\n').collect::<Vec<_>>().join(","));
        prop_assert_eq!(&read_rows(Format::Json, array, &table).1, &rows);
    }

    #[test]
    fn any_body_is_answered(body in prop::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), Just(b'{'), Just(b'}'), Just(b'['), Just(b':'), any::<u8>()], 0..200)) {
        for (format, start) in [(Format::Csv, "b,i,s\n"), (Format::Json, "["), (Format::Ndjson, ""), (Format::Form, "s=")] {
            let _ = read_rows(format, [start.as_bytes(), &body].concat(), &all_types());
        }
    }

    #[test]
    fn well_formed_csv_is_cut_as_other_parsers_cut_it(records in prop::collection::vec(prop::collection::vec("[a,\"\n\r ]{0,4}", 3), 1..10)) {
        let table = table(vec![column("a", "string"), column("b", "string"), column("c", "string")]);
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        records.iter().for_each(|record| writer.write_record(record).unwrap());
        let expected: Vec<Vec<Value<'_>>> = records.iter().map(|record| record.iter().map(|field| if field.is_empty() { Value::Null } else { text(field) }).collect()).collect();
        prop_assert_eq!(read_rows(Format::Csv, writer.into_inner().unwrap(), &table).1, expected);
    }
}

#[test]
fn csv_and_json_look_as_people_expect() {
    let table = all_types();
    let columns = table.columns.iter().collect::<Vec<_>>();
    let row = vec![
        Value::Bool(true),
        Value::Int(-7),
        Value::Float(f64::from(0.1_f32)),
        Value::Float(246.444_444_444_444_46),
        Value::Decimal { unscaled: -50_000_000, scale: 9 },
        text("a \"b\", c"),
        Value::Date(0),
        Value::Timestamp(1_500),
    ];
    let csv = String::from_utf8(as_csv(&columns, &[row.clone(), vec![Value::Null; 8]])).unwrap();
    assert_eq!(
        csv,
        "b,i,f,d,dec,s,day,at\n\
         true,-7,0.1,246.44444444444446,-0.050000000,\"a \"\"b\"\", c\",1970-01-01,1970-01-01T00:00:00.001500Z\n\
         ,,,,,,,\n"
    );
    let mut json = Vec::new();
    write_json_row(&mut json, &columns, &row);
    assert_eq!(
        String::from_utf8(json).unwrap(),
        r#"{"b":true,"i":-7,"f":0.1,"d":246.44444444444446,"dec":"-0.050000000","s":"a \"b\", c","day":"1970-01-01","at":"1970-01-01T00:00:00.001500Z"}"#
    );
}

#[test]
fn a_single_column_without_value_is_still_a_row() {
    let table = table(vec![column("s", "string")]);
    let body = as_csv(&[&table.columns[0]], &[vec![Value::Null], vec![text(" x ")], vec![Value::Null]]);
    assert_eq!(body, b"s\n\"\"\n\" x \"\n\"\"\n");
    assert_eq!(read_rows(Format::Csv, body, &table).1.len(), 3);
}
