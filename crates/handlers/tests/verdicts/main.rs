//! Generated code and the JSON Schema of the contract agree on every body: what one accepts, the other accepts.
//!
//! Good samples are changed at random, so that most bodies are nearly valid, and sent to a service of the generated
//! types. The schema, asked on its own, must come to the same verdict.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod changes;
mod service;

use std::cell::Cell;

use proptest::prelude::{Strategy, TestCaseError, any, prop};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::changes::{Change, change};
use crate::service::{accepts, schema_of};

const CASES: u32 = 1500;

/// Sends changed samples until the two verdicts differ, and makes sure that both verdicts were given often.
fn verdicts_agree(operation: &str, sample: &Value) {
    let schema = schema_of(operation);
    assert!(schema.is_valid(sample), "the sample is not valid");
    let changes = prop::collection::vec((any::<prop::sample::Index>(), change()), 0..3);
    let bodies = changes.prop_map(|changes| changed(sample, &changes));
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let accepted = Cell::new(0);
    accepts(operation, |service| {
        let outcome = TestRunner::new(config).run(&bodies, |body| {
            let text = body.to_string();
            let expected = schema.is_valid(&serde_json::from_str(&text).unwrap());
            if expected {
                accepted.set(accepted.get() + 1);
            }
            match service(&text) {
                found if found == expected => Ok(()),
                found => {
                    Err(TestCaseError::fail(format!("schema: {expected}, service: {found}: {text:.2000}")))
                }
            }
        });
        if let Err(error) = outcome {
            panic!("{error}");
        }
    });
    let share = f64::from(accepted.get()) / f64::from(CASES);
    assert!((0.1..0.9).contains(&share), "{share} of the bodies were valid; both kinds are needed");
}

fn changed(sample: &Value, changes: &[(prop::sample::Index, Change)]) -> Value {
    let mut body = sample.clone();
    for (place, change) in changes {
        change.apply(&mut body, place);
    }
    body
}

#[test]
fn verdicts_on_a_new_data_product_agree() {
    let mut sample = data_product();
    sample["name"] = json!("soil_power");
    verdicts_agree("createDataProduct", &sample);
}

#[test]
fn verdicts_on_a_replaced_data_product_agree() {
    verdicts_agree("replaceDataProduct", &data_product());
}

#[test]
fn verdicts_on_a_schema_agree() {
    let sample = json!({
        "tableDescription": "One hour of one cell.",
        "columns": [
            {"name": "timestamp", "type": "timestamp", "nullable": false},
            {"name": "cell", "type": "varchar(8)", "enum": ["v1_1", "v1_2"], "unit": "none", "unique": true},
            {"name": "voltage", "type": "double", "minimum": -1.5, "maximum": 20, "description": "Mean."},
            {"name": "depth", "type": "int"},
            {"name": "note", "type": "string", "pattern": "^a+$", "maxLength": 100, "personalData": true}
        ],
        "timeColumn": "timestamp",
        "keys": ["timestamp", "cell"],
        "columnMap": {"Voltage (mV)": "voltage"}
    });
    verdicts_agree("createSchema", &sample);
    verdicts_agree("replaceSchema", &sample);
}

/// Each of these is taken by derived decoders, or refused by them, unlike the schema says.
#[test]
fn verdicts_on_what_derived_decoders_see_differently_agree() {
    let column = |column: Value| json!({"tableDescription": "One.", "columns": [column]});
    let bodies = [
        ("createSchema", column(json!(["voltage", "double"])), false),
        ("createSchema", json!(["One.", [{"name": "voltage", "type": "double"}]]), false),
        ("createSchema", column(json!({"name": "note", "type": "string", "maxLength": 5.0})), true),
        ("createSchema", column(json!({"name": "note", "type": "string", "maxLength": 5.5})), false),
        ("createSchema", column(json!({"name": "note", "type": "string", "unit": null})), false),
        ("replaceDataProduct", with(data_product(), "status", json!({"published": null})), false),
        ("replaceDataProduct", with(data_product(), "retentionPeriod", json!(3.65e3)), true),
        ("replaceDataProduct", with(data_product(), "tags", json!([])), false),
    ];
    for (operation, body, valid) in bodies {
        assert_eq!(schema_of(operation).is_valid(&body), valid, "schema: {body}");
        accepts(operation, |service| assert_eq!(service(&body.to_string()), valid, "service: {body}"));
    }
}

fn with(mut body: Value, property: &str, value: Value) -> Value {
    body[property] = value;
    body
}

fn data_product() -> Value {
    json!({
        "description": "Hourly readings.",
        "domain": "environment",
        "dataProductOwner": "soil-lab@example.org",
        "dataProductOwnerDisplayName": "Soil laboratory",
        "dataProductMaintainer": "ops@example.org",
        "dataProductMaintainerDisplayName": "Ops",
        "email": "soil-lab@example.org",
        "status": "published",
        "retentionPeriod": 3650,
        "dpiaRequired": true,
        "dpiaLocation": "https://example.org/dpia",
        "tags": {"season": "summer"}
    })
}
