//! Paths and operations: which of the one contract is which of the other.

use std::collections::BTreeSet;

use super::change::{Severity, Spot};
use super::node::Node;
use super::schema::Comparison;
use crate::document::METHODS;

/// An operation and the path it belongs to.
pub struct Operation<'a> {
    pub path: &'a str,
    pub method: &'a str,
    pub node: Node<'a>,
    pub path_item: Node<'a>,
}

impl<'a> Operation<'a> {
    pub fn name(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    /// The names in braces, in order.
    pub fn variables(&self) -> Vec<&'a str> {
        self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    /// What requests see of it: the path without the names of its variables.
    fn key(&self) -> (String, &'a str) {
        (template(self.path), self.method)
    }
}

fn template(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |made, rest| made + "{" + rest.find('}').map_or("", |end| &rest[end..]))
}

fn operations<'a>(root: &Node<'a>) -> Vec<Operation<'a>> {
    let mut operations = Vec::new();
    for (path, path_item) in root.raw("paths").map(|paths| paths.members()).unwrap_or_default() {
        for method in METHODS {
            if let Some(node) = path_item.raw(method).filter(|node| node.value.is_object()) {
                operations.push(Operation { path, method, node, path_item: path_item.clone() });
            }
        }
    }
    operations
}

impl Comparison {
    pub fn operations(&mut self, old: &Node<'_>, new: &Node<'_>) {
        let (was, is) = (operations(old), operations(new));
        let paths: BTreeSet<String> = is.iter().map(|operation| template(operation.path)).collect();
        for old_operation in &was {
            match is.iter().find(|operation| operation.key() == old_operation.key()) {
                Some(new_operation) => {
                    self.enter(Some(new_operation.name()));
                    self.operation_itself(old_operation, new_operation);
                    self.parameters(old_operation, new_operation);
                    self.request_body(old_operation, new_operation);
                    self.responses(old_operation, new_operation);
                    self.security(old, new, old_operation, new_operation);
                    self.servers(&old_operation.node, &new_operation.node);
                    self.servers(&old_operation.path_item, &new_operation.path_item);
                }
                None => {
                    self.enter(Some(old_operation.name()));
                    self.operation_removed(old_operation, paths.contains(&template(old_operation.path)));
                }
            }
        }
        for operation in is.iter().filter(|one| !was.iter().any(|other| other.key() == one.key())) {
            self.enter(Some(operation.name()));
            let spot = Spot::of(None, Some(&operation.node));
            let reason = "the operation is new; no client needs to change".to_owned();
            self.note(Severity::Info, "endpoint-added", spot, reason);
        }
        self.enter(None);
    }

    fn operation_removed(&mut self, operation: &Operation<'_>, path_is_left: bool) {
        let (severity, word, who) = if operation.node.flag("deprecated") {
            (Severity::Warn, "with", "it was deprecated, but clients that still call it fail")
        } else {
            (Severity::Err, "without", "clients that call it fail, and nothing warned them")
        };
        let what = if path_is_left { "api-removed" } else { "api-path-removed" };
        let spot = Spot::of(Some(&operation.node), None);
        self.note(
            severity,
            format!("{what}-{word}-deprecation"),
            spot,
            format!("the operation is gone; {who}"),
        );
    }

    fn operation_itself(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        let spot = Spot::of(Some(&old.node), Some(&new.node));
        let (was, is) = (old.node.text("operationId"), new.node.text("operationId"));
        let said = match (was, is) {
            (Some(was), Some(is)) if was != is => {
                Some((Severity::Warn, "changed", format!("{was} became {is}")))
            }
            (Some(was), None) => Some((Severity::Warn, "removed", format!("{was} is gone"))),
            (None, Some(is)) => Some((Severity::Info, "added", format!("{is} is new"))),
            _ => None,
        };
        if let Some((severity, word, what)) = said {
            let reason = format!("the operationId {what}; generated clients name the call by it");
            self.note(severity, format!("api-operation-id-{word}"), spot.clone(), reason);
        }
        let tags = |operation: &Operation<'_>| -> BTreeSet<String> {
            let tags = operation.node.raw("tags").map(|list| list.items()).unwrap_or_default();
            tags.iter().filter_map(|tag| tag.value.as_str()).map(str::to_owned).collect()
        };
        let (was, is) = (tags(old), tags(new));
        for tag in was.difference(&is) {
            let reason = format!("the tag {tag} is gone; generated clients group calls by it");
            self.note(Severity::Warn, "api-tag-removed", spot.clone(), reason);
        }
        for tag in is.difference(&was) {
            let reason = format!("the tag {tag} is new; no client needs to change");
            self.note(Severity::Info, "api-tag-added", spot.clone(), reason);
        }
        let (was, is) = (old.node.text("x-idempotency"), new.node.text("x-idempotency"));
        match (was, is) {
            (None, Some(is)) => {
                let reason = format!("a retry is now known ({is}); no client needs to change");
                self.note(Severity::Info, "api-idempotency-added", spot.clone(), reason);
            }
            (Some(was), is) if is != Some(was) => {
                let reason = format!(
                    "a retry is no longer known as it was ({was}); clients that send a request again may double it"
                );
                let id = if is.is_some() { "api-idempotency-changed" } else { "api-idempotency-removed" };
                self.note(Severity::Err, id, spot.clone(), reason);
            }
            _ => {}
        }
        let (id, what) = match (old.node.flag("deprecated"), new.node.flag("deprecated")) {
            (false, true) => ("endpoint-deprecated", "now deprecated; clients should prepare to leave it"),
            (true, false) => ("endpoint-reactivated", "no longer deprecated; no client needs to change"),
            _ => return,
        };
        self.note(Severity::Info, id, spot, format!("the operation is {what}"));
    }

    /// Servers of the whole contract, of a path, or of an operation.
    pub fn servers(&mut self, old: &Node<'_>, new: &Node<'_>) {
        let urls = |holder: &Node<'_>| -> Vec<String> {
            let servers = holder.raw("servers").map(|list| list.items()).unwrap_or_default();
            servers.iter().filter_map(|server| server.text("url")).map(str::to_owned).collect()
        };
        let (was, is) = (urls(old), urls(new));
        if was != is {
            let spot = Spot::of(old.raw("servers").as_ref(), new.raw("servers").as_ref());
            let reason = format!(
                "the servers went from [{}] to [{}]; clients that take the address from the contract follow it",
                was.join(", "),
                is.join(", ")
            );
            self.note(Severity::Info, "api-servers-changed", spot, reason);
        }
    }
}
