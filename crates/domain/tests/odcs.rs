//! Contracts of the Open Data Contract Standard, out and in.

#[path = "support/products.rs"]
mod products;
#[path = "support/tables.rs"]
mod tables;

use domain::formats::odcs::{Contract, ContractSource, from_odcs, parse_yaml, to_odcs, write_yaml};
use domain::lifecycle::Status;
use proptest::prelude::*;
use serde_json::{Value, json};

fn as_read(source: &ContractSource) -> Contract {
    Contract {
        name: source.name.clone(),
        status: source.status,
        compatibility_mode: Some(source.compatibility_mode),
        metadata: source.metadata.clone(),
        tables: source.tables.clone(),
        ignored: vec!["/servers".to_owned()],
    }
}

proptest! {
    #[test]
    fn what_goes_out_comes_in_the_same(source in products::contract()) {
        let document = to_odcs(&source);
        prop_assert_eq!(from_odcs(&document), Ok(as_read(&source)));
        let read = parse_yaml(&write_yaml(&document));
        prop_assert_eq!(read.map(|document| from_odcs(&document)), Ok(Ok(as_read(&source))));
    }
}

/// The contract of the readings, changed.
fn changed(change: impl FnOnce(&mut Value)) -> Value {
    let mut document = to_odcs(&products::readings());
    change(&mut document);
    document
}

fn faults(document: &Value) -> Vec<(String, &'static str)> {
    let faults = from_odcs(document).expect_err("there is a fault");
    faults.into_iter().map(|fault| (fault.pointer, fault.rule)).collect()
}

fn faults_of(pointer: &str, value: Value) -> Vec<(String, &'static str)> {
    faults(&with(pointer, value))
}

/// The contract of the readings with another value somewhere.
fn with(pointer: &str, value: Value) -> Value {
    changed(|document| {
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        let parent = document.pointer_mut(parent).expect("the parent is there");
        match parent {
            Value::Array(items) => items.push(value),
            parent => parent[name] = value,
        }
    })
}

fn contract(document: &Value) -> Contract {
    from_odcs(document).expect("there is no fault")
}

fn at(pointer: &str, rule: &'static str) -> Vec<(String, &'static str)> {
    vec![(pointer.to_owned(), rule)]
}

#[test]
fn a_contract_says_it_in_the_words_of_the_standard() {
    let document = to_odcs(&products::readings());
    assert_eq!(document["status"], "active");
    assert_eq!(document["description"]["purpose"], "Hourly readings of soil microbial fuel cells.");
    assert_eq!(document["tags"], json!(["season:summer"]));
    assert_eq!(document["slaProperties"], json!([{"property": "retention", "value": 3650, "unit": "d"}]));
    assert_eq!(
        document["team"]["members"][0],
        json!({"username": "soil-lab@example.org", "role": "owner", "name": "Soil laboratory"})
    );
    let properties = &document["schema"][0]["properties"];
    assert_eq!(
        properties[0],
        json!({
            "name": "cell", "logicalType": "string", "physicalType": "varchar(8)", "description": "The cell.",
            "required": true, "unique": false, "primaryKey": true, "primaryKeyPosition": 1,
            "logicalTypeOptions": {"maxLength": 8, "pattern": "^cell_[0-9]+$"},
        })
    );
    assert_eq!(properties[4]["quality"][0]["arguments"], json!({"validValues": ["dry", "wet"]}));
    assert_eq!(properties[5]["quality"][0]["arguments"], json!({"validValues": [1, 2]}));
    assert_eq!(properties[7]["classification"], "personal-data");
    assert_eq!(properties[2]["customProperties"], json!([{"property": "unit", "value": "mV"}]));
}

