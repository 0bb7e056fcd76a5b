//! A column on its way out.

use serde_json::{Map, Value, json};

use super::out::custom_properties;
use super::{PERSONAL_DATA, kinds};
use crate::formats::regex::ecma_script;
use crate::formats::{limits, number};
use crate::rows::number::integer_of;
use crate::table::{Column, Table};

/// One of the `properties` of a table.
pub(super) fn column(table: &Table, column: &Column) -> Value {
    let (logical_type, _) = kinds::logical(column.column_type);
    let mut property = Map::new();
    let mut put = |key: &str, value: Value| {
        property.insert(key.to_owned(), value);
    };
    put("name", column.name.clone().into());
    put("logicalType", logical_type.into());
    put("physicalType", column.column_type.to_string().into());
    if let Some(description) = &column.description {
        put("description", description.clone().into());
    }
    put("required", (!column.nullable).into());
    put("unique", column.unique.into());
    if let Some(position) = table.keys.iter().position(|key| *key == column.name) {
        put("primaryKey", true.into());
        put("primaryKeyPosition", (position + 1).into());
    }
    if column.personal_data {
        put("classification", PERSONAL_DATA.into());
    }
    let options = options(column);
    if !options.is_empty() {
        put("logicalTypeOptions", options.into());
    }
    if let Some(allowed) = &column.allowed {
        let valid = valid_values(column, allowed);
        put(
            "quality",
            json!([{
                "type": "library",
                "metric": "invalidValues",
                "description": format!("{} has one of the listed values", column.name),
                "arguments": {"validValues": valid},
                "mustBe": 0,
                "dimension": "conformity",
            }]),
        );
    }
    let custom = custom_properties([
        ("unit", column.unit.clone().map(Value::from)),
        ("maxLength", column.max_length.map(Value::from)),
        (
            "pattern",
            column
                .pattern
                .clone()
                .filter(|source| ecma_script(source).as_ref() != Some(source))
                .map(Value::from),
        ),
        (
            "enum",
            column.allowed.as_ref().filter(|allowed| is_respelled(column, allowed)).map(|all| json!(all)),
        ),
    ]);
    if let Some(custom) = custom {
        put("customProperties", custom);
    }
    property.into()
}

fn options(column: &Column) -> Map<String, Value> {
    let (_, format) = kinds::logical(column.column_type);
    let pairs = [
        ("format", format.map(Value::from)),
        ("minimum", column.minimum.map(number)),
        ("maximum", column.maximum.map(number)),
        ("maxLength", limits::characters(column).map(Value::from)),
        ("pattern", column.pattern.as_deref().and_then(ecma_script).map(Value::from)),
    ];
    pairs.into_iter().filter_map(|(name, value)| value.map(|value| (name.to_owned(), value))).collect()
}

/// The values of an enum as rows have them.
pub(super) fn valid_values(column: &Column, allowed: &[String]) -> Vec<Value> {
    let value = |text: &String| match integer_of(column.column_type, text) {
        Some(number) => number.into(),
        None => text.clone().into(),
    };
    allowed.iter().map(value).collect()
}

/// Whether a number of the enum is spelled otherwise than its digits.
fn is_respelled(column: &Column, allowed: &[String]) -> bool {
    let spelled = |text: &String| integer_of(column.column_type, text).map(|number| number.to_string());
    allowed.iter().any(|text| spelled(text).is_some_and(|digits| digits != *text))
}
