//! The rules of what narrows the values of a column: bounds, lengths, pattern, enum.

use std::collections::HashSet;
use std::hash::Hash;

use super::column_rules::{Kept, Side};
use super::wording::{list, number};
use super::{Breaks, Change, Difference};
use crate::rows::number::integer_of;
use crate::table::Column;

pub(super) fn compare(kept: &Kept<'_, '_>, found: &mut Vec<Difference>) {
    found.extend(bound(kept, &MINIMUM));
    found.extend(bound(kept, &MAXIMUM));
    found.extend(max_length(kept));
    found.extend(max_bytes(kept));
    found.extend(pattern(kept));
    found.extend(allowed(kept));
}

/// One of the two bounds of numbers.
struct Bound {
    rule: &'static str,
    of: fn(&Column) -> Option<f64>,
    is_looser: fn(f64, f64) -> bool,
    /// Whether all that one column holds satisfies this bound of another.
    is_met: fn(&Side<'_>, &Column, f64) -> bool,
}

const MINIMUM: Bound = Bound {
    rule: "minimum",
    of: |column| column.minimum,
    is_looser: |old, new| new < old,
    is_met: |from, to, bound| from.reach.fits_minimum(to.column_type, bound),
};

const MAXIMUM: Bound = Bound {
    rule: "maximum",
    of: |column| column.maximum,
    is_looser: |old, new| new > old,
    is_met: |from, to, bound| from.reach.fits_maximum(to.column_type, bound),
};

/// Another type may compare with the same bound in another way: a float is rounded first.
fn bound(kept: &Kept<'_, '_>, bound: &Bound) -> Option<Difference> {
    let Bound { rule, .. } = *bound;
    let (old, new) = ((bound.of)(kept.old.column), (bound.of)(kept.new.column));
    let breaks = kept
        .breaks(|from, to| (bound.of)(to.column).is_none_or(|limit| (bound.is_met)(from, to.column, limit)));
    let name = kept.name();
    let (change, message) = match (old, new) {
        (None, None) => return None,
        (Some(old), Some(new)) if old == new => {
            if !kept.is_retyped() || !breaks.any() {
                return None;
            }
            let (before, after) = (kept.old.column.column_type, kept.new.column.column_type);
            let message = format!(
                "The {rule} of `{name}` is still {}, but {before} and {after} do not compare with it alike.",
                number(old)
            );
            (Change::Major, message)
        }
        (Some(old), Some(new)) => {
            let change = if (bound.is_looser)(old, new) { Change::Minor } else { Change::Major };
            let message = format!("The {rule} of `{name}` changes from {} to {}.", number(old), number(new));
            (change, message)
        }
        (None, Some(new)) => (Change::Major, format!("`{name}` has a {rule} now, {}.", number(new))),
        (Some(old), None) => {
            (Change::Minor, format!("`{name}` no longer has a {rule}; it was {}.", number(old)))
        }
    };
    let fix = match old {
        Some(_) if old == new => format!("Keep the type of `{name}`, or leave its {rule} out."),
        Some(old) => format!("Keep the {rule} of `{name}` at {}.", number(old)),
        None => format!("Leave the {rule} of `{name}` out."),
    };
    let field = format!("/{rule}");
    Some(kept.difference((&field, new.is_none()), rule, (change, breaks), message, fix))
}

/// A type with a length limits a text too, so that a longer `maxLength` may be none in fact.
fn max_length(kept: &Kept<'_, '_>) -> Option<Difference> {
    let (old, new) = (kept.old.column.max_length, kept.new.column.max_length);
    let name = kept.name();
    let (change, message) = match (old, new) {
        _ if old == new => return None,
        (Some(old), Some(new)) => {
            let change = if new > old { Change::Minor } else { Change::Major };
            (change, format!("The maxLength of `{name}` changes from {old} to {new}."))
        }
        (Some(old), None) => (Change::Minor, format!("`{name}` no longer has a maxLength; it was {old}.")),
        (None, new) => (Change::Major, format!("`{name}` has a maxLength now, {}.", new.unwrap_or_default())),
    };
    let breaks = kept.breaks(|from, to| {
        to.column.max_length.is_none_or(|limit| from.reach.fits_characters(limit as usize))
    });
    let fix = match old {
        Some(old) => format!("Keep the maxLength of `{name}` at {old}."),
        None => format!("Leave the maxLength of `{name}` out."),
    };
    Some(kept.difference(("/maxLength", new.is_none()), "max-length", (change, breaks), message, fix))
}

/// What an index leaves to a text follows from `unique` and `keys`, and matters only to columns with long texts.
fn max_bytes(kept: &Kept<'_, '_>) -> Option<Difference> {
    if !kept.old.column.column_type.is_text() || !kept.new.column.column_type.is_text() {
        return None;
    }
    let breaks = kept.breaks(|from, to| to.max_bytes.is_none_or(|limit| from.reach.fits_bytes(limit)));
    if !breaks.any() {
        return None;
    }
    let name = kept.name();
    let limit = |side: &Side<'_>| match side.max_bytes {
        Some(bytes) => format!("at most {bytes} bytes"),
        None => "any number of bytes".to_owned(),
    };
    let message = format!(
        "Texts of `{name}` may have {} instead of {}, for unique columns and keys share the space of an index.",
        limit(kept.new),
        limit(kept.old)
    );
    let fix = match kept.new.max_bytes {
        Some(bytes) if breaks.backward => {
            format!("Keep the keys and unique columns; {} characters would always fit `{name}`.", bytes / 4)
        }
        _ => "Keep the keys and unique columns.".to_owned(),
    };
    Some(kept.difference(("", false), "max-bytes", (Change::Major, breaks), message, fix))
}

