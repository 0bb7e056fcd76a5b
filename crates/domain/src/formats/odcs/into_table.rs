//! A table on its way in.

use std::collections::BTreeMap;

use super::given::{Findings, Given};
use super::into_column::column;
use crate::fault::Fault;
use crate::ids::TableName;
use crate::table::Table;

/// One of the objects of `schema`, judged as any table is. None only where it has no name that a table could have.
pub(super) fn table(given: Given<'_>, findings: &mut Findings) -> Option<(TableName, Table)> {
    let at = given.pointer.clone();
    let mut object = given.members(findings);
    let name = object.need_text("name", 64, findings);
    let description = object.need_text("description", 4000, findings);
    if let Some(kind) = object.take_text("logicalType", 16, findings)
        && kind != "object"
    {
        findings.fault(object.at("logicalType"), "unsupported", "a table is an object of columns");
    }
    if let Some(kind) = object.take("physicalType")
        && kind.value != "table"
    {
        kind.ignore(findings);
    }
    if let Some(relationships) = object.take("relationships") {
        findings.fault(relationships.pointer, "unsupported", "Granary keeps no relationships between tables");
    }
    let mut custom = object.take_custom(findings);
    let time_column = custom.take_text("timeColumn", 63, findings);
    let column_map = custom.take("columnMap").map(|given| column_map(given, findings)).unwrap_or_default();
    custom.ignore_rest(findings);
    let mut keys = Vec::new();
    let mut columns = Vec::new();
    for given in object.take_items("properties", findings) {
        let (column, key_position) = column(given, findings);
        keys.extend(key_position.map(|position| (position, column.name.clone())));
        columns.push(column);
    }
    // Those without a position follow, in the order of the columns.
    keys.sort_by_key(|(position, _)| *position);
    let keys = keys.into_iter().map(|(_, name)| name).collect();
    object.ignore_rest(findings);
    let table =
        Table { table_description: description, columns, time_column, keys, column_map }.with_required_keys();
    let faults = table.check().into_iter().map(|fault| relocated(fault, &at, &table));
    // What is wrong with a name or a type was told before.
    let told: Vec<String> = findings.faults.iter().map(|fault| fault.pointer.clone()).collect();
    findings.faults.extend(faults.filter(|fault| !told.contains(&fault.pointer)));
    match name.parse() {
        Ok(name) => Some((name, table)),
        Err(_) if name.is_empty() => None,
        Err(reason) => {
            findings.fault(format!("{at}/name"), "pattern", reason.to_string());
            None
        }
    }
}

fn column_map(given: Given<'_>, findings: &mut Findings) -> BTreeMap<String, String> {
    let mut map = BTreeMap::new();
    for given in given.items(findings) {
        let mut pair = given.members(findings);
        // A header may be empty.
        let header = pair.take("header").and_then(|header| header.value.as_str());
        let column = pair.need_text("column", 63, findings);
        match header {
            None => findings.fault(pair.at("header"), "required", "must be given, as a text"),
            Some(header) => {
                if map.insert(header.to_owned(), column).is_some() {
                    findings.fault(pair.at("header"), "unique", "the header already leads to a column");
                }
            }
        }
        pair.ignore_rest(findings);
    }
    map
}

/// A fault of the definition, told where the contract says the same.
fn relocated(fault: Fault, at: &str, table: &Table) -> Fault {
    let mut parts = fault.pointer.split('/').skip(1);
    let place = match (parts.next(), parts.next(), parts.next()) {
        (Some("columns"), Some(index), field) => {
            let field = match field {
                Some("name") => "/name",
                Some("type") => "/physicalType",
                Some("enum") => "/quality",
                Some("minimum") => "/logicalTypeOptions/minimum",
                Some("maximum") => "/logicalTypeOptions/maximum",
                Some("pattern") => "/logicalTypeOptions/pattern",
                Some("maxLength") => "/logicalTypeOptions/maxLength",
                Some("unique") => "/unique",
                _ => "",
            };
            format!("/properties/{index}{field}")
        }
        (Some("keys"), Some(index), _) => {
            let key = index.parse().ok().and_then(|index: usize| table.keys.get(index));
            let column = key.and_then(|key| table.columns.iter().position(|column| column.name == *key));
            column.map_or("/properties".to_owned(), |column| format!("/properties/{column}/primaryKey"))
        }
        (Some("timeColumn" | "columnMap"), ..) => "/customProperties".to_owned(),
        _ => "/properties".to_owned(),
    };
    Fault { pointer: format!("{at}{place}"), ..fault }
}
