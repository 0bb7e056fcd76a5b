//! A column on its way in.

use serde_json::Value;

use super::column::valid_values;
use super::given::{Findings, Given, Members};
use super::{PERSONAL_DATA, kinds};
use crate::column_type::ColumnType;
use crate::formats::limits;
use crate::formats::regex::ecma_script;
use crate::table::Column;

/// Most characters that a text may be limited to.
const MAX_LENGTH: u32 = 65_535;
const MAX_LISTED: usize = 500;

/// A column, and where it stands in the key, if it does.
pub(super) fn column(given: Given<'_>, findings: &mut Findings) -> (Column, Option<u32>) {
    let mut property = given.members(findings);
    let name = property.need_text("name", 63, findings);
    let mut options = match property.take("logicalTypeOptions") {
        Some(given) => given.members(findings),
        None => Members::none(property.at("logicalTypeOptions")),
    };
    let column_type = column_type(&mut property, &mut options, findings);
    let mut column = Column::new(name, column_type);
    column.description = property.take_text("description", 1000, findings);
    column.nullable = !property.take("required").and_then(|given| given.truth(findings)).unwrap_or(false);
    column.unique = property.take("unique").and_then(|given| given.truth(findings)).unwrap_or(false);
    column.personal_data = classification(&mut property, findings);
    let is_key = property.take("primaryKey").and_then(|given| given.truth(findings)).unwrap_or(false);
    let position = property.take("primaryKeyPosition").filter(|_| is_key);
    let position = position.and_then(|given| given.value.as_u64()).and_then(|at| u32::try_from(at).ok());
    for name in ["items", "properties", "relationships"] {
        if let Some(given) = property.take(name) {
            findings.fault(
                given.pointer,
                "unsupported",
                "a column has one value, which is related to no other",
            );
        }
    }
    let mut custom = property.take_custom(findings);
    column.unit = custom.take_text("unit", 32, findings);
    let max_length = options.take("maxLength").and_then(|given| given.count(MAX_LENGTH, findings));
    let spelled = custom.take("maxLength").and_then(|given| given.count(MAX_LENGTH, findings));
    column.max_length = max_length_of(&column, max_length, spelled);
    let pattern = options.take_text("pattern", 100_000, findings);
    let spelled = custom.take_text("pattern", 500, findings);
    column.pattern = match (pattern, spelled) {
        // The standard's word counts where somebody changed it.
        (pattern, Some(spelled)) if ecma_script(&spelled) == pattern => Some(spelled),
        (pattern, _) => pattern,
    };
    if column.pattern.as_ref().is_some_and(|pattern| pattern.chars().count() > 500) {
        findings.fault(options.at("pattern"), "max-length", "must have at most 500 characters");
    }
    if column_type.is_numeric() {
        column.minimum = options.take("minimum").and_then(|given| given.number(findings));
        column.maximum = options.take("maximum").and_then(|given| given.number(findings));
    }
    if column_type.is_time() {
        // They say how others write it, not which values there are.
        for name in ["format", "timezone", "defaultTimezone"] {
            if let Some(given) = options.take(name) {
                given.ignore(findings);
            }
        }
    }
    options.refuse_rest("Granary keeps no such rule of a column", findings);
    let spelled = custom.take("enum");
    column.allowed = listed(&mut property, &column, spelled, findings);
    custom.ignore_rest(findings);
    property.ignore_rest(findings);
    (column, is_key.then(|| position.unwrap_or(u32::MAX)))
}

/// The physical type where it is known, otherwise the widest of the logical type. Both have to mean the same.
fn column_type(property: &mut Members<'_>, options: &mut Members<'_>, findings: &mut Findings) -> ColumnType {
    let logical = property.take_text("logicalType", 16, findings);
    let format = match logical.as_deref() {
        Some("integer" | "number") => options.take_text("format", 16, findings),
        _ => None,
    };
    let physical = property.take("physicalType");
    let known = physical.as_ref().and_then(|given| given.value.as_str()).and_then(kinds::of_physical);
    let widest = logical.as_deref().and_then(|logical| kinds::of_logical(logical, format.as_deref()));
    match (known, &logical, widest) {
        (Some(known), None, _) => known,
        (Some(known), Some(logical), _) => {
            let (expected, _) = kinds::logical(known);
            // A whole number is a number too.
            let is_same = expected == logical
                || (logical == "number" && known.is_integer())
                || is_whole(known, logical);
            if !is_same {
                findings.fault(
                    property.at("physicalType"),
                    "type",
                    format!("is not of the logical type {logical}"),
                );
            }
            known
        }
        (None, _, Some(widest)) => {
            if let Some(physical) = physical {
                physical.ignore(findings);
            }
            widest
        }
        (None, _, None) => {
            let place = if logical.is_some() { "logicalType" } else { "physicalType" };
            findings.fault(
                property.at(place),
                "type",
                format!("no column has this type: {}", crate::column_type::NotAColumnType),
            );
            ColumnType::String
        }
    }
}

/// Databases keep large whole numbers as decimals without a fraction.
fn is_whole(column_type: ColumnType, logical: &str) -> bool {
    logical == "integer" && matches!(column_type, ColumnType::Decimal { scale: 0, .. })
}

fn classification(property: &mut Members<'_>, findings: &mut Findings) -> bool {
    let Some(given) = property.take("classification") else { return false };
    let word = given.value.as_str().unwrap_or_default().to_ascii_lowercase();
    let is_personal = [PERSONAL_DATA, "personal", "pii"].contains(&word.as_str());
    if !is_personal {
        given.ignore(findings);
    }
    is_personal
}

/// The length that the type already limits to is not also one of the column's own, unless it says so.
fn max_length_of(column: &Column, given: Option<u32>, spelled: Option<u32>) -> Option<u32> {
    let limited = |max_length| limits::characters(&Column { max_length, ..column.clone() });
    match spelled {
        Some(_) if limited(spelled) == given => spelled,
        _ if limited(None) == given => None,
        _ => given,
    }
}

/// The enum: a quality rule that no value may be any other than those listed. Other quality rules say how good the
/// data should be, not what a row has to be like.
fn listed(
    property: &mut Members<'_>,
    column: &Column,
    spelled: Option<Given<'_>>,
    findings: &mut Findings,
) -> Option<Vec<String>> {
    let mut listed = None;
    for given in property.take_items("quality", findings) {
        let is_rule = given.value.get("metric").is_some_and(|metric| metric == "invalidValues")
            && given.value.get("mustBe").and_then(Value::as_f64) == Some(0.0);
        let values = given.value.pointer("/arguments/validValues").and_then(Value::as_array);
        match values {
            Some(values) if is_rule && listed.is_none() => listed = Some((values, given.pointer)),
            _ => given.ignore(findings),
        }
    }
    let (values, at) = listed?;
    if values.len() > MAX_LISTED {
        findings.fault(&*at, "max-items", format!("at most {MAX_LISTED} values"));
    }
    let texts = values.iter().filter(|value| !value.is_null()).map(|value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    let texts: Vec<String> = texts.collect();
    if texts.iter().any(|text| text.chars().count() > 256) {
        findings.fault(at, "max-length", "a listed value has at most 256 characters");
    }
    let spelled: Option<Vec<String>> = spelled.and_then(|given| {
        given.value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
    });
    // The standard's word counts where somebody changed it.
    spelled.filter(|spelled| valid_values(column, spelled) == *values).or(Some(texts))
}
