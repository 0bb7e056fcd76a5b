//! The catalogue as DCAT-AP 3: one dataset per version of a data product, one distribution per table.
//!
//! What Granary does not know is left out: licences, languages, themes of the vocabularies of the European Union. The
//! domain of a product is a theme by its name, and its tags are keywords.

mod graph;
mod json_ld;
mod turtle;

use std::collections::HashSet;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::ids::{ProductId, ProductName, SchemaId, TableName, Version};
use crate::lifecycle::Status;
use crate::product::Metadata;
use graph::{Node, Object, escaped_iri};

/// A page of the catalogue.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Where Granary is served, such as `https://granary.example.org`.
    pub server: String,
    /// What the catalogue is called.
    pub title: String,
    /// What it is, for people.
    pub description: String,
    /// Who publishes it.
    pub publisher: String,
    /// The data products of this page.
    pub products: Vec<CatalogueProduct>,
    /// The address of this page, and of the next one, when there are several.
    pub page: Option<Page>,
}

/// Where a page is among the others.
#[derive(Clone, Debug)]
pub struct Page {
    /// The address of this page.
    pub address: String,
    /// The address of the next page, unless this is the last.
    pub next: Option<String>,
}

/// One version of a data product.
#[derive(Clone, Debug)]
pub struct CatalogueProduct {
    /// The data product.
    pub name: ProductName,
    /// The version.
    pub version: Version,
    /// Where the version is in its life.
    pub status: Status,
    /// What its producer says about it.
    pub metadata: Metadata,
    /// Its tables, each with its description.
    pub tables: Vec<(TableName, String)>,
    /// When the version was made.
    pub issued: DateTime<Utc>,
    /// When it last changed.
    pub modified: DateTime<Utc>,
}

/// The page as JSON-LD.
pub fn json_ld(catalogue: &Catalogue) -> serde_json::Value {
    json_ld::document(&nodes(catalogue))
}

/// The page as Turtle.
pub fn turtle(catalogue: &Catalogue) -> String {
    turtle::document(&nodes(catalogue))
}

fn nodes(catalogue: &Catalogue) -> Vec<Node> {
    let server = catalogue.server.trim_end_matches('/');
    let mut root = Node::new(format!("{server}/v1/catalogue"), "dcat:Catalog");
    root.add("dct:title", Object::text(&catalogue.title));
    root.add("dct:description", Object::text(&catalogue.description));
    root.add("dct:publisher", agent(&catalogue.publisher));
    let mut others = Vec::new();
    for product in &catalogue.products {
        let dataset = dataset(server, product);
        root.add("dcat:dataset", dataset.reference());
        others.push(dataset);
        others.extend(product.tables.iter().map(|table| distribution(server, product, table)));
        others.push(concept(product.status));
    }
    if let Some(page) = &catalogue.page {
        let mut view = Node::new(page.address.clone(), "hydra:PartialCollectionView");
        if let Some(next) = &page.next {
            view.add("hydra:next", Object::Iri(escaped_iri(next)));
        }
        root.add("hydra:view", view.reference());
        others.push(view);
    }
    // The same status is that of many.
    let mut seen = HashSet::new();
    [root].into_iter().chain(others).filter(|node| seen.insert(node.id.clone())).collect()
}

fn dataset(server: &str, product: &CatalogueProduct) -> Node {
    let metadata = &product.metadata;
    let latest = ProductId { name: product.name.clone(), version: None };
    let id = latest.at(product.version);
    let mut dataset = Node::new(format!("{server}/v1/data-products/{id}"), "dcat:Dataset");
    dataset.add("dct:identifier", Object::text(&id.to_string()));
    dataset.add("dct:title", Object::text(product.name.as_str()));
    dataset.add("dct:description", Object::text(&metadata.description));
    dataset.add("dcat:version", Object::text(&product.version.to_string()));
    dataset
        .add("dcat:isVersionOf", Object::Iri(format!("{}/v1/data-products/{latest}", escaped_iri(server))));
    dataset.add("dct:issued", time(product.issued));
    dataset.add("dct:modified", time(product.modified));
    let owner = metadata.data_product_owner_display_name.as_ref().unwrap_or(&metadata.data_product_owner);
    dataset.add("dct:publisher", agent(owner));
    if let Some(email) = &metadata.email {
        let mut contact = Node::nameless("vcard:Kind");
        contact.add("vcard:fn", Object::text(owner));
        contact.add("vcard:hasEmail", Object::Iri(escaped_iri(&format!("mailto:{email}"))));
        dataset.add("dcat:contactPoint", Object::Node(contact));
    }
    let mut theme = Node::nameless("skos:Concept");
    theme.add("skos:prefLabel", Object::text(&metadata.domain));
    dataset.add("dcat:theme", Object::Node(theme));
    for (name, value) in &metadata.tags {
        let keyword = if value.is_empty() { name.clone() } else { format!("{name}: {value}") };
        dataset.add("dcat:keyword", Object::text(&keyword));
    }
    for table in &product.tables {
        dataset.add("dcat:distribution", distribution(server, product, table).reference());
    }
    dataset
}

fn distribution(server: &str, product: &CatalogueProduct, (table, about): &(TableName, String)) -> Node {
    let id = SchemaId { product: product.name.clone(), version: Some(product.version), table: table.clone() };
    let address = format!("{}/v1/schemas/{id}", escaped_iri(server));
    let mut distribution = Node::new(address.clone(), "dcat:Distribution");
    distribution.add("dct:identifier", Object::text(&id.to_string()));
    distribution.add("dct:title", Object::text(table.as_str()));
    distribution.add("dct:description", Object::text(about));
    distribution.add("dcat:accessURL", Object::Iri(format!("{address}/rows")));
    let schema = Node::new(format!("{address}/formats/json-schema"), "dct:Standard");
    distribution.add("dct:conformsTo", Object::Node(schema));
    distribution.add("adms:status", concept(product.status).reference());
    distribution
}

/// The status in the vocabulary of the European Union.
fn concept(status: Status) -> Node {
    let code = match status {
        Status::Draft => "DEVELOP",
        Status::Published => "COMPLETED",
        Status::Deprecated => "DEPRECATED",
        Status::Retired => "WITHDRAWN",
    };
    let vocabulary = "http://publications.europa.eu/resource/authority/distribution-status";
    let mut concept = Node::new(format!("{vocabulary}/{code}"), "skos:Concept");
    concept.add("skos:prefLabel", Object::text(status.as_str()));
    concept
}

fn agent(name: &str) -> Object {
    let mut agent = Node::nameless("foaf:Agent");
    agent.add("foaf:name", Object::text(name));
    Object::Node(agent)
}

fn time(time: DateTime<Utc>) -> Object {
    Object::Time(time.to_rfc3339_opts(SecondsFormat::Millis, true))
}
