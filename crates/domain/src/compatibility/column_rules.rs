//! The rules of columns: added, removed, renamed, kept with another type or other settings.

use std::collections::HashMap;

use super::constraints;
use super::reach::Reach;
use super::{Breaks, Change, Difference};
use crate::column_type::{ColumnType, MAX_PRECISION};
use crate::rows::judge::indexed_text_bytes;
use crate::table::{Column, Table};

/// A column in one of the two definitions.
pub(super) struct Side<'t> {
    pub(super) column: &'t Column,
    pub(super) reach: Reach,
    /// What the index of the column leaves to a text.
    pub(super) max_bytes: Option<usize>,
    index: usize,
}

impl<'t> Side<'t> {
    fn all(table: &'t Table) -> Vec<Self> {
        let columns = table.columns.iter().enumerate().zip(indexed_text_bytes(table));
        columns
            .map(|((index, column), max_bytes)| Self {
                column,
                reach: Reach::of(column, max_bytes),
                max_bytes,
                index,
            })
            .collect()
    }

    fn pointer(&self, field: &str) -> String {
        format!("/columns/{}{field}", self.index)
    }
}

/// A column that both definitions have.
pub(super) struct Kept<'p, 't> {
    pub(super) old: &'p Side<'t>,
    pub(super) new: &'p Side<'t>,
}

impl Kept<'_, '_> {
    pub(super) fn name(&self) -> &str {
        &self.new.column.name
    }

    pub(super) fn is_retyped(&self) -> bool {
        self.old.column.column_type != self.new.column.column_type
    }

    /// What breaks when `takes` says whether a column takes all that the other one holds.
    pub(super) fn breaks(&self, takes: impl Fn(&Side<'_>, &Side<'_>) -> bool) -> Breaks {
        Breaks { backward: !takes(self.old, self.new), forward: !takes(self.new, self.old) }
    }

    /// A difference in one field, which `is_gone` from the new definition.
    pub(super) fn difference(
        &self,
        (field, is_gone): (&str, bool),
        rule: &'static str,
        effect: (Change, Breaks),
        message: String,
        fix: String,
    ) -> Difference {
        let pointer = if is_gone { self.old.pointer(field) } else { self.new.pointer(field) };
        Difference::new(Some(self.name()), pointer, rule, effect, message, fix)
    }
}

pub(super) fn differences(old: &Table, new: &Table) -> Vec<Difference> {
    let (old_sides, new_sides) = (Side::all(old), Side::all(new));
    let by_name = |sides: &[Side<'_>]| -> HashMap<String, usize> {
        sides.iter().map(|side| (side.column.name.clone(), side.index)).collect()
    };
    let (old_by_name, new_by_name) = (by_name(&old_sides), by_name(&new_sides));
    let mut added: Vec<&Side<'_>> =
        new_sides.iter().filter(|side| !old_by_name.contains_key(&side.column.name)).collect();

    let mut found: Vec<Difference> = added.iter().map(|side| column_added(side)).collect();
    for old in &old_sides {
        match new_by_name.get(&old.column.name) {
            Some(index) => compare(&Kept { old, new: &new_sides[*index] }, &mut found),
            None => {
                let renamed = added.iter().position(|side| is_alike(old.column, side.column));
                // Each new column is the new name of one old column at most.
                found.push(column_removed(old, renamed.map(|at| added.remove(at).column)));
            }
        }
    }
    found
}

fn compare(kept: &Kept<'_, '_>, found: &mut Vec<Difference>) {
    found.extend(column_type(kept));
    found.extend(nullable(kept));
    constraints::compare(kept, found);
    found.extend(unique(kept));
    found.extend(words(kept));
}

/// Rows that leave the column out hold no value there, which only a nullable column takes.
fn column_added(side: &Side<'_>) -> Difference {
    let Column { name, nullable, unique, .. } = side.column;
    let (message, fix) = match (nullable, unique) {
        (true, false) => (format!("The column `{name}` is new."), String::new()),
        (true, true) => {
            (format!("The column `{name}` is new and unique."), format!("Add `{name}` without unique."))
        }
        (false, _) => (
            format!("The column `{name}` is new and asks for a value, which rows so far do not have."),
            format!("Make `{name}` nullable{}.", if *unique { " and not unique" } else { "" }),
        ),
    };
    let change = if *nullable && !unique { Change::Minor } else { Change::Major };
    let breaks = Breaks { backward: !nullable, forward: false };
    Difference::new(Some(name), side.pointer(""), "column-added", (change, breaks), message, fix)
}

/// Rows with a column that the table does not have are refused; a reader finds no value in it.
fn column_removed(side: &Side<'_>, renamed: Option<&Column>) -> Difference {
    let Column { name, nullable, .. } = side.column;
    let (message, fix) = match renamed {
        Some(Column { name: other, .. }) => (
            format!(
                "The column `{name}` is gone, and `{other}` has its type and settings: this looks like a rename."
            ),
            format!("Keep `{name}` and add `{other}` as a nullable column beside it."),
        ),
        None if *nullable => (
            format!("The column `{name}` is gone: rows that bring it are refused."),
            format!("Keep `{name}`: being nullable, it may stay empty."),
        ),
        None => (
            format!(
                "The column `{name}` is gone: rows that bring it are refused, and readers miss its value."
            ),
            format!("Keep `{name}`."),
        ),
    };
    let breaks = Breaks { backward: true, forward: !nullable };
    Difference::new(Some(name), side.pointer(""), "column-removed", (Change::Major, breaks), message, fix)
}

