//! Rows as CSV.

mod support;

use std::io::{self, Read};

use domain::rows::csv::read_csv;
use domain::rows::judge::Judge;
use domain::rows::value::Value;
use domain::rows::{Format, ReadError, RowOptions};
use domain::table::Table;
use support::{
    Kept, Outcome, column, constants, header_faults, places, read_rows, read_with, required, table, text,
};

fn readings() -> Table {
    table(vec![required("cell", "string"), column("mv", "double"), column("n", "int")])
}

fn read(body: impl AsRef<[u8]>) -> Outcome {
    read_rows(Format::Csv, body, &readings())
}

#[test]
fn columns_come_in_any_order_and_may_be_left_out() {
    let (verdict, rows) = read("mv,cell\n1.5,a\n,b\n");
    assert_eq!(verdict.unwrap().accepted, 2);
    assert_eq!(
        rows,
        [vec![text("a"), Value::Float(1.5), Value::Null], vec![text("b"), Value::Null, Value::Null]]
    );
}

#[test]
fn a_header_is_mapped_trimmed_and_freed_of_its_byte_order_mark() {
    let options = RowOptions {
        column_map: [
            (" Voltage (mV)".to_owned(), "mv".to_owned()),
            ("Cell, name".to_owned(), "cell".to_owned()),
        ]
        .into(),
        ..Default::default()
    };
    let body = "\u{feff}\"Cell, name\", Voltage (mV) ,n\na,1,2\n";
    let (verdict, rows) = read_with(Format::Csv, body.as_bytes(), &readings(), &options);
    assert_eq!(verdict.unwrap().accepted, 1);
    assert_eq!(rows, [[text("a"), Value::Float(1.0), Value::Int(2)]]);
}

#[test]
fn constants_fill_their_column_in_every_row() {
    let (verdict, rows) =
        read_with(Format::Csv, b"mv\n1\n2\n", &readings(), &constants(&[("cell", "v1_1"), ("n", " 7 ")]));
    assert_eq!(verdict.unwrap().accepted, 2);
    assert_eq!(rows[1], [text("v1_1"), Value::Float(2.0), Value::Int(7)]);
}

#[test]
fn constants_that_do_not_fit_are_faults_of_all_rows() {
    let (result, _) = read_with(
        Format::Csv,
        b"mv\n1\n",
        &readings(),
        &constants(&[("gone", "1"), ("n", "x"), ("cell", "")]),
    );
    let faults = header_faults(result);
    assert_eq!(
        places(&faults),
        [
            (0, None, Some("cell"), "required"),
            (0, None, Some("gone"), "unknown-column"),
            (0, None, Some("n"), "type")
        ]
    );
    let (result, _) = read_with(Format::Csv, b"cell,n\na,1\n", &readings(), &constants(&[("n", "1")]));
    assert_eq!(places(&header_faults(result)), [(0, Some(1), Some("n"), "duplicate-column")]);
}

#[test]
fn everything_wrong_with_a_header_is_told_at_once() {
    let (result, _) = read(b"mv,gone,mv,\xff\n1,2,3,4\n");
    let faults = header_faults(result);
    assert_eq!(
        places(&faults),
        [
            (0, Some(1), Some("gone"), "unknown-column"),
            (0, Some(1), Some("mv"), "duplicate-column"),
            (0, Some(1), None, "encoding"),
            (0, Some(1), Some("cell"), "required"),
        ]
    );
}

#[test]
fn a_row_in_the_place_of_the_header_is_not_repeated() {
    let faults = header_faults(read("secret,1.5,2\n").0);
    assert_eq!(places(&faults), [(0, Some(1), None, "header")]);
    assert!(!format!("{faults:?}").contains("secret"));
    assert_eq!(places(&header_faults(read("").0)), [(0, Some(1), None, "header")]);
}

#[test]
fn a_header_alone_is_no_rows() {
    for body in ["cell,mv,n", "cell,mv,n\n", "\r\n\ncell,mv,n\r\n\r\n"] {
        assert_eq!(read(body).0.unwrap(), Default::default());
    }
}

#[test]
fn bad_rows_are_named_with_row_line_column_and_rule() {
    let (verdict, rows) = read("cell,mv,n\na,1,2\n\n,x,2.5\nb,1\nc,1,2,3\nd,1,2\n");
    let verdict = verdict.unwrap();
    assert_eq!((verdict.accepted, verdict.rejected), (2, 3));
    assert_eq!(
        places(&verdict.faults),
        [
            (2, Some(4), Some("cell"), "required"),
            (2, Some(4), Some("mv"), "type"),
            (2, Some(4), Some("n"), "type"),
            (3, Some(5), None, "field-count"),
            (4, Some(6), None, "field-count"),
        ]
    );
    assert_eq!(rows.len(), 1, "after a bad row nothing more is kept");
}

