//! What a change of tables means: for the version, for those who write their rows and for those who read them.
//!
//! Everything is made from one list of differences. `COMPATIBILITY.md` of this crate has its rules as tables. All
//! of it is about tables whose [`Table::check`] finds no fault.

mod column_rules;
mod constraints;
mod mode;
mod reach;
mod table_rules;
mod verdict;
mod wording;

use std::collections::BTreeMap;

pub use mode::{Direction, Mode, NotAMode};
pub use verdict::{Finding, Verdict, judge};

use crate::table::Table;

/// How far a change reaches; of several, the strongest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Nothing but the order of the columns.
    None,
    /// Every stored row and every producer still fits.
    Minor,
    /// Stored rows, producers or readers may no longer fit.
    Major,
}

/// Which directions of compatibility a change breaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Breaks {
    /// Some rows that were accepted before no longer are.
    pub backward: bool,
    /// Who reads by the old definition may meet rows that do not fit it.
    pub forward: bool,
}

impl Breaks {
    const NOTHING: Self = Self { backward: false, forward: false };

    /// Whether either direction is broken.
    pub fn any(self) -> bool {
        self.backward || self.forward
    }

    fn and(self, other: Self) -> Self {
        Self { backward: self.backward || other.backward, forward: self.forward || other.forward }
    }
}

/// One thing in which two definitions differ, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Difference {
    /// The column, when the difference is of one.
    pub column: Option<String>,
    /// JSON pointer into the new definition, or into the old one for what the new one no longer has.
    pub pointer: String,
    /// Short name of the rule that says what the difference means, such as `nullable` or `column-removed`.
    pub rule: &'static str,
    /// The step of the version that it leads to.
    pub change: Change,
    /// The directions that it breaks.
    pub breaks: Breaks,
    /// What differs, as a sentence for people.
    pub message: String,
    /// The smallest thing to do instead, when the difference breaks a direction or leads to a major version.
    pub fix: Option<String>,
}

impl Difference {
    /// The fix is left out where there is nothing to mend.
    fn new(
        column: Option<&str>,
        pointer: String,
        rule: &'static str,
        (change, breaks): (Change, Breaks),
        message: String,
        fix: String,
    ) -> Self {
        let fix = (breaks.any() || change == Change::Major).then_some(fix);
        Self { column: column.map(str::to_owned), pointer, rule, change, breaks, message, fix }
    }
}

/// Everything in which two definitions of one table differ: first what is of the whole table, then its columns.
pub fn differences(old: &Table, new: &Table) -> Vec<Difference> {
    let mut found = table_rules::differences(old, new);
    found.extend(column_rules::differences(old, new));
    found
}

/// The step of the version from one definition of a table to another.
pub fn version_step(old: &Table, new: &Table) -> Change {
    strongest(&differences(old, new))
}

/// Everything in which the tables of two versions of a data product differ, with the name of the table.
pub fn product_differences(
    old: &BTreeMap<String, Table>,
    new: &BTreeMap<String, Table>,
) -> Vec<(String, Difference)> {
    let mut found = Vec::new();
    for (name, table) in old {
        match new.get(name) {
            Some(new_table) => {
                found.extend(differences(table, new_table).into_iter().map(|one| (name.clone(), one)));
            }
            None => found.push((name.clone(), table_rules::removed(name))),
        }
    }
    let added = new.keys().filter(|name| !old.contains_key(*name));
    found.extend(added.map(|name| (name.clone(), table_rules::added(name))));
    found
}

fn strongest<'d>(differences: impl IntoIterator<Item = &'d Difference>) -> Change {
    differences.into_iter().map(|one| one.change).max().unwrap_or(Change::None)
}