#[test]
fn every_fault_is_named_where_it_is() {
    let column = "/schema/0/properties/0";
    assert_eq!(faults(&json!([])).first(), at("", "type").first());
    assert_eq!(faults_of("/kind", json!("DataProduct")), at("/kind", "enum"));
    assert_eq!(faults_of("/apiVersion", json!("v2.2.2")), at("/apiVersion", "enum"));
    assert_eq!(faults_of("/name", json!("Soil power")), at("/name", "pattern"));
    assert_eq!(faults_of("/id", json!("dp:other")), at("/id", "name"));
    assert_eq!(faults_of("/status", json!("old")), at("/status", "enum"));
    assert_eq!(
        faults_of("/customProperties/0/value", json!("SIDEWAYS")),
        at("/customProperties/0/value", "enum")
    );
    assert_eq!(faults_of("/tags/1", json!("x".repeat(129))), at("/tags/1", "max-length"));
    assert_eq!(faults_of("/description", Value::Null), at("/description/purpose", "required"));
    assert_eq!(faults_of("/domain", Value::Null), at("/domain", "required"));
    assert_eq!(faults_of("/domain", json!("x".repeat(129))), at("/domain", "length"));
    assert_eq!(faults_of("/team/members/0/role", json!("cook")), at("/team", "required"));
    assert_eq!(faults_of("/team/members/0/username", json!(7)), at("/team/members/0/username", "type"));
    assert_eq!(faults_of("/support/0/url", json!("mailto:nobody")), at("/support/0/url", "format"));
    assert_eq!(faults_of("/slaProperties/0/unit", json!("y")), at("/slaProperties/0/unit", "enum"));
    assert_eq!(faults_of("/slaProperties/0/value", json!(0)), at("/slaProperties/0/value", "range"));
    assert_eq!(faults_of("/tags/-", json!("season:winter")), at("/tags/1", "unique"));
    assert_eq!(faults_of("/schema/0/name", json!("A")), at("/schema/0/name", "pattern"));
    assert_eq!(faults_of("/schema/0/relationships", json!([])), at("/schema/0/relationships", "unsupported"));
    assert_eq!(
        faults_of(&format!("{column}/name"), json!("Cell"))[0],
        at("/schema/0/properties/0/name", "pattern")[0]
    );
    assert_eq!(
        faults_of(&format!("{column}/logicalType"), json!("array")),
        at("/schema/0/properties/0/physicalType", "type")
    );
    assert_eq!(
        faults_of(&format!("{column}/physicalType"), json!("bigint"))[0],
        at("/schema/0/properties/0/physicalType", "type")[0]
    );
    assert_eq!(
        faults_of(&format!("{column}/items"), json!({})),
        at("/schema/0/properties/0/items", "unsupported")
    );
    assert_eq!(
        faults_of(&format!("{column}/required"), json!("yes")),
        at("/schema/0/properties/0/required", "type")
    );
    let options = format!("{column}/logicalTypeOptions");
    assert_eq!(
        faults_of(&format!("{options}/minLength"), json!(3)),
        at("/schema/0/properties/0/logicalTypeOptions/minLength", "unsupported")
    );
    assert_eq!(
        faults_of(&format!("{options}/pattern"), json!("(")),
        at("/schema/0/properties/0/logicalTypeOptions/pattern", "pattern")
    );
    let voltage = "/schema/0/properties/2/logicalTypeOptions";
    assert_eq!(
        faults_of(&format!("{voltage}/minimum"), json!(6)),
        at("/schema/0/properties/2/logicalTypeOptions/minimum", "range")
    );
    assert_eq!(
        faults_of(&format!("{voltage}/multipleOf"), json!(2)),
        at("/schema/0/properties/2/logicalTypeOptions/multipleOf", "unsupported")
    );
    assert_eq!(
        faults_of("/schema/0/properties/5/quality/0/arguments/validValues", json!([1, 900])),
        at("/schema/0/properties/5/quality", "enum")
    );
    assert_eq!(
        faults_of("/schema/0/customProperties/0/value", json!("voltage")),
        at("/schema/0/customProperties", "type")
    );
}

#[test]
fn all_faults_are_told_at_once() {
    let document = json!({"apiVersion": "v3.1.0", "kind": "DataContract", "id": "x", "name": "y", "status": "active", "schema": [{"name": "t", "properties": [{"name": "a", "logicalType": "time"}]}]});
    assert_eq!(
        faults(&document).into_iter().map(|(pointer, _)| pointer).collect::<Vec<_>>(),
        [
            "/domain",
            "/description/purpose",
            "/team",
            "/schema/0/description",
            "/schema/0/properties/0/logicalType"
        ]
    );
}