#[test]
fn quotes_span_lines_and_the_line_is_where_the_record_starts() {
    for end in ["\n", "\r\n", "\r"] {
        let body = ["cell,mv,n", "\"a\n\"\"b\"\",\n\",1,2", "c,x,1", "\"d\ne\",1,2", "f,1,x"].join(end);
        let (verdict, rows) = read(body);
        assert_eq!(rows, [[text("a\n\"b\",\n"), Value::Float(1.0), Value::Int(2)]]);
        assert_eq!(
            places(&verdict.unwrap().faults),
            [(2, Some(5), Some("mv"), "type"), (4, Some(8), Some("n"), "type")],
            "{end:?}"
        );
    }
}

#[test]
fn quotes_that_would_swallow_rows_are_refused() {
    for (body, line) in
        [("cell,n\na,1\n\"b,2\nc,3\n", 3), ("cell,n\n\"a\"b,1\n", 2), ("cell,n\n\"a\" ,1\n", 2)]
    {
        match read(body).0 {
            Err(ReadError::Syntax { line: found, .. }) => assert_eq!(found, line, "{body}"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(read("cell\n5\" pipe\n").1[0][0], text("5\" pipe"));
}

#[test]
fn invalid_utf_8_is_a_fault_of_its_field() {
    let (verdict, _) = read(b"cell,mv,n\nok,1,2\n\xff,1,2\na\0b,\xc3,2\n");
    assert_eq!(
        places(&verdict.unwrap().faults),
        [
            (2, Some(3), Some("cell"), "encoding"),
            (3, Some(4), Some("cell"), "encoding"),
            (3, Some(4), Some("mv"), "encoding")
        ]
    );
}

#[test]
fn only_the_first_100_faults_are_listed_but_all_bad_rows_counted() {
    let body = format!("cell,n\n{}", "a,x\n".repeat(1_000));
    let verdict = read(body).0.unwrap();
    assert_eq!((verdict.accepted, verdict.rejected, verdict.faults.len()), (0, 1_000, 100));
}

/// Repeats one byte and counts how much of it was taken.
struct Endless(u8, u64);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill(self.0);
        self.1 += buffer.len() as u64;
        Ok(buffer.len())
    }
}

#[test]
fn an_endless_record_is_refused_before_it_fills_the_memory() {
    let judge = Judge::new(&readings()).unwrap();
    for (start, byte, line) in
        [("", 0, 1), ("", b',', 1), ("cell,n\na,1\n", b'a', 3), ("cell,n\n\"", b'\n', 2)]
    {
        let mut endless = Endless(byte, 0);
        let mut kept = Kept { rows: Vec::new(), room: usize::MAX };
        let result =
            read_csv(start.as_bytes().chain(&mut endless), &judge, &RowOptions::default(), &mut kept);
        assert!(
            matches!(result, Err(ReadError::TooLong { line: Some(found) }) if found == line),
            "{result:?}"
        );
        assert!(endless.1 < 1_300_000);
    }
}

#[test]
fn a_record_of_a_mebibyte_is_still_read() {
    let (verdict, rows) =
        read(format!("cell\n{}\n{}\n", "a".repeat((1 << 20) - 1), "b".repeat((1 << 20) - 1)));
    assert_eq!((verdict.unwrap().accepted, rows.len()), (2, 2));
    assert!(matches!(
        read(format!("cell\n{}\n", "a".repeat(1 << 20))).0,
        Err(ReadError::TooLong { line: Some(2) })
    ));
}

#[test]
fn a_sink_that_fails_ends_the_reading() {
    let judge = Judge::new(&readings()).unwrap();
    let mut kept = Kept { rows: Vec::new(), room: 1 };
    let result = read_csv(&b"cell\na\nb\nc\n"[..], &judge, &RowOptions::default(), &mut kept);
    assert!(matches!(result, Err(ReadError::Sink(_))));
}

#[test]
fn a_body_that_fails_ends_the_reading() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let judge = Judge::new(&readings()).unwrap();
    let mut kept = Kept { rows: Vec::new(), room: 1 };
    let result = read_csv((&b"cell\na\n"[..]).chain(Broken), &judge, &RowOptions::default(), &mut kept);
    assert!(matches!(result, Err(ReadError::Body(_))));
}
