//! Paths, methods, parameters and headers that are not what the contract says.

use serde_json::json;
use test_support::{App, Role, exchange, on_both_databases};

use crate::samples::{draft_table, product, push, readings, rows};

on_both_databases!(
    an_id_that_is_none_is_refused_with_its_place,
    a_query_parameter_that_does_not_exist_is_refused,
    a_query_parameter_out_of_bounds_is_refused,
    a_query_parameter_given_twice_is_refused,
    a_cursor_that_is_none_is_refused,
    a_query_that_is_no_utf_8_is_refused,
    parameters_and_body_are_refused_together,
    a_column_map_that_is_no_map_is_refused,
    a_path_that_does_not_exist_is_not_found,
    a_method_that_a_path_does_not_have_names_those_it_has,
    an_answer_that_cannot_be_given_is_not_given,
    a_header_out_of_bounds_is_refused,
    what_is_hardly_http_does_no_harm,
);

fn an_id_that_is_none_is_refused_with_its_place(app: App) {
    let steward = app.client(Role::Steward);
    let long = format!("dp:{}", "a".repeat(65));
    for id in [
        "soil_power",
        "dp:Soil",
        "dp:",
        "dp:a:v1",
        "dp:a:v0.1",
        "dp:a:v1.01",
        "dp:a:v1.0:x:y",
        &long,
        "dp:a%00",
        "dp:a%FF",
        "..%2F..",
        "dp:a%20",
    ] {
        let refused = steward.get_data_product(id).refused(400, "invalid-request");
        assert!(refused.faults().contains(&"/path/productId pattern".to_owned()), "{id}: {refused:?}");
    }
    for id in ["dp:a", "dp:a:v1.0", "dp:a:Readings", "dp:a:v1.0:", "dp:a:b:c", "dp:a:b%27%3B--"] {
        let refused = steward.get_schema(id).refused(400, "invalid-request");
        assert!(refused.faults().contains(&"/path/schemaId pattern".to_owned()), "{id}: {refused:?}");
        steward.read_rows(id).refused(400, "invalid-request");
    }
    steward.get_data_product("dp%3Aa").refused(404, "not-found");
}

fn a_query_parameter_that_does_not_exist_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let refused = producer
        .call("GET", "/v1/data-products?offset=1&Limit=2&a/b=&limit[x]=1")
        .refused(400, "invalid-request");
    assert_eq!(
        refused.faults(),
        ["/query/Limit unknown", "/query/a~1b unknown", "/query/limit[x] unknown", "/query/offset unknown"]
    );
    producer.call("GET", "/v1/data-products/dp:a?x").refused(400, "invalid-request");
    producer.call("DELETE", "/v1/data-products/dp:a?force=true").refused(400, "invalid-request");
    producer.call("GET", &format!("/v1/schemas/{id}/rows?filter=x")).refused(400, "invalid-request");
    let call = producer.call("POST", &format!("/v1/schemas/{id}/rows?mode=partial"));
    call.json(&json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"})).refused(400, "invalid-request");
    assert!(rows(&producer, &id).is_empty());
    producer.get_data_product("dp:a").expect(200);
}

fn a_query_parameter_out_of_bounds_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    for (limit, rule) in [
        ("0", "minimum"),
        ("-1", "minimum"),
        ("501", "maximum"),
        ("1.5", "type"),
        ("x", "type"),
        ("", "type"),
        ("99999999999999999999", "type"),
        ("3000000000", "maximum"),
    ] {
        let refused =
            producer.list_data_products().query(&[("limit", limit)]).refused(400, "invalid-request");
        assert_eq!(refused.faults(), [format!("/query/limit {rule}")], "{limit}");
    }
    producer.read_rows(&id).query(&[("limit", "1000001")]).refused(400, "invalid-request");
    producer.read_rows(&id).query(&[("columns", "")]).refused(400, "invalid-request");
    let many = vec!["voltage"; 401].join(",");
    producer.read_rows(&id).query(&[("columns", &many)]).refused(400, "invalid-request");
    let long = "x".repeat(1025);
    let refused = producer.read_rows(&id).query(&[("filter[cell]", &long)]).refused(400, "invalid-request");
    assert_eq!(refused.faults(), ["/query/filter/cell maxLength"]);
}

