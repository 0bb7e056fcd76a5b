//! Data contracts that are not taken: everything wrong is named, and nothing has changed.

use serde_json::{Value, json};
use test_support::{App, Reply, Role, on_both_databases};

use crate::samples::{contract, draft_table, publish, readings, replacement, table, with};

on_both_databases!(
    everything_wrong_with_a_contract_is_named_where_it_is,
    what_is_no_document_is_refused_as_such,
    a_contract_is_of_the_product_that_the_address_names,
    what_the_mode_does_not_allow_is_refused_with_every_table,
    a_contract_is_not_for_those_who_may_not_change_the_product,
    a_contract_moves_a_version_on_only_as_its_life_goes,
    a_contract_addresses_the_latest_version,
    what_is_not_kept_is_named,
);

fn changed(path: &str, value: Value) -> Value {
    let mut body = contract("a");
    *body.pointer_mut(path).expect("the contract has it") = value;
    body
}

fn everything_wrong_with_a_contract_is_named_where_it_is(app: App) {
    let producer = app.client(Role::Producer);
    let mut bad = contract("a");
    bad["kind"] = json!("DataProduct");
    bad["status"] = json!("old");
    bad["team"] = json!({"members": []});
    bad["customProperties"] = json!([{"property": "compatibilityMode", "value": "SIDEWAYS"}]);
    bad["support"] = json!([{"channel": "mail", "url": "mailto:nobody"}]);
    let table = &mut bad["schema"][0];
    table["relationships"] = json!([{"from": "cell", "to": "cells.name"}]);
    table["properties"][1]["logicalType"] = json!("time");
    table["properties"][2]["logicalTypeOptions"] = json!({"minimum": 3, "maximum": 1, "multipleOf": 2});
    let expected = [
        "/body/customProperties/0/value enum",
        "/body/kind enum",
        "/body/schema/0/customProperties type",
        "/body/schema/0/properties/1/logicalType type",
        "/body/schema/0/properties/2/logicalTypeOptions/multipleOf unsupported",
        "/body/schema/0/properties/2/logicalTypeOptions/minimum range",
        "/body/schema/0/relationships unsupported",
        "/body/status enum",
        "/body/support/0/url format",
        "/body/team required",
    ];
    let named = |reply: Reply| {
        let mut faults = reply.faults();
        faults.sort_unstable();
        faults
    };
    let mut wanted = expected.to_vec();
    wanted.sort_unstable();
    assert_eq!(named(producer.put_contract("dp:a", &bad).refused(422, "invalid-contract")), wanted);
    let yaml = serde_json::to_string(&bad).expect("JSON, which is YAML too");
    assert_eq!(named(producer.put_contract_yaml("dp:a", &yaml).refused(422, "invalid-contract")), wanted);
    producer.get_data_product("dp:a").expect(404);

    producer.put_contract("dp:a", &contract("a")).expect(201);
    producer.put_contract("dp:a", &bad).refused(422, "invalid-contract");
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["version"], "v1.0");
    let odd = with(contract("a"), "support", json!([{"url": "mailto:a b@example.org"}]));
    producer.put_contract("dp:a", &odd).refused(422, "invalid-contract");
    let odd = with(contract("a"), "support", json!([{"url": "mailto:a..b@example.org"}]));
    let refused = producer.put_contract("dp:a", &odd).refused(422, "invalid-contract");
    assert_eq!(refused.faults(), ["/body/support format"]);
}

