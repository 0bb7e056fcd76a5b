//! `application/x-www-form-urlencoded`: a form as a JSON object.

use serde_json::{Map, Value};

use crate::contract::{Form, Shape};
use crate::parameter::{
    Coding, Reading, Written, claims, clip, escape, from_pairs, insert, split_pairs, takes_others,
};
use crate::problem::Fault;

/// The object that a form stands for, and what cannot be read. A field that nobody declared is kept, so that the schema
/// refuses it.
pub(crate) fn value(form: &Form, text: &str, as_text: bool) -> (Value, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut object = Map::new();
    let pairs = split_pairs(text, "/body", &mut faults);
    let fields: Vec<Written> = form.fields.iter().map(Written::from).collect();
    for field in &fields {
        let others = || fields.iter().filter(|other| other.name != field.name);
        let is_claimed = |name: &str| others().any(|other| claims(other, name));
        match from_pairs(field, &pairs, reading(field.shape, as_text), &is_claimed) {
            Ok(Some(value)) => {
                object.insert(field.name.to_owned(), value);
            }
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    if !fields.iter().any(takes_others) {
        for pair in pairs.iter().filter(|pair| !fields.iter().any(|field| claims(field, &pair.name))) {
            let shape = form.others.unwrap_or(Shape::Text);
            let text = Coding::Plus.decode(pair.raw);
            let inserted = insert(&mut object, &pair.name, reading(shape, as_text), &text);
            if inserted.is_err() && form.others.is_some() {
                let pointer = format!("/body/{}", escape(&clip(&pair.name)));
                faults.push(Fault::new(pointer, "duplicate", "is given twice"));
            }
        }
    }
    (Value::Object(object), faults)
}

/// How a field is read.
pub(crate) fn reading(shape: Shape, as_text: bool) -> Reading {
    let first = Reading::first(shape);
    if as_text { first.as_text() } else { first }
}
