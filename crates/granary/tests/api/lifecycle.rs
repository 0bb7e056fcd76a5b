//! The life of versions: published, deprecated, retired, and what every answer says of it.

use serde_json::{Value, json};
use test_support::{App, Role, on_both_databases};

use crate::samples::{draft_table, product, publish, push, readings, replacement, table, with};

on_both_databases!(
    a_draft_says_what_is_missing_and_is_published_only_without,
    a_published_product_stays_complete,
    every_answer_about_a_deprecated_version_says_so,
    a_retired_version_is_gone_and_names_its_successor,
    no_step_is_left_out_and_none_goes_back_but_a_deprecation,
    a_deprecation_has_an_end_to_come_and_a_successor_that_exists,
    a_minor_version_takes_the_deprecation_over_and_a_major_does_not,
    a_stale_if_match_does_not_move_a_version_on,
);

fn deprecated(successor: Option<&str>) -> Value {
    let mut body = json!({"status": "deprecated", "sunset": "2999-06-30T00:00:00Z"});
    if let Some(successor) = successor {
        body["successor"] = json!(successor);
    }
    body
}

fn status(status: &str) -> Value {
    json!({"status": status})
}

fn a_draft_says_what_is_missing_and_is_published_only_without(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    let mut body = product("a");
    body["dpiaRequired"] = json!(true);
    let created = producer.create_data_product(&body).expect(201).json();
    let rules = |answer: &Value| -> Vec<String> {
        let warnings = answer["warnings"].as_array().cloned().unwrap_or_default();
        warnings.iter().map(|one| format!("{} {}", one["pointer"], one["rule"]).replace('"', "")).collect()
    };
    assert_eq!(rules(&created), ["/tables tables", "/dpiaLocation dpia-location"]);
    let mut definition = table(json!([{"name": "person", "type": "string", "personalData": true}]));
    definition["columns"][0].as_object_mut().expect("a column").remove("description");
    let made = producer.create_schema("dp:a:people", &definition).expect(201).json();
    assert_eq!(rules(&made), ["/columns/0/description described"]);

    let refused = steward.set_lifecycle("dp:a", &status("published")).refused(422, "incomplete");
    assert_eq!(
        refused.faults(),
        [
            "/dpiaLocation dpia-location",
            "/retentionPeriod retention-period",
            "/tables/people/columns/0/description described",
        ]
    );
    assert_eq!(steward.get_data_product("dp:a").expect(200).json()["status"], "draft");

    let mut whole = with(replacement(), "dpiaRequired", json!(true));
    whole["dpiaLocation"] = json!("https://example.org/dpia");
    whole["retentionPeriod"] = json!(30);
    producer.replace_data_product("dp:a", &whole).expect(200);
    definition["columns"][0]["description"] = json!("Who it was.");
    producer.replace_schema("dp:a:people", &definition).expect(200);
    producer.set_lifecycle("dp:a", &status("published")).refused(403, "forbidden");
    let published = steward.set_lifecycle("dp:a", &status("published")).expect(200).json();
    assert_eq!((&published["status"], &published["version"]), (&json!("published"), &json!("v1.2")));
}

fn a_published_product_stays_complete(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    publish(&app, "a");
    let mut undescribed = readings();
    undescribed["columns"].as_array_mut().expect("columns").push(json!({"name": "note", "type": "string"}));
    producer.replace_schema(&id, &undescribed).refused(422, "incomplete");
    producer.delete_schema(&id).refused(422, "incomplete");
    let unassessed = with(replacement(), "dpiaRequired", json!(true));
    producer.replace_data_product("dp:a", &unassessed).refused(422, "incomplete");
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["version"], "v1.0");
    assert_eq!(producer.get_schema(&id).expect(200).json()["columns"].as_array().map(Vec::len), Some(3));
}

