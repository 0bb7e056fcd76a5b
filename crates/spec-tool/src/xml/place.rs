//! The members of an object as attributes and elements.

use serde_json::{Map, Value, json};

use super::parts::{Face, Part, Place, face, is_nullable, parts, types};
use super::{Plan, refuse};
use crate::document::{Finding, escape};
use crate::registry::Registry;

/// A property with every schema that says something of it.
struct Property<'s> {
    name: &'s str,
    /// The schemas, and whether each is that of a variant.
    places: Vec<(Place<'s>, bool)>,
    is_required: bool,
}

/// The declared members of an object.
pub fn members(
    plan: &mut Plan,
    registry: &Registry<'_>,
    all: &[Part<'_>],
) -> Result<Vec<Value>, Vec<Finding>> {
    let mut written: Vec<Value> = Vec::new();
    for property in properties(all) {
        let at = &property.places[0].0.1;
        let places: Vec<Place<'_>> = property.places.iter().map(|(place, _)| place.clone()).collect();
        let face = agreed(registry, &property, at)?;
        let mut member = member(plan, registry, &places, &face, Some(&property.name.to_owned()), at)?;
        let same = |known: &&Value| {
            (known["kind"] == "attribute") == (member["kind"] == "attribute")
                && known["names"][0] == member["names"][0]
                && known.get("namespace") == member.get("namespace")
        };
        if let Some(other) = written.iter().find(same) {
            let message = format!("it is called as the property {} is", other["property"]);
            return Err(refuse(at, &message));
        }
        member.insert("property".to_owned(), json!(property.name));
        if property.is_required && member["kind"] == "repeated" {
            member.insert("required".to_owned(), json!(true));
        }
        written.push(Value::Object(member));
    }
    Ok(written)
}

/// What every other member is; null when nothing is said of it.
pub fn others(
    plan: &mut Plan,
    registry: &Registry<'_>,
    all: &[Part<'_>],
    pointer: &str,
) -> Result<Value, Vec<Finding>> {
    let mut places: Vec<Place<'_>> = Vec::new();
    for part in all {
        if let Some(schema) = part.schema.get("additionalProperties").filter(|schema| schema.is_object()) {
            places.push((schema, format!("{}/additionalProperties", part.pointer)));
        }
        let by_pattern = part.schema.get("patternProperties").and_then(Value::as_object);
        for (pattern, schema) in by_pattern.into_iter().flatten() {
            places.push((schema, format!("{}/patternProperties/{}", part.pointer, escape(pattern))));
        }
    }
    let parts = parts(registry, &places);
    if types(&parts).is_empty() && !is_nullable(&parts) {
        return Ok(Value::Null);
    }
    let face = face(&parts);
    if face.is_attribute || face.name.as_ref().is_some_and(|_| !face.is_referred) {
        return Err(refuse(pointer, "members that no schema names are elements, each called by its key"));
    }
    // The key is the name, whatever the schema is called elsewhere.
    let face = Face { name: None, ..face };
    Ok(Value::Object(member(plan, registry, &places, &face, None, &places[0].1)?))
}

fn properties<'s>(all: &[Part<'s>]) -> Vec<Property<'s>> {
    let mut found: Vec<Property<'s>> = Vec::new();
    for part in all {
        let declared = part.schema.get("properties").and_then(Value::as_object);
        for (name, schema) in declared.into_iter().flatten().filter(|(_, schema)| **schema != json!(false)) {
            let pointer = format!("{}/properties/{}", part.pointer, escape(name));
            let place = ((schema, pointer), part.is_variant);
            match found.iter_mut().find(|known| known.name == name) {
                Some(known) => known.places.push(place),
                None => found.push(Property { name, places: vec![place], is_required: false }),
            }
        }
    }
    for part in all.iter().filter(|part| !part.is_variant) {
        let required = part.schema.get("required").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for property in &mut found {
            property.is_required |= required.iter().any(|name| name == property.name);
        }
    }
    found
}

