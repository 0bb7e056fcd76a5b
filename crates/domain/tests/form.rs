//! One row as a form.

mod support;

use domain::rows::value::Value;
use domain::rows::{Format, ReadError};
use support::{Outcome, column, constants, places, read_rows, read_with, required, table, text};

fn read(body: impl AsRef<[u8]>) -> Outcome {
    read_rows(Format::Form, body, &table(vec![required("cell", "string"), column("n", "int")]))
}

#[test]
fn a_form_is_one_row() {
    let expected = [text("a b&c=ä%"), Value::Int(7)];
    assert_eq!(read("cell=a+b%26c%3D%c3%A4%&n=%207").1, [expected]);
    assert_eq!(read("n=&&cell=a").1, [[text("a"), Value::Null]]);
    assert_eq!(read("cell=a=b").1, [[text("a=b"), Value::Null]]);
}

#[test]
fn its_faults_are_those_of_a_row() {
    let verdict = read("gone=1&n=1&n=2&%ff=1&Secret+Name=1").0.unwrap();
    assert_eq!((verdict.accepted, verdict.rejected), (0, 1));
    assert_eq!(
        places(&verdict.faults),
        [
            (1, None, Some("gone"), "unknown-column"),
            (1, None, Some("n"), "duplicate-column"),
            (1, None, None, "encoding"),
            (1, None, None, "unknown-column"),
            (1, None, Some("cell"), "required"),
        ]
    );
    assert!(!format!("{verdict:?}").contains("Secret"));
    let verdict = read("cell=%ff&n").0.unwrap();
    assert_eq!(places(&verdict.faults), [(1, None, Some("cell"), "encoding")]);
}

#[test]
fn constants_count_for_forms_too() {
    let table = table(vec![required("cell", "string"), column("n", "int")]);
    let (_, rows) = read_with(Format::Form, b"n=1", &table, &constants(&[("cell", "a")]));
    assert_eq!(rows, [[text("a"), Value::Int(1)]]);
}

#[test]
fn an_empty_or_a_huge_form_is_refused() {
    assert!(matches!(read("").0, Err(ReadError::Syntax { .. })));
    assert!(matches!(read(vec![0; (1 << 20) + 1]).0, Err(ReadError::TooLong { line: None })));
}
