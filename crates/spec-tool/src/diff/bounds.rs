//! Keywords that narrow a value, as tables: bounds, of which the tightest counts, and conditions, which all count.

use std::cmp::Ordering;

use serde_json::Value;

use super::change::{Effect, Spot};
use super::node::Node;
use super::place::Place;
use super::schema::{Comparison, order};
use super::view::View;

/// A keyword with a number that a value must not pass.
pub struct Bound {
    keyword: &'static str,
    /// The keyword that forbids the number itself.
    exclusive: &'static str,
    id: &'static str,
    upper: bool,
    /// The type it says something about.
    pub of: &'static str,
}

const fn bound(keyword: &'static str, id: &'static str, upper: bool, of: &'static str) -> Bound {
    Bound { keyword, exclusive: "", id, upper, of }
}

pub const BOUNDS: [Bound; 8] = [
    // A schema that allows numbers allows integers.
    Bound { exclusive: "exclusiveMinimum", ..bound("minimum", "min", false, "integer") },
    Bound { exclusive: "exclusiveMaximum", ..bound("maximum", "max", true, "integer") },
    bound("minLength", "min-length", false, "string"),
    bound("maxLength", "max-length", true, "string"),
    bound("minItems", "min-items", false, "array"),
    bound("maxItems", "max-items", true, "array"),
    bound("minProperties", "min-properties", false, "object"),
    bound("maxProperties", "max-properties", true, "object"),
];

/// A keyword with a condition; a value must meet those of all layers.
pub struct Conjunct {
    pub keyword: &'static str,
    id: &'static str,
    /// The words for a condition that came and one that went.
    words: [&'static str; 2],
    /// The type it says something about; empty for all.
    pub of: &'static str,
    /// What it means that one condition took the place of another.
    replaced: fn(&Value, &Value) -> Effect,
}

pub const CONJUNCTS: [Conjunct; 19] = [
    Conjunct {
        keyword: "format",
        id: "type",
        words: ["specialized", "generalized"],
        of: "",
        replaced: |old, new| match (old.as_str(), new.as_str()) {
            (Some("int32"), Some("int64")) | (Some("float"), Some("double")) => Effect::Widens,
            (Some("int64"), Some("int32")) | (Some("double"), Some("float")) => Effect::Narrows,
            _ => Effect::Differs,
        },
    },
    Conjunct {
        keyword: "multipleOf",
        id: "multiple-of",
        words: ["set", "unset"],
        of: "integer",
        replaced: |old, new| match (old.as_f64(), new.as_f64()) {
            (Some(old), Some(new)) if (old / new).fract() == 0.0 => Effect::Widens,
            (Some(old), Some(new)) if (new / old).fract() == 0.0 => Effect::Narrows,
            _ => Effect::Differs,
        },
    },
    Conjunct { words: ["set", "unset"], ..condition("uniqueItems", "unique-items", "array") },
    condition("pattern", "pattern", "string"),
    condition("not", "not", ""),
    // Of OpenAPI 3.1.
    condition("prefixItems", "prefix-items", "array"),
    condition("contains", "contains", "array"),
    condition("minContains", "min-contains", "array"),
    condition("maxContains", "max-contains", "array"),
    condition("unevaluatedItems", "unevaluated-items", "array"),
    condition("patternProperties", "pattern-property", "object"),
    condition("propertyNames", "property-names", "object"),
    condition("dependentRequired", "dependent-required", "object"),
    condition("dependentSchemas", "dependent-schema", "object"),
    condition("unevaluatedProperties", "unevaluated-properties", "object"),
    condition("if", "if", ""),
    condition("then", "then", ""),
    condition("else", "else", ""),
    condition("contentEncoding", "content-encoding", "string"),
];

/// A condition of which only its coming and going can be told.
const fn condition(keyword: &'static str, id: &'static str, of: &'static str) -> Conjunct {
    Conjunct { keyword, id, words: ["added", "removed"], of, replaced: |_, _| Effect::Unclear }
}

/// A bound as one schema says it.
struct Limit<'a> {
    node: Node<'a>,
    exclusive: bool,
}

