//! The rules of what belongs to no single column: key, time column, headers, description, the table itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{Breaks, Change, Difference};
use crate::fault::pointer_step;
use crate::table::Table;

pub(super) fn differences(old: &Table, new: &Table) -> Vec<Difference> {
    let mut found = Vec::new();
    found.extend(description(old, new));
    found.extend(order(old, new));
    found.extend(time_column(old, new));
    found.extend(keys(old, new));
    found.extend(column_map(old, new));
    found
}

pub(super) fn added(name: &str) -> Difference {
    let message = format!("The table `{name}` is new.");
    Difference::new(
        None,
        String::new(),
        "table-added",
        (Change::Minor, Breaks::NOTHING),
        message,
        String::new(),
    )
}

pub(super) fn removed(name: &str) -> Difference {
    let breaks = Breaks { backward: true, forward: true };
    let message = format!("The table `{name}` is gone: it takes no more rows, and its readers find none.");
    let fix = format!("Keep the table `{name}`.");
    Difference::new(None, String::new(), "table-removed", (Change::Major, breaks), message, fix)
}

fn description(old: &Table, new: &Table) -> Option<Difference> {
    (old.table_description != new.table_description).then(|| {
        let effect = (Change::Minor, Breaks::NOTHING);
        let message = "The description of the table changes.".to_owned();
        Difference::new(None, "/tableDescription".to_owned(), "description", effect, message, String::new())
    })
}

/// Only the columns that both have can be in another order.
fn order(old: &Table, new: &Table) -> Option<Difference> {
    fn common<'t>(table: &'t Table, other: &Table) -> Vec<&'t str> {
        let names: BTreeSet<&str> = other.columns.iter().map(|column| column.name.as_str()).collect();
        table.columns.iter().map(|column| column.name.as_str()).filter(|name| names.contains(name)).collect()
    }
    (common(old, new) != common(new, old)).then(|| {
        let effect = (Change::None, Breaks::NOTHING);
        let message = "The columns are in another order.".to_owned();
        Difference::new(None, "/columns".to_owned(), "column-order", effect, message, String::new())
    })
}

/// Readers ask for rows by the time column; one that is new is one more thing they may ask for.
fn time_column(old: &Table, new: &Table) -> Option<Difference> {
    if old.time_column == new.time_column {
        return None;
    }
    let breaks = Breaks { backward: false, forward: old.time_column.is_some() };
    let (message, fix) = match (&old.time_column, &new.time_column) {
        (Some(before), Some(after)) => (
            format!("The time column is `{after}` instead of `{before}`: rows are read in another order."),
            format!("Keep `{before}` as the time column."),
        ),
        (Some(before), None) => (
            format!("`{before}` is no longer the time column: rows can no longer be read by it."),
            format!("Keep `{before}` as the time column."),
        ),
        (None, after) => (
            format!("`{}` becomes the time column.", after.as_deref().unwrap_or_default()),
            "Leave the time column out.".to_owned(),
        ),
    };
    let pointer = "/timeColumn".to_owned();
    Some(Difference::new(None, pointer, "time-column", (Change::Major, breaks), message, fix))
}

/// Rows that differ in a key differ in a key of more columns too, but not the other way round.
fn keys(old: &Table, new: &Table) -> Option<Difference> {
    if old.keys == new.keys {
        return None;
    }
    let (before, after): (BTreeSet<&String>, BTreeSet<&String>) =
        (old.keys.iter().collect(), new.keys.iter().collect());
    let told_apart = |by: &BTreeSet<&String>, also_by: &BTreeSet<&String>| {
        also_by.is_empty() || (!by.is_empty() && by.is_subset(also_by))
    };
    let breaks = Breaks { backward: !told_apart(&before, &after), forward: !told_apart(&after, &before) };
    let spelled = |keys: &[String]| {
        if keys.is_empty() { "no key".to_owned() } else { format!("the key `{}`", keys.join(", ")) }
    };
    let consequence = match (breaks.backward, breaks.forward) {
        (true, true) => ": rows it told apart may now have the same key, and the other way round",
        (true, false) => ": rows that were accepted may now have the same key",
        (false, true) => ": several rows may now have the key that named one",
        (false, false) => ", the same columns in another order",
    };
    let message =
        format!("The table has {} instead of {}{consequence}.", spelled(&new.keys), spelled(&old.keys));
    let fix = if old.keys.is_empty() {
        "Leave the key out.".to_owned()
    } else {
        format!("Keep {}.", spelled(&old.keys))
    };
    let change = if before == after { Change::Minor } else { Change::Major };
    let effect = (change, breaks);
    Some(Difference::new(None, "/keys".to_owned(), "keys", effect, message, fix))
}

/// A header leads where the map says, or else to the column of its name. Only producers know headers.
fn column_map(old: &Table, new: &Table) -> Vec<Difference> {
    if old.column_map == new.column_map {
        return Vec::new();
    }
    let (old_map, new_map) = (trimmed(old), trimmed(new));
    let headers: BTreeSet<&String> = old.column_map.keys().chain(new.column_map.keys()).collect();
    let changed =
        headers.into_iter().filter(|header| old.column_map.get(*header) != new.column_map.get(*header));
    changed
        .map(|header| {
            let (before, after) =
                (leads_to(old, &old_map, header.trim()), leads_to(new, &new_map, header.trim()));
            let backward = before.is_some() && before != after;
            let message = match (before, after) {
                (Some(before), Some(after)) if before == after => {
                    format!("The header `{header}` leads to the column `{after}` as before.")
                }
                (Some(before), Some(after)) => {
                    format!("The header `{header}` leads to the column `{after}` instead of `{before}`.")
                }
                (Some(before), None) => {
                    format!(
                        "The header `{header}` no longer leads to the column `{before}`: files with it are refused."
                    )
                }
                (None, after) => {
                    format!("The header `{header}` leads to the column `{}`.", after.unwrap_or_default())
                }
            };
            let fix = match old.column_map.get(header) {
                Some(column) => format!("Keep the header `{header}` for the column `{column}`."),
                None => format!("Leave the header `{header}` out of the columnMap."),
            };
            let effect = (Change::Minor, Breaks { backward, forward: false });
            let pointer = format!("/columnMap/{}", pointer_step(header));
            Difference::new(before.or(after), pointer, "column-map", effect, message, fix)
        })
        .collect()
}

/// The map as files are read with it: blanks around a header do not count.
fn trimmed(table: &Table) -> BTreeMap<&str, &str> {
    table.column_map.iter().map(|(header, column)| (header.trim(), column.as_str())).collect()
}

fn leads_to<'t>(table: &'t Table, map: &BTreeMap<&str, &'t str>, header: &str) -> Option<&'t str> {
    let by_name =
        || table.columns.iter().find(|column| column.name == header).map(|column| column.name.as_str());
    map.get(header).copied().or_else(by_name)
}
