//! Operations of the tag Schemas.

use auth::{Caller, Permission, Policy};
use domain::clock::Clock;
use domain::compatibility::{Change, version_step};
use domain::fault::Fault;
use domain::ids::{SchemaId, Version};
use domain::lifecycle::Status;
use server_api::apis::schemas::*;
use server_api::models;
use server_api::spec_runtime::{Answer, Once, Writer};
use store::Connection;
use store::data_products::{self, Versioned};
use store::schemas::{self, SchemaInContext};

use crate::lifecycle::{self, Headers};
use crate::published::Asked;
use crate::versions::{self, Done, Next, Rows};
use crate::views::verdicts as view;
use crate::{ApiError, Handlers, access, once, preconditions, verdicts, views};

/// The most tables of a version, as the contract says of `DataProduct.schemas`.
const MAX_TABLES: usize = 500;

impl SchemasApi for Handlers {
    type Context = Caller;
    type Error = ApiError;

    async fn create_schema(
        &self,
        caller: Caller,
        once: Once<CreateSchemaAnswer>,
        parameters: CreateSchemaParameters,
        body: models::TableSchemaWrite,
    ) -> Result<Answer, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());
        let thing = format!("dp:{}:{}", id.product, id.table);

        self.change(parameters.dry_run, move |conn| {
            if parameters.dry_run {
                let (_, body) = create(conn, (&policy, &clock), &caller, &id, body)?;
                return Ok(once.answer(CreateSchemaAnswer::Status200(body)));
            }
            once::named(conn, &clock, &caller, &once, &thing, |conn| {
                let (e_tag, body) = create(conn, (&policy, &clock), &caller, &id, body)?;
                let location = format!("/v1/schemas/{thing}");
                Ok(CreateSchemaAnswer::Status201(CreateSchema201 { location, e_tag, body }))
            })
        })
        .await
    }

    async fn get_schema(
        &self,
        caller: Caller,
        writer: Writer<GetSchemaAnswer>,
        parameters: GetSchemaParameters,
    ) -> Result<Answer, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let asked = Asked {
            caller: &caller,
            permission: access::READ_SCHEMA,
            id: &parameters.schema_id,
            version: id.version,
            if_none_match: parameters.if_none_match.as_deref(),
        };
        let not_modified = |e_tag| GetSchemaAnswer::Status304(GetSchema304 { e_tag });

        self.answer_about(asked, writer, not_modified, move |conn| {
            let found = schemas::find(conn, &id.product, id.version, &id.table)?;
            let (e_tag, body) = views::schema(&found)?;
            let Headers { deprecation, sunset, link } = Headers::of(&found.version);
            let answer = GetSchema200 { e_tag: e_tag.clone(), deprecation, sunset, link, body };
            Ok(((found.product, found.version), e_tag, GetSchemaAnswer::Status200(answer)))
        })
        .await
    }

    async fn replace_schema(
        &self,
        caller: Caller,
        once: Once<ReplaceSchema200>,
        parameters: ReplaceSchemaParameters,
        body: models::TableSchemaWrite,
    ) -> Result<Answer, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());
        let dry_run = parameters.dry_run;

        self.change_once(caller, once, dry_run, move |conn, caller| {
            let if_match = parameters.if_match.as_deref();
            let found = changeable(conn, &policy, caller, &id, access::UPDATE_SCHEMA, if_match)?;
            let definition = views::table(body)?;
            let version = found.version.version();
            let before = &found.schema.definition.0;
            let mode = found.product.compatibility_mode.0;
            let compared = (id.table.as_str(), version, before);
            let verdict = verdicts::replacing(conn, &found.product, mode, compared, &definition)?;
            if !dry_run {
                verdicts::allowed(&verdict)?;
            }
            let step = version_step(before, &definition);
            if step == Change::None {
                let warnings = lifecycle::warnings(conn, &found.version)?;
                let (e_tag, body) = judged(&found, warnings, verdict)?;
                return Ok(ReplaceSchema200 { e_tag, body });
            }
            let rows = versions::rows_of_next(conn, &found, &definition, step)?;
            let number = verdicts::after(version, step);
            let mut next = Next::same(&found.version, number);
            next.replaced = vec![found.schema.name.clone()];
            let moved = versions::advance(conn, &clock, &(found.product, found.version), next)?;
            versions::add_schema(conn, &clock, &moved, &id.table, definition, rows)?;
            let done = done("replaceSchema", &id, version, number);
            let ((_, version), tables) = versions::settle(conn, &clock, caller, done, &id.product)?;
            let warnings = lifecycle::missing(&version, &tables)?;
            let found = schemas::find(conn, &id.product, None, &id.table)?;
            let (e_tag, body) = judged(&found, warnings, verdict)?;
            Ok(ReplaceSchema200 { e_tag, body })
        })
        .await
    }

    async fn delete_schema(
        &self,
        caller: Caller,
        once: Once<DeleteSchemaAnswer>,
        parameters: DeleteSchemaParameters,
    ) -> Result<Answer, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());
        let dry_run = parameters.dry_run;

        self.change_once(caller, once, dry_run, move |conn, caller| {
            let if_match = parameters.if_match.as_deref();
            let found = changeable(conn, &policy, caller, &id, access::DELETE_SCHEMA, if_match)?;
            let verdict = verdicts::removing(&found.product, id.table.as_str(), &found.schema.definition.0);
            if !dry_run {
                verdicts::allowed(&verdict)?;
            }
            let version = found.version.version();
            let mut next = Next::same(&found.version, version.next_major());
            next.removed = vec![found.schema.name];
            versions::advance(conn, &clock, &(found.product, found.version), next)?;
            let done = done("deleteSchema", &id, version, version.next_major());
            let ((_, version), tables) = versions::settle(conn, &clock, caller, done, &id.product)?;
            lifecycle::missing(&version, &tables)?;
            if dry_run {
                return Ok(DeleteSchemaAnswer::Status200(verdict));
            }
            once::forget(conn, [format!("dp:{}:{}", id.product, id.table)])?;
            Ok(DeleteSchemaAnswer::Status204(()))
        })
        .await
    }

    async fn check_compatibility(
        &self,
        caller: Caller,
        parameters: CheckCompatibilityParameters,
        body: models::TableSchemaWrite,
    ) -> Result<CheckCompatibility200, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let policy = self.policy.clone();

        let (version, verdict) = self
            .store
            .read(move |conn| {
                let found = schemas::find(conn, &id.product, id.version, &id.table)?;
                let relation = access::relation(&caller, &found.product, &found.version);
                policy.require(&caller, access::READ_SCHEMA, relation)?;
                lifecycle::alive(&found.version)?;
                let definition = views::table(body)?;
                let mode = parameters.mode.map_or(found.product.compatibility_mode.0, view::stored_mode);
                let compared = (id.table.as_str(), found.version.version(), &found.schema.definition.0);
                let verdict = verdicts::replacing(conn, &found.product, mode, compared, &definition)?;
                Ok::<_, ApiError>((found.version, verdict))
            })
            .await?;

        let Headers { deprecation, sunset, link } = Headers::of(&version);
        Ok(CheckCompatibility200 { deprecation, sunset, link, body: verdict })
    }
}

