//! Every cell of the tables of `COMPATIBILITY.md` about modes, columns and tables, held against the code.
#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

#[path = "support/document.rs"]
mod document;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use domain::compatibility::{Breaks, Change, Difference, Mode, differences, judge, product_differences};
use domain::ids::Version;
use domain::table::{Column, Table};
use support::{column, required, table};

type Edit = fn(&mut Table);

/// A table that has one of everything.
fn base() -> Table {
    Table {
        time_column: Some("at".to_owned()),
        keys: vec!["cell".to_owned(), "at".to_owned()],
        column_map: BTreeMap::from([
            ("Cell".to_owned(), "cell".to_owned()),
            ("n".to_owned(), "n".to_owned()),
        ]),
        ..table(vec![
            required("at", "timestamp"),
            required("cell", "varchar(10)"),
            required("day", "date"),
            column("n", "int"),
            column("f", "float"),
            column("code", "char(5)"),
            column("note", "string"),
        ])
    }
}

fn edit(table: &mut Table, name: &str, change: impl FnOnce(&mut Column)) {
    change(table.columns.iter_mut().find(|column| column.name == name).unwrap());
}

fn drop_column(table: &mut Table, name: &str) {
    table.columns.retain(|column| column.name != name);
    table.column_map.retain(|_, column| column != name);
}

fn list(values: &[&str]) -> Option<Vec<String>> {
    Some(values.iter().map(ToString::to_string).collect())
}

fn keep(_: &mut Table) {}

