//! A table as its producer described it: columns with types and constraints, keys, the time column.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::column_type::ColumnType;

/// One column of a table. The JSON form is the one the contract names and the one stored with a schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Column {
    /// Name, `^[a-z][a-z0-9_]{0,62}$`; names with a leading underscore belong to Granary.
    pub name: String,
    /// Type of every value in the column.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// What the column means, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether a row may leave the value out.
    #[serde(default = "yes")]
    pub nullable: bool,
    /// Unit of measurement of the values, such as `mV`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The only values allowed, when given.
    #[serde(rename = "enum", default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    /// Smallest number allowed, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    /// Largest number allowed, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    /// Regular expression that a text must match somewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Most characters of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Whether no two rows may hold the same value.
    #[serde(default)]
    pub unique: bool,
    /// Whether the value says something about a person.
    #[serde(default)]
    pub personal_data: bool,
}

impl Column {
    /// A column of which nothing is asked but its type.
    pub fn new(name: String, column_type: ColumnType) -> Self {
        Self {
            name,
            column_type,
            description: None,
            nullable: true,
            unit: None,
            allowed: None,
            minimum: None,
            maximum: None,
            pattern: None,
            max_length: None,
            unique: false,
            personal_data: false,
        }
    }
}

fn yes() -> bool {
    true
}

/// The definition of one table of one version of a data product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// What one row of the table is, for people.
    pub table_description: String,
    /// The columns, in the order of the table.
    pub columns: Vec<Column>,
    /// The column that says when a row happened, if any: rows are read in its order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_column: Option<String>,
    /// The columns whose values together name one row; empty when rows have no name.
    #[serde(default)]
    pub keys: Vec<String>,
    /// CSV header to column name, for files whose headers are not column names.
    #[serde(default)]
    pub column_map: BTreeMap<String, String>,
}

impl Table {
    /// The same table with its keys and time column not nullable, which is what naming them so means.
    pub fn with_required_keys(mut self) -> Self {
        for column in &mut self.columns {
            if self.keys.contains(&column.name) || self.time_column.as_ref() == Some(&column.name) {
                column.nullable = false;
            }
        }
        self
    }
}
