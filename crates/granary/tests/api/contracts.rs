//! Data contracts that are taken: what goes out comes in again, and one document makes one change.

use serde_json::{Value, json};
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{
    contract, draft_table, every_type, product, publish, push, readings, rows, table, with,
};

on_both_databases!(
    a_contract_sent_back_changes_nothing,
    every_type_and_rule_survives_the_way_through_a_contract,
    a_contract_creates_what_it_says,
    a_contract_is_one_change_however_much_it_says,
    a_table_that_joins_a_draft_makes_no_version,
    a_contract_can_publish_what_it_completes,
    the_mode_that_a_contract_names_decides,
    a_dry_run_shows_what_would_be_and_changes_nothing,
    a_contract_replaces_the_state_that_if_match_names,
    a_contract_with_a_key_is_taken_once,
);

/// The contract of a data product as JSON.
fn document(client: &Client, id: &str) -> Value {
    client.get_contract(id).accept("application/json").expect(200).json()
}

/// Who did what with which step, the newest first.
fn events(app: &App, name: &str) -> Vec<String> {
    let events = app.client(Role::Steward).call("GET", &format!("/v1/audit-events?product={name}"));
    let page = events.expect(200).json();
    let line = |event: &Value| {
        let word = |name: &str| event[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", word("action"), word("versionBefore"), word("versionAfter"))
    };
    page["items"].as_array().expect("a list").iter().map(line).collect()
}

fn column(name: &str, physical_type: &str) -> Value {
    json!({"name": name, "physicalType": physical_type, "description": "What it says."})
}

fn a_contract_sent_back_changes_nothing(app: App) {
    let producer = app.client(Role::Producer);
    draft_table(&app, "a", &readings());
    for status in ["draft", "published"] {
        if status == "published" {
            publish(&app, "a");
        }
        let before = producer.get_data_product("dp:a").expect(200);
        let happened = events(&app, "a");
        let yaml = producer.get_contract("dp:a").expect(200);
        assert_eq!(yaml.header("content-type"), "application/yaml", "what people keep in files comes first");
        let as_yaml = producer.put_contract_yaml("dp:a", yaml.text()).expect(200);
        let as_json = producer.put_contract("dp:a", &document(&producer, "dp:a")).expect(200);
        for reply in [as_yaml, as_json] {
            assert_eq!(reply.resource(), before.json());
            assert_eq!(reply.header("etag"), before.header("etag"));
            let answer = reply.json();
            assert_eq!(answer["ignored"], json!(["/servers"]));
            let verdict = &answer["verdict"];
            assert_eq!((&verdict["change"], &verdict["direction"]), (&json!("none"), &json!("FULL")));
        }
        assert_eq!(producer.get_data_product("dp:a").expect(200).json(), before.json());
        assert_eq!(events(&app, "a"), happened);
    }
}

fn every_type_and_rule_survives_the_way_through_a_contract(app: App) {
    let producer = app.client(Role::Producer);
    let mut definition = every_type();
    let columns = definition["columns"].as_array_mut().expect("columns");
    columns.extend(
        json!([
            {"name": "unit", "type": "double", "unit": "µV", "minimum": -1.5, "maximum": 1e9, "description": "1"},
            {"name": "code", "type": "varchar(9)", "pattern": "^\\d+$", "maxLength": 4, "unique": true, "description": "2"},
            {"name": "state", "type": "string", "enum": ["yes", "no", "~", "1e3"], "description": "3"},
            {"name": "level", "type": "smallint", "enum": ["1", "02"], "nullable": false, "description": "4"},
            {"name": "who", "type": "char(20)", "personalData": true, "description": "yes: \"#\" \n- a"},
        ])
        .as_array()
        .expect("a list")
        .clone(),
    );
    definition["keys"] = json!(["level", "a_date"]);
    definition["timeColumn"] = json!("a_timestamp");
    definition["columnMap"] = json!({"State (-)": "state", "": "who"});
    let mut body = product("a");
    for (name, value) in [
        ("dataProductOwnerDisplayName", json!("Soil laboratory")),
        ("dataProductMaintainer", json!("ops@example.org")),
        ("email", json!("soil-lab@example.org")),
        ("retentionPeriod", json!(3650)),
        ("dpiaRequired", json!(true)),
        ("dpiaLocation", json!("https://example.org/dpia")),
        ("tags", json!({"season": "summer", "a:b%": "", "": "c"})),
        ("compatibilityMode", json!("FULL_TRANSITIVE")),
    ] {
        body[name] = value;
    }
    producer.create_data_product(&body).expect(201);
    producer.create_schema("dp:a:readings", &definition).expect(201);
    let text = producer.get_contract("dp:a").expect(200).text().replace("\"dp:a\"", "\"dp:b\"");
    let text = text.replace("\nname: \"a\"", "\nname: \"b\"");
    producer.put_contract_yaml("dp:b", &text).expect(201);

    let same = |of: &dyn Fn(&str) -> Value| {
        let plain = |name: &str| {
            let mut value = of(name);
            for unlike in ["id", "name", "schemas", "createdAt", "updatedAt"] {
                value.as_object_mut().expect("an object").remove(unlike);
            }
            value
        };
        assert_eq!(plain("b"), plain("a"));
    };
    same(&|name| producer.get_data_product(&format!("dp:{name}")).expect(200).json());
    same(&|name| producer.get_schema(&format!("dp:{name}:readings")).expect(200).json());
}

fn a_contract_creates_what_it_says(app: App) {
    let producer = app.client(Role::Producer);
    let made = producer.put_contract("dp:a", &contract("a")).expect(201);
    assert_eq!(made.header("location"), "/v1/data-products/dp:a");
    let shown = producer.get_data_product("dp:a").expect(200);
    assert_eq!(made.resource(), shown.json());
    assert_eq!(made.header("etag"), shown.header("etag"));
    assert_eq!((&shown.json()["version"], &shown.json()["status"]), (&json!("v1.0"), &json!("draft")));
    assert!(made.json().get("verdict").is_none(), "there was nothing to compare with");
    assert_eq!(events(&app, "a"), ["putContract - v1.0"]);

    draft_table(&app, "b", &readings());
    let schema = |id: &str| {
        let body = producer.get_schema(id).expect(200).json();
        ["tableDescription", "columns", "timeColumn", "keys", "columnMap"].map(|name| body[name].clone())
    };
    assert_eq!(schema("dp:a:readings"), schema("dp:b:readings"));
    push(&producer, "dp:a:readings", &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    assert_eq!(rows(&producer, "dp:a:readings").len(), 1);
    let found = producer.call("GET", "/v1/data-products?column=voltage&q=contract").expect(200).json();
    assert_eq!(found["items"][0]["name"], "a");

    let bare = with(with(contract("c"), "schema", json!([])), "status", json!("proposed"));
    let bare = producer.put_contract("dp:c", &bare).expect(201).json();
    assert_eq!((&bare["status"], &bare["warnings"][0]["rule"]), (&json!("draft"), &json!("tables")));
}

fn a_contract_is_one_change_however_much_it_says(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    let id = draft_table(&app, "a", &readings());
    let more = table(json!([{"name": "n", "type": "int"}]));
    producer.create_schema("dp:a:kept", &more).expect(201);
    producer.create_schema("dp:a:gone", &more).expect(201);
    publish(&app, "a");
    push(&producer, &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    push(&producer, "dp:a:kept", &json!({"n": 1}));

    let mut minor = document(&producer, "dp:a");
    minor["description"]["purpose"] = json!("Another.");
    // Tables are by name: gone, kept, readings.
    let columns = minor["schema"][2]["properties"].as_array_mut().expect("columns");
    columns.push(column("note", "string"));
    let added = json!({"name": "added", "description": "New.", "properties": [column("n", "int")]});
    minor["schema"].as_array_mut().expect("tables").push(added);
    let answer = producer.put_contract("dp:a", &minor).expect(200).json();
    assert_eq!((&answer["version"], &answer["verdict"]["change"]), (&json!("v1.1"), &json!("minor")));
    assert_eq!(rows(&producer, &id)[0]["note"], Value::Null, "its rows are where they were");
    assert_eq!(rows(&producer, "dp:a:kept").len(), 1);

    let mut major = document(&producer, "dp:a");
    major["description"]["purpose"] = json!("Yet another.");
    let tables = major["schema"].as_array_mut().expect("tables");
    tables.retain(|table| table["name"] != "gone");
    let added = tables.iter_mut().find(|table| table["name"] == "added").expect("the table");
    added["properties"] = json!([column("n", "boolean")]);
    let readings = tables.iter_mut().find(|table| table["name"] == "readings").expect("the table");
    readings["properties"].as_array_mut().expect("columns").push(column("another", "date"));
    let answer = producer.put_contract("dp:a", &major).expect(200).json();
    let verdict = &answer["verdict"];
    assert_eq!(answer["version"], "v2.0");
    assert_eq!((&verdict["change"], &verdict["version"]), (&json!("major"), &json!("v2.0")));
    assert_eq!((&verdict["compatible"], &verdict["direction"]), (&json!(true), &json!("NONE")));
    let broken = verdict["findings"].as_array().expect("findings").iter();
    let broken: Vec<String> = broken.map(|one| format!("{} {}", one["table"], one["rule"])).collect();
    assert!(broken.iter().any(|one| one.starts_with("\"added\"")), "{broken:?}");
    assert!(broken.iter().any(|one| one.starts_with("\"gone\"")), "{broken:?}");
    assert_eq!(rows(&producer, &id).len(), 1, "only what was retyped begins anew");

    let versions = steward.list_versions("dp:a").expect(200).json();
    let versions: Vec<&Value> = versions["items"].as_array().expect("a list").iter().collect();
    assert_eq!(versions.iter().map(|one| &one["version"]).collect::<Vec<_>>(), ["v2.0", "v1.1", "v1.0"]);
    assert_eq!(events(&app, "a")[..2], ["putContract v1.1 v2.0", "putContract v1.0 v1.1"]);
    let names = answer["schemas"].as_array().expect("tables").iter().map(|one| one["id"].clone());
    let expected = ["added", "kept", "readings"].map(|name| json!(format!("dp:a:v2.0:{name}")));
    assert_eq!(names.collect::<Vec<_>>(), expected);
}

fn a_table_that_joins_a_draft_makes_no_version(app: App) {
    let producer = app.client(Role::Producer);
    draft_table(&app, "a", &readings());
    let mut wanted = document(&producer, "dp:a");
    let more = json!({"name": "more", "description": "More.", "properties": [column("n", "int")]});
    wanted["schema"].as_array_mut().expect("tables").push(more);
    let answer = producer.put_contract("dp:a", &wanted).expect(200).json();
    assert_eq!((&answer["version"], &answer["verdict"]["change"]), (&json!("v1.0"), &json!("none")));
    assert_eq!(answer["schemas"].as_array().map(Vec::len), Some(2));
    push(&producer, "dp:a:more", &json!({"n": 1}));
}

fn a_contract_can_publish_what_it_completes(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    producer.create_data_product(&product("a")).expect(201);
    let wanted = with(contract("a"), "status", json!("active"));
    producer.put_contract("dp:a", &wanted).refused(403, "forbidden");
    let mut undescribed = wanted.clone();
    undescribed["schema"][0]["properties"][2].as_object_mut().expect("a column").remove("description");
    let refused = steward.put_contract("dp:a", &undescribed).refused(422, "incomplete");
    assert_eq!(refused.faults(), ["/tables/readings/columns/2/description described"]);
    let answer = steward.put_contract("dp:a", &wanted).expect(200).json();
    assert_eq!((&answer["status"], &answer["version"]), (&json!("published"), &json!("v1.1")));
    assert!(answer.get("warnings").is_none());
    let made = steward.put_contract("dp:b", &with(contract("b"), "status", json!("active"))).expect(201);
    assert_eq!(made.json()["status"], "published");
}

fn the_mode_that_a_contract_names_decides(app: App) {
    let producer = app.client(Role::Producer);
    draft_table(&app, "a", &readings());
    let mut wanted = document(&producer, "dp:a");
    wanted["schema"][0]["properties"].as_array_mut().expect("columns").pop();
    wanted["customProperties"] = json!([{"property": "compatibilityMode", "value": "BACKWARD"}]);
    let refused = producer.put_contract("dp:a", &wanted).refused(409, "incompatible").json();
    assert_eq!(refused["verdict"]["mode"], "BACKWARD");
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["compatibilityMode"], "NONE");

    let mut strict = document(&producer, "dp:a");
    strict["customProperties"] = json!([{"property": "compatibilityMode", "value": "FULL"}]);
    let answer = producer.put_contract("dp:a", &strict).expect(200).json();
    assert_eq!((&answer["compatibilityMode"], &answer["version"]), (&json!("FULL"), &json!("v1.0")));
    wanted.as_object_mut().expect("a contract").remove("customProperties");
    let refused = producer.put_contract("dp:a", &wanted).refused(409, "incompatible").json();
    assert_eq!(refused["verdict"]["mode"], "FULL", "a contract that names none leaves the present one");
}

fn a_dry_run_shows_what_would_be_and_changes_nothing(app: App) {
    let producer = app.client(Role::Producer);
    let dry = |id: &str, body: &Value| producer.put_contract(id, body).query(&[("dryRun", "true")]);
    let answer = dry("dp:a", &contract("a")).expect(200).json();
    assert_eq!(
        (&answer["version"], &answer["schemas"][0]["id"]),
        (&json!("v1.0"), &json!("dp:a:v1.0:readings"))
    );
    producer.get_data_product("dp:a").expect(404);
    assert_eq!(events(&app, "a"), [""; 0]);

    producer.put_contract("dp:a", &contract("a")).expect(201);
    let before = producer.get_data_product("dp:a").expect(200).json();
    let mut wanted = document(&producer, "dp:a");
    wanted["customProperties"] = json!([{"property": "compatibilityMode", "value": "FULL"}]);
    wanted["schema"][0]["properties"][2]["physicalType"] = json!("boolean");
    wanted["schema"][0]["properties"][2]["logicalType"] = json!("boolean");
    wanted["schema"][0]["properties"][2].as_object_mut().expect("a column").remove("logicalTypeOptions");
    let answer = dry("dp:a", &wanted).expect(200).json();
    assert_eq!((&answer["version"], &answer["verdict"]["compatible"]), (&json!("v2.0"), &json!(false)));
    assert_eq!(producer.get_data_product("dp:a").expect(200).json(), before);
    assert_eq!(events(&app, "a"), ["putContract - v1.0"]);
}

fn a_contract_replaces_the_state_that_if_match_names(app: App) {
    let producer = app.client(Role::Producer);
    producer
        .put_contract("dp:a", &contract("a"))
        .header("If-Match", "\"v1.0-1\"")
        .refused(412, "precondition-failed");
    producer.put_contract("dp:a", &contract("a")).header("If-Match", "*").refused(412, "precondition-failed");
    producer.get_data_product("dp:a").expect(404);
    producer.put_contract("dp:a", &contract("a")).expect(201);
    let stale = producer.get_contract("dp:a").expect(200).header("etag").to_owned();
    for number in 0..3 {
        let tag = match number {
            0 => producer.get_data_product("dp:a").expect(200).header("etag").to_owned(),
            1 => producer.get_contract("dp:a").expect(200).header("etag").to_owned(),
            _ => {
                producer.get_contract("dp:a").accept("application/json").expect(200).header("etag").to_owned()
            }
        };
        let wanted = with(contract("a"), "domain", json!(format!("domain {number}")));
        let made = producer.put_contract("dp:a", &wanted).header("If-Match", &tag).expect(200).json();
        assert_eq!(made["version"], format!("v1.{}", number + 1));
    }
    let refused = producer.put_contract("dp:a", &contract("a")).header("If-Match", &stale);
    refused.refused(412, "precondition-failed");
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["version"], "v1.3");
}

fn a_contract_with_a_key_is_taken_once(app: App) {
    let producer = app.client(Role::Producer);
    let text = contract("a").to_string();
    let keyed =
        |key: &str, text: &str| producer.put_contract_yaml("dp:a", text).header("Idempotency-Key", key);
    let first = keyed("one", &text).expect(201);
    let again = keyed("one", &text).expect(201);
    assert_eq!((again.json(), again.header("location")), (first.json(), first.header("location")));
    assert_eq!(again.header("idempotent-replayed"), "true");
    keyed("one", &text.replace("environment", "another")).refused(422, "idempotency-key-reused");
    producer
        .put_contract("dp:a", &contract("a"))
        .header("Idempotency-Key", "one")
        .refused(422, "idempotency-key-reused");
    let changed = text.replace("environment", "another");
    for _ in 0..2 {
        assert_eq!(keyed("two", &changed).expect(200).json()["version"], "v1.1");
    }
    assert_eq!(events(&app, "a"), ["putContract v1.0 v1.1", "putContract - v1.0"]);

    // A table that a contract removes can be added anew, and gets an answer of its own.
    let more = table(json!([{"name": "n", "type": "int"}]));
    producer.create_schema("dp:a:more", &more).expect(201);
    assert_eq!(producer.put_contract("dp:a", &contract("a")).expect(200).json()["version"], "v2.0");
    let anew = producer.create_schema("dp:a:more", &more).expect(201);
    assert!(anew.headers.get("idempotent-replayed").is_none());
}
