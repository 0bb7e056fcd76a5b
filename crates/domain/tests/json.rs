//! Rows as JSON documents and as lines of JSON.

mod support;

use std::io::{self, Read};

use domain::rows::json::{read_json, read_ndjson};
use domain::rows::judge::Judge;
use domain::rows::value::Value;
use domain::rows::{Format, ReadError, RowOptions};
use domain::table::Table;
use support::{Kept, Outcome, column, constants, places, read_rows, read_with, required, table, text};

fn readings() -> Table {
    table(vec![required("cell", "string"), column("mv", "double"), column("n", "int")])
}

fn json(body: impl AsRef<[u8]>) -> Outcome {
    read_rows(Format::Json, body, &readings())
}

fn ndjson(body: impl AsRef<[u8]>) -> Outcome {
    read_rows(Format::Ndjson, body, &readings())
}

#[test]
fn one_object_or_an_array_of_objects() {
    let expected = [text("a\n"), Value::Float(1.5), Value::Int(2)];
    let object = r#" {"n": 2, "cell": "a\n", "mv" : 1.5} "#;
    assert_eq!(json(object).1, std::slice::from_ref(&expected));
    assert_eq!(json(format!("[{object},\n{object}]")).1, [expected.clone(), expected.clone()]);
    assert_eq!(ndjson(format!("{object}\r\n\n  \n{object}")).1, [expected.clone(), expected]);
    assert_eq!(json("[]").0.unwrap(), Default::default());
    assert_eq!(ndjson("").0.unwrap(), Default::default());
}

#[test]
fn faults_of_a_row_never_end_the_reading() {
    let rows = [
        r#"{"cell":"a"}"#,
        r#"{"cell":"a","gone":{"x":[1]},"N o":1}"#,
        r#"{"cell":"a","n":1,"n":2}"#,
        r#"{"cell":"a","mv":[[1],{}],"n":{}}"#,
        "7",
        r#"["x",["y"]]"#,
        "null",
        r#""text""#,
        r#"{"mv":"1","n":3.0}"#,
        r#"{"cell":"b"}"#,
    ];
    let expected = [
        (2, Some("gone"), "unknown-column"),
        (2, None, "unknown-column"),
        (3, Some("n"), "duplicate-column"),
        (4, Some("mv"), "type"),
        (4, Some("n"), "type"),
        (5, None, "type"),
        (6, None, "type"),
        (7, None, "type"),
        (8, None, "type"),
        (9, Some("cell"), "required"),
        (9, Some("mv"), "type"),
        (9, Some("n"), "type"),
    ];
    for (outcome, has_lines) in
        [(json(format!("[{}]", rows.join(","))), false), (ndjson(rows.join("\n")), true)]
    {
        let verdict = outcome.0.unwrap();
        assert_eq!((verdict.accepted, verdict.rejected), (2, 8));
        let lines: Vec<_> = expected
            .iter()
            .map(|(row, column, rule)| (*row, has_lines.then_some(*row), *column, *rule))
            .collect();
        assert_eq!(places(&verdict.faults), lines);
        assert_eq!(outcome.1.len(), 1);
    }
}

#[test]
fn a_document_that_is_not_json_says_where_and_repeats_nothing() {
    for (body, line) in [
        ("", 1),
        ("\n{\"cell\": secret}", 2),
        ("[{\"cell\":\"a\"},\n]", 2),
        ("{\"cell\":\"a\"} secret", 1),
        ("{\"cell\":\"a\"", 1),
        ("\"secret\"", 1),
        ("4711", 1),
        ("[{\"cell\":\"secret\u{1}\"}]", 1),
        ("[{\"cell\":NaN}]", 1),
        ("\0\0\0", 1),
    ] {
        match json(body).0 {
            Err(ReadError::Syntax { line: found, message, .. }) => {
                assert_eq!(found, line, "{body}");
                assert!(!message.contains("secret") && !message.contains("4711"), "{message}");
            }
            other => panic!("{body}: {other:?}"),
        }
    }
    assert!(matches!(json(b"[{\"cell\":\"\xff\"}]").0, Err(ReadError::Syntax { .. })));
}

