//! Why a value was refused: its JSON Schema names every violation. Runs only after typed decoding has refused.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use crate::contract::Contract;
use crate::parameter::escape;
use crate::problem::{Fault, MAX_FAULTS};

/// The schemas of a contract, each compiled when it is first asked.
pub(crate) struct Explainer {
    contract: &'static Contract,
    document: OnceLock<Value>,
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Explainer {
    pub(crate) fn new(contract: &'static Contract) -> Explainer {
        Explainer { contract, document: OnceLock::new(), validators: Mutex::new(HashMap::new()) }
    }

    /// Compiles the schema of every body and parameter, so that a bad one is found at start.
    pub(crate) fn compile_all(&self) -> Result<(), String> {
        for section in ["bodies", "parameters"] {
            let names: Vec<String> = self.document()[section]
                .as_object()
                .map(|all| all.keys().cloned().collect())
                .unwrap_or_default();
            for name in names {
                self.validator(section, &name)?;
            }
        }
        Ok(())
    }

    /// Every violation of the schema `name` by `value`, which stands at `pointer` in the request.
    pub(crate) fn explain(&self, section: &str, name: &str, value: &Value, pointer: &str) -> Vec<Fault> {
        match self.validator(section, name) {
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

    fn document(&self) -> &Value {
        self.document.get_or_init(|| serde_json::from_str(self.contract.schemas).unwrap_or(Value::Null))
    }

    fn validator(&self, section: &str, name: &str) -> Result<Arc<Validator>, String> {
        let mut validators = self.validators.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = format!("{section}/{name}");
        if let Some(validator) = validators.get(&key) {
            return Ok(validator.clone());
        }
        let mut schema = self.document()[section][name].clone();
        let Some(object) = schema.as_object_mut() else { return Err("there is no such schema".to_owned()) };
        object.insert("$defs".to_owned(), self.document()["$defs"].clone());
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .with_format("email", crate::check::email)
            .build(&schema)
            .map_err(|error| format!("{key}: {error}"))?;
        let validator = Arc::new(validator);
        validators.insert(key, validator.clone());
        Ok(validator)
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
        _ => {
            let message = error.masked_with("the value").to_string();
            vec![Fault::new(at, error.kind().keyword().to_owned(), clip(message))]
        }
    }
}

fn clip(text: String) -> String {
    if text.chars().count() <= 2000 { text } else { text.chars().take(2000).collect() }
}
