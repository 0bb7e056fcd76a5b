//! Writes values as XML and reads them back, for every body and answer that may be XML.

use serde_json::Value;

use super::{Report, SAMPLES};
use crate::contract::Contract;
use crate::mock::sample;
use crate::xml;

/// Tries every root element of a contract.
pub(super) fn carried(contract: &Contract, report: &mut Report) {
    let plan = contract.schemas.xml();
    let bodies = plan.bodies.iter().map(|(key, root)| ("bodies", key, root));
    let all = bodies.chain(plan.responses.iter().map(|(key, root)| ("responses", key, root)));
    for (section, key, root) in all {
        let schema = contract.schemas.get(section, key);
        let Ok(validator) = contract.schemas.validator(section, key) else {
            report.faults.push(format!("{key}: the schema does not compile"));
            continue;
        };
        for value in (0..SAMPLES).filter_map(|seed| sample(contract.schemas, schema, seed)) {
            // A key that is no name cannot be written.
            let Ok(text) = xml::write(plan, root, &value) else { continue };
            report.documents += 1;
            let is_same = |as_text| match xml::read(plan, root, &text, as_text) {
                Ok((found, faults)) => {
                    faults.is_empty() && validator.is_valid(&found) && said(&found) == said(&value)
                }
                Err(_) => false,
            };
            if !is_same(false) && !is_same(true) {
                report.faults.push(format!("{key}: {value} does not come back from {text}"));
            }
        }
    }
}

/// What XML can carry of a value. The types of what a schema describes are known by it; of the rest they are lost.
fn said(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Array(items) if items.len() == 1 => said(&items[0]),
        Value::Array(items) => items.iter().map(said).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(_, member)| member.as_array().is_none_or(|items| !items.is_empty()))
            .map(|(name, member)| (name.clone(), said(member)))
            .collect(),
        Value::String(text) => Value::String(text.clone()),
        Value::Bool(_) | Value::Number(_) => Value::String(value.to_string()),
    }
}
