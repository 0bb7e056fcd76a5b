//! How many data products there are, by domain, tag and owner, kept with every change instead of being counted.

use std::collections::BTreeSet;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use domain::lifecycle::Status;

use crate::connection::on_either;
use crate::schema::catalogue_counts;
use crate::{Connection, SHARDS, StoreError};

/// What is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The domain.
    Domain,
    /// The name of a tag.
    Tag,
    /// Who answers for it.
    Owner,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Tag => "tag",
            Self::Owner => "owner",
        }
    }
}

/// How many products there are of a name and, where it was asked for, a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Of the domain or tag.
    pub name: String,
    /// Of the latest versions.
    pub status: Option<Status>,
    /// How many products.
    pub products: i64,
}

/// What one product adds one to.
pub(super) type Key = (&'static str, String, String);

/// What a product with this status and these terms adds one to.
pub(super) fn keys(status: &str, terms: &BTreeSet<String>) -> BTreeSet<Key> {
    let key = |term: &String| {
        let (prefix, name) = term.split_once('=')?;
        let kind = [Kind::Domain, Kind::Tag, Kind::Owner].into_iter().find(|kind| kind.as_str() == prefix)?;
        Some((kind.as_str(), name.to_owned(), status.to_owned()))
    };
    terms.iter().filter_map(key).collect()
}

/// Takes one from what a product no longer is, and adds one to what it now is; always in the same order, so that two
/// writers never wait for each other in a circle.
pub(super) fn change(
    conn: &mut Connection,
    data_product_id: &str,
    before: &BTreeSet<Key>,
    after: &BTreeSet<Key>,
) -> Result<(), StoreError> {
    let spread = data_product_id.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31) + u32::from(byte));
    for key in before.symmetric_difference(after) {
        let (kind, name, status) = key;
        // There are more tags and owners than domains, so that writers meet less often there, and more to sum up.
        let shards = if *kind == Kind::Domain.as_str() { SHARDS } else { SHARDS / 4 };
        let shard = spread % shards;
        let step: i64 = if after.contains(key) { 1 } else { -1 };
        let insert = diesel::insert_into(catalogue_counts::table).values((
            catalogue_counts::kind.eq(*kind),
            catalogue_counts::name.eq(name),
            catalogue_counts::status.eq(status),
            catalogue_counts::shard.eq(shard.cast_signed()),
            catalogue_counts::products.eq(step),
        ));
        on_either!(
            conn,
            insert
                .on_conflict((
                    catalogue_counts::kind,
                    catalogue_counts::name,
                    catalogue_counts::status,
                    catalogue_counts::shard,
                ))
                .do_update()
                .set(catalogue_counts::products.eq(catalogue_counts::products + step))
                .execute(conn)?
        );
    }
    Ok(())
}

/// Names with the number of products that others can use, by name, those after `after` only.
///
/// # Errors
/// Those of the database.
pub fn counted(
    conn: &mut Connection,
    kind: Kind,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<Count>, StoreError> {
    let sum = || sql::<BigInt>("CAST(sum(products) AS BIGINT)");
    let used = [Status::Published.as_str(), Status::Deprecated.as_str()];
    let after = after.unwrap_or_default();
    let found: Vec<(String, i64)> = on_either!(
        conn,
        catalogue_counts::table
            .filter(catalogue_counts::kind.eq(kind.as_str()))
            .filter(catalogue_counts::status.eq_any(used))
            .filter(catalogue_counts::name.gt(after))
            .group_by(catalogue_counts::name)
            .having(sum().gt(0))
            .order(catalogue_counts::name)
            .limit(i64::from(limit))
            .select((catalogue_counts::name, sum()))
            .load(conn)?
    );
    Ok(found.into_iter().map(|(name, products)| Count { name, status: None, products }).collect())
}

/// Names and statuses with the number of products, of these statuses only.
pub(super) fn of_statuses(
    conn: &mut Connection,
    kind: Kind,
    statuses: &[Status],
) -> Result<Vec<(String, String, i64)>, StoreError> {
    let sum = || sql::<BigInt>("CAST(sum(products) AS BIGINT)");
    Ok(on_either!(
        conn,
        catalogue_counts::table
            .filter(catalogue_counts::kind.eq(kind.as_str()))
            .filter(catalogue_counts::status.eq_any(statuses.iter().map(|status| status.as_str())))
            .group_by((catalogue_counts::name, catalogue_counts::status))
            .select((catalogue_counts::name, catalogue_counts::status, sum()))
            .load(conn)?
    ))
}

/// All names and statuses with the number of products.
///
/// # Errors
/// Those of the database.
pub fn counted_by_status(conn: &mut Connection, kind: Kind, limit: u32) -> Result<Vec<Count>, StoreError> {
    let sum = || sql::<BigInt>("CAST(sum(products) AS BIGINT)");
    let found: Vec<(String, String, i64)> = on_either!(
        conn,
        catalogue_counts::table
            .filter(catalogue_counts::kind.eq(kind.as_str()))
            .group_by((catalogue_counts::name, catalogue_counts::status))
            .having(sum().gt(0))
            .order((catalogue_counts::name, catalogue_counts::status))
            .limit(i64::from(limit))
            .select((catalogue_counts::name, catalogue_counts::status, sum()))
            .load(conn)?
    );
    let count = |(name, status, products): (String, String, i64)| Count {
        name,
        status: status.parse().ok(),
        products,
    };
    Ok(found.into_iter().map(count).collect())
}
