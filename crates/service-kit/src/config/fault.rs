//! What can be wrong with a configuration, in words that mend it. A value is never repeated: it may be a secret.

use std::fmt;

/// One thing wrong with one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A required variable is not set.
    Missing {
        /// The variable.
        name: &'static str,
        /// What it is for.
        help: &'static str,
    },
    /// The value is not of the form or in the range expected.
    Malformed {
        /// The variable.
        name: &'static str,
        /// Completes "expected …".
        expected: String,
    },
    /// No variable has this name.
    Unknown {
        /// The variable that is set.
        name: String,
        /// The variable that was probably meant.
        nearest: Option<&'static str>,
        /// The prefix that makes it ours.
        prefix: &'static str,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { name, help } => write!(f, "{name} is not set: {help}"),
            Self::Malformed { name, expected } => write!(f, "{name} is wrong: expected {expected}"),
            Self::Unknown { name, nearest: Some(nearest), .. } => {
                write!(f, "{name} is not a variable of this service: did you mean {nearest}?")
            }
            Self::Unknown { name, nearest: None, prefix } => {
                write!(f, "{name} is not a variable of this service; names that start with {prefix} are")
            }
        }
    }
}

/// Everything wrong with a configuration, one line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFaults(pub Vec<Fault>);

impl fmt::Display for ConfigFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration is wrong:")?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for ConfigFaults {}

/// The known name that needs the fewest edits, unless most of it would have to change.
pub(super) fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let (edits, nearest) = known.iter().map(|known| (edits(name, known), *known)).min()?;
    (edits <= 3).then_some(nearest)
}

/// Levenshtein distance in bytes: insertions, removals and replacements.
fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.bytes().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
