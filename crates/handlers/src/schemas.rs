//! Operations of the tag Schemas.

use auth::{Caller, Permission, Policy};
use domain::compatibility::{Change, version_step};
use domain::ids::SchemaId;
use domain::table::Column;
use server_api::apis::schemas::*;
use server_api::models;
use store::data_product_versions::Status;
use store::data_products::{self, Versioned};
use store::schemas::{self, SchemaInContext};
use store::{Connection, row_tables};

use crate::versions::{self, Next, Rows};
use crate::{ApiError, Handlers, access, preconditions, views};

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
    ) -> Result<CreateSchema201, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());

        let found = self
            .store
            .transaction(move |conn| {
                data_products::lock(conn, &id.product)?;
                let found = data_products::find(conn, &id.product, None)?;
                let (product, version) = &found;
                policy.require(
                    &caller,
                    access::CREATE_SCHEMA,
                    access::relation(&caller, product, version),
                )?;
                access::latest_only(id.version, product)?;
                let definition = views::table(body)?;
                if version.table_names.0.iter().any(|name| name == id.table.as_str()) {
                    return Err(ApiError::NameTaken("The data product has a table of this name."));
                }
                if version.table_names.0.len() >= MAX_TABLES {
                    return Err(ApiError::TooManyTables);
                }
                let joined: Versioned = match version.status {
                    Status::Draft => found,
                    Status::Published => {
                        let next = Next::same(version, version.version().next_minor());
                        versions::advance(conn, &clock, &found, next)?
                    }
                };
                versions::add_schema(conn, &clock, &joined, &id.table, definition, Rows::New)?;
                Ok::<_, ApiError>(schemas::find(conn, &id.product, None, &id.table)?)
            })
            .await?;

        let (e_tag, body) = views::schema(&found)?;
        Ok(CreateSchema201 { location: format!("/v1/schemas/{}", latest_id(&found)), e_tag, body })
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
        let e_tag = preconditions::e_tag(found.version.version(), found.schema.revision);
        if preconditions::is_known(parameters.if_none_match.as_deref(), &e_tag) {
            return Ok(GetSchemaAnswer::Status304(GetSchema304 { e_tag }));
        }
        let (e_tag, body) = views::schema(&found)?;
        Ok(GetSchemaAnswer::Status200(GetSchema200 { e_tag, body }))
    }

    async fn replace_schema(
        &self,
        caller: Caller,
        parameters: ReplaceSchemaParameters,
        body: models::TableSchemaWrite,
    ) -> Result<ReplaceSchema200, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());

        let found = self
            .store
            .transaction(move |conn| {
                let if_match = parameters.if_match.as_deref();
                let found = changeable(conn, &policy, &caller, &id, access::UPDATE_SCHEMA, if_match)?;
                let definition = views::table(body)?;
                let before = &found.schema.definition.0;
                let version = found.version.version();
                let (number, rows) = match version_step(before, &definition) {
                    Change::None => return Ok::<_, ApiError>(found),
                    Change::Minor => {
                        let is_new =
                            |column: &&Column| before.columns.iter().all(|old| old.name != column.name);
                        let added: Vec<&Column> = definition.columns.iter().filter(is_new).collect();
                        row_tables::add_columns(conn, &found.row_table_name, &added)?;
                        let row_table_id = found.schema.row_table_id.clone();
                        (version.next_minor(), Rows::Kept { row_table_id })
                    }
                    Change::Major => (version.next_major(), Rows::New),
                };
                let mut next = Next::same(&found.version, number);
                next.without = Some(found.schema.name.clone());
                let moved = versions::advance(conn, &clock, &(found.product, found.version), next)?;
                versions::add_schema(conn, &clock, &moved, &id.table, definition, rows)?;
                Ok::<_, ApiError>(schemas::find(conn, &id.product, None, &id.table)?)
            })
            .await?;

        let (e_tag, body) = views::schema(&found)?;
        Ok(ReplaceSchema200 { e_tag, body })
    }

    async fn delete_schema(
        &self,
        caller: Caller,
        parameters: DeleteSchemaParameters,
    ) -> Result<(), ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, clock) = (self.policy.clone(), self.clock.clone());

        self.store
            .transaction(move |conn| {
                let if_match = parameters.if_match.as_deref();
                let found = changeable(conn, &policy, &caller, &id, access::DELETE_SCHEMA, if_match)?;
                let mut next = Next::same(&found.version, found.version.version().next_major());
                next.without = Some(found.schema.name);
                versions::advance(conn, &clock, &(found.product, found.version), next)?;
                Ok(())
            })
            .await
    }
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
    access::latest_only(id.version, &found.product)?;
    preconditions::if_match(if_match, &preconditions::e_tag(found.version.version(), found.schema.revision))?;
    Ok(found)
}

fn latest_id(found: &SchemaInContext) -> String {
    format!("dp:{}:{}", found.product.name, found.schema.name)
}
