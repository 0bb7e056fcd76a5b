//! The version of a contract, and whether it owns up to a break.

use crate::document::Document;

/// Whether `info.version` moved far enough to allow a break: a new major version, or a new minor one before 1.0.
pub fn allows_a_break(old: &Document, new: &Document) -> bool {
    match (parsed(text(old)), parsed(text(new))) {
        (Some((old_major, old_minor)), Some((new_major, new_minor))) => {
            new_major > old_major || (new_major == 0 && old_major == 0 && new_minor > old_minor)
        }
        _ => false,
    }
}

/// What a contract calls itself.
pub fn text(document: &Document) -> &str {
    document.root.pointer("/info/version").and_then(serde_json::Value::as_str).unwrap_or_default()
}

/// Major and minor version of a semantic version; what follows them does not matter here.
fn parsed(version: &str) -> Option<(u64, u64)> {
    let core = version.split(['-', '+']).next()?;
    let parts: Vec<u64> = core.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts.as_slice() {
        [major, minor, _] => Some((*major, *minor)),
        _ => None,
    }
}
