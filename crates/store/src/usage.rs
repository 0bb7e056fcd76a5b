//! Who uses what, and how much: by caller and version, and by table and day.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use domain::ids::Version;

use crate::connection::on_either;
use crate::schema::{active_callers, daily_activity, daily_rows, data_product_uses, data_products};
use crate::{Connection, SHARDS, StoreError};

/// What one caller did with one version, and when last.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = data_product_uses)]
pub struct Use {
    /// UUID.
    pub data_product_id: String,
    /// Who.
    pub caller_id: String,
    /// Major part of the version.
    pub major: i32,
    /// Minor part of the version.
    pub minor: i32,
    /// What the caller is called.
    pub caller_name: String,
    /// When it last read, in UTC.
    pub last_read_at: Option<NaiveDateTime>,
    /// When it last wrote, in UTC.
    pub last_wrote_at: Option<NaiveDateTime>,
}

/// Rows of one table and day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRows {
    /// In UTC.
    pub day: NaiveDate,
    /// Name of the data product.
    pub product: String,
    /// Name of the table.
    pub table: String,
    /// Rows stored.
    pub accepted: i64,
    /// Rows refused.
    pub rejected: i64,
}

/// Notes uses; what is newer stays. Uses of data products that are gone are forgotten.
///
/// # Errors
/// Those of the database.
pub fn note(conn: &mut Connection, uses: &[Use]) -> Result<(), StoreError> {
    for one in uses {
        let exists = data_products::table.find(&one.data_product_id).select(data_products::id);
        if exists.first::<String>(conn).optional()?.is_none() {
            continue;
        }
        let insert = diesel::insert_into(data_product_uses::table).values(one);
        let key = (
            data_product_uses::data_product_id,
            data_product_uses::caller_id,
            data_product_uses::major,
            data_product_uses::minor,
        );
        let name = data_product_uses::caller_name.eq(&one.caller_name);
        let read = one.last_read_at.map(|at| data_product_uses::last_read_at.eq(at));
        let wrote = one.last_wrote_at.map(|at| data_product_uses::last_wrote_at.eq(at));
        on_either!(conn, insert.on_conflict(key).do_update().set((name, read, wrote)).execute(conn)?);
    }
    Ok(())
}

/// Uses of a data product, by caller and version, those after `after` only.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Connection,
    data_product_id: &str,
    version: Option<Version>,
    after: Option<(&str, Version)>,
    limit: u32,
) -> Result<Vec<Use>, StoreError> {
    use data_product_uses::{caller_id, major, minor};
    let mut query = data_product_uses::table
        .filter(data_product_uses::data_product_id.eq(data_product_id))
        .order((caller_id, major, minor))
        .limit(i64::from(limit))
        .select(Use::as_select())
        .into_boxed();
    if let Some(version) = version {
        query =
            query.filter(major.eq(version.major.cast_signed())).filter(minor.eq(version.minor.cast_signed()));
    }
    if let Some((id, version)) = after {
        let (after_major, after_minor) = (version.major.cast_signed(), version.minor.cast_signed());
        let later = major.gt(after_major).or(major.eq(after_major).and(minor.gt(after_minor)));
        query = query.filter(caller_id.gt(id.to_owned()).or(caller_id.eq(id.to_owned()).and(later)));
    }
    Ok(query.load(conn)?)
}

/// Notes that a caller was active on a day, once.
///
/// # Errors
/// Those of the database.
pub fn note_active(conn: &mut Connection, day: NaiveDate, caller_id: &str) -> Result<(), StoreError> {
    let insert = diesel::insert_into(active_callers::table)
        .values((active_callers::day.eq(day), active_callers::caller_id.eq(caller_id)));
    let is_new = on_either!(conn, insert.on_conflict_do_nothing().execute(conn)?) == 1;
    if is_new {
        let insert = diesel::insert_into(daily_activity::table)
            .values((daily_activity::day.eq(day), daily_activity::active_consumers.eq(1)));
        let one_more = daily_activity::active_consumers.eq(daily_activity::active_consumers + 1);
        on_either!(conn, insert.on_conflict(daily_activity::day).do_update().set(one_more).execute(conn)?);
    }
    Ok(())
}

/// How many callers were active on each day of a range, the newest first.
///
/// # Errors
/// Those of the database.
pub fn activity(
    conn: &mut Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, i64)>, StoreError> {
    Ok(daily_activity::table
        .filter(daily_activity::day.between(from, to))
        .order(daily_activity::day.desc())
        .select((daily_activity::day, daily_activity::active_consumers))
        .load(conn)?)
}

/// Counts rows of a table. `spread` is any number, the more random the better.
///
/// # Errors
/// Those of the database.
pub fn count_rows(conn: &mut Connection, rows: &TableRows, spread: i64) -> Result<(), StoreError> {
    let shard = i32::try_from(spread.rem_euclid(SHARDS.into())).unwrap_or_default();
    let insert = diesel::insert_into(daily_rows::table).values((
        daily_rows::day.eq(rows.day),
        daily_rows::product.eq(&rows.product),
        daily_rows::table_name.eq(&rows.table),
        daily_rows::shard.eq(shard),
        daily_rows::accepted.eq(rows.accepted),
        daily_rows::rejected.eq(rows.rejected),
    ));
    let key = (daily_rows::day, daily_rows::product, daily_rows::table_name, daily_rows::shard);
    let sums = (
        daily_rows::accepted.eq(daily_rows::accepted + rows.accepted),
        daily_rows::rejected.eq(daily_rows::rejected + rows.rejected),
    );
    on_either!(conn, insert.on_conflict(key).do_update().set(sums).execute(conn)?);
    Ok(())
}

/// Where a page of rows by day and table ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsPlace {
    /// The day.
    pub day: NaiveDate,
    /// Name of the data product.
    pub product: String,
    /// Name of the table.
    pub table: String,
}

/// Rows by day and table, the newest day first.
///
/// # Errors
/// Those of the database.
pub fn rows_by_day(
    conn: &mut Connection,
    from: NaiveDate,
    to: NaiveDate,
    after: Option<&RowsPlace>,
    limit: u32,
) -> Result<Vec<TableRows>, StoreError> {
    use daily_rows::{day, product, table_name};
    let accepted = || sql::<BigInt>("CAST(sum(accepted) AS BIGINT)");
    let rejected = || sql::<BigInt>("CAST(sum(rejected) AS BIGINT)");
    let start = after.map_or((to, "", ""), |after| (after.day, after.product.as_str(), after.table.as_str()));
    let later = product.gt(start.1).or(product.eq(start.1).and(table_name.gt(start.2)));
    let found: Vec<(NaiveDate, String, String, i64, i64)> = on_either!(
        conn,
        daily_rows::table
            .filter(day.between(from, to))
            .filter(day.lt(start.0).or(day.eq(start.0).and(later)))
            .group_by((day, product, table_name))
            .order((day.desc(), product, table_name))
            .limit(i64::from(limit))
            .select((day, product, table_name, accepted(), rejected()))
            .load(conn)?
    );
    let rows = |(on, of, name, stored, refused)| TableRows {
        day: on,
        product: of,
        table: name,
        accepted: stored,
        rejected: refused,
    };
    Ok(found.into_iter().map(rows).collect())
}
