//! What a text stands for. What does not fit its shape stays text, so that the schema refuses it and says why.

use serde_json::{Number, Value};

use super::document;
use crate::contract::Shape;

/// One way to read a shape: where it has alternatives, the one that fits best or all of them as text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) shape: Shape,
    as_text: bool,
}

impl Reading {
    /// The most specific way.
    pub(crate) fn first(shape: Shape) -> Reading {
        let shape = match shape {
            Shape::OneOf(_) | Shape::Nullable(_) if !includes(shape, is_scalar) => {
                structures(shape).first().copied().unwrap_or(shape)
            }
            _ => shape,
        };
        Reading { shape, as_text: false }
    }

    /// The other ways, for when the schema refused what came out of the first.
    pub(crate) fn others(shape: Shape) -> Vec<Reading> {
        let mut shapes = vec![shape];
        if matches!(shape, Shape::OneOf(_) | Shape::Nullable(_)) {
            shapes.extend(structures(shape));
        }
        let mut readings: Vec<Reading> =
            shapes.iter().skip(1).map(|shape| Reading { shape: *shape, as_text: false }).collect();
        if has_choice(shape) {
            readings.extend(shapes.iter().map(|shape| Reading { shape: *shape, as_text: true }));
        }
        readings
    }

    /// The same way for a part.
    pub(crate) fn of(self, shape: Shape) -> Reading {
        Reading { shape, ..self }
    }

    /// The same shape with every choice read as text.
    pub(crate) fn as_text(self) -> Reading {
        Reading { as_text: true, ..self }
    }

    /// The value of a text that is not divided any further.
    pub(crate) fn value(self, text: &str) -> Value {
        let read = match self.shape {
            Shape::Text => None,
            Shape::Integer => integer(text),
            Shape::Number => number(text),
            Shape::Boolean => boolean(text),
            Shape::Nullable(_) if text.is_empty() => Some(Value::Null),
            Shape::Nullable(inner) => return self.of(*inner).value(text),
            Shape::OneOf(_) if !self.as_text => one_of(self.shape, text),
            Shape::Any if !self.as_text => document(text).ok(),
            Shape::OneOf(_) | Shape::Any => None,
            Shape::List(_) | Shape::Object(..) => document(text).ok(),
        };
        read.unwrap_or_else(|| Value::String(text.to_owned()))
    }
}

/// The shape of what is not null.
pub(crate) fn not_null(shape: Shape) -> Shape {
    match shape {
        Shape::Nullable(inner) => not_null(*inner),
        _ => shape,
    }
}

/// The shape of a member; what is not declared is text.
pub(crate) fn member(members: &[(&str, Shape)], others: Option<&Shape>, name: &str) -> Shape {
    let declared = members.iter().find(|(known, _)| *known == name).map(|(_, shape)| *shape);
    declared.or(others.copied()).unwrap_or(Shape::Text)
}

/// Whether one of the alternatives of a shape is wanted.
pub(crate) fn includes(shape: Shape, wanted: fn(Shape) -> bool) -> bool {
    wanted(shape)
        || match shape {
            Shape::OneOf(all) => all.iter().any(|one| includes(*one, wanted)),
            Shape::Nullable(inner) => includes(*inner, wanted),
            _ => false,
        }
}

fn is_scalar(shape: Shape) -> bool {
    matches!(shape, Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean | Shape::Any)
}

/// The alternatives that are lists and objects.
fn structures(shape: Shape) -> Vec<Shape> {
    match shape {
        Shape::List(_) | Shape::Object(..) => vec![shape],
        Shape::Nullable(inner) if matches!(*inner, Shape::List(_) | Shape::Object(..)) => vec![shape],
        Shape::Nullable(inner) => structures(*inner),
        Shape::OneOf(all) => all.iter().flat_map(|one| structures(*one)).collect(),
        _ => Vec::new(),
    }
}

