// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag DataProducts.

#![allow(unused_imports)]

use std::sync::Arc;

use spec_runtime::check::{self, Check};
use spec_runtime::{conforms, matches_format, matches_pattern};
use spec_runtime::{Answer, Body, ByteStream, Call, Json, Lines, Map, Place, Problem, Route, Shape, Upload};

use crate::{models, operations};

/// What answers the operations of this tag.
#[allow(async_fn_in_trait)]
pub trait DataProductsApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// Register a data product
    ///
    /// `POST /v1/data-products`
    ///
    /// Registers a data product as version v1.0. The caller becomes its owner. A product starts as a draft;
    /// registering one as published needs the right to publish (stewards).
    async fn create_data_product(
        &self,
        context: Self::Context,
        body: models::DataProductCreate,
    ) -> Result<CreateDataProduct201, Self::Error>;

    /// Delete a data product
    ///
    /// `DELETE /v1/data-products/{productId}`
    ///
    /// Deletes a data product with all its versions, schemas and rows. Owners may delete while it is a draft;
    /// a published one is deleted by stewards only. The id must not name an older version.
    async fn delete_data_product(
        &self,
        context: Self::Context,
        parameters: DeleteDataProductParameters,
    ) -> Result<(), Self::Error>;

    /// Read a data product
    ///
    /// `GET /v1/data-products/{productId}`
    ///
    /// Reads the latest version of a data product, or the version that the id names.
    async fn get_data_product(
        &self,
        context: Self::Context,
        parameters: GetDataProductParameters,
    ) -> Result<GetDataProductAnswer, Self::Error>;

    /// List data products
    ///
    /// `GET /v1/data-products`
    ///
    /// The latest version of every data product that the caller may read, ordered by name. Consumers see what is
    /// published, producers also see their own drafts, stewards see all.
    async fn list_data_products(
        &self,
        context: Self::Context,
        parameters: ListDataProductsParameters,
    ) -> Result<models::DataProductPage, Self::Error>;

    /// Replace the description of a data product
    ///
    /// `PUT /v1/data-products/{productId}`
    ///
    /// Replaces everything but the name. A changed description or other metadata makes a new minor version; the same
    /// body again changes nothing. A changed `status` alone moves the current version on: from draft to published,
    /// which needs the right to publish (stewards); there is no way back, and without a `status` it stays. Writes address the latest version only.
    async fn replace_data_product(
        &self,
        context: Self::Context,
        parameters: ReplaceDataProductParameters,
        body: models::DataProductReplace,
    ) -> Result<ReplaceDataProduct200, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: DataProductsApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
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
            Route::new(&operations::LIST_DATA_PRODUCTS, move |call| {
                Box::pin(list_data_products(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::REPLACE_DATA_PRODUCT, move |call| {
                Box::pin(replace_data_product(api.clone(), call))
            })
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
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
        Route::new(&operations::LIST_DATA_PRODUCTS, |mut call| {
            Box::pin(async move {
                list_data_products_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::REPLACE_DATA_PRODUCT, |mut call| {
            Box::pin(async move {
                replace_data_product_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
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
    let answer = api.create_data_product(context, input.body).await.map_err(Into::into)?;
    Ok(call
        .answer(201, "201")
        .header("location", &answer.location, false, |v: &String| check::length(v, 1, 512))
        .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
        .json("application/json", &answer.body, |v: &models::DataProduct| v.is_valid()))
}

/// Parameters of `deleteDataProduct`.
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteDataProductParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The `ETag` that the change was made from; another one by now answers 412 and changes nothing.
    pub if_match: Option<String>,
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
    call.accept()?;
    let (Some(product_id), Some(if_match)) = (product_id, if_match) else {
        return Err(call.refusal());
    };
    Ok(DeleteDataProductInput { parameters: DeleteDataProductParameters { product_id, if_match } })
}

async fn delete_data_product<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = delete_data_product_input(&mut call).await?;
    let () = api.delete_data_product(context, input.parameters).await.map_err(Into::into)?;
    Ok(call.answer(204, "204"))
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
    let answer = api.get_data_product(context, input.parameters).await.map_err(Into::into)?;
    match answer {
        GetDataProductAnswer::Status200(answer) => Ok(call
            .answer(200, "200")
            .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
            .json("application/json", &answer.body, |v: &models::DataProduct| v.is_valid())),
        GetDataProductAnswer::Status304(answer) => {
            Ok(call
                .answer(304, "304")
                .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64)))
        }
    }
}

/// Parameters of `listDataProducts`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListDataProductsParameters {
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
    let limit = call.defaulted(Place::Query, "limit", 50, |v: &i32| (1..=500).contains(v));
    let cursor = call.optional(Place::Query, "cursor", |v: &String| {
        check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
    });
    call.accept()?;
    let (Some(limit), Some(cursor)) = (limit, cursor) else {
        return Err(call.refusal());
    };
    Ok(ListDataProductsInput { parameters: ListDataProductsParameters { limit, cursor } })
}

async fn list_data_products<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = list_data_products_input(&mut call).await?;
    let answer = api.list_data_products(context, input.parameters).await.map_err(Into::into)?;
    Ok(call.answer(200, "200").json("application/json", &answer, |v: &models::DataProductPage| v.is_valid()))
}

/// Parameters of `replaceDataProduct`.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplaceDataProductParameters {
    /// A data product, `dp:<name>` for its latest version or `dp:<name>:v<major>.<minor>`.
    pub product_id: String,
    /// The `ETag` that the change was made from; another one by now answers 412 and changes nothing.
    pub if_match: Option<String>,
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
    let body = call
        .json::<models::DataProductReplace>("application/json", |v: &models::DataProductReplace| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(product_id), Some(if_match), Some(body)) = (product_id, if_match, body) else {
        return Err(call.refusal());
    };
    Ok(ReplaceDataProductInput { parameters: ReplaceDataProductParameters { product_id, if_match }, body })
}

async fn replace_data_product<A: DataProductsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = replace_data_product_input(&mut call).await?;
    let answer = api.replace_data_product(context, input.parameters, input.body).await.map_err(Into::into)?;
    Ok(call
        .answer(200, "200")
        .header("etag", &answer.e_tag, false, |v: &String| check::length(v, 3, 64))
        .json("application/json", &answer.body, |v: &models::DataProduct| v.is_valid()))
}