fn every_answer_about_a_deprecated_version_says_so(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    let id = draft_table(&app, "a", &readings());
    let row = json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"});
    push(&producer, &id, &row);
    publish(&app, "a");
    draft_table(&app, "b", &readings());
    publish(&app, "b");
    let said = steward.set_lifecycle("dp:a", &deprecated(Some("dp:b"))).expect(200);
    assert_eq!(said.json()["successor"], "dp:b");
    let next = with(row, "cell", json!("v2"));
    let answers = [
        said,
        producer.get_data_product("dp:a").expect(200),
        producer.get_data_product("dp:a:v1.0").expect(200),
        producer.get_schema(&id).expect(200),
        producer.read_rows(&id).query(&[("limit", "10")]).expect(200),
        producer.ingest_rows(&id).json(&next).expect(201),
        producer.check_compatibility(&id, &readings()).expect(200),
    ];
    for answer in &answers {
        assert!(answer.header("deprecation").starts_with('@'), "{answer:?}");
        assert_eq!(answer.header("sunset"), "Sun, 30 Jun 2999 00:00:00 GMT");
        assert_eq!(answer.header("link"), "</v1/data-products/dp:b>; rel=\"successor-version\"");
    }
    let paged = producer.read_rows(&id).query(&[("limit", "1")]).expect(200);
    assert!(paged.header("link").contains("rel=\"next\", </v1/data-products/dp:b>"), "{paged:?}");
    let fresh = producer.get_data_product("dp:b").expect(200);
    for name in ["deprecation", "sunset", "link"] {
        assert!(fresh.headers.get(name).is_none(), "{name}");
    }

    let back = steward.set_lifecycle("dp:a", &status("published")).expect(200);
    assert!(back.json().get("sunset").is_none() && back.headers.get("deprecation").is_none());
}

fn a_retired_version_is_gone_and_names_its_successor(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    let id = draft_table(&app, "a", &readings());
    publish(&app, "a");
    producer.replace_schema(&id, &table(json!([{"name": "other", "type": "int"}]))).expect(200);
    let old = "dp:a:v1.0";
    steward.set_lifecycle(old, &deprecated(Some("dp:a:v2.0"))).expect(200);
    producer.get_schema("dp:a:v1.0:readings").expect(200);
    steward.set_lifecycle(old, &status("retired")).expect(200);
    for gone in [
        producer.get_data_product(old),
        producer.get_schema("dp:a:v1.0:readings"),
        producer.read_rows("dp:a:v1.0:readings"),
        producer.compare_versions("dp:a").query(&[("from", "v1.0"), ("to", "v2.0")]),
    ] {
        let gone = gone.refused(410, "retired");
        assert_eq!(gone.json()["detail"], "Use dp:a:v2.0.");
        assert_eq!(gone.header("link"), "</v1/data-products/dp:a:v2.0>; rel=\"successor-version\"");
    }
    producer.get_data_product("dp:a").expect(200);
    let versions = producer.list_versions("dp:a").expect(200).json();
    let listed =
        |at: usize| (versions["items"][at]["version"].clone(), versions["items"][at]["status"].clone());
    assert_eq!(listed(0), (json!("v2.0"), json!("published")));
    assert_eq!(listed(1), (json!("v1.0"), json!("retired")));

    steward.set_lifecycle("dp:a", &deprecated(None)).expect(200);
    steward.set_lifecycle("dp:a", &status("retired")).expect(200);
    producer.replace_data_product("dp:a", &with(replacement(), "domain", json!("x"))).refused(410, "retired");
    producer.replace_schema(&id, &readings()).refused(410, "retired");
    producer.create_schema("dp:a:more", &readings()).refused(410, "retired");
    producer.delete_schema(&id).refused(410, "retired");
    producer.ingest_rows(&id).json(&json!({"other": 1})).refused(410, "retired");
}

