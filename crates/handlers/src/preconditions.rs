//! `ETag`, `If-Match`, `If-None-Match` (RFC 9110, strong comparison for writes).

use domain::ids::Version;

use crate::ApiError;

/// The strong `ETag` of something in one version of a data product.
pub fn e_tag(version: Version, revision: i32) -> String {
    format!("\"{version}-{revision}\"")
}

/// Refuses a write made from another state than the current one.
pub fn if_match(header: Option<&str>, current: &str) -> Result<(), ApiError> {
    match header {
        Some(header) if !lists(header, current, false) => Err(ApiError::PreconditionFailed),
        _ => Ok(()),
    }
}

/// Whether the caller has the current state already.
pub fn is_known(if_none_match: Option<&str>, current: &str) -> bool {
    if_none_match.is_some_and(|header| lists(header, current, true))
}

fn lists(header: &str, current: &str, weak: bool) -> bool {
    let same = |tag: &str| match tag.strip_prefix("W/") {
        Some(opaque) => weak && opaque == current,
        None => tag == current,
    };
    header.trim() == "*" || header.split(',').map(str::trim).any(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_compares_strongly_and_a_read_weakly() {
        assert!(if_match(None, "\"a\"").is_ok());
        assert!(if_match(Some("\"b\", \"a\""), "\"a\"").is_ok());
        assert!(if_match(Some("*"), "\"a\"").is_ok());
        assert!(if_match(Some("W/\"a\""), "\"a\"").is_err());
        assert!(if_match(Some("\"b\""), "\"a\"").is_err());
        assert!(is_known(Some("W/\"a\""), "\"a\""));
        assert!(!is_known(None, "\"a\""));
    }
}
