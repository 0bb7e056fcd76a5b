//! Values that do not fit their column: each is named by the rule that it breaks, and never repeated.

use serde_json::json;
use test_support::{App, Reply, Role, on_both_databases};

use crate::samples::{draft_table, every_type, push, rows, table};

on_both_databases!(
    values_that_do_not_fit_are_named_by_their_rule,
    constraints_are_named_by_their_rule,
    not_a_number_and_infinity_are_refused,
    numbers_beyond_their_type_are_refused,
    json_kinds_are_not_confused,
);

fn rules(reply: &Reply) -> Vec<String> {
    reply.row_faults().iter().filter_map(|fault| fault.split(' ').next_back().map(str::to_owned)).collect()
}

fn values_that_do_not_fit_are_named_by_their_rule(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &every_type());
    let csv = "an_int,a_boolean,a_date,a_char,a_decimal\n1.0,yes,08.07.2023,abcd,1e\n,maybe,2023-7-8,,0x1\n";
    let refused = producer.ingest_rows(&id).body("text/csv", csv).refused(422, "rows-rejected");
    assert_eq!(
        refused.row_faults(),
        [
            "1 2 an_int type",
            "1 2 a_decimal type",
            "1 2 a_char length",
            "1 2 a_boolean type",
            "1 2 a_date type",
            "2 3 a_decimal type",
            "2 3 a_boolean type",
            "2 3 a_date type",
        ]
    );
    assert_eq!(refused.json()["rejected"], 2, "rows are counted, not faults");
    for repeated in ["yes", "08.07", "abcd"] {
        assert!(!refused.text().contains(repeated), "{repeated} is repeated");
    }
    assert!(rows(&producer, &id).is_empty());
}

fn constraints_are_named_by_their_rule(app: App) {
    let producer = app.client(Role::Producer);
    let definition = table(json!([
        {"name": "low", "type": "double", "minimum": 0.5},
        {"name": "high", "type": "int", "maximum": 10},
        {"name": "code", "type": "string", "pattern": "^[a-z]+$"},
        {"name": "state", "type": "string", "enum": ["on", "off"]},
        {"name": "level", "type": "int", "enum": ["1", "2"]},
        {"name": "short", "type": "string", "maxLength": 2},
        {"name": "needed", "type": "string", "nullable": false},
    ]));
    let id = draft_table(&app, "a", &definition);
    let bad = json!({"low": 0.4, "high": 11, "code": "ab1", "state": "On", "level": 3, "short": "äöü"});
    let refused = producer.ingest_rows(&id).json(&bad).refused(422, "rows-rejected");
    assert_eq!(
        refused.row_faults(),
        [
            "1 - low minimum",
            "1 - high maximum",
            "1 - code pattern",
            "1 - state enum",
            "1 - level enum",
            "1 - short max-length",
            "1 - needed required",
        ]
    );
    let good = json!({
        "low": 0.5, "high": 10, "code": "ab", "state": "on", "level": 2, "short": "äö", "needed": "x",
    });
    push(&producer, &id, &good);
    assert_eq!(rows(&producer, &id), [good]);
}

fn not_a_number_and_infinity_are_refused(app: App) {
    let producer = app.client(Role::Producer);
    let columns = json!([
        {"name": "a", "type": "double"}, {"name": "b", "type": "float"}, {"name": "c", "type": "decimal(5,2)"},
    ]);
    let id = draft_table(&app, "a", &table(columns));
    for word in ["NaN", "nan", "-NaN", "Infinity", "-inf", "+Infinity"] {
        let csv = producer.ingest_rows(&id).body("text/csv", format!("a,b,c\n{word},{word},{word}\n"));
        assert_eq!(rules(&csv.refused(422, "rows-rejected")), ["not-finite"; 3], "{word}");
        let json = producer.ingest_rows(&id).json(&json!({"a": word, "b": word, "c": word}));
        assert_eq!(
            rules(&json.refused(422, "rows-rejected")),
            ["type", "type", "not-finite"],
            "{word} as a string"
        );
        let bare = producer.ingest_rows(&id).body("application/json", format!("{{\"a\": {word}}}"));
        bare.refused(400, "malformed-rows");
    }
    assert!(rows(&producer, &id).is_empty());
}

fn numbers_beyond_their_type_are_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &every_type());
    let cases = [
        ("a_tinyint", "128", "range"),
        ("a_smallint", "-32769", "range"),
        ("an_int", "2147483648", "range"),
        ("a_bigint", "9223372036854775808", "range"),
        ("a_bigint", "-9223372036854775809", "range"),
        ("a_bigint", "18446744073709551616", "range"),
        ("a_float", "1e39", "range"),
        ("a_double", "1e400", "range"),
        ("a_double", "-1e400", "range"),
        ("a_decimal", "1e400", "precision"),
        ("a_decimal", "1e-400", "precision"),
    ];
    for (column, number, rule) in cases {
        let json = producer.ingest_rows(&id).body("application/json", format!("{{\"{column}\": {number}}}"));
        assert_eq!(
            json.refused(422, "rows-rejected").row_faults(),
            [format!("1 - {column} {rule}")],
            "{number}"
        );
        let csv = producer.ingest_rows(&id).body("text/csv", format!("{column}\n{number}\n"));
        assert_eq!(
            csv.refused(422, "rows-rejected").row_faults(),
            [format!("1 2 {column} {rule}")],
            "{number}"
        );
    }
    assert!(rows(&producer, &id).is_empty());
}

fn json_kinds_are_not_confused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &every_type());
    let bad = json!({
        "an_int": "1", "a_bigint": true, "a_double": "1.5", "a_string": 1, "a_boolean": "true", "a_date": 20230708,
        "a_timestamp": {"at": 1}, "a_char": ["a"], "a_decimal": false, "a_varchar": {},
    });
    let refused = producer.ingest_rows(&id).json(&bad).refused(422, "rows-rejected");
    assert_eq!(rules(&refused), vec!["type"; 10]);
    assert!(rows(&producer, &id).is_empty());
}
