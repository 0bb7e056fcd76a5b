//! Queries, forms and cookies: named texts, of which a value may take one or several.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::shape::{includes, member, not_null};
use super::{Coding, Reading, Written, deep, from_text};
use crate::contract::{Shape, Style};
use crate::problem::Fault;

/// A named text.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'r> {
    /// Its name, decoded.
    pub(crate) name: Cow<'r, str>,
    /// Its text as it was sent.
    pub(crate) raw: &'r str,
}

/// Splits a query or a form into pairs. Text that is not UTF-8 is a fault.
pub(crate) fn split_pairs<'r>(text: &'r str, at: &'static str, faults: &mut Vec<Fault>) -> Vec<Pair<'r>> {
    let mut pairs = Vec::new();
    for part in text.split('&').filter(|part| !part.is_empty()) {
        let (name, raw) = part.split_once('=').unwrap_or((part, ""));
        if is_utf8(name) && is_utf8(raw) {
            pairs.push(Pair { name: Coding::Plus.decode(name), raw });
        } else {
            faults.push(Fault::new(at, "encoding", "must be percent-encoded UTF-8"));
        }
    }
    pairs
}

fn is_utf8(raw: &str) -> bool {
    !raw.contains('%') || percent_decode_str(raw).decode_utf8().is_ok()
}

/// Whether the members of an object stand for themselves.
fn is_spread(written: &Written) -> bool {
    let divides = matches!(written.style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited);
    written.explode && divides
}

/// Whether a name is one of those under which a value is sent.
pub(crate) fn claims(written: &Written, name: &str) -> bool {
    match written.style {
        Style::DeepObject => deep::claims(written, name),
        _ if is_spread(written) => claims_spread(written, written.shape, name),
        _ => written.name == name,
    }
}

fn claims_spread(written: &Written, shape: Shape, name: &str) -> bool {
    match shape {
        Shape::Object(members, _) => members.iter().any(|(known, _)| *known == name),
        Shape::Nullable(inner) => claims_spread(written, *inner, name),
        Shape::OneOf(all) => all.iter().any(|one| claims_spread(written, *one, name)),
        _ => written.name == name,
    }
}

/// Whether a value takes every name that no other one claims.
pub(crate) fn takes_others(written: &Written) -> bool {
    is_spread(written) && includes(written.shape, |shape| matches!(shape, Shape::Object(_, Some(_))))
}

/// The value that is sent as pairs: `None` when it was not sent. `is_claimed` says which names belong to others.
pub(crate) fn from_pairs(
    written: &Written,
    pairs: &[Pair<'_>],
    reading: Reading,
    is_claimed: &dyn Fn(&str) -> bool,
) -> Result<Option<Value>, Fault> {
    if written.style == Style::DeepObject {
        return deep::from_pairs(written, pairs, reading);
    }
    if pairs.iter().any(|pair| pair.name == written.name && !is_utf8(pair.raw)) {
        return Err(written.fault("encoding", "must be percent-encoded UTF-8"));
    }
    let mut own = pairs.iter().filter(|pair| pair.name == written.name).map(|pair| pair.raw);
    match not_null(reading.shape) {
        Shape::Object(members, others) if is_spread(written) => {
            spread(written, pairs, reading, (members, others), is_claimed)
        }
        Shape::List(item) if is_spread(written) => {
            let texts: Vec<&str> = own.collect();
            match texts.as_slice() {
                [] => Ok(None),
                [""] if written.allow_empty => Ok(None),
                [""] if matches!(reading.shape, Shape::Nullable(_)) => Ok(Some(Value::Null)),
                _ => {
                    let item = reading.of(*item);
                    Ok(Some(texts.iter().map(|raw| item.value(&written.coding.decode(raw))).collect()))
                }
            }
        }
        _ => {
            let Some(raw) = own.next() else { return Ok(None) };
            if own.next().is_some() {
                return Err(written.fault("duplicate", "is given twice"));
            }
            if raw.is_empty() && written.allow_empty {
                return Ok(None);
            }
            from_text(written, raw, reading).map(Some)
        }
    }
}

/// An object whose members are pairs of their own.
fn spread(
    written: &Written,
    pairs: &[Pair<'_>],
    reading: Reading,
    (members, others): (&[(&str, Shape)], Option<&Shape>),
    is_claimed: &dyn Fn(&str) -> bool,
) -> Result<Option<Value>, Fault> {
    let mut object = Map::new();
    for pair in pairs {
        let name = pair.name.as_ref();
        let is_known = members.iter().any(|(known, _)| *known == name);
        if !is_known && (others.is_none() || is_claimed(name)) {
            continue;
        }
        let text = written.coding.decode(pair.raw);
        insert(&mut object, name, reading.of(member(members, others, name)), &text)
            .map_err(|()| written.member_given_twice(&[name]))?;
    }
    Ok((!object.is_empty()).then_some(Value::Object(object)))
}

/// Adds a member; the items of a list come one after the other.
pub(crate) fn insert(
    object: &mut Map<String, Value>,
    name: &str,
    reading: Reading,
    text: &str,
) -> Result<(), ()> {
    if let Shape::List(item) = not_null(reading.shape) {
        let value = reading.of(*item).value(text);
        let list = object.entry(name).or_insert_with(|| Value::Array(Vec::new()));
        return list.as_array_mut().map(|list| list.push(value)).ok_or(());
    }
    if object.contains_key(name) {
        return Err(());
    }
    object.insert(name.to_owned(), reading.value(text));
    Ok(())
}