/// From which table to which one the change of a line leads.
fn example(rule: &str, change: &str) -> (Edit, Edit) {
    match (rule, change) {
        ("column-added", "nullable") => (keep, |t| t.columns.push(column("y", "int"))),
        ("column-added", "nullable and unique") => {
            (keep, |t| t.columns.push(Column { unique: true, ..column("y", "int") }))
        }
        ("column-added", "not nullable") => (keep, |t| t.columns.push(required("y", "int"))),
        ("column-removed", "nullable") => (keep, |t| drop_column(t, "note")),
        ("column-removed", "not nullable") => (keep, |t| drop_column(t, "day")),
        ("column-order", "another order") => (keep, |t| t.columns.reverse()),
        ("nullable", "granted") => (keep, |t| edit(t, "day", |c| c.nullable = true)),
        ("nullable", "taken away") => (keep, |t| edit(t, "n", |c| c.nullable = false)),

        ("minimum", "added") => (keep, |t| edit(t, "n", |c| c.minimum = Some(1.0))),
        ("minimum", "added, below the least of the type") => {
            (keep, |t| edit(t, "n", |c| c.minimum = Some(-2_147_483_648.5)))
        }
        ("minimum", "raised") => {
            (|t| edit(t, "n", |c| c.minimum = Some(1.0)), |t| edit(t, "n", |c| c.minimum = Some(2.0)))
        }
        ("minimum", "lowered") => {
            (|t| edit(t, "n", |c| c.minimum = Some(1.0)), |t| edit(t, "n", |c| c.minimum = Some(0.0)))
        }
        ("minimum", "removed") => {
            (|t| edit(t, "n", |c| c.minimum = Some(1.0)), |t| edit(t, "n", |c| c.minimum = None))
        }
        ("minimum", "kept while float becomes double") => (
            |t| edit(t, "f", |c| c.minimum = Some(0.1)),
            |t| edit(t, "f", |c| c.column_type = "double".parse().unwrap()),
        ),
        ("maximum", "added") => (keep, |t| edit(t, "n", |c| c.maximum = Some(1.0))),
        ("maximum", "added, above the most of the type") => {
            (keep, |t| edit(t, "n", |c| c.maximum = Some(2_147_483_647.0)))
        }
        ("maximum", "lowered") => {
            (|t| edit(t, "n", |c| c.maximum = Some(1.0)), |t| edit(t, "n", |c| c.maximum = Some(0.0)))
        }
        ("maximum", "raised") => {
            (|t| edit(t, "n", |c| c.maximum = Some(1.0)), |t| edit(t, "n", |c| c.maximum = Some(2.0)))
        }
        ("maximum", "removed") => {
            (|t| edit(t, "n", |c| c.maximum = Some(1.0)), |t| edit(t, "n", |c| c.maximum = None))
        }
        ("maximum", "kept while float becomes double") => (
            |t| edit(t, "f", |c| c.maximum = Some(0.1)),
            |t| edit(t, "f", |c| c.column_type = "double".parse().unwrap()),
        ),
        ("max-length", "added") => (keep, |t| edit(t, "code", |c| c.max_length = Some(4))),
        ("max-length", "added, not below the n of char(n)") => {
            (keep, |t| edit(t, "code", |c| c.max_length = Some(5)))
        }
        ("max-length", "lowered") => {
            (|t| edit(t, "note", |c| c.max_length = Some(2)), |t| edit(t, "note", |c| c.max_length = Some(1)))
        }
        ("max-length", "raised") => {
            (|t| edit(t, "note", |c| c.max_length = Some(2)), |t| edit(t, "note", |c| c.max_length = Some(3)))
        }
        ("max-length", "raised beyond the n of char(n)") => {
            (|t| edit(t, "code", |c| c.max_length = Some(5)), |t| edit(t, "code", |c| c.max_length = Some(6)))
        }
        ("max-length", "removed") => {
            (|t| edit(t, "note", |c| c.max_length = Some(2)), |t| edit(t, "note", |c| c.max_length = None))
        }
        ("max-bytes", "a long text becomes unique") => (keep, |t| edit(t, "note", |c| c.unique = true)),
        ("max-bytes", "a long text is no longer unique") => {
            (|t| edit(t, "note", |c| c.unique = true), |t| edit(t, "note", |c| c.unique = false))
        }
        ("max-bytes", "a second long text joins the key") => (
            |t| edit(t, "cell", |c| c.column_type = "varchar(2000)".parse().unwrap()),
            |t| {
                t.columns.push(required("other", "string"));
                t.keys.push("other".to_owned());
            },
        ),
        ("pattern", "added") => (keep, |t| edit(t, "note", |c| c.pattern = Some("a".to_owned()))),
        ("pattern", "another") => (
            |t| edit(t, "note", |c| c.pattern = Some("a".to_owned())),
            |t| edit(t, "note", |c| c.pattern = Some("a|b".to_owned())),
        ),
        ("pattern", "removed") => (
            |t| edit(t, "note", |c| c.pattern = Some("a".to_owned())),
            |t| edit(t, "note", |c| c.pattern = None),
        ),
        ("enum", "added") => (keep, |t| edit(t, "n", |c| c.allowed = list(&["1", "2"]))),
        ("enum", "gains values") => (
            |t| edit(t, "n", |c| c.allowed = list(&["1", "2"])),
            |t| edit(t, "n", |c| c.allowed = list(&["3", "2", "1"])),
        ),
        ("enum", "loses values") => (
            |t| edit(t, "n", |c| c.allowed = list(&["1", "2"])),
            |t| edit(t, "n", |c| c.allowed = list(&["2"])),
        ),
        ("enum", "gains and loses values") => (
            |t| edit(t, "note", |c| c.allowed = list(&["a", "b"])),
            |t| edit(t, "note", |c| c.allowed = list(&["a", "B"])),
        ),
        ("enum", "the same values in another order or spelling") => (
            |t| edit(t, "n", |c| c.allowed = list(&["1", "2"])),
            |t| edit(t, "n", |c| c.allowed = list(&["+2", "01"])),
        ),
        ("enum", "removed") => {
            (|t| edit(t, "n", |c| c.allowed = list(&["1", "2"])), |t| edit(t, "n", |c| c.allowed = None))
        }
        ("unique", "added") => (keep, |t| edit(t, "n", |c| c.unique = true)),
        ("unique", "removed") => {
            (|t| edit(t, "n", |c| c.unique = true), |t| edit(t, "n", |c| c.unique = false))
        }
        ("description", "of a column") => {
            (keep, |t| edit(t, "n", |c| c.description = Some("how many".to_owned())))
        }
        ("unit", "another") => (
            |t| edit(t, "f", |c| c.unit = Some("mV".to_owned())),
            |t| edit(t, "f", |c| c.unit = Some("V".to_owned())),
        ),
        ("personal-data", "either way") => (keep, |t| edit(t, "n", |c| c.personal_data = true)),

        ("description", "of the table") => (keep, |t| t.table_description.push('!')),
        ("time-column", "added") => (|t| t.time_column = None, |t| t.time_column = Some("at".to_owned())),
        ("time-column", "another") => (keep, |t| t.time_column = Some("day".to_owned())),
        ("time-column", "removed") => (keep, |t| t.time_column = None),
        ("keys", "added") => (|t| t.keys.clear(), |t| t.keys.push("day".to_owned())),
        ("keys", "another column") => (keep, |t| t.keys[1] = "day".to_owned()),
        ("keys", "one column more") => (keep, |t| t.keys.push("day".to_owned())),
        ("keys", "one column less") => (keep, |t| drop(t.keys.pop())),
        ("keys", "the same columns in another order") => (keep, |t| t.keys.reverse()),
        ("keys", "removed") => (keep, |t| t.keys.clear()),
        ("column-map", "a header added") => {
            (keep, |t| drop(t.column_map.insert("Note/~".to_owned(), "note".to_owned())))
        }
        ("column-map", "a header added that is the name of another column") => {
            (keep, |t| drop(t.column_map.insert("note".to_owned(), "code".to_owned())))
        }
        ("column-map", "a header that leads to another column") => {
            (keep, |t| drop(t.column_map.insert("Cell".to_owned(), "note".to_owned())))
        }
        // One entry goes and one comes.
        ("column-map", "a header with blanks around it instead, which do not count") => (
            |t| t.column_map = BTreeMap::from([("Cell".to_owned(), "cell".to_owned())]),
            |t| t.column_map = BTreeMap::from([(" Cell\t".to_owned(), "cell".to_owned())]),
        ),
        ("column-map", "a header removed") => (keep, |t| drop(t.column_map.remove("Cell"))),
        ("column-map", "a header removed that is the name of its column") => {
            (keep, |t| drop(t.column_map.remove("n")))
        }
        _ => panic!("the document has a line without an example: {rule}, {change}"),
    }
}

