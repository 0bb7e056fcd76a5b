//! What a difference is called, and whom it hurts.

use std::fmt;

use serde_json::{Value, json};

use super::node::Node;

/// How much a difference hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Severity {
    /// Harmless.
    Info,
    /// May break some clients.
    Warn,
    /// Breaks clients.
    Err,
}

impl Severity {
    fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warn => "warn",
            Severity::Err => "err",
        }
    }
}

/// Who writes the value that a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Request,
    Response,
}

/// What a difference does to the set of allowed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Less is allowed.
    Narrows,
    /// More is allowed.
    Widens,
    /// More is allowed, of a kind that careful clients expect: one more value, one more member.
    Extends,
    /// Something else is allowed.
    Differs,
    /// It cannot be told.
    Unclear,
    /// The same is allowed.
    Neutral,
}

impl Effect {
    /// A client is hurt when it may send less, or gets more, than the old contract said.
    pub fn severity(self, direction: Direction) -> Severity {
        match (self, direction) {
            (Effect::Narrows, Direction::Request) | (Effect::Widens, Direction::Response) => Severity::Err,
            (Effect::Differs, _) => Severity::Err,
            (Effect::Extends, Direction::Response) | (Effect::Unclear, _) => Severity::Warn,
            (Effect::Narrows, Direction::Response)
            | (Effect::Widens | Effect::Extends, Direction::Request)
            | (Effect::Neutral, _) => Severity::Info,
        }
    }

    /// The last word of the id of a value that was replaced.
    pub fn word(self) -> &'static str {
        match self {
            Effect::Narrows => "specialized",
            Effect::Widens | Effect::Extends => "generalized",
            Effect::Differs | Effect::Unclear | Effect::Neutral => "changed",
        }
    }
}

/// Who is hurt by a difference in what is sent or answered.
pub fn consequence(direction: Direction, severity: Severity) -> &'static str {
    match (direction, severity) {
        (Direction::Request, Severity::Err) => "clients that send what was allowed before are refused",
        (Direction::Request, Severity::Warn) => {
            "clients that rely on the old meaning may be refused or misread"
        }
        (Direction::Response, Severity::Err) => "clients may get what the old contract ruled out",
        (Direction::Response, Severity::Warn) => {
            "clients that take the old contract for complete may not understand it"
        }
        (_, Severity::Info) => "no client needs to change",
    }
}

/// The contract that a pointer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    New,
    Old,
}

/// Where a difference is: in the new contract if the thing is still there, else in the old.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub side: Side,
    pub pointer: String,
}

impl Spot {
    pub fn of(old: Option<&Node<'_>>, new: Option<&Node<'_>>) -> Spot {
        let at = |side, node: &Node<'_>| Spot { side, pointer: node.pointer.clone() };
        match (old, new) {
            (_, Some(node)) => at(Side::New, node),
            (Some(node), None) => at(Side::Old, node),
            (None, None) => Spot { side: Side::New, pointer: String::new() },
        }
    }
}

/// One difference between two contracts.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub severity: Severity,
    /// The category, named as oasdiff names it where it has one.
    pub id: String,
    /// Method and path; nothing when the difference is of the whole contract.
    pub operation: Option<String>,
    pub spot: Spot,
    /// The part of a request or response that is meant; empty when it is the whole operation or contract.
    pub subject: String,
    /// What changed, and who is hurt.
    pub what: String,
}

impl Change {
    fn side(&self) -> &'static str {
        match self.spot.side {
            Side::New => "new",
            Side::Old => "old",
        }
    }

    /// Tells a difference from all others; a part that is reached in two ways is told of once.
    pub fn key(&self) -> (&Option<String>, &Spot, &str, &str) {
        (&self.operation, &self.spot, &self.id, &self.what)
    }

    fn reason(&self) -> String {
        if self.subject.is_empty() { self.what.clone() } else { format!("{}: {}", self.subject, self.what) }
    }

    pub fn json(&self) -> Value {
        json!({
            "severity": self.severity.name(), "id": self.id, "operation": self.operation,
            "document": self.side(), "pointer": self.spot.pointer, "reason": self.reason(),
        })
    }
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} ", self.severity.name().to_uppercase(), self.id)?;
        if let Some(operation) = &self.operation {
            write!(formatter, "{operation} ")?;
        }
        write!(formatter, "{}#{}: {}", self.side(), self.spot.pointer, self.reason())
    }
}
