//! What a table definition must satisfy.

mod support;

use domain::table::{Column, Table};
use support::{column, required, table};

fn faults(table: &Table) -> Vec<(String, &'static str)> {
    table.check().into_iter().map(|fault| (fault.pointer, fault.rule)).collect()
}

fn faults_of(column: Column) -> Vec<(String, &'static str)> {
    faults(&table(vec![column]))
}

fn list(values: &[&str]) -> Option<Vec<String>> {
    Some(values.iter().map(ToString::to_string).collect())
}

fn at(pointer: &str, rule: &'static str) -> Vec<(String, &'static str)> {
    vec![(pointer.to_owned(), rule)]
}

#[test]
fn a_sound_table_has_no_faults() {
    let sound = Table {
        time_column: Some("at".to_owned()),
        keys: vec!["cell".to_owned(), "at".to_owned()],
        column_map: [("Time".to_owned(), "at".to_owned())].into(),
        ..table(vec![
            required("at", "timestamp"),
            Column {
                pattern: Some("^[a-z]+$".to_owned()),
                max_length: Some(20),
                ..required("cell", "string")
            },
            Column { minimum: Some(0.0), maximum: Some(0.0), ..column("mv", "double") },
            Column { allowed: list(&["-1", "2"]), ..column("code", "tinyint") },
            Column { unique: true, ..column("serial", "char(8)") },
        ])
    };
    assert_eq!(sound.check(), []);
}

#[test]
fn all_faults_are_told_at_once() {
    let broken = Table {
        time_column: Some("name".to_owned()),
        keys: vec!["name".to_owned(), "gone".to_owned(), "name".to_owned(), "x".to_owned()],
        column_map: [
            ("a/b~c".to_owned(), "gone".to_owned()),
            ("n1".to_owned(), "name".to_owned()),
            ("n2".to_owned(), "name".to_owned()),
        ]
        .into(),
        ..table(vec![
            column("name", "string"),
            column("name", "int"),
            column("_id", "int"),
            required("x", "double"),
        ])
    };
    let expected = [
        ("/columns/1/name", "unique"),
        ("/columns/2/name", "pattern"),
        ("/timeColumn", "type"),
        ("/keys/0", "nullable"),
        ("/keys/1", "exists"),
        ("/keys/2", "unique"),
        ("/keys/3", "type"),
        ("/columnMap/a~1b~0c", "exists"),
        ("/columnMap/n2", "unique"),
    ];
    assert_eq!(faults(&broken), expected.map(|(pointer, rule)| (pointer.to_owned(), rule)));
}

#[test]
fn a_table_has_between_1_and_400_columns() {
    assert_eq!(faults(&table(Vec::new())), at("/columns", "min-items"));
    let wide = (0..401).map(|n| column(&format!("c{n}"), "int")).collect();
    assert_eq!(faults(&table(wide)), at("/columns", "max-items"));
}

#[test]
fn column_names_are_lower_case_words_that_the_database_does_not_keep() {
    for name in ["", "A", "1a", "_id", "a-b", "a b", "ä", &"a".repeat(64)] {
        assert_eq!(faults_of(column(name, "int")), at("/columns/0/name", "pattern"), "{name}");
    }
    assert_eq!(faults_of(column("ctid", "int")), at("/columns/0/name", "reserved"));
    assert_eq!(faults_of(column(&"a".repeat(63), "int")), []);
}

#[test]
fn a_time_column_that_does_not_exist_is_a_fault() {
    let table = Table { time_column: Some("at".to_owned()), ..table(vec![column("x", "int")]) };
    assert_eq!(faults(&table), at("/timeColumn", "exists"));
}

#[test]
fn bounds_are_for_numbers_and_in_order() {
    let bounds = |kind, minimum, maximum| {
        faults_of(Column { minimum: Some(minimum), maximum: Some(maximum), ..column("x", kind) })
    };
    assert_eq!(bounds("decimal(5,2)", -1.5, 1.5), []);
    assert_eq!(bounds("int", 2.0, 1.0), at("/columns/0/minimum", "range"));
    for kind in ["string", "boolean", "date", "timestamp"] {
        assert_eq!(bounds(kind, 1.0, 2.0).len(), 2, "{kind}");
    }
}

#[test]
fn patterns_are_for_text_compile_and_stay_small() {
    let pattern =
        |kind, pattern: &str| faults_of(Column { pattern: Some(pattern.to_owned()), ..column("x", kind) });
    assert_eq!(pattern("string", r"^\w{1,20}$"), []);
    assert_eq!(pattern("int", "a"), at("/columns/0/pattern", "type"));
    assert_eq!(pattern("string", "(a"), at("/columns/0/pattern", "pattern"));
    assert_eq!(pattern("string", r"(\w{100}){100}"), at("/columns/0/pattern", "pattern"));
    let unclosed = table(vec![Column { pattern: Some("(a".to_owned()), ..column("x", "string") }]).check();
    assert_eq!(unclosed[0].message, "is not a regular expression: unclosed group");
}

#[test]
fn max_length_is_for_text() {
    assert_eq!(
        faults_of(Column { max_length: Some(3), ..column("x", "int") }),
        at("/columns/0/maxLength", "type")
    );
}

#[test]
fn an_enum_lists_distinct_values_of_its_type() {
    let allowed = |kind, values: &[&str]| faults_of(Column { allowed: list(values), ..column("x", kind) });
    assert_eq!(allowed("varchar(2)", &["a", "äö"]), []);
    assert_eq!(allowed("string", &[]), at("/columns/0/enum", "min-items"));
    assert_eq!(allowed("string", &["a", "a"]), at("/columns/0/enum/1", "unique"));
    assert_eq!(allowed("string", &[""]), at("/columns/0/enum/0", "enum"));
    assert_eq!(allowed("char(2)", &["abc"]), at("/columns/0/enum/0", "enum"));
    assert_eq!(allowed("tinyint", &["1", "128"]), at("/columns/0/enum/1", "enum"));
    assert_eq!(allowed("int", &["1", "01"]), at("/columns/0/enum/1", "unique"));
    for kind in ["double", "float", "decimal(3,0)", "boolean", "date", "timestamp"] {
        assert_eq!(allowed(kind, &["1"]), at("/columns/0/enum", "type"), "{kind}");
    }
}

#[test]
fn a_float_is_not_unique_and_the_fault_says_why() {
    for kind in ["float", "double"] {
        let faults = table(vec![Column { unique: true, ..column("x", kind) }]).check();
        assert_eq!(faults.len(), 1);
        assert!(faults[0].message.contains("last digit"), "{}", faults[0].message);
    }
}
