//! Values that a schema of the contract accepts.

use std::collections::HashMap;

use jsonschema::Validator;
use serde_json::{Map, Number, Value, json};

use crate::schemas::Schemas;

/// How often a value is made until one is valid.
const ATTEMPTS: u64 = 16;

/// Attempts after which the parts of a value are judged as well, which takes longer and finds more.
const CARELESS_ATTEMPTS: u64 = 4;

/// Depth from which on only what is required is made.
pub(super) const SPARSE_DEPTH: usize = 4;

/// Depth at which a value is given up: it was led in a circle.
const MAX_DEPTH: usize = 24;

/// The most parts that are tried for one value.
const MAX_PARTS: usize = 6000;

/// A value that `schema`, which may refer to the definitions of `schemas`, accepts. The same seed makes the same
/// value. `None` when none was found.
pub fn sample(schemas: &Schemas, schema: &Value, seed: u64) -> Option<Value> {
    let validator = schemas.compile(schema).ok()?;
    let mut judges = HashMap::new();
    (0..ATTEMPTS).find_map(|attempt| {
        let mut sampler = Sampler {
            schemas,
            state: seed.wrapping_mul(ATTEMPTS).wrapping_add(attempt),
            fullness: (seed.wrapping_add(attempt) % 3) as usize,
            is_last_resort: attempt >= ATTEMPTS / 2,
            parts: 0,
            judges: (attempt >= CARELESS_ATTEMPTS).then_some(&mut judges),
        };
        sampler.value(schema, 0).filter(|value| validator.is_valid(value))
    })
}

/// What makes one value.
pub(super) struct Sampler<'s> {
    pub(super) schemas: &'s Schemas,
    state: u64,
    /// What becomes of optional properties: 0 all are there, 1 none, 2 some.
    pub(super) fullness: usize,
    /// Whether values may be made that are valid and look strange.
    pub(super) is_last_resort: bool,
    parts: usize,
    /// Validators of parts by their schema, when parts are judged.
    judges: Option<&'s mut HashMap<String, Option<Validator>>>,
}

