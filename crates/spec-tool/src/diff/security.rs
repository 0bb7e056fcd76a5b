//! Who may call: requirements, scopes and schemes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::change::{Severity, Spot};
use super::node::Node;
use super::operation::Operation;
use super::schema::Comparison;

/// One way to be allowed in: schemes, all of which are needed, with scopes.
struct Alternative<'a> {
    node: Node<'a>,
    schemes: BTreeMap<String, BTreeSet<&'a str>>,
}

impl Alternative<'_> {
    /// Whether who satisfies the other satisfies this.
    fn asks_no_more_than(&self, other: &Alternative<'_>) -> bool {
        self.schemes
            .iter()
            .all(|(scheme, scopes)| other.schemes.get(scheme).is_some_and(|given| scopes.is_subset(given)))
    }

    fn same_schemes(&self, other: &Alternative<'_>) -> bool {
        self.schemes.keys().eq(other.schemes.keys())
    }

    fn shown(&self) -> String {
        let shown = self.schemes.iter().map(|(scheme, scopes)| {
            let scopes: Vec<&str> = scopes.iter().copied().collect();
            if scopes.is_empty() { scheme.clone() } else { format!("{scheme} ({})", scopes.join(", ")) }
        });
        shown.collect::<Vec<_>>().join(" and ")
    }
}

impl Comparison {
    pub fn security(&mut self, old: &Node<'_>, new: &Node<'_>, was: &Operation<'_>, is: &Operation<'_>) {
        let renamed = renamed(old, new);
        let name = |scheme: &str| renamed.get(scheme).map_or(scheme, |new| *new).to_owned();
        let (before, after) = (alternatives(old, was, name), alternatives(new, is, str::to_owned));
        let open = |list: &[Alternative<'_>]| list.iter().any(|one| one.schemes.is_empty());
        match (open(&before), open(&after)) {
            (true, false) => {
                let spot = Spot::of(before.first().map(|one| &one.node), after.first().map(|one| &one.node));
                let reason = "credentials are now needed; clients without them are refused".to_owned();
                self.note(Severity::Err, "api-security-became-required", spot, reason);
            }
            (false, true) => {
                let spot = Spot::of(before.first().map(|one| &one.node), after.first().map(|one| &one.node));
                let reason = "credentials are no longer needed; no client needs to change".to_owned();
                self.note(Severity::Info, "api-security-became-optional", spot, reason);
            }
            (true, true) => {}
            (false, false) => self.alternatives(&before, &after),
        }
        self.scopes(was, is);
    }

    fn alternatives(&mut self, before: &[Alternative<'_>], after: &[Alternative<'_>]) {
        for gone in before.iter().filter(|old| !after.iter().any(|new| new.asks_no_more_than(old))) {
            let stricter = after.iter().find(|new| new.same_schemes(gone));
            let (id, spot, what) = match stricter {
                Some(new) => (
                    "api-security-scope-added",
                    Spot::of(None, Some(&new.node)),
                    format!("now {}", new.shown()),
                ),
                None => ("api-security-removed", Spot::of(Some(&gone.node), None), "gone".to_owned()),
            };
            let reason = format!("the way in by {} is {what}; clients that use it are refused", gone.shown());
            self.note(Severity::Err, id, spot, reason);
        }
        for more in after.iter().filter(|new| !before.iter().any(|old| old.asks_no_more_than(new))) {
            let id = match before.iter().find(|old| old.same_schemes(more)) {
                // Said already, from the other side.
                Some(old) if !more.asks_no_more_than(old) => continue,
                Some(_) => "api-security-scope-removed",
                None => "api-security-added",
            };
            let reason = format!("the way in by {} is new; no client needs to change", more.shown());
            self.note(Severity::Info, id, Spot::of(None, Some(&more.node)), reason);
        }
    }

    /// Scopes that the operation asks for whatever the scheme.
    fn scopes(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        let (was, is) = (scopes(&old.node), scopes(&new.node));
        let lacks =
            |list: &[Node<'_>], scope: &Node<'_>| !list.iter().any(|other| other.value == scope.value);
        for scope in is.iter().filter(|scope| lacks(&was, scope)) {
            let reason = format!("the scope {} is now needed; clients without it are refused", scope.value);
            self.note(Severity::Err, "api-security-scope-added", Spot::of(None, Some(scope)), reason);
        }
        for scope in was.iter().filter(|scope| lacks(&is, scope)) {
            let reason = format!("the scope {} is no longer needed; no client needs to change", scope.value);
            self.note(Severity::Info, "api-security-scope-removed", Spot::of(Some(scope), None), reason);
        }
    }

    /// What the contract says about the schemes themselves.
    pub fn security_schemes(&mut self, old: &Node<'_>, new: &Node<'_>) {
        let renamed = renamed(old, new);
        let (was, is) = (schemes(old), schemes(new));
        for (name, before) in &was {
            let Some(after) = is.get(renamed.get(name).unwrap_or(name)) else {
                let reason = format!("the scheme {name} is gone; clients that use it need another");
                self.note(
                    Severity::Warn,
                    "api-security-component-removed",
                    Spot::of(Some(before), None),
                    reason,
                );
                continue;
            };
            let spot = Spot::of(Some(before), Some(after));
            if credentials(before) != credentials(after) {
                let reason =
                    format!("the scheme {name} takes other credentials; clients that use it are refused");
                self.note(Severity::Err, "api-security-component-type-changed", spot, reason);
            } else if before.value.get("flows") != after.value.get("flows") {
                let reason = format!("the flows of {name} changed; clients that have them built in may fail");
                self.note(Severity::Warn, "api-security-component-oauth-flows-changed", spot, reason);
            }
        }
        for (name, after) in is
            .iter()
            .filter(|(name, _)| !was.contains_key(*name) && !renamed.values().any(|new| new == *name))
        {
            let reason = format!("the scheme {name} is new; no client needs to change");
            self.note(Severity::Info, "api-security-component-added", Spot::of(None, Some(after)), reason);
        }
    }
}

fn scopes<'a>(operation: &Node<'a>) -> Vec<Node<'a>> {
    operation.raw("x-scopes").map(|list| list.items()).unwrap_or_default()
}

