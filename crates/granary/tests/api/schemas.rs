//! Adding, reading and removing tables.

use serde_json::{Map, Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{draft_table, product, publish, push, readings, replacement, rows, table, with};

on_both_databases!(
    a_table_joins_the_version_of_a_draft,
    a_table_added_to_a_published_product_makes_a_minor_version,
    everything_that_a_definition_says_is_read_back,
    keys_and_the_time_column_become_required_by_themselves,
    a_table_name_is_taken_once_in_a_product,
    the_widest_table_works,
    a_table_with_the_longest_names_works,
    words_of_sql_are_names_like_any_other,
    a_removed_table_makes_a_major_version_and_stays_readable_in_the_old_one,
    a_removed_table_can_be_added_again_and_starts_empty,
    a_table_needs_a_product,
);

fn a_table_joins_the_version_of_a_draft(app: App) {
    let producer = app.client(Role::Producer);
    let before = producer.create_data_product(&product("a")).expect(201);
    let created = producer.create_schema("dp:a:readings", &readings()).expect(201);
    assert_eq!(created.header("location"), "/v1/schemas/dp:a:readings");
    assert_eq!(created.json()["id"], "dp:a:v1.0:readings");
    producer.create_schema("dp:a:v1.0:cells", &readings()).expect(201);

    let read = producer.call("GET", created.header("location")).expect(200);
    assert_eq!((read.json(), read.header("etag")), (created.resource(), created.header("etag")));
    assert_eq!(producer.get_schema("dp:a:v1.0:readings").expect(200).json(), created.resource());
    producer.get_schema("dp:a:readings").header("If-None-Match", created.header("etag")).expect(304);

    let after = producer.get_data_product("dp:a").expect(200);
    assert_eq!(after.json()["version"], "v1.0");
    assert_eq!(after.json()["schemas"], json!([{"id": "dp:a:v1.0:cells"}, {"id": "dp:a:v1.0:readings"}]));
    assert_ne!(after.header("etag"), before.header("etag"), "a product with another table is another state");
}

fn a_table_added_to_a_published_product_makes_a_minor_version(app: App) {
    let producer = app.client(Role::Producer);
    let first = draft_table(&app, "a", &readings());
    push(&producer, &first, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    publish(&app, "a");
    let created = producer.create_schema("dp:a:cells", &readings()).expect(201).json();
    assert_eq!((&created["id"], &created["version"]), (&json!("dp:a:v1.1:cells"), &json!("v1.1")));

    let consumer = app.client(Role::Consumer);
    let latest = consumer.get_data_product("dp:a").expect(200).json();
    assert_eq!(latest["status"], "published");
    assert_eq!(latest["schemas"], json!([{"id": "dp:a:v1.1:cells"}, {"id": "dp:a:v1.1:readings"}]));
    let old = consumer.get_data_product("dp:a:v1.0").expect(200).json();
    assert_eq!(old["schemas"], json!([{"id": "dp:a:v1.0:readings"}]));
    consumer.get_schema("dp:a:v1.0:cells").refused(404, "not-found");
    assert_eq!(rows(&consumer, &first).len(), 1, "the other table keeps its rows");
}

fn everything_that_a_definition_says_is_read_back(app: App) {
    let producer = app.client(Role::Producer);
    let columns = json!([
        {"name": "id", "type": "bigint", "nullable": false, "unique": true, "minimum": 1.0, "maximum": 9.5e15},
        {"name": "day", "type": "date", "nullable": false, "description": "Day of the reading."},
        {"name": "code", "type": "char(4)", "pattern": "^[A-Z]+$", "personalData": true},
        {"name": "state", "type": "varchar(10)", "enum": ["on", "off"], "maxLength": 3, "unit": "none"},
        {"name": "price", "type": "decimal(38,10)", "minimum": -0.5},
        {"name": "level", "type": "tinyint", "enum": ["1", "2"]},
    ]);
    let definition = json!({
        "tableDescription": "Everything.",
        "columns": columns,
        "timeColumn": "day",
        "keys": ["day", "id"],
        "columnMap": {"Price (€)": "price", "Day": "day"},
    });
    let id = draft_table(&app, "a", &definition);
    let read = producer.get_schema(&id).expect(200).json();
    for name in ["tableDescription", "timeColumn", "keys", "columnMap"] {
        assert_eq!(read[name], definition[name], "{name}");
    }
    for (read, sent) in
        read["columns"].as_array().into_iter().flatten().zip(columns.as_array().into_iter().flatten())
    {
        for (name, value) in sent.as_object().expect("a column") {
            assert_eq!(&read[name], value, "{name} of {}", sent["name"]);
        }
        for (name, default) in [("nullable", true), ("unique", false), ("personalData", false)] {
            if sent.get(name).is_none() {
                assert_eq!(read[name], default, "{name} of {}", sent["name"]);
            }
        }
    }
}

fn keys_and_the_time_column_become_required_by_themselves(app: App) {
    let definition = json!({
        "tableDescription": "One hour.",
        "columns": [
            {"name": "cell", "type": "string"},
            {"name": "at", "type": "timestamp", "nullable": true},
            {"name": "voltage", "type": "double"},
        ],
        "timeColumn": "at",
        "keys": ["cell"],
    });
    let id = draft_table(&app, "a", &definition);
    let producer = app.client(Role::Producer);
    let columns = producer.get_schema(&id).expect(200).json()["columns"].clone();
    let nullable: Vec<&Value> =
        columns.as_array().into_iter().flatten().map(|column| &column["nullable"]).collect();
    assert_eq!(json!(nullable), json!([false, false, true]));
    let refused = producer.ingest_rows(&id).json(&json!({"voltage": 1})).refused(422, "rows-rejected");
    assert_eq!(refused.row_faults(), ["1 - cell required", "1 - at required"]);
    // The same words again are the same definition.
    let again = producer.replace_schema(&id, &definition).expect(200).json();
    assert_eq!(again["version"], "v1.0");
}

fn a_table_name_is_taken_once_in_a_product(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    app.client(Role::Steward).create_schema(&id, &readings()).refused(409, "name-taken");
    let other = table(json!([{"name": "x", "type": "int"}]));
    producer.create_schema(&id, &other).refused(409, "name-taken");
    assert_eq!(producer.get_schema(&id).expect(200).json()["timeColumn"], "timestamp");
    draft_table(&app, "b", &other);
}

fn the_widest_table_works(app: App) {
    let producer = app.client(Role::Producer);
    let name = |index: u64| format!("c{index:03}");
    let columns =
        |count| (0..count).map(|index| json!({"name": name(index), "type": "string"})).collect::<Value>();
    producer.create_data_product(&product("a")).expect(201);
    let refused =
        producer.create_schema("dp:a:readings", &table(columns(401))).refused(400, "invalid-request");
    assert_eq!(refused.faults(), ["/body/columns maxItems"]);
    producer.create_schema("dp:a:readings", &table(columns(400))).expect(201);

    // As long as a record may be, and not to be compressed.
    let text = |column: u64| -> String {
        let scrambled = |at: u64| (column * 2400 + at).wrapping_mul(6_364_136_223_846_793_005) >> 58;
        (0..2400).map(|at| char::from(b'0' + (scrambled(at) % 40) as u8)).collect()
    };
    let row: Map<String, Value> = (0..400).map(|index| (name(index), json!(text(index)))).collect();
    let row = Value::Object(row);
    push(&producer, "dp:a:readings", &row);
    assert_eq!(rows(&producer, "dp:a:readings"), [row]);
}

fn a_table_with_the_longest_names_works(app: App) {
    let producer = app.client(Role::Producer);
    let long = "p".repeat(64);
    let column = "c".repeat(63);
    producer.create_data_product(&product(&long)).expect(201);
    // Two tables whose physical names begin alike.
    for (table_name, value) in [(format!("{}a", "t".repeat(63)), 1), (format!("{}b", "t".repeat(63)), 2)] {
        let id = format!("dp:{long}:{table_name}");
        let columns = json!([{"name": column, "type": "int", "unique": true}]);
        producer.create_schema(&id, &table(columns)).expect(201);
        push(&producer, &id, &json!({&column: value}));
        assert_eq!(rows(&producer, &id), [json!({&column: value})]);
        producer.ingest_rows(&id).json(&json!({&column: value})).refused(422, "rows-rejected");
    }
}

fn words_of_sql_are_names_like_any_other(app: App) {
    let producer = app.client(Role::Producer);
    let words =
        ["select", "table", "order", "rowid", "oid", "user", "row", "stored", "pushed", "batch", "id"];
    let columns: Value = words.iter().map(|word| json!({"name": word, "type": "int"})).collect();
    producer.create_data_product(&product("select")).expect(201);
    producer
        .create_schema("dp:select:from", &with(table(columns), "keys", json!(["rowid", "oid"])))
        .expect(201);
    let row: Value = words
        .iter()
        .zip(1..)
        .map(|(word, at)| (word.to_string(), json!(at)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    push(&producer, "dp:select:from", &row);
    assert_eq!(rows(&producer, "dp:select:from"), std::slice::from_ref(&row));
    let filtered =
        producer.read_rows("dp:select:from").query(&[("filter[order]", "3"), ("columns", "user,rowid")]);
    assert_eq!(filtered.expect(200).json()["items"], json!([{"user": 6, "rowid": 4}]));
    producer.ingest_rows("dp:select:from").json(&row).refused(422, "rows-rejected");
}

fn a_removed_table_makes_a_major_version_and_stays_readable_in_the_old_one(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let row = json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z", "voltage": 1.5});
    push(&producer, &id, &row);
    producer.create_schema("dp:a:cells", &readings()).expect(201);
    push(&producer, "dp:a:cells", &row);
    let stale = producer.get_schema(&id).expect(200);
    producer.replace_data_product("dp:a", &with(replacement(), "description", json!("More."))).expect(200);

    producer.delete_schema("dp:a:v1.0:readings").refused(409, "not-latest-version");
    producer.delete_schema(&id).header("If-Match", stale.header("etag")).refused(412, "precondition-failed");
    producer.get_schema(&id).expect(200);

    assert!(producer.delete_schema(&id).expect(204).body.is_empty());
    let latest = producer.get_data_product("dp:a").expect(200).json();
    assert_eq!(latest["version"], "v2.0");
    assert_eq!(latest["schemas"], json!([{"id": "dp:a:v2.0:cells"}]));
    producer.get_schema(&id).refused(404, "not-found");
    producer.read_rows(&id).refused(404, "not-found");
    producer.delete_schema(&id).refused(404, "not-found");
    assert_eq!(rows(&producer, "dp:a:v1.1:readings").len(), 1);
    assert_eq!(rows(&producer, "dp:a:v1.0:readings").len(), 1);
    producer.ingest_rows("dp:a:v1.1:readings").json(&row).refused(409, "not-latest-version");
    assert_eq!(rows(&producer, "dp:a:cells").len(), 1, "the sibling keeps its rows across the major version");
}

fn a_removed_table_can_be_added_again_and_starts_empty(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    push(&producer, &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    producer.delete_schema(&id).expect(204);
    let again = producer.create_schema(&id, &readings()).expect(201).json();
    assert_eq!(again["id"], "dp:a:v2.0:readings");
    assert!(rows(&producer, &id).is_empty());
    assert_eq!(rows(&producer, "dp:a:v1.0:readings").len(), 1);

    // Once more within the same major version.
    producer.delete_schema(&id).expect(204);
    producer.create_schema(&id, &readings()).expect(201);
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["version"], "v3.0");
}

fn a_table_needs_a_product(app: App) {
    app.client(Role::Steward).create_schema("dp:nowhere:readings", &readings()).refused(404, "not-found");
    app.client(Role::Steward).replace_schema("dp:nowhere:readings", &readings()).refused(404, "not-found");
    draft_table(&app, "a", &readings());
    app.client(Role::Producer).replace_schema("dp:a:nowhere", &readings()).refused(404, "not-found");
    app.client(Role::Producer).get_schema("dp:a:nowhere").refused(404, "not-found");
}
