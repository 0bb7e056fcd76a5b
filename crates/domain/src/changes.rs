//! What a change of a table means for its version.

use std::collections::{BTreeMap, BTreeSet};

use crate::table::{Column, Table};

/// How far a change reaches; of several, the strongest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Nothing but the order of the columns.
    None,
    /// Every stored row and every producer still fits.
    Minor,
    /// Stored rows, producers or readers may no longer fit.
    Major,
}

/// Judges the step from one definition of a table to another.
///
/// A change of `unique`, either way, is major: it would add or drop an index of the stored table, and the
/// tables of one major version all share their indexes. So is any change of type, also to a wider one.
pub fn classify(old: &Table, new: &Table) -> Change {
    let old_columns = by_name(&old.columns);
    let new_columns = by_name(&new.columns);

    let table = [
        minor_if(old.table_description != new.table_description || old.column_map != new.column_map),
        major_if(old.time_column != new.time_column),
        classify_keys(&old.keys, &new.keys),
    ];
    let kept_or_removed = old_columns.iter().map(|(name, column)| match new_columns.get(name) {
        Some(new_column) => classify_column(column, new_column),
        None => Change::Major,
    });
    let added = new_columns
        .iter()
        .filter(|(name, _)| !old_columns.contains_key(*name))
        .map(|(_, column)| if column.nullable && !column.unique { Change::Minor } else { Change::Major });
    table.into_iter().chain(kept_or_removed).chain(added).max().unwrap_or(Change::None)
}

fn by_name(columns: &[Column]) -> BTreeMap<&str, &Column> {
    columns.iter().map(|column| (column.name.as_str(), column)).collect()
}

/// The same columns in another order name the same rows.
fn classify_keys(old: &[String], new: &[String]) -> Change {
    let same_columns = old.iter().collect::<BTreeSet<_>>() == new.iter().collect::<BTreeSet<_>>();
    if same_columns { minor_if(old != new) } else { Change::Major }
}

fn classify_column(old: &Column, new: &Column) -> Change {
    [
        major_if(old.column_type != new.column_type),
        major_if(old.unique != new.unique),
        major_if(old.nullable && !new.nullable),
        minor_if(!old.nullable && new.nullable),
        minor_if(
            old.description != new.description
                || old.unit != new.unit
                || old.personal_data != new.personal_data,
        ),
        classify_constraint(old.minimum.as_ref(), new.minimum.as_ref(), |old, new| new < old),
        classify_constraint(old.maximum.as_ref(), new.maximum.as_ref(), |old, new| new > old),
        classify_constraint(old.max_length.as_ref(), new.max_length.as_ref(), |old, new| new > old),
        // Whether one pattern matches all that another does cannot be told: any other pattern is narrower.
        classify_constraint(old.pattern.as_ref(), new.pattern.as_ref(), |_, _| false),
        classify_constraint(old.allowed.as_ref(), new.allowed.as_ref(), |old, new| {
            old.iter().all(|value| new.contains(value))
        }),
    ]
    .into_iter()
    .max()
    .unwrap_or(Change::None)
}

/// `is_looser` says whether everything the old constraint lets through, the new one lets through too.
fn classify_constraint<T: PartialEq>(
    old: Option<&T>,
    new: Option<&T>,
    is_looser: impl Fn(&T, &T) -> bool,
) -> Change {
    match (old, new) {
        (None, None) => Change::None,
        (None, Some(_)) => Change::Major,
        (Some(_), None) => Change::Minor,
        (Some(old), Some(new)) if old == new => Change::None,
        (Some(old), Some(new)) if is_looser(old, new) => Change::Minor,
        (Some(_), Some(_)) => Change::Major,
    }
}

fn minor_if(changed: bool) -> Change {
    if changed { Change::Minor } else { Change::None }
}

fn major_if(changed: bool) -> Change {
    if changed { Change::Major } else { Change::None }
}
