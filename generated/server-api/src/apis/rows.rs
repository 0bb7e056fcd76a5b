// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Rows.

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
pub trait RowsApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// Push rows
    ///
    /// `POST /v1/schemas/{schemaId}/rows`
    ///
    /// Checks every row against the schema and stores all of them, or none: one bad row refuses the whole batch with
    /// 422, and the answer names every bad row (up to 100) by position, column and rule, never by value. The receipt
    /// is sent after the rows are safely stored.
    ///
    /// JSON is one object or an array of objects; NDJSON one object a line; CSV has a header row, an empty field is
    /// null; a form is one row. Times may be RFC 3339 or RFC 1123.
    async fn ingest_rows(
        &self,
        context: Self::Context,
        once: Once<IngestRows201>,
        parameters: IngestRowsParameters,
        content: IngestRowsContent,
        body: Body,
    ) -> Result<Answer, Self::Error>;

    /// Read rows
    ///
    /// `GET /v1/schemas/{schemaId}/rows`
    ///
    /// Reads rows in the order of the time column (of arrival, where the table has none), streamed as JSON, NDJSON
    /// or CSV by `Accept`. When there are more rows than `limit`, the `Link` header with `rel="next"` carries the
    /// address of the next page, and JSON also answers `nextCursor`.
    async fn read_rows(
        &self,
        context: Self::Context,
        parameters: ReadRowsParameters,
        media_type: ReadRowsMediaType,
    ) -> Result<ReadRows200, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: RowsApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::INGEST_ROWS, move |call| Box::pin(ingest_rows(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::READ_ROWS, move |call| Box::pin(read_rows(api.clone(), call)))
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::INGEST_ROWS, |mut call| {
            Box::pin(async move {
                ingest_rows_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::READ_ROWS, |mut call| {
            Box::pin(async move {
                read_rows_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

/// Parameters of `ingestRows`.
#[derive(Clone, Debug, PartialEq)]
pub struct IngestRowsParameters {
    /// A table, `dp:<name>:<table>` in the latest version or `dp:<name>:v<major>.<minor>:<table>`.
    pub schema_id: String,
    /// For CSV, a JSON object from header to column name; it wins over the `columnMap` of the schema.
    pub column_map: Option<Map<String>>,
    /// Values that every row of this request gets, by column, for what the rows themselves do not say, such as
    /// `constant[cell]=v1_1`.
    pub constant: Option<Map<String>>,
    /// Makes a retry safe for 24 hours. The same request with the same key changes nothing more and gets the first answer again, marked `Idempotent-Replayed`; another request with this key is refused with 422.
    pub idempotency_key: Option<String>,
}

/// Media type of the body of `ingestRows`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IngestRowsContent {
    /// `application/json`
    Json,
    /// `application/x-ndjson`
    ApplicationXNdjson,
    /// `text/csv`
    TextCsv,
    /// `application/x-www-form-urlencoded`
    Form,
}

/// All rows are stored.
pub struct IngestRows201 {
    /// Since when the version is deprecated (RFC 9745), seconds since 1970 after an `@`.
    pub deprecation: Option<String>,
    /// When the version ends (RFC 8594).
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version, `rel="successor-version"`.
    pub link: Option<String>,
    /// The body.
    pub body: models::Receipt,
}

/// What `ingestRows` is given, once all of it is valid.
struct IngestRowsInput {
    parameters: IngestRowsParameters,
    body: Body,
}

async fn ingest_rows_input<C>(call: &mut Call<'_, C>) -> Result<IngestRowsInput, Problem> {
    let schema_id = call.required(Place::Path, "schemaId", |v: &String| {
        check::length(v, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                v
            )
    });
    let column_map = call.optional(Place::Query, "columnMap", |v: &Map<String>| {
        v.len() <= 500
            && v.values().all(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
    });
    let constant = call.optional(Place::Query, "constant", |v: &Map<String>| {
        v.len() <= 50 && v.values().all(|v| check::length(v, 0, 1024))
    });
    let idempotency_key = call.optional(Place::Header, "Idempotency-Key", |v: &String| {
        check::length(v, 1, 255) && matches_pattern!("^[!-~]+$", v)
    });
    let body = call.stream().await?;
    call.accept()?;
    let (Some(schema_id), Some(column_map), Some(constant), Some(idempotency_key), Some(body)) =
        (schema_id, column_map, constant, idempotency_key, body)
    else {
        return Err(call.refusal());
    };
    Ok(IngestRowsInput {
        parameters: IngestRowsParameters { schema_id, column_map, constant, idempotency_key },
        body,
    })
}

async fn ingest_rows<A: RowsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = ingest_rows_input(&mut call).await?;
    let content = match input.body.media_type {
        "application/json" => IngestRowsContent::Json,
        "application/x-ndjson" => IngestRowsContent::ApplicationXNdjson,
        "text/csv" => IngestRowsContent::TextCsv,
        "application/x-www-form-urlencoded" => IngestRowsContent::Form,
        _ => return Err(Problem::internal()),
    };
    let once = call.once(ingest_rows_answer, input.parameters.idempotency_key.as_ref(), &());
    api.ingest_rows(context, once, input.parameters, content, input.body).await.map_err(Into::into)
}

fn ingest_rows_answer(reply: Reply, answer: IngestRows201) -> Answer {
    reply
        .answer(201, "201")
        .optional_header("deprecation", &answer.deprecation, false, |v: &String| {
            check::length(v, 2, 24) && matches_pattern!("^@-?[0-9]+$", v)
        })
        .optional_header("sunset", &answer.sunset, false, |v: &String| check::length(v, 29, 29))
        .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 512))
        .json("application/json", &answer.body, |v: &models::Receipt| v.is_valid())
}

/// Parameters of `readRows`.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRowsParameters {
    /// A table, `dp:<name>:<table>` in the latest version or `dp:<name>:v<major>.<minor>:<table>`.
    pub schema_id: String,
    /// The first time to read, inclusive, RFC 3339 or RFC 1123; needs a time column.
    pub from: Option<String>,
    /// The time to read up to, exclusive, RFC 3339 or RFC 1123; needs a time column.
    pub to: Option<String>,
    /// Only rows whose columns equal these values, such as `filter[cell]=v1_1`.
    pub filter: Option<Map<String>>,
    /// The columns to answer, in this order; all of them when left out.
    pub columns: Option<Vec<String>>,
    /// The most rows of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// Media type that `readRows` answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadRowsMediaType {
    /// `application/json`
    Json,
    /// `application/x-ndjson`
    ApplicationXNdjson,
    /// `text/csv`
    TextCsv,
}

/// The rows.
pub struct ReadRows200 {
    /// Since when the version is deprecated (RFC 9745), seconds since 1970 after an `@`.
    pub deprecation: Option<String>,
    /// When the version ends (RFC 8594).
    pub sunset: Option<String>,
    /// The next page, `rel="next"`, when there is one, and what to use instead of a deprecated version, `rel="successor-version"`.
    pub link: Option<String>,
    /// The body.
    pub body: ByteStream,
}

/// What `readRows` is given, once all of it is valid.
struct ReadRowsInput {
    parameters: ReadRowsParameters,
}

async fn read_rows_input<C>(call: &mut Call<'_, C>) -> Result<ReadRowsInput, Problem> {
    let schema_id = call.required(Place::Path, "schemaId", |v: &String| {
        check::length(v, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                v
            )
    });
    let from = call.optional(Place::Query, "from", |v: &String| {
        check::length(v, 10, 40) && matches_pattern!("^[ -~]+$", v)
    });
    let to = call.optional(Place::Query, "to", |v: &String| {
        check::length(v, 10, 40) && matches_pattern!("^[ -~]+$", v)
    });
    let filter = call.optional(Place::Query, "filter", |v: &Map<String>| {
        v.len() <= 50 && v.values().all(|v| check::length(v, 0, 1024))
    });
    let columns = call.optional(Place::Query, "columns", |v: &Vec<String>| {
        (1..=400).contains(&v.len())
            && check::unique(v)
            && v.iter().all(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
    });
    let limit = call.defaulted(Place::Query, "limit", 1000, |v: &i32| (1..=1000000).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(schema_id), Some(from), Some(to), Some(filter), Some(columns), Some(limit), Some(cursor)) =
        (schema_id, from, to, filter, columns, limit, cursor)
    else {
        return Err(call.refusal());
    };
    Ok(ReadRowsInput {
        parameters: ReadRowsParameters { schema_id, from, to, filter, columns, limit, cursor },
    })
}

async fn read_rows<A: RowsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = read_rows_input(&mut call).await?;
    let media_type = match call.accepted() {
        "application/json" => ReadRowsMediaType::Json,
        "application/x-ndjson" => ReadRowsMediaType::ApplicationXNdjson,
        "text/csv" => ReadRowsMediaType::TextCsv,
        _ => return Err(Problem::internal()),
    };
    let answer = api.read_rows(context, input.parameters, media_type).await.map_err(Into::into)?;
    Ok(read_rows_answer(call.reply(), answer))
}

fn read_rows_answer(reply: Reply, answer: ReadRows200) -> Answer {
    let accepted = reply.accepted();
    reply
        .answer(200, "200")
        .optional_header("deprecation", &answer.deprecation, false, |v: &String| {
            check::length(v, 2, 24) && matches_pattern!("^@-?[0-9]+$", v)
        })
        .optional_header("sunset", &answer.sunset, false, |v: &String| check::length(v, 29, 29))
        .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 16384))
        .stream(accepted, answer.body)
}
