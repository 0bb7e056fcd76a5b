//! The parameters of an operation.

use super::change::{Effect, Severity, Spot};
use super::node::Node;
use super::operation::Operation;
use super::place::Place;
use super::schema::Comparison;
use super::view::View;

/// A parameter, and what tells it from others: those of a path are told by their place in it.
struct Parameter<'a> {
    key: (&'a str, String),
    node: Node<'a>,
}

impl<'a> Parameter<'a> {
    fn name(&self) -> &'a str {
        self.node.text("name").unwrap_or_default()
    }

    fn location(&self) -> &'a str {
        self.key.0
    }

    fn required(&self) -> bool {
        self.node.flag("required")
    }

    fn place(&self) -> Place {
        Place::parameter(self.location(), self.name(), self.node.raw("content").is_none())
    }

    fn style(&self) -> &'a str {
        let usual = if ["query", "cookie"].contains(&self.location()) { "form" } else { "simple" };
        self.node.text("style").unwrap_or(usual)
    }

    fn explode(&self) -> bool {
        self.node.value.get("explode").and_then(|value| value.as_bool()).unwrap_or(self.style() == "form")
    }

    fn deprecation(&self) -> Option<Node<'a>> {
        self.node.raw("deprecated").filter(|_| self.node.flag("deprecated"))
    }

    /// The one format it is written in, when it has no style.
    fn format(&self) -> Option<(&'a str, Node<'a>)> {
        self.node.get("content").and_then(|content| content.members().into_iter().next())
    }

    fn schema(&self) -> View<'a> {
        View::under(&self.node, "schema")
    }
}

/// The parameters of an operation; its own go before those of its path.
fn parameters<'a>(operation: &Operation<'a>) -> Vec<Parameter<'a>> {
    let mut parameters: Vec<Parameter<'_>> = Vec::new();
    for holder in [&operation.node, &operation.path_item] {
        for item in holder.raw("parameters").map(|list| list.items()).unwrap_or_default() {
            let node = item.resolved();
            let location = node.text("in").unwrap_or_default();
            let name = node.text("name").unwrap_or_default();
            let place = operation.variables().iter().position(|variable| *variable == name);
            let name = match (location, place) {
                ("path", Some(place)) => format!("{{{place}}}"),
                ("header", _) => name.to_lowercase(),
                _ => name.to_owned(),
            };
            let key = (location, name);
            if !parameters.iter().any(|known| known.key == key) {
                parameters.push(Parameter { key, node });
            }
        }
    }
    parameters
}

impl Comparison {
    pub fn parameters(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        let (was, is) = (parameters(old), parameters(new));
        for old in &was {
            match is.iter().find(|new| new.key == old.key) {
                Some(new) => self.parameter(old, new),
                // Named alike elsewhere, it has moved.
                None if is.iter().any(|new| moved(old, new, &was)) => {}
                None => self.removed(old),
            }
        }
        for new in is.iter().filter(|new| !was.iter().any(|old| old.key == new.key)) {
            match was.iter().find(|old| moved(old, new, &was) && !is.iter().any(|other| other.key == old.key))
            {
                Some(old) => {
                    let what = format!("moved here, it was a {} parameter", old.location());
                    self.of(new, "in-changed", Effect::Differs, old, &what);
                }
                None => self.added(new),
            }
        }
    }

    fn of(&mut self, new: &Parameter<'_>, suffix: &str, effect: Effect, old: &Parameter<'_>, what: &str) {
        self.fact(&new.place(), suffix, effect, Spot::of(Some(&old.node), Some(&new.node)), what);
    }

    fn added(&mut self, new: &Parameter<'_>) {
        let (severity, id) = match (new.location(), new.required()) {
            ("path", _) => (Severity::Err, "new-request-path-parameter"),
            (_, true) => (Severity::Err, "new-required-request-parameter"),
            (_, false) => (Severity::Info, "new-optional-request-parameter"),
        };
        let kind = if new.required() { "required" } else { "optional" };
        let spot = Spot::of(None, Some(&new.node));
        self.told(&new.place(), severity, id.to_owned(), spot, &format!("a new {kind} parameter"));
    }

    fn removed(&mut self, old: &Parameter<'_>) {
        // An unknown header or cookie is passed over; an unknown query parameter is refused or does nothing.
        let (severity, id) = match (old.node.flag("deprecated"), old.location()) {
            (true, _) => (Severity::Warn, "request-parameter-removed-with-deprecation"),
            (false, "header" | "cookie") => (Severity::Warn, "request-parameter-removed"),
            (false, _) => (Severity::Err, "request-parameter-removed"),
        };
        let spot = Spot::of(Some(&old.node), None);
        self.told(&old.place(), severity, id.to_owned(), spot, "the parameter is gone");
    }

    fn parameter(&mut self, old: &Parameter<'_>, new: &Parameter<'_>) {
        match (old.required(), new.required()) {
            (false, true) => self.of(new, "became-required", Effect::Narrows, old, "is now required"),
            (true, false) => self.of(new, "became-optional", Effect::Widens, old, "is no longer required"),
            _ => {}
        }
        if new.location() == "path" && old.name() != new.name() {
            self.of(new, "renamed", Effect::Neutral, old, &format!("its name was {}", old.name()));
        }
        let (was, is) = (old.deprecation(), new.deprecation());
        self.deprecated(&new.place(), was.as_ref(), is.as_ref());
        match (old.format(), new.format()) {
            (None, None) => self.styled(old, new),
            (Some((was_name, was)), Some((is_name, is))) if was_name == is_name => {
                self.schema(&new.place(), &View::under(&was, "schema"), &View::under(&is, "schema"));
            }
            _ => self.of(new, "content-changed", Effect::Differs, old, "is written in another format"),
        }
    }

    fn styled(&mut self, old: &Parameter<'_>, new: &Parameter<'_>) {
        if old.style() != new.style() {
            let what = format!("style went from {} to {}", old.style(), new.style());
            self.of(new, "style-changed", Effect::Differs, old, &what);
        } else if old.explode() != new.explode() {
            // A single value looks the same either way.
            let several = |types: Option<std::collections::BTreeSet<&str>>| {
                types.is_none_or(|types| types.contains("array") || types.contains("object"))
            };
            let matters = several(old.schema().types()) || several(new.schema().types());
            let effect = if matters { Effect::Differs } else { Effect::Neutral };
            let what = format!("explode went from {} to {}", old.explode(), new.explode());
            self.of(new, "explode-changed", effect, old, &what);
        }
        self.schema(&new.place(), &old.schema(), &new.schema());
    }
}

/// Whether a parameter has the name of one that went from another location.
fn moved(old: &Parameter<'_>, new: &Parameter<'_>, all_old: &[Parameter<'_>]) -> bool {
    old.name() == new.name()
        && old.location() != new.location()
        && !all_old.iter().any(|known| known.key == new.key)
}