#[test]
fn what_only_describes_is_ignored_and_listed() {
    for (pointer, value) in [
        ("/price", json!({"priceAmount": 9.95})),
        ("/tenant", json!("x")),
        ("/description/usage", json!("With care.")),
        ("/roles", json!([])),
        ("/schema/0/quality", json!([{"type": "sql", "query": "SELECT 1", "mustBe": 1}])),
        ("/schema/0/physicalName", json!("tbl_1")),
        ("/schema/0/properties/1/examples", json!(["x"])),
        ("/schema/0/properties/9/classification", json!("restricted")),
    ] {
        let read = contract(&with(pointer, value));
        assert_eq!(
            read.ignored.iter().filter(|ignored| *ignored == pointer).count(),
            1,
            "{pointer} in {:?}",
            read.ignored
        );
        assert_eq!(read.tables, products::readings().tables);
    }
    let others = with("/team/members/-", json!({"username": "cook", "role": "cook"}));
    assert_eq!(contract(&others).ignored, ["/team/members/2", "/servers"]);
}

#[test]
fn a_change_of_the_standards_own_words_counts() {
    let column = |document: &Value| contract(document).tables.remove(0).1.columns.swap_remove(0);
    assert_eq!(
        column(&with("/schema/0/properties/0/logicalTypeOptions/maxLength", json!(5))).max_length,
        Some(5)
    );
    let mut source = products::readings();
    source.tables[0].1.columns[0].pattern = Some(r"\d$".to_owned());
    let mut document = to_odcs(&source);
    assert_eq!(column(&document).pattern.as_deref(), Some(r"\d$"));
    document["schema"][0]["properties"][0]["logicalTypeOptions"]["pattern"] = "^c".into();
    assert_eq!(column(&document).pattern.as_deref(), Some("^c"));
}

#[test]
fn contracts_of_others_are_understood() {
    let document = json!({
        "apiVersion": "v3.0.2", "kind": "DataContract", "id": "53581432-6c55-4ba2-a65f-72344a91553a", "name": "orders", "version": "1.0.0",
        "status": "proposed", "domain": "shop", "description": {"purpose": "Orders."},
        "team": [{"username": "ceastwood", "role": "owner", "dateIn": "2024-09-01"}],
        "schema": [{"name": "orders", "description": "One order.", "properties": [
            {"name": "id", "logicalType": "integer", "physicalType": "INTEGER", "primaryKey": true},
            {"name": "total", "logicalType": "number", "physicalType": "NUMERIC(10, 2)"},
            {"name": "note", "logicalType": "string", "physicalType": "NVARCHAR2(20)"},
            {"name": "made", "logicalType": "timestamp", "physicalType": "timestamp with time zone", "required": true},
            {"name": "size", "logicalType": "integer", "logicalTypeOptions": {"format": "i16", "minimum": 1}},
            {"name": "plain", "physicalType": "character varying (30)"}
        ]}]
    });
    let read = contract(&document);
    assert_eq!(read.status, Status::Draft);
    let table = &read.tables[0].1;
    let types: Vec<String> = table.columns.iter().map(|column| column.column_type.to_string()).collect();
    assert_eq!(types, ["int", "decimal(10,2)", "string", "timestamp", "smallint", "varchar(30)"]);
    assert_eq!(table.keys, ["id"]);
    assert!(!table.columns[0].nullable && !table.columns[3].nullable && table.columns[1].nullable);
    assert_eq!(read.ignored, ["/team/0/dateIn", "/schema/0/properties/2/physicalType"]);
}

#[test]
fn a_pattern_too_long_for_other_words_is_kept_in_its_own() {
    let mut source = products::readings();
    let column = &mut source.tables[0].1.columns[4];
    column.pattern = Some(r"\b\w\b".repeat(9));
    let document = to_odcs(&source);
    assert_eq!(document["schema"][0]["properties"][4].get("logicalTypeOptions"), None);
    assert_eq!(contract(&document).tables, source.tables);
}

#[test]
fn yaml_does_not_grow_without_end() {
    let laughs: String =
        (1..30).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
    assert!(parse_yaml(&format!("a0: &a0 [x, x]\n{laughs}")).is_err());
}

#[test]
fn yaml_with_a_key_given_twice_is_refused() {
    assert!(parse_yaml("a: 1\na: 2\n").is_err());
    assert_eq!(parse_yaml("a: [1, x]\n"), Ok(json!({"a": [1, "x"]})));
}
