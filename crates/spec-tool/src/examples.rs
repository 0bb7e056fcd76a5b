//! The examples of a contract, held against their schemas.

use serde_json::Value;

use crate::document::{Document, Finding, escape};
use crate::registry::{Direction, Registry};
use crate::schemas;

/// Every example that its own schema refuses.
pub fn findings(document: &Document) -> Vec<Finding> {
    let mut examples = Examples { document, registry: Registry::new(document), findings: Vec::new() };
    examples.visit(&document.root, "");
    examples.findings
}

struct Examples<'d> {
    document: &'d Document,
    registry: Registry<'d>,
    findings: Vec<Finding>,
}

impl Examples<'_> {
    /// Looks for places that have a schema beside their examples, and for schemas that have an example of their own.
    fn visit(&mut self, value: &Value, pointer: &str) {
        let Some(members) = value.as_object() else {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                self.visit(item, &format!("{pointer}/{index}"));
            }
            return;
        };
        let is_schema =
            ["type", "allOf", "anyOf", "oneOf"].iter().any(|keyword| members.contains_key(*keyword));
        let schema = members.get("schema").or(is_schema.then_some(value));
        let mut examples: Vec<(String, Value)> = Vec::new();
        for (name, example) in members.get("examples").and_then(Value::as_object).into_iter().flatten() {
            let example = self.document.resolve(example);
            // What is elsewhere cannot be looked at.
            if let Some(value) = example.get("value") {
                examples.push((format!("{pointer}/examples/{}", escape(name)), value.clone()));
            }
        }
        for (index, example) in
            members.get("examples").and_then(Value::as_array).into_iter().flatten().enumerate()
        {
            examples.push((format!("{pointer}/examples/{index}"), example.clone()));
        }
        examples
            .extend(members.get("example").map(|example| (format!("{pointer}/example"), example.clone())));
        if let Some(schema) = schema {
            for (at, example) in examples {
                self.judge(schema, &example, pointer, &at);
            }
        }
        for (key, member) in members
            .iter()
            .filter(|(key, _)| !["example", "examples", "default", "enum"].contains(&key.as_str()))
        {
            self.visit(member, &format!("{pointer}/{}", escape(key)));
        }
    }

    fn judge(&mut self, schema: &Value, example: &Value, pointer: &str, at: &str) {
        let is_sent = ["/requestBody", "/parameters"].iter().any(|part| pointer.contains(part));
        // An example of a schema may be of a request or of an answer.
        let directions: &[Direction] = match (pointer.starts_with("/components/schemas"), is_sent) {
            (true, _) => &[Direction::Response, Direction::Request],
            (false, true) => &[Direction::Request],
            (false, false) => &[Direction::Response],
        };
        let mut refused = Vec::new();
        for direction in directions {
            let converted = match self.registry.convert(schema, pointer, *direction) {
                Ok(converted) => converted,
                Err(mut findings) => return self.findings.append(&mut findings),
            };
            let validator = match schemas::validator(&self.registry, &converted) {
                Ok(validator) => validator,
                Err(error) => {
                    return self
                        .findings
                        .push(Finding::new(at, format!("the schema cannot be used: {error}")));
                }
            };
            let found: Vec<Finding> = validator
                .iter_errors(example)
                .map(|error| {
                    let place = format!("{at}{}", error.instance_path());
                    Finding::new(place, format!("the example breaks its schema: {error}"))
                })
                .collect();
            if found.is_empty() {
                return;
            }
            refused = found;
        }
        self.findings.append(&mut refused);
    }
}
