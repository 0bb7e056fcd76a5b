//! Rows of the database as wire types, and back: the only place where the two meet.

pub mod verdicts;

use chrono::{NaiveDateTime, SecondsFormat};
use domain::column_type::{ColumnType, NotAColumnType};
use domain::fault::{Fault, pointer_step};
use domain::ids::{ProductId, SchemaId, Version};
use domain::lifecycle::Status;
use domain::product::Metadata;
use domain::table::{Column, Table};
use server_api::models;
use server_api::spec_runtime::Fault as WireFault;
use store::data_product_versions::DataProductVersion;
use store::data_products::DataProduct;
use store::schemas::SchemaInContext;
use store::usage::Use;

use crate::{ApiError, preconditions};

/// Most characters of the name of a tag, as the contract says of `Tag`.
const MAX_TAG: usize = 128;

/// A version of a data product as the contract shows it, with its `ETag`.
pub fn data_product(
    product: &DataProduct,
    version: &DataProductVersion,
) -> Result<(String, models::DataProduct), ApiError> {
    let metadata = version.document.0.clone();
    let number = version.version();
    let id = ProductId { name: product.name.parse()?, version: Some(number) };
    let schemas = version
        .table_names
        .0
        .iter()
        .map(|table| models::TableSchemaReference { id: format!("{id}:{table}") });
    let view = models::DataProduct {
        id: id.to_string(),
        name: product.name.clone(),
        version: number.to_string(),
        status: wire_status(version.status.0),
        deprecated_at: version.deprecated_at.map(time),
        sunset: version.sunset_at.map(time),
        successor: version.successor.clone(),
        compatibility_mode: verdicts::mode(product.compatibility_mode.0),
        description: metadata.description,
        domain: metadata.domain,
        data_product_owner: metadata.data_product_owner,
        data_product_owner_display_name: metadata.data_product_owner_display_name,
        data_product_maintainer: metadata.data_product_maintainer,
        data_product_maintainer_display_name: metadata.data_product_maintainer_display_name,
        email: metadata.email,
        retention_period: metadata.retention_period,
        dpia_required: metadata.dpia_required,
        dpia_location: metadata.dpia_location,
        tags: metadata.tags.into(),
        schemas: schemas.collect(),
        created_at: time(product.created_at),
        updated_at: time(version.updated_at),
        warnings: None,
        verdict: None,
        ignored: None,
    };
    Ok((preconditions::e_tag(number, version.revision), view))
}

/// A schema as the contract shows it, with its `ETag`.
pub fn schema(found: &SchemaInContext) -> Result<(String, models::TableSchema), ApiError> {
    let number: Version = found.version.version();
    let id = SchemaId {
        product: found.product.name.parse()?,
        version: Some(number),
        table: found.schema.name.parse()?,
    };
    let table = &found.schema.definition.0;
    let view = models::TableSchema {
        id: id.to_string(),
        version: number.to_string(),
        table_description: table.table_description.clone(),
        columns: table.columns.iter().map(wire_column).collect(),
        time_column: table.time_column.clone(),
        keys: table.keys.clone(),
        column_map: table.column_map.clone().into(),
        created_at: time(found.schema.created_at),
        updated_at: time(found.schema.updated_at),
        warnings: None,
        verdict: None,
    };
    Ok((preconditions::e_tag(number, found.schema.revision), view))
}

fn wire_column(column: &Column) -> models::Column {
    models::Column {
        name: column.name.clone(),
        type_: column.column_type.to_string(),
        description: column.description.clone(),
        nullable: column.nullable,
        unit: column.unit.clone(),
        enum_: column.allowed.clone(),
        minimum: column.minimum,
        maximum: column.maximum,
        pattern: column.pattern.clone(),
        max_length: column.max_length.and_then(|length| i32::try_from(length).ok()),
        unique: column.unique,
        personal_data: column.personal_data,
    }
}

/// A definition that a producer sent, or everything in which it contradicts itself.
pub fn table(body: models::TableSchemaWrite) -> Result<Table, ApiError> {
    let mut faults = Vec::new();
    let mut untyped = Vec::new();
    let mut columns = Vec::new();
    for (index, column) in body.columns.into_iter().enumerate() {
        let column_type = column.type_.parse().unwrap_or_else(|error: NotAColumnType| {
            let message = error.to_string();
            faults.push(Fault { pointer: format!("/columns/{index}/type"), rule: "type", message });
            untyped.push((format!("/columns/{index}/"), column.name.clone()));
            // Stands in, so that the rest can be judged.
            ColumnType::String
        });
        columns.push(stored_column(column, column_type));
    }
    let table = Table {
        table_description: body.table_description,
        columns,
        time_column: body.time_column,
        keys: body.keys,
        column_map: body.column_map.0,
    };
    let table = table.with_required_keys();
    // What follows from a type that only stands in says nothing.
    let follows = |fault: &Fault| {
        let of_column = |(pointer, _): &(String, String)| {
            fault.pointer.starts_with(pointer) && !fault.pointer.ends_with("/name")
        };
        let of_time = fault.pointer == "/timeColumn" && fault.rule == "type";
        untyped.iter().any(of_column)
            || (of_time && untyped.iter().any(|(_, name)| table.time_column.as_ref() == Some(name)))
    };
    faults.extend(table.check().into_iter().filter(|fault| !follows(fault)));
    if faults.is_empty() { Ok(table) } else { Err(ApiError::InvalidSchema(faults)) }
}

