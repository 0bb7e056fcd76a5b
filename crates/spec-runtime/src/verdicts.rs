//! Holds the types of a generated crate against its JSON Schemas: both must judge every value alike, and what is taken
//! must come out as it went in. For tests; generated crates list their types under the feature `verdicts`.

mod mutants;
mod secured;
mod xml;

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use self::mutants::mutants;
use self::secured::secured;
pub use self::secured::weakened;
use crate::contract::Contract;
use crate::json::with_whole_numbers;
use crate::mock::sample;
use crate::verdict::accepted;

/// Samples that are tried of each definition.
const SAMPLES: u64 = 12;

/// Mutants that are tried of each sample.
const MUTANTS: usize = 150;

/// How generated code judges the values of one definition.
#[derive(Clone, Copy)]
pub struct Verdict {
    /// Name of the definition.
    pub definition: &'static str,
    /// The value as it would be written again, when it is taken.
    pub judge: fn(&Value) -> Option<Value>,
}

/// Decodes, checks and encodes a value, as a service does with a body.
pub fn judge<T: DeserializeOwned + Serialize>(value: &Value, is_valid: fn(&T) -> bool) -> Option<Value> {
    let text = serde_json::to_string(value).ok()?;
    let decoded = serde_json::from_str::<T>(&text).ok().filter(is_valid);
    let decoded = decoded.or_else(|| accepted(&with_whole_numbers(value.clone()), is_valid));
    serde_json::to_value(decoded?).ok()
}

/// What was found out about a contract.
#[derive(Debug, Default)]
pub struct Report {
    /// Definitions that were tried.
    pub definitions: usize,
    /// Definitions with fewer than three valid samples.
    pub few_samples: Vec<&'static str>,
    /// Values that were judged.
    pub judged: usize,
    /// Values of which types and schema think differently, or that did not come out as they went in.
    pub faults: Vec<String>,
    /// Values that were written as XML and read back.
    pub documents: usize,
    /// Secured operations of the document.
    pub secured: usize,
    /// Secured operations that generated code does not secure in the same way.
    pub unsecured: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} definitions, {} values judged, {} XML documents, {} faults, {} with few samples; {} secured operations, {} not enforced",
            self.definitions,
            self.judged,
            self.documents,
            self.faults.len(),
            self.few_samples.len(),
            self.secured,
            self.unsecured.len(),
        )
    }
}

/// Tries every definition of a contract.
pub fn report(contract: &Contract, verdicts: &[Verdict]) -> Report {
    let mut report = Report::default();
    let document = serde_json::from_str::<Value>(contract.document).unwrap_or_default();
    secured(contract, &document, &mut report);
    xml::carried(contract, &mut report);
    for verdict in verdicts {
        let Ok(validator) = contract.schemas.validator("$defs", verdict.definition) else {
            report.faults.push(format!("{}: the schema does not compile", verdict.definition));
            continue;
        };
        report.definitions += 1;
        let schema = contract.schemas.get("$defs", verdict.definition);
        let made = (0..SAMPLES).filter_map(|seed| sample(contract.schemas, schema, seed));
        let mut samples: BTreeSet<String> = made.map(|value| value.to_string()).collect();
        let example = &document["components"]["schemas"][verdict.definition]["example"];
        samples.extend(validator.is_valid(example).then(|| example.to_string()));
        let samples: Vec<Value> = samples.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
        let mut tried: Vec<Value> = samples.iter().flat_map(|sample| mutants(sample, MUTANTS)).collect();
        tried.extend(samples);
        let valid: BTreeSet<String> =
            tried.iter().filter(|value| validator.is_valid(value)).map(Value::to_string).collect();
        let is_finite = schema.get("enum").is_some() || schema.get("type") == Some(&Value::from("boolean"));
        if valid.len() < 3 && !is_finite {
            report.few_samples.push(verdict.definition);
        }
        for value in tried {
            report.judged += 1;
            let (expected, found) = (validator.is_valid(&value), (verdict.judge)(&value));
            let clipped: String = value.to_string().chars().take(300).collect();
            match (expected, found) {
                (true, None) => {
                    report.faults.push(format!("{}: refused by its type: {clipped}", verdict.definition))
                }
                (false, Some(_)) => {
                    report.faults.push(format!("{}: taken by its type: {clipped}", verdict.definition))
                }
                (true, Some(written)) if !is_kept(&value, &written) => {
                    report.faults.push(format!("{}: {clipped} comes out as {written}", verdict.definition));
                }
                _ => {}
            }
        }
    }
    report
}

/// Whether a value came out as it went in, but for defaults that were filled in.
fn is_kept(sent: &Value, written: &Value) -> bool {
    match (sent, written) {
        (Value::Number(sent), Value::Number(written)) => sent.as_f64() == written.as_f64(),
        (Value::Array(sent), Value::Array(written)) => {
            sent.len() == written.len()
                && sent.iter().zip(written).all(|(sent, written)| is_kept(sent, written))
        }
        (Value::Object(sent), Value::Object(written)) => {
            sent.iter().all(|(name, sent)| written.get(name).is_some_and(|written| is_kept(sent, written)))
        }
        _ => sent == written,
    }
}

/// Prints what was found out about a contract; says whether anything is wrong.
pub fn tell(name: &str, contract: &Contract, verdicts: &[Verdict]) -> bool {
    let report = report(contract, verdicts);
    println!("{name}: {report}");
    for fault in report.faults.iter().chain(&report.unsecured) {
        println!("    {fault}");
    }
    for definition in &report.few_samples {
        println!("    fewer than three samples of {definition}");
    }
    !report.faults.is_empty() || !report.unsecured.is_empty()
}
