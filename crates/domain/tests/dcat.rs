//! The catalogue as DCAT-AP.

#[path = "support/products.rs"]
mod products;
#[path = "support/tables.rs"]
mod tables;

use domain::formats::dcat::{Catalogue, json_ld, turtle};
use serde_json::{Value, json};

fn catalogue() -> Catalogue {
    products::catalogue(&[products::readings()])
}

fn node(document: &Value, id: &str) -> Value {
    let nodes = document["@graph"].as_array().expect("nodes");
    let named: Vec<&Value> = nodes.iter().filter(|node| node["@id"] == id).collect();
    assert_eq!(named.len(), 1, "{id}");
    named[0].clone()
}

#[test]
fn json_ld_has_a_dataset_per_version_and_a_distribution_per_table() {
    let document = json_ld(&catalogue());
    let root = node(&document, "https://granary.example.org/v1/catalogue");
    let dataset_id = "https://granary.example.org/v1/data-products/dp:soil_power:v1.2";
    assert_eq!(root["dcat:dataset"], json!({"@id": dataset_id}));
    assert_eq!(root["dct:publisher"], json!({"@type": "foaf:Agent", "foaf:name": "Example Ltd"}));
    let dataset = node(&document, dataset_id);
    assert_eq!(dataset["dct:publisher"]["foaf:name"], "Soil laboratory");
    assert_eq!(dataset["dcat:contactPoint"]["vcard:hasEmail"], json!({"@id": "mailto:soil-lab@example.org"}));
    assert_eq!(dataset["dcat:keyword"], "season: summer");
    assert_eq!(
        dataset["dct:modified"],
        json!({"@value": "2026-11-25T10:30:00.500Z", "@type": "xsd:dateTime"})
    );
    let distribution = node(&document, "https://granary.example.org/v1/schemas/dp:soil_power:v1.2:readings");
    let rows = "https://granary.example.org/v1/schemas/dp:soil_power:v1.2:readings/rows";
    assert_eq!(distribution["dcat:accessURL"], json!({"@id": rows}));
    let view = node(&document, "https://granary.example.org/v1/catalogue?limit=60");
    assert_eq!(
        view["hydra:next"],
        json!({"@id": "https://granary.example.org/v1/catalogue?limit=60&cursor=ab%20c"})
    );
}

#[test]
fn the_last_page_has_no_next_one() {
    let mut last = catalogue();
    last.page.iter_mut().for_each(|page| page.next = None);
    assert!(!json_ld(&last).to_string().contains("hydra:next") && !turtle(&last).contains("hydra:next"));
    last.page = None;
    assert!(!turtle(&last).contains("hydra:view"));
}

#[test]
fn texts_and_addresses_cannot_end_what_they_are_in() {
    let mut odd = catalogue();
    odd.products[0].metadata.email = Some("\"a> <b\"@example.org".to_owned());
    odd.products[0].metadata.description = "a\" . <x> \\\n\u{7}".to_owned();
    let text = turtle(&odd);
    assert!(text.contains("<mailto:%22a%3E%20%3Cb%22@example.org>"), "{text}");
    assert!(text.contains(r#"dct:description "a\" . <x> \\\n\u0007" ;"#), "{text}");
}
