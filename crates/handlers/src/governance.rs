//! Operations of the tag Governance.

use auth::{Caller, Relation};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime};
use server_api::apis::governance::*;
use server_api::models;
use server_api::spec_runtime::Fault;
use store::audit_events::{self, AuditEvent, Search};
use store::catalogue::{self, Kind};
use store::usage::{self, RowsPlace};

use crate::{ApiError, Handlers, access, cursor, views};

/// The most days that statistics span.
const MAX_DAYS: i64 = 366;
/// Days before the last one, when the first is not said.
const USUAL_DAYS: u64 = 30;
/// The most domains and statuses of the statistics, as the contract says.
const MAX_COUNTS: u32 = 10_000;

impl GovernanceApi for Handlers {
    type Context = Caller;
    type Error = ApiError;

    async fn list_tags(
        &self,
        caller: Caller,
        parameters: ListTagsParameters,
    ) -> Result<models::TagPage, ApiError> {
        let (found, next_cursor) =
            self.counted(caller, Kind::Tag, parameters.limit, parameters.cursor).await?;
        let items = found.into_iter().map(|count| models::Tag { name: count.name, products: count.products });
        Ok(models::TagPage { items: items.collect(), next_cursor })
    }

    async fn list_domains(
        &self,
        caller: Caller,
        parameters: ListDomainsParameters,
    ) -> Result<models::DomainPage, ApiError> {
        let (found, next_cursor) =
            self.counted(caller, Kind::Domain, parameters.limit, parameters.cursor).await?;
        let items =
            found.into_iter().map(|count| models::Domain { name: count.name, products: count.products });
        Ok(models::DomainPage { items: items.collect(), next_cursor })
    }

    async fn list_audit_events(
        &self,
        caller: Caller,
        parameters: ListAuditEventsParameters,
    ) -> Result<models::AuditEventPage, ApiError> {
        self.policy.require(&caller, access::READ_AUDIT, Relation::Draft)?;
        let limit = parameters.limit.unsigned_abs();
        let below: Option<i64> = cursor::decode(parameters.cursor.as_deref())?;
        let search = Search {
            product: parameters.product,
            actor_id: parameters.actor,
            action: parameters.action,
            since: parameters.since.as_deref().map(|text| time("since", text)).transpose()?,
            before: parameters.before.as_deref().map(|text| time("before", text)).transpose()?,
        };

        let mut found =
            self.store.read(move |conn| audit_events::list(conn, &search, below, limit + 1)).await?;

        let next_cursor = cursor::cut(&mut found, limit, |(number, _)| *number)?;
        Ok(models::AuditEventPage {
            items: found.into_iter().map(|(_, event)| view(event)).collect(),
            next_cursor,
        })
    }

    async fn get_statistics(
        &self,
        caller: Caller,
        parameters: GetStatisticsParameters,
    ) -> Result<models::Statistics, ApiError> {
        self.policy.require(&caller, access::READ_STATISTICS, Relation::Draft)?;
        let today = self.clock.now().date_naive();
        let to = parameters.to.as_deref().map_or(Ok(today), |text| day("to", text))?;
        let usual = to.checked_sub_days(Days::new(USUAL_DAYS)).unwrap_or(to);
        let from = parameters.from.as_deref().map_or(Ok(usual), |text| day("from", text))?;
        if from > to || (to - from).num_days() >= MAX_DAYS {
            let message = format!("must be before `to`, by at most {MAX_DAYS} days");
            return Err(ApiError::InvalidRequest(vec![Fault::new("/query/from", "range", message)]));
        }
        let limit = parameters.limit.unsigned_abs();
        let after: Option<(NaiveDate, String, String)> = cursor::decode(parameters.cursor.as_deref())?;
        let after = after.map(|(day, product, table)| RowsPlace { day, product, table });

        let (products, activity, mut rows) = self
            .store
            .snapshot(move |conn| {
                Ok::<_, ApiError>((
                    catalogue::counted_by_status(conn, Kind::Domain, MAX_COUNTS)?,
                    usage::activity(conn, from, to)?,
                    usage::rows_by_day(conn, from, to, after.as_ref(), limit + 1)?,
                ))
            })
            .await?;

        let next_cursor =
            cursor::cut(&mut rows, limit, |rows| (rows.day, rows.product.clone(), rows.table.clone()))?;
        let counted = |count: catalogue::Count| {
            let status = views::wire_status(count.status?);
            Some(models::ProductCount { domain: count.name, status, products: count.products })
        };
        let active = |(day, callers): (NaiveDate, i64)| models::DayActivity {
            day: day.to_string(),
            active_consumers: callers,
        };
        let items = rows.into_iter().map(|rows| models::TableActivity {
            day: rows.day.to_string(),
            product: rows.product,
            table: rows.table,
            accepted: rows.accepted,
            rejected: rows.rejected,
        });
        Ok(models::Statistics {
            products: products.into_iter().filter_map(counted).collect(),
            activity: activity.into_iter().map(active).collect(),
            items: items.collect(),
            next_cursor,
        })
    }
}

impl Handlers {
    async fn counted(
        &self,
        caller: Caller,
        kind: Kind,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<(Vec<catalogue::Count>, Option<String>), ApiError> {
        self.policy.require(&caller, access::READ_PRODUCT, Relation::Published)?;
        let limit = limit.unsigned_abs();
        let after: Option<String> = cursor::decode(cursor.as_deref())?;
        let mut found =
            self.store.read(move |conn| catalogue::counted(conn, kind, after.as_deref(), limit + 1)).await?;
        let next_cursor = cursor::cut(&mut found, limit, |count| count.name.clone())?;
        Ok((found, next_cursor))
    }
}

fn view(event: AuditEvent) -> models::AuditEvent {
    models::AuditEvent {
        id: event.id,
        at: views::time(event.at),
        actor_id: event.actor_id,
        actor_name: event.actor_name,
        action: event.action,
        subject: event.subject,
        product: event.product,
        version_before: event.version_before,
        version_after: event.version_after,
        request_id: event.request_id,
        sequence: event.sequence,
        previous_hash: event.previous_hash,
        hash: event.hash,
    }
}

fn time(parameter: &str, text: &str) -> Result<NaiveDateTime, ApiError> {
    DateTime::parse_from_rfc3339(text).map(|at| at.naive_utc()).map_err(|_| {
        ApiError::InvalidRequest(vec![Fault::new(
            format!("/query/{parameter}"),
            "format",
            "must be a time, RFC 3339",
        )])
    })
}

fn day(parameter: &str, text: &str) -> Result<NaiveDate, ApiError> {
    text.parse().map_err(|_| {
        let message = "must be a day, such as 2026-11-25";
        ApiError::InvalidRequest(vec![Fault::new(format!("/query/{parameter}"), "format", message)])
    })
}