fn done(action: &'static str, id: &SchemaId, before: Version, after: Version) -> Done {
    let subject = format!("dp:{}:{}", id.product, id.table);
    Done { action, subject, before: Some(before), after: Some(after) }
}

/// Adds the table to the latest version, or to the next one, and answers it with its `ETag`.
fn create(
    conn: &mut Connection,
    (policy, clock): (&Policy, &Clock),
    caller: &Caller,
    id: &SchemaId,
    body: models::TableSchemaWrite,
) -> Result<(String, models::TableSchema), ApiError> {
    data_products::lock(conn, &id.product)?;
    let found = data_products::find(conn, &id.product, None)?;
    let (product, version) = &found;
    let relation = access::relation(caller, product, version);
    policy.require(caller, access::CREATE_SCHEMA, relation)?;
    lifecycle::alive(version)?;
    access::latest_only(id.version, product)?;
    let definition = views::table(body)?;
    if version.table_names.0.iter().any(|name| name == id.table.as_str()) {
        return Err(ApiError::NameTaken("The data product has a table of this name."));
    }
    if version.table_names.0.len() >= MAX_TABLES {
        return Err(ApiError::TooManyTables);
    }
    let before = version.version();
    let moves = version.status.0 != Status::Draft;
    let verdict = verdicts::adding(product, id.table.as_str(), &definition, moves);
    let joined: Versioned = if moves {
        let next = Next::same(version, before.next_minor());
        versions::advance(conn, clock, &found, next)?
    } else {
        found
    };
    versions::add_schema(conn, clock, &joined, &id.table, definition, Rows::New)?;
    let done = done("createSchema", id, before, joined.1.version());
    let ((_, version), tables) = versions::settle(conn, clock, caller, done, &id.product)?;
    let warnings = lifecycle::missing(&version, &tables)?;
    let found = schemas::find(conn, &id.product, None, &id.table)?;
    judged(&found, warnings, verdict)
}

/// The table as a change answers it, with its `ETag`.
fn judged(
    found: &SchemaInContext,
    warnings: Vec<Fault>,
    verdict: models::CompatibilityVerdict,
) -> Result<(String, models::TableSchema), ApiError> {
    let (e_tag, mut body) = views::schema(found)?;
    body.warnings = warnings_about(found, warnings);
    body.verdict = Some(verdict);
    Ok((e_tag, body))
}

/// Those of the warnings that are about this table, with pointers into its definition.
fn warnings_about(found: &SchemaInContext, warnings: Vec<Fault>) -> Option<Vec<models::Fault>> {
    let prefix = format!("/tables/{}/", found.schema.name);
    let of_table = warnings.into_iter().filter_map(|warning| {
        let pointer = format!("/{}", warning.pointer.strip_prefix(&prefix)?);
        Some(Fault { pointer, ..warning })
    });
    views::warnings(of_table)
}

/// The latest schema, locked, when this caller may change it and knows its state.
fn changeable(
    conn: &mut Connection,
    policy: &Policy,
    caller: &Caller,
    id: &SchemaId,
    permission: Permission,
    if_match: Option<&str>,
) -> Result<SchemaInContext, ApiError> {
    data_products::lock(conn, &id.product)?;
    let found = schemas::find(conn, &id.product, None, &id.table)?;
    policy.require(caller, permission, access::relation(caller, &found.product, &found.version))?;
    lifecycle::alive(&found.version)?;
    access::latest_only(id.version, &found.product)?;
    preconditions::if_match(if_match, &preconditions::e_tag(found.version.version(), found.schema.revision))?;
    Ok(found)
}
