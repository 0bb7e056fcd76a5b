//! Operations of the tag Schemas.

use auth::{Caller, Permission, Policy};
use domain::compatibility::{Change, version_step};
use domain::fault::Fault;
use domain::ids::{SchemaId, Version};
use domain::lifecycle::Status;
use domain::table::Column;
use server_api::apis::schemas::*;
use server_api::models;
use store::data_products::{self, Versioned};
use store::schemas::{self, SchemaInContext};
use store::{Connection, row_tables};

use crate::lifecycle::{self, Headers};
use crate::versions::{self, Done, Next, Rows};
use crate::views::verdicts as view;
use crate::{ApiError, Handlers, access, preconditions, verdicts, views};

/// The most tables of a version, as the contract says of `DataProduct.schemas`.
const MAX_TABLES: usize = 500;

impl SchemasApi for Handlers {
    type Context = Caller;
    type Error = ApiError;

    async fn create_schema(
        &self,
        caller: Caller,
        parameters: CreateSchemaParameters,
        body: models::TableSchemaWrite,
    ) -> Result<CreateSchemaAnswer, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());
        let dry_run = parameters.dry_run;

        let (found, verdict, warnings) = self
            .change(dry_run, move |conn| {
                data_products::lock(conn, &id.product)?;
                let found = data_products::find(conn, &id.product, None)?;
                let (product, version) = &found;
                let relation = access::relation(&caller, product, version);
                policy.require(&caller, access::CREATE_SCHEMA, relation)?;
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
                    versions::advance(conn, &clock, &found, next)?
                } else {
                    found
                };
                versions::add_schema(conn, &clock, &joined, &id.table, definition, Rows::New)?;
                let done = done("createSchema", &id, before, joined.1.version());
                let ((_, version), tables) = versions::settle(conn, &clock, &caller, done, &id.product)?;
                let warnings = lifecycle::missing(&version, &tables)?;
                let found = schemas::find(conn, &id.product, None, &id.table)?;
                Ok((found, verdict, warnings))
            })
            .await?;

        let (e_tag, mut body) = views::schema(&found)?;
        body.warnings = warnings_about(&found, warnings);
        body.verdict = Some(verdict);
        if dry_run {
            return Ok(CreateSchemaAnswer::Status200(body));
        }
        let location = format!("/v1/schemas/{}", latest_id(&found));
        Ok(CreateSchemaAnswer::Status201(CreateSchema201 { location, e_tag, body }))
    }

    async fn get_schema(
        &self,
        caller: Caller,
        parameters: GetSchemaParameters,
    ) -> Result<GetSchemaAnswer, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;

        let found =
            self.store.read(move |conn| schemas::find(conn, &id.product, id.version, &id.table)).await?;

        let relation = access::relation(&caller, &found.product, &found.version);
        self.policy.require(&caller, access::READ_SCHEMA, relation)?;
        lifecycle::alive(&found.version)?;
        self.usage.read(&caller, &found.version);
        let e_tag = preconditions::e_tag(found.version.version(), found.schema.revision);
        if preconditions::is_known(parameters.if_none_match.as_deref(), &e_tag) {
            return Ok(GetSchemaAnswer::Status304(GetSchema304 { e_tag }));
        }
        let (e_tag, body) = views::schema(&found)?;
        let Headers { deprecation, sunset, link } = Headers::of(&found.version);
        Ok(GetSchemaAnswer::Status200(GetSchema200 { e_tag, deprecation, sunset, link, body }))
    }

    async fn replace_schema(
        &self,
        caller: Caller,
        parameters: ReplaceSchemaParameters,
        body: models::TableSchemaWrite,
    ) -> Result<ReplaceSchema200, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());
        let dry_run = parameters.dry_run;

        let (found, verdict, warnings) = self
            .change(dry_run, move |conn| {
                let if_match = parameters.if_match.as_deref();
                let found = changeable(conn, &policy, &caller, &id, access::UPDATE_SCHEMA, if_match)?;
                let definition = views::table(body)?;
                let version = found.version.version();
                let before = &found.schema.definition.0;
                let mode = found.product.compatibility_mode.0;
                let compared = (id.table.as_str(), version, before);
                let verdict = verdicts::replacing(conn, &found.product, mode, compared, &definition)?;
                if !dry_run {
                    verdicts::allowed(&verdict)?;
                }
                let (number, rows) = match version_step(before, &definition) {
                    Change::None => {
                        let warnings = lifecycle::warnings(conn, &found.version)?;
                        return Ok((found, verdict, warnings));
                    }
                    Change::Minor => {
                        let is_new =
                            |column: &&Column| before.columns.iter().all(|old| old.name != column.name);
                        let added: Vec<&Column> = definition.columns.iter().filter(is_new).collect();
                        if found.row_table_is_made {
                            row_tables::add_columns(conn, &found.row_table_name, &added)?;
                        }
                        let row_table_id = found.schema.row_table_id.clone();
                        (version.next_minor(), Rows::Kept { row_table_id })
                    }
                    Change::Major => (version.next_major(), Rows::New),
                };
                let mut next = Next::same(&found.version, number);
                next.replaced = Some(found.schema.name.clone());
                let moved = versions::advance(conn, &clock, &(found.product, found.version), next)?;
                versions::add_schema(conn, &clock, &moved, &id.table, definition, rows)?;
                let done = done("replaceSchema", &id, version, number);
                let ((_, version), tables) = versions::settle(conn, &clock, &caller, done, &id.product)?;
                let warnings = lifecycle::missing(&version, &tables)?;
                let found = schemas::find(conn, &id.product, None, &id.table)?;
                Ok((found, verdict, warnings))
            })
            .await?;

        let (e_tag, mut body) = views::schema(&found)?;
        body.warnings = warnings_about(&found, warnings);
        body.verdict = Some(verdict);
        Ok(ReplaceSchema200 { e_tag, body })
    }

    async fn delete_schema(
        &self,
        caller: Caller,
        parameters: DeleteSchemaParameters,
    ) -> Result<DeleteSchemaAnswer, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());
        let dry_run = parameters.dry_run;

        let verdict = self
            .change(dry_run, move |conn| {
                let if_match = parameters.if_match.as_deref();
                let found = changeable(conn, &policy, &caller, &id, access::DELETE_SCHEMA, if_match)?;
                let verdict =
                    verdicts::removing(&found.product, id.table.as_str(), &found.schema.definition.0);
                if !dry_run {
                    verdicts::allowed(&verdict)?;
                }
                let version = found.version.version();
                let mut next = Next::same(&found.version, version.next_major());
                next.removed = Some(found.schema.name);
                versions::advance(conn, &clock, &(found.product, found.version), next)?;
                let done = done("deleteSchema", &id, version, version.next_major());
                let ((_, version), tables) = versions::settle(conn, &clock, &caller, done, &id.product)?;
                lifecycle::missing(&version, &tables)?;
                Ok(verdict)
            })
            .await?;

        Ok(if dry_run { DeleteSchemaAnswer::Status200(verdict) } else { DeleteSchemaAnswer::Status204(()) })
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

fn latest_id(found: &SchemaInContext) -> String {
    format!("dp:{}:{}", found.product.name, found.schema.name)
}