fn is_alike(old: &Column, new: &Column) -> bool {
    let renamed = Column { name: new.name.clone(), description: new.description.clone(), ..old.clone() };
    old.column_type == new.column_type && renamed == *new
}

fn column_type(kept: &Kept<'_, '_>) -> Option<Difference> {
    if !kept.is_retyped() {
        return None;
    }
    let (old, new) = (kept.old.column.column_type, kept.new.column.column_type);
    let breaks = kept.breaks(|from, to| from.reach.fits_type(to.column.column_type));
    let name = kept.name();
    let consequence = match (breaks.backward, breaks.forward) {
        (true, true) => "; neither takes all values of the other",
        (true, false) => ", which does not take all values it had",
        (false, true) => ", which takes all values it had, and others that readers do not expect",
        (false, false) => ", which takes the same values",
    };
    let fix =
        match both(old, new).filter(|both| breaks.backward && breaks.forward && ![old, new].contains(both)) {
            Some(both) => format!("Keep {old}, or choose {both}, which takes the values of both."),
            None => format!("Keep {old}, or add a nullable column of the type {new} beside `{name}`."),
        };
    let message = format!("The type of `{name}` changes from {old} to {new}{consequence}.");
    Some(kept.difference(("/type", false), "type", (Change::Major, breaks), message, fix))
}

/// The smallest decimal that takes what either of two types takes, where there is one.
fn both(old: ColumnType, new: ColumnType) -> Option<ColumnType> {
    let ((digits, scale), (new_digits, new_scale)) = (digits_of(old)?, digits_of(new)?);
    let scale = scale.max(new_scale);
    let precision = digits.max(new_digits) + scale;
    (precision <= MAX_PRECISION).then_some(ColumnType::Decimal { precision, scale })
}

/// Digits before and after the point of an exact number.
fn digits_of(kind: ColumnType) -> Option<(u8, u8)> {
    match kind {
        ColumnType::Tinyint => Some((3, 0)),
        ColumnType::Smallint => Some((5, 0)),
        ColumnType::Int => Some((10, 0)),
        ColumnType::Bigint => Some((19, 0)),
        ColumnType::Decimal { precision, scale } => Some((precision - scale, scale)),
        _ => None,
    }
}

fn nullable(kept: &Kept<'_, '_>) -> Option<Difference> {
    let (old, new) = (kept.old.column.nullable, kept.new.column.nullable);
    if old == new {
        return None;
    }
    let name = kept.name();
    let breaks = kept.breaks(|from, to| to.column.nullable || !from.column.nullable);
    let (change, message, fix) = if new {
        let message =
            format!("`{name}` may now be without a value, which readers that count on one do not expect.");
        (Change::Minor, message, format!("Keep `{name}` not nullable."))
    } else {
        let message = format!("`{name}` now asks for a value: rows without one are refused.");
        (Change::Major, message, format!("Keep `{name}` nullable."))
    };
    Some(kept.difference(("/nullable", false), "nullable", (change, breaks), message, fix))
}

/// Either way adds or drops an index of the stored table, which the tables of one major version share.
fn unique(kept: &Kept<'_, '_>) -> Option<Difference> {
    let (old, new) = (kept.old.column.unique, kept.new.column.unique);
    if old == new {
        return None;
    }
    let name = kept.name();
    let breaks = kept.breaks(|from, to| from.column.unique || !to.column.unique);
    let (message, fix) = if new {
        let message = format!("`{name}` becomes unique: rows that repeat a value are refused.");
        (message, format!("Keep `{name}` not unique."))
    } else {
        let message =
            format!("`{name}` is no longer unique: several rows may have the value that named one.");
        (message, format!("Keep `{name}` unique."))
    };
    Some(kept.difference(("/unique", false), "unique", (Change::Major, breaks), message, fix))
}

/// What is said about the values, and asks nothing of them.
fn words(kept: &Kept<'_, '_>) -> Vec<Difference> {
    let (name, old, new) = (kept.name(), kept.old.column, kept.new.column);
    let mut found = Vec::new();
    let mut push = |field, is_gone, rule, message| {
        found.push(kept.difference(
            (field, is_gone),
            rule,
            (Change::Minor, Breaks::NOTHING),
            message,
            String::new(),
        ));
    };
    if old.description != new.description {
        let message = format!("The description of `{name}` changes.");
        push("/description", new.description.is_none(), "description", message);
    }
    if old.unit != new.unit {
        let message = match (&old.unit, &new.unit) {
            (Some(before), Some(after)) => format!(
                "The unit of `{name}` changes from {before} to {after}: check that rows so far are meant so."
            ),
            (None, Some(after)) => format!("`{name}` has the unit {after}."),
            (before, _) => {
                format!("`{name}` no longer has the unit {}.", before.as_deref().unwrap_or_default())
            }
        };
        push("/unit", new.unit.is_none(), "unit", message);
    }
    if old.personal_data != new.personal_data {
        let message = if new.personal_data {
            format!("`{name}` is now personal data.")
        } else {
            format!("`{name}` is no longer personal data.")
        };
        push("/personalData", false, "personal-data", message);
    }
    found
}
