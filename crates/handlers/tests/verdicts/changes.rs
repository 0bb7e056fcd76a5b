//! Small changes to a JSON document, each of which may or may not make it invalid.

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use serde_json::{Number, Value, json};

/// A change of one value in a document.
#[derive(Clone, Debug)]
pub enum Change {
    /// Takes it out of its object or array.
    Drop,
    /// Puts another in its place.
    Replace(Value),
    /// Adds a property to the object, or to the one it is in.
    Add(String, Value),
    /// Repeats the first item of the array, or of the one it is in.
    Repeat(usize),
    /// Makes it the only item of an array.
    Wrap,
    /// Makes an object the array of its values, which derived decoders take for a struct.
    Positions,
    /// Makes a text the only key of an object, which derived decoders take for an enum.
    Variant,
    /// Writes a number with a point, or a text with its last character doubled, or an opposite boolean.
    Vary,
}

impl Change {
    /// Changes one value, chosen by `place`; a change that does not fit there changes nothing.
    pub fn apply(&self, body: &mut Value, place: &prop::sample::Index) {
        let mut pointers = Vec::new();
        collect(body, String::new(), &mut pointers);
        let pointer = &pointers[place.index(pointers.len())];
        let (parent, token) = pointer.rsplit_once('/').unwrap_or(("", ""));
        match self {
            Change::Drop if pointer.is_empty() => {}
            Change::Drop => {
                if let Some(Value::Object(members)) = body.pointer_mut(parent) {
                    members.remove(&token.replace("~1", "/").replace("~0", "~"));
                } else if let Some(Value::Array(items)) = body.pointer_mut(parent) {
                    items.remove(token.parse().unwrap());
                }
            }
            Change::Add(name, value) => {
                let is_object = body.pointer(pointer).is_some_and(Value::is_object);
                let object = if is_object { pointer } else { parent };
                if let Some(Value::Object(members)) = body.pointer_mut(object) {
                    members.insert(name.clone(), value.clone());
                }
            }
            Change::Repeat(times) => {
                let is_array = body.pointer(pointer).is_some_and(Value::is_array);
                if let Some(Value::Array(items)) = body.pointer_mut(if is_array { pointer } else { parent })
                    && let Some(first) = items.first().cloned()
                {
                    items.extend(std::iter::repeat_n(first, *times));
                }
            }
            Change::Replace(_) | Change::Wrap | Change::Positions | Change::Variant | Change::Vary => {
                if let Some(value) = body.pointer_mut(pointer) {
                    *value = self.of(value);
                }
            }
        }
    }

    fn of(&self, value: &Value) -> Value {
        match (self, value) {
            (Change::Replace(other), _) => other.clone(),
            (Change::Wrap, _) => json!([value]),
            (Change::Positions, Value::Object(members)) => members.values().cloned().collect(),
            (Change::Variant, Value::String(text)) => json!({ text.as_str(): null }),
            (Change::Vary, Value::Number(number)) => number.as_f64().map_or(Value::Null, Value::from),
            (Change::Vary, Value::Bool(flag)) => json!(!flag),
            (Change::Vary, Value::String(text)) => {
                json!(format!("{text}{}", text.chars().last().unwrap_or('a')))
            }
            _ => value.clone(),
        }
    }
}

fn collect(value: &Value, at: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let token = key.replace('~', "~0").replace('/', "~1");
                collect(member, format!("{at}/{token}"), pointers);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{at}/{index}"), pointers);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    pointers.push(at);
}

/// Any change. Lengths and numbers are those around the bounds of the contract.
pub fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        2 => Just(Change::Drop),
        6 => value().prop_map(Change::Replace),
        3 => (name(), value()).prop_map(|(name, value)| Change::Add(name, value)),
        2 => prop::sample::select(vec![1, 2, 15, 399, 500]).prop_map(Change::Repeat),
        1 => Just(Change::Wrap),
        1 => Just(Change::Positions),
        1 => Just(Change::Variant),
        6 => Just(Change::Vary),
    ]
}

fn name() -> impl Strategy<Value = String> {
    let known = [
        "name",
        "type",
        "enum",
        "unit",
        "minimum",
        "maximum",
        "maxLength",
        "keys",
        "email",
        "status",
        "tags",
        "retentionPeriod",
        "x",
        "",
        "a/b",
        "~",
    ];
    prop::sample::select(known.map(str::to_owned).to_vec())
}

fn value() -> impl Strategy<Value = Value> {
    let plain = [
        json!(null),
        json!(true),
        json!([]),
        json!({}),
        json!(["a"]),
        json!({"a": "b"}),
        json!("draft"),
        json!("a@example.org"),
        json!("a@b"),
        json!("@"),
        json!("decimal(9,2)"),
        json!("voltage\n"),
        json!("Voltage"),
        json!("٣"),
    ];
    prop_oneof![
        prop::sample::select(plain.to_vec()),
        number().prop_map(Value::Number),
        text().prop_map(Value::String),
    ]
}

fn number() -> impl Strategy<Value = Number> {
    let around = [-1_i64, 0, 1, 5, 36_500, 36_501, 65_535, 65_536, i64::from(i32::MAX) + 1, i64::MAX];
    let whole = prop::sample::select(around.to_vec());
    let broken = [0.5, -0.0, 1e300, f64::MAX, 36_500.5, 1e-300, 9_007_199_254_740_993.0];
    prop_oneof![
        3 => whole.clone().prop_map(Number::from),
        3 => whole.prop_map(|number| Number::from_f64(number as f64).unwrap()),
        1 => prop::sample::select(broken.to_vec()).prop_map(|number| Number::from_f64(number).unwrap()),
        1 => Just(Number::from(u64::MAX)),
        1 => any::<i32>().prop_map(Number::from),
    ]
}

/// A text of one character, as long as a bound or one longer.
fn text() -> impl Strategy<Value = String> {
    let bounds = [0, 1, 2, 3, 16, 32, 63, 64, 254, 256, 500, 1000, 2048, 4000];
    let length = (prop::sample::select(bounds.to_vec()), 0..2_usize).prop_map(|(bound, more)| bound + more);
    (prop::sample::select(vec!["a", "_", "Z", "é", "𝄞", "\u{0}", "e\u{301}"]), length)
        .prop_map(|(character, length)| character.repeat(length))
}