fn a_query_parameter_given_twice_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    let refused = producer.call("GET", "/v1/data-products?limit=1&limit=2").refused(400, "invalid-request");
    assert_eq!(refused.faults(), ["/query/limit duplicate"]);
    let twice = format!("/v1/schemas/{id}/rows?filter[cell]=a&filter[cell]=b");
    assert_eq!(
        producer.call("GET", &twice).refused(400, "invalid-request").faults(),
        ["/query/filter/cell duplicate"]
    );
}

fn a_cursor_that_is_none_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    push(&producer, &id, &json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00Z"}));
    let base64_of_x = "eA";
    let too_large = "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTkuOTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5";
    // In microseconds since 1970: 9223372036854775807 and -99999999999999999, which no row can have.
    let (too_late, too_early) = ("OTIyMzM3MjAzNjg1NDc3NTgwNy4x", "LTk5OTk5OTk5OTk5OTk5OTk5LjM");
    for cursor in [base64_of_x, "_-_-", "AAAA", too_large, "LjE", "MS4", too_late, too_early] {
        let rows = producer.read_rows(&id).query(&[("cursor", cursor)]).send();
        assert_eq!(rows.status, 400, "{cursor}: {rows:?}");
    }
    for time in ["          ", "2023-07-08T20:00:00", "next friday"] {
        let refused = producer.read_rows(&id).query(&[("from", time)]).refused(400, "invalid-request");
        assert_eq!(refused.faults(), ["/query/from type"], "{time}");
    }
    for cursor in ["AAAA", "QQ", "_-_-"] {
        let refused =
            producer.list_data_products().query(&[("cursor", cursor)]).refused(400, "invalid-request");
        assert_eq!(refused.faults(), ["/query/cursor cursor"], "{cursor}");
    }
    let refused =
        producer.list_data_products().query(&[("cursor", "no base 64!")]).refused(400, "invalid-request");
    assert_eq!(refused.faults(), ["/query/cursor pattern"]);
}

fn a_query_that_is_no_utf_8_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    for query in ["filter[cell]=%FF", "filter[%FF]=x", "%FF=1", "columns=%C3%28", "from=%ED%A0%80000000000"] {
        let refused =
            producer.call("GET", &format!("/v1/schemas/{id}/rows?{query}")).refused(400, "invalid-request");
        assert!(refused.faults().contains(&"/query encoding".to_owned()), "{query}: {refused:?}");
    }
}

fn parameters_and_body_are_refused_together(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    let call = producer.call("PUT", "/v1/data-products/dp:A?x=1").json(&json!({"name": "a"}));
    assert_eq!(
        call.refused(400, "invalid-request").faults(),
        [
            "/body/dataProductOwner required",
            "/body/description required",
            "/body/domain required",
            "/body/name additionalProperties",
            "/path/productId pattern",
            "/query/x unknown",
        ]
    );
}

fn a_column_map_that_is_no_map_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    let id = draft_table(&app, "a", &readings());
    for (map, fault) in [
        ("{", "/query/columnMap json"),
        ("[]", "/query/columnMap type"),
        ("{\"A\": 1}", "/query/columnMap/A type"),
        ("{\"A\": \"Not a column\"}", "/query/columnMap/A pattern"),
    ] {
        let call =
            producer.ingest_rows(&id).query(&[("columnMap", map)]).body("text/csv", "cell,timestamp\n");
        assert_eq!(call.refused(400, "invalid-request").faults(), [fault], "{map}");
    }
}

