//! The text of a parameter as a JSON value, ready to be decoded and checked like a body.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::contract::{Operation, Parameter, Place, Shape};
use crate::json;
use crate::problem::Fault;

/// Splits a query into decoded pairs. Text that is not UTF-8 is a fault.
pub(crate) fn query_pairs(query: &str, faults: &mut Vec<Fault>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        match (decode(name), decode(value)) {
            (Some(name), Some(value)) => pairs.push((name, value)),
            _ => faults.push(Fault::new("/query", "encoding", "must be percent-encoded UTF-8")),
        }
    }
    pairs
}

/// Notes a path that is not UTF-8, which the router has decoded as well as it could.
pub(crate) fn refuse_bad_path(path: &str, faults: &mut Vec<Fault>) {
    if percent_decode_str(path).decode_utf8().is_err() {
        faults.push(Fault::new("/path", "encoding", "must be percent-encoded UTF-8"));
    }
}

fn decode(text: &str) -> Option<String> {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8().map(|text| text.into_owned()).ok()
}

/// Names every query parameter that the operation does not have.
pub(crate) fn refuse_unknown(operation: &Operation, pairs: &[(String, String)], faults: &mut Vec<Fault>) {
    for (name, _) in pairs {
        let known = operation.parameters.iter().any(|parameter| {
            parameter.place == Place::Query
                && match parameter.shape {
                    Shape::DeepObject => deep_key(parameter.name, name).is_some(),
                    _ => parameter.name == name,
                }
        });
        if !known {
            let name: String = name.chars().take(256).collect();
            let pointer = format!("/query/{}", escape(&name));
            faults.push(Fault::new(pointer, "unknown", "is no parameter of this operation"));
        }
    }
}

/// `cell` of `filter[cell]`.
fn deep_key<'a>(name: &str, key: &'a str) -> Option<&'a str> {
    key.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']').filter(|key| !key.contains(['[', ']']))
}

/// Escapes a name as a token of a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A fault of a whole parameter.
pub(crate) fn fault(parameter: &Parameter, rule: &'static str, message: &'static str) -> Fault {
    let pointer = format!("/{}/{}", parameter.place.as_str(), escape(parameter.name));
    Fault::new(pointer, rule, message)
}

/// The value of a query parameter: `None` when it was not sent.
pub(crate) fn from_query(parameter: &Parameter, pairs: &[(String, String)]) -> Result<Option<Value>, Fault> {
    if parameter.shape == Shape::DeepObject {
        let mut object = Map::new();
        for (key, value) in pairs {
            let Some(key) = deep_key(parameter.name, key) else { continue };
            if object.insert(key.to_owned(), Value::String(value.clone())).is_some() {
                let pointer = format!("/query/{}/{}", escape(parameter.name), escape(key));
                return Err(Fault::new(pointer, "duplicate", "is given twice"));
            }
        }
        return Ok((!object.is_empty()).then_some(Value::Object(object)));
    }
    let mut values = pairs.iter().filter(|(name, _)| name == parameter.name).map(|(_, value)| value);
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(fault(parameter, "duplicate", "is given twice"));
    }
    from_text(parameter, value).map(Some)
}

/// The value that a text stands for. What does not fit the shape stays text, so that the schema refuses it.
pub(crate) fn from_text(parameter: &Parameter, text: &str) -> Result<Value, Fault> {
    let same = || Value::String(text.to_owned());
    Ok(match parameter.shape {
        Shape::Text | Shape::DeepObject => same(),
        Shape::Integer => text.parse::<i64>().map_or_else(|_| same(), Value::from),
        Shape::Number => text.parse::<f64>().map_or_else(|_| same(), Value::from),
        Shape::Boolean => text.parse::<bool>().map_or_else(|_| same(), Value::from),
        Shape::List => text.split(',').map(|part| Value::String(part.to_owned())).collect(),
        Shape::Json => match (serde_json::from_str(text), json::keys_given_twice(text.as_bytes())) {
            (Ok(value), Ok(twice)) if twice.is_empty() => value,
            (Ok(_), Ok(_)) => return Err(fault(parameter, "duplicate", "has a key twice")),
            _ => return Err(fault(parameter, "json", "must be a JSON document")),
        },
    })
}
