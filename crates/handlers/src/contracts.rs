//! Operations of the tag Contracts.

use auth::{Caller, Relation};
use domain::fault::Fault as ContractFault;
use domain::formats::dcat::{json_ld, turtle};
use domain::formats::odcs::{Contract, from_odcs, parse_yaml, to_odcs, write_yaml};
use domain::formats::{avro, json_schema, markdown, protobuf, sql_postgres, sql_sqlite};
use domain::ids::{ProductId, SchemaId};
use domain::table::Table;
use serde_json::Value;
use server_api::apis::contracts::*;
use server_api::models::SchemaFormatName;
use server_api::spec_runtime::{Answer, ByteStream, Fault, Json, Map, Once, matches_format};
use store::data_products;
use store::schemas::{self, SchemaInContext};

use crate::contract_change::{self, Asked, contract_e_tag};
use crate::lifecycle::{self, Headers};
use crate::{ApiError, Handlers, access, exports, finding, preconditions, views};

/// The most parts of a contract that are named as not kept, and the longest pointer to one, as the contract says.
const MAX_IGNORED: usize = 1_000;
const MAX_POINTER: usize = 1_024;
/// The longest message about a fault, as the contract says.
const MAX_MESSAGE: usize = 2_000;

impl ContractsApi for Handlers {
    type Context = Caller;
    type Error = ApiError;

    async fn get_contract(
        &self,
        caller: Caller,
        parameters: GetContractParameters,
        media_type: GetContractMediaType,
    ) -> Result<GetContractAnswer, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let (policy, reader) = (self.policy.clone(), caller.clone());
        let form = match media_type {
            GetContractMediaType::ApplicationYaml => "yaml",
            GetContractMediaType::Json => "json",
        };

        let (found, e_tag, tables) = self
            .store
            .snapshot(move |conn| {
                let found = data_products::find(conn, &id.name, id.version)?;
                let (product, version) = &found;
                let relation = access::relation(&reader, product, version);
                policy.require(&reader, access::READ_PRODUCT, relation)?;
                policy.require(&reader, access::READ_SCHEMA, relation)?;
                lifecycle::alive(version)?;
                let e_tag = contract_e_tag(&found, form);
                let is_known = preconditions::is_known(parameters.if_none_match.as_deref(), &e_tag);
                let tables = if is_known { None } else { Some(schemas::tables_of(conn, &version.id)?) };
                Ok::<_, ApiError>((found, e_tag, tables))
            })
            .await?;

        self.usage.read(&caller, &found.1);
        let Some(tables) = tables else {
            return Ok(GetContractAnswer::Status304(GetContract304 { e_tag }));
        };
        let document = to_odcs(&exports::contract(&self.site, &found, tables)?);
        let text = match media_type {
            GetContractMediaType::ApplicationYaml => write_yaml(&document),
            GetContractMediaType::Json => format!("{document:#}\n"),
        };
        let Headers { deprecation, sunset, link } = Headers::of(&found.1);
        let body = ByteStream::whole(text);
        Ok(GetContractAnswer::Status200(GetContract200 { e_tag, deprecation, sunset, link, body }))
    }

    async fn put_contract(
        &self,
        caller: Caller,
        once: Once<PutContractAnswer>,
        parameters: PutContractParameters,
        body: PutContractBody,
    ) -> Result<Answer, ApiError> {
        let id: ProductId = parameters.product_id.parse()?;
        let dry_run = parameters.dry_run;
        let asked = Asked { id: id.clone(), if_match: parameters.if_match, dry_run };
        let (policy, clock) = (self.policy.clone(), self.clock.clone());
        // Large documents take a while, and other requests wait for this thread.
        let reading = tokio::task::spawn_blocking(move || read(body, &id));
        let contract = reading.await.map_err(|error| ApiError::Internal(Box::new(error)))??;

        self.change_once(caller, once, dry_run, move |conn, caller| {
            let ignored = contract.ignored.iter().take(MAX_IGNORED).map(|pointer| cut(pointer, MAX_POINTER));
            let ignored = ignored.collect();
            let outcome = contract_change::put(conn, (&policy, &clock), caller, &asked, contract)?;
            let (e_tag, mut body) = views::data_product(&outcome.now.0, &outcome.now.1)?;
            body.warnings = views::warnings(outcome.warnings);
            body.verdict = outcome.verdict;
            body.ignored = Some(ignored);
            if outcome.is_new && !dry_run {
                let location = format!("/v1/data-products/dp:{}", body.name);
                return Ok(PutContractAnswer::Status201(PutContract201 { location, e_tag, body }));
            }
            Ok(PutContractAnswer::Status200(PutContract200 { e_tag, body }))
        })
        .await
    }

    async fn get_schema_format(
        &self,
        caller: Caller,
        parameters: GetSchemaFormatParameters,
        _: GetSchemaFormatMediaType,
    ) -> Result<GetSchemaFormatAnswer, ApiError> {
        let id: SchemaId = parameters.schema_id.parse()?;
        let (policy, reader) = (self.policy.clone(), caller.clone());
        let needs_earlier = parameters.format == SchemaFormatName::Protobuf;

        let (found, earlier) = self
            .store
            .snapshot(move |conn| {
                let found = schemas::find(conn, &id.product, id.version, &id.table)?;
                let relation = access::relation(&reader, &found.product, &found.version);
                policy.require(&reader, access::READ_SCHEMA, relation)?;
                lifecycle::alive(&found.version)?;
                let mut earlier = Vec::new();
                if needs_earlier {
                    let version = found.version.version();
                    let all = schemas::history(conn, &found.product.id, id.table.as_str(), version)?;
                    let same_major = all.into_iter().filter(|(before, _)| before.major == version.major);
                    earlier.extend(same_major.map(|(_, table)| table));
                }
                Ok::<_, ApiError>((found, earlier))
            })
            .await?;

        self.usage.read(&caller, &found.version);
        let e_tag = preconditions::e_tag(found.version.version(), found.schema.revision);
        if preconditions::is_known(parameters.if_none_match.as_deref(), &e_tag) {
            return Ok(GetSchemaFormatAnswer::Status304(GetSchemaFormat304 { e_tag }));
        }
        let body = written(parameters.format, &found, &earlier)?;
        let Headers { deprecation, sunset, link } = Headers::of(&found.version);
        Ok(GetSchemaFormatAnswer::Status200(GetSchemaFormat200 { e_tag, deprecation, sunset, link, body }))
    }

    async fn get_catalogue(
        &self,
        caller: Caller,
        parameters: GetCatalogueParameters,
        media_type: GetCatalogueMediaType,
    ) -> Result<GetCatalogue200, ApiError> {
        self.policy.require(&caller, access::READ_PRODUCT, Relation::Published)?;
        let visible = finding::visible(&self.policy, &caller);
        let site = self.site.clone();

        let (catalogue, next) =
            self.store.snapshot(move |conn| exports::catalogue(conn, &site, visible, &parameters)).await?;

        let text = match media_type {
            GetCatalogueMediaType::ApplicationLdJson => format!("{:#}\n", json_ld(&catalogue)),
            GetCatalogueMediaType::TextTurtle => turtle(&catalogue),
        };
        let link = next.map(|path| format!("<{path}>; rel=\"next\""));
        Ok(GetCatalogue200 { link, body: ByteStream::whole(text) })
    }
}