fn schemes<'a>(root: &Node<'a>) -> BTreeMap<&'a str, Node<'a>> {
    let list = root.raw("components").and_then(|components| components.raw("securitySchemes"));
    list.map(|node| node.members().into_iter().collect()).unwrap_or_default()
}

/// What a client must send: everything a scheme says but how it is described and where tokens come from.
fn credentials(scheme: &Node<'_>) -> Vec<Option<String>> {
    let said = |key: &str| scheme.text(key).map(str::to_lowercase);
    let name = if scheme.text("in") == Some("header") {
        said("name")
    } else {
        scheme.text("name").map(str::to_owned)
    };
    vec![said("type"), said("in"), said("scheme"), name]
}

/// The schemes that are the same under another name.
fn renamed<'a>(old: &Node<'a>, new: &Node<'a>) -> BTreeMap<&'a str, &'a str> {
    let (was, is) = (schemes(old), schemes(new));
    let gone = was.iter().filter(|(name, _)| !is.contains_key(*name));
    let twin = |before: &Node<'_>| {
        let mut fresh = is.iter().filter(|(name, _)| !was.contains_key(*name));
        fresh.find(|(_, after)| credentials(before) == credentials(after)).map(|(name, _)| *name)
    };
    gone.filter_map(|(name, before)| twin(before).map(|new| (*name, new))).collect()
}

/// The ways into an operation; a contract that names none lets everyone in.
fn alternatives<'a>(
    root: &Node<'a>,
    operation: &Operation<'a>,
    name: impl Fn(&str) -> String,
) -> Vec<Alternative<'a>> {
    let Some(list) = operation.node.raw("security").or_else(|| root.raw("security")) else {
        return vec![Alternative { node: operation.node.clone(), schemes: BTreeMap::new() }];
    };
    let mut alternatives = Vec::new();
    for node in list.items() {
        let asked = node.value.as_object().into_iter().flatten();
        let schemes = asked.map(|(scheme, scopes)| {
            let scopes = scopes.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            (name(scheme), scopes)
        });
        let schemes = schemes.collect();
        alternatives.push(Alternative { node, schemes });
    }
    if alternatives.is_empty() {
        alternatives.push(Alternative { node: list, schemes: BTreeMap::new() });
    }
    alternatives
}
