//! A product version on its way out.

use serde_json::{Map, Value, json};

use super::column::column;
use super::word;
use crate::compatibility::Mode;
use crate::ids::{ProductName, TableName, Version};
use crate::lifecycle::Status;
use crate::product::Metadata;
use crate::table::Table;

/// One version of a data product, with all that a contract says about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractSource {
    /// The data product.
    pub name: ProductName,
    /// The version.
    pub version: Version,
    /// Where the version is in its life.
    pub status: Status,
    /// What a change of the tables must satisfy.
    pub compatibility_mode: Mode,
    /// What its producer says about it.
    pub metadata: Metadata,
    /// Its tables.
    pub tables: Vec<(TableName, Table)>,
    /// When the version was made, as RFC 3339.
    pub created_at: Option<String>,
    /// Where Granary is served, such as `https://granary.example.org`.
    pub server: Option<String>,
}

/// Writes the contract.
pub fn to_odcs(source: &ContractSource) -> Value {
    let ContractSource { name, metadata, .. } = source;
    let mut contract = Map::new();
    let mut put = |key: &str, value: Value| {
        contract.insert(key.to_owned(), value);
    };
    put("apiVersion", "v3.1.0".into());
    put("kind", "DataContract".into());
    put("id", format!("dp:{name}").into());
    put("name", name.as_str().into());
    put("version", source.version.to_string().into());
    put("status", word(source.status).into());
    put("domain", metadata.domain.clone().into());
    put("description", json!({"purpose": metadata.description}));
    if !metadata.tags.is_empty() {
        put("tags", metadata.tags.iter().map(|(name, value)| tag(name, value)).collect());
    }
    put("servers", servers(source));
    put("schema", source.tables.iter().map(|(name, definition)| table(name, definition)).collect());
    put("team", json!({"members": members(metadata)}));
    if let Some(email) = &metadata.email {
        put("support", json!([{"channel": "email", "url": format!("mailto:{email}"), "tool": "email"}]));
    }
    if let Some(days) = metadata.retention_period {
        put("slaProperties", json!([{"property": "retention", "value": days, "unit": "d"}]));
    }
    let custom = custom_properties([
        ("compatibilityMode", Some(source.compatibility_mode.as_str().into())),
        ("dpiaRequired", metadata.dpia_required.then_some(true.into())),
        ("dpiaLocation", metadata.dpia_location.clone().map(Value::from)),
        ("dataProductMaintainerDisplayName", nameless_display_name(metadata)),
    ]);
    if let Some(custom) = custom {
        put("customProperties", custom);
    }
    if let Some(created_at) = &source.created_at {
        put("contractCreatedTs", created_at.clone().into());
    }
    contract.into()
}

/// The properties that have a value; none when none has.
pub(super) fn custom_properties<const N: usize>(pairs: [(&str, Option<Value>); N]) -> Option<Value> {
    let properties: Vec<Value> = pairs
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| json!({"property": name, "value": value})))
        .collect();
    (!properties.is_empty()).then(|| properties.into())
}

/// `name:value`, or the name alone where the value is empty.
fn tag(name: &str, value: &str) -> Value {
    let name = name.replace('%', "%25").replace(':', "%3A");
    if value.is_empty() { name.into() } else { format!("{name}:{value}").into() }
}

fn members(metadata: &Metadata) -> Vec<Value> {
    let member = |name: &str, display_name: &Option<String>, role: &str| {
        let mut member = json!({"username": name, "role": role});
        if let Some(display_name) = display_name {
            member["name"] = display_name.clone().into();
        }
        member
    };
    let owner = member(&metadata.data_product_owner, &metadata.data_product_owner_display_name, "owner");
    let maintainer = metadata.data_product_maintainer.as_ref();
    let maintainer =
        maintainer.map(|name| member(name, &metadata.data_product_maintainer_display_name, "maintainer"));
    [owner].into_iter().chain(maintainer).collect()
}

/// A member of the team has to have a name of its own.
fn nameless_display_name(metadata: &Metadata) -> Option<Value> {
    let display_name = metadata.data_product_maintainer_display_name.clone();
    display_name.filter(|_| metadata.data_product_maintainer.is_none()).map(Value::from)
}

/// First the files that tools can test the contract with, since they take the first server they find.
fn servers(source: &ContractSource) -> Value {
    let files = json!({
        "server": "files",
        "type": "local",
        "description": "The rows of each table, read as text/csv, in a file of its name.",
        "path": "{model}.csv",
        "format": "csv",
    });
    let api = source.server.as_ref().map(|address| {
        json!({
            "server": "granary",
            "type": "api",
            "description": format!("Rows: GET /v1/schemas/dp:{}:{}:<table>/rows", source.name, source.version),
            "location": address,
        })
    });
    [files].into_iter().chain(api).collect()
}

fn table(name: &TableName, table: &Table) -> Value {
    let mut object = json!({
        "name": name.as_str(),
        "logicalType": "object",
        "physicalType": "table",
        "description": table.table_description,
        "properties": table.columns.iter().map(|one| column(table, one)).collect::<Vec<_>>(),
    });
    let custom = custom_properties([
        ("timeColumn", table.time_column.clone().map(Value::from)),
        ("columnMap", column_map(table)),
    ]);
    if let Some(custom) = custom {
        object["customProperties"] = custom;
    }
    object
}

/// A list, since headers are too odd for names of members.
fn column_map(table: &Table) -> Option<Value> {
    let pairs = table.column_map.iter().map(|(header, column)| json!({"header": header, "column": column}));
    (!table.column_map.is_empty()).then(|| pairs.collect())
}
