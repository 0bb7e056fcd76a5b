//! Operations of the tag DataProducts.

use auth::{Caller, Refusal, Relation};
use domain::fault::Fault;
use domain::ids::{ProductId, ProductName, Version};
use domain::lifecycle::{Lifecycle, Status};
use server_api::apis::data_products::*;
use server_api::models;
use server_api::spec_runtime::{Answer, Once, Writer};
use store::data_product_versions::{self, NewVersion, VersionUpdate};
use store::data_products::{self, NewDataProduct, Versioned};
use store::{catalogue, usage};

use crate::lifecycle::{self, Headers};
use crate::published::Asked;
use crate::versions::{self, Done, Next};
use crate::views::verdicts as view;
use crate::{ApiError, Handlers, access, comparison, cursor, finding, once, views};

impl DataProductsApi for Handlers {
    type Context = Caller;
    type Error = ApiError;

    async fn list_data_products(
        &self,
        caller: Caller,
        parameters: ListDataProductsParameters,
    ) -> Result<models::DataProductPage, ApiError> {
        self.policy.require(&caller, access::READ_PRODUCT, Relation::Published)?;
        let visible = finding::visible(&self.policy, &caller);
        self.store.snapshot(move |conn| finding::page(conn, visible, &parameters)).await
    }

    async fn create_data_product(
        &self,
        caller: Caller,
        once: Once<CreateDataProduct201>,
        body: models::DataProductCreate,
    ) -> Result<Answer, ApiError> {
        self.policy.require(&caller, access::CREATE_PRODUCT, Relation::Own)?;
        let status = views::stored_status(body.status);
        lifecycle::may_start(&self.policy, &caller, status)?;
        let (name, body) = views::without_name(body);
        let name: ProductName = name.parse()?;
        let mode = body.compatibility_mode.map(view::stored_mode).unwrap_or_default();
        let first = NewVersion {
            id: self.clock.new_id(),
            version: Version::FIRST,
            lifecycle: Lifecycle::without_end(status),
            document: views::metadata(body)?,
            table_names: Vec::new(),
            created_at: self.clock.now().naive_utc(),
        };
        let new = NewDataProduct {
            id: self.clock.new_id(),
            name,
            owner_id: caller.id.clone(),
            compatibility_mode: mode,
            first,
        };
        let clock = self.clock.clone();
        let thing = format!("dp:{}", new.name);

        self.store
            .transaction(move |conn| {
                once::named(conn, &clock, &caller, &once, &thing, |conn| {
                    data_products::insert(conn, &new)?;
                    let done = Done::of_product("createDataProduct", &new.name, None, Some(Version::FIRST));
                    let (made, tables) = versions::settle(conn, &clock, &caller, done, &new.name)?;
                    let warnings = lifecycle::missing(&made.1, &tables)?;
                    let (e_tag, body) = described(&made, warnings)?;
                    let location = format!("/v1/data-products/{thing}");
                    Ok(CreateDataProduct201 { location, e_tag, body })
                })
            })
            .await
    }

    async fn get_data_product(
        &self,
        caller: Caller,
        writer: Writer<GetDataProductAnswer>,
        parameters: GetDataProductParameters,
    ) -> Result<Answer, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let asked = Asked {
            caller: &caller,
            permission: access::READ_PRODUCT,
            id: &parameters.product_id,
            version: id.version,
            if_none_match: parameters.if_none_match.as_deref(),
        };
        let not_modified = |e_tag| GetDataProductAnswer::Status304(GetDataProduct304 { e_tag });