fn stored_column(column: models::Column, column_type: ColumnType) -> Column {
    Column {
        name: column.name,
        column_type,
        description: column.description,
        nullable: column.nullable,
        unit: column.unit,
        allowed: column.enum_,
        minimum: column.minimum,
        maximum: column.maximum,
        pattern: column.pattern,
        max_length: column.max_length.and_then(|length| u32::try_from(length).ok()),
        unique: column.unique,
        personal_data: column.personal_data,
    }
}

/// The metadata of a body that replaces it, unless the name of a tag is too long.
pub fn metadata(body: models::DataProductReplace) -> Result<Metadata, ApiError> {
    let fits = |name: &&String| name.chars().count() <= MAX_TAG;
    let faults: Vec<WireFault> =
        body.tags.0.keys().filter(|name| !fits(name)).map(|name| tag_fault(name)).collect();
    if !faults.is_empty() {
        return Err(ApiError::InvalidRequest(faults));
    }
    Ok(Metadata {
        description: body.description,
        domain: body.domain,
        data_product_owner: body.data_product_owner,
        data_product_owner_display_name: body.data_product_owner_display_name,
        data_product_maintainer: body.data_product_maintainer,
        data_product_maintainer_display_name: body.data_product_maintainer_display_name,
        email: body.email,
        retention_period: body.retention_period,
        dpia_required: body.dpia_required,
        dpia_location: body.dpia_location,
        tags: body.tags.0,
    })
}

fn tag_fault(name: &str) -> WireFault {
    let pointer = format!("/body/tags/{}", pointer_step(name));
    WireFault::new(pointer, "max-length", format!("the name of a tag has at most {MAX_TAG} characters"))
}

/// The body that creates a product is the one that replaces it, and the name.
pub fn without_name(body: models::DataProductCreate) -> (String, models::DataProductReplace) {
    let replace = models::DataProductReplace {
        description: body.description,
        domain: body.domain,
        data_product_owner: body.data_product_owner,
        data_product_owner_display_name: body.data_product_owner_display_name,
        data_product_maintainer: body.data_product_maintainer,
        data_product_maintainer_display_name: body.data_product_maintainer_display_name,
        email: body.email,
        status: Some(body.status),
        compatibility_mode: body.compatibility_mode,
        retention_period: body.retention_period,
        dpia_required: body.dpia_required,
        dpia_location: body.dpia_location,
        tags: body.tags,
    };
    (body.name, replace)
}

pub fn stored_status(status: models::DataProductStatus) -> Status {
    match status {
        models::DataProductStatus::Draft => Status::Draft,
        models::DataProductStatus::Published => Status::Published,
        models::DataProductStatus::Deprecated => Status::Deprecated,
        models::DataProductStatus::Retired => Status::Retired,
    }
}

pub fn wire_status(status: Status) -> models::DataProductStatus {
    match status {
        Status::Draft => models::DataProductStatus::Draft,
        Status::Published => models::DataProductStatus::Published,
        Status::Deprecated => models::DataProductStatus::Deprecated,
        Status::Retired => models::DataProductStatus::Retired,
    }
}

/// What is missing before a draft can be published; none when nothing is.
pub fn warnings(missing: impl IntoIterator<Item = Fault>) -> Option<Vec<models::Fault>> {
    let wire = |fault: Fault| models::Fault {
        pointer: fault.pointer,
        rule: fault.rule.into(),
        message: fault.message,
    };
    let all: Vec<models::Fault> = missing.into_iter().map(wire).take(100).collect();
    if all.is_empty() { None } else { Some(all) }
}

/// A version in a list of versions.
pub fn version_summary(product: &DataProduct, version: &DataProductVersion) -> models::VersionSummary {
    let number = version.version();
    models::VersionSummary {
        id: format!("dp:{}:{number}", product.name),
        version: number.to_string(),
        status: wire_status(version.status.0),
        deprecated_at: version.deprecated_at.map(time),
        sunset: version.sunset_at.map(time),
        successor: version.successor.clone(),
        created_at: time(version.created_at),
        updated_at: time(version.updated_at),
    }
}

/// What one caller did with one version.
pub fn consumer_use(one: Use) -> models::ConsumerUse {
    models::ConsumerUse {
        version: format!("v{}.{}", one.major, one.minor),
        caller_id: one.caller_id,
        caller_name: one.caller_name,
        last_read_at: one.last_read_at.map(time),
        last_wrote_at: one.last_wrote_at.map(time),
    }
}

/// RFC 3339 in UTC with milliseconds.
pub fn time(time: NaiveDateTime) -> String {
    time.and_utc().to_rfc3339_opts(SecondsFormat::Millis, true)
}