impl Sampler<'_> {
    /// A number below a bound, the next of a sequence that the seed decides (SplitMix64).
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }

    pub(super) fn value(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        (0..6).find_map(|_| {
            self.parts += 1;
            if depth > MAX_DEPTH || self.parts > MAX_PARTS {
                return None;
            }
            let flat = self.flatten(schema, 0)?;
            let value = self.of_flat(&flat, depth)?;
            self.is_valid(schema, &value).then_some(value)
        })
    }

    /// Whether a part is valid, where parts are judged.
    fn is_valid(&mut self, schema: &Value, value: &Value) -> bool {
        let schemas = self.schemas;
        let Some(judges) = self.judges.as_deref_mut() else { return true };
        let judge = judges.entry(schema.to_string()).or_insert_with(|| schemas.compile(schema).ok());
        judge.as_ref().is_none_or(|judge| judge.is_valid(value))
    }

    fn of_flat(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        if let Some(only) = schema.get("const") {
            return Some(only.clone());
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            return words.get(self.below(words.len())).cloned();
        }
        match self.type_of(schema, depth) {
            "null" => Some(Value::Null),
            "boolean" => Some(Value::Bool(self.below(2) == 0)),
            "integer" => self.integer(schema),
            "number" => self.number(schema),
            "string" => self.text(schema).map(Value::String),
            "array" => self.array(schema, depth),
            "object" => self.object(schema, depth),
            _ => {
                let any = [json!("amber"), json!({"amber": 1}), json!(7), json!(true), json!(["birch"])];
                Some(any[self.below(any.len())].clone())
            }
        }
    }

    /// The type to make: of those named, or the one that the other keywords are about.
    fn type_of<'t>(&mut self, schema: &'t Map<String, Value>, depth: usize) -> &'t str {
        const SIGNS: [(&str, &[&str]); 4] = [
            (
                "object",
                &["properties", "required", "additionalProperties", "minProperties", "patternProperties"],
            ),
            ("array", &["items", "prefixItems", "minItems", "contains"]),
            ("string", &["pattern", "format", "minLength", "maxLength"]),
            ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
        ];
        match schema.get("type") {
            Some(Value::String(name)) => name,
            Some(Value::Array(names)) => {
                let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                if names.contains(&"null") && (depth >= SPARSE_DEPTH || self.below(4) == 0) {
                    return "null";
                }
                let others: Vec<&str> = names.into_iter().filter(|name| *name != "null").collect();
                others.get(self.below(others.len())).copied().unwrap_or("null")
            }
            _ => {
                let is_about = |signs: &[&str]| signs.iter().any(|sign| schema.contains_key(*sign));
                SIGNS.iter().find(|(_, signs)| is_about(signs)).map_or("", |(name, _)| name)
            }
        }
    }

    fn integer(&mut self, schema: &Map<String, Value>) -> Option<Value> {
        let bound = |keyword: &str, outwards: f64| {
            let value = schema.get(keyword)?;
            let whole = || {
                let value = value.as_f64()?;
                Some(if outwards > 0.0 { value.ceil() } else { value.floor() } as i128)
            };
            value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from)).or_else(whole)
        };
        let exclusive = |keyword: &str, step: i128| {
            let value = schema.get(keyword)?.as_f64()?;
            Some(if step > 0 { value.floor() } else { value.ceil() } as i128 + step)
        };
        let least = bound("minimum", 1.0).into_iter().chain(exclusive("exclusiveMinimum", 1)).max();
        let most = bound("maximum", -1.0).into_iter().chain(exclusive("exclusiveMaximum", -1)).min();
        let step = schema.get("multipleOf").and_then(Value::as_f64).map_or(1, |step| step.max(1.0) as i128);
        let (least, most) = match (least, most) {
            // A bound that only the type has says nothing about likely values.
            (Some(least), Some(most))
                if least < 0 && most > 0 && (self.fullness < 2 || self.below(4) > 0) =>
            {
                (0, most)
            }
            (Some(least), Some(most)) => (least, most),
            (Some(least), None) => (least, least.max(0) + 1000 * step),
            (None, Some(most)) => (most.min(0) - 1000 * step, most),
            (None, None) => (0, 1000 * step),
        };
        let first = least + (step - least.rem_euclid(step)) % step;
        if first > most {
            return None;
        }
        let choices = ((most - first) / step).min(1000) as usize + 1;
        let value = first + step * self.below(choices) as i128;
        i64::try_from(value).map(Value::from).or_else(|_| u64::try_from(value).map(Value::from)).ok()
    }

    fn number(&mut self, schema: &Map<String, Value>) -> Option<Value> {
        let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
        let (least, above) = (bound("minimum"), bound("exclusiveMinimum"));
        let (most, under) = (bound("maximum"), bound("exclusiveMaximum"));
        let lower = least.into_iter().chain(above).reduce(f64::max);
        let upper = most.into_iter().chain(under).reduce(f64::min);
        let (lower, upper) = match (lower, upper) {
            (Some(lower), Some(upper)) => (lower, upper),
            (Some(lower), None) => (lower, lower + 100.0),
            (None, Some(upper)) => (upper - 100.0, upper),
            (None, None) => (0.0, 100.0),
        };
        let fits = |value: &f64| {
            least.is_none_or(|least| *value >= least)
                && above.is_none_or(|above| *value > above)
                && most.is_none_or(|most| *value <= most)
                && under.is_none_or(|under| *value < under)
        };
        // From even parts of what is allowed, on a grid that every width of number can carry.
        let part = lower + (upper - lower) * ((self.below(8) + 1) as f64 / 10.0);
        let grid = bound("multipleOf").unwrap_or(0.25);
        let candidates = [(part / grid).round() * grid, (lower / grid).ceil() * grid, part, lower, upper];
        let value = candidates.into_iter().find(fits)?;
        Number::from_f64(value).map(Value::Number)
    }

    fn array(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let count = |keyword: &str| schema.get(keyword).and_then(Value::as_u64).map(|count| count as usize);
        let least = count("minItems").unwrap_or(0);
        let more = if depth >= SPARSE_DEPTH || self.fullness == 1 { 0 } else { 1 + self.below(2) };
        let wanted = least.max(more).min(count("maxItems").unwrap_or(usize::MAX).max(least));
        let first = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let any = Value::Bool(true);
        let others = schema.get("items").unwrap_or(&any);
        let must_differ = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let mut items: Vec<Value> = Vec::new();
        if let Some(contained) = schema.get("contains") {
            items.push(self.value(&super::flatten::conjunction(contained, others), depth + 1)?);
        }
        let mut tries = 0;
        while items.len() < wanted && tries < wanted * 4 + 8 {
            tries += 1;
            match self.value(first.get(items.len()).unwrap_or(others), depth + 1) {
                Some(item) if must_differ && items.contains(&item) => {}
                Some(item) => items.push(item),
                None => break,
            }
        }
        (items.len() >= least).then_some(Value::Array(items))
    }
}
