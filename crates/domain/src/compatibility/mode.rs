//! What a data product asks of every change of its tables.

use std::fmt;
use std::str::FromStr;

use super::Breaks;

/// The directions of compatibility that a change has to keep, and against which versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Any change will do.
    #[default]
    None,
    /// Rows that the latest version accepts stay acceptable.
    Backward,
    /// Who reads by the latest version can read the rows of the new one.
    Forward,
    /// Both.
    Full,
    /// As [`Mode::Backward`], for every earlier version.
    BackwardTransitive,
    /// As [`Mode::Forward`], for every earlier version.
    ForwardTransitive,
    /// As [`Mode::Full`], for every earlier version.
    FullTransitive,
}

impl Mode {
    /// Every mode there is.
    pub const ALL: [Self; 7] = [
        Self::None,
        Self::Backward,
        Self::Forward,
        Self::Full,
        Self::BackwardTransitive,
        Self::ForwardTransitive,
        Self::FullTransitive,
    ];

    /// The name that the contract uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Backward => "BACKWARD",
            Self::Forward => "FORWARD",
            Self::Full => "FULL",
            Self::BackwardTransitive => "BACKWARD_TRANSITIVE",
            Self::ForwardTransitive => "FORWARD_TRANSITIVE",
            Self::FullTransitive => "FULL_TRANSITIVE",
        }
    }

    /// Whether every earlier version counts, rather than the latest alone.
    pub fn is_transitive(self) -> bool {
        matches!(self, Self::BackwardTransitive | Self::ForwardTransitive | Self::FullTransitive)
    }

    /// Whether a change that breaks these directions is refused.
    pub fn refuses(self, breaks: Breaks) -> bool {
        match self {
            Self::None => false,
            Self::Backward | Self::BackwardTransitive => breaks.backward,
            Self::Forward | Self::ForwardTransitive => breaks.forward,
            Self::Full | Self::FullTransitive => breaks.any(),
        }
    }
}

/// The text is not a mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMode;

impl fmt::Display for NotAMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {}", Mode::ALL.map(Mode::as_str).join(", "))
    }
}

impl std::error::Error for NotAMode {}

impl FromStr for Mode {
    type Err = NotAMode;

    fn from_str(text: &str) -> Result<Self, NotAMode> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text).ok_or(NotAMode)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The directions in which a change is compatible; none at all is no direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Only [`Mode::Backward`].
    Backward,
    /// Only [`Mode::Forward`].
    Forward,
    /// Both.
    Full,
}

impl Direction {
    /// What is left once these directions are broken.
    pub fn kept(breaks: Breaks) -> Option<Self> {
        match (breaks.backward, breaks.forward) {
            (false, false) => Some(Self::Full),
            (false, true) => Some(Self::Backward),
            (true, false) => Some(Self::Forward),
            (true, true) => None,
        }
    }

    /// The name that the contract uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Backward => "BACKWARD",
            Self::Forward => "FORWARD",
            Self::Full => "FULL",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
