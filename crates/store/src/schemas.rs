//! Schemas: one table of one version of a data product.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::{ProductName, TableName, Version};
use domain::table::Table;

use crate::connection::on_either;
use crate::data_product_versions::DataProductVersion;
use crate::data_products::DataProduct;
use crate::json::{Json, to_text, unreadable};
use crate::schema::{data_product_versions, data_products, row_tables as row_table_list, schemas};
use crate::{Connection, StoreError};

/// One schema.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = schemas)]
pub struct Schema {
    /// UUID.
    pub id: String,
    /// The version it is part of.
    pub data_product_version_id: String,
    /// Name of the table.
    pub name: String,
    /// Raised by every change, from 1: what an `ETag` is made from.
    pub revision: i32,
    /// Columns, keys and time column.
    #[diesel(deserialize_as = String)]
    pub definition: Json<Table>,
    /// Where the rows are.
    pub row_table_id: String,
    /// In UTC.
    pub created_at: NaiveDateTime,
    /// In UTC.
    pub updated_at: NaiveDateTime,
}

/// A schema to be made.
#[derive(Clone, Debug)]
pub struct NewSchema {
    /// UUID.
    pub id: String,
    /// The version it is part of.
    pub data_product_version_id: String,
    /// Name of the table.
    pub name: TableName,
    /// Columns, keys and time column.
    pub definition: Table,
    /// Where the rows are, from [`crate::row_tables::reserve`] or from the schema it follows.
    pub row_table_id: String,
    /// Now, in UTC.
    pub created_at: NaiveDateTime,
}

/// A schema with all that it is part of.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaInContext {
    /// The data product.
    pub product: DataProduct,
    /// The version of the data product.
    pub version: DataProductVersion,
    /// The schema.
    pub schema: Schema,
    /// Name of the physical table of rows.
    pub row_table_name: String,
    /// Whether that table is made; until then there are no rows.
    pub row_table_is_made: bool,
}

/// Makes a schema.
///
/// # Errors
/// `Conflict("schemas_data_product_version_id_name_unique")` when the version has a table of that name.
pub fn insert(conn: &mut Connection, new: &NewSchema) -> Result<(), StoreError> {
    let insert = diesel::insert_into(schemas::table).values((
        schemas::id.eq(&new.id),
        schemas::data_product_version_id.eq(&new.data_product_version_id),
        schemas::name.eq(new.name.as_str()),
        schemas::revision.eq(1),
        schemas::definition.eq(to_text(&new.definition)?),
        schemas::row_table_id.eq(&new.row_table_id),
        schemas::created_at.eq(new.created_at),
        schemas::updated_at.eq(new.created_at),
    ));
    on_either!(conn, insert.execute(conn)?);
    Ok(())
}

type Context = (DataProduct, DataProductVersion, Schema);

/// A schema of one version, or of the latest, with all that it is part of, in one query.
///
/// # Errors
/// `NotFound`.
pub fn find(
    conn: &mut Connection,
    product: &ProductName,
    version: Option<Version>,
    table: &TableName,
) -> Result<SchemaInContext, StoreError> {
    use data_product_versions::{major, minor};
    let rows = (row_table_list::name, row_table_list::is_made);
    let of_name = schemas::table
        .inner_join(data_product_versions::table.inner_join(data_products::table))
        .inner_join(row_table_list::table)
        .filter(data_products::name.eq(product.as_str()))
        .filter(schemas::name.eq(table.as_str()));
    let (context, (row_table_name, row_table_is_made)) = match version {
        None => {
            let latest = of_name
                .filter(major.eq(data_products::latest_major))
                .filter(minor.eq(data_products::latest_minor));
            on_either!(conn, latest.select((Context::as_select(), rows)).first(conn)?)
        }
        Some(version) => {
            let of_version = of_name
                .filter(major.eq(version.major.cast_signed()))
                .filter(minor.eq(version.minor.cast_signed()));
            on_either!(conn, of_version.select((Context::as_select(), rows)).first(conn)?)
        }
    };
    let (product, version, schema) = context;
    Ok(SchemaInContext { product, version, schema, row_table_name, row_table_is_made })
}

