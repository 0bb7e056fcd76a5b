//! What data products are found by in their latest version, kept with every change of them.

mod counts;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::finding::Entry;
use domain::table::Table;

use crate::connection::on_either;
use crate::data_product_versions::DataProductVersion;
use crate::data_products::DataProduct;
use crate::schema::{catalogue_entries, catalogue_terms, data_product_versions, data_products};
use crate::{Connection, StoreError};

pub use counts::{Count, Kind, counted, counted_by_status};
pub use search::{FacetValue, Order, Place, Search, Sort, Visibility, facet, page};

/// Before and after every term, so that none is found within another.
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
    let number = write(conn, product, version, &entry)?;
    let old_terms = before.as_ref().map(|before| split(&before.terms)).unwrap_or_default();
    let gone: Vec<&str> =
        old_terms.iter().filter(|term| !entry.terms.contains(*term)).map(String::as_str).collect();
    let new: Vec<&String> = entry.terms.iter().filter(|term| !old_terms.contains(*term)).collect();
    if !gone.is_empty() {
        let of_entry = catalogue_terms::table.filter(catalogue_terms::number.eq(number));
        diesel::delete(of_entry.filter(catalogue_terms::term.eq_any(gone))).execute(conn)?;
    }
    if !new.is_empty() {
        let rows: Vec<_> = new
            .iter()
            .map(|term| (catalogue_terms::term.eq(*term), catalogue_terms::number.eq(number)))
            .collect();
        on_either!(conn, diesel::insert_into(catalogue_terms::table).values(rows).execute(conn)?);
    }
    let before = before.map(|before| counts::keys(&before.status, &before.domain, &tags_in(&old_terms)));
    let after = counts::keys(entry.status.as_str(), &entry.domain, &entry.tags);
    counts::change(conn, &product.id, &before.unwrap_or_default(), &after)
}

/// Forgets a data product that is about to be deleted.
///
/// # Errors
/// Those of the database.
pub fn remove(conn: &mut Connection, data_product_id: &str) -> Result<(), StoreError> {
    let Some(before) = stored(conn, data_product_id)? else { return Ok(()) };
    diesel::delete(catalogue_entries::table.filter(catalogue_entries::data_product_id.eq(data_product_id)))
        .execute(conn)?;
    let keys = counts::keys(&before.status, &before.domain, &tags_in(&split(&before.terms)));
    counts::change(conn, data_product_id, &keys, &BTreeSet::new())
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

#[derive(Queryable, Selectable)]
#[diesel(table_name = catalogue_entries)]
struct Stored {
    status: String,
    domain: String,
    terms: String,
}

fn stored(conn: &mut Connection, data_product_id: &str) -> Result<Option<Stored>, StoreError> {
    let of_product = catalogue_entries::table.filter(catalogue_entries::data_product_id.eq(data_product_id));
    Ok(of_product.select(Stored::as_select()).first(conn).optional()?)
}

fn write(
    conn: &mut Connection,
    product: &DataProduct,
    version: &DataProductVersion,
    entry: &Entry,
) -> Result<i64, StoreError> {
    let between = BETWEEN_TERMS.to_string();
    let terms: String =
        entry.terms.iter().flat_map(|term| [between.as_str(), term]).collect::<String>() + &between;
    let words: String = entry.words.iter().flat_map(|word| [" ", word]).collect();
    let columns = (
        catalogue_entries::status.eq(entry.status.as_str()),
        catalogue_entries::domain.eq(&entry.domain),
        catalogue_entries::words.eq(words),
        catalogue_entries::terms.eq(terms),
        catalogue_entries::updated_at.eq(version.updated_at),
    );
    let inserted = diesel::insert_into(catalogue_entries::table).values((
        catalogue_entries::data_product_id.eq(&product.id),
        catalogue_entries::name.eq(&product.name),
        catalogue_entries::owner_id.eq(&product.owner_id),
        catalogue_entries::created_at.eq(product.created_at),
        columns.clone(),
    ));
    Ok(on_either!(
        conn,
        inserted
            .on_conflict(catalogue_entries::data_product_id)
            .do_update()
            .set(columns)
            .returning(catalogue_entries::number)
            .get_result(conn)?
    ))
}

fn split(terms: &str) -> BTreeSet<String> {
    terms.split(BETWEEN_TERMS).filter(|term| !term.is_empty()).map(str::to_owned).collect()
}

fn tags_in(terms: &BTreeSet<String>) -> BTreeSet<String> {
    terms.iter().filter_map(|term| term.strip_prefix("tag=")).map(str::to_owned).collect()
}
