//! The catalogue for other catalogues: what each caller may see, page by page.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use test_support::{App, Client, Database, Role, on_both_databases};

use crate::samples::{draft_table, publish, readings};

const BINARY: &str = env!("CARGO_BIN_EXE_granary");

on_both_databases!(
    the_catalogue_shows_what_the_caller_may_see,
    the_catalogue_is_turned_page_by_page,
    a_cursor_of_ones_own_is_refused,
    addresses_begin_with_the_one_that_the_service_is_known_by,
);

/// The identifiers of all datasets, page by page, and how many pages there are.
fn datasets(client: &Client, first: &str) -> (Vec<String>, usize) {
    let (mut found, mut pages, mut path) = (Vec::new(), 0, first.to_owned());
    loop {
        let reply = client.call("GET", &path).accept("application/ld+json").expect(200);
        pages += 1;
        let document = reply.json();
        let nodes = document["@graph"].as_array().expect("a graph").clone();
        let datasets = nodes.iter().filter(|node| node["@type"] == "dcat:Dataset");
        found.extend(datasets.filter_map(|node| node["dct:identifier"].as_str().map(str::to_owned)));
        let view = nodes.iter().find(|node| node["@type"] == "hydra:PartialCollectionView");
        let next = view.and_then(|view| view["hydra:next"]["@id"].as_str());
        let Some(link) = reply.headers.get("link").and_then(|link| link.to_str().ok()) else {
            assert_eq!(next, None, "the document and the header agree");
            return (found, pages);
        };
        path = link.trim_start_matches('<').split('>').next().expect("an address").to_owned();
        assert!(
            link.ends_with("; rel=\"next\"") && next.is_some_and(|next| next.ends_with(&path)),
            "{link} {next:?}"
        );
    }
}

fn the_catalogue_shows_what_the_caller_may_see(app: App) {
    draft_table(&app, "draft", &readings());
    draft_table(&app, "open", &readings());
    publish(&app, "open");
    let other = app.with_key(&app.new_key(Role::Producer, "other"));
    let sees = |client: &Client| datasets(client, "/v1/catalogue").0;
    assert_eq!(sees(&app.client(Role::Consumer)), ["dp:open:v1.0"]);
    assert_eq!(sees(&other), ["dp:open:v1.0"]);
    assert_eq!(sees(&app.client(Role::Producer)), ["dp:draft:v1.0", "dp:open:v1.0"]);
    assert_eq!(sees(&app.client(Role::Steward)), ["dp:draft:v1.0", "dp:open:v1.0"]);

    let turtle = app.client(Role::Consumer).get_catalogue().accept("text/turtle").expect(200);
    assert_eq!(turtle.header("content-type"), "text/turtle");
    assert!(turtle.text().contains("dp:open:v1.0:readings") && !turtle.text().contains("draft"));
    let default = app.client(Role::Consumer).get_catalogue().expect(200);
    assert_eq!(default.header("content-type"), "application/ld+json");
    let nodes = default.json()["@graph"].as_array().expect("a graph").clone();
    let table = nodes.iter().find(|node| node["@type"] == "dcat:Distribution").expect("the table");
    assert_eq!(table["dct:description"], "One hour of one cell.");
    let path = |address: &Value| {
        address["@id"].as_str().expect("an address").split_once("/v1/").map(|(_, path)| path.to_owned())
    };
    let rows = path(&table["dcat:accessURL"]).expect("an address of ours");
    app.client(Role::Consumer).call("GET", &format!("/v1/{rows}")).expect(200);
    let schema = path(&table["dct:conformsTo"]).expect("an address of ours");
    app.client(Role::Consumer).call("GET", &format!("/v1/{schema}")).expect(200);
}

fn the_catalogue_is_turned_page_by_page(app: App) {
    let producer = app.client(Role::Producer);
    for number in 0..7 {
        draft_table(&app, &format!("p{number}"), &readings());
    }
    for (limit, pages) in [(1, 7), (3, 3), (6, 2), (7, 1), (500, 1)] {
        let (found, turned) = datasets(&producer, &format!("/v1/catalogue?limit={limit}"));
        assert_eq!(turned, pages, "{limit}");
        assert_eq!(found, (0..7).map(|number| format!("dp:p{number}:v1.0")).collect::<Vec<_>>());
    }
    let page = producer.get_catalogue().query(&[("limit", "2")]).accept("text/turtle").expect(200);
    assert!(page.text().contains("hydra:next"), "{}", page.text());
    let names: BTreeSet<&str> = page.text().matches("dp:p0:v1.0").collect();
    assert_eq!(names.len(), 1);
}

fn a_cursor_of_ones_own_is_refused(app: App) {
    let producer = app.client(Role::Producer);
    for cursor in ["x", "bm90aGluZw", "WzEsMl0"] {
        let refused = producer.get_catalogue().query(&[("cursor", cursor)]).refused(400, "invalid-request");
        assert_eq!(refused.faults(), ["/query/cursor cursor"]);
    }
}

fn addresses_begin_with_the_one_that_the_service_is_known_by(database: Database) {
    let variables =
        [("GRANARY_PUBLIC_URL", "https://granary.example.org/data/"), ("GRANARY_PUBLISHER", "Example Ltd")];
    let app = App::start(BINARY, database, &variables);
    draft_table(&app, "a", &readings());
    let producer = app.client(Role::Producer);
    let document = producer.get_catalogue().expect(200).json();
    let root = &document["@graph"][0];
    assert_eq!(root["@id"], "https://granary.example.org/data/v1/catalogue");
    assert_eq!(root["dct:publisher"]["foaf:name"], "Example Ltd");
    let contract = producer.get_contract("dp:a").accept("application/json").expect(200).json();
    let servers = contract["servers"].as_array().expect("servers");
    assert!(
        servers.iter().any(|server| server["location"] == json!("https://granary.example.org/data")),
        "{servers:?}"
    );
}
