//! The values that stand for what is left out.

use serde_json::{Value, json};

use super::{RustType, Types};
use crate::names::literal;
use crate::schemas;

/// The value that stands for a property or parameter that is left out.
pub enum Default {
    /// The default of the Rust type.
    Plain,
    /// Another value.
    Expression(String),
}

impl Types<'_> {
    /// The default of a schema; one that the schema itself refuses is none.
    pub fn default_of(&mut self, of: &RustType, schema: &Value, default: &Value) -> Option<Default> {
        if !schemas::validator(&self.registry, schema).is_ok_and(|judge| judge.is_valid(default)) {
            return None;
        }
        let expression = |text: String| Some(Default::Expression(text));
        match (of.name.as_str(), default) {
            ("bool", Value::Bool(false)) => Some(Default::Plain),
            ("bool", Value::Bool(true)) => expression("true".to_owned()),
            ("i32" | "i64", Value::Number(number)) if number.as_i64() == Some(0) => Some(Default::Plain),
            ("i32" | "i64", Value::Number(number)) if number.is_i64() => expression(number.to_string()),
            ("f64", Value::Number(number)) => expression(format!("{:?}", number.as_f64()?)),
            ("String", Value::String(text)) => expression(format!("{}.to_owned()", literal(text))),
            (name, Value::Array(items)) if name.starts_with("Vec<") && items.is_empty() => {
                Some(Default::Plain)
            }
            (name, Value::Object(members)) if name.starts_with("Map<") && members.is_empty() => {
                Some(Default::Plain)
            }
            (name, Value::Null) if name.starts_with("Option<") => Some(Default::Plain),
            (name, Value::String(word)) if name.starts_with("models::") => {
                let model = self.models.get(name.trim_start_matches("models::")).cloned().unwrap_or_default();
                let variants = model["variants"].as_array().cloned().unwrap_or_default();
                let variant = variants.iter().find(|variant| {
                    model["isEnum"] == json!(true) && variant["wire"] == literal(word).as_str()
                });
                match variant {
                    Some(variant) => expression(format!("{name}::{}", variant["variantName"].as_str()?)),
                    None => expression(format!("check::default({})", literal(&default.to_string()))),
                }
            }
            _ => expression(format!("check::default({})", literal(&default.to_string()))),
        }
    }
}
