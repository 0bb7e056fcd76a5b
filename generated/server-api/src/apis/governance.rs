// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Governance.

#![allow(unused_imports)]

use std::sync::Arc;

use spec_runtime::check::{self, Check};
use spec_runtime::{conforms, matches_format, matches_pattern};
use spec_runtime::{
    Answer, Body, ByteStream, Call, Json, Lines, Map, Once, Place, Problem, Reply, Route, Shape, Upload,
    Writer,
};

use crate::{models, operations};

/// What answers the operations of this tag.
#[allow(async_fn_in_trait)]
pub trait GovernanceApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// How much there is, and how much it is used
    ///
    /// `GET /v1/statistics`
    ///
    /// Data products by domain and status, callers by day, and by table and day the rows stored and refused, the newest
    /// day first. All of it is kept as things happen, refused rows and callers within seconds. Days are UTC. Stewards
    /// only.
    async fn get_statistics(
        &self,
        context: Self::Context,
        parameters: GetStatisticsParameters,
    ) -> Result<models::Statistics, Self::Error>;

    /// List what was changed
    ///
    /// `GET /v1/audit-events`
    ///
    /// Every change that was made, the newest first: by whom, of what, from which version to which, in which request.
    /// Events are written with the change they tell of, and are never changed or deleted; each carries the hash of
    /// the one before it about the same data product. Stewards only.
    async fn list_audit_events(
        &self,
        context: Self::Context,
        parameters: ListAuditEventsParameters,
    ) -> Result<models::AuditEventPage, Self::Error>;

    /// List domains
    ///
    /// `GET /v1/domains`
    ///
    /// The domains of published data products, by name, with the number of products in each.
    async fn list_domains(
        &self,
        context: Self::Context,
        parameters: ListDomainsParameters,
    ) -> Result<models::DomainPage, Self::Error>;

    /// List tags
    ///
    /// `GET /v1/tags`
    ///
    /// The tags of published data products, by name, with the number of products that have each.
    async fn list_tags(
        &self,
        context: Self::Context,
        parameters: ListTagsParameters,
    ) -> Result<models::TagPage, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: GovernanceApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::GET_STATISTICS, move |call| Box::pin(get_statistics(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::LIST_AUDIT_EVENTS, move |call| {
                Box::pin(list_audit_events(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::LIST_DOMAINS, move |call| Box::pin(list_domains(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::LIST_TAGS, move |call| Box::pin(list_tags(api.clone(), call)))
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::GET_STATISTICS, |mut call| {
            Box::pin(async move {
                get_statistics_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::LIST_AUDIT_EVENTS, |mut call| {
            Box::pin(async move {
                list_audit_events_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::LIST_DOMAINS, |mut call| {
            Box::pin(async move {
                list_domains_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::LIST_TAGS, |mut call| {
            Box::pin(async move {
                list_tags_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

/// Parameters of `getStatistics`.
#[derive(Clone, Debug, PartialEq)]
pub struct GetStatisticsParameters {
    /// The first day; 30 days before the last when left out.
    pub from: Option<String>,
    /// The last day, inclusive; today when left out.
    pub to: Option<String>,
    /// The most items of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// What `getStatistics` is given, once all of it is valid.
struct GetStatisticsInput {
    parameters: GetStatisticsParameters,
}

async fn get_statistics_input<C>(call: &mut Call<'_, C>) -> Result<GetStatisticsInput, Problem> {
    let from = call
        .optional(Place::Query, "from", |v: &String| check::length(v, 10, 10) && matches_format!("date", v));
    let to = call
        .optional(Place::Query, "to", |v: &String| check::length(v, 10, 10) && matches_format!("date", v));
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(from), Some(to), Some(limit), Some(cursor)) = (from, to, limit, cursor) else {
        return Err(call.refusal());
    };
    Ok(GetStatisticsInput { parameters: GetStatisticsParameters { from, to, limit, cursor } })
}

async fn get_statistics<A: GovernanceApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = get_statistics_input(&mut call).await?;
    let answer = api.get_statistics(context, input.parameters).await.map_err(Into::into)?;
    Ok(get_statistics_answer(call.reply(), answer))
}

fn get_statistics_answer(reply: Reply, answer: models::Statistics) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::Statistics| v.is_valid())
}

/// Parameters of `listAuditEvents`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListAuditEventsParameters {
    /// Only events about this data product.
    pub product: Option<String>,
    /// Only events caused by the caller of this id.
    pub actor: Option<String>,
    /// Only events of this operation, by its operationId.
    pub action: Option<String>,
    /// Only events at or after this time.
    pub since: Option<String>,
    /// Only events before this time.
    pub before: Option<String>,
    /// The most items of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// What `listAuditEvents` is given, once all of it is valid.
struct ListAuditEventsInput {
    parameters: ListAuditEventsParameters,
}

async fn list_audit_events_input<C>(call: &mut Call<'_, C>) -> Result<ListAuditEventsInput, Problem> {
    let product = call.optional(Place::Query, "product", |v: &String| {
        check::length(v, 1, 64) && matches_pattern!("^[a-z0-9_]+$", v)
    });
    let actor = call.optional(Place::Query, "actor", |v: &String| check::length(v, 1, 128));
    let action = call.optional(Place::Query, "action", |v: &String| {
        check::length(v, 1, 64) && matches_pattern!("^[a-zA-Z]+$", v)
    });
    let since = call.optional(Place::Query, "since", |v: &String| {
        check::length(v, 20, 40) && matches_format!("date-time", v)
    });
    let before = call.optional(Place::Query, "before", |v: &String| {
        check::length(v, 20, 40) && matches_format!("date-time", v)
    });
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(product), Some(actor), Some(action), Some(since), Some(before), Some(limit), Some(cursor)) =
        (product, actor, action, since, before, limit, cursor)
    else {
        return Err(call.refusal());
    };
    Ok(ListAuditEventsInput {
        parameters: ListAuditEventsParameters { product, actor, action, since, before, limit, cursor },
    })
}

async fn list_audit_events<A: GovernanceApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = list_audit_events_input(&mut call).await?;
    let answer = api.list_audit_events(context, input.parameters).await.map_err(Into::into)?;
    Ok(list_audit_events_answer(call.reply(), answer))
}

fn list_audit_events_answer(reply: Reply, answer: models::AuditEventPage) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::AuditEventPage| v.is_valid())
}

/// Parameters of `listDomains`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListDomainsParameters {
    /// The most items of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// What `listDomains` is given, once all of it is valid.
struct ListDomainsInput {
    parameters: ListDomainsParameters,
}

async fn list_domains_input<C>(call: &mut Call<'_, C>) -> Result<ListDomainsInput, Problem> {
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(limit), Some(cursor)) = (limit, cursor) else {
        return Err(call.refusal());
    };
    Ok(ListDomainsInput { parameters: ListDomainsParameters { limit, cursor } })
}

async fn list_domains<A: GovernanceApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = list_domains_input(&mut call).await?;
    let answer = api.list_domains(context, input.parameters).await.map_err(Into::into)?;
    Ok(list_domains_answer(call.reply(), answer))
}

fn list_domains_answer(reply: Reply, answer: models::DomainPage) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::DomainPage| v.is_valid())
}

/// Parameters of `listTags`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListTagsParameters {
    /// The most items of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// What `listTags` is given, once all of it is valid.
struct ListTagsInput {
    parameters: ListTagsParameters,
}

async fn list_tags_input<C>(call: &mut Call<'_, C>) -> Result<ListTagsInput, Problem> {
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(limit), Some(cursor)) = (limit, cursor) else {
        return Err(call.refusal());
    };
    Ok(ListTagsInput { parameters: ListTagsParameters { limit, cursor } })
}

async fn list_tags<A: GovernanceApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = list_tags_input(&mut call).await?;
    let answer = api.list_tags(context, input.parameters).await.map_err(Into::into)?;
    Ok(list_tags_answer(call.reply(), answer))
}

fn list_tags_answer(reply: Reply, answer: models::TagPage) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::TagPage| v.is_valid())
}
