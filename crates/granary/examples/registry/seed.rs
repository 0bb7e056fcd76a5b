//! Writes invented products by the functions of the store that the service writes them by.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use chrono::{Duration, NaiveDateTime};
use domain::clock::Clock;
use domain::compatibility::Mode;
use domain::ids::{TableName, Version};
use store::audit_events::{self, AuditEvent};
use store::data_product_versions::{self, NewVersion};
use store::data_products::{self, NewDataProduct};
use store::row_tables::{self, NewRowTable};
use store::schemas::{self, NewSchema};
use store::{Connection, PoolOptions, Store, StoreError, catalogue};

use crate::Outcome;
use crate::invented::{self, Invented, TABLE};

const OWNER: &str = "bench";

/// Writes so many products and tells how far it is.
pub fn fill(url: &str, products: u64) -> Outcome {
    let store = Store::open(url, PoolOptions::default())?;
    // SQLite has one writer, which is fastest in large transactions; PostgreSQL has several, and those that hold the
    // counts of many products at once would wait for each other in circles.
    let (writers, at_once) = if url.starts_with("postgres") { (4, 1) } else { (1, 500) };
    let next = AtomicU64::new(0);
    thread::scope(|scope| {
        let write = || -> Outcome {
            loop {
                let first = next.fetch_add(at_once, Ordering::Relaxed);
                if first >= products {
                    return Ok(());
                }
                let all = (first..products.min(first + at_once)).map(invented::product).collect::<Vec<_>>();
                store.transaction_blocking(|conn| all.iter().try_for_each(|product| write(conn, product)))?;
                let (before, after) = (first * 20 / products, (first + at_once) * 20 / products);
                if before != after {
                    eprintln!("{} % of {products} products written", after.min(20) * 5);
                }
            }
        };
        let writers: Vec<_> = (0..writers).map(|_| scope.spawn(write)).collect();
        writers.into_iter().try_for_each(|writer| writer.join().map_err(|_| "a writer panicked")?)
    })
}

fn write(conn: &mut Connection, product: &Invented) -> Result<(), StoreError> {
    let clock = Clock::system();
    let (name, table) = names(product)?;
    let created_at = |index: usize| (product.created_at + Duration::hours(7 * index as i64)).naive_utc();
    let version = |index: usize| NewVersion {
        id: clock.new_id(),
        version: Version { major: 1, minor: index as u32 },
        lifecycle: product.lifecycle.clone(),
        document: product.metadata.clone(),
        table_names: vec![TABLE.to_owned()],
        created_at: created_at(index),
    };
    let new = NewDataProduct {
        id: clock.new_id(),
        name,
        owner_id: OWNER.to_owned(),
        compatibility_mode: Mode::None,
        first: version(0),
    };
    data_products::insert(conn, &new)?;
    audit(conn, &clock, product, "createDataProduct", None, new.first.version, created_at(0))?;
    let rows = NewRowTable {
        id: clock.new_id(),
        data_product_id: new.id.clone(),
        name: row_tables::physical_name(&new.name, 1, &table),
        created_at: created_at(0),
    };
    let last = product.versions.last().ok_or(StoreError::NotFound)?;
    row_tables::reserve(conn, &rows)?;
    let mut before = new.first.version;
    for (index, definition) in product.versions.iter().enumerate() {
        let version = if index == 0 { new.first.clone() } else { version(index) };
        if index > 0 {
            data_product_versions::add(conn, &new.id, &version)?;
        }
        let schema = NewSchema {
            id: clock.new_id(),
            data_product_version_id: version.id,
            name: table.clone(),
            definition: definition.clone(),
            row_table_id: rows.id.clone(),
            created_at: version.created_at,
        };
        schemas::insert(conn, &schema)?;
        let action = if index == 0 { "createSchema" } else { "replaceSchema" };
        audit(conn, &clock, product, action, Some(before), version.version, version.created_at)?;
        before = version.version;
    }
    let (stored, latest) = data_products::find(conn, &new.name, None)?;
    catalogue::put(conn, &stored, &latest, &BTreeMap::from([(TABLE.to_owned(), last.clone())]))
}

fn names(product: &Invented) -> Result<(domain::ids::ProductName, TableName), StoreError> {
    match (product.name.parse(), TABLE.parse()) {
        (Ok(name), Ok(table)) => Ok((name, table)),
        _ => Err(StoreError::NotFound),
    }
}

fn audit(
    conn: &mut Connection,
    clock: &Clock,
    product: &Invented,
    action: &str,
    before: Option<Version>,
    after: Version,
    at: NaiveDateTime,
) -> Result<(), StoreError> {
    let event = AuditEvent {
        id: clock.new_id(),
        at,
        actor_id: OWNER.to_owned(),
        actor_name: OWNER.to_owned(),
        action: action.to_owned(),
        subject: format!("dp:{}", product.name),
        product: product.name.clone(),
        version_before: before.map(|version| version.to_string()),
        version_after: Some(after.to_string()),
        request_id: clock.new_id(),
        sequence: 0,
        previous_hash: String::new(),
        hash: String::new(),
    };
    audit_events::append(conn, event)
}