/// Differences of these other rules come along with a change of a rule.
fn comes_along(rule: &str, other: &str) -> bool {
    matches!(
        (rule, other),
        ("minimum" | "maximum", "type") | ("max-bytes", "unique" | "keys" | "column-added")
    )
}

fn cells(difference: &Difference) -> [String; 3] {
    let step = match difference.change {
        Change::None => "none",
        Change::Minor => "minor",
        Change::Major => "major",
    };
    let word = |is_broken| if is_broken { "breaks" } else { "keeps" };
    [step, word(difference.breaks.backward), word(difference.breaks.forward)].map(str::to_owned)
}

/// Whether a pointer leads to something in the JSON form of a table.
fn leads_somewhere(table: &Table, pointer: &str) -> bool {
    serde_json::to_value(table).unwrap().pointer(pointer).is_some()
}

#[test]
fn every_line_about_columns_and_tables_is_true() {
    let lines = ["Columns", "Tables"].map(|heading| document::table_of(heading)[1..].to_vec()).concat();
    let mut seen = BTreeSet::new();
    for line in &lines {
        let [rule, change, expected @ ..] = &line[..] else { panic!("{line:?}") };
        assert!(seen.insert((rule, change)), "twice: {line:?}");
        let one = match rule.as_str() {
            "table-added" | "table-removed" => {
                let few = BTreeMap::from([("a".to_owned(), base())]);
                let many = BTreeMap::from([("a".to_owned(), base()), ("b".to_owned(), base())]);
                let (old, new) = if rule == "table-added" { (&few, &many) } else { (&many, &few) };
                let mut found = product_differences(old, new);
                assert_eq!(found.len(), 1);
                let (name, one) = found.remove(0);
                assert_eq!(name, "b");
                one
            }
            _ => {
                let (before, after) = example(rule, change);
                let mut old = base();
                before(&mut old);
                let mut new = old.clone();
                after(&mut new);
                assert_eq!((old.check(), new.check()), (vec![], vec![]), "{line:?}");
                let found = differences(&old, &new);
                let (mut of_rule, others): (Vec<_>, Vec<_>) =
                    found.into_iter().partition(|one| one.rule == rule);
                assert!(others.iter().all(|other| comes_along(rule, other.rule)), "{line:?}: {others:?}");
                assert!(!of_rule.is_empty(), "{line:?}");
                assert!(
                    of_rule.iter().all(|other| cells(other) == cells(&of_rule[0])),
                    "{line:?}: {of_rule:?}"
                );
                assert_eq!(
                    of_rule.len(),
                    1 + usize::from(change.contains("blanks")),
                    "{line:?}: {of_rule:?}"
                );
                let one = of_rule.remove(0);
                let serialized = leads_somewhere(&new, &one.pointer) || leads_somewhere(&old, &one.pointer);
                assert!(serialized, "{one:?}");
                one
            }
        };
        assert_eq!(one.rule, rule);
        assert_eq!(cells(&one), expected, "{line:?}: {one:?}");
        assert_eq!(one.fix.is_some(), one.breaks.any() || one.change == Change::Major, "{one:?}");
        assert!(
            one.message.ends_with('.') && one.fix.as_ref().is_none_or(|fix| fix.ends_with('.')),
            "{one:?}"
        );
        if let Some(name) = &one.column {
            assert!(one.message.contains(&format!("`{name}`")), "{one:?}");
        }
    }
    assert_eq!(seen.len(), 61);
}

