//! Operations of the tag DataProducts.

use auth::{Caller, Permission, Policy, Relation};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::{ProductId, ProductName, Version};
use server_api::apis::data_products::*;
use server_api::models;
use server_api::spec_runtime::Fault;
use store::Connection;
use store::data_product_versions::{self, NewVersion, Status, VersionUpdate};
use store::data_products::{self, NewDataProduct, Versioned, Visibility};

use crate::versions::{self, Next};
use crate::{ApiError, Handlers, access, preconditions, views};

impl DataProductsApi for Handlers {
    type Context = Caller;
    type Error = ApiError;

    async fn list_data_products(
        &self,
        caller: Caller,
        parameters: ListDataProductsParameters,
    ) -> Result<models::DataProductPage, ApiError> {
        self.policy.require(&caller, access::READ_PRODUCT, Relation::Published)?;
        let sees_all = self.policy.require(&caller, access::READ_PRODUCT, Relation::Draft).is_ok();
        let after = parameters.cursor.as_deref().map(name_of_cursor).transpose()?;
        let limit = parameters.limit.unsigned_abs();

        let mut found = self
            .store
            .read(move |conn| {
                let visible = if sees_all { Visibility::All } else { Visibility::PublishedOr(&caller.id) };
                // One more than asked for says whether there is a next page.
                data_products::list(conn, visible, after.as_deref(), limit + 1)
            })
            .await?;

        let has_more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let next_cursor =
            found.last().filter(|_| has_more).map(|(last, _)| URL_SAFE_NO_PAD.encode(&last.name));
        let items = found.iter().map(|(product, version)| Ok(views::data_product(product, version)?.1));
        Ok(models::DataProductPage { items: items.collect::<Result<_, ApiError>>()?, next_cursor })
    }

    async fn create_data_product(
        &self,
        caller: Caller,
        body: models::DataProductCreate,
    ) -> Result<CreateDataProduct201, ApiError> {
        self.policy.require(&caller, access::CREATE_PRODUCT, Relation::Own)?;
        let status = views::stored_status(body.status);
        if status == Status::Published {
            self.policy.require(&caller, access::PUBLISH_PRODUCT, Relation::Own)?;
        }
        let (name, body) = views::without_name(body);
        let name: ProductName = name.parse()?;
        let first = NewVersion {
            id: self.clock.new_id(),
            version: Version::FIRST,
            status,
            document: views::document(&views::metadata(body))?,
            table_names: Vec::new(),
            created_at: self.clock.now().naive_utc(),
        };
        let new = NewDataProduct { id: self.clock.new_id(), name, owner_id: caller.id, first };

        let (product, version) = self
            .store
            .transaction(move |conn| {
                data_products::insert(conn, &new)?;
                Ok::<_, ApiError>(data_products::find(conn, &new.name, None)?)
            })
            .await?;

        let (e_tag, body) = views::data_product(&product, &version)?;
        let location = format!("/v1/data-products/dp:{}", body.name);
        Ok(CreateDataProduct201 { location, e_tag, body })
    }

    async fn get_data_product(
        &self,
        caller: Caller,
        parameters: GetDataProductParameters,
    ) -> Result<GetDataProductAnswer, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;

        let (product, version) =
            self.store.read(move |conn| data_products::find(conn, &id.name, id.version)).await?;

        let relation = access::relation(&caller, &product, &version);
        self.policy.require(&caller, access::READ_PRODUCT, relation)?;
        let e_tag = preconditions::e_tag(version.version(), version.revision);
        if preconditions::is_known(parameters.if_none_match.as_deref(), &e_tag) {
            return Ok(GetDataProductAnswer::Status304(GetDataProduct304 { e_tag }));
        }
        let (e_tag, body) = views::data_product(&product, &version)?;
        Ok(GetDataProductAnswer::Status200(GetDataProduct200 { e_tag, body }))
    }

    async fn replace_data_product(
        &self,
        caller: Caller,
        parameters: ReplaceDataProductParameters,
        body: models::DataProductReplace,
    ) -> Result<ReplaceDataProduct200, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());

        let (product, version) = self
            .store
            .transaction(move |conn| {
                let if_match = parameters.if_match.as_deref();
                let found = changeable(conn, &policy, &caller, &id, |_| access::UPDATE_PRODUCT, if_match)?;
                let (_, version) = &found;
                let status = body.status.map_or(version.status, views::stored_status);
                may_move(&policy, &caller, &found, status)?;
                let metadata = views::metadata(body);
                if metadata != views::stored_metadata(version)? {
                    let number = version.version().next_minor();
                    let document = views::document(&metadata)?;
                    return versions::advance(
                        conn,
                        &clock,
                        &found,
                        Next { number, status, document, without: None },
                    );
                }
                if status == version.status {
                    return Ok(found);
                }
                let update = VersionUpdate { status, ..versions::unchanged(&clock, version) };
                data_product_versions::update(conn, version, &update)?;
                Ok(data_products::find(conn, &id.name, None)?)
            })
            .await?;

        let (e_tag, body) = views::data_product(&product, &version)?;
        Ok(ReplaceDataProduct200 { e_tag, body })
    }

    async fn delete_data_product(
        &self,
        caller: Caller,
        parameters: DeleteDataProductParameters,
    ) -> Result<(), ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let policy = self.policy.clone();

        self.store
            .transaction(move |conn| {
                let permission = |status| match status {
                    Status::Draft => access::DELETE_PRODUCT,
                    Status::Published => access::DELETE_PUBLISHED_PRODUCT,
                };
                let if_match = parameters.if_match.as_deref();
                let (product, _) = changeable(conn, &policy, &caller, &id, permission, if_match)?;
                Ok(data_products::delete(conn, &product.id)?)
            })
            .await
    }
}

/// The latest version, locked, when this caller may change it and knows its state.
fn changeable(
    conn: &mut Connection,
    policy: &Policy,
    caller: &Caller,
    id: &ProductId,
    permission: impl Fn(Status) -> Permission,
    if_match: Option<&str>,
) -> Result<Versioned, ApiError> {
    data_products::lock(conn, &id.name)?;
    let (product, version) = data_products::find(conn, &id.name, None)?;
    policy.require(caller, permission(version.status), access::relation(caller, &product, &version))?;
    access::latest_only(id.version, &product)?;
    preconditions::if_match(if_match, &preconditions::e_tag(version.version(), version.revision))?;
    Ok((product, version))
}

/// Refuses a status that a version cannot get, or that this caller may not give it.
fn may_move(
    policy: &Policy,
    caller: &Caller,
    (product, version): &Versioned,
    status: Status,
) -> Result<(), ApiError> {
    match (version.status, status) {
        (Status::Published, Status::Draft) => Err(ApiError::StatusTransition),
        (Status::Draft, Status::Published) => {
            let relation = access::relation(caller, product, version);
            Ok(policy.require(caller, access::PUBLISH_PRODUCT, relation)?)
        }
        (Status::Draft, Status::Draft) | (Status::Published, Status::Published) => Ok(()),
    }
}

/// The name after which the page starts.
fn name_of_cursor(cursor: &str) -> Result<String, ApiError> {
    let decoded = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    match decoded.and_then(|text| text.parse::<ProductName>().ok()) {
        Some(name) => Ok(name.as_str().to_owned()),
        None => {
            let fault = Fault::new("/query/cursor", "cursor", "must be the nextCursor of a page before");
            Err(ApiError::InvalidRequest(vec![fault]))
        }
    }
}