#[test]
fn a_line_that_is_not_json_is_one_bad_row() {
    let body = b"{\"cell\":\"a\"}\n{\"cell\":\n\n{\"cell\":\"\xff\"}\n{\"cell\":\"b\"} {}\n{\"cell\":\"c\"}";
    let (verdict, rows) = ndjson(body);
    let verdict = verdict.unwrap();
    assert_eq!((verdict.accepted, verdict.rejected, rows.len()), (2, 3, 1));
    assert_eq!(
        places(&verdict.faults),
        [(2, Some(2), None, "json"), (3, Some(4), None, "encoding"), (4, Some(5), None, "json")]
    );
}

#[test]
fn numbers_keep_their_size_and_their_digits() {
    let verdict = json(r#"[{"cell":"a","n":9223372036854775808,"mv":1e400}]"#).0.unwrap();
    assert_eq!(places(&verdict.faults), [(1, None, Some("mv"), "range"), (1, None, Some("n"), "range")]);
    let (_, rows) = json(r#"{"cell":"a","mv":246.4444444444444444}"#);
    assert_eq!(rows[0][1], Value::Float(246.444_444_444_444_46));
}

#[test]
fn constants_fill_their_column_unless_the_row_gives_it_too() {
    let body = br#"[{"mv":1},{"cell":"b"}]"#;
    let (verdict, rows) = read_with(Format::Json, body, &readings(), &constants(&[("cell", "v1_1")]));
    assert_eq!(rows, [[text("v1_1"), Value::Float(1.0), Value::Null]]);
    assert_eq!(places(&verdict.unwrap().faults), [(2, None, Some("cell"), "duplicate-column")]);
}

#[test]
fn deep_nesting_is_harmless() {
    let (open, close) = ("[".repeat(10_000), "]".repeat(10_000));
    let verdict = json(format!("{{\"cell\":\"a\",\"mv\":{open}{close}}}")).0.unwrap();
    assert_eq!(places(&verdict.faults), [(1, None, Some("mv"), "type")]);
    let verdict = json(format!("{open}{close}")).0.unwrap();
    assert_eq!(places(&verdict.faults), [(1, None, None, "type")]);
    assert!(matches!(json("{\"a\":".repeat(10_000)).0, Err(ReadError::Syntax { .. })));
    assert_eq!(ndjson(format!("{open}{close}")).0.unwrap().rejected, 1);
}

#[test]
fn an_endless_row_is_refused_before_it_fills_the_memory() {
    let judge = Judge::new(&readings()).unwrap();
    for start in ["[{\"cell\":\"a\"},{\"cell\":\"", "{\"", "{\"gone\":\"", "{\"cell\":[\"", " [\""] {
        let mut kept = Kept { rows: Vec::new(), room: usize::MAX };
        let body = start.as_bytes().chain(io::repeat(b'a'));
        let result = read_json(body, &judge, &RowOptions::default(), &mut kept);
        assert!(matches!(result, Err(ReadError::TooLong { line: None })), "{start}");
        let body = b"\n{\"cell\":\"a\"}\n".chain(start.as_bytes()).chain(io::repeat(b' '));
        let result = read_ndjson(body, &judge, &RowOptions::default(), &mut kept);
        assert!(matches!(result, Err(ReadError::TooLong { line: Some(3) })), "{start}");
    }
}

#[test]
fn many_rows_may_be_longer_than_one_may_be() {
    let row = format!("{{\"cell\":\"{}\"}}", "a".repeat(1_000));
    let rows = vec![row; 4_000];
    assert_eq!(json(format!("[{}]", rows.join(", "))).0.unwrap().accepted, 4_000);
    assert_eq!(ndjson(rows.join("\n")).0.unwrap().accepted, 4_000);
}

#[test]
fn a_sink_that_fails_ends_the_reading() {
    let judge = Judge::new(&readings()).unwrap();
    let mut kept = Kept { rows: Vec::new(), room: 1 };
    let body = br#"[{"cell":"a"},{"cell":"b"}]"#;
    let result = read_json(&body[..], &judge, &RowOptions::default(), &mut kept);
    assert!(matches!(result, Err(ReadError::Sink(_))), "{result:?}");
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
    let result = read_json(b"[".chain(Broken), &judge, &RowOptions::default(), &mut kept);
    assert!(matches!(result, Err(ReadError::Body(_))), "{result:?}");
}