#[test]
fn every_line_about_modes_is_true() {
    let lines = document::table_of("Modes");
    let names: Vec<&str> = lines[1..].iter().map(|line| line[0].as_str()).collect();
    assert_eq!(names, Mode::ALL.map(Mode::as_str));
    let version = |minor| Version { major: 1, minor };
    let plain = table(vec![column("x", "int")]);
    let strict = table(vec![required("x", "int")]);
    for line in &lines[1..] {
        let mode: Mode = line[0].parse().unwrap();
        assert_eq!(mode.to_string(), line[0]);
        assert_eq!(mode.is_transitive(), line[1] == "every earlier version");
        let compatible = |earlier: &[(Version, &Table)], new| judge(mode, earlier, new).compatible;
        // Granting null breaks FORWARD alone, taking it away breaks BACKWARD alone.
        assert_eq!(compatible(&[(version(0), &plain)], &strict), line[2] == "no", "{line:?}");
        assert_eq!(compatible(&[(version(0), &strict)], &plain), line[3] == "no", "{line:?}");
        for (breaks, cell) in [
            (Breaks { backward: true, forward: false }, &line[2]),
            (Breaks { backward: false, forward: true }, &line[3]),
        ] {
            assert_eq!(mode.refuses(breaks), cell == "yes");
        }
        let in_between = [(version(0), &plain), (version(1), &strict)];
        let asks_backward_of_all = line[2] == "yes" && mode.is_transitive();
        assert_eq!(compatible(&in_between, &strict), !asks_backward_of_all, "{line:?}");
        let other = [(version(0), &strict), (version(1), &plain)];
        let asks_forward_of_all = line[3] == "yes" && mode.is_transitive();
        assert_eq!(compatible(&other, &plain), !asks_forward_of_all, "{line:?}");
    }
    assert!("backward".parse::<Mode>().is_err() && "".parse::<Mode>().is_err());
}