/// The one way in which a property is written, whichever schema holds.
fn agreed(registry: &Registry<'_>, property: &Property<'_>, pointer: &str) -> Result<Face, Vec<Finding>> {
    let faces: Vec<(Face, bool)> = property
        .places
        .iter()
        .map(|(place, is_variant)| (face(&parts(registry, std::slice::from_ref(place))), *is_variant))
        .collect();
    let chosen = faces.iter().find(|(face, _)| *face != Face::default()).or(faces.first());
    let chosen = chosen.map(|(face, _)| face.clone()).unwrap_or_default();
    if faces.iter().any(|(face, is_variant)| *is_variant && *face != chosen) {
        return Err(refuse(pointer, "its xml is not the same in every variant of a union"));
    }
    Ok(chosen)
}

/// How a value beside others is written: as an attribute, an element, or one for each item. It is called `name` when no
/// schema says otherwise; without one by its key.
fn member(
    plan: &mut Plan,
    registry: &Registry<'_>,
    places: &[Place<'_>],
    face: &Face,
    name: Option<&String>,
    pointer: &str,
) -> Result<Map<String, Value>, Vec<Finding>> {
    let all = parts(registry, places);
    let types = types(&all);
    let is_structured = types.iter().any(|name| ["array", "object"].contains(name));
    let (kind, mut member) = match types[..] {
        _ if face.is_attribute && (is_structured || is_nullable(&all)) => {
            return Err(refuse(pointer, "an attribute is one text, number or boolean, and never null"));
        }
        _ if face.is_attribute && face.namespace.is_some() && face.prefix.is_none() => {
            return Err(refuse(pointer, "an attribute in a namespace needs xml.prefix"));
        }
        ["array"] if !face.is_wrapped && is_nullable(&all) => {
            return Err(refuse(pointer, "a list without xml.wrapped has no element that could be null"));
        }
        ["array"] if !face.is_wrapped => ("repeated", plan.item(registry, &all, name, pointer)?),
        _ => {
            let names = names(face, name);
            let mut member = qualified(&names, face, pointer)?;
            let node = match types[..] {
                ["array"] => plan.list(registry, &all, names.first(), pointer)?,
                _ => plan.node(registry, places, pointer)?,
            };
            member.insert("node".to_owned(), json!(node));
            (if face.is_attribute { "attribute" } else { "element" }, member)
        }
    };
    member.insert("kind".to_owned(), json!(kind));
    Ok(member)
}

/// What an element or attribute is called, the name that is written first. By some the `xml` of a schema that others
/// refer to names it as a root only, so that both are read.
pub fn names(face: &Face, default: Option<&String>) -> Vec<String> {
    let is_doubtful = |name: &&String| face.is_referred && is_name(name) && face.name.as_ref() != Some(name);
    match &face.name {
        Some(name) => std::iter::once(name).chain(default.filter(is_doubtful)).cloned().collect(),
        None => default.into_iter().cloned().collect(),
    }
}

/// Names with their namespace, once they are found to be such.
pub fn qualified(names: &[String], face: &Face, pointer: &str) -> Result<Map<String, Value>, Vec<Finding>> {
    let mut written = Map::new();
    for name in names.iter().chain(&face.prefix) {
        if !is_name(name) {
            return Err(refuse(pointer, &format!("{name:?} is no name in XML: xml.name can give one")));
        }
    }
    written.insert("names".to_owned(), json!(names));
    match (&face.namespace, &face.prefix) {
        (None, Some(_)) => return Err(refuse(pointer, "xml.prefix needs xml.namespace")),
        (_, Some(prefix)) if prefix.starts_with("xml") || prefix == "xsi" => {
            return Err(refuse(pointer, &format!("the prefix {prefix} stands for something else")));
        }
        (Some(namespace), prefix) => {
            written.insert("namespace".to_owned(), json!(namespace));
            written.insert("prefix".to_owned(), json!(prefix));
        }
        (None, None) => {}
    }
    Ok(written)
}

/// Whether a text can name an element or an attribute: an `NCName`.
pub fn is_name(text: &str) -> bool {
    let first = |character| {
        matches!(character, 'A'..='Z' | 'a'..='z' | '_' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
            | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
            | '\u{10000}'..='\u{effff}')
    };
    let later = |character| matches!(character, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}');
    text.starts_with(first) && text.chars().all(|character| first(character) || later(character))
}
