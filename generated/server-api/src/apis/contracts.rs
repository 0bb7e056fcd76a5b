// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Contracts.

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
pub trait ContractsApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// Read the catalogue as other catalogues do
    ///
    /// `GET /v1/catalogue`
    ///
    /// What `listDataProducts` shows the caller, by name, as DCAT-AP 3: one dataset for the latest version of each
    /// data product, one distribution for each of its tables; JSON-LD or Turtle by `Accept`. When there are more data
    /// products than `limit`, the address of the next page is in the `Link` header with `rel="next"`, and in the
    /// document as `hydra:next`.
    async fn get_catalogue(
        &self,
        context: Self::Context,
        parameters: GetCatalogueParameters,
        media_type: GetCatalogueMediaType,
    ) -> Result<GetCatalogue200, Self::Error>;

    /// Read a data product as a data contract
    ///
    /// `GET /v1/data-products/{productId}/contract`
    ///
    /// The latest version of a data product, or the one that the id names, as a document of the Open Data Contract
    /// Standard 3.1, in YAML or JSON by `Accept`. Sent back with `putContract`, it changes nothing.
    async fn get_contract(
        &self,
        context: Self::Context,
        parameters: GetContractParameters,
        media_type: GetContractMediaType,
    ) -> Result<GetContractAnswer, Self::Error>;

    /// Read a table's schema in another format
    ///
    /// `GET /v1/schemas/{schemaId}/formats/{format}`
    ///
    /// The schema of a table in the words of others. Each format has a media type of its own: `json-schema`
    /// (2020-12, of one row) `application/schema+json`, `avro` (of one row) `application/json`, `protobuf` (proto3,
    /// one message a row) `text/plain`, `sql-postgres` and `sql-sqlite` (CREATE TABLE) `application/sql`, `markdown`
    /// (for people) `text/markdown`.
    async fn get_schema_format(
        &self,
        context: Self::Context,
        parameters: GetSchemaFormatParameters,
        media_type: GetSchemaFormatMediaType,
    ) -> Result<GetSchemaFormatAnswer, Self::Error>;

    /// Create or replace a data product from a data contract
    ///
    /// `PUT /v1/data-products/{productId}/contract`
    ///
    /// Takes a document of the Open Data Contract Standard 3.1, in YAML or JSON, and makes the data product what it
    /// says, in one step and by the rules of the operations that do it bit by bit: a product that does not exist is
    /// created, its description, `status` and tables are replaced, tables that the document does not have are
    /// removed. However much changes, there is one new version at most, and the strongest change decides which. All
    /// changes of tables must satisfy the `compatibilityMode` that the document names, or else the present one;
    /// `verdict` says what they are. The version of the document does not count; `ignored` names by JSON pointer
    /// what else of it is not kept. With `dryRun=true` the answer shows what would be, and nothing is changed.
    /// `If-Match` takes the `ETag` of the contract or that of the data product.
    async fn put_contract(
        &self,
        context: Self::Context,
        once: Once<PutContractAnswer>,
        parameters: PutContractParameters,
        body: PutContractBody,
    ) -> Result<Answer, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: ContractsApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::GET_CATALOGUE, move |call| Box::pin(get_catalogue(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_CONTRACT, move |call| Box::pin(get_contract(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_SCHEMA_FORMAT, move |call| {
                Box::pin(get_schema_format(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::PUT_CONTRACT, move |call| Box::pin(put_contract(api.clone(), call)))
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::GET_CATALOGUE, |mut call| {
            Box::pin(async move {
                get_catalogue_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_CONTRACT, |mut call| {
            Box::pin(async move {
                get_contract_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_SCHEMA_FORMAT, |mut call| {
            Box::pin(async move {
                get_schema_format_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::PUT_CONTRACT, |mut call| {
            Box::pin(async move {
                put_contract_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

/// Parameters of `getCatalogue`.
#[derive(Clone, Debug, PartialEq)]
pub struct GetCatalogueParameters {
    /// The most items of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// Media type that `getCatalogue` answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetCatalogueMediaType {
    /// `application/ld+json`
    ApplicationLdJson,
    /// `text/turtle`
    TextTurtle,
}

/// One page of the catalogue.
pub struct GetCatalogue200 {
    /// The next page, `rel="next"`, when there is one.
    pub link: Option<String>,
    /// The body.
    pub body: ByteStream,
}

/// What `getCatalogue` is given, once all of it is valid.
struct GetCatalogueInput {
    parameters: GetCatalogueParameters,
}

async fn get_catalogue_input<C>(call: &mut Call<'_, C>) -> Result<GetCatalogueInput, Problem> {
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(limit), Some(cursor)) = (limit, cursor) else {
        return Err(call.refusal());
    };
    Ok(GetCatalogueInput { parameters: GetCatalogueParameters { limit, cursor } })
}

async fn get_catalogue<A: ContractsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = get_catalogue_input(&mut call).await?;
    let media_type = match call.accepted() {
        "application/ld+json" => GetCatalogueMediaType::ApplicationLdJson,
        "text/turtle" => GetCatalogueMediaType::TextTurtle,
        _ => return Err(Problem::internal()),
    };
    let answer = api.get_catalogue(context, input.parameters, media_type).await.map_err(Into::into)?;
    Ok(get_catalogue_answer(call.reply(), answer))
}

fn get_catalogue_answer(reply: Reply, answer: GetCatalogue200) -> Answer {
    let accepted = reply.accepted();
    reply
        .answer(200, "200")
        .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 1024))
        .stream(accepted, answer.body)
}

/// Parameters of `getContract`.
#[derive(Clone, Debug, PartialEq)]
pub struct GetContractParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// An `ETag` that the caller already has; 304 when it is still the current one.
    pub if_none_match: Option<String>,
}

/// Media type that `getContract` answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetContractMediaType {
    /// `application/yaml`
    ApplicationYaml,
    /// `application/json`
    Json,
}

/// The data contract.
pub struct GetContract200 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// Since when the version is deprecated (RFC 9745), seconds since 1970 after an `@`.
    pub deprecation: Option<String>,
    /// When the version ends (RFC 8594).
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version, `rel="successor-version"`.
    pub link: Option<String>,
    /// The body.
    pub body: ByteStream,
}

/// The caller has the current state.
pub struct GetContract304 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
}

// An answer is made once and written at once.
#[allow(clippy::large_enum_variant)]
/// Answers of `getContract`.
pub enum GetContractAnswer {
    /// The data contract.
    Status200(GetContract200),
    /// The caller has the current state.
    Status304(GetContract304),
}

/// What `getContract` is given, once all of it is valid.
struct GetContractInput {
    parameters: GetContractParameters,
}

async fn get_contract_input<C>(call: &mut Call<'_, C>) -> Result<GetContractInput, Problem> {
    let product_id = call.required(Place::Path, "productId", |v: &String| {
        check::length(v, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
    });
    let if_none_match = call.optional(Place::Header, "If-None-Match", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[!-~ ]+$", v)
    });
    call.accept()?;
    let (Some(product_id), Some(if_none_match)) = (product_id, if_none_match) else {
        return Err(call.refusal());
    };
    Ok(GetContractInput { parameters: GetContractParameters { product_id, if_none_match } })
}

async fn get_contract<A: ContractsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = get_contract_input(&mut call).await?;
    let media_type = match call.accepted() {
        "application/yaml" => GetContractMediaType::ApplicationYaml,
        "application/json" => GetContractMediaType::Json,
        _ => return Err(Problem::internal()),
    };
    let answer = api.get_contract(context, input.parameters, media_type).await.map_err(Into::into)?;
    Ok(get_contract_answer(call.reply(), answer))
}

fn get_contract_answer(reply: Reply, answer: GetContractAnswer) -> Answer {
    let accepted = reply.accepted();
    match answer {
        GetContractAnswer::Status200(answer) => reply
            .answer(200, "200")
            .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
            .optional_header("deprecation", &answer.deprecation, false, |v: &String| {
                check::length(v, 2, 24) && matches_pattern!("^@-?[0-9]+$", v)
            })
            .optional_header("sunset", &answer.sunset, false, |v: &String| check::length(v, 29, 29))
            .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 512))
            .stream(accepted, answer.body),
        GetContractAnswer::Status304(answer) => {
            reply
                .answer(304, "304")
                .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
        }
    }
}

/// Parameters of `getSchemaFormat`.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSchemaFormatParameters {
    /// A table, `dp:<name>:<table>` in the latest version or `dp:<name>:v<major>.<minor>:<table>`.
    pub schema_id: String,
    /// The format.
    pub format: models::SchemaFormatName,
    /// An `ETag` that the caller already has; 304 when it is still the current one.
    pub if_none_match: Option<String>,
}

/// Media type that `getSchemaFormat` answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetSchemaFormatMediaType {
    /// `application/schema+json`
    ApplicationSchemaJson,
    /// `application/json`
    Json,
    /// `text/plain`
    Text,
    /// `application/sql`
    ApplicationSql,
    /// `text/markdown`
    TextMarkdown,
}

/// The body of this answer, by its media type.
#[allow(clippy::large_enum_variant)]
pub enum GetSchemaFormat200Body {
    /// `application/schema+json`
    ApplicationSchemaJson(Map<Json>),
    /// `application/json`
    Json(Map<Json>),
    /// `text/plain`
    Text(String),
    /// `application/sql`
    ApplicationSql(ByteStream),
    /// `text/markdown`
    TextMarkdown(String),
}

/// The schema.
pub struct GetSchemaFormat200 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// Since when the version is deprecated (RFC 9745), seconds since 1970 after an `@`.
    pub deprecation: Option<String>,
    /// When the version ends (RFC 8594).
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version, `rel="successor-version"`.
    pub link: Option<String>,
    /// The body.
    pub body: GetSchemaFormat200Body,
}

/// The caller has the current state.
pub struct GetSchemaFormat304 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
}

// An answer is made once and written at once.
#[allow(clippy::large_enum_variant)]
/// Answers of `getSchemaFormat`.
pub enum GetSchemaFormatAnswer {
    /// The schema.
    Status200(GetSchemaFormat200),
    /// The caller has the current state.
    Status304(GetSchemaFormat304),
}

/// What `getSchemaFormat` is given, once all of it is valid.
struct GetSchemaFormatInput {
    parameters: GetSchemaFormatParameters,
}

async fn get_schema_format_input<C>(call: &mut Call<'_, C>) -> Result<GetSchemaFormatInput, Problem> {
    let schema_id = call.required(Place::Path, "schemaId", |v: &String| {
        check::length(v, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                v
            )
    });
    let format = call.required(Place::Path, "format", |_: &models::SchemaFormatName| true);
    let if_none_match = call.optional(Place::Header, "If-None-Match", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[!-~ ]+$", v)
    });
    call.accept()?;
    let (Some(schema_id), Some(format), Some(if_none_match)) = (schema_id, format, if_none_match) else {
        return Err(call.refusal());
    };
    Ok(GetSchemaFormatInput { parameters: GetSchemaFormatParameters { schema_id, format, if_none_match } })
}

async fn get_schema_format<A: ContractsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = get_schema_format_input(&mut call).await?;
    let media_type = match call.accepted() {
        "application/schema+json" => GetSchemaFormatMediaType::ApplicationSchemaJson,
        "application/json" => GetSchemaFormatMediaType::Json,
        "text/plain" => GetSchemaFormatMediaType::Text,
        "application/sql" => GetSchemaFormatMediaType::ApplicationSql,
        "text/markdown" => GetSchemaFormatMediaType::TextMarkdown,
        _ => return Err(Problem::internal()),
    };
    let answer = api.get_schema_format(context, input.parameters, media_type).await.map_err(Into::into)?;
    Ok(get_schema_format_answer(call.reply(), answer))
}

fn get_schema_format_answer(reply: Reply, answer: GetSchemaFormatAnswer) -> Answer {
    match answer {
        GetSchemaFormatAnswer::Status200(answer) => {
            let written = reply
                .answer(200, "200")
                .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
                .optional_header("deprecation", &answer.deprecation, false, |v: &String| {
                    check::length(v, 2, 24) && matches_pattern!("^@-?[0-9]+$", v)
                })
                .optional_header("sunset", &answer.sunset, false, |v: &String| check::length(v, 29, 29))
                .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 512));
            match answer.body {
                GetSchemaFormat200Body::ApplicationSchemaJson(body) => {
                    written.json("application/schema+json", &body, |v: &Map<Json>| v.len() <= 100)
                }
                GetSchemaFormat200Body::Json(body) => {
                    written.json("application/json", &body, |v: &Map<Json>| v.len() <= 100)
                }
                GetSchemaFormat200Body::Text(body) => {
                    written.text("text/plain", &body, |v: &String| check::length(v, 1, 10485760))
                }
                GetSchemaFormat200Body::ApplicationSql(body) => written.stream("application/sql", body),
                GetSchemaFormat200Body::TextMarkdown(body) => {
                    written.text("text/markdown", &body, |v: &String| check::length(v, 1, 10485760))
                }
            }
        }
        GetSchemaFormatAnswer::Status304(answer) => {
            reply
                .answer(304, "304")
                .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
        }
    }
}