impl Bound {
    /// The tightest bound of all layers; one of zero below says nothing where things are counted.
    fn tightest<'a>(&self, view: &View<'a>) -> Option<Limit<'a>> {
        let counted = self.exclusive.is_empty() && !self.upper;
        let mut limits = Vec::new();
        for layer in &view.layers {
            if let Some(node) = layer.raw(self.keyword) {
                limits.push(Limit { node, exclusive: layer.flag(self.exclusive) });
            }
            // In OpenAPI 3.1 it is a number of its own.
            if let Some(node) = layer.raw(self.exclusive).filter(|node| node.value.is_number()) {
                limits.push(Limit { node, exclusive: true });
            }
        }
        limits.retain(|limit| {
            limit.node.value.is_number() && !(counted && limit.node.value.as_u64() == Some(0))
        });
        limits.into_iter().reduce(|one, other| if self.tightens(&one, &other) { other } else { one })
    }

    fn tightens(&self, old: &Limit<'_>, new: &Limit<'_>) -> bool {
        match order(new.node.value, old.node.value) {
            Some(Ordering::Equal) => new.exclusive && !old.exclusive,
            Some(order) => (order == Ordering::Less) == self.upper,
            None => false,
        }
    }

    fn id(&self, limit: &Limit<'_>, word: &str) -> String {
        format!("{}{}-{word}", if limit.exclusive { "exclusive-" } else { "" }, self.id)
    }
}

impl Comparison {
    pub fn bound(&mut self, place: &Place, bound: &Bound, old: &View<'_>, new: &View<'_>) {
        let (was, is) = (bound.tightest(old), bound.tightest(new));
        let spot = Spot::of(was.as_ref().map(|limit| &limit.node), is.as_ref().map(|limit| &limit.node));
        let name = bound.keyword;
        let (suffix, effect, what) = match (&was, &is) {
            (None, None) => return,
            (None, Some(is)) => {
                let what = format!("{name} is now {}, there was none", is.node.value);
                (bound.id(is, "set"), Effect::Narrows, what)
            }
            (Some(was), None) => {
                (bound.id(was, "unset"), Effect::Widens, format!("{name} {} is gone", was.node.value))
            }
            (Some(was), Some(is)) => {
                let (word, exclusive) = match order(is.node.value, was.node.value) {
                    Some(Ordering::Less) => ("decreased", is.exclusive),
                    Some(Ordering::Greater) => ("increased", is.exclusive),
                    Some(Ordering::Equal) if is.exclusive && !was.exclusive => ("set", true),
                    Some(Ordering::Equal) if was.exclusive && !is.exclusive => ("unset", true),
                    Some(Ordering::Equal) | None => return,
                };
                let effect = if bound.tightens(was, is) { Effect::Narrows } else { Effect::Widens };
                let says = |limit: &Limit<'_>| if limit.exclusive { " exclusive" } else { "" };
                let what = format!(
                    "{name} went from {}{} to {}{}",
                    was.node.value,
                    says(was),
                    is.node.value,
                    says(is)
                );
                let named = Limit { node: is.node.clone(), exclusive };
                (bound.id(&named, word), effect, what)
            }
        };
        self.fact(place, &suffix, effect, spot, &what);
    }

    pub fn conjunct(&mut self, place: &Place, conjunct: &Conjunct, old: &View<'_>, new: &View<'_>) {
        // A password looks like any other text.
        let idle = |node: &Node<'_>| match conjunct.keyword {
            "uniqueItems" => node.value == &Value::Bool(false),
            "format" => node.value == "password",
            _ => false,
        };
        let all = |view: &View<'_>| -> Vec<Value> {
            view.all(conjunct.keyword)
                .iter()
                .filter(|node| !idle(node))
                .map(|node| node.value.clone())
                .collect()
        };
        let (mut was, mut is) = (all(old), all(new));
        (was, is) = (without(&was, &is), without(&is, &was));
        if conjunct.keyword == "not" && was.len() == 1 && is.len() == 1 {
            // Two ways to write the same are no difference.
            let (old, new) = (old.inside("not"), new.inside("not"));
            if self.same(place, &old, &new) {
                return;
            }
        }
        let name = conjunct.keyword;
        let (suffix, effect, what) = match (was.as_slice(), is.as_slice()) {
            ([], []) => return,
            ([], [is, ..]) => (conjunct.words[0], Effect::Narrows, format!("{name} {is} is new")),
            ([was, ..], []) => (conjunct.words[1], Effect::Widens, format!("{name} {was} is gone")),
            ([was, ..], [is, ..]) => {
                let effect = (conjunct.replaced)(was, is);
                (effect.word(), effect, format!("{name} went from {was} to {is}"))
            }
        };
        let spot = super::schema::spot(old, new, name);
        self.fact(place, &format!("{}-{suffix}", conjunct.id), effect, spot, &what);
    }
}

fn without(list: &[Value], other: &[Value]) -> Vec<Value> {
    list.iter().filter(|value| !other.contains(value)).cloned().collect()
}
