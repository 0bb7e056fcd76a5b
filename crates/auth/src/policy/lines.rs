//! The lines of `policy.csv`: each is checked against the vocabulary before casbin sees it, because casbin skips
//! a line it does not understand and lets one malformed rule break every decision.

use std::fmt;
use std::str::FromStr;

use async_trait::async_trait;
use casbin::error::AdapterError;
use casbin::{Adapter, Filter, Model};

use super::Permission;
use crate::vocabulary::{Action, Object, Relation, Role, UnknownWord};

/// The policy cannot be loaded.
#[derive(Debug)]
pub enum PolicyError {
    /// A line is malformed.
    Line {
        /// Number of the line, from 1.
        number: usize,
        /// The line as written.
        line: String,
        /// What is wrong with it.
        fault: LineFault,
    },
    /// casbin refused the model or the policy as a whole.
    Engine(casbin::Error),
}

/// What is wrong with one line of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// It begins with neither `p` nor `g`.
    Kind,
    /// It has too few or too many fields.
    FieldCount {
        /// Fields that such a line has.
        expected: usize,
    },
    /// A field is not one of the words that may stand there.
    Word(UnknownWord),
    /// The action is not one of those that the object knows.
    NoSuchAction,
    /// The same line stands further up.
    Repeated,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { number, line, fault } => write!(f, "line {number} of the policy, `{line}`: {fault}"),
            Self::Engine(_) => f.write_str("the policy does not load"),
        }
    }
}

impl std::error::Error for PolicyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Line { .. } => None,
            Self::Engine(error) => Some(error),
        }
    }
}

impl From<casbin::Error> for PolicyError {
    fn from(error: casbin::Error) -> Self {
        Self::Engine(error)
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind => f.write_str("expected p (a permission) or g (a role that includes another)"),
            Self::FieldCount { expected } => write!(f, "expected {expected} fields"),
            Self::Word(word) => word.fmt(f),
            Self::NoSuchAction => f.write_str("the object has no such action"),
            Self::Repeated => f.write_str("the same line stands further up"),
        }
    }
}

impl From<UnknownWord> for LineFault {
    fn from(word: UnknownWord) -> Self {
        Self::Word(word)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// `None`: any relation.
    Allows(Role, Permission, Option<Relation>),
    Includes(Role, Role),
}

/// The checked lines, which casbin reads through its adapter trait.
pub(super) struct Lines(Vec<Line>);

impl Lines {
    pub(super) fn permissions(&self) -> Vec<Permission> {
        let named = |line: &Line| match line {
            Line::Allows(_, permission, _) => Some(*permission),
            Line::Includes(..) => None,
        };
        self.0.iter().filter_map(named).collect()
    }
}

pub(super) fn parse(text: &str) -> Result<Lines, PolicyError> {
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let parsed = parse_line(line)
            .and_then(|parsed| if lines.contains(&parsed) { Err(LineFault::Repeated) } else { Ok(parsed) });
        match parsed {
            Ok(parsed) => lines.push(parsed),
            Err(fault) => return Err(PolicyError::Line { number: index + 1, line: line.to_owned(), fault }),
        }
    }
    Ok(Lines(lines))
}

fn parse_line(line: &str) -> Result<Line, LineFault> {
    let fields: Vec<&str> = line.split(',').map(str::trim).collect();
    match fields.as_slice() {
        ["p", role, object, action, relation] => {
            let permission =
                Permission { object: Object::from_str(object)?, action: Action::from_str(action)? };
            if !permission.object.actions().contains(&permission.action) {
                return Err(LineFault::NoSuchAction);
            }
            let relation = if *relation == "any" { None } else { Some(Relation::from_str(relation)?) };
            Ok(Line::Allows(Role::from_str(role)?, permission, relation))
        }
        ["g", role, included] => Ok(Line::Includes(Role::from_str(role)?, Role::from_str(included)?)),
        ["p", ..] => Err(LineFault::FieldCount { expected: 5 }),
        ["g", ..] => Err(LineFault::FieldCount { expected: 3 }),
        _ => Err(LineFault::Kind),
    }
}

#[async_trait]
impl Adapter for Lines {
    async fn load_policy(&mut self, model: &mut dyn Model) -> casbin::Result<()> {
        for line in &self.0 {
            let (kind, fields) = match line {
                Line::Allows(role, Permission { object, action }, relation) => {
                    let relation = relation.map_or("any", Relation::as_str);
                    ("p", vec![role.as_str(), object.as_str(), action.as_str(), relation])
                }
                Line::Includes(role, included) => ("g", vec![role.as_str(), included.as_str()]),
            };
            model.add_policy(kind, kind, fields.into_iter().map(str::to_owned).collect());
        }
        Ok(())
    }

    async fn load_filtered_policy<'a>(&mut self, _: &mut dyn Model, _: Filter<'a>) -> casbin::Result<()> {
        read_only()
    }

    async fn save_policy(&mut self, _: &mut dyn Model) -> casbin::Result<()> {
        read_only()
    }

    async fn clear_policy(&mut self) -> casbin::Result<()> {
        read_only()
    }

    fn is_filtered(&self) -> bool {
        false
    }

    async fn add_policy(&mut self, _: &str, _: &str, _: Vec<String>) -> casbin::Result<bool> {
        read_only()
    }

    async fn add_policies(&mut self, _: &str, _: &str, _: Vec<Vec<String>>) -> casbin::Result<bool> {
        read_only()
    }

    async fn remove_policy(&mut self, _: &str, _: &str, _: Vec<String>) -> casbin::Result<bool> {
        read_only()
    }

    async fn remove_policies(&mut self, _: &str, _: &str, _: Vec<Vec<String>>) -> casbin::Result<bool> {
        read_only()
    }

    async fn remove_filtered_policy(
        &mut self,
        _: &str,
        _: &str,
        _: usize,
        _: Vec<String>,
    ) -> casbin::Result<bool> {
        read_only()
    }
}

/// The policy changes by a change of the file alone.
fn read_only<T>() -> casbin::Result<T> {
    Err(AdapterError("the policy is part of the program and cannot be changed while it runs".into()).into())
}
