//! Who is calling, whatever the credential was.

use crate::vocabulary::Role;

/// A caller whose credential has been proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Stable id; what a caller makes is owned by it.
    pub id: String,
    /// Name for people and logs.
    pub name: String,
    /// What the caller is in this installation.
    pub role: Role,
    /// The request that is made, for the audit.
    pub request_id: String,
}
