//! Finding data products: words, conditions, orders, facets, tags and domains.

use serde_json::{Value, json};
use test_support::{App, Client, Role, on_both_databases};

use crate::samples::{draft_table, product, publish, replacement, table, with};

on_both_databases!(
    products_are_found_by_what_is_in_them,
    what_was_found_is_counted_by_facets,
    tags_and_domains_of_drafts_are_not_told,
    every_order_is_paged_through_to_its_end,
    a_tag_has_a_name_of_bounded_length,
);

fn names(client: &Client, query: &[(&str, &str)]) -> Vec<String> {
    let page = client.list_data_products().query(query).expect(200).json();
    let items = page["items"].as_array().expect("a list").clone();
    items.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
}

fn three(app: &App) {
    let producer = app.client(Role::Producer);
    for (name, domain, tags, column) in [
        ("soil_power", "environment", json!({"season": "summer"}), "voltage"),
        ("soil_water", "environment", json!({"season": "winter", "wet": ""}), "moisture"),
        ("payroll", "people", json!({}), "person"),
    ] {
        draft_table(
            app,
            name,
            &table(json!([{"name": column, "type": "string", "personalData": name == "payroll"}])),
        );
        let mut body = with(with(replacement(), "domain", json!(domain)), "tags", tags);
        body["description"] = json!(format!("All about {column}."));
        body["dataProductOwner"] = json!(format!("{domain}@example.org"));
        body["retentionPeriod"] = json!(30);
        producer.replace_data_product(&format!("dp:{name}"), &body).expect(200);
    }
    let steward = app.client(Role::Steward);
    for name in ["soil_power", "payroll"] {
        steward.set_lifecycle(&format!("dp:{name}"), &json!({"status": "published"})).expect(200);
    }
}

fn products_are_found_by_what_is_in_them(app: App) {
    three(&app);
    let (producer, consumer) = (app.client(Role::Producer), app.client(Role::Consumer));
    for (query, expected) in [
        (("q", "SOIL"), vec!["soil_power", "soil_water"]),
        (("q", "wat about"), vec!["soil_water"]),
        (("q", "moisture"), vec!["soil_water"]),
        (("q", "summer"), vec!["soil_power"]),
        (("q", "oil"), vec![]),
        (("q", "' OR 1=1 --"), vec![]),
        (("q", "!"), vec!["payroll", "soil_power", "soil_water"]),
        (("domain", "people"), vec!["payroll"]),
        (("status", "draft"), vec!["soil_water"]),
        (("tag", "season"), vec!["soil_power", "soil_water"]),
        (("tag", "season=winter"), vec!["soil_water"]),
        (("owner", "people@example.org"), vec!["payroll"]),
        (("column", "voltage"), vec!["soil_power"]),
        (("personalData", "true"), vec!["payroll"]),
        (("personalData", "false"), vec!["soil_power", "soil_water"]),
    ] {
        assert_eq!(names(&producer, &[query]), expected, "{query:?}");
        let seen: Vec<&str> = expected.into_iter().filter(|name| *name != "soil_water").collect();
        assert_eq!(names(&consumer, &[query]), seen, "{query:?} by a consumer");
    }
    assert_eq!(
        names(&producer, &[("q", "soil"), ("tag", "season"), ("status", "published")]),
        ["soil_power"]
    );

    producer.delete_schema("dp:soil_water:readings").expect(204);
    assert_eq!(names(&producer, &[("q", "moisture")]), ["soil_water"], "its description still says it");
    assert_eq!(names(&producer, &[("column", "moisture")]), [""; 0]);
    producer.delete_data_product("dp:soil_water").expect(204);
    assert_eq!(names(&producer, &[("q", "moisture")]), [""; 0]);
}

