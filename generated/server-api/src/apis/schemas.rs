// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Schemas.

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
pub trait SchemasApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// Would a change be compatible
    ///
    /// `POST /v1/schemas/{schemaId}/compatibility`
    ///
    /// Judges a definition as `replaceSchema` would, and changes nothing: whether the compatibility mode of the data
    /// product (or the one given) allows it, every rule that it breaks with the smallest fix, and the version it would
    /// lead to.
    async fn check_compatibility(
        &self,
        context: Self::Context,
        parameters: CheckCompatibilityParameters,
        body: models::TableSchemaWrite,
    ) -> Result<CheckCompatibility200, Self::Error>;

    /// Add a table
    ///
    /// `POST /v1/schemas/{schemaId}`
    ///
    /// Adds a table to the latest version of a data product. While the product is a draft the table joins the
    /// current version; once it is published the product moves to its next minor version. With `dryRun=true` nothing
    /// is added, and 200 answers what would be, with the verdict.
    async fn create_schema(
        &self,
        context: Self::Context,
        once: Once<CreateSchemaAnswer>,
        parameters: CreateSchemaParameters,
        body: models::TableSchemaWrite,
    ) -> Result<Answer, Self::Error>;

    /// Remove a table
    ///
    /// `DELETE /v1/schemas/{schemaId}`
    ///
    /// Removes the table from the data product, which moves to its next major version. Older versions keep the
    /// table and its rows, readable under their ids. With `dryRun=true` nothing is removed, and the verdict is
    /// answered with 200.
    async fn delete_schema(
        &self,
        context: Self::Context,
        once: Once<DeleteSchemaAnswer>,
        parameters: DeleteSchemaParameters,
    ) -> Result<Answer, Self::Error>;

    /// Read a table's schema
    ///
    /// `GET /v1/schemas/{schemaId}`
    ///
    /// Reads the schema of a table in the latest version of its data product, or in the version that the id names.
    async fn get_schema(
        &self,
        context: Self::Context,
        writer: Writer<GetSchemaAnswer>,
        parameters: GetSchemaParameters,
    ) -> Result<Answer, Self::Error>;

    /// Replace a table's schema
    ///
    /// `PUT /v1/schemas/{schemaId}`
    ///
    /// Replaces the whole definition. The same definition, or the same columns in another order, changes nothing. A
    /// change that existing rows and producers satisfy (a description, a nullable column added, a constraint
    /// loosened) makes a new minor version; any other (a column removed, renamed, retyped or narrowed, a required
    /// column added, other keys or time column) a new major version, whose table starts empty while the rows of the
    /// old one stay readable under its id. A change that breaks the compatibility mode of the product is refused
    /// with 409 and its verdict. Writes address the latest version only. With `dryRun=true` the answer shows what
    /// would be, its verdict included, and nothing is changed.
    async fn replace_schema(
        &self,
        context: Self::Context,
        once: Once<ReplaceSchema200>,
        parameters: ReplaceSchemaParameters,
        body: models::TableSchemaWrite,
    ) -> Result<Answer, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: SchemasApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::CHECK_COMPATIBILITY, move |call| {
                Box::pin(check_compatibility(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::CREATE_SCHEMA, move |call| Box::pin(create_schema(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::DELETE_SCHEMA, move |call| Box::pin(delete_schema(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_SCHEMA, move |call| Box::pin(get_schema(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::REPLACE_SCHEMA, move |call| Box::pin(replace_schema(api.clone(), call)))
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::CHECK_COMPATIBILITY, |mut call| {
            Box::pin(async move {
                check_compatibility_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::CREATE_SCHEMA, |mut call| {
            Box::pin(async move {
                create_schema_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::DELETE_SCHEMA, |mut call| {
            Box::pin(async move {
                delete_schema_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_SCHEMA, |mut call| {
            Box::pin(async move {
                get_schema_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::REPLACE_SCHEMA, |mut call| {
            Box::pin(async move {
                replace_schema_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

/// Parameters of `checkCompatibility`.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckCompatibilityParameters {
    /// A table, `dp:<name>:<table>` in the latest version or `dp:<name>:v<major>.<minor>:<table>`.
    pub schema_id: String,
    /// The compatibility mode to judge by; that of the data product when left out.
    pub mode: Option<models::CompatibilityMode>,
}

/// The verdict.
pub struct CheckCompatibility200 {
    /// Since when the version is deprecated (RFC 9745), seconds since 1970 after an `@`.
    pub deprecation: Option<String>,
    /// When the version ends (RFC 8594).
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version, `rel="successor-version"`.
    pub link: Option<String>,
    /// The body.
    pub body: models::CompatibilityVerdict,
}

/// What `checkCompatibility` is given, once all of it is valid.
struct CheckCompatibilityInput {
    parameters: CheckCompatibilityParameters,
    body: models::TableSchemaWrite,
}

async fn check_compatibility_input<C>(call: &mut Call<'_, C>) -> Result<CheckCompatibilityInput, Problem> {
    let schema_id = call.required(Place::Path, "schemaId", |v: &String| {
        check::length(v, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                v
            )
    });
    let mode = call.optional(Place::Query, "mode", |_: &models::CompatibilityMode| true);
    let body = call
        .json::<models::TableSchemaWrite>("application/json", |v: &models::TableSchemaWrite| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(schema_id), Some(mode), Some(body)) = (schema_id, mode, body) else {
        return Err(call.refusal());
    };
    Ok(CheckCompatibilityInput { parameters: CheckCompatibilityParameters { schema_id, mode }, body })
}

async fn check_compatibility<A: SchemasApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = check_compatibility_input(&mut call).await?;
    let answer = api.check_compatibility(context, input.parameters, input.body).await.map_err(Into::into)?;
    Ok(check_compatibility_answer(call.reply(), answer))
}

fn check_compatibility_answer(reply: Reply, answer: CheckCompatibility200) -> Answer {
    reply
        .answer(200, "200")
        .optional_header("deprecation", &answer.deprecation, false, |v: &String| {
            check::length(v, 2, 24) && matches_pattern!("^@-?[0-9]+$", v)
        })
        .optional_header("sunset", &answer.sunset, false, |v: &String| check::length(v, 29, 29))
        .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 512))
        .json("application/json", &answer.body, |v: &models::CompatibilityVerdict| v.is_valid())
}

/// Parameters of `createSchema`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateSchemaParameters {
    /// A table, `dp:<name>:<table>` in the latest version or `dp:<name>:v<major>.<minor>:<table>`.
    pub schema_id: String,
    /// Judge the change and change nothing.
    pub dry_run: bool,
}

/// The table was added.
pub struct CreateSchema201 {
    /// The address of what was created.
    pub location: String,
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// The body.
    pub body: models::TableSchema,
}

// An answer is made once and written at once.
#[allow(clippy::large_enum_variant)]
/// Answers of `createSchema`.
pub enum CreateSchemaAnswer {
    /// The table as it would be, with the verdict; nothing was changed.
    Status200(models::TableSchema),
    /// The table was added.
    Status201(CreateSchema201),
}

/// What `createSchema` is given, once all of it is valid.
struct CreateSchemaInput {
    parameters: CreateSchemaParameters,
    body: models::TableSchemaWrite,
}

async fn create_schema_input<C>(call: &mut Call<'_, C>) -> Result<CreateSchemaInput, Problem> {
    let schema_id = call.required(Place::Path, "schemaId", |v: &String| {
        check::length(v, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                v
            )
    });
    let dry_run = call.defaulted(Place::Query, "dryRun", Default::default(), |_: &bool| true);
    let body = call
        .json::<models::TableSchemaWrite>("application/json", |v: &models::TableSchemaWrite| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(schema_id), Some(dry_run), Some(body)) = (schema_id, dry_run, body) else {
        return Err(call.refusal());
    };
    Ok(CreateSchemaInput { parameters: CreateSchemaParameters { schema_id, dry_run }, body })
}

async fn create_schema<A: SchemasApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = create_schema_input(&mut call).await?;
    let once = call.once(create_schema_answer, None, &input.body);
    api.create_schema(context, once, input.parameters, input.body).await.map_err(Into::into)
}

fn create_schema_answer(reply: Reply, answer: CreateSchemaAnswer) -> Answer {
    match answer {
        CreateSchemaAnswer::Status200(answer) => {
            reply.answer(200, "200").json("application/json", &answer, |v: &models::TableSchema| v.is_valid())
        }
        CreateSchemaAnswer::Status201(answer) => reply
            .answer(201, "201")
            .header("location", &answer.location, false, |v: &String| check::length(v, 1, 512))
            .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
            .json("application/json", &answer.body, |v: &models::TableSchema| v.is_valid()),
    }
}

/// Parameters of `deleteSchema`.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteSchemaParameters {
    /// A table, `dp:<name>:<table>` in the latest version or `dp:<name>:v<major>.<minor>:<table>`.
    pub schema_id: String,
    /// The `ETag` that the change was made from; another one by now answers 412 and changes nothing.
    pub if_match: Option<String>,
    /// Judge the change and change nothing.
    pub dry_run: bool,
    /// Makes a retry safe for 24 hours. The same request with the same key changes nothing more and gets the first answer again, marked `Idempotent-Replayed`; another request with this key is refused with 422.
    pub idempotency_key: Option<String>,
}

// An answer is made once and written at once.
#[allow(clippy::large_enum_variant)]
/// Answers of `deleteSchema`.
pub enum DeleteSchemaAnswer {
    /// What removing the table would lead to; nothing was changed.
    Status200(models::CompatibilityVerdict),
    /// The table is no longer part of the latest version.
    Status204(()),
}

/// What `deleteSchema` is given, once all of it is valid.
struct DeleteSchemaInput {
    parameters: DeleteSchemaParameters,
}

async fn delete_schema_input<C>(call: &mut Call<'_, C>) -> Result<DeleteSchemaInput, Problem> {
    let schema_id = call.required(Place::Path, "schemaId", |v: &String| {
        check::length(v, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                v
            )
    });
    let if_match = call.optional(Place::Header, "If-Match", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[!-~ ]+$", v)
    });
    let dry_run = call.defaulted(Place::Query, "dryRun", Default::default(), |_: &bool| true);
    let idempotency_key = call.optional(Place::Header, "Idempotency-Key", |v: &String| {
        check::length(v, 1, 255) && matches_pattern!("^[!-~]+$", v)
    });
    call.accept()?;
    let (Some(schema_id), Some(if_match), Some(dry_run), Some(idempotency_key)) =
        (schema_id, if_match, dry_run, idempotency_key)
    else {
        return Err(call.refusal());
    };
    Ok(DeleteSchemaInput {
        parameters: DeleteSchemaParameters { schema_id, if_match, dry_run, idempotency_key },
    })
}

async fn delete_schema<A: SchemasApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = delete_schema_input(&mut call).await?;
    let once = call.once(delete_schema_answer, input.parameters.idempotency_key.as_ref(), &());
    api.delete_schema(context, once, input.parameters).await.map_err(Into::into)
}

fn delete_schema_answer(reply: Reply, answer: DeleteSchemaAnswer) -> Answer {
    match answer {
        DeleteSchemaAnswer::Status200(answer) => {
            reply
                .answer(200, "200")
                .json("application/json", &answer, |v: &models::CompatibilityVerdict| v.is_valid())
        }
        DeleteSchemaAnswer::Status204(()) => reply.answer(204, "204"),
    }
}

/// Parameters of `getSchema`.
#[derive(Clone, Debug, PartialEq)]
pub struct GetSchemaParameters {
    /// A table, `dp:<name>:<table>` in the latest version or `dp:<name>:v<major>.<minor>:<table>`.
    pub schema_id: String,
    /// An `ETag` that the caller already has; 304 when it is still the current one.
    pub if_none_match: Option<String>,
}

/// The schema.
pub struct GetSchema200 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// Since when the version is deprecated (RFC 9745), seconds since 1970 after an `@`.
    pub deprecation: Option<String>,
    /// When the version ends (RFC 8594).
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version, `rel="successor-version"`.
    pub link: Option<String>,
    /// The body.
    pub body: models::TableSchema,
}

/// The caller has the current state.
pub struct GetSchema304 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
}

// An answer is made once and written at once.
#[allow(clippy::large_enum_variant)]
/// Answers of `getSchema`.
pub enum GetSchemaAnswer {
    /// The schema.
    Status200(GetSchema200),
    /// The caller has the current state.
    Status304(GetSchema304),
}

/// What `getSchema` is given, once all of it is valid.
struct GetSchemaInput {
    parameters: GetSchemaParameters,
}

async fn get_schema_input<C>(call: &mut Call<'_, C>) -> Result<GetSchemaInput, Problem> {
    let schema_id = call.required(Place::Path, "schemaId", |v: &String| {
        check::length(v, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                v
            )
    });
    let if_none_match = call.optional(Place::Header, "If-None-Match", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[!-~ ]+$", v)
    });
    call.accept()?;
    let (Some(schema_id), Some(if_none_match)) = (schema_id, if_none_match) else {
        return Err(call.refusal());
    };
    Ok(GetSchemaInput { parameters: GetSchemaParameters { schema_id, if_none_match } })
}

async fn get_schema<A: SchemasApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = get_schema_input(&mut call).await?;
    let writer = Writer::new(call.reply(), get_schema_answer);
    api.get_schema(context, writer, input.parameters).await.map_err(Into::into)
}

fn get_schema_answer(reply: Reply, answer: GetSchemaAnswer) -> Answer {
    match answer {
        GetSchemaAnswer::Status200(answer) => reply
            .answer(200, "200")
            .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
            .optional_header("deprecation", &answer.deprecation, false, |v: &String| {
                check::length(v, 2, 24) && matches_pattern!("^@-?[0-9]+$", v)
            })
            .optional_header("sunset", &answer.sunset, false, |v: &String| check::length(v, 29, 29))
            .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 512))
            .json("application/json", &answer.body, |v: &models::TableSchema| v.is_valid()),
        GetSchemaAnswer::Status304(answer) => {
            reply
                .answer(304, "304")
                .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
        }
    }
}

/// Parameters of `replaceSchema`.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplaceSchemaParameters {
    /// A table, `dp:<name>:<table>` in the latest version or `dp:<name>:v<major>.<minor>:<table>`.
    pub schema_id: String,
    /// The `ETag` that the change was made from; another one by now answers 412 and changes nothing.
    pub if_match: Option<String>,
    /// Judge the change and change nothing.
    pub dry_run: bool,
    /// Makes a retry safe for 24 hours. The same request with the same key changes nothing more and gets the first answer again, marked `Idempotent-Replayed`; another request with this key is refused with 422.
    pub idempotency_key: Option<String>,
}

/// The schema as it is now.
pub struct ReplaceSchema200 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// The body.
    pub body: models::TableSchema,
}

/// What `replaceSchema` is given, once all of it is valid.
struct ReplaceSchemaInput {
    parameters: ReplaceSchemaParameters,
    body: models::TableSchemaWrite,
}

async fn replace_schema_input<C>(call: &mut Call<'_, C>) -> Result<ReplaceSchemaInput, Problem> {
    let schema_id = call.required(Place::Path, "schemaId", |v: &String| {
        check::length(v, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                v
            )
    });
    let if_match = call.optional(Place::Header, "If-Match", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[!-~ ]+$", v)
    });
    let dry_run = call.defaulted(Place::Query, "dryRun", Default::default(), |_: &bool| true);
    let idempotency_key = call.optional(Place::Header, "Idempotency-Key", |v: &String| {
        check::length(v, 1, 255) && matches_pattern!("^[!-~]+$", v)
    });
    let body = call
        .json::<models::TableSchemaWrite>("application/json", |v: &models::TableSchemaWrite| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(schema_id), Some(if_match), Some(dry_run), Some(idempotency_key), Some(body)) =
        (schema_id, if_match, dry_run, idempotency_key, body)
    else {
        return Err(call.refusal());
    };
    Ok(ReplaceSchemaInput {
        parameters: ReplaceSchemaParameters { schema_id, if_match, dry_run, idempotency_key },
        body,
    })
}

async fn replace_schema<A: SchemasApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = replace_schema_input(&mut call).await?;
    let once = call.once(replace_schema_answer, input.parameters.idempotency_key.as_ref(), &input.body);
    api.replace_schema(context, once, input.parameters, input.body).await.map_err(Into::into)
}

fn replace_schema_answer(reply: Reply, answer: ReplaceSchema200) -> Answer {
    reply.answer(200, "200").header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64)).json(
        "application/json",
        &answer.body,
        |v: &models::TableSchema| v.is_valid(),
    )
}
