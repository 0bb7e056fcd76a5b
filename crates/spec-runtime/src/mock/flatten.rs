//! One flat schema out of references, `allOf`, unions and conditions, as far as keywords can say it.

use serde_json::{Map, Value, json};

use super::sample::Sampler;

/// The most references and branches on the way to one flat schema; more of them lead in a circle.
const MAX_HOPS: usize = 40;

/// Keywords that lead to other schemas for the same value.
const LEADING: [&str; 7] = ["$ref", "allOf", "anyOf", "oneOf", "if", "then", "else"];

type Members = Map<String, Value>;

impl Sampler<'_> {
    /// A schema without references and branches for some of the values that `schema` accepts. `None` when the
    /// branches that were taken exclude each other.
    pub(super) fn flatten(&mut self, schema: &Value, hops: usize) -> Option<Members> {
        let members = match schema {
            Value::Bool(true) => return Some(Map::new()),
            Value::Object(members) if hops < MAX_HOPS => members,
            _ => return None,
        };
        let own = members.iter().filter(|(keyword, _)| !LEADING.contains(&keyword.as_str()));
        let mut flat: Members = own.map(|(keyword, value)| (keyword.clone(), value.clone())).collect();
        if let Some(target) = members.get("$ref").and_then(Value::as_str) {
            let target = self.schemas.get("$defs", target.strip_prefix("#/$defs/")?);
            merge(&mut flat, self.flatten(target, hops + 1)?)?;
        }
        let mut rules = vec![members];
        for part in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            match part.as_object() {
                Some(rule) if rule.contains_key("if") => rules.push(rule),
                _ => merge(&mut flat, self.flatten(part, hops + 1)?)?,
            }
        }
        rules.retain(|rule| rule.contains_key("if"));
        self.follow_one(&rules, &mut flat, hops)?;
        for union in ["anyOf", "oneOf"] {
            if let Some(branches) = members.get(union).and_then(Value::as_array) {
                flat = self.take_branch(branches, &flat, hops, union == "oneOf" && self.is_last_resort)?;
            }
        }
        Some(flat)
    }

    /// One branch of a union, merged with what holds for all: the first that can be, from a random one on.
    fn take_branch(
        &mut self,
        branches: &[Value],
        flat: &Members,
        hops: usize,
        spoil_others: bool,
    ) -> Option<Members> {
        let start = self.below(branches.len());
        (0..branches.len()).find_map(|step| {
            let taken = (start + step) % branches.len();
            let mut merged = flat.clone();
            merge(&mut merged, self.flatten(&branches[taken], hops + 1)?)?;
            if spoil_others {
                let others = branches.iter().enumerate().filter(|(index, _)| *index != taken);
                others.for_each(|(_, other)| self.spoil(other, &mut merged, hops));
            }
            Some(merged)
        })
    }

    /// Asks for a null under the name of a property that another branch of the union has, so that only the branch
    /// taken holds: objects whose properties are all optional often satisfy every branch.
    fn spoil(&mut self, other: &Value, merged: &mut Members, hops: usize) {
        let Some(other) = self.flatten(other, hops + 1) else { return };
        let known = merged.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        let mut names = other.get("properties").and_then(Value::as_object).into_iter().flatten();
        if let Some((name, _)) = names.find(|(name, _)| !known.contains_key(*name)) {
            let null = json!({"required": [name], "properties": {name: {"const": null}}});
            // Names that are not known yet contradict nothing.
            let _ = null.as_object().and_then(|null| merge(merged, null.clone()));
        }
    }

    /// Makes the condition of one rule hold, and what follows from it. Rules mostly ask for different values of one
    /// property, so that no two of them apply at once.
    fn follow_one(&mut self, rules: &[&Members], flat: &mut Members, hops: usize) -> Option<()> {
        if rules.is_empty() {
            return Some(());
        }
        let start = self.below(rules.len());
        for step in 0..rules.len() {
            let rule = rules[(start + step) % rules.len()];
            let sides = [&["if", "then"][..], &["else"]];
            let first = usize::from(rule.contains_key("else") && self.below(2) == 1);
            for side in [sides[first], sides[1 - first]] {
                let mut merged = flat.clone();
                let parts = side.iter().filter_map(|keyword| rule.get(*keyword));
                let is_possible = parts.into_iter().try_for_each(|part| {
                    let part = self.flatten(part, hops + 1)?;
                    merge(&mut merged, part)
                });
                if is_possible.is_some() {
                    *flat = merged;
                    return Some(());
                }
            }
        }
        Some(())
    }
}

/// Adds what another schema asks of the same value. `None` when nothing can satisfy both.
fn merge(into: &mut Members, other: Members) -> Option<()> {
    for (keyword, value) in other {
        let merged = match into.get(&keyword) {
            None => value,
            Some(known) if *known == value => value,
            Some(known) => both(&keyword, known, value)?,
        };
        into.insert(keyword, merged);
    }
    Some(())
}

/// One value of a keyword that stands for two.
fn both(keyword: &str, known: &Value, value: Value) -> Option<Value> {
    Some(match keyword {
        "required" => {
            let mut names = known.as_array()?.clone();
            names.extend(value.as_array()?.iter().filter(|name| !known_has(known, name)).cloned());
            Value::Array(names)
        }
        "properties" | "patternProperties" | "dependentSchemas" | "dependentRequired" => {
            let mut all = known.as_object()?.clone();
            for (name, schema) in value.as_object()? {
                let schema = all.get(name).map_or_else(|| schema.clone(), |known| conjunction(known, schema));
                all.insert(name.clone(), schema);
            }
            Value::Object(all)
        }
        "items" | "additionalProperties" | "propertyNames" | "contains" => conjunction(known, &value),
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" | "multipleOf" => {
            if known.as_f64()? > value.as_f64()? { known.clone() } else { value }
        }
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
            if known.as_f64()? < value.as_f64()? { known.clone() } else { value }
        }
        "enum" => {
            let common = known.as_array()?.iter().filter(|word| known_has(&value, word));
            not_empty(common.cloned().collect())?
        }
        "type" => common_types(known, &value)?,
        "const" => return None,
        _ => known.clone(),
    })
}

fn known_has(list: &Value, item: &Value) -> bool {
    list.as_array().is_some_and(|items| items.contains(item))
}

fn not_empty(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then_some(Value::Array(items))
}

/// A schema for what two schemas accept.
pub(super) fn conjunction(one: &Value, other: &Value) -> Value {
    match (one, other) {
        (Value::Bool(false), _) | (_, Value::Bool(false)) => Value::Bool(false),
        (Value::Bool(true), rest) | (rest, Value::Bool(true)) => rest.clone(),
        // Names that another one depends on.
        (Value::Array(names), Value::Array(more)) => Value::Array([&names[..], more].concat()),
        _ => json!({"allOf": [one, other]}),
    }
}

fn common_types(one: &Value, other: &Value) -> Option<Value> {
    let names = |value: &Value| match value {
        Value::Array(names) => names.clone(),
        name => vec![name.clone()],
    };
    let (one, other) = (names(one), names(other));
    let holds = |all: &[Value], name: &Value| {
        all.contains(name) || name == "integer" && all.contains(&json!("number"))
    };
    let mut common: Vec<Value> = one.iter().filter(|name| holds(&other, name)).cloned().collect();
    common.extend(other.iter().filter(|name| holds(&one, name) && !one.contains(name)).cloned());
    not_empty(common)
}
