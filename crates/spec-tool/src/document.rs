//! A contract in memory, with its keys in order, and how to find things in it.

use std::fmt;
use std::path::Path;

use serde_json::{Map, Value};

/// Something about a contract that cannot stay as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// JSON pointer of the place.
    pub pointer: String,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Finding {
    pub fn new(pointer: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding { pointer: pointer.into(), message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}: {}", self.pointer, self.message)
    }
}

/// Escapes a name as a token of a JSON pointer.
pub fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A whole contract.
pub struct Document {
    pub root: Value,
    /// Whether schemas are JSON Schema 2020-12 already (OpenAPI 3.1).
    pub is_31: bool,
}

/// One operation and where it stands.
pub struct FoundOperation<'a> {
    pub path: &'a str,
    pub method: &'a str,
    pub operation: &'a Map<String, Value>,
    pub path_item: &'a Map<String, Value>,
    pub pointer: String,
}

impl FoundOperation<'_> {
    pub fn text(&self, key: &str) -> &str {
        self.operation.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Document {
    /// Reads YAML or JSON.
    pub fn read(path: &Path) -> Result<Document, Vec<Finding>> {
        let refuse = |error: String| vec![Finding::new("", format!("{}: {error}", path.display()))];
        let text = std::fs::read_to_string(path).map_err(|error| refuse(error.to_string()))?;
        // A key given twice would silently hide the first; only this type refuses it.
        serde_norway::from_str::<serde_norway::Value>(&text).map_err(|error| refuse(error.to_string()))?;
        let root: Value = serde_norway::from_str(&text).map_err(|error| refuse(error.to_string()))?;
        let version = root.get("openapi").and_then(Value::as_str).unwrap_or_default();
        match (version.starts_with("3.0."), version.starts_with("3.1.")) {
            (false, false) => Err(refuse("is not an OpenAPI 3.0 or 3.1 document".to_owned())),
            (_, is_31) => Ok(Document { root, is_31 }),
        }
    }

    /// Follows `$ref` until there is none.
    pub fn resolve<'a>(&'a self, mut value: &'a Value) -> &'a Value {
        for _ in 0..32 {
            match reference(value) {
                Some(pointer) => value = self.root.pointer(&pointer).unwrap_or(&Value::Null),
                None => return value,
            }
        }
        &Value::Null
    }

    /// Every operation, in the order of the document.
    pub fn operations(&self) -> Vec<FoundOperation<'_>> {
        let mut found = Vec::new();
        for (path, path_item) in self.root.get("paths").and_then(Value::as_object).into_iter().flatten() {
            let Some(path_item) = self.resolve(path_item).as_object() else { continue };
            for (method, operation) in path_item {
                let (true, Some(operation)) = (METHODS.contains(&method.as_str()), operation.as_object())
                else {
                    continue;
                };
                let pointer = format!("/paths/{}/{method}", escape(path));
                found.push(FoundOperation { path, method, operation, path_item, pointer });
            }
        }
        found
    }

    /// The parameters of an operation, resolved; those of the path first, unless the operation has its own.
    pub fn parameters<'a>(&'a self, found: &FoundOperation<'a>) -> Vec<&'a Value> {
        let list = |of: &'a Map<String, Value>| {
            of.get("parameters")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .map(|value| self.resolve(value))
        };
        let own: Vec<&Value> = list(found.operation).collect();
        let same = |a: &Value, b: &Value| a["name"] == b["name"] && a["in"] == b["in"];
        let mut all: Vec<&Value> =
            list(found.path_item).filter(|shared| !own.iter().any(|one| same(one, shared))).collect();
        all.extend(own);
        all
    }

    /// The named schemas.
    pub fn schemas(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.root.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten()
    }
}

/// The JSON pointer that a `$ref` within the document names.
pub fn reference(value: &Value) -> Option<String> {
    let fragment = value.get("$ref").and_then(Value::as_str)?.strip_prefix('#')?;
    Some(percent_decode(fragment))
}

/// A fragment without its percent-encoding.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => (bytes.push(byte), rest = &tail[2..]).1,
            None => (bytes.push(*first), rest = tail).1,
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
