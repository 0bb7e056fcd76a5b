//! What a change of a table means for its version, cell by cell.

mod support;

use domain::compatibility::{Change, version_step};
use domain::table::{Column, Table};
use support::{column, required, table};

fn base() -> Table {
    Table {
        time_column: Some("at".to_owned()),
        keys: vec!["at".to_owned(), "cell".to_owned()],
        ..table(vec![
            required("at", "timestamp"),
            required("cell", "varchar(10)"),
            Column { unit: Some("mV".to_owned()), ..column("x", "double") },
        ])
    }
}

fn after(change: impl FnOnce(&mut Table)) -> Change {
    let old = base();
    let mut new = old.clone();
    change(&mut new);
    version_step(&old, &new)
}

/// From one form of a column to another.
fn between(kind: &str, old: impl FnOnce(&mut Column), new: impl FnOnce(&mut Column)) -> Change {
    let (mut before, mut after) = (column("x", kind), column("x", kind));
    old(&mut before);
    new(&mut after);
    version_step(&table(vec![before]), &table(vec![after]))
}

fn keep(_: &mut Column) {}

fn list(values: &[&str]) -> Option<Vec<String>> {
    Some(values.iter().map(ToString::to_string).collect())
}

#[test]
fn nothing_or_another_order_is_no_change() {
    assert_eq!(after(|_| {}), Change::None);
    assert_eq!(after(|table| table.columns.reverse()), Change::None);
}

#[test]
fn words_about_the_table_are_minor() {
    assert_eq!(after(|table| table.table_description.push('!')), Change::Minor);
    assert_eq!(after(|table| drop(table.column_map.insert("X".to_owned(), "x".to_owned()))), Change::Minor);
    assert_eq!(after(|table| table.columns[2].description = Some("new".to_owned())), Change::Minor);
    assert_eq!(after(|table| table.columns[2].unit = Some("V".to_owned())), Change::Minor);
    assert_eq!(after(|table| table.columns[2].personal_data = true), Change::Minor);
    assert_eq!(after(|table| table.keys.reverse()), Change::Minor);
}

#[test]
fn an_added_column_is_minor_when_every_row_fits_without_it() {
    assert_eq!(after(|table| table.columns.push(column("y", "int"))), Change::Minor);
    assert_eq!(after(|table| table.columns.push(required("y", "int"))), Change::Major);
    let unique = Column { unique: true, ..column("y", "int") };
    assert_eq!(after(|table| table.columns.push(unique)), Change::Major);
    assert_eq!(
        after(|table| {
            table.columns.push(required("y", "int"));
            table.keys.push("y".to_owned());
        }),
        Change::Major
    );
}

#[test]
fn removed_renamed_and_retyped_columns_are_major() {
    assert_eq!(after(|table| drop(table.columns.pop())), Change::Major);
    assert_eq!(after(|table| table.columns[2].name = "y".to_owned()), Change::Major);
    for kind in ["varchar(20)", "varchar(5)", "varchar", "string", "char(10)", "int"] {
        assert_eq!(
            after(|table| table.columns[1].column_type = kind.parse().unwrap()),
            Change::Major,
            "{kind}"
        );
    }
}

#[test]
fn keys_and_time_column_are_major() {
    assert_eq!(after(|table| drop(table.keys.pop())), Change::Major);
    assert_eq!(after(|table| table.keys.clear()), Change::Major);
    assert_eq!(after(|table| table.time_column = None), Change::Major);
}

#[test]
fn nullable_may_only_be_granted() {
    assert_eq!(between("int", |c| c.nullable = false, keep), Change::Minor);
    assert_eq!(between("int", keep, |c| c.nullable = false), Change::Major);
}

#[test]
fn unique_is_major_either_way() {
    assert_eq!(between("int", keep, |c| c.unique = true), Change::Major);
    assert_eq!(between("int", |c| c.unique = true, keep), Change::Major);
}

#[test]
fn minimum_may_fall_or_go() {
    assert_eq!(between("int", |c| c.minimum = Some(1.0), |c| c.minimum = Some(0.0)), Change::Minor);
    assert_eq!(between("int", |c| c.minimum = Some(1.0), keep), Change::Minor);
    assert_eq!(between("int", |c| c.minimum = Some(1.0), |c| c.minimum = Some(1.0)), Change::None);
    assert_eq!(between("int", |c| c.minimum = Some(1.0), |c| c.minimum = Some(2.0)), Change::Major);
    assert_eq!(between("int", keep, |c| c.minimum = Some(1.0)), Change::Major);
}

#[test]
fn maximum_may_rise_or_go() {
    assert_eq!(between("int", |c| c.maximum = Some(1.0), |c| c.maximum = Some(2.0)), Change::Minor);
    assert_eq!(between("int", |c| c.maximum = Some(1.0), keep), Change::Minor);
    assert_eq!(between("int", |c| c.maximum = Some(1.0), |c| c.maximum = Some(0.0)), Change::Major);
    assert_eq!(between("int", keep, |c| c.maximum = Some(1.0)), Change::Major);
}

#[test]
fn max_length_may_rise_or_go() {
    assert_eq!(between("string", |c| c.max_length = Some(1), |c| c.max_length = Some(2)), Change::Minor);
    assert_eq!(between("string", |c| c.max_length = Some(1), keep), Change::Minor);
    assert_eq!(between("string", |c| c.max_length = Some(2), |c| c.max_length = Some(1)), Change::Major);
    assert_eq!(between("string", keep, |c| c.max_length = Some(1)), Change::Major);
}

#[test]
fn a_pattern_may_only_go() {
    let pattern = |text: &str| Some(text.to_owned());
    assert_eq!(between("string", |c| c.pattern = pattern("a"), keep), Change::Minor);
    assert_eq!(
        between("string", |c| c.pattern = pattern("a"), |c| c.pattern = pattern("a|b")),
        Change::Major
    );
    assert_eq!(between("string", keep, |c| c.pattern = pattern("a")), Change::Major);
}

#[test]
fn an_enum_may_grow_or_go() {
    let from_ab =
        |new: Option<Vec<String>>| between("string", |c| c.allowed = list(&["a", "b"]), |c| c.allowed = new);
    assert_eq!(from_ab(list(&["c", "b", "a"])), Change::Minor);
    assert_eq!(from_ab(list(&["b", "a"])), Change::Minor);
    assert_eq!(from_ab(None), Change::Minor);
    assert_eq!(from_ab(list(&["a", "c", "d"])), Change::Major);
    assert_eq!(between("string", keep, |c| c.allowed = list(&["a"])), Change::Major);
}

#[test]
fn the_strongest_change_counts() {
    assert_eq!(
        after(|table| {
            table.table_description.push('!');
            table.columns.push(column("y", "int"));
            table.time_column = None;
        }),
        Change::Major
    );
    assert!(Change::None < Change::Minor && Change::Minor < Change::Major);
}