/// Whether one pattern matches all that another does cannot be told: any other pattern is taken for another one.
fn pattern(kept: &Kept<'_, '_>) -> Option<Difference> {
    let (old, new) = (kept.old.column.pattern.as_deref(), kept.new.column.pattern.as_deref());
    if old == new {
        return None;
    }
    let breaks =
        kept.breaks(|from, to| to.column.pattern.is_none() || from.column.pattern == to.column.pattern);
    let name = kept.name();
    let change = if new.is_none() { Change::Minor } else { Change::Major };
    let (message, fix) = match (old, new) {
        (Some(old), Some(new)) => (
            format!("The pattern of `{name}` changes from `{old}` to `{new}`, which may match other texts."),
            format!("Keep the pattern `{old}`."),
        ),
        (Some(old), None) => (
            format!("`{name}` no longer has the pattern `{old}`: readers may meet other texts."),
            format!("Keep the pattern `{old}`."),
        ),
        (None, new) => (
            format!(
                "`{name}` has the pattern `{}` now: texts that do not match it are refused.",
                new.unwrap_or_default()
            ),
            format!("Leave the pattern of `{name}` out."),
        ),
    };
    Some(kept.difference(("/pattern", new.is_none()), "pattern", (change, breaks), message, fix))
}

/// Whole numbers are compared as numbers, however they are spelled.
fn allowed(kept: &Kept<'_, '_>) -> Option<Difference> {
    let (old, new) = (kept.old.column, kept.new.column);
    if old.allowed == new.allowed {
        return None;
    }
    let (dropped, added) = if old.column_type.is_integer() && new.column_type.is_integer() {
        compare_lists(old, new, |column, text| integer_of(column.column_type, text))
    } else {
        compare_lists(old, new, |_, text| Some(text.to_owned()))
    };
    let name = kept.name();
    let fix = match &old.allowed {
        Some(_) if dropped.is_empty() => format!("Keep the enum of `{name}` as it is."),
        Some(_) => format!("Keep {} in the enum of `{name}`.", list(&dropped)),
        None => format!("Leave the enum of `{name}` out."),
    };
    let (change, breaks, message) = match (&old.allowed, &new.allowed) {
        (None, _) => (
            Change::Major,
            Breaks { backward: true, forward: false },
            format!("`{name}` has an enum now: {}.", list(&added)),
        ),
        (_, None) => (
            Change::Minor,
            Breaks { backward: false, forward: true },
            format!("`{name}` no longer has an enum; it was {}.", list(&dropped)),
        ),
        (Some(_), Some(_)) => {
            let breaks = Breaks { backward: !dropped.is_empty(), forward: !added.is_empty() };
            let change = if breaks.backward { Change::Major } else { Change::Minor };
            let message = match (breaks.backward, breaks.forward) {
                (true, true) => {
                    format!("The enum of `{name}` loses {} and gains {}.", list(&dropped), list(&added))
                }
                (true, false) => format!("The enum of `{name}` loses {}.", list(&dropped)),
                (false, true) => format!("The enum of `{name}` gains {}.", list(&added)),
                (false, false) => format!("The enum of `{name}` lists the same values in another way."),
            };
            (change, breaks, message)
        }
    };
    Some(kept.difference(("/enum", new.allowed.is_none()), "enum", (change, breaks), message, fix))
}

/// The values that only the old enum lists, and those that only the new one lists.
fn compare_lists<'t, T: Hash + Eq>(
    old: &'t Column,
    new: &'t Column,
    value_of: impl Fn(&Column, &str) -> Option<T>,
) -> (Vec<&'t str>, Vec<&'t str>) {
    let values = |column: &Column| -> HashSet<T> {
        column.allowed.iter().flatten().filter_map(|text| value_of(column, text)).collect()
    };
    let only_in = |column: &'t Column, others: HashSet<T>| {
        let is_missing = |text: &&String| value_of(column, text).is_none_or(|value| !others.contains(&value));
        column.allowed.iter().flatten().filter(is_missing).map(String::as_str).collect()
    };
    (only_in(old, values(new)), only_in(new, values(old)))
}
