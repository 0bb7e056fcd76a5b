// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag DataProducts.

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
pub trait DataProductsApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// What changed between two versions
    ///
    /// `GET /v1/data-products/{productId}/changes`
    ///
    /// Every difference between two versions of a data product, by table and column: in words, as data, and whether it
    /// breaks those who write by the old version (BACKWARD) or those who read by it (FORWARD). A version in the id is
    /// ignored.
    async fn compare_versions(
        &self,
        context: Self::Context,
        parameters: CompareVersionsParameters,
    ) -> Result<models::VersionComparison, Self::Error>;

    /// Register a data product
    ///
    /// `POST /v1/data-products`
    ///
    /// Registers a data product as version v1.0. The caller becomes its owner. A product starts as a draft, which
    /// may be incomplete: `warnings` say what is missing before it can be published. The same body again from the same
    /// caller within 24 hours gets the first answer again, marked `Idempotent-Replayed`, and registers nothing.
    async fn create_data_product(
        &self,
        context: Self::Context,
        once: Once<CreateDataProduct201>,
        body: models::DataProductCreate,
    ) -> Result<Answer, Self::Error>;

    /// Delete a data product
    ///
    /// `DELETE /v1/data-products/{productId}`
    ///
    /// Deletes a data product with all its versions, schemas and rows. Owners may delete while it is a draft;
    /// a published one is deleted by stewards only. The id must not name an older version.
    async fn delete_data_product(
        &self,
        context: Self::Context,
        once: Once<()>,
        parameters: DeleteDataProductParameters,
    ) -> Result<Answer, Self::Error>;

    /// Read a data product
    ///
    /// `GET /v1/data-products/{productId}`
    ///
    /// Reads the latest version of a data product, or the version that the id names.
    async fn get_data_product(
        &self,
        context: Self::Context,
        writer: Writer<GetDataProductAnswer>,
        parameters: GetDataProductParameters,
    ) -> Result<Answer, Self::Error>;

    /// Who uses a data product
    ///
    /// `GET /v1/data-products/{productId}/consumers`
    ///
    /// Who has read or written which version, and when last, so that an owner knows whom a change hurts. Uses are noted
    /// within seconds. A version in the id narrows the list to it. Owners and stewards only.
    async fn list_consumers(
        &self,
        context: Self::Context,
        parameters: ListConsumersParameters,
    ) -> Result<models::ConsumerPage, Self::Error>;

    /// List data products
    ///
    /// `GET /v1/data-products`
    ///
    /// The latest version of every data product that the caller may read. Consumers see what is published,
    /// producers also see their own drafts, stewards see all. `q` searches names, descriptions, tags and columns;
    /// all conditions must hold. `facets` also counts what was found by domain, status, tag or owner.
    async fn list_data_products(
        &self,
        context: Self::Context,
        parameters: ListDataProductsParameters,
    ) -> Result<models::DataProductPage, Self::Error>;

    /// List the versions of a data product
    ///
    /// `GET /v1/data-products/{productId}/versions`
    ///
    /// Every version that the caller may read, the newest first. A version in the id is ignored.
    async fn list_versions(
        &self,
        context: Self::Context,
        parameters: ListVersionsParameters,
    ) -> Result<models::VersionPage, Self::Error>;

    /// Replace the description of a data product
    ///
    /// `PUT /v1/data-products/{productId}`
    ///
    /// Replaces everything but the name. A changed description or other metadata makes a new minor version; the same
    /// body again changes nothing. A changed `status` alone moves the current version on: from draft to published,
    /// which needs the right to publish (stewards) and a complete product; there is no way back, and without a
    /// `status` or `compatibilityMode` those stay. Deprecating and retiring is `setLifecycle`. Writes address the
    /// latest version only. With `dryRun=true` the answer shows what would be, and nothing is changed.
    async fn replace_data_product(
        &self,
        context: Self::Context,
        once: Once<ReplaceDataProduct200>,
        parameters: ReplaceDataProductParameters,
        body: models::DataProductReplace,
    ) -> Result<Answer, Self::Error>;

    /// Publish, deprecate or retire a version
    ///
    /// `PUT /v1/data-products/{productId}/lifecycle`
    ///
    /// Moves the latest version, or the one that the id names, on in its life: from draft to published, from published
    /// to deprecated (with the day it ends and what to use instead), from deprecated to retired, and from deprecated
    /// back to published. Publishing asks for a complete product. From then on every answer about a deprecated version
    /// carries `Deprecation`, `Sunset` and `Link`, and a retired one answers 410. Stewards only.
    async fn set_lifecycle(
        &self,
        context: Self::Context,
        once: Once<SetLifecycle200>,
        parameters: SetLifecycleParameters,
        body: models::LifecycleChange,
    ) -> Result<Answer, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: DataProductsApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::COMPARE_VERSIONS, move |call| {
                Box::pin(compare_versions(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::CREATE_DATA_PRODUCT, move |call| {
                Box::pin(create_data_product(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::DELETE_DATA_PRODUCT, move |call| {
                Box::pin(delete_data_product(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_DATA_PRODUCT, move |call| {
                Box::pin(get_data_product(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::LIST_CONSUMERS, move |call| Box::pin(list_consumers(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::LIST_DATA_PRODUCTS, move |call| {
                Box::pin(list_data_products(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::LIST_VERSIONS, move |call| Box::pin(list_versions(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::REPLACE_DATA_PRODUCT, move |call| {
                Box::pin(replace_data_product(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::SET_LIFECYCLE, move |call| Box::pin(set_lifecycle(api.clone(), call)))
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::COMPARE_VERSIONS, |mut call| {
            Box::pin(async move {
                compare_versions_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::CREATE_DATA_PRODUCT, |mut call| {
            Box::pin(async move {
                create_data_product_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::DELETE_DATA_PRODUCT, |mut call| {
            Box::pin(async move {
                delete_data_product_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_DATA_PRODUCT, |mut call| {
            Box::pin(async move {
                get_data_product_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::LIST_CONSUMERS, |mut call| {
            Box::pin(async move {
                list_consumers_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::LIST_DATA_PRODUCTS, |mut call| {
            Box::pin(async move {
                list_data_products_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::LIST_VERSIONS, |mut call| {
            Box::pin(async move {
                list_versions_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::REPLACE_DATA_PRODUCT, |mut call| {
            Box::pin(async move {
                replace_data_product_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::SET_LIFECYCLE, |mut call| {
            Box::pin(async move {
                set_lifecycle_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

/// Parameters of `compareVersions`.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareVersionsParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The older version; the one before `to` when left out.
    pub from: Option<String>,
    /// The newer version; the latest when left out.
    pub to: Option<String>,
}

/// What `compareVersions` is given, once all of it is valid.
struct CompareVersionsInput {
    parameters: CompareVersionsParameters,
}

async fn compare_versions_input<C>(call: &mut Call<'_, C>) -> Result<CompareVersionsInput, Problem> {
    let product_id = call.required(Place::Path, "productId", |v: &String| {
        check::length(v, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
    });
    let from = call.optional(Place::Query, "from", |v: &String| {
        check::length(v, 4, 21) && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", v)
    });
    let to = call.optional(Place::Query, "to", |v: &String| {
        check::length(v, 4, 21) && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", v)
    });
    call.accept()?;
    let (Some(product_id), Some(from), Some(to)) = (product_id, from, to) else {
        return Err(call.refusal());
    };
    Ok(CompareVersionsInput { parameters: CompareVersionsParameters { product_id, from, to } })
}

async fn compare_versions<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = compare_versions_input(&mut call).await?;
    let answer = api.compare_versions(context, input.parameters).await.map_err(Into::into)?;
    Ok(compare_versions_answer(call.reply(), answer))
}

fn compare_versions_answer(reply: Reply, answer: models::VersionComparison) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::VersionComparison| v.is_valid())
}

/// The data product was registered.
pub struct CreateDataProduct201 {
    /// The address of what was created.
    pub location: String,
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// The body.
    pub body: models::DataProduct,
}

/// What `createDataProduct` is given, once all of it is valid.
struct CreateDataProductInput {
    body: models::DataProductCreate,
}

async fn create_data_product_input<C>(call: &mut Call<'_, C>) -> Result<CreateDataProductInput, Problem> {
    let body = call
        .json::<models::DataProductCreate>("application/json", |v: &models::DataProductCreate| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(body),) = (body,) else {
        return Err(call.refusal());
    };
    Ok(CreateDataProductInput { body })
}

async fn create_data_product<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = create_data_product_input(&mut call).await?;
    let once = call.once(create_data_product_answer, None, &input.body);
    api.create_data_product(context, once, input.body).await.map_err(Into::into)
}

fn create_data_product_answer(reply: Reply, answer: CreateDataProduct201) -> Answer {
    reply
        .answer(201, "201")
        .header("location", &answer.location, false, |v: &String| check::length(v, 1, 512))
        .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
        .json("application/json", &answer.body, |v: &models::DataProduct| v.is_valid())
}

/// Parameters of `deleteDataProduct`.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteDataProductParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The `ETag` that the change was made from; another one by now answers 412 and changes nothing.
    pub if_match: Option<String>,
    /// Makes a retry safe for 24 hours. The same request with the same key changes nothing more and gets the first answer again, marked `Idempotent-Replayed`; another request with this key is refused with 422.
    pub idempotency_key: Option<String>,
}

/// What `deleteDataProduct` is given, once all of it is valid.
struct DeleteDataProductInput {
    parameters: DeleteDataProductParameters,
}

async fn delete_data_product_input<C>(call: &mut Call<'_, C>) -> Result<DeleteDataProductInput, Problem> {
    let product_id = call.required(Place::Path, "productId", |v: &String| {
        check::length(v, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
    });
    let if_match = call.optional(Place::Header, "If-Match", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[!-~ ]+$", v)
    });
    let idempotency_key = call.optional(Place::Header, "Idempotency-Key", |v: &String| {
        check::length(v, 1, 255) && matches_pattern!("^[!-~]+$", v)
    });
    call.accept()?;
    let (Some(product_id), Some(if_match), Some(idempotency_key)) = (product_id, if_match, idempotency_key)
    else {
        return Err(call.refusal());
    };
    Ok(DeleteDataProductInput {
        parameters: DeleteDataProductParameters { product_id, if_match, idempotency_key },
    })
}

async fn delete_data_product<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = delete_data_product_input(&mut call).await?;
    let once = call.once(delete_data_product_answer, input.parameters.idempotency_key.as_ref(), &());
    api.delete_data_product(context, once, input.parameters).await.map_err(Into::into)
}

fn delete_data_product_answer(reply: Reply, (): ()) -> Answer {
    reply.answer(204, "204")
}

/// Parameters of `getDataProduct`.
#[derive(Clone, Debug, PartialEq)]
pub struct GetDataProductParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// An `ETag` that the caller already has; 304 when it is still the current one.
    pub if_none_match: Option<String>,
}

/// The data product.
pub struct GetDataProduct200 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// Since when the version is deprecated (RFC 9745), seconds since 1970 after an `@`.
    pub deprecation: Option<String>,
    /// When the version ends (RFC 8594).
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version, `rel="successor-version"`.
    pub link: Option<String>,
    /// The body.
    pub body: models::DataProduct,
}

/// The caller has the current state.
pub struct GetDataProduct304 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
}

// An answer is made once and written at once.
#[allow(clippy::large_enum_variant)]
/// Answers of `getDataProduct`.
pub enum GetDataProductAnswer {
    /// The data product.
    Status200(GetDataProduct200),
    /// The caller has the current state.
    Status304(GetDataProduct304),
}

/// What `getDataProduct` is given, once all of it is valid.
struct GetDataProductInput {
    parameters: GetDataProductParameters,
}

async fn get_data_product_input<C>(call: &mut Call<'_, C>) -> Result<GetDataProductInput, Problem> {
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
    Ok(GetDataProductInput { parameters: GetDataProductParameters { product_id, if_none_match } })
}

async fn get_data_product<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = get_data_product_input(&mut call).await?;
    let writer = Writer::new(call.reply(), get_data_product_answer);
    api.get_data_product(context, writer, input.parameters).await.map_err(Into::into)
}

fn get_data_product_answer(reply: Reply, answer: GetDataProductAnswer) -> Answer {
    match answer {
        GetDataProductAnswer::Status200(answer) => reply
            .answer(200, "200")
            .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
            .optional_header("deprecation", &answer.deprecation, false, |v: &String| {
                check::length(v, 2, 24) && matches_pattern!("^@-?[0-9]+$", v)
            })
            .optional_header("sunset", &answer.sunset, false, |v: &String| check::length(v, 29, 29))
            .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 512))
            .json("application/json", &answer.body, |v: &models::DataProduct| v.is_valid()),
        GetDataProductAnswer::Status304(answer) => {
            reply
                .answer(304, "304")
                .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
        }
    }
}

/// Parameters of `listConsumers`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListConsumersParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The most items of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// What `listConsumers` is given, once all of it is valid.
struct ListConsumersInput {
    parameters: ListConsumersParameters,
}

async fn list_consumers_input<C>(call: &mut Call<'_, C>) -> Result<ListConsumersInput, Problem> {
    let product_id = call.required(Place::Path, "productId", |v: &String| {
        check::length(v, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
    });
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(product_id), Some(limit), Some(cursor)) = (product_id, limit, cursor) else {
        return Err(call.refusal());
    };
    Ok(ListConsumersInput { parameters: ListConsumersParameters { product_id, limit, cursor } })
}

async fn list_consumers<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = list_consumers_input(&mut call).await?;
    let answer = api.list_consumers(context, input.parameters).await.map_err(Into::into)?;
    Ok(list_consumers_answer(call.reply(), answer))
}

fn list_consumers_answer(reply: Reply, answer: models::ConsumerPage) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::ConsumerPage| v.is_valid())
}

/// Parameters of `listDataProducts`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListDataProductsParameters {
    /// Words that must occur, in any order, in the name, the description, the tags or the columns; the beginning of a word is enough.
    pub q: Option<String>,
    /// Only this domain.
    pub domain: Option<String>,
    /// Only data products whose latest version has this status.
    pub status: Option<models::DataProductStatus>,
    /// Only data products that have this tag, `name` or `name=value`.
    pub tag: Option<String>,
    /// Only data products that this person or team answers for, as `dataProductOwner` says.
    pub owner: Option<String>,
    /// Only data products that have a column of this name.
    pub column: Option<String>,
    /// Only data products with, or without, a column of personal data.
    pub personal_data: Option<bool>,
    /// The order; `-` turns it round.
    pub sort: models::DataProductSort,
    /// What to count the found data products by.
    pub facets: Option<Vec<models::FacetName>>,
    /// The most items of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// What `listDataProducts` is given, once all of it is valid.
struct ListDataProductsInput {
    parameters: ListDataProductsParameters,
}

async fn list_data_products_input<C>(call: &mut Call<'_, C>) -> Result<ListDataProductsInput, Problem> {
    let q = call.optional(Place::Query, "q", |v: &String| check::length(v, 1, 200));
    let domain = call.optional(Place::Query, "domain", |v: &String| check::length(v, 1, 128));
    let status = call.optional(Place::Query, "status", |_: &models::DataProductStatus| true);
    let tag = call.optional(Place::Query, "tag", |v: &String| check::length(v, 1, 385));
    let owner = call.optional(Place::Query, "owner", |v: &String| check::length(v, 1, 254));
    let column = call.optional(Place::Query, "column", |v: &String| {
        check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v)
    });
    let personal_data = call.optional(Place::Query, "personalData", |_: &bool| true);
    let sort =
        call.defaulted(Place::Query, "sort", models::DataProductSort::Name, |_: &models::DataProductSort| {
            true
        });
    let facets = call.optional(Place::Query, "facets", |v: &Vec<models::FacetName>| {
        (1..=4).contains(&v.len()) && check::unique(v)
    });
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (
        Some(q),
        Some(domain),
        Some(status),
        Some(tag),
        Some(owner),
        Some(column),
        Some(personal_data),
        Some(sort),
        Some(facets),
        Some(limit),
        Some(cursor),
    ) = (q, domain, status, tag, owner, column, personal_data, sort, facets, limit, cursor)
    else {
        return Err(call.refusal());
    };
    Ok(ListDataProductsInput {
        parameters: ListDataProductsParameters {
            q,
            domain,
            status,
            tag,
            owner,
            column,
            personal_data,
            sort,
            facets,
            limit,
            cursor,
        },
    })
}

async fn list_data_products<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = list_data_products_input(&mut call).await?;
    let answer = api.list_data_products(context, input.parameters).await.map_err(Into::into)?;
    Ok(list_data_products_answer(call.reply(), answer))
}

fn list_data_products_answer(reply: Reply, answer: models::DataProductPage) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::DataProductPage| v.is_valid())
}

/// Parameters of `listVersions`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListVersionsParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The most items of a page.
    pub limit: i32,
    /// Where the page starts, the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// What `listVersions` is given, once all of it is valid.
struct ListVersionsInput {
    parameters: ListVersionsParameters,
}

async fn list_versions_input<C>(call: &mut Call<'_, C>) -> Result<ListVersionsInput, Problem> {
    let product_id = call.required(Place::Path, "productId", |v: &String| {
        check::length(v, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
    });
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(product_id), Some(limit), Some(cursor)) = (product_id, limit, cursor) else {
        return Err(call.refusal());
    };
    Ok(ListVersionsInput { parameters: ListVersionsParameters { product_id, limit, cursor } })
}

async fn list_versions<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = list_versions_input(&mut call).await?;
    let answer = api.list_versions(context, input.parameters).await.map_err(Into::into)?;
    Ok(list_versions_answer(call.reply(), answer))
}

fn list_versions_answer(reply: Reply, answer: models::VersionPage) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::VersionPage| v.is_valid())
}

/// Parameters of `replaceDataProduct`.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplaceDataProductParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The `ETag` that the change was made from; another one by now answers 412 and changes nothing.
    pub if_match: Option<String>,
    /// Judge the change and change nothing.
    pub dry_run: bool,
    /// Makes a retry safe for 24 hours. The same request with the same key changes nothing more and gets the first answer again, marked `Idempotent-Replayed`; another request with this key is refused with 422.
    pub idempotency_key: Option<String>,
}

/// The data product as it is now.
pub struct ReplaceDataProduct200 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// The body.
    pub body: models::DataProduct,
}

/// What `replaceDataProduct` is given, once all of it is valid.
struct ReplaceDataProductInput {
    parameters: ReplaceDataProductParameters,
    body: models::DataProductReplace,
}

async fn replace_data_product_input<C>(call: &mut Call<'_, C>) -> Result<ReplaceDataProductInput, Problem> {
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
    let body = call
        .json::<models::DataProductReplace>("application/json", |v: &models::DataProductReplace| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(product_id), Some(if_match), Some(dry_run), Some(idempotency_key), Some(body)) =
        (product_id, if_match, dry_run, idempotency_key, body)
    else {
        return Err(call.refusal());
    };
    Ok(ReplaceDataProductInput {
        parameters: ReplaceDataProductParameters { product_id, if_match, dry_run, idempotency_key },
        body,
    })
}

async fn replace_data_product<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = replace_data_product_input(&mut call).await?;
    let once = call.once(replace_data_product_answer, input.parameters.idempotency_key.as_ref(), &input.body);
    api.replace_data_product(context, once, input.parameters, input.body).await.map_err(Into::into)
}

fn replace_data_product_answer(reply: Reply, answer: ReplaceDataProduct200) -> Answer {
    reply.answer(200, "200").header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64)).json(
        "application/json",
        &answer.body,
        |v: &models::DataProduct| v.is_valid(),
    )
}

/// Parameters of `setLifecycle`.
#[derive(Clone, Debug, PartialEq)]
pub struct SetLifecycleParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The `ETag` that the change was made from; another one by now answers 412 and changes nothing.
    pub if_match: Option<String>,
    /// Makes a retry safe for 24 hours. The same request with the same key changes nothing more and gets the first answer again, marked `Idempotent-Replayed`; another request with this key is refused with 422.
    pub idempotency_key: Option<String>,
}

/// The version as it is now.
pub struct SetLifecycle200 {
    /// The state that was answered, for `If-Match` and `If-None-Match`.
    pub e_tag: String,
    /// Since when the version is deprecated (RFC 9745), seconds since 1970 after an `@`.
    pub deprecation: Option<String>,
    /// When the version ends (RFC 8594).
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version, `rel="successor-version"`.
    pub link: Option<String>,
    /// The body.
    pub body: models::DataProduct,
}

/// What `setLifecycle` is given, once all of it is valid.
struct SetLifecycleInput {
    parameters: SetLifecycleParameters,
    body: models::LifecycleChange,
}

async fn set_lifecycle_input<C>(call: &mut Call<'_, C>) -> Result<SetLifecycleInput, Problem> {
    let product_id = call.required(Place::Path, "productId", |v: &String| {
        check::length(v, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
    });
    let if_match = call.optional(Place::Header, "If-Match", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[!-~ ]+$", v)
    });
    let idempotency_key = call.optional(Place::Header, "Idempotency-Key", |v: &String| {
        check::length(v, 1, 255) && matches_pattern!("^[!-~]+$", v)
    });
    let body = call
        .json::<models::LifecycleChange>("application/json", |v: &models::LifecycleChange| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(product_id), Some(if_match), Some(idempotency_key), Some(body)) =
        (product_id, if_match, idempotency_key, body)
    else {
        return Err(call.refusal());
    };
    Ok(SetLifecycleInput {
        parameters: SetLifecycleParameters { product_id, if_match, idempotency_key },
        body,
    })
}

async fn set_lifecycle<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = set_lifecycle_input(&mut call).await?;
    let once = call.once(set_lifecycle_answer, input.parameters.idempotency_key.as_ref(), &input.body);
    api.set_lifecycle(context, once, input.parameters, input.body).await.map_err(Into::into)
}

fn set_lifecycle_answer(reply: Reply, answer: SetLifecycle200) -> Answer {
    reply
        .answer(200, "200")
        .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
        .optional_header("deprecation", &answer.deprecation, false, |v: &String| {
            check::length(v, 2, 24) && matches_pattern!("^@-?[0-9]+$", v)
        })
        .optional_header("sunset", &answer.sunset, false, |v: &String| check::length(v, 29, 29))
        .optional_header("link", &answer.link, false, |v: &String| check::length(v, 1, 512))
        .json("application/json", &answer.body, |v: &models::DataProduct| v.is_valid())
}
