//! What is wrong with a table definition, and where.

/// One thing that is wrong, where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer into the definition, such as `/columns/3/name`.
    pub pointer: String,
    /// Short name of the rule that is broken.
    pub rule: &'static str,
    /// What the rule asks for, as a sentence for people.
    pub message: String,
}

/// A name as one step of a JSON pointer (RFC 6901).
pub fn pointer_step(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
