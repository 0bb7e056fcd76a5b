//! `name[key]=text` and `name[key][key]=text`.

use serde_json::{Map, Value};

use super::pairs::insert;
use super::shape::not_null;
use super::{Pair, Reading, Written};
use crate::contract::Shape;
use crate::problem::Fault;

/// `["a", "b"]` of `name[a][b]`.
fn keys<'k>(name: &str, key: &'k str) -> Option<Vec<&'k str>> {
    let inside = key.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?;
    let keys: Vec<&str> = inside.split("][").collect();
    keys.iter().all(|key| !key.contains(['[', ']'])).then_some(keys)
}

/// Whether a name leads to a place that the shape has. A member that is not declared is left to the schema.
pub(super) fn claims(written: &Written, name: &str) -> bool {
    keys(written.name, name).is_some_and(|keys| leads(written.shape, &keys))
}

fn leads(shape: Shape, keys: &[&str]) -> bool {
    match (not_null(shape), keys) {
        (Shape::OneOf(all), _) => all.iter().any(|one| leads(*one, keys)),
        (Shape::Any, _) => true,
        (Shape::Object(..), []) => false,
        (Shape::Object(..), [key, rest @ ..]) => match member(shape, key) {
            Some(shape) => leads(shape, rest),
            None => rest.is_empty(),
        },
        (_, keys) => keys.is_empty(),
    }
}

/// The shape of a member, `None` when there is no such member.
fn member(shape: Shape, key: &str) -> Option<Shape> {
    match not_null(shape) {
        Shape::Object(members, others) => {
            members.iter().find(|(known, _)| *known == key).map(|(_, shape)| *shape).or(others.copied())
        }
        Shape::OneOf(all) => all.iter().find_map(|one| member(*one, key)),
        Shape::Any => Some(Shape::Any),
        _ => None,
    }
}

/// The object: `None` when none of its members was sent.
pub(super) fn from_pairs(
    written: &Written,
    pairs: &[Pair<'_>],
    reading: Reading,
) -> Result<Option<Value>, Fault> {
    let mut object = Map::new();
    for pair in pairs {
        let Some(keys) = keys(written.name, &pair.name).filter(|keys| leads(written.shape, keys)) else {
            continue;
        };
        let text = written.coding.decode(pair.raw);
        put(&mut object, reading, &keys, &text).map_err(|()| written.member_given_twice(&keys))?;
    }
    Ok((!object.is_empty()).then_some(Value::Object(object)))
}

fn put(object: &mut Map<String, Value>, reading: Reading, keys: &[&str], text: &str) -> Result<(), ()> {
    let [key, rest @ ..] = keys else { return Err(()) };
    let shape = member(reading.shape, key).unwrap_or(Shape::Text);
    if rest.is_empty() {
        return insert(object, key, reading.of(shape), text);
    }
    let inner = object.entry(*key).or_insert_with(|| Value::Object(Map::new()));
    put(inner.as_object_mut().ok_or(())?, reading.of(shape), rest, text)
}
