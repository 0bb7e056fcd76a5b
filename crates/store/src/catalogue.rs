//! What data products are found by in their latest version, kept with every change of them.

mod counts;
mod facets;
mod matching;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::finding::Entry;
use domain::table::Table;

use crate::connection::on_either;
use crate::data_product_versions::DataProductVersion;
use crate::data_products::DataProduct;
use crate::schema::{catalogue_entries, data_product_versions, data_products};
use crate::{Connection, StoreError};

pub use counts::{Count, Kind, counted, counted_by_status};
pub use facets::{Counted, Facet, facets};
pub use matching::{Search, Visibility};
pub use search::{Order, Place, Sort, page};

/// Before every term; no term has it.
const BETWEEN_TERMS: char = '\u{1f}';

/// Writes down what a data product is now found by.
///
/// # Errors
/// Those of the database.
pub fn put(
    conn: &mut Connection,
    product: &DataProduct,
    version: &DataProductVersion,
    tables: &BTreeMap<String, Table>,
) -> Result<(), StoreError> {
    let entry = Entry::new(&product.name, version.status.0, &version.document.0, tables);
    let before = stored(conn, &product.id)?;
    write(conn, product, version, &entry)?;
    let after = counts::keys(entry.status.as_str(), &entry.terms);
    counts::change(conn, &product.id, &before, &after)
}

/// Forgets a data product that is about to be deleted.
///
/// # Errors
/// Those of the database.
pub fn remove(conn: &mut Connection, data_product_id: &str) -> Result<(), StoreError> {
    let before = stored(conn, data_product_id)?;
    diesel::delete(catalogue_entries::table.filter(catalogue_entries::data_product_id.eq(data_product_id)))
        .execute(conn)?;
    counts::change(conn, data_product_id, &before, &BTreeSet::new())
}

/// Writes down the data products that were made before there was a catalogue.
///
/// # Errors
/// Those of the database.
pub(crate) fn fill(conn: &mut Connection) -> Result<(), StoreError> {
    let missing: Vec<(DataProduct, DataProductVersion)> = data_products::table
        .inner_join(data_product_versions::table)
        .left_join(catalogue_entries::table)
        .filter(data_product_versions::major.eq(data_products::latest_major))
        .filter(data_product_versions::minor.eq(data_products::latest_minor))
        .filter(catalogue_entries::number.nullable().is_null())
        .select((DataProduct::as_select(), DataProductVersion::as_select()))
        .load(conn)?;
    for (product, version) in missing {
        let tables = crate::schemas::tables_of(conn, &version.id)?;
        put(conn, &product, &version, &tables)?;
    }
    Ok(())
}

/// What the data product is counted as.
fn stored(conn: &mut Connection, data_product_id: &str) -> Result<BTreeSet<counts::Key>, StoreError> {
    let of_product = catalogue_entries::table
        .filter(catalogue_entries::data_product_id.eq(data_product_id))
        .select((catalogue_entries::status, catalogue_entries::facet_terms));
    let found: Option<(String, String)> = on_either!(conn, of_product.first(conn).optional()?);
    Ok(found.map(|(status, terms)| counts::keys(&status, &split(&terms))).unwrap_or_default())
}

fn write(
    conn: &mut Connection,
    product: &DataProduct,
    version: &DataProductVersion,
    entry: &Entry,
) -> Result<(), StoreError> {
    let is_facet = |term: &&String| Facet::ALL.iter().any(|facet| term.starts_with(facet.prefix()));
    let marks = entry.terms.iter().map(|term| matching::mark(term));
    let marks: Vec<String> = marks.chain([matching::owner_mark(&product.owner_id)]).collect();
    let between = BETWEEN_TERMS.to_string();
    let facet_terms = entry.terms.iter().filter(is_facet).flat_map(|term| [between.as_str(), term]);
    let facet_terms: String = facet_terms.collect();
    let words: String = entry.words.iter().flat_map(|word| [" ", word]).collect();
    let columns = (
        catalogue_entries::status.eq(entry.status.as_str()),
        catalogue_entries::words.eq(words),
        catalogue_entries::marks.eq(marks.join(" ")),
        catalogue_entries::facet_terms.eq(facet_terms),
        catalogue_entries::updated_at.eq(version.updated_at),
    );
    let inserted = diesel::insert_into(catalogue_entries::table).values((
        catalogue_entries::data_product_id.eq(&product.id),
        catalogue_entries::name.eq(&product.name),
        catalogue_entries::owner_id.eq(&product.owner_id),
        catalogue_entries::created_at.eq(product.created_at),
        columns.clone(),
    ));
    let upsert = inserted.on_conflict(catalogue_entries::data_product_id).do_update().set(columns);
    on_either!(conn, upsert.execute(conn)?);
    Ok(())
}

fn split(terms: &str) -> BTreeSet<String> {
    terms.split(BETWEEN_TERMS).filter(|term| !term.is_empty()).map(str::to_owned).collect()
}
