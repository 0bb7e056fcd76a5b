//! The security requirements of the table of operations, held against those of the document.

use serde_json::Value;

use super::Report;
use crate::contract::{Contract, Operation, Requirement};

/// Alternatives of schemes with their scopes.
type Alternatives = Vec<Vec<(String, Vec<String>)>>;

/// Compares the table of operations with the document itself.
pub(super) fn secured(contract: &Contract, document: &Value, report: &mut Report) {
    if !document.is_object() {
        report.unsecured.push("the document cannot be read".to_owned());
    }
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let security = operation.get("security").or_else(|| document.get("security"));
            let declared = security.map(of_document).unwrap_or_default();
            if declared.is_empty() || operation.get("responses").is_none() {
                continue;
            }
            report.secured += 1;
            let is_it = |id: &str, of: &str| id == path && of.eq_ignore_ascii_case(method);
            if contract.left_out.iter().any(|left_out| is_it(left_out.path, left_out.method)) {
                continue;
            }
            let known = contract.operations.iter().find(|known| is_it(known.path, known.method));
            let scopes = texts(&operation["x-scopes"]);
            let is_same =
                known.is_some_and(|known| of_table(known.security) == declared && known.scopes == scopes);
            if !is_same {
                report.unsecured.push(format!("{method} {path}"));
            }
        }
    }
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

fn of_document(security: &Value) -> Alternatives {
    let alternatives = security.as_array().into_iter().flatten().filter_map(Value::as_object);
    let one = |alternative: &serde_json::Map<String, Value>| {
        let mut schemes: Vec<_> =
            alternative.iter().map(|(name, scopes)| (name.clone(), texts(scopes))).collect();
        schemes.sort();
        schemes
    };
    alternatives.map(one).collect()
}

fn of_table(security: &[&[Requirement]]) -> Alternatives {
    let scopes = |one: &Requirement| one.scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let one = |alternative: &&[Requirement]| {
        let mut schemes: Vec<_> =
            alternative.iter().map(|one| (one.scheme.to_owned(), scopes(one))).collect();
        schemes.sort();
        schemes
    };
    security.iter().map(one).collect()
}

/// Weakens every security check of a contract, one at a time; gives their number and those that go unnoticed.
pub fn weakened(contract: &Contract) -> (usize, Vec<String>) {
    let document = serde_json::from_str::<Value>(contract.document).unwrap_or_default();
    let (mut count, mut unnoticed) = (0, Vec::new());
    for (at, operation) in contract.operations.iter().enumerate() {
        for (what, other) in mutants(operation) {
            let mut operations = contract.operations.to_vec();
            operations[at] = Box::leak(Box::new(other));
            let weaker = Contract { operations: operations.leak(), ..*contract };
            let mut report = Report::default();
            secured(&weaker, &document, &mut report);
            count += 1;
            if report.unsecured.is_empty() {
                unnoticed.push(format!("{}: {what}", operation.id));
            }
        }
    }
    (count, unnoticed)
}

/// The operation with one check less each.
fn mutants(operation: &Operation) -> Vec<(String, Operation)> {
    let mut all: Vec<(String, Vec<Vec<Requirement>>)> = Vec::new();
    let table: Vec<Vec<Requirement>> = operation.security.iter().map(|one| one.to_vec()).collect();
    if !table.is_empty() {
        all.push(("anyone may call".to_owned(), Vec::new()));
        all.push(("credentials may be left out".to_owned(), [table.clone(), vec![Vec::new()]].concat()));
    }
    for (at, alternative) in table.iter().enumerate() {
        let with = |changed: Option<Vec<Requirement>>| {
            let mut table = table.clone();
            match changed {
                Some(changed) => table[at] = changed,
                None => drop(table.remove(at)),
            }
            table
        };
        if table.len() > 1 {
            all.push((format!("without alternative {at}"), with(None)));
        }
        for (index, requirement) in alternative.iter().enumerate() {
            let mut other = alternative.clone();
            other.remove(index);
            all.push((format!("without {}", requirement.scheme), with(Some(other))));
            if !requirement.scopes.is_empty() {
                let mut other = alternative.clone();
                other[index].scopes = &requirement.scopes[1..];
                all.push((format!("without the scope {}", requirement.scopes[0]), with(Some(other))));
            }
        }
    }
    let leak = |table: Vec<Vec<Requirement>>| -> &'static [&'static [Requirement]] {
        table.into_iter().map(|one| -> &'static [Requirement] { one.leak() }).collect::<Vec<_>>().leak()
    };
    let mut made: Vec<(String, Operation)> = all
        .into_iter()
        .map(|(what, table)| (what, Operation { security: leak(table), ..copy(operation) }))
        .collect();
    if !operation.scopes.is_empty() {
        made.push(("without x-scopes".to_owned(), Operation { scopes: &[], ..copy(operation) }));
    }
    made
}

fn copy(operation: &Operation) -> Operation {
    Operation { ..*operation }
}