fn what_is_no_document_is_refused_as_such(app: App) {
    let producer = app.client(Role::Producer);
    let laughs: String =
        (1..30).map(|n| format!("l{n}: &l{n} [*l{0}, *l{0}, *l{0}, *l{0}]\n", n - 1)).collect();
    for text in [
        "a: [",
        "kind: DataContract\nkind: DataContract\n",
        "\tkind: DataContract",
        &format!("l0: &l0 [x]\n{laughs}"),
        &"[".repeat(10_000),
    ] {
        let refused = producer.put_contract_yaml("dp:a", text).refused(400, "invalid-request");
        assert_eq!(refused.faults(), ["/body yaml"], "{}", &text[..5]);
    }
    producer.put_contract_yaml("dp:a", "just words").refused(422, "invalid-contract");
    producer.put_contract_yaml("dp:a", "[]").refused(422, "invalid-contract");
    producer.put_contract("dp:a", &json!([])).refused(400, "invalid-request");
    producer.put_contract("dp:a", &json!({})).refused(422, "invalid-contract");
    let text = contract("a").to_string();
    let as_text = producer.call("PUT", "/v1/data-products/dp:a/contract").body("text/plain", text);
    as_text.refused(415, "unsupported-media-type");
    let large = with(contract("a"), "padding", json!("x".repeat(17 << 20)));
    producer.put_contract("dp:a", &large).refused(413, "body-too-large");
    producer.get_data_product("dp:a").expect(404);
}

fn a_contract_is_of_the_product_that_the_address_names(app: App) {
    let producer = app.client(Role::Producer);
    let refused = producer.put_contract("dp:b", &contract("a")).refused(422, "invalid-contract");
    assert_eq!(refused.faults(), ["/body/name name"]);
    producer.get_data_product("dp:a").expect(404);
    producer.get_data_product("dp:b").expect(404);
    let refused = producer.put_contract("dp:a", &changed("/name", json!("b")));
    assert_eq!(refused.refused(422, "invalid-contract").faults(), ["/body/id name"]);
}

fn what_the_mode_does_not_allow_is_refused_with_every_table(app: App) {
    let producer = app.client(Role::Producer);
    draft_table(&app, "a", &readings());
    producer.create_schema("dp:a:other", &table(json!([{"name": "n", "type": "int"}]))).expect(201);
    let strict = with(replacement(), "compatibilityMode", json!("BACKWARD"));
    producer.replace_data_product("dp:a", &strict).expect(200);
    let before = producer.get_data_product("dp:a").expect(200).json();
    let mut wanted = producer.get_contract("dp:a").accept("application/json").expect(200).json();
    wanted["description"]["purpose"] = json!("Another.");
    for table in wanted["schema"].as_array_mut().expect("tables") {
        table["properties"].as_array_mut().expect("columns").pop();
    }
    wanted["schema"][0]["properties"] = json!([{"name": "m", "physicalType": "int", "required": true}]);
    let refused = producer.put_contract("dp:a", &wanted).refused(409, "incompatible").json();
    let verdict = &refused["verdict"];
    assert_eq!((&verdict["compatible"], &verdict["version"]), (&json!(false), &json!("v2.0")));
    let findings = verdict["findings"].as_array().expect("findings").iter();
    let findings: Vec<String> = findings.map(|one| format!("{} {}", one["table"], one["rule"])).collect();
    for expected in
        ["\"other\" \"column-added\"", "\"other\" \"column-removed\"", "\"readings\" \"column-removed\""]
    {
        assert!(findings.iter().any(|finding| finding == expected), "{expected} is not in {findings:?}");
    }
    assert_eq!(producer.get_data_product("dp:a").expect(200).json(), before);
    assert_eq!(
        producer.get_schema("dp:a:readings").expect(200).json()["columns"].as_array().map(Vec::len),
        Some(3)
    );
}

