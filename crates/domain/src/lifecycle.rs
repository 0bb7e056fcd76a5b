//! The life of a version: draft, published, deprecated, retired.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};

use crate::fault::Fault;
use crate::ids::ProductId;
use crate::product::Metadata;
use crate::table::Table;

/// Where a version is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Seen by its owner and by stewards only; may be incomplete.
    Draft,
    /// Seen by every consumer.
    Published,
    /// Still works, and every answer about it says when it ends and what to use instead.
    Deprecated,
    /// No longer answers.
    Retired,
}

impl Status {
    /// All of them, in the order of life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Published, Self::Deprecated, Self::Retired];

    /// The word of the contract and of the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Deprecated => "deprecated",
            Self::Retired => "retired",
        }
    }

    /// Whether a version may go from here to there. Staying is no step. A deprecation can be taken back; nothing
    /// else goes backwards, and nothing retires without having been deprecated.
    pub const fn may_become(self, next: Self) -> bool {
        use Status::{Deprecated, Draft, Published, Retired};
        matches!(
            (self, next),
            (Draft, Published) | (Published, Deprecated) | (Deprecated, Published | Deprecated | Retired)
        )
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAStatus;

impl fmt::Display for NotAStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected draft, published, deprecated or retired")
    }
}

impl std::error::Error for NotAStatus {}

impl FromStr for Status {
    type Err = NotAStatus;

    fn from_str(text: &str) -> Result<Self, NotAStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(NotAStatus)
    }
}

/// Where a version is in its life, and how it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    /// Where it is.
    pub status: Status,
    /// Since when it is deprecated.
    pub deprecated_at: Option<DateTime<Utc>>,
    /// When it ends.
    pub sunset: Option<DateTime<Utc>>,
    /// What to use instead.
    pub successor: Option<ProductId>,
}

impl Lifecycle {
    /// A life that has come this far and has no end in sight.
    pub const fn without_end(status: Status) -> Self {
        Self { status, deprecated_at: None, sunset: None, successor: None }
    }

    /// How the life of the next minor version begins: where this one is.
    ///
    /// The next major version starts anew, as a draft or, when others already use the product, as published.
    pub fn of_next(&self, is_major: bool) -> Self {
        match self.status {
            Status::Deprecated if is_major => Self::without_end(Status::Published),
            _ => self.clone(),
        }
    }
}

/// What is missing before a version can be published; for a draft these are warnings, for a published one refusals.
/// Pointers start at the product, `/tables/<name>` is a table.
pub fn incomplete(metadata: &Metadata, tables: &BTreeMap<String, Table>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |pointer: String, rule, message: String| faults.push(Fault { pointer, rule, message });
    if tables.is_empty() {
        add("/tables".into(), "tables", "Add at least one table.".into());
    }
    if metadata.dpia_required && metadata.dpia_location.is_none() {
        add(
            "/dpiaLocation".into(),
            "dpia-location",
            "Say where the data protection impact assessment is.".into(),
        );
    }
    let columns = || tables.values().flat_map(|table| &table.columns);
    if metadata.retention_period.is_none() && columns().any(|column| column.personal_data) {
        let message = "Say for how many days the personal data is kept.".into();
        add("/retentionPeriod".into(), "retention-period", message);
    }
    for (name, table) in tables {
        for (index, column) in table.columns.iter().enumerate() {
            if column.description.is_none() {
                let pointer = format!("/tables/{name}/columns/{index}/description");
                add(pointer, "described", format!("Say what the column {} means.", column.name));
            }
        }
    }
    faults
}
