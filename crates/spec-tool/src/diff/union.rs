//! `oneOf` and `anyOf`: which member stands for which, and what a discriminator says.

use std::collections::BTreeMap;

use super::change::{Effect, Spot};
use super::node::Node;
use super::place::Place;
use super::schema::{Comparison, spot};
use super::view::{Union, View};

impl Comparison {
    pub fn unions(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) {
        let (was, is) = (old.unions(), new.unions());
        for (was, is) in was.iter().zip(&is) {
            self.union(place, was, is);
        }
        for extra in is.iter().skip(was.len()) {
            let what = format!("{} is new", extra.keyword);
            let suffix = format!("{}-set", id(extra.keyword));
            self.fact(place, &suffix, Effect::Narrows, Spot::of(None, Some(&extra.node)), &what);
        }
        for extra in was.iter().skip(is.len()) {
            let what = format!("{} is gone", extra.keyword);
            let suffix = format!("{}-unset", id(extra.keyword));
            self.fact(place, &suffix, Effect::Widens, Spot::of(Some(&extra.node), None), &what);
        }
    }

    /// One schema became a choice of several, or the other way round: says so, and whether there is no more to say.
    pub fn wrapped(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) -> bool {
        let (was, is) = (old.unions(), new.unions());
        let (union, single, word, effect) = match (was.as_slice(), is.as_slice()) {
            ([], [union]) if new.bare() && !old.bare() => (union, old, "wrapped-in", Effect::Widens),
            ([union], []) if old.bare() && !new.bare() => (union, new, "unwrapped-from", Effect::Narrows),
            _ => return false,
        };
        let kept = union.members.iter().any(|member| {
            let member = View::of(vec![member.clone()]);
            if word == "wrapped-in" {
                self.same(place, single, &member)
            } else {
                self.same(place, &member, single)
            }
        });
        let effect = if kept { effect } else { Effect::Differs };
        let what = format!("the schema is {} {}", word.replace('-', " "), union.keyword);
        let spot = Spot::of(old.roots.first(), new.roots.first());
        self.fact(place, &format!("{word}-{}", id(union.keyword)), effect, spot, &what);
        true
    }

