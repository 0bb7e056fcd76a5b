//! What is stored, as the documents that others read say it.

use std::collections::BTreeMap;

use domain::formats::dcat::{Catalogue, CatalogueProduct, Page};
use domain::formats::odcs::ContractSource;
use domain::ids::TableName;
use domain::table::Table;
use server_api::apis::contracts::GetCatalogueParameters;
use store::catalogue::{self, Order, Place, Search, Sort, Visibility};
use store::data_products::Versioned;
use store::{Connection, schemas};

use crate::{ApiError, Site, cursor, views};

/// One version of a data product as the source of a contract.
pub fn contract(
    site: &Site,
    (product, version): &Versioned,
    tables: BTreeMap<String, Table>,
) -> Result<ContractSource, ApiError> {
    let tables = tables.into_iter().map(|(name, table)| Ok((name.parse()?, table)));
    Ok(ContractSource {
        name: product.name.parse()?,
        version: version.version(),
        status: version.status.0,
        compatibility_mode: product.compatibility_mode.0,
        metadata: version.document.0.clone(),
        tables: tables.collect::<Result<_, ApiError>>()?,
        created_at: Some(views::time(version.created_at)),
        server: Some(site.url.clone()),
    })
}

/// One page of the catalogue, and the path of the next one.
pub fn catalogue(
    conn: &mut Connection,
    site: &Site,
    visible: Visibility,
    parameters: &GetCatalogueParameters,
) -> Result<(Catalogue, Option<String>), ApiError> {
    let limit = parameters.limit.unsigned_abs();
    let after: Option<String> = cursor::decode(parameters.cursor.as_deref())?;
    let after = after.map(|name| Place { micros: 0, name });
    let search = Search::new(visible, Vec::new(), Vec::new());
    let order = Order { sort: Sort::Name, descending: false };
    // One more than asked for says whether there is a next page.
    let mut found = catalogue::page(conn, &search, order, after.as_ref(), limit + 1)?;
    let next_cursor = cursor::cut(&mut found, limit, |(product, _)| product.name.clone())?;
    let ids: Vec<&str> = found.iter().map(|(_, version)| version.id.as_str()).collect();
    let mut tables = schemas::descriptions_of(conn, &ids)?;
    let mut products = Vec::new();
    for (product, version) in found {
        let of_version = tables.remove(&version.id).unwrap_or_default();
        let of_version = of_version.into_iter().map(|(name, about)| Ok((name.parse()?, about)));
        products.push(CatalogueProduct {
            name: product.name.parse()?,
            version: version.version(),
            status: version.status.0,
            tables: of_version.collect::<Result<Vec<(TableName, String)>, ApiError>>()?,
            issued: version.created_at.and_utc(),
            modified: version.updated_at.and_utc(),
            metadata: version.document.0,
        });
    }
    let path = |cursor: Option<&str>| match cursor {
        Some(cursor) => format!("/v1/catalogue?limit={limit}&cursor={cursor}"),
        None => format!("/v1/catalogue?limit={limit}"),
    };
    let next = next_cursor.as_deref().map(|cursor| path(Some(cursor)));
    let address = |path: &str| format!("{}{path}", site.url);
    let page =
        Page { address: address(&path(parameters.cursor.as_deref())), next: next.as_deref().map(address) };
    let catalogue = Catalogue {
        server: site.url.clone(),
        title: format!("Data products of {}", site.publisher),
        description: "The data products that the caller may see, each in its latest version.".to_owned(),
        publisher: site.publisher.clone(),
        products,
        page: (next.is_some() || parameters.cursor.is_some()).then_some(page),
    };
    Ok((catalogue, next))
}
