//! Verdicts and differences as the contract shows them.

use domain::compatibility::{self, Breaks, Change, Difference, Direction, Mode};
use domain::ids::Version;
use server_api::models;

/// The most findings that an answer lists, as the contract says.
pub const MAX_FINDINGS: usize = 1_000;
/// The most versions that a verdict names as compared with, as the contract says.
const MAX_COMPARED: usize = 1_000;
/// The longest message or fix, as the contract says.
const MAX_TEXT: usize = 2_000;

/// A verdict about a change of one table that leads to this version.
pub fn verdict(
    found: compatibility::Verdict,
    table: &str,
    leads_to: Version,
    compared: &[Version],
) -> models::CompatibilityVerdict {
    let first = compared.len().saturating_sub(MAX_COMPARED);
    models::CompatibilityVerdict {
        compatible: found.compatible,
        mode: mode(found.mode),
        direction: direction(found.direction),
        change: step(found.change),
        version: leads_to.to_string(),
        compared_with: compared[first..].iter().map(ToString::to_string).collect(),
        findings: found
            .findings
            .into_iter()
            .filter(|finding| finding.difference.breaks.any())
            .take(MAX_FINDINGS)
            .map(|finding| finding_of(finding, table))
            .collect(),
    }
}

fn finding_of(finding: compatibility::Finding, table: &str) -> models::CompatibilityFinding {
    let Difference { column, pointer, rule, breaks, message, fix, .. } = finding.difference;
    models::CompatibilityFinding {
        version: finding.version.to_string(),
        table: table.to_owned(),
        column,
        pointer,
        rule: rule.to_owned(),
        breaks: broken(breaks),
        message: shortened(message),
        fix: fix.map(shortened),
    }
}

/// One difference between two versions.
pub fn change(table: Option<String>, difference: Difference) -> models::VersionChange {
    let Difference { column, pointer, rule, change, breaks, message, .. } = difference;
    models::VersionChange {
        table,
        column,
        pointer,
        rule: rule.to_owned(),
        change: step(change),
        breaks: broken(breaks),
        message: shortened(message),
    }
}

pub fn step(change: Change) -> models::VersionStep {
    match change {
        Change::None => models::VersionStep::None,
        Change::Minor => models::VersionStep::Minor,
        Change::Major => models::VersionStep::Major,
    }
}

fn broken(breaks: Breaks) -> Vec<models::BrokenDirection> {
    let backward = breaks.backward.then_some(models::BrokenDirection::Backward);
    let forward = breaks.forward.then_some(models::BrokenDirection::Forward);
    backward.into_iter().chain(forward).collect()
}

fn direction(direction: Option<Direction>) -> models::CompatibilityDirection {
    match direction {
        None => models::CompatibilityDirection::None,
        Some(Direction::Backward) => models::CompatibilityDirection::Backward,
        Some(Direction::Forward) => models::CompatibilityDirection::Forward,
        Some(Direction::Full) => models::CompatibilityDirection::Full,
    }
}

/// The directions that two changes keep together.
pub fn both(
    one: models::CompatibilityDirection,
    other: models::CompatibilityDirection,
) -> models::CompatibilityDirection {
    use models::CompatibilityDirection::{Full, None};
    match (one, other) {
        (Full, kept) | (kept, Full) => kept,
        (one, other) if one == other => one,
        _ => None,
    }
}

/// The mode in the words of the contract.
pub fn mode(mode: Mode) -> models::CompatibilityMode {
    match mode {
        Mode::None => models::CompatibilityMode::None,
        Mode::Backward => models::CompatibilityMode::Backward,
        Mode::Forward => models::CompatibilityMode::Forward,
        Mode::Full => models::CompatibilityMode::Full,
        Mode::BackwardTransitive => models::CompatibilityMode::BackwardTransitive,
        Mode::ForwardTransitive => models::CompatibilityMode::ForwardTransitive,
        Mode::FullTransitive => models::CompatibilityMode::FullTransitive,
    }
}

/// The mode that the contract's word means.
pub fn stored_mode(mode: models::CompatibilityMode) -> Mode {
    match mode {
        models::CompatibilityMode::None => Mode::None,
        models::CompatibilityMode::Backward => Mode::Backward,
        models::CompatibilityMode::Forward => Mode::Forward,
        models::CompatibilityMode::Full => Mode::Full,
        models::CompatibilityMode::BackwardTransitive => Mode::BackwardTransitive,
        models::CompatibilityMode::ForwardTransitive => Mode::ForwardTransitive,
        models::CompatibilityMode::FullTransitive => Mode::FullTransitive,
    }
}

fn shortened(text: String) -> String {
    if text.chars().count() <= MAX_TEXT { text } else { text.chars().take(MAX_TEXT).collect() }
}
