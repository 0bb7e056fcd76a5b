//! Keywords of schemas that are misspelt. JSON Schema ignores what it does not know, so a `maxLenght` bounds nothing.

use serde_json::{Map, Value};

use crate::convert::SILENT;
use crate::document::{Document, Finding, escape};

/// Keywords with one schema.
const ONE: [&str; 10] = [
    "items",
    "not",
    "additionalProperties",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
    "unevaluatedProperties",
    "unevaluatedItems",
];

/// Keywords with a list of schemas.
const LISTED: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords with schemas by name.
const NAMED: [&str; 4] = ["properties", "patternProperties", "dependentSchemas", "$defs"];

/// Keywords without a schema, beside those that say nothing of a value.
const PLAIN: [&str; 27] = [
    "type",
    "enum",
    "const",
    "format",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxContains",
    "minContains",
    "maxProperties",
    "minProperties",
    "required",
    "dependentRequired",
    "$ref",
    "$id",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$vocabulary",
];

/// Members that hold values of the contract's users, or names of them.
const VALUES: [&str; 4] = ["example", "examples", "default", "enum"];

/// Members of a contract whose own members have names of their own.
const OBJECTS: [&str; 8] =
    ["paths", "parameters", "requestBodies", "responses", "headers", "content", "callbacks", "encoding"];

/// Every keyword that is none, and is nearly one.
pub fn misspelt(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    outside(&document.root, "", &mut findings);
    findings
}

/// Looks for schemas in what is none.
fn outside(value: &Value, pointer: &str, findings: &mut Vec<Finding>) {
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        outside(item, &format!("{pointer}/{index}"), findings);
    }
    for (key, member) in value.as_object().into_iter().flatten() {
        let at = format!("{pointer}/{}", escape(key));
        match (key.as_str(), member.as_object()) {
            ("schema", Some(_)) => schema(member, &at, findings),
            ("schemas", Some(named)) => each(named, &at, findings, schema),
            (key, Some(named)) if OBJECTS.contains(&key) => each(named, &at, findings, outside),
            (key, _) if VALUES.contains(&key) || key.starts_with("x-") => {}
            _ => outside(member, &at, findings),
        }
    }
}

fn each(
    named: &Map<String, Value>,
    pointer: &str,
    findings: &mut Vec<Finding>,
    visit: fn(&Value, &str, &mut Vec<Finding>),
) {
    for (name, value) in named {
        visit(value, &format!("{pointer}/{}", escape(name)), findings);
    }
}

fn schema(value: &Value, pointer: &str, findings: &mut Vec<Finding>) {
    for (keyword, said) in value.as_object().into_iter().flatten() {
        let at = format!("{pointer}/{}", escape(keyword));
        let keyword = keyword.as_str();
        if ONE.contains(&keyword) {
            schema(said, &at, findings);
        } else if LISTED.contains(&keyword) {
            for (index, member) in said.as_array().into_iter().flatten().enumerate() {
                schema(member, &format!("{at}/{index}"), findings);
            }
        } else if NAMED.contains(&keyword) {
            each(said.as_object().unwrap_or(&Map::new()), &at, findings, schema);
        } else if let Some(meant) = meant_by(keyword) {
            findings.push(Finding::new(at, format!("is no keyword of a schema: write {meant}")));
        }
    }
}

/// The keyword that another word is nearly: spelt otherwise in one letter, or in two of a long word.
fn meant_by(word: &str) -> Option<&'static str> {
    let known = || [&ONE[..], &LISTED, &NAMED, &PLAIN, &SILENT].into_iter().flatten().copied();
    if word.starts_with("x-") || known().any(|keyword| keyword == word) {
        return None;
    }
    let letters = |text: &str| text.replace(['_', '-'], "").to_lowercase();
    let tolerated = if word.len() < 8 { 1 } else { 2 };
    let distance = |keyword: &&str| strsim::osa_distance(&letters(keyword), &letters(word));
    known()
        .filter(|keyword| keyword.len() > 3)
        .min_by_key(distance)
        .filter(|best| distance(best) <= tolerated)
}
