//! Pages of data products by words and terms.
//!
//! A condition that few products satisfy is looked up first, and its products are sorted. Where every condition is
//! satisfied by many, products are read in the order wanted and tested one by one until the page is full. Both take
//! a few milliseconds whatever the size of the catalogue.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::connection::on_either;
use crate::data_product_versions::DataProductVersion;
use crate::data_products::{DataProduct, Versioned};
use crate::schema::{catalogue_entries, data_product_versions, data_products};
use crate::sql::{Dialect, Statement};
use crate::{Connection, StoreError};

use super::BETWEEN_TERMS;

/// So many products are few enough to be sorted.
const FEW: i64 = 2_000;

/// Which data products a list shows, by their latest version.
#[derive(Clone, Debug)]
pub enum Visibility {
    /// All of them.
    All,
    /// Those that are published or deprecated, and those of this owner.
    PublishedOr(String),
}

/// Which data products are looked for.
#[derive(Clone, Debug)]
pub struct Search {
    /// Which of them are shown at all.
    pub visible: Visibility,
    /// Beginnings of words that all occur: lower case, letters and digits only.
    pub words: Vec<String>,
    /// Terms that all hold.
    pub terms: Vec<String>,
}

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

/// One value of a facet.
#[derive(Clone, Debug, QueryableByName, PartialEq, Eq)]
pub struct FacetValue {
    /// The term.
    #[diesel(sql_type = Text)]
    pub term: String,
    /// How many of the found products have it.
    #[diesel(sql_type = BigInt)]
    pub products: i64,
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
    let few = few(conn, search)?;
    let mut statement = Statement::new(Dialect::of(conn));
    statement.sql("SELECT number FROM catalogue_entries e WHERE TRUE");
    conditions(&mut statement, search, few.as_deref());
    let (column, direction) = (order.column(), if order.descending { " DESC" } else { "" });
    if let Some(place) = after {
        let operator = if order.descending { "<" } else { ">" };
        match column {
            None => statement.sql(format!(" AND name {operator} ")),
            Some(column) => {
                statement.sql(format!(" AND ({column}, name) {operator} ("));
                time(&mut statement, place.micros);
                statement.sql(", ");
            }
        }
        statement.text(place.name.as_str());
        statement.sql(if column.is_some() { ")" } else { "" });
    }
    let first = column.map(|column| format!("{column}{direction}, ")).unwrap_or_default();
    statement.sql(format!(" ORDER BY {first}name{direction} LIMIT {limit}"));
    let numbers: Vec<Number> = on_either!(conn, statement.load(conn)?);
    in_order(conn, &numbers)
}

/// The most frequent terms that begin with `prefix`, among the found products.
///
/// # Errors
/// Those of the database.
pub fn facet(
    conn: &mut Connection,
    search: &Search,
    prefix: &str,
    limit: u32,
) -> Result<Vec<FacetValue>, StoreError> {
    let few = few(conn, search)?;
    let mut statement = Statement::new(Dialect::of(conn));
    statement.sql("SELECT t.term, count(*) AS products FROM catalogue_terms t JOIN catalogue_entries e ON e.number = t.number WHERE t.term >= ");
    statement.text(prefix.to_owned());
    statement.sql(" AND t.term < ");
    statement.text(format!("{prefix}\u{10ffff}"));
    conditions(&mut statement, search, few.as_deref());
    statement.sql(format!(" GROUP BY t.term ORDER BY count(*) DESC, t.term LIMIT {limit}"));
    Ok(on_either!(conn, statement.load(conn)?))
}

impl Order {
    fn column(self) -> Option<&'static str> {
        match self.sort {
            Sort::Name => None,
            Sort::CreatedAt => Some("e.created_at"),
            Sort::UpdatedAt => Some("e.updated_at"),
        }
    }
}

/// The products of the first condition that few satisfy; none when many satisfy each of them.
fn few(conn: &mut Connection, search: &Search) -> Result<Option<Vec<i64>>, StoreError> {
    let dialect = Dialect::of(conn);
    let by_words = (!search.words.is_empty()).then(|| {
        let mut statement = Statement::new(dialect);
        match dialect {
            Dialect::Postgres => {
                statement.sql("SELECT number FROM catalogue_entries WHERE search @@ to_tsquery('simple', ");
                let words: Vec<String> = search.words.iter().map(|word| format!("{word}:*")).collect();
                statement.text(words.join(" & "));
                statement.sql(")");
            }
            Dialect::Sqlite => {
                statement.sql("SELECT rowid AS number FROM catalogue_words WHERE catalogue_words MATCH ");
                let words: Vec<String> = search.words.iter().map(|word| format!("\"{word}\"*")).collect();
                statement.text(words.join(" AND "));
            }
        }
        statement
    });
    let by_term = search.terms.iter().map(|term| {
        let mut statement = Statement::new(dialect);
        statement.sql("SELECT number FROM catalogue_terms WHERE term = ");
        statement.text(term.as_str());
        statement
    });
    for mut statement in by_words.into_iter().chain(by_term) {
        statement.sql(format!(" LIMIT {}", FEW + 1));
        let found: Vec<Number> = on_either!(conn, statement.load(conn)?);
        if found.len() <= FEW as usize {
            return Ok(Some(found.into_iter().map(|found| found.number).collect()));
        }
    }
    Ok(None)
}

/// All conditions, in a form that no index can be used for: which index is used has been decided.
fn conditions<'a>(statement: &mut Statement<'a>, search: &'a Search, few: Option<&[i64]>) {
    let dialect = statement.dialect();
    let position = match dialect {
        Dialect::Postgres => "strpos",
        Dialect::Sqlite => "instr",
    };
    if let Some(few) = few {
        let numbers: Vec<String> = few.iter().map(ToString::to_string).collect();
        let numbers = if numbers.is_empty() { "-1".to_owned() } else { numbers.join(",") };
        statement.sql(format!(" AND e.number IN ({numbers})"));
    }
    if let Visibility::PublishedOr(owner) = &search.visible {
        statement.sql(" AND (e.status IN ('published', 'deprecated') OR e.owner_id = ");
        statement.text(owner.as_str());
        statement.sql(")");
    }
    for word in &search.words {
        statement.sql(format!(" AND {position}(e.words, "));
        statement.text(format!(" {word}"));
        statement.sql(") > 0");
    }
    for term in &search.terms {
        statement.sql(format!(" AND {position}(e.terms, "));
        statement.text(format!("{BETWEEN_TERMS}{term}{BETWEEN_TERMS}"));
        statement.sql(") > 0");
    }
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