    fn union(&mut self, place: &Place, old: &Union<'_>, new: &Union<'_>) {
        if old.keyword != new.keyword {
            let suffix = format!("{}-became-{}", id(old.keyword), id(new.keyword));
            let what = format!("{} became {}", old.keyword, new.keyword);
            self.fact(place, &suffix, Effect::Unclear, Spot::of(None, Some(&new.node)), &what);
        }
        let (mut was, mut is) = (old.members.clone(), new.members.clone());
        // The same name is the same member, whatever became of it; another name may still hide the same schema.
        let same_name =
            |_: &mut Comparison, a: &Node<'_>, b: &Node<'_>| name(a).is_some() && name(a) == name(b);
        let mut members = self.matched(&mut was, &mut is, same_name);
        let same = |this: &mut Comparison, a: &Node<'_>, b: &Node<'_>| this.same(place, &one(a), &one(b));
        self.matched(&mut was, &mut is, same);
        // What is left and was written in place is taken for changed, in order.
        let in_place = |list: &[Node<'_>]| list.iter().filter(|node| name(node).is_none()).count();
        if in_place(&was) == in_place(&is) {
            let unnamed =
                |_: &mut Comparison, a: &Node<'_>, b: &Node<'_>| name(a).is_none() && name(b).is_none();
            members.extend(self.matched(&mut was, &mut is, unnamed));
        }
        for (was, is) in members {
            self.schema(place, &one(&was), &one(&is));
        }
        let said =
            |node: &Node<'_>| name(node).map_or("a member".to_owned(), |name| format!("the member {name}"));
        for node in &is {
            let what = format!("{} has {} more", new.keyword, said(node));
            let suffix = format!("{}-added", id(new.keyword));
            self.fact(place, &suffix, Effect::Widens, Spot::of(None, Some(node)), &what);
        }
        for node in &was {
            let what = format!("{} has {} less", old.keyword, said(node));
            let suffix = format!("{}-removed", id(old.keyword));
            self.fact(place, &suffix, Effect::Narrows, Spot::of(Some(node), None), &what);
        }
    }

    /// Takes the members out of both lists that a rule says are the same.
    fn matched<'a, 'b>(
        &mut self,
        old: &mut Vec<Node<'a>>,
        new: &mut Vec<Node<'b>>,
        rule: impl Fn(&mut Comparison, &Node<'_>, &Node<'_>) -> bool,
    ) -> Vec<(Node<'a>, Node<'b>)> {
        let mut pairs = Vec::new();
        let mut left = Vec::new();
        for was in old.drain(..) {
            match new.iter().position(|is| rule(self, &was, is)) {
                Some(index) => pairs.push((was, new.remove(index))),
                None => left.push(was),
            }
        }
        *old = left;
        pairs
    }

    pub fn discriminator(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) {
        let (was, is) = (old.all("discriminator"), new.all("discriminator"));
        let at = spot(old, new, "discriminator");
        match (was.first(), is.first()) {
            (None, None) => {}
            (None, Some(_)) => {
                self.fact(place, "discriminator-added", Effect::Unclear, at, "the discriminator is new");
            }
            (Some(_), None) => {
                self.fact(place, "discriminator-removed", Effect::Unclear, at, "the discriminator is gone");
            }
            (Some(was), Some(is)) => {
                let (before, after) = (was.text("propertyName"), is.text("propertyName"));
                if before != after {
                    let what = "the discriminator is another property";
                    let spot = Spot::of(Some(was), Some(is));
                    self.fact(place, "discriminator-property-name-changed", Effect::Differs, spot, what);
                }
                self.mapping(place, &mapping(old, was), &mapping(new, is));
            }
        }
    }

    fn mapping(&mut self, place: &Place, old: &Mapping<'_>, new: &Mapping<'_>) {
        for (value, (node, target)) in new {
            let Some((_, before)) = old.get(value) else {
                let what = format!("the discriminator knows the value {value}");
                let spot = Spot::of(None, Some(node));
                self.fact(place, "discriminator-mapping-added", Effect::Extends, spot, &what);
                continue;
            };
            if before.key() == target.key() {
                self.schema(place, before, target);
            } else if !self.same(place, before, target) {
                let what = format!("the discriminator takes {value} for something else");
                let spot = Spot::of(None, Some(node));
                self.fact(place, "discriminator-mapping-changed", Effect::Differs, spot, &what);
            }
        }
        for (value, (node, _)) in old.iter().filter(|(value, _)| !new.contains_key(*value)) {
            let what = format!("the discriminator no longer knows the value {value}");
            let spot = Spot::of(Some(node), None);
            self.fact(place, "discriminator-mapping-deleted", Effect::Narrows, spot, &what);
        }
    }
}

/// The values of a discriminator: where each is said, and the schema it stands for.
type Mapping<'a> = BTreeMap<&'a str, (Node<'a>, View<'a>)>;

/// Members of a union that the mapping leaves out go by the name of their schema.
fn mapping<'a>(view: &View<'a>, discriminator: &Node<'a>) -> Mapping<'a> {
    let mut mapping = Mapping::new();
    let said = discriminator.raw("mapping").map(|list| list.members()).unwrap_or_default();
    for (value, node) in said {
        let target = node.value.as_str().unwrap_or_default();
        let pointer = target.strip_prefix('#').map_or(format!("/components/schemas/{target}"), str::to_owned);
        let target = node.document.root.pointer(&pointer);
        let target = target.map(|value| Node { document: node.document, value, pointer });
        mapping.insert(value, (node, View::of(target.into_iter().collect())));
    }
    let members: Vec<Node<'_>> = view.unions().into_iter().flat_map(|union| union.members).collect();
    for member in members {
        let (Some(name), target) = (name(&member), one(&member)) else { continue };
        if !mapping.values().any(|(_, known)| known.key() == target.key()) {
            mapping.entry(name).or_insert((member, target));
        }
    }
    mapping
}

fn one<'a>(member: &Node<'a>) -> View<'a> {
    View::of(vec![member.clone()])
}

/// The name of the schema that a member refers to.
fn name<'a>(member: &Node<'a>) -> Option<&'a str> {
    member.text("$ref").and_then(|reference| reference.rsplit('/').next())
}

fn id(keyword: &str) -> &'static str {
    if keyword == "oneOf" { "one-of" } else { "any-of" }
}