fn no_step_is_left_out_and_none_goes_back_but_a_deprecation(app: App) {
    let steward = app.client(Role::Steward);
    draft_table(&app, "a", &readings());
    let refused = |body: &Value| drop(steward.set_lifecycle("dp:a", body).refused(409, "status-transition"));
    refused(&deprecated(None));
    refused(&status("retired"));
    steward.set_lifecycle("dp:a", &status("draft")).expect(200);
    steward.set_lifecycle("dp:a", &status("published")).expect(200);
    refused(&status("draft"));
    refused(&status("retired"));
    let again = steward.set_lifecycle("dp:a", &status("published")).expect(200);
    assert_eq!(again.header("etag"), steward.get_data_product("dp:a").expect(200).header("etag"));
    steward.set_lifecycle("dp:a", &deprecated(None)).expect(200);
    refused(&status("draft"));
    steward.set_lifecycle("dp:a", &status("retired")).expect(200);
    for body in [status("draft"), status("published"), deprecated(None)] {
        refused(&body);
    }
    let put = with(replacement(), "status", json!("deprecated"));
    draft_table(&app, "b", &readings());
    publish(&app, "b");
    steward.replace_data_product("dp:b", &put).refused(409, "status-transition");
}

fn a_deprecation_has_an_end_to_come_and_a_successor_that_exists(app: App) {
    let steward = app.client(Role::Steward);
    draft_table(&app, "a", &readings());
    draft_table(&app, "hidden", &readings());
    publish(&app, "a");
    for (body, fault) in [
        (status("deprecated"), "/body/sunset required"),
        (json!({"status": "deprecated", "sunset": "2001-01-01T00:00:00Z"}), "/body/sunset minimum"),
        (deprecated(Some("dp:nowhere")), "/body/successor exists"),
        (deprecated(Some("dp:hidden")), "/body/successor exists"),
        (deprecated(Some("dp:a")), "/body/successor version"),
        (with(status("published"), "sunset", json!("2999-01-01T00:00:00Z")), "/body/sunset deprecated-only"),
        (with(status("published"), "successor", json!("dp:a:v1.0")), "/body/successor deprecated-only"),
    ] {
        let refused = steward.set_lifecycle("dp:a", &body).refused(400, "invalid-request");
        assert_eq!(refused.faults(), [fault], "{body}");
    }
    assert_eq!(steward.get_data_product("dp:a").expect(200).json()["status"], "published");
}

fn a_minor_version_takes_the_deprecation_over_and_a_major_does_not(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    let id = draft_table(&app, "a", &readings());
    publish(&app, "a");
    steward.set_lifecycle("dp:a", &deprecated(None)).expect(200);
    let minor = with(replacement(), "description", json!("Still deprecated."));
    let minor = producer.replace_data_product("dp:a", &minor).expect(200).json();
    assert_eq!((&minor["version"], &minor["status"]), (&json!("v1.1"), &json!("deprecated")));
    producer.replace_schema(&id, &table(json!([{"name": "other", "type": "int"}]))).expect(200);
    let major = producer.get_data_product("dp:a").expect(200).json();
    assert_eq!((&major["version"], &major["status"]), (&json!("v2.0"), &json!("published")));
    assert_eq!(producer.get_data_product("dp:a:v1.1").expect(200).json()["status"], "deprecated");
}

fn a_stale_if_match_does_not_move_a_version_on(app: App) {
    let steward = app.client(Role::Steward);
    draft_table(&app, "a", &readings());
    let before = steward.get_data_product("dp:a").expect(200);
    let moved = steward
        .set_lifecycle("dp:a", &status("published"))
        .header("If-Match", before.header("etag"))
        .expect(200);
    assert_ne!(moved.header("etag"), before.header("etag"));
    let stale = steward.set_lifecycle("dp:a", &deprecated(None)).header("If-Match", before.header("etag"));
    stale.refused(412, "precondition-failed");
    assert_eq!(steward.get_data_product("dp:a").expect(200).json()["status"], "published");
}