/// All schemas of a version, by name.
///
/// # Errors
/// Those of the database.
pub fn list_of_version(
    conn: &mut Connection,
    data_product_version_id: &str,
) -> Result<Vec<Schema>, StoreError> {
    let of_version = schemas::table
        .filter(schemas::data_product_version_id.eq(data_product_version_id))
        .order(schemas::name);
    Ok(on_either!(conn, of_version.select(Schema::as_select()).load(conn)?))
}

/// The definitions of the tables of a version, by name.
///
/// # Errors
/// Those of the database.
pub fn tables_of(
    conn: &mut Connection,
    data_product_version_id: &str,
) -> Result<BTreeMap<String, Table>, StoreError> {
    let of_version = schemas::table
        .filter(schemas::data_product_version_id.eq(data_product_version_id))
        .select((schemas::name, schemas::definition));
    let found: Vec<(String, String)> = on_either!(conn, of_version.load(conn)?);
    let tables = found.into_iter().map(|(name, definition)| {
        let Json(table) = Json::try_from(definition).map_err(unreadable)?;
        Ok((name, table))
    });
    tables.collect()
}

/// The names and descriptions of the tables of several versions, by the id of the version.
///
/// # Errors
/// Those of the database.
pub fn descriptions_of(
    conn: &mut Connection,
    data_product_version_ids: &[&str],
) -> Result<HashMap<String, BTreeMap<String, String>>, StoreError> {
    let found: Vec<(String, String, String)> = schemas::table
        .filter(schemas::data_product_version_id.eq_any(data_product_version_ids))
        .select((schemas::data_product_version_id, schemas::name, schemas::definition))
        .load(conn)?;
    let mut described: HashMap<String, BTreeMap<String, String>> = HashMap::new();
    for (version_id, name, definition) in found {
        let Json::<Table>(table) = Json::try_from(definition).map_err(unreadable)?;
        described.entry(version_id).or_default().insert(name, table.table_description);
    }
    Ok(described)
}

/// The definitions that a table had in the versions before this one, oldest first, each with the version that brought it.
///
/// # Errors
/// Those of the database.
pub fn history(
    conn: &mut Connection,
    data_product_id: &str,
    table: &str,
    before: Version,
) -> Result<Vec<(Version, Table)>, StoreError> {
    use data_product_versions::{major, minor};
    let (before_major, before_minor) = (before.major.cast_signed(), before.minor.cast_signed());
    let of_table = schemas::table
        .inner_join(data_product_versions::table)
        .filter(data_product_versions::data_product_id.eq(data_product_id))
        .filter(schemas::name.eq(table))
        .filter(major.lt(before_major).or(major.eq(before_major).and(minor.lt(before_minor))))
        .order((major, minor))
        .select((major, minor, schemas::definition));
    let found: Vec<(i32, i32, String)> = on_either!(conn, of_table.load(conn)?);
    let mut definitions: Vec<(Version, Table)> = Vec::new();
    let mut last = String::new();
    for (of_major, of_minor, text) in found {
        // Most versions carry a definition over as it was.
        if text != last {
            let version = Version { major: of_major.cast_unsigned(), minor: of_minor.cast_unsigned() };
            let Json(table) = Json::try_from(text.clone()).map_err(unreadable)?;
            definitions.push((version, table));
            last = text;
        }
    }
    Ok(definitions)
}

/// Copies a schema into another version that shares its rows.
///
/// # Errors
/// `Conflict("schemas_data_product_version_id_name_unique")` when that version has a table of the name.
pub fn copy_to_version(
    conn: &mut Connection,
    schema: &Schema,
    new_id: &str,
    data_product_version_id: &str,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    diesel::insert_into(schemas::table)
        .values((
            schemas::id.eq(new_id),
            schemas::data_product_version_id.eq(data_product_version_id),
            schemas::name.eq(&schema.name),
            schemas::revision.eq(1),
            schemas::definition.eq(to_text(&schema.definition.0)?),
            schemas::row_table_id.eq(&schema.row_table_id),
            schemas::created_at.eq(now),
            schemas::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}
