//! Why a value was refused: its JSON Schema names every violation. Runs only after typed decoding has refused.

use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use crate::parameter::escape;
use crate::problem::{Fault, MAX_FAULTS};
use crate::schemas::Schemas;

/// Every violation of the schema `name` by `value`, which stands at `pointer` in the request.
pub(crate) fn explain(
    schemas: &Schemas,
    section: &str,
    name: &str,
    value: &Value,
    pointer: &str,
) -> Vec<Fault> {
    match schemas.validator(section, name) {
        Ok(validator) => validator
            .iter_errors(value)
            .flat_map(|error| faults_of(&error, pointer))
            .take(MAX_FAULTS + 1)
            .collect(),
        Err(message) => {
            log::error!("the schema of {name} cannot be used: {message}");
            Vec::new()
        }
    }
}

/// One fault for most errors, one for each name where an error has several.
fn faults_of(error: &jsonschema::ValidationError<'_>, pointer: &str) -> Vec<Fault> {
    let at = format!("{pointer}{}", error.instance_path());
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            vec![Fault::new(format!("{at}/{}", escape(name)), "required", "is required")]
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| {
                let name: String = name.chars().take(256).collect();
                Fault::new(format!("{at}/{}", escape(&name)), "additionalProperties", "is not known here")
            })
            .collect(),
        ValidationErrorKind::Pattern { pattern } => {
            vec![Fault::new(at, "pattern", clip(format!("must match the pattern {pattern}")))]
        }
        ValidationErrorKind::Enum { options } => {
            vec![Fault::new(at, "enum", clip(format!("must be one of {options}")))]
        }
        ValidationErrorKind::Format { format } => {
            vec![Fault::new(at, "format", format!("must be of the format {format}"))]
        }
        // Of a property that is not there in this direction.
        ValidationErrorKind::FalseSchema => {
            vec![Fault::new(at, "readOnly", "must not be sent")]
        }
        _ => {
            let message = error.masked_with("the value").to_string();
            vec![Fault::new(at, error.kind().keyword().to_owned(), clip(message))]
        }
    }
}

fn clip(text: String) -> String {
    if text.chars().count() <= 2000 { text } else { text.chars().take(2000).collect() }
}
