//! Whether a new definition keeps what the mode of its data product asks for.

use std::collections::HashSet;

use super::{Breaks, Change, Difference, Direction, Mode, differences, strongest};
use crate::ids::Version;
use crate::table::Table;

/// One difference, and the version that was compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The earlier version.
    pub version: Version,
    /// What differs from it.
    pub difference: Difference,
    /// Whether the mode refuses it.
    pub is_refused: bool,
}

/// What came of comparing a new definition with the earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the change keeps what the mode asks for.
    pub compatible: bool,
    /// The mode.
    pub mode: Mode,
    /// What the change keeps in fact, against all versions that the mode compares with; none when neither.
    pub direction: Option<Direction>,
    /// The step from the latest version.
    pub change: Change,
    /// All differences from the latest version; then, from the version before it to the oldest, what the mode
    /// refuses and no later version had.
    pub findings: Vec<Finding>,
}

impl Finding {
    fn new(mode: Mode, version: Version, difference: Difference) -> Self {
        Self { version, is_refused: mode.refuses(difference.breaks), difference }
    }
}

impl Verdict {
    /// What these differences from one version come to.
    pub fn of(mode: Mode, version: Version, differences: Vec<Difference>) -> Self {
        let breaks = broken_by(&differences);
        Self {
            compatible: !mode.refuses(breaks),
            mode,
            direction: Direction::kept(breaks),
            change: strongest(&differences),
            findings: differences.into_iter().map(|one| Finding::new(mode, version, one)).collect(),
        }
    }
}

/// Judges a new definition of a table by the earlier ones, oldest first, the latest last. Only a transitive mode
/// looks at more than the latest. A table without an earlier definition is an added one, which breaks nothing.
pub fn judge(mode: Mode, earlier: &[(Version, &Table)], new: &Table) -> Verdict {
    let Some((latest, before)) = earlier.split_last() else {
        return Verdict {
            compatible: true,
            mode,
            direction: Some(Direction::Full),
            change: Change::Minor,
            findings: Vec::new(),
        };
    };
    let from_latest = differences(latest.1, new);
    let mut breaks = broken_by(&from_latest);
    let mut seen: HashSet<Difference> = from_latest.iter().cloned().collect();
    let mut verdict = Verdict::of(mode, latest.0, from_latest);

    let others = if mode.is_transitive() { before } else { &[] };
    for (version, table) in others.iter().rev() {
        let found = differences(table, new);
        breaks = breaks.and(broken_by(&found));
        for one in found {
            if mode.refuses(one.breaks) && !seen.contains(&one) {
                seen.insert(one.clone());
                verdict.findings.push(Finding::new(mode, *version, one));
            }
        }
    }

    verdict.compatible = !mode.refuses(breaks);
    verdict.direction = Direction::kept(breaks);
    verdict
}

fn broken_by(differences: &[Difference]) -> Breaks {
    differences.iter().fold(Breaks::NOTHING, |sum, one| sum.and(one.breaks))
}
