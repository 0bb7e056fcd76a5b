//! Typed decoding and the checks of generated code decide; only what they refuse is explained by its schema.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::contract::Place;
use crate::explain::explain;
use crate::json;
use crate::parameter::escape;
use crate::problem::Fault;
use crate::schemas::Schemas;

/// What is judged, and so by which schema it is explained and where its faults are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject<'n> {
    /// A parameter of an operation.
    Parameter { operation: &'static str, place: Place, name: &'n str },
    /// A body of an operation.
    Body { operation: &'static str, media_type: &'static str },
    /// A line of a body of several values.
    Line { operation: &'static str, media_type: &'static str, index: usize },
}

impl Subject<'_> {
    /// Where it stands in the request.
    pub(crate) fn pointer(self) -> String {
        match self {
            Subject::Parameter { place, name, .. } => format!("/{}/{}", place.as_str(), escape(name)),
            Subject::Body { .. } => "/body".to_owned(),
            Subject::Line { index, .. } => format!("/body/{index}"),
        }
    }

    /// Every violation of its schema.
    pub(crate) fn explain(self, schemas: &Schemas, value: &Value) -> Vec<Fault> {
        let (section, schema) = match self {
            Subject::Parameter { operation, place, name } => {
                ("parameters", format!("{operation}.{}.{name}", place.as_str()))
            }
            Subject::Body { operation, media_type } | Subject::Line { operation, media_type, .. } => {
                ("bodies", format!("{operation} {media_type}"))
            }
        };
        explain(schemas, section, &schema, value, &self.pointer())
    }
}

/// The typed value, when the value has its type and is within its bounds.
pub(crate) fn accepted<T: DeserializeOwned>(value: &Value, is_valid: fn(&T) -> bool) -> Option<T> {
    T::deserialize(value).ok().filter(is_valid)
}

/// Judges a value that was read from text.
///
/// # Errors
/// Every violation.
pub(crate) fn of_value<T: DeserializeOwned>(
    schemas: &Schemas,
    subject: Subject<'_>,
    value: Value,
    is_valid: fn(&T) -> bool,
) -> Result<T, Vec<Fault>> {
    if let Some(decoded) = accepted(&value, is_valid) {
        return Ok(decoded);
    }
    let mut faults = subject.explain(schemas, &value);
    if faults.is_empty() {
        if let Some(decoded) = accepted(&json::with_whole_numbers(value), is_valid) {
            return Ok(decoded);
        }
        let message = "is not of the type that the contract states";
        faults.push(Fault::new(subject.pointer(), "type", message));
    }
    Err(faults)
}

/// Judges a JSON document.
///
/// # Errors
/// Every violation, or the place where it is not JSON.
pub(crate) fn of_json<T: DeserializeOwned>(
    schemas: &Schemas,
    subject: Subject<'_>,
    text: &[u8],
    is_valid: fn(&T) -> bool,
) -> Result<T, Vec<Fault>> {
    let refusal = match serde_json::from_slice::<T>(text) {
        Ok(decoded) if is_valid(&decoded) => return Ok(decoded),
        decoded => decoded.err(),
    };
    let at = subject.pointer();
    let (value, twice) = match (serde_json::from_slice::<Value>(text), json::keys_given_twice(text)) {
        (Ok(value), Ok(twice)) => (value, twice),
        (Err(error), _) | (_, Err(error)) => return Err(vec![syntax_fault(at, &error)]),
    };
    let mut faults: Vec<Fault> = twice
        .iter()
        .map(|pointer| Fault::new(format!("{at}{pointer}"), "duplicate", "is given twice"))
        .collect();
    faults.extend(subject.explain(schemas, &value));
    if faults.is_empty() {
        match accepted(&json::with_whole_numbers(value), is_valid) {
            Some(decoded) => return Ok(decoded),
            None => faults.push(unexplained(at, refusal)),
        }
    }
    Err(faults)
}

fn syntax_fault(pointer: String, error: &serde_json::Error) -> Fault {
    let place = format!("at line {} column {}", error.line(), error.column());
    let message = if error.to_string().starts_with("recursion limit") {
        format!("is nested too deeply {place}")
    } else {
        format!("is not JSON {place}")
    };
    Fault::new(pointer, "json", message)
}

/// What typed decoding alone refuses, such as a number that its type cannot hold.
fn unexplained(pointer: String, refusal: Option<serde_json::Error>) -> Fault {
    match refusal {
        Some(error) => {
            let place = format!("at line {} column {}", error.line(), error.column());
            Fault::new(pointer, "type", format!("has a value that does not fit its type {place}"))
        }
        None => Fault::new(pointer, "bounds", "has a value outside the bounds of the contract"),
    }
}