/// Whether a text could stand for several things.
fn has_choice(shape: Shape) -> bool {
    match shape {
        Shape::OneOf(_) | Shape::Any => true,
        Shape::Nullable(inner) | Shape::List(inner) => has_choice(*inner),
        Shape::Object(members, others) => {
            members.iter().any(|(_, shape)| has_choice(*shape))
                || others.is_some_and(|shape| has_choice(*shape))
        }
        _ => false,
    }
}

fn one_of(shape: Shape, text: &str) -> Option<Value> {
    let can_be = |wanted| includes(shape, wanted);
    if text.is_empty() && can_be(|shape| matches!(shape, Shape::Nullable(_))) {
        return Some(Value::Null);
    }
    let as_boolean = boolean(text).filter(|_| can_be(|shape| shape == Shape::Boolean));
    as_boolean
        .or_else(|| integer(text).filter(|_| can_be(|shape| shape == Shape::Integer)))
        .or_else(|| number(text).filter(|_| can_be(|shape| shape == Shape::Number)))
        .or_else(|| document(text).ok().filter(|_| can_be(|shape| shape == Shape::Any)))
}

fn boolean(text: &str) -> Option<Value> {
    text.parse::<bool>().ok().map(Value::from)
}

/// A whole number as JSON writes it.
fn integer(text: &str) -> Option<Value> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_json =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    if is_json { text.parse::<i64>().ok().map(Value::from) } else { None }
}

/// A number as JSON writes it.
fn number(text: &str) -> Option<Value> {
    let edge = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-');
    let bytes = text.as_bytes();
    if !edge(bytes.first()) || !edge(bytes.last()) {
        return None;
    }
    let read: Number = serde_json::from_str(text).ok()?;
    // The fast reader of serde_json may miss the nearest number by the last bit.
    if read.is_f64() { text.parse::<f64>().ok().map(Value::from) } else { Some(Value::Number(read)) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Reading, Shape};

    #[test]
    fn only_what_json_writes_is_a_number() {
        let read = |text| Reading::first(Shape::Number).value(text);
        for (text, value) in
            [("1", json!(1)), ("-0.5", json!(-0.5)), ("1e3", json!(1000.0)), ("0.1", json!(0.1))]
        {
            assert_eq!(read(text), value);
        }
        for text in ["+1", "0x10", "inf", "NaN", "1.", ".5", "01", " 1", "1 ", "1e400", "", "-", "1_000"] {
            assert_eq!(read(text), json!(text));
            assert_eq!(Reading::first(Shape::Integer).value(text), json!(text));
        }
        let whole = |text| Reading::first(Shape::Integer).value(text);
        assert_eq!(whole("-9223372036854775808"), json!(i64::MIN));
        for text in ["1.0", "1e3", "9223372036854775808", "-01", "--1"] {
            assert_eq!(whole(text), json!(text));
        }
    }

    #[test]
    fn the_most_specific_alternative_comes_first() {
        static ALL: &[Shape] =
            &[Shape::Text, Shape::Number, Shape::Integer, Shape::Nullable(&Shape::Boolean)];
        let read = |text| Reading::first(Shape::OneOf(ALL)).value(text);
        assert_eq!(
            [read("true"), read("5"), read("5.5"), read("x")],
            [json!(true), json!(5), json!(5.5), json!("x")]
        );
        assert_eq!(read(""), json!(null));
        let others = Reading::others(Shape::OneOf(ALL));
        assert_eq!(others.iter().map(|way| way.value("5")).collect::<Vec<_>>(), [json!("5")]);
        assert!(Reading::others(Shape::Integer).is_empty());
        let any = |text| Reading::first(Shape::Any).value(text);
        assert_eq!(
            [any("[1]"), any("{"), any(r#"{"a":1,"a":2}"#)],
            [json!([1]), json!("{"), json!(r#"{"a":1,"a":2}"#)]
        );
    }
}
