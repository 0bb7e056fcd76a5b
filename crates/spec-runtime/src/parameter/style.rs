//! One text by its style: it is divided as it was sent, and only then are its parts decoded.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::shape::{member, not_null};
use super::{Coding, Reading, Written};
use crate::contract::{Shape, Style};
use crate::problem::Fault;

/// The value of a text.
pub(crate) fn from_text(written: &Written, raw: &str, reading: Reading) -> Result<Value, Fault> {
    match written.style {
        Style::Json => written.document(&written.coding.decode(raw)),
        Style::Label => {
            let Some(raw) = raw.strip_prefix('.') else {
                return Err(written.fault("style", "must start with a full stop"));
            };
            // RFC 6570 separates by commas, OpenAPI 3.0 by full stops.
            let separator = if !written.explode && raw.contains(',') { ',' } else { '.' };
            divided(written, raw, reading, |raw| raw.split(separator).collect())
        }
        Style::Matrix => matrix(written, raw, reading),
        Style::SpaceDelimited => divided(written, raw, reading, |raw| split_coded(raw, "%20", '+')),
        Style::PipeDelimited => divided(written, raw, reading, |raw| split_coded(raw, "%7C", '|')),
        Style::Form if written.commas_coded => {
            divided(written, raw, reading, |raw| split_coded(raw, "%2C", ','))
        }
        Style::Simple | Style::Form | Style::DeepObject => {
            divided(written, raw, reading, |raw| raw.split(',').collect())
        }
    }
}

/// `;name=a,b`; exploded `;name=a;name=b` and `;k=v;l=w`.
fn matrix(written: &Written, raw: &str, reading: Reading) -> Result<Value, Fault> {
    let fault = || written.fault("style", "must be written as ;name=value");
    let raw = raw.strip_prefix(';').ok_or_else(fault)?;
    let shape = not_null(reading.shape);
    if written.explode && matches!(shape, Shape::Object(..)) {
        return divided(written, raw, reading, |raw| raw.split(';').collect());
    }
    let mut values = Vec::new();
    for part in raw.split(';') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        if written.coding.decode(name) != written.name {
            return Err(fault());
        }
        values.push(value);
    }
    match (values.as_slice(), shape) {
        (_, Shape::List(_)) if written.explode => divided(written, "=", reading, |_| values),
        ([value], _) => divided(written, value, reading, |raw| raw.split(',').collect()),
        _ => Err(fault()),
    }
}

/// Divides at every `coded` (in any case) and `plain`.
fn split_coded<'r>(raw: &'r str, coded: &str, plain: char) -> Vec<&'r str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < raw.len() {
        let rest = &raw.as_bytes()[at..];
        let length = if rest.first().is_some_and(|byte| char::from(*byte) == plain) {
            1
        } else if rest.get(..coded.len()).is_some_and(|head| head.eq_ignore_ascii_case(coded.as_bytes())) {
            coded.len()
        } else {
            at += 1;
            continue;
        };
        parts.push(&raw[start..at]);
        at += length;
        start = at;
    }
    parts.push(&raw[start..]);
    parts
}

/// The value of a text, divided where its shape has items or members.
fn divided<'r>(
    written: &Written,
    raw: &'r str,
    reading: Reading,
    divide: impl FnOnce(&'r str) -> Vec<&'r str>,
) -> Result<Value, Fault> {
    if raw.is_empty() && matches!(reading.shape, Shape::Nullable(_)) {
        return Ok(Value::Null);
    }
    match not_null(reading.shape) {
        Shape::List(item) => {
            let items = divide(raw);
            Ok(items.into_iter().map(|raw| reading.of(*item).value(&part(written, raw))).collect())
        }
        Shape::Object(members, others) => {
            let parts = divide(raw);
            let pairs: Option<Vec<(&str, &str)>> = if written.explode {
                parts.into_iter().map(|part| part.split_once('=')).collect()
            } else {
                let (pairs, rest) = parts.as_chunks::<2>();
                rest.is_empty().then(|| pairs.iter().map(|[name, value]| (*name, *value)).collect())
            };
            let Some(pairs) = pairs else {
                return Ok(Value::String(written.coding.decode(raw).into_owned()));
            };
            let mut object = Map::new();
            for (name, value) in pairs {
                let name = part(written, name).into_owned();
                let value = reading.of(member(members, others, &name)).value(&part(written, value));
                if object.contains_key(&name) {
                    return Err(written.member_given_twice(&[&name]));
                }
                object.insert(name, value);
            }
            Ok(Value::Object(object))
        }
        _ => Ok(reading.value(&written.coding.decode(raw))),
    }
}

/// A part of a text. Around the commas of a header there may be spaces.
fn part<'r>(written: &Written, raw: &'r str) -> Cow<'r, str> {
    match written.coding {
        Coding::Plain => Cow::Borrowed(raw.trim_matches([' ', '\t'])),
        coding => coding.decode(raw),
    }
}

#[cfg(test)]
mod tests {
    use super::split_coded;

    #[test]
    fn a_separator_may_be_encoded() {
        assert_eq!(split_coded("a%7Cb|c%7cd%2Ce", "%7C", '|'), ["a", "b", "c", "d%2Ce"]);
        assert_eq!(split_coded("%20a+", "%20", '+'), ["", "a", ""]);
        assert_eq!(split_coded("é%2", "%20", '+'), ["é%2"]);
        assert_eq!(split_coded("", "%20", '+'), [""]);
    }
}
