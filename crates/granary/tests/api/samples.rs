//! Data products, tables and rows that several tests use.

use serde_json::{Value, json};
use test_support::{App, Client, Role};

/// The smallest body that registers a data product.
pub fn product(name: &str) -> Value {
    json!({
        "name": name,
        "description": "Hourly readings of soil microbial fuel cells.",
        "domain": "environment",
        "dataProductOwner": "soil-lab@example.org",
    })
}

/// The same without the name, which replaces it.
pub fn replacement() -> Value {
    let mut body = product("any");
    body.as_object_mut().expect("an object").remove("name");
    body
}

/// A body with one member set to another value.
pub fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

/// The definition of a table with these columns, each described, and nothing else.
pub fn table(mut columns: Value) -> Value {
    for column in columns.as_array_mut().into_iter().flatten() {
        if column.get("description").is_none() {
            column["description"] = json!("What it says.");
        }
    }
    json!({"tableDescription": "One hour of one cell.", "columns": columns})
}

/// A table of hourly readings, as in the example of the contract.
pub fn readings() -> Value {
    json!({
        "tableDescription": "One hour of one cell.",
        "columns": [
            {"name": "cell", "type": "string", "description": "Name of the cell.", "nullable": false},
            {"name": "timestamp", "type": "timestamp", "description": "Start of the hour.", "nullable": false},
            {"name": "voltage", "type": "double", "description": "Mean voltage.", "unit": "mV"},
        ],
        "timeColumn": "timestamp",
        "keys": ["cell", "timestamp"],
    })
}

/// A data contract that says of a data product what [`product`] and [`readings`] say, but for the description.
pub fn contract(name: &str) -> Value {
    json!({
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": format!("dp:{name}"),
        "name": name,
        "version": "v1.0",
        "status": "draft",
        "domain": "environment",
        "description": {"purpose": "Hourly readings, as their contract says."},
        "team": {"members": [{"username": "soil-lab@example.org", "role": "owner"}]},
        "schema": [{
            "name": "readings",
            "description": "One hour of one cell.",
            "customProperties": [{"property": "timeColumn", "value": "timestamp"}],
            "properties": [
                {
                    "name": "cell", "logicalType": "string", "description": "Name of the cell.",
                    "primaryKey": true, "primaryKeyPosition": 1,
                },
                {
                    "name": "timestamp", "logicalType": "timestamp", "description": "Start of the hour.",
                    "primaryKey": true, "primaryKeyPosition": 2,
                },
                {
                    "name": "voltage", "logicalType": "number", "description": "Mean voltage.",
                    "customProperties": [{"property": "unit", "value": "mV"}],
                },
            ],
        }],
    })
}

/// A table with a nullable column of every type, named like `a_double`.
pub fn every_type() -> Value {
    table(json!([
        {"name": "a_tinyint", "type": "tinyint"},
        {"name": "a_smallint", "type": "smallint"},
        {"name": "an_int", "type": "int"},
        {"name": "a_bigint", "type": "bigint"},
        {"name": "a_float", "type": "float"},
        {"name": "a_double", "type": "double"},
        {"name": "a_decimal", "type": "decimal(38,18)"},
        {"name": "a_char", "type": "char(3)"},
        {"name": "a_varchar", "type": "varchar(3)"},
        {"name": "a_string", "type": "string"},
        {"name": "a_boolean", "type": "boolean"},
        {"name": "a_date", "type": "date"},
        {"name": "a_timestamp", "type": "timestamp"},
    ]))
}

/// Registers a draft of the producer with one table, `dp:<name>:readings`, and answers the id of the table.
pub fn draft_table(app: &App, name: &str, definition: &Value) -> String {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product(name)).expect(201);
    let id = format!("dp:{name}:readings");
    producer.create_schema(&id, definition).expect(201);
    id
}

/// Has a steward publish a data product that was registered with [`product`]; one without a table gets one first.
pub fn publish(app: &App, name: &str) {
    let steward = app.client(Role::Steward);
    if steward.get_data_product(&format!("dp:{name}")).expect(200).json()["schemas"] == json!([]) {
        steward.create_schema(&format!("dp:{name}:readings"), &readings()).expect(201);
    }
    let body = with(replacement(), "status", json!("published"));
    steward.replace_data_product(&format!("dp:{name}"), &body).expect(200);
}

/// Pushes one row or an array of rows as JSON, which must be accepted.
#[track_caller]
pub fn push(client: &Client, id: &str, rows: &Value) {
    client.ingest_rows(id).json(rows).expect(201);
}

/// All rows of a table.
#[track_caller]
pub fn rows(client: &Client, id: &str) -> Vec<Value> {
    let page = client.read_rows(id).query(&[("limit", "1000000")]).expect(200).json();
    page["items"].as_array().expect("a list of rows").clone()
}

/// The values of one column of all rows.
#[track_caller]
pub fn column(client: &Client, id: &str, name: &str) -> Vec<Value> {
    rows(client, id).into_iter().map(|row| row[name].clone()).collect()
}
