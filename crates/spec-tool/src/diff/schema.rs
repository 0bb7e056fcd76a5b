//! Two schemas of the same thing, compared keyword by keyword.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::bounds::{BOUNDS, CONJUNCTS};
use super::change::{Change, Direction, Effect, Severity, Spot, consequence};
use super::node::Node;
use super::place::Place;
use super::view::View;

/// Two schemas at a place; those of one operation are compared once, which also ends the recursive ones.
type Pair = (&'static str, bool, String, String);

/// What was found so far.
#[derive(Default)]
pub struct Comparison {
    pub changes: Vec<Change>,
    /// The operation that is being compared.
    pub operation: Option<String>,
    seen: HashSet<Pair>,
    same: HashMap<Pair, bool>,
}

impl Comparison {
    /// Turns to another operation.
    pub fn enter(&mut self, operation: Option<String>) {
        self.operation = operation;
        self.seen.clear();
        self.same.clear();
    }

    /// Notes a difference of the operation or the contract.
    pub fn note(&mut self, severity: Severity, id: impl Into<String>, spot: Spot, what: String) {
        self.changes.push(Change {
            severity,
            id: id.into(),
            operation: self.operation.clone(),
            spot,
            subject: String::new(),
            what,
        });
    }

    /// Notes what a schema says otherwise; the effect and the direction say how bad it is.
    pub fn fact(&mut self, place: &Place, suffix: &str, effect: Effect, spot: Spot, what: &str) {
        let id = format!("{}-{suffix}", place.prefix());
        self.told(place, effect.severity(place.direction()), id, spot, what);
    }

    /// Notes a difference with a severity and an id of its own.
    pub fn told(&mut self, place: &Place, severity: Severity, id: String, spot: Spot, what: &str) {
        let what = format!("{what}; {}", consequence(place.direction(), severity));
        let (operation, subject) = (self.operation.clone(), place.label());
        self.changes.push(Change { severity, id, operation, spot, subject, what });
    }

    /// Compares two schemas of the same thing, unless that was done in this operation.
    pub fn schema(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) {
        if !self.seen.insert(pair(place, old, new)) {
            return;
        }
        if self.wrapped(place, old, new) {
            return;
        }
        let Some(common) = self.types(place, old, new) else { return };
        let relevant = |of: &str| of.is_empty() || common.as_ref().is_none_or(|types| types.contains(of));
        self.nullable(place, old, new);
        self.values(place, old, new);
        for bound in BOUNDS.iter().filter(|bound| relevant(bound.of)) {
            self.bound(place, bound, old, new);
        }
        // The format of one type says nothing about that of another.
        let formats = old.types() == new.types();
        for conjunct in
            CONJUNCTS.iter().filter(|one| relevant(one.of) && (formats || one.keyword != "format"))
        {
            self.conjunct(place, conjunct, old, new);
        }
        self.unreadable(place, old, new);
        self.default(place, old, new);
        self.deprecated(place, old.flag("deprecated").as_ref(), new.flag("deprecated").as_ref());
        if relevant("array") {
            self.inside(&place.items(), "items", old, new);
        }
        if relevant("object") {
            self.object(place, old, new);
        }
        self.unions(place, old, new);
        self.discriminator(place, old, new);
    }

    /// Whether there is no difference between two schemas.
    pub fn same(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) -> bool {
        let pair = pair(place, old, new);
        if let Some(known) = self.same.get(&pair) {
            return *known;
        }
        let (found, seen) = (self.changes.len(), self.seen.clone());
        self.schema(place, old, new);
        let same = self.changes.len() == found;
        self.changes.truncate(found);
        self.seen = seen;
        self.same.insert(pair, same);
        same
    }

    /// Compares what is inside two schemas under a keyword.
    pub fn inside(&mut self, place: &Place, keyword: &str, old: &View<'_>, new: &View<'_>) {
        let (old, new) = (old.inside(keyword), new.inside(keyword));
        if !old.roots.is_empty() || !new.roots.is_empty() {
            self.schema(place, &old, &new);
        }
    }

    /// The types that both sides allow, in which further differences count; nothing when the types say it all.
    fn types<'a>(
        &mut self,
        place: &Place,
        old: &View<'a>,
        new: &View<'a>,
    ) -> Option<Option<BTreeSet<&'a str>>> {
        let (was, is) = (old.types(), new.types());
        let effect = match (&was, &is) {
            (None, None) => return Some(None),
            (Some(was), Some(is)) if was == is => return Some(Some(was.clone())),
            (None, Some(_)) if !old.unions().is_empty() => return Some(is),
            (Some(_), None) if !new.unions().is_empty() => return Some(was),
            (None, Some(_)) => Effect::Narrows,
            (Some(_), None) => Effect::Widens,
            (Some(was), Some(is)) if was.is_subset(is) => Effect::Widens,
            (Some(was), Some(is)) if is.is_subset(was) => Effect::Narrows,
            (Some(was), Some(_)) if place.textual && any_text(new) && textual(was) => Effect::Widens,
            (Some(_), Some(is)) if place.textual && any_text(old) && textual(is) => Effect::Narrows,
            (Some(_), Some(_)) => Effect::Differs,
        };
        let what = format!("the type went from {} to {}", list(&was), list(&is));
        self.fact(place, &format!("type-{}", effect.word()), effect, spot(old, new, "type"), &what);
        match (was, is) {
            (Some(was), Some(is)) => {
                let common: BTreeSet<&str> = was.intersection(&is).copied().collect();
                if common.is_empty() { None } else { Some(Some(common)) }
            }
            (was, is) => Some(was.or(is)),
        }
    }

    fn nullable(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) {
        let free = |view: &View<'_>| view.bare() && view.unions().is_empty();
        let (suffix, effect, what) = match (old.nullable(), new.nullable()) {
            (false, true) if !free(old) => ("became-nullable", Effect::Widens, "null is now allowed"),
            (true, false) if !free(new) => {
                ("became-not-nullable", Effect::Narrows, "null is no longer allowed")
            }
            _ => return,
        };
        self.fact(place, suffix, effect, spot(old, new, "nullable"), what);
    }

    fn values(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) {
        let (was, is) = match (old.values(), new.values()) {
            (None, None) => return,
            (None, Some(_)) => {
                let what = "only listed values are now allowed";
                return self.fact(place, "became-enum", Effect::Narrows, spot(old, new, "enum"), what);
            }
            (Some(_), None) => {
                let what = "values need no longer be listed ones";
                return self.fact(place, "enum-removed", Effect::Extends, spot(old, new, "enum"), what);
            }
            (Some(was), Some(is)) => (was, is),
        };
        let lacks = |list: &[Node<'_>], node: &Node<'_>| !list.iter().any(|other| other.value == node.value);
        for node in is.iter().filter(|node| lacks(&was, node)) {
            let what = format!("the value {} is new", node.value);
            self.fact(place, "enum-value-added", Effect::Extends, Spot::of(None, Some(node)), &what);
        }
        for node in was.iter().filter(|node| lacks(&is, node)) {
            let what = format!("the value {} is gone", node.value);
            self.fact(place, "enum-value-removed", Effect::Narrows, Spot::of(Some(node), None), &what);
        }
    }

    /// References out of the document cannot be followed; another one may mean anything.
    fn unreadable(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) {
        let lost = |view: &View<'_>| -> BTreeSet<String> {
            let found = view.layers.iter().filter(|layer| layer.target().is_none());
            found.filter_map(|layer| layer.text("$ref")).map(str::to_owned).collect()
        };
        if lost(old) != lost(new) {
            let what = "it refers to what is not in the contract, and refers elsewhere now";
            self.fact(place, "reference-changed", Effect::Unclear, spot(old, new, "$ref"), what);
        }
    }

    /// Notes that something is, or is no longer, on its way out.
    pub fn deprecated(&mut self, place: &Place, old: Option<&Node<'_>>, new: Option<&Node<'_>>) {
        let (suffix, what) = match (old, new) {
            (None, Some(_)) => ("deprecated", "is now deprecated"),
            (Some(_), None) => ("reactivated", "is no longer deprecated"),
            _ => return,
        };
        self.fact(place, suffix, Effect::Neutral, Spot::of(old, new), what);
    }

    fn default(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) {
        let first = |view: &View<'_>| view.all("default").first().map(|node| node.value.clone());
        // A client that leaves the value out gets another one.
        let moved = match place.direction() {
            Direction::Request => Effect::Unclear,
            Direction::Response => Effect::Neutral,
        };
        let (suffix, effect, what) = match (first(old), first(new)) {
            (None, Some(is)) => {
                ("added", Effect::Neutral, format!("the default is now {is}, there was none"))
            }
            (Some(was), None) => ("removed", moved, format!("the default {was} is gone")),
            (Some(was), Some(is)) if was != is => {
                ("changed", moved, format!("the default went from {was} to {is}"))
            }
            _ => return,
        };
        self.fact(place, &format!("default-value-{suffix}"), effect, spot(old, new, "default"), &what);
    }
}