fn a_contract_is_not_for_those_who_may_not_change_the_product(app: App) {
    let (consumer, producer) = (app.client(Role::Consumer), app.client(Role::Producer));
    let other = app.with_key(&app.new_key(Role::Producer, "other"));
    consumer.put_contract("dp:a", &contract("a")).refused(403, "forbidden");
    producer.put_contract("dp:a", &contract("a")).expect(201);
    other.put_contract("dp:a", &contract("a")).refused(404, "not-found");
    other.get_contract("dp:a").refused(404, "not-found");
    let active = with(contract("b"), "status", json!("active"));
    producer.put_contract("dp:b", &active).refused(403, "forbidden");
    producer.get_data_product("dp:b").expect(404);
    publish(&app, "a");
    other.put_contract("dp:a", &with(contract("a"), "status", json!("active"))).refused(403, "forbidden");
    other.get_contract("dp:a").expect(200);
    // What the operations one by one refuse, a contract is refused as well, after nothing of it was done.
    let mut emptied = with(contract("a"), "status", json!("active"));
    emptied["schema"] = json!([]);
    producer.put_contract("dp:a", &emptied).refused(422, "incomplete");
    assert_eq!(producer.get_data_product("dp:a").expect(200).json()["version"], "v1.1");
}

fn a_contract_moves_a_version_on_only_as_its_life_goes(app: App) {
    let (producer, steward) = (app.client(Role::Producer), app.client(Role::Steward));
    for status in ["deprecated", "retired"] {
        steward
            .put_contract("dp:b", &with(contract("b"), "status", json!(status)))
            .refused(409, "status-transition");
    }
    producer.put_contract("dp:a", &contract("a")).expect(201);
    steward
        .put_contract("dp:a", &with(contract("a"), "status", json!("retired")))
        .refused(409, "status-transition");
    publish(&app, "a");
    steward.put_contract("dp:a", &contract("a")).refused(409, "status-transition");
    let deprecated = json!({"status": "deprecated", "sunset": "2999-06-30T00:00:00Z"});
    steward.set_lifecycle("dp:a", &deprecated).expect(200);
    let mut back = producer.get_contract("dp:a").accept("application/json").expect(200).json();
    assert_eq!(back["status"], "deprecated");
    back["domain"] = json!("another");
    let answer = producer.put_contract("dp:a", &back).expect(200).json();
    assert_eq!((&answer["status"], &answer["version"]), (&json!("deprecated"), &json!("v1.2")));
    steward.set_lifecycle("dp:a", &json!({"status": "retired"})).expect(200);
    producer.get_contract("dp:a").refused(410, "retired");
    producer.put_contract("dp:a", &back).refused(410, "retired");
}

fn a_contract_addresses_the_latest_version(app: App) {
    let producer = app.client(Role::Producer);
    producer.put_contract("dp:a:v1.0", &contract("a")).refused(404, "not-found");
    producer.put_contract("dp:a", &contract("a")).expect(201);
    let next = with(contract("a"), "domain", json!("another"));
    assert_eq!(producer.put_contract("dp:a:v1.0", &next).expect(200).json()["version"], "v1.1");
    producer.put_contract("dp:a:v1.0", &next).refused(409, "not-latest-version");
    let first = producer.get_contract("dp:a:v1.0").accept("application/json").expect(200).json();
    assert_eq!((&first["version"], &first["domain"]), (&json!("v1.0"), &json!("environment")));
}

fn what_is_not_kept_is_named(app: App) {
    let producer = app.client(Role::Producer);
    let mut rich = contract("a");
    rich["price"] = json!({"priceAmount": 9});
    rich["description"]["usage"] = json!("Anything.");
    rich["schema"][0]["properties"][0]["quality"] = json!([{"metric": "nullValues", "mustBe": 0}]);
    let answer = producer.put_contract("dp:a", &rich).expect(201).json();
    let mut ignored: Vec<&str> =
        answer["ignored"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    ignored.sort_unstable();
    assert_eq!(ignored, ["/description/usage", "/price", "/schema/0/properties/0/quality/0"]);
    let many: Vec<Value> = (0..1_500).map(|n| json!({"property": format!("p{n}"), "value": n})).collect();
    let long = with(with(contract("b"), "customProperties", json!(many)), &"x".repeat(5_000), json!(1));
    let answer = producer.put_contract("dp:b", &long).expect(201).json();
    assert_eq!(answer["ignored"].as_array().map(Vec::len), Some(1_000));
}
