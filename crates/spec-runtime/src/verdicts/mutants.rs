//! Values that differ from a given one in one place.

use serde_json::{Map, Value, json};

/// Up to `most` values that each differ from `value` in one place, spread over all places.
pub fn mutants(value: &Value, most: usize) -> Vec<Value> {
    let mut all = Vec::new();
    within(value, &mut |mutant| all.push(mutant), 0);
    let step = all.len().div_ceil(most.max(1)).max(1);
    all.into_iter().step_by(step).collect()
}

fn within(value: &Value, take: &mut dyn FnMut(Value), depth: usize) {
    replaced(value).into_iter().for_each(&mut *take);
    if depth > 5 {
        return;
    }
    match value {
        Value::Array(items) => {
            take(Value::Array(Vec::new()));
            if let Some(first) = items.first() {
                take(Value::Array([items.clone(), vec![first.clone()]].concat()));
                take(Value::Array(items[1..].to_vec()));
            }
            for (index, item) in items.iter().enumerate().take(4) {
                within(
                    item,
                    &mut |mutant| {
                        let mut items = items.clone();
                        items[index] = mutant;
                        take(Value::Array(items));
                    },
                    depth + 1,
                );
            }
        }
        Value::Object(members) => {
            let with = |name: &str, member: Value| {
                let mut members = members.clone();
                members.insert(name.to_owned(), member);
                Value::Object(members)
            };
            take(Value::Object(Map::new()));
            take(with("notInTheContract", json!(1)));
            take(with("not in the contract", json!({"a": [null]})));
            for (name, member) in members {
                let mut without = members.clone();
                without.remove(name);
                take(Value::Object(without.clone()));
                without.insert(format!("{name}x"), member.clone());
                take(Value::Object(without));
                within(member, &mut |mutant| take(with(name, mutant)), depth + 1);
            }
        }
        _ => {}
    }
}

/// The value as something else.
fn replaced(value: &Value) -> Vec<Value> {
    let mut all = vec![
        Value::Null,
        json!(true),
        json!(1),
        json!(1.0),
        json!(-1.5),
        json!(1e20),
        json!("x"),
        json!([]),
        json!({}),
        json!([1, 1]),
    ];
    match value {
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            all.extend([-1.0, 0.5, 1.0, 1000.0, 3e9, 1e19].map(|step| json!(number + step)));
            all.push(json!((number as i64).saturating_sub(1)));
            all.push(json!(number.to_string()));
        }
        Value::String(text) => {
            all.extend(["", "\u{1f33e}", "2026-02-30", " "].map(Value::from));
            // Another digit, such as another second of a time.
            for (at, digit) in
                text.char_indices().filter(|(_, character)| character.is_ascii_digit()).take(20)
            {
                let other = if digit == '0' { "1" } else { "0" };
                all.push(json!(format!("{}{other}{}", &text[..at], &text[at + 1..])));
            }
            all.push(json!(format!("{text}x")));
            all.push(json!(text.to_uppercase()));
            all.push(json!(text.repeat(50)));
            all.push(json!(text.chars().skip(1).collect::<String>()));
        }
        Value::Bool(known) => all.push(json!(!known)),
        _ => {}
    }
    all.retain(|mutant| mutant != value);
    all
}