fn a_path_that_does_not_exist_is_not_found(app: App) {
    let producer = app.client(Role::Producer);
    for path in [
        "/",
        "/v1",
        "/v1/",
        "/v1/data-products/",
        "/v2/data-products",
        "/v1/data-products/dp:a/rows",
        "/V1/data-products",
        "//v1/data-products",
        "/v1/schemas",
        "/running/",
        "/%ff",
    ] {
        producer.call("GET", path).refused(404, "no-such-path");
        app.anonymous().call("GET", path).refused(404, "no-such-path");
    }
    producer.call("POST", "/v1/nothing").json(&json!({})).refused(404, "no-such-path");
}

fn a_method_that_a_path_does_not_have_names_those_it_has(app: App) {
    let producer = app.client(Role::Producer);
    for (path, allowed) in [
        ("/v1/data-products", "GET, POST"),
        ("/v1/data-products/dp:a", "DELETE, GET, PUT"),
        ("/v1/schemas/dp:a:b", "DELETE, GET, POST, PUT"),
        ("/v1/schemas/dp:a:b/rows", "GET, POST"),
        ("/running", "GET"),
    ] {
        for method in ["PATCH", "TRACE", "OPTIONS", "HEAD", "PROPFIND"] {
            for client in [&producer, &app.anonymous()] {
                let reply = client.call(method, path).expect(405);
                assert_eq!(reply.header("allow"), allowed, "{method} {path}");
            }
        }
    }
    producer.call("DELETE", "/v1/data-products").refused(405, "method-not-allowed");
}

fn an_answer_that_cannot_be_given_is_not_given(app: App) {
    let producer = app.client(Role::Producer);
    let create = producer.create_data_product(&product("a")).accept("text/csv");
    let refused = create.refused(406, "not-acceptable");
    assert!(refused.text().contains("application/json"), "what can be given is named");
    producer.get_data_product("dp:a").refused(404, "not-found");
    producer.list_data_products().accept("image/png").refused(406, "not-acceptable");
    app.anonymous().get("/version").accept("application/yaml").refused(406, "not-acceptable");
    // What has no body can be given to anyone.
    producer.create_data_product(&product("a")).expect(201);
    producer.delete_data_product("dp:a").accept("image/png").expect(204);
}

fn a_header_out_of_bounds_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    producer.create_data_product(&product("a")).expect(201);
    let long = format!("\"{}\"", "x".repeat(512));
    let refused =
        producer.get_data_product("dp:a").header("If-None-Match", &long).refused(400, "invalid-request");
    assert_eq!(refused.faults(), ["/header/If-None-Match maxLength"]);
    producer.delete_data_product("dp:a").header("If-Match", &long).refused(400, "invalid-request");
    producer.delete_data_product("dp:a").header("If-Match", "\"\u{e4}\"").refused(400, "invalid-request");
    producer.get_data_product("dp:a").expect(200);
}

fn what_is_hardly_http_does_no_harm(app: App) {
    let key = app.key(Role::Producer);
    let get = |head: &str| {
        format!("GET /v1/data-products HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}\r\n").into_bytes()
    };
    let mut head = get(&format!("X-API-Key: {key}\r\n"));
    assert_eq!(exchange(app.address(), head.clone()).0, 200);
    head.extend_from_slice(b"body of a GET");
    assert_eq!(exchange(app.address(), head).0, 200);
    let requests = [
        get(&format!("X-API-Key: {}\r\n", "x".repeat(1 << 20))),
        get(&"X-Many: 1\r\n".repeat(10_000)),
        get("X-API-Key: a\0b\r\n"),
        format!(
            "GET /v1/data-products?{} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "x".repeat(1 << 20)
        )
        .into_bytes(),
        b"GET\r\n\r\n".to_vec(),
        b"\0\0\0\0\r\n\r\n".to_vec(),
        get("Content-Length: 1\r\nContent-Length: 2\r\n"),
        get("Content-Length: -1\r\n"),
    ];
    for request in requests {
        let start: String = String::from_utf8_lossy(&request).chars().take(80).collect();
        let (status, answer) = exchange(app.address(), request);
        assert!((400..500).contains(&status), "{start}: {answer}");
    }
    app.anonymous().get("/running").expect(200);
}
