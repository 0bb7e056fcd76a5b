//! Writes generated tables in every format, with rows and what Granary says of them, as the checks of other people's
//! tools in `tests/formats` want them: `cargo run -p domain --example formats -- FOLDER`.

#![allow(missing_docs, clippy::unwrap_used, reason = "only tests run this")]

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use domain::formats::TableFormat;
use domain::formats::dcat::{json_ld, turtle};
use domain::formats::odcs::{ContractSource, to_odcs, write_yaml};
use domain::ids::SchemaId;
use domain::rows::judge::Judge;
use domain::rows::out::write_json_row;
use domain::rows::value::Value;
use domain::table::{Column, Table};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::value::RawValue;
use serde_json::{Value as Json, json};

#[path = "../tests/support/products.rs"]
mod products;
#[path = "../tests/support/tables.rs"]
mod tables;
#[path = "../tests/support/values.rs"]
mod values;

const TABLES: usize = 150;
const CONTRACTS: usize = 60;
const ROWS: usize = 60;

fn main() {
    let folder = env::args().nth(1).unwrap();
    let mut runner = TestRunner::deterministic();
    let mut draw = |strategy: &dyn Fn(&mut TestRunner) -> Json| strategy(&mut runner);
    let described: Vec<Json> = (0..TABLES)
        .map(|number| {
            draw(&|runner| describe(number, &tables::table().new_tree(runner).unwrap().current(), runner))
        })
        .collect();
    write(&folder, "tables.json", &Json::from(described).to_string());
    let contracts: Vec<ContractSource> =
        (0..CONTRACTS).map(|_| products::contract().new_tree(&mut runner).unwrap().current()).collect();
    let written = contracts
        .iter()
        .map(to_odcs)
        .map(|contract| json!({"yaml": write_yaml(&contract), "json": contract}));
    write(&folder, "contracts.json", &written.collect::<Json>().to_string());
    let catalogue = products::catalogue(&contracts);
    write(&folder, "catalogue.jsonld", &json_ld(&catalogue).to_string());
    write(&folder, "catalogue.ttl", &turtle(&catalogue));
    write(&folder, "readings.yaml", &write_yaml(&to_odcs(&products::readings())));
}

fn write(folder: &str, name: &str, text: &str) {
    fs::write(Path::new(folder).join(name), text).unwrap();
}

fn describe(number: usize, table: &Table, runner: &mut TestRunner) -> Json {
    let names = ["readings", "string", "1st", "sqlite_x", "_", "order", "none"];
    let id: SchemaId =
        format!("dp:4_odd_product:v1.{number}:{}", names[number % names.len()]).parse().unwrap();
    let texts: BTreeMap<String, String> =
        TableFormat::ALL.iter().map(|format| (format.to_string(), format.write(&id, table, &[]))).collect();
    let judge = std::sync::Arc::new(Judge::new(table).unwrap());
    let asked = judge.clone();
    let rows = values::row(table, std::sync::Arc::new(move |index, raw| asked.json(index, raw).is_ok()));
    let rows: Vec<Json> =
        (0..ROWS).map(|_| verdict(table, &judge, &rows.new_tree(runner).unwrap().current())).collect();
    json!({"id": id.to_string(), "definition": table, "formats": texts, "rows": rows})
}

/// What Granary says of the row as JSON, and of each value by itself, once spelled as plain text.
fn verdict(table: &Table, judge: &Judge, row: &str) -> Json {
    let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(row).unwrap();
    let unknown = members.keys().any(|name| judge.index_of(name).is_none());
    let mut rules = vec![];
    let mut plain = serde_json::Map::new();
    for (index, column) in table.columns.iter().enumerate() {
        let raw = members.get(&column.name).map(|raw| raw.get());
        let judged = raw.map_or_else(|| judge.missing(index), |raw| judge.json(index, raw));
        if let Err(broken) = &judged {
            rules.push(json!([column.name, broken.rule]));
        }
        plain.insert(column.name.clone(), as_plain(judge, index, column, raw));
    }
    json!({"row": row, "accepted": rules.is_empty() && !unknown, "unknown": unknown, "rules": rules, "plain": plain})
}

fn as_plain(judge: &Judge, index: usize, column: &Column, raw: Option<&str>) -> Json {
    let text: Option<String> = match raw {
        None | Some("null") => None,
        Some(raw) if raw.starts_with('"') => serde_json::from_str(raw).ok(),
        Some(raw) => Some(raw.to_owned()),
    };
    let judged = match &text {
        None => judge.missing(index),
        Some(text) if column.column_type.is_text() => {
            judge.json(index, &json!(text).to_string()).map(Value::into_owned)
        }
        // Unlike in a form, an empty text is not the lack of a value.
        Some(text) if text.trim().is_empty() => return json!({"text": text, "accepted": false}),
        Some(text) => judge.text(index, text),
    };
    let stored = judged.as_ref().ok().map(|value| {
        let mut out = Vec::new();
        write_json_row(&mut out, &[column], std::slice::from_ref(value));
        serde_json::from_slice::<Json>(&out).unwrap()[&column.name].take()
    });
    json!({"text": text, "accepted": judged.is_ok(), "stored": stored})
}
