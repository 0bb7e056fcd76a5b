//! Definitions of tables that contradict themselves or break the contract.

use serde_json::json;
use test_support::{App, Role, on_both_databases};

use crate::samples::{product, table, with};

on_both_databases!(
    a_definition_that_contradicts_itself_has_every_fault_named,
    a_definition_that_breaks_the_contract_has_every_violation_named,
    a_type_that_does_not_exist_is_named,
    a_type_that_does_not_exist_is_named_with_all_other_faults,
    names_that_the_database_keeps_are_refused,
);

fn a_definition_that_contradicts_itself_has_every_fault_named(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    let definition = json!({
        "tableDescription": "Nothing fits.",
        "columns": [
            {"name": "a", "type": "string", "minimum": 1},
            {"name": "a", "type": "int"},
            {"name": "b", "type": "int", "minimum": 2, "maximum": 1},
            {"name": "c", "type": "int", "pattern": "x", "maxLength": 3},
            {"name": "d", "type": "string", "pattern": "("},
            {"name": "e", "type": "double", "unique": true, "enum": ["1"]},
            {"name": "f", "type": "tinyint", "enum": ["1", "300"]},
        ],
        "timeColumn": "b",
        "keys": ["nowhere", "e"],
        "columnMap": {"A": "b", "B": "b", "C/1": "nowhere"},
    });
    let refused = producer.create_schema("dp:a:readings", &definition).refused(422, "invalid-schema");
    assert_eq!(
        refused.faults(),
        [
            "/body/columnMap/B unique",
            "/body/columnMap/C~11 exists",
            "/body/columns/0/minimum type",
            "/body/columns/1/name unique",
            "/body/columns/2/minimum range",
            "/body/columns/3/maxLength type",
            "/body/columns/3/pattern type",
            "/body/columns/4/pattern pattern",
            "/body/columns/5/enum type",
            "/body/columns/5/unique type",
            "/body/columns/6/enum/1 enum",
            "/body/keys/0 exists",
            "/body/keys/1 type",
            "/body/timeColumn type",
        ]
    );
    producer.get_schema("dp:a:readings").refused(404, "not-found");
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["schemas"], json!([]));
}

fn a_definition_that_breaks_the_contract_has_every_violation_named(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    let definition = json!({
        "columns": [
            {"name": "Upper", "type": "double"},
            {"name": "_id", "type": "INT"},
            {"type": "double", "nullable": "no", "size": 3},
            {"name": "ok", "type": "double", "enum": [1], "maxLength": 0, "minimum": "low"},
        ],
        "keys": ["ok", "ok"],
        "columnMap": {"A": "Not a column"},
    });
    let refused = producer.create_schema("dp:a:readings", &definition).refused(400, "invalid-request");
    assert_eq!(
        refused.faults(),
        [
            "/body/columnMap/A pattern",
            "/body/columns/0/name pattern",
            "/body/columns/1/name pattern",
            "/body/columns/1/type pattern",
            "/body/columns/2/name required",
            "/body/columns/2/nullable type",
            "/body/columns/2/size additionalProperties",
            "/body/columns/3/enum/0 type",
            "/body/columns/3/maxLength minimum",
            "/body/columns/3/minimum type",
            "/body/keys uniqueItems",
            "/body/tableDescription required",
        ]
    );
}

fn a_type_that_does_not_exist_is_named(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    for wrong in
        ["integer", "decimal", "decimal(39,0)", "decimal(3,4)", "char", "char(0)", "varchar(0)", "double(3)"]
    {
        let definition = table(json!([{"name": "a", "type": wrong}]));
        let refused = producer.create_schema("dp:a:readings", &definition).refused(422, "invalid-schema");
        assert_eq!(refused.faults(), ["/body/columns/0/type type"], "{wrong}");
    }
}

fn a_type_that_does_not_exist_is_named_with_all_other_faults(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    let definition = with(
        table(
            json!([{"name": "a", "type": "text"}, {"name": "b", "type": "int"}, {"name": "b", "type": "int"}]),
        ),
        "timeColumn",
        json!("nowhere"),
    );
    let refused = producer.create_schema("dp:a:readings", &definition).refused(422, "invalid-schema");
    assert_eq!(
        refused.faults(),
        ["/body/columns/0/type type", "/body/columns/2/name unique", "/body/timeColumn exists"]
    );
}

fn names_that_the_database_keeps_are_refused(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    for name in ["ctid", "xmin", "tableoid"] {
        let definition = table(json!([{"name": name, "type": "int"}]));
        let refused = producer.create_schema("dp:a:readings", &definition).refused(422, "invalid-schema");
        assert_eq!(refused.faults(), ["/body/columns/0/name reserved"], "on both databases alike");
    }
}