fn what_was_found_is_counted_by_facets(app: App) {
    three(&app);
    let query = &[("facets", "domain,status,tag"), ("limit", "1")];
    let facets =
        |client: &Client| client.list_data_products().query(query).expect(200).json()["facets"].clone();
    let values = |facets: &Value, at: usize| -> Vec<String> {
        let values = facets[at]["values"].as_array().cloned().unwrap_or_default();
        values.iter().map(|one| format!("{} {}", one["value"], one["products"]).replace('"', "")).collect()
    };
    let own = facets(&app.client(Role::Producer));
    assert_eq!(values(&own, 0), ["environment 2", "people 1"]);
    assert_eq!(values(&own, 1), ["published 2", "draft 1"]);
    assert_eq!(values(&own, 2), ["season 2", "wet 1"]);
    let others = facets(&app.client(Role::Consumer));
    assert_eq!(values(&others, 0), ["environment 1", "people 1"]);
    assert_eq!(values(&others, 2), ["season 1"]);
    let plain = app.client(Role::Producer).list_data_products().expect(200).json();
    assert!(plain.get("facets").is_none());
}

fn tags_and_domains_of_drafts_are_not_told(app: App) {
    three(&app);
    let consumer = app.client(Role::Consumer);
    let items = |path: &str| consumer.get(path).expect(200).json()["items"].clone();
    let domains = json!([{"name": "environment", "products": 1}, {"name": "people", "products": 1}]);
    assert_eq!(items("/v1/domains"), domains);
    assert_eq!(items("/v1/tags"), json!([{"name": "season", "products": 1}]));
    app.client(Role::Steward).set_lifecycle("dp:soil_water", &json!({"status": "published"})).expect(200);
    let tags = json!([{"name": "season", "products": 2}, {"name": "wet", "products": 1}]);
    assert_eq!(items("/v1/tags"), tags);

    let first = consumer.get("/v1/domains").query(&[("limit", "1")]).expect(200).json();
    let cursor = first["nextCursor"].as_str().expect("a next page").to_owned();
    let second = consumer.get("/v1/domains").query(&[("limit", "1"), ("cursor", &cursor)]).expect(200).json();
    assert_eq!((&second["items"][0]["name"], second.get("nextCursor")), (&json!("people"), None));
    consumer.get("/v1/tags").query(&[("cursor", "nonsense")]).refused(400, "invalid-request");
}

fn every_order_is_paged_through_to_its_end(app: App) {
    let producer = app.client(Role::Producer);
    let made: Vec<String> = (0..5).map(|number| format!("p{number}")).collect();
    for name in &made {
        producer.create_data_product(&product(name)).expect(201);
    }
    producer.replace_data_product("dp:p0", &with(replacement(), "domain", json!("new"))).expect(200);
    let backwards: Vec<String> = made.iter().rev().cloned().collect();
    let touched: Vec<String> = ["p1", "p2", "p3", "p4", "p0"].map(String::from).to_vec();
    let untouched: Vec<String> = touched.iter().rev().cloned().collect();
    for (sort, expected) in [
        ("name", &made),
        ("-name", &backwards),
        ("createdAt", &made),
        ("-createdAt", &backwards),
        ("updatedAt", &touched),
        ("-updatedAt", &untouched),
    ] {
        let (mut found, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let mut query = vec![("sort", sort), ("limit", "2")];
            query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
            let page = producer.list_data_products().query(&query).expect(200).json();
            let items = page["items"].as_array().expect("a list").clone();
            found.extend(items.iter().map(|item| item["name"].as_str().expect("a name").to_owned()));
            cursor = page["nextCursor"].as_str().map(str::to_owned);
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(&found, expected, "{sort}");
    }
}

fn a_tag_has_a_name_of_bounded_length(app: App) {
    let producer = app.client(Role::Producer);
    let long = "ü".repeat(129);
    let body = with(product("a"), "tags", json!({&long: "x"}));
    let refused = producer.create_data_product(&body).refused(400, "invalid-request");
    assert_eq!(refused.faults(), [format!("/body/tags/{long} max-length")]);
    let longest = "ü".repeat(128);
    producer.create_data_product(&with(product("a"), "tags", json!({&longest: "y".repeat(256)}))).expect(201);
    assert_eq!(names(&producer, &[("tag", &longest)]), ["a"]);
    publish(&app, "a");
}