fn pair(place: &Place, old: &View<'_>, new: &View<'_>) -> Pair {
    (place.prefix(), place.textual, old.key(), new.key())
}

/// Where a keyword is, or the schema when no side has it.
pub fn spot(old: &View<'_>, new: &View<'_>, keyword: &str) -> Spot {
    let (was, is) = (old.all(keyword), new.all(keyword));
    if was.is_empty() && is.is_empty() {
        return Spot::of(old.roots.first(), new.roots.first());
    }
    Spot::of(was.first(), is.first())
}

/// Numbers and booleans, whose texts a text without restrictions includes.
fn textual(types: &BTreeSet<&str>) -> bool {
    types.iter().all(|one| ["number", "integer", "boolean"].contains(one))
}

fn any_text(view: &View<'_>) -> bool {
    let restricted = ["minLength", "maxLength", "pattern", "format", "enum", "const"];
    view.types() == Some(BTreeSet::from(["string"]))
        && restricted.iter().all(|keyword| view.all(keyword).is_empty())
}

fn list(types: &Option<BTreeSet<&str>>) -> String {
    match types {
        None => "any".to_owned(),
        Some(types) => {
            let shown = types.iter().filter(|one| **one != "integer" || !types.contains("number"));
            shown.copied().collect::<Vec<_>>().join(" or ")
        }
    }
}

/// Compares numbers without losing digits of whole ones.
pub fn order(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
    let whole = |value: &Value| value.as_i64().map(i128::from).or(value.as_u64().map(i128::from));
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}
