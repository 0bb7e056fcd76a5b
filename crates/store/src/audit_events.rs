//! Audit events: what was changed, by whom. They are added and read, and nothing else; the events about one data
//! product are a chain, in which each has the hash of the one before.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::connection::on_either;
use crate::schema::audit_events;
use crate::sql::hex;
use crate::{Connection, StoreError};

/// What the first event of a chain has for the hash of the one before.
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One event.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_events)]
pub struct AuditEvent {
    /// UUID.
    pub id: String,
    /// When, in UTC.
    pub at: NaiveDateTime,
    /// Id of who made the change.
    pub actor_id: String,
    /// Name of who made the change.
    pub actor_name: String,
    /// The operation that made it.
    pub action: String,
    /// Public id of what was changed.
    pub subject: String,
    /// Name of the data product; the chain that the event is part of.
    pub product: String,
    /// The latest version before the change.
    pub version_before: Option<String>,
    /// The latest version after the change.
    pub version_after: Option<String>,
    /// The request that made it.
    pub request_id: String,
    /// Place in the chain, from 1.
    pub sequence: i64,
    /// Hash of the event before, in hexadecimal.
    pub previous_hash: String,
    /// SHA-256 over all of the above, in hexadecimal.
    pub hash: String,
}

impl AuditEvent {
    /// What the hash of this event must be.
    pub fn expected_hash(&self) -> String {
        let content = json!([
            self.previous_hash,
            self.sequence,
            self.id,
            self.at.and_utc().timestamp_micros(),
            self.actor_id,
            self.actor_name,
            self.action,
            self.subject,
            self.product,
            self.version_before,
            self.version_after,
            self.request_id,
        ]);
        hex(&Sha256::digest(content.to_string().as_bytes()))
    }
}

/// Appends an event to the chain of its data product; place and hashes are worked out here.
///
/// # Errors
/// `Conflict("audit_events_product_sequence_unique")` when somebody appended at the same time without holding the
/// lock of the data product.
pub fn append(conn: &mut Connection, mut event: AuditEvent) -> Result<(), StoreError> {
    let last = audit_events::table
        .filter(audit_events::product.eq(&event.product))
        .order(audit_events::sequence.desc())
        .select((audit_events::sequence, audit_events::hash));
    let head: Option<(i64, String)> = on_either!(conn, last.first(conn).optional()?);
    let (sequence, previous_hash) = head.unwrap_or_else(|| (0, NO_HASH.to_owned()));
    event.sequence = sequence + 1;
    event.previous_hash = previous_hash;
    event.hash = event.expected_hash();
    let insert = diesel::insert_into(audit_events::table).values(&event);
    on_either!(conn, insert.execute(conn)?);
    Ok(())
}

/// Which events are looked for; none of what is left out matters.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Name of the data product.
    pub product: Option<String>,
    /// Id of who made the change.
    pub actor_id: Option<String>,
    /// The operation.
    pub action: Option<String>,
    /// The earliest time, inclusive.
    pub since: Option<NaiveDateTime>,
    /// The latest time, exclusive.
    pub before: Option<NaiveDateTime>,
}

/// Events with their numbers, the newest first, those of lower numbers than `below` only.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Connection,
    search: &Search,
    below: Option<i64>,
    limit: u32,
) -> Result<Vec<(i64, AuditEvent)>, StoreError> {
    use audit_events::{action, actor_id, at, number, product};
    let mut query = audit_events::table
        .filter(number.lt(below.unwrap_or(i64::MAX)))
        .order(number.desc())
        .limit(i64::from(limit))
        .select((number, AuditEvent::as_select()))
        .into_boxed();
    if let Some(name) = &search.product {
        query = query.filter(product.eq(name));
    }
    if let Some(id) = &search.actor_id {
        query = query.filter(actor_id.eq(id));
    }
    if let Some(name) = &search.action {
        query = query.filter(action.eq(name));
    }
    if let Some(since) = search.since {
        query = query.filter(at.ge(since));
    }
    if let Some(before) = search.before {
        query = query.filter(at.lt(before));
    }
    Ok(query.load(conn)?)
}

/// Where a chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// Name of the data product.
    pub product: String,
    /// Place of the first event that does not follow from the one before.
    pub sequence: i64,
}

/// Follows every chain and answers the number of events, and the first break of each chain that has one.
///
/// # Errors
/// Those of the database.
pub fn verify(conn: &mut Connection) -> Result<(u64, Vec<Break>), StoreError> {
    const PAGE: i64 = 1_000;
    let (mut count, mut breaks): (u64, Vec<Break>) = (0, Vec::new());
    let mut last = (String::new(), 0_i64, NO_HASH.to_owned());
    loop {
        let events: Vec<AuditEvent> = audit_events::table
            .filter(
                audit_events::product
                    .gt(&last.0)
                    .or(audit_events::product.eq(&last.0).and(audit_events::sequence.gt(last.1))),
            )
            .order((audit_events::product, audit_events::sequence))
            .limit(PAGE)
            .select(AuditEvent::as_select())
            .load(conn)?;
        let is_last = events.len() < PAGE as usize;
        for event in events {
            if event.product != last.0 {
                last = (event.product.clone(), 0, NO_HASH.to_owned());
            }
            let follows = event.sequence == last.1 + 1 && event.previous_hash == last.2;
            let known = breaks.last().is_some_and(|known| known.product == event.product);
            if !(known || follows && event.hash == event.expected_hash()) {
                breaks.push(Break { product: event.product, sequence: event.sequence });
            }
            (last.1, last.2) = (event.sequence, event.hash);
            count += 1;
        }
        if is_last {
            return Ok((count, breaks));
        }
    }
}
