//! The JSON Schemas of a contract: they explain refusals, and judge what types and checks alone do not.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::Validator;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::check;
use crate::xml::Plan;

/// The section that holds no schemas.
const XML: &str = "xml";

/// The schemas of a contract by section and name, each compiled when it is first asked.
#[derive(Debug)]
pub struct Schemas {
    text: &'static str,
    document: OnceLock<Value>,
    validators: OnceLock<Mutex<HashMap<String, Arc<Validator>>>>,
    xml: OnceLock<Plan>,
}

impl Schemas {
    /// Schemas as generation writes them: `$defs`, and sections that refer to it.
    pub const fn new(text: &'static str) -> Schemas {
        Schemas { text, document: OnceLock::new(), validators: OnceLock::new(), xml: OnceLock::new() }
    }

    /// Whether a value conforms to a definition. For [`conforms!`](crate::conforms).
    pub fn accepts<T: Serialize>(
        &self,
        validator: &OnceLock<Arc<Validator>>,
        definition: &str,
        value: &T,
    ) -> bool {
        let validator = match validator.get() {
            Some(validator) => validator,
            None => match self.validator("$defs", definition) {
                Ok(made) => validator.get_or_init(|| made),
                Err(message) => {
                    log::error!("the schema {definition} cannot be used: {message}");
                    return false;
                }
            },
        };
        serde_json::to_value(value).is_ok_and(|value| validator.is_valid(&value))
    }

    /// The schema of a section, compiled.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn validator(&self, section: &str, name: &str) -> Result<Arc<Validator>, String> {
        let validators = self.validators.get_or_init(Mutex::default);
        let key = format!("{section}/{name}");
        if let Some(known) = validators.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(known.clone());
        }
        let schema = self.document().get(section).and_then(|all| all.get(name));
        let schema = schema.ok_or_else(|| format!("there is no schema {key}"))?;
        let validator = Arc::new(self.compile(schema).map_err(|error| format!("{key}: {error}"))?);
        validators.lock().unwrap_or_else(PoisonError::into_inner).insert(key, validator.clone());
        Ok(validator)
    }

    /// A schema as generation wrote it; null when there is none.
    pub fn get(&self, section: &str, name: &str) -> &Value {
        self.document().get(section).and_then(|all| all.get(name)).unwrap_or(&Value::Null)
    }

    /// How values are written as XML.
    pub(crate) fn xml(&self) -> &Plan {
        let read = || match self.document().get(XML).map(Plan::deserialize) {
            Some(Ok(plan)) => plan,
            Some(Err(error)) => {
                log::error!("how the contract is written as XML cannot be read: {error}");
                Plan::default()
            }
            None => Plan::default(),
        };
        self.xml.get_or_init(read)
    }

    /// Compiles every schema, which otherwise happens when each is first asked: for tests.
    ///
    /// # Errors
    /// The first schema that does not compile.
    pub fn compile_all(&self) -> Result<(), String> {
        let sections = self.document().as_object().into_iter().flatten();
        for (section, schemas) in sections.filter(|(section, _)| *section != XML) {
            for name in schemas.as_object().into_iter().flatten().map(|(name, _)| name) {
                self.validator(section, name)?;
            }
        }
        Ok(())
    }

    /// A validator of any schema that refers to the definitions of this contract.
    pub(crate) fn compile(&self, schema: &Value) -> Result<Validator, String> {
        let definitions = self.get_definitions(schema);
        let whole = match schema {
            Value::Object(members) => {
                let mut whole = members.clone();
                whole.insert("$defs".to_owned(), Value::Object(definitions));
                Value::Object(whole)
            }
            other => other.clone(),
        };
        jsonschema::draft202012::options()
            .should_validate_formats(true)
            .with_format("email", check::email)
            .with_format("byte", check::byte)
            .build(&whole)
            .map_err(|error| error.to_string())
    }

    /// The definitions that a schema leads to, and no others: compiling looks at each.
    fn get_definitions(&self, schema: &Value) -> Map<String, Value> {
        let mut names = BTreeSet::new();
        let mut waiting = vec![schema];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Object(members) => {
                    let name = members
                        .get("$ref")
                        .and_then(Value::as_str)
                        .and_then(|text| text.strip_prefix("#/$defs/"));
                    if let Some(name) = name
                        && names.insert(name.to_owned())
                    {
                        waiting.push(self.get("$defs", name));
                    }
                    waiting.extend(members.values());
                }
                Value::Array(items) => waiting.extend(items),
                _ => {}
            }
        }
        names.into_iter().map(|name| (name.clone(), self.get("$defs", &name).clone())).collect()
    }

    fn document(&self) -> &Value {
        self.document.get_or_init(|| match serde_json::from_str(self.text) {
            Ok(document) => document,
            Err(error) => {
                log::error!("the schemas of the contract cannot be read: {error}");
                Value::Null
            }
        })
    }
}

/// Whether a value conforms to a definition of the contract. Used where types and checks do not say it all.
#[macro_export]
macro_rules! conforms {
    ($schemas:expr, $definition:literal, $value:expr) => {{
        static VALIDATOR: std::sync::OnceLock<std::sync::Arc<$crate::check::Validator>> =
            std::sync::OnceLock::new();
        $schemas.accepts(&VALIDATOR, $definition, $value)
    }};
}
