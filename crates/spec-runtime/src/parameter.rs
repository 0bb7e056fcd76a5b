//! The text of a parameter as a JSON value, ready to be decoded and checked like a body.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::contract::{Operation, Parameter, Place, Shape};
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
    key.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')
}

/// Escapes a name as a token of a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The value of a query parameter: `None` when it was not sent.
pub(crate) fn from_query(
    parameter: &Parameter,
    pairs: &[(String, String)],
    faults: &mut Vec<Fault>,
) -> Result<Option<Value>, ()> {
    let pointer = || format!("/query/{}", escape(parameter.name));
    if parameter.shape == Shape::DeepObject {
        let mut object = Map::new();
        for (key, value) in pairs {
            let Some(key) = deep_key(parameter.name, key) else { continue };
            if object.insert(key.to_owned(), Value::String(value.clone())).is_some() {
                faults.push(Fault::new(
                    format!("{}/{}", pointer(), escape(key)),
                    "duplicate",
                    "is given twice",
                ));
                return Err(());
            }
        }
        return Ok((!object.is_empty()).then_some(Value::Object(object)));
    }
    let mut values = pairs.iter().filter(|(name, _)| name == parameter.name).map(|(_, value)| value);
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        faults.push(Fault::new(pointer(), "duplicate", "is given twice"));
        return Err(());
    }
    from_text(parameter.shape, value).map(Some).map_err(|()| {
        faults.push(Fault::new(pointer(), "json", "must be a JSON document"));
    })
}

/// The value that a text stands for. What does not fit the shape stays text, so that the schema refuses it.
pub(crate) fn from_text(shape: Shape, text: &str) -> Result<Value, ()> {
    let same = || Value::String(text.to_owned());
    Ok(match shape {
        Shape::Text | Shape::DeepObject => same(),
        Shape::Integer => text.parse::<i64>().map_or_else(|_| same(), Value::from),
        Shape::Number => text.parse::<f64>().map_or_else(|_| same(), Value::from),
        Shape::Boolean => text.parse::<bool>().map_or_else(|_| same(), Value::from),
        Shape::List => text.split(',').map(|part| Value::String(part.to_owned())).collect(),
        Shape::Json => serde_json::from_str(text).map_err(|_| ())?,
    })
}
