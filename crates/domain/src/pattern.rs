//! Compiles the `pattern` of a column.

use regex::{Regex, RegexBuilder};

/// Most memory one compiled pattern may take, in bytes: `\w{20}` fits, `\w{1000}` does not.
const MAX_COMPILED_BYTES: usize = 1 << 20;

/// Compiles a pattern, or says what is wrong with it.
pub(crate) fn compile(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(pattern).size_limit(MAX_COMPILED_BYTES).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => {
            "is too big once compiled: use fewer or smaller repetitions".to_owned()
        }
        // The report draws the pattern over several lines; its last line is the reason.
        other => {
            let report = other.to_string();
            let reason = report.lines().last().unwrap_or_default().trim_start_matches("error: ");
            format!("is not a regular expression: {reason}")
        }
    })
}