/// The contract in a body, or everything that is wrong with it.
fn read(body: PutContractBody, id: &ProductId) -> Result<Contract, ApiError> {
    let document = match body {
        PutContractBody::ApplicationYaml(text) => parse_yaml(&text).map_err(|message| {
            ApiError::InvalidRequest(vec![Fault::new("/body", "yaml", cut(&message, MAX_MESSAGE))])
        })?,
        PutContractBody::Json(members) => {
            Value::Object(members.0.into_iter().map(|(name, Json(value))| (name, value)).collect())
        }
    };
    let contract = from_odcs(&document).map_err(ApiError::InvalidContract)?;
    let mut faults = Vec::new();
    let mut fault = |pointer: &str, rule, message: String| {
        faults.push(ContractFault { pointer: pointer.to_owned(), rule, message });
    };
    if contract.name != id.name {
        fault("/name", "name", format!("must be {}, as in the address", id.name));
    }
    if contract.metadata.email.as_ref().is_some_and(|email| !matches_format!("email", email)) {
        fault("/support", "format", "must have a valid e-mail address".to_owned());
    }
    if faults.is_empty() { Ok(contract) } else { Err(ApiError::InvalidContract(faults)) }
}

fn written(
    format: SchemaFormatName,
    found: &SchemaInContext,
    earlier: &[Table],
) -> Result<GetSchemaFormat200Body, ApiError> {
    let id = SchemaId {
        product: found.product.name.parse()?,
        version: Some(found.version.version()),
        table: found.schema.name.parse()?,
    };
    let table = &found.schema.definition.0;
    let sql = |text: String| GetSchemaFormat200Body::ApplicationSql(ByteStream::whole(text));
    Ok(match format {
        SchemaFormatName::JsonSchema => {
            GetSchemaFormat200Body::ApplicationSchemaJson(members(json_schema(&id, table))?)
        }
        SchemaFormatName::Avro => GetSchemaFormat200Body::Json(members(avro(&id, table))?),
        SchemaFormatName::Protobuf => GetSchemaFormat200Body::Text(protobuf(&id, table, earlier)),
        SchemaFormatName::SqlPostgres => sql(sql_postgres(&id, table)),
        SchemaFormatName::SqlSqlite => sql(sql_sqlite(&id, table)),
        SchemaFormatName::Markdown => GetSchemaFormat200Body::TextMarkdown(markdown(&id, table)),
    })
}

fn members(document: Value) -> Result<Map<Json>, ApiError> {
    match document {
        Value::Object(members) => {
            Ok(Map(members.into_iter().map(|(name, value)| (name, Json(value))).collect()))
        }
        _ => Err(ApiError::Internal("the format of a table is no object".into())),
    }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