        self.answer_about(asked, writer, not_modified, move |conn| {
            let about = data_products::find(conn, &id.name, id.version)?;
            let (e_tag, body) = views::data_product(&about.0, &about.1)?;
            let Headers { deprecation, sunset, link } = Headers::of(&about.1);
            let answer = GetDataProduct200 { e_tag: e_tag.clone(), deprecation, sunset, link, body };
            Ok((about, e_tag, GetDataProductAnswer::Status200(answer)))
        })
        .await
    }

    async fn replace_data_product(
        &self,
        caller: Caller,
        once: Once<ReplaceDataProduct200>,
        parameters: ReplaceDataProductParameters,
        body: models::DataProductReplace,
    ) -> Result<Answer, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());

        self.change_once(caller, once, parameters.dry_run, move |conn, caller| {
            let if_match = parameters.if_match.as_deref();
            let found =
                lifecycle::changeable(conn, &policy, caller, &id, |_| access::UPDATE_PRODUCT, if_match)?;
            let (product, version) = &found;
            lifecycle::alive(version)?;
            let status = body.status.map_or(version.status.0, views::stored_status);
            lifecycle::may_move(&policy, caller, &found, status)?;
            let mode = body.compatibility_mode.map_or(product.compatibility_mode.0, view::stored_mode);
            let document = views::metadata(body)?;
            let before = version.version();
            let mut now = found.clone();
            if document != version.document.0 {
                let next = Next { document, ..Next::same(version, before.next_minor()) };
                now = versions::advance(conn, &clock, &found, next)?;
            }
            if status != version.status.0 || mode != product.compatibility_mode.0 {
                data_products::set_compatibility_mode(conn, &product.id, mode)?;
                let mut lifecycle = now.1.lifecycle();
                lifecycle.status = status;
                let update = VersionUpdate { lifecycle, ..versions::unchanged(&clock, &now.1) };
                data_product_versions::update(conn, &now.1, &update)?;
            } else if now == found {
                let warnings = lifecycle::warnings(conn, version)?;
                let (e_tag, body) = described(&now, warnings)?;
                return Ok(ReplaceDataProduct200 { e_tag, body });
            }
            let done = Done::of_product("replaceDataProduct", &id.name, Some(before), Some(now.1.version()));
            let (now, tables) = versions::settle(conn, &clock, caller, done, &id.name)?;
            let warnings = lifecycle::missing(&now.1, &tables)?;
            let (e_tag, body) = described(&now, warnings)?;
            Ok(ReplaceDataProduct200 { e_tag, body })
        })
        .await
    }

    async fn delete_data_product(
        &self,
        caller: Caller,
        once: Once<()>,
        parameters: DeleteDataProductParameters,
    ) -> Result<Answer, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());

        self.change_once(caller, once, false, move |conn, caller| {
            let permission = |status| match status {
                Status::Draft => access::DELETE_PRODUCT,
                Status::Published | Status::Deprecated | Status::Retired => access::DELETE_PUBLISHED_PRODUCT,
            };
            let if_match = parameters.if_match.as_deref();
            let (product, version) = lifecycle::changeable(conn, &policy, caller, &id, permission, if_match)?;
            catalogue::remove(conn, &product.id)?;
            let done = Done::of_product("deleteDataProduct", &id.name, Some(version.version()), None);
            versions::record(conn, &clock, caller, done, &id.name)?;
            let thing = format!("dp:{}", id.name);
            let tables = version.table_names.0.iter().map(|table| format!("{thing}:{table}"));
            once::forget(conn, tables.chain([thing.clone()]))?;
            Ok(data_products::delete(conn, &product.id)?)
        })
        .await
    }

    async fn list_versions(
        &self,
        caller: Caller,
        parameters: ListVersionsParameters,
    ) -> Result<models::VersionPage, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let policy = self.policy.clone();
        let limit = parameters.limit.unsigned_abs();
        let before: Option<(u32, u32)> = cursor::decode(parameters.cursor.as_deref())?;
        let before = before.map(|(major, minor)| Version { major, minor });

        let (product, mut found) = self
            .store
            .read(move |conn| {
                let (product, version) = data_products::find(conn, &id.name, None)?;
                let relation = access::relation(&caller, &product, &version);
                policy.require(&caller, access::READ_PRODUCT, relation)?;
                let drafts = if relation == Relation::Own { Relation::Own } else { Relation::Draft };
                let sees_drafts = policy.require(&caller, access::READ_PRODUCT, drafts).is_ok();
                let statuses = &Status::ALL[usize::from(!sees_drafts)..];
                let found = data_product_versions::list(conn, &product.id, statuses, before, limit + 1)?;
                Ok::<_, ApiError>((product, found))
            })
            .await?;

        let next_cursor = cursor::cut(&mut found, limit, |version| (version.major, version.minor))?;
        let items = found.iter().map(|version| views::version_summary(&product, version));
        Ok(models::VersionPage { items: items.collect(), next_cursor })
    }

    async fn compare_versions(
        &self,
        caller: Caller,
        parameters: CompareVersionsParameters,
    ) -> Result<models::VersionComparison, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let from: Option<Version> = parameters.from.as_deref().map(str::parse).transpose()?;
        let to: Option<Version> = parameters.to.as_deref().map(str::parse).transpose()?;
        let policy = self.policy.clone();

        self.store
            .snapshot(move |conn| comparison::between(conn, &policy, &caller, &id.name, (from, to)))
            .await
    }

    async fn set_lifecycle(
        &self,
        caller: Caller,
        once: Once<SetLifecycle200>,
        parameters: SetLifecycleParameters,
        body: models::LifecycleChange,
    ) -> Result<Answer, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());

        self.change_once(caller, once, false, move |conn, caller| {
            let if_match = parameters.if_match.as_deref();
            let (product, version) =
                lifecycle::move_on(conn, (&policy, &clock), caller, &id, if_match, body)?;
            let (e_tag, body) = views::data_product(&product, &version)?;
            let Headers { deprecation, sunset, link } = Headers::of(&version);
            Ok(SetLifecycle200 { e_tag, deprecation, sunset, link, body })
        })
        .await
    }

    async fn list_consumers(
        &self,
        caller: Caller,
        parameters: ListConsumersParameters,
    ) -> Result<models::ConsumerPage, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let policy = self.policy.clone();
        let limit = parameters.limit.unsigned_abs();
        let after: Option<(String, u32, u32)> = cursor::decode(parameters.cursor.as_deref())?;

        let mut found = self
            .store
            .read(move |conn| {
                let (product, version) = data_products::find(conn, &id.name, id.version)?;
                let relation = access::relation(&caller, &product, &version);
                policy.require(&caller, access::READ_PRODUCT, relation)?;
                // Whoever may see the product is told that its use is not for them to see.
                let refused = policy.require(&caller, access::READ_USAGE, relation);
                refused.map_err(|_| Refusal::NotAllowed)?;
                let after = after
                    .as_ref()
                    .map(|(id, major, minor)| (id.as_str(), Version { major: *major, minor: *minor }));
                Ok::<_, ApiError>(usage::list(conn, &product.id, id.version, after, limit + 1)?)
            })
            .await?;

        let next_cursor =
            cursor::cut(&mut found, limit, |one| (one.caller_id.clone(), one.major, one.minor))?;
        let items = found.into_iter().map(views::consumer_use);
        Ok(models::ConsumerPage { items: items.collect(), next_cursor })
    }
}

/// A data product as a change answers it, with its `ETag`.
fn described(
    (product, version): &Versioned,
    warnings: Vec<Fault>,
) -> Result<(String, models::DataProduct), ApiError> {
    let (e_tag, mut body) = views::data_product(product, version)?;
    body.warnings = views::warnings(warnings);
    Ok((e_tag, body))
}