/// Parameters of `putContract`.
#[derive(Clone, Debug, PartialEq)]
pub struct PutContractParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The `ETag` that the change was made from; another one by now answers 412 and changes nothing.
    pub if_match: Option<String>,
    /// Judge the change and change nothing.
    pub dry_run: bool,
    /// Makes a retry safe for 24 hours. The same request with the same key changes nothing more and gets the first answer again, marked `Idempotent-Replayed`; another request with this key is refused with 422.
    pub idempotency_key: Option<String>,
}

// One body is decoded, looked at and dropped.
#[allow(clippy::large_enum_variant)]
/// The body of `putContract`, by its media type.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
pub enum PutContractBody {
    /// `application/yaml`
    ApplicationYaml(String),
    /// `application/json`
    Json(Map<Json>),
}

/// The data product as it is now, or with `dryRun` as it would be.
pub struct PutContract200 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// The body.
    pub body: models::DataProduct,
}

/// The data product was created.
pub struct PutContract201 {
    /// The address of what was created.
    pub location: String,
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// The body.
    pub body: models::DataProduct,
}

// An answer is made once and written at once.
#[allow(clippy::large_enum_variant)]
/// Answers of `putContract`.
pub enum PutContractAnswer {
    /// The data product as it is now, or with `dryRun` as it would be.
    Status200(PutContract200),
    /// The data product was created.
    Status201(PutContract201),
}

