//! Pages of data products by words and terms.
//!
//! Most pages are full after the next products in the order wanted, which are tested one by one. Where they are not, few
//! products satisfy the conditions, or those that do are somewhere else: the index tells, and few are sorted.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::connection::on_either;
use crate::data_product_versions::DataProductVersion;
use crate::data_products::{DataProduct, Versioned};
use crate::schema::{catalogue_entries, data_product_versions, data_products};
use crate::sql::{Dialect, Statement};
use crate::{Connection, StoreError};

use super::matching::{Search, conditions};

/// So many products in the order wanted are tested before the index is asked.
const NEAR: u32 = 1_000;

/// What products are ordered by; equal ones by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Their name.
    Name,
    /// When they were made.
    CreatedAt,
    /// When they were changed last.
    UpdatedAt,
}

/// The order of a list.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// By what.
    pub sort: Sort,
    /// From the last to the first.
    pub descending: bool,
}

/// A place in a list: that of the last product of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Microseconds since 1970, for an order by time.
    pub micros: i64,
    /// Its name.
    pub name: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Data products in their latest version, at most `limit` of them, after a place.
///
/// # Errors
/// Those of the database.
pub fn page(
    conn: &mut Connection,
    search: &Search,
    order: Order,
    after: Option<&Place>,
    limit: u32,
) -> Result<Vec<Versioned>, StoreError> {
    let is_filtered = search.is_filtered();
    let near = if is_filtered { NEAR.max(limit) } else { limit };
    let mut statement = Statement::new(Dialect::of(conn));
    statement.sql("SELECT number FROM (SELECT * FROM catalogue_entries e WHERE TRUE");
    from(&mut statement, order, after);
    statement.sql(format!(" ORDER BY {} LIMIT {near}) e WHERE TRUE", order.columns()));
    conditions(&mut statement, search, None);
    statement.sql(format!(" ORDER BY {} LIMIT {limit}", order.columns()));
    let mut numbers: Vec<Number> = on_either!(conn, statement.load(conn)?);
    if is_filtered && numbers.len() < limit as usize {
        // Where some are near, the others cannot be far.
        let few = if numbers.len() * 4 > limit as usize { None } else { search.few(conn)? };
        let mut statement = Statement::new(Dialect::of(conn));
        statement.sql("SELECT number FROM catalogue_entries e WHERE TRUE");
        conditions(&mut statement, search, few);
        from(&mut statement, order, after);
        statement.sql(format!(" ORDER BY {} LIMIT {limit}", order.columns()));
        numbers = on_either!(conn, statement.load(conn)?);
    }
    in_order(conn, &numbers)
}

impl Order {
    fn time(self) -> Option<&'static str> {
        match self.sort {
            Sort::Name => None,
            Sort::CreatedAt => Some("e.created_at"),
            Sort::UpdatedAt => Some("e.updated_at"),
        }
    }

    fn columns(self) -> String {
        let direction = if self.descending { " DESC" } else { "" };
        let first = self.time().map(|column| format!("{column}{direction}, ")).unwrap_or_default();
        format!("{first}e.name{direction}")
    }
}

/// Only what comes after the place.
fn from<'a>(statement: &mut Statement<'a>, order: Order, after: Option<&'a Place>) {
    let Some(place) = after else { return };
    let operator = if order.descending { "<" } else { ">" };
    match order.time() {
        None => statement.sql(format!(" AND e.name {operator} (")),
        Some(column) => {
            statement.sql(format!(" AND ({column}, e.name) {operator} ("));
            time(statement, place.micros);
            statement.sql(", ");
        }
    }
    statement.text(place.name.as_str());
    statement.sql(")");
}

/// A time as it is stored and compared.
fn time(statement: &mut Statement<'_>, micros: i64) {
    let at = chrono::DateTime::from_timestamp_micros(micros).unwrap_or_default().naive_utc();
    statement.text(at.format("%F %T%.f").to_string());
    if statement.dialect() == Dialect::Postgres {
        statement.sql("::timestamp");
    }
}

/// The products of these entries, in their order.
fn in_order(conn: &mut Connection, numbers: &[Number]) -> Result<Vec<Versioned>, StoreError> {
    let wanted: Vec<i64> = numbers.iter().map(|number| number.number).collect();
    let found: Vec<(i64, DataProduct, DataProductVersion)> = data_products::table
        .inner_join(data_product_versions::table)
        .inner_join(catalogue_entries::table)
        .filter(data_product_versions::major.eq(data_products::latest_major))
        .filter(data_product_versions::minor.eq(data_products::latest_minor))
        .filter(catalogue_entries::number.eq_any(&wanted))
        .select((catalogue_entries::number, DataProduct::as_select(), DataProductVersion::as_select()))
        .load(conn)?;
    let mut by_number: HashMap<i64, Versioned> =
        found.into_iter().map(|(number, product, version)| (number, (product, version))).collect();
    Ok(wanted.iter().filter_map(|number| by_number.remove(number)).collect())
}
