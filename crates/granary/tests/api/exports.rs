//! Tables in the formats of others, and what every answer of that kind says besides.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::governance::eventually;
use crate::samples::{draft_table, publish, readings, replacement, with};

on_both_databases!(
    every_format_has_its_media_type_and_names_the_columns,
    a_format_that_does_not_exist_is_refused,
    older_versions_can_be_had_too_and_fields_keep_their_numbers,
    what_the_caller_has_already_is_not_sent_again,
    every_document_of_a_deprecated_version_says_so_and_none_is_left_of_a_retired_one,
    reading_a_document_counts_as_use,
);

const FORMATS: [(&str, &str); 6] = [
    ("json-schema", "application/schema+json"),
    ("avro", "application/json"),
    ("protobuf", "text/plain"),
    ("sql-postgres", "application/sql"),
    ("sql-sqlite", "application/sql"),
    ("markdown", "text/markdown"),
];

fn every_format_has_its_media_type_and_names_the_columns(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    for (format, media_type) in FORMATS {
        for accepted in ["*/*", media_type] {
            let reply = producer.get_schema_format(&id, format).accept(accepted).expect(200);
            assert_eq!(reply.header("content-type"), media_type, "{format}");
            for column in ["cell", "timestamp", "voltage"] {
                assert!(reply.text().contains(column), "{format} has no {column}: {}", reply.text());
            }
        }
        producer.get_schema_format(&id, format).accept("image/png").refused(406, "not-acceptable");
    }
    let schema = producer.get_schema_format(&id, "json-schema").expect(200).json();
    assert_eq!((&schema["type"], &schema["additionalProperties"]), (&json!("object"), &json!(false)));
    let avro = producer.get_schema_format(&id, "avro").expect(200).json();
    assert_eq!((&avro["type"], avro["fields"].as_array().map(Vec::len)), (&json!("record"), Some(3)));
}

fn a_format_that_does_not_exist_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let refused = producer.get_schema_format(&id, "xsd").refused(400, "invalid-request");
    assert_eq!(refused.faults(), ["/path/format enum"]);
    producer.get_schema_format("dp:a:nothing", "avro").refused(404, "not-found");
    producer.get_schema_format("dp:a:v7.0:readings", "avro").refused(404, "not-found");
}

fn older_versions_can_be_had_too_and_fields_keep_their_numbers(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let mut wider = readings();
    let first = json!({"name": "aaa", "type": "int", "description": "New, and first."});
    wider["columns"].as_array_mut().expect("columns").insert(0, first);
    producer.replace_schema(&id, &wider).expect(200);
    let text = |id: &str| producer.get_schema_format(id, "protobuf").expect(200).text().to_owned();
    assert!(text(&id).contains(" aaa = 4 [") && text(&id).contains(" cell = 1 ["), "{}", text(&id));
    assert!(!text("dp:a:v1.0:readings").contains("aaa"));
    wider["columns"][1]["type"] = json!("varchar(8)");
    let changed = producer.replace_schema(&id, &wider).expect(200).json();
    assert_eq!(changed["version"], "v2.0");
    assert!(text(&id).contains(" aaa = 1 ["), "a new major version numbers them anew: {}", text(&id));
}

fn what_the_caller_has_already_is_not_sent_again(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let yaml = producer.get_contract("dp:a").expect(200).header("etag").to_owned();
    let known = |tag: &str| producer.get_contract("dp:a").header("If-None-Match", tag);
    assert_eq!(known(&yaml).expect(304).header("etag"), yaml);
    assert!(known(&yaml).accept("application/json").expect(200).header("etag") != yaml, "another document");
    let format = producer.get_schema_format(&id, "avro").expect(200).header("etag").to_owned();
    let unchanged = || producer.get_schema_format(&id, "avro").header("If-None-Match", &format);
    assert!(unchanged().expect(304).body.is_empty());

    producer
        .replace_data_product("dp:a", &with(replacement(), "compatibilityMode", json!("FULL")))
        .expect(200);
    known(&yaml).expect(200);
    unchanged().expect(304);
    let first = producer.get_contract("dp:a:v1.0").expect(200).header("etag").to_owned();
    producer.replace_data_product("dp:a", &with(replacement(), "domain", json!("another"))).expect(200);
    unchanged().expect(200);
    let older = || producer.get_contract("dp:a:v1.0").header("If-None-Match", &first);
    older().expect(304);
    let loose = with(with(replacement(), "domain", json!("another")), "compatibilityMode", json!("NONE"));
    producer.replace_data_product("dp:a", &loose).expect(200);
    older().expect(200);
}

fn every_document_of_a_deprecated_version_says_so_and_none_is_left_of_a_retired_one(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    let id = draft_table(&app, "a", &readings());
    publish(&app, "a");
    draft_table(&app, "b", &readings());
    publish(&app, "b");
    let body = json!({"status": "deprecated", "sunset": "2999-06-30T00:00:00Z", "successor": "dp:b"});
    steward.set_lifecycle("dp:a", &body).expect(200);
    let calls = || {
        let formats = FORMATS.map(|(format, _)| producer.get_schema_format(&id, format));
        let contracts = ["application/yaml", "application/json"]
            .map(|media_type| producer.get_contract("dp:a").accept(media_type));
        formats.into_iter().chain(contracts)
    };
    for call in calls() {
        let answer = call.expect(200);
        assert!(answer.header("deprecation").starts_with('@'), "{answer:?}");
        assert_eq!(answer.header("sunset"), "Sun, 30 Jun 2999 00:00:00 GMT");
        assert_eq!(answer.header("link"), "</v1/data-products/dp:b>; rel=\"successor-version\"");
    }
    steward.set_lifecycle("dp:a", &json!({"status": "retired"})).expect(200);
    for call in calls() {
        let gone = call.refused(410, "retired");
        assert_eq!(gone.header("link"), "</v1/data-products/dp:b>; rel=\"successor-version\"");
    }
}

fn reading_a_document_counts_as_use(app: App) {
    let (producer, consumer) = (app.client(Role::Producer), app.client(Role::Consumer));
    let id = draft_table(&app, "a", &readings());
    publish(&app, "a");
    consumer.get_schema_format(&id, "markdown").expect(200);
    let used = || {
        let page = producer.list_consumers("dp:a").expect(200).json();
        let consumers = page["items"].as_array().expect("a list").clone();
        consumers.iter().any(|one| one["callerName"] == "consumer" && one["lastReadAt"] != Value::Null)
    };
    eventually(true, used);
}