/// What `putContract` is given, once all of it is valid.
struct PutContractInput {
    parameters: PutContractParameters,
    body: PutContractBody,
}

async fn put_contract_input<C>(call: &mut Call<'_, C>) -> Result<PutContractInput, Problem> {
    let product_id = call.required(Place::Path, "productId", |v: &String| {
        check::length(v, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
    });
    let if_match = call.optional(Place::Header, "If-Match", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[!-~ ]+$", v)
    });
    let dry_run = call.defaulted(Place::Query, "dryRun", Default::default(), |_: &bool| true);
    let idempotency_key = call.optional(Place::Header, "Idempotency-Key", |v: &String| {
        check::length(v, 1, 255) && matches_pattern!("^[!-~]+$", v)
    });
    let body = match call.sent() {
        Some("application/yaml") => call
            .text::<String>("application/yaml", Shape::Text, |v: &String| check::length(v, 1, 16777216))
            .await?
            .map(PutContractBody::ApplicationYaml),
        Some("application/json") => call
            .json::<Map<Json>>("application/json", |v: &Map<Json>| v.len() <= 100)
            .await?
            .map(PutContractBody::Json),
        _ => None,
    };
    call.accept()?;
    let (Some(product_id), Some(if_match), Some(dry_run), Some(idempotency_key), Some(body)) =
        (product_id, if_match, dry_run, idempotency_key, body)
    else {
        return Err(call.refusal());
    };
    Ok(PutContractInput {
        parameters: PutContractParameters { product_id, if_match, dry_run, idempotency_key },
        body,
    })
}

async fn put_contract<A: ContractsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = put_contract_input(&mut call).await?;
    let once = call.once(put_contract_answer, input.parameters.idempotency_key.as_ref(), &input.body);
    api.put_contract(context, once, input.parameters, input.body).await.map_err(Into::into)
}

fn put_contract_answer(reply: Reply, answer: PutContractAnswer) -> Answer {
    match answer {
        PutContractAnswer::Status200(answer) => reply
            .answer(200, "200")
            .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
            .json("application/json", &answer.body, |v: &models::DataProduct| v.is_valid()),
        PutContractAnswer::Status201(answer) => reply
            .answer(201, "201")
            .header("location", &answer.location, false, |v: &String| check::length(v, 1, 512))
            .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
            .json("application/json", &answer.body, |v: &models::DataProduct| v.is_valid()),
    }
}
