//! The examples of a contract, found in its document.

use std::sync::OnceLock;

use serde_json::Value;

use crate::contract::{Contract, Operation};
use crate::response::Status;

/// The most references that are followed one after the other.
const MAX_HOPS: usize = 16;

/// A contract whose document is read when it is first needed.
pub(crate) struct Examples {
    contract: &'static Contract,
    document: OnceLock<Value>,
}

/// A declared answer, as the document of the contract has it.
pub(super) struct Declaration<'d> {
    document: &'d Value,
    response: &'d Value,
    /// Its status, as the contract writes it.
    pub(super) key: String,
}

impl Examples {
    pub(crate) fn new(contract: &'static Contract) -> Examples {
        Examples { contract, document: OnceLock::new() }
    }

    fn document(&self) -> &Value {
        self.document.get_or_init(|| match serde_json::from_str(self.contract.document) {
            Ok(document) => document,
            Err(error) => {
                log::error!("the document of the contract cannot be read: {error}");
                Value::Null
            }
        })
    }

    /// The declaration of an answer; without examples when the document does not have it.
    pub(super) fn declaration(&self, operation: &Operation, status: Status) -> Declaration<'_> {
        let document = self.document();
        let path = resolve(document, &document["paths"][operation.path]);
        let responses = &path[operation.method.to_ascii_lowercase()]["responses"];
        let written = super::written(status);
        let found = responses.as_object().into_iter().flatten();
        let mut found = found.filter(|(key, _)| key.eq_ignore_ascii_case(&written));
        match found.next() {
            Some((key, response)) => {
                Declaration { document, response: resolve(document, response), key: key.clone() }
            }
            None => Declaration { document, response: &Value::Null, key: written },
        }
    }
}

impl<'d> Declaration<'d> {
    /// What is declared for a media type.
    pub(super) fn content(&self, media_type: &str) -> &'d Value {
        resolve(self.document, &self.response["content"][media_type])
    }

    /// What is declared for a header, whose name is written in any case.
    pub(super) fn header(&self, name: &str) -> &'d Value {
        let mut headers = self.response["headers"].as_object().into_iter().flatten();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or(&Value::Null, |(_, header)| resolve(self.document, header))
    }

    /// The schema of a body or a header, as the document has it.
    pub(super) fn schema(&self, content: &'d Value) -> &'d Value {
        resolve(self.document, &content["schema"])
    }

    /// Names of the examples of a media type.
    pub(super) fn example_names(&self, media_type: &str) -> Vec<&'d str> {
        let examples = self.content(media_type)["examples"].as_object();
        examples.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
    }

    /// The examples of a body or a header, those that say most about it first; or only the one with a name.
    pub(super) fn examples_of(&self, content: &'d Value, name: Option<&str>) -> Vec<&'d Value> {
        let is_named = |known: &str| name.is_none_or(|name| name == known);
        let named = content["examples"].as_object().into_iter().flatten();
        let named = named.filter(|(known, _)| is_named(known));
        let named = named.filter_map(|(_, example)| resolve(self.document, example).get("value"));
        if name.is_some() {
            return named.collect();
        }
        let schema = self.schema(content);
        content
            .get("example")
            .into_iter()
            .chain(named)
            .chain(schema.get("example"))
            .chain(schema["examples"].as_array().into_iter().flatten())
            .collect()
    }
}

/// What a reference leads to; null when it leads nowhere.
fn resolve<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let mut value = value;
    for _ in 0..MAX_HOPS {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return value };
        let pointer = reference.strip_prefix('#').unwrap_or(reference);
        let pointer = percent_encoding::percent_decode_str(pointer).decode_utf8_lossy();
        value = document.pointer(&pointer).unwrap_or(&Value::Null);
    }
    &Value::Null
}
