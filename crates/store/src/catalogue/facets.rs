//! How many of the products found have which domain, status, tag or owner: from the counts that are kept where those
//! say it; by reading the products found where they are few; otherwise estimated from a sample.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::Text;
use domain::lifecycle::Status;

use crate::connection::on_either;
use crate::schema::catalogue_entries;
use crate::sql::{Dialect, Statement};
use crate::{Connection, StoreError};

use super::counts::{self, Kind};
use super::matching::{FEW, Search, VISIBLE, Visibility, conditions};
use super::split;

/// Products that an estimate is made from: of what a tenth of them has, it is off by a fifteenth, as a rule.
const SAMPLE: i64 = 2_000;

/// What found products are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The domain.
    Domain,
    /// The status of the latest version.
    Status,
    /// The names of tags.
    Tag,
    /// Who answers for it.
    Owner,
}

impl Facet {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Domain, Self::Status, Self::Tag, Self::Owner];

    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Domain => "domain=",
            Self::Status => "status=",
            Self::Tag => "tag=",
            Self::Owner => "owner=",
        }
    }
}

/// How many products have which value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The most frequent values of each facet.
    pub values: Vec<Vec<(String, i64)>>,
    /// Whether the numbers are estimates.
    pub estimated: bool,
}

/// The most frequent values of each facet among the found products, at most `limit` of each.
///
/// # Errors
/// Those of the database.
pub fn facets(
    conn: &mut Connection,
    search: &Search,
    wanted: &[Facet],
    limit: usize,
) -> Result<Counted, StoreError> {
    let mut sums = Sums { wanted, values: vec![BTreeMap::new(); wanted.len()] };
    let mut estimated = false;
    if let Some(statuses) = kept_statuses(search) {
        sums.add_kept(conn, &statuses)?;
        if let Visibility::PublishedOr(owner_id) = &search.visible {
            sums.add(entries(conn, search, None, Some(owner_id))?, 1.0);
        }
    } else {
        let (sample, step) = sample(conn)?;
        let found = entries(conn, search, Some(&sample), None)?;
        // Where the sample has many of them, there is no need to ask whether they are few.
        let are_many = found.len() * step > 2 * FEW;
        match if step == 1 || are_many { None } else { search.few(conn)? } {
            Some(few) => sums.add(entries(conn, search, Some(few), None)?, 1.0),
            None => {
                estimated = step > 1;
                sums.add(found, step as f64);
            }
        }
    }
    let most = |values: BTreeMap<String, f64>| {
        let mut values: Vec<(String, i64)> =
            values.into_iter().map(|(value, products)| (value, products.round() as i64)).collect();
        values.retain(|(_, products)| *products > 0);
        values.sort_by_key(|(_, products)| std::cmp::Reverse(*products));
        values.truncate(limit);
        values
    };
    Ok(Counted { values: sums.values.into_iter().map(most).collect(), estimated })
}

struct Sums<'f> {
    wanted: &'f [Facet],
    values: Vec<BTreeMap<String, f64>>,
}

impl Sums<'_> {
    fn add_kept(&mut self, conn: &mut Connection, statuses: &[Status]) -> Result<(), StoreError> {
        for (facet, values) in self.wanted.iter().zip(&mut self.values) {
            let kind = match facet {
                Facet::Domain | Facet::Status => Kind::Domain,
                Facet::Tag => Kind::Tag,
                Facet::Owner => Kind::Owner,
            };
            for (name, status, products) in counts::of_statuses(conn, kind, statuses)? {
                let value = if *facet == Facet::Status { status } else { name };
                *values.entry(value).or_default() += products as f64;
            }
        }
        Ok(())
    }

    /// Counts entries, each as so many.
    fn add(&mut self, entries: Vec<String>, weight: f64) {
        for terms in entries {
            for term in split(&terms) {
                for (facet, values) in self.wanted.iter().zip(&mut self.values) {
                    if let Some(value) = term.strip_prefix(facet.prefix()) {
                        *values.entry(value.to_owned()).or_default() += weight;
                    }
                }
            }
        }
    }
}

/// The statuses whose products are all found, when the search asks for nothing else.
fn kept_statuses(search: &Search) -> Option<Vec<Status>> {
    let seen: &[Status] = match search.visible {
        Visibility::All => &Status::ALL,
        Visibility::PublishedOr(_) => &VISIBLE,
    };
    let seen = seen.iter().copied();
    match (&search.words[..], &search.terms[..]) {
        ([], []) => Some(seen.collect()),
        ([], [term]) if term.starts_with("status=") => {
            Some(seen.filter(|status| *term == format!("status={status}")).collect())
        }
        _ => None,
    }
}

/// The terms of the entries that satisfy all conditions: of these entries only, or only of those that this owner alone
/// can see.
fn entries(
    conn: &mut Connection,
    search: &Search,
    only: Option<&[i64]>,
    hidden_of: Option<&str>,
) -> Result<Vec<String>, StoreError> {
    #[derive(QueryableByName)]
    struct Terms {
        #[diesel(sql_type = Text)]
        facet_terms: String,
    }
    let mut statement = Statement::new(Dialect::of(conn));
    statement.sql("SELECT facet_terms FROM catalogue_entries e WHERE TRUE");
    if let Some(owner_id) = hidden_of {
        let [published, deprecated] = VISIBLE.map(Status::as_str);
        statement.sql(format!(" AND e.status NOT IN ('{published}', '{deprecated}') AND e.owner_id = "));
        statement.text(owner_id.to_owned());
    }
    conditions(&mut statement, search, only);
    let found: Vec<Terms> = on_either!(conn, statement.load(conn)?);
    Ok(found.into_iter().map(|found| found.facet_terms).collect())
}

/// Entries from everywhere in the catalogue: one of so many.
fn sample(conn: &mut Connection) -> Result<(Vec<i64>, usize), StoreError> {
    use catalogue_entries::number;
    let last: Option<i64> =
        on_either!(conn, catalogue_entries::table.select(diesel::dsl::max(number)).first(conn)?);
    let step = (last.unwrap_or_default() / SAMPLE).max(1);
    // Not every so many: who registers products by a program may have a rhythm too.
    let within = |nth: i64| nth.wrapping_mul(0x5851_f42d_4c95_7f2d).rotate_left(24).rem_euclid(step);
    let numbers = (0..last.unwrap_or_default() / step + 1).map(|nth| nth * step + within(nth));
    Ok((numbers.collect(), usize::try_from(step).unwrap_or(1)))
}
