//! A table in every format, as files that people can look at; what other tools make of generated tables is checked by
//! `scripts/test_formats.sh`.

#[path = "support/products.rs"]
mod products;
#[path = "support/tables.rs"]
mod tables;

use domain::formats::TableFormat;
use domain::formats::odcs::{to_odcs, write_yaml};
use domain::ids::SchemaId;
use domain::table::{Column, Table};
use proptest::prelude::*;
use serde_json::Value;

fn id() -> SchemaId {
    "dp:soil_power:v1.2:readings".parse().expect("an id")
}

fn readings() -> Table {
    products::readings().tables.remove(0).1
}

fn written(format: TableFormat, table: &Table) -> String {
    format.write(&id(), table, &[])
}

fn single(kind: &str, change: impl FnOnce(&mut Column)) -> Table {
    let mut column = Column::new("x".to_owned(), kind.parse().expect("a type"));
    change(&mut column);
    Table {
        columns: vec![column],
        time_column: None,
        keys: vec![],
        column_map: Default::default(),
        ..readings()
    }
}

fn json_schema_of(kind: &str, change: impl FnOnce(&mut Column)) -> Value {
    let text = written(TableFormat::JsonSchema, &single(kind, change));
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    schema["properties"]["x"].clone()
}

#[test]
fn each_format_looks_as_people_expect() {
    for (format, golden) in [
        (TableFormat::JsonSchema, include_str!("formats/golden/readings.schema.json")),
        (TableFormat::Avro, include_str!("formats/golden/readings.avsc")),
        (TableFormat::Protobuf, include_str!("formats/golden/readings.proto")),
        (TableFormat::SqlPostgres, include_str!("formats/golden/readings.postgres.sql")),
        (TableFormat::SqlSqlite, include_str!("formats/golden/readings.sqlite.sql")),
        (TableFormat::Markdown, include_str!("formats/golden/readings.md")),
    ] {
        let text = written(format, &readings());
        assert!(text == golden, "{format} differs; it is now:\n{text}");
    }
    let contract = write_yaml(&to_odcs(&products::readings()));
    assert!(
        contract == include_str!("formats/golden/soil_power.odcs.yaml"),
        "the contract is now:\n{contract}"
    );
}

#[test]
fn columns_keep_the_field_numbers_they_had() {
    let table = readings();
    let mut earlier = table.clone();
    earlier.columns.retain(|column| column.name != "at" && column.name != "state");
    let numbers = |text: String| -> Vec<String> {
        let fields = text.lines().filter(|line| line.contains(" = ") && line.contains("json_name"));
        fields.map(|line| line.split(" [").next().unwrap_or_default().trim().to_owned()).collect()
    };
    let fields = numbers(TableFormat::Protobuf.write(&id(), &table, &[earlier]));
    assert_eq!(
        fields[..3],
        ["string cell = 1", ".google.protobuf.Timestamp at = 9", "optional double voltage = 2"]
    );
    assert!(fields.contains(&"string state = 10".to_owned()));
}

#[test]
fn a_pattern_means_elsewhere_what_it_means_here() {
    let pattern = |source: &str| {
        json_schema_of("string", |column| column.pattern = Some(source.to_owned()))["pattern"].clone()
    };
    assert_eq!(pattern("^[A-Z]{2}-[0-9]+$"), r"^[A-Z]{2}-[0-9]+$(?!\n)");
    assert_eq!(pattern("(?i)ab"), "[Aa][Bb]");
    assert_eq!(pattern("a.b"), r"a[^\n]b");
    assert_eq!(pattern("(?s)a.b"), r"a(?:[^\n]|\n)b");
    assert_eq!(pattern("a{300}"), "a{255}a{45}");
    assert_eq!(pattern("a{2,300}"), "a{2,255}a{0,45}");
    assert_eq!(pattern("a{300,}"), "a{255}a{45,}");
    assert_eq!(pattern("(?:ab)*?"), "(?:ab)*");
    assert_eq!(pattern(r"[\]\[^-]"), r"[\-\[\]\^]");
    assert_eq!(pattern(r"\x00"), "(?!x)x");
    assert_eq!(pattern(&r"\b\w\b".repeat(9)), Value::Null);
    assert_eq!(pattern(r"(?m)^x$"), r"(?<![^\n])x(?![^\n])");
}

#[test]
fn bounds_reach_as_far_as_the_type_rounds() {
    let schema = json_schema_of("float", |column| column.maximum = Some(0.1));
    let most = schema["maximum"].as_f64().expect("a number");
    assert!(most > f64::from(0.1_f32) && most < f64::from(0.1_f32.next_up()), "{most}");
    let schema = json_schema_of("tinyint", |column| column.minimum = Some(0.5));
    assert_eq!((&schema["minimum"], &schema["maximum"]), (&1.into(), &127.into()));
    let schema = json_schema_of("int", |column| (column.minimum, column.maximum) = (Some(0.2), Some(0.8)));
    assert_eq!((&schema["minimum"], &schema["maximum"]), (&1.into(), &0.into()));
}

proptest! {
    #[test]
    fn every_table_can_be_written_in_every_format(table in tables::table()) {
        for format in TableFormat::ALL {
            let text = written(format, &table);
            prop_assert!(text.ends_with('\n') && !text.contains('\0'));
            // No description begins a line of its own in a comment's stead.
            if format == TableFormat::Protobuf {
                for line in text.lines().filter(|line| line.contains("DROP")) {
                    prop_assert!(line.trim_start().starts_with("//"), "{}", line);
                }
            }
        }
        prop_assert!(serde_json::from_str::<Value>(&written(TableFormat::Avro, &table)).is_ok());
    }
}
