//! What a verdict tells: findings, versions, directions, words.
#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

mod support;

use domain::compatibility::{Change, Difference, Direction, Mode, differences, judge};
use domain::ids::Version;
use domain::table::{Column, Table};
use support::{column, required, table};

fn version(minor: u32) -> Version {
    Version { major: 1, minor }
}

/// The only difference of two forms of one column.
fn between(old: Column, new: Column) -> Difference {
    let mut found = differences(&table(vec![old]), &table(vec![new]));
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn words(one: &Difference) -> (&str, Option<&str>) {
    (&one.message, one.fix.as_deref())
}

#[test]
fn a_table_without_an_earlier_version_is_an_added_one() {
    let verdict = judge(Mode::FullTransitive, &[], &table(vec![column("x", "int")]));
    assert!(verdict.compatible && verdict.findings.is_empty());
    assert_eq!((verdict.change, verdict.direction), (Change::Minor, Some(Direction::Full)));
}

#[test]
fn the_same_table_is_no_change() {
    let same = table(vec![column("x", "int")]);
    let verdict = judge(Mode::Full, &[(version(0), &same)], &same);
    assert!(verdict.compatible && verdict.findings.is_empty());
    assert_eq!((verdict.change, verdict.direction), (Change::None, Some(Direction::Full)));
}

#[test]
fn the_direction_is_told_whatever_the_mode() {
    let old = table(vec![column("x", "int")]);
    let cases: [(Table, Option<Direction>); 4] = [
        (table(vec![column("x", "int"), column("y", "int")]), Some(Direction::Full)),
        (table(vec![column("x", "bigint")]), Some(Direction::Backward)),
        (table(vec![required("x", "int")]), Some(Direction::Forward)),
        (table(vec![column("x", "date")]), None),
    ];
    for (new, direction) in cases {
        let verdict = judge(Mode::None, &[(version(0), &old)], &new);
        assert!(verdict.compatible && verdict.findings.iter().all(|finding| !finding.is_refused));
        assert_eq!(verdict.direction, direction);
    }
}

#[test]
fn all_of_the_latest_is_told_and_of_older_versions_what_is_refused_once() {
    let first = table(vec![column("x", "int"), column("gone", "int")]);
    let second = table(vec![column("x", "bigint")]);
    let third = table(vec![column("x", "bigint"), column("y", "int")]);
    let mut new = table(vec![required("x", "bigint"), column("y", "int")]);
    new.table_description.push('!');
    let earlier = [(version(0), &first), (version(1), &second), (version(2), &third)];

    let verdict = judge(Mode::BackwardTransitive, &earlier, &new);
    let told: Vec<(Version, &str, bool)> = verdict
        .findings
        .iter()
        .map(|finding| (finding.version, finding.difference.rule, finding.is_refused))
        .collect();
    assert_eq!(
        told,
        [
            (version(2), "description", false),
            (version(2), "nullable", true),
            (version(0), "column-removed", true)
        ]
    );
    assert_eq!((verdict.compatible, verdict.change), (false, Change::Major));

    let latest_alone = judge(Mode::Backward, &earlier, &new);
    assert_eq!(latest_alone.findings, verdict.findings[..2]);
}

#[test]
fn what_is_gone_is_pointed_at_in_the_old_definition() {
    let old = table(vec![column("a", "int"), Column { minimum: Some(1.0), ..column("x", "int") }]);
    let new = table(vec![column("x", "int"), column("y", "date")]);
    let told: Vec<(String, &str)> =
        differences(&old, &new).into_iter().map(|one| (one.pointer, one.rule)).collect();
    let expected =
        [("/columns/1", "column-added"), ("/columns/0", "column-removed"), ("/columns/1/minimum", "minimum")];
    assert_eq!(told, expected.map(|(pointer, rule)| (pointer.to_owned(), rule)));

    let mut mapped = new.clone();
    mapped.column_map.insert("a/b~c".to_owned(), "y".to_owned());
    assert_eq!(differences(&mapped, &new)[0].pointer, "/columnMap/a~1b~0c");
}

#[test]
fn a_rename_is_told_as_one() {
    let old = table(vec![column("n", "int"), column("temp", "double"), required("m", "int")]);
    let new = table(vec![column("n", "int"), column("temperature", "double"), required("p", "date")]);
    let found = differences(&old, &new);
    let of = |name: &str| words(found.iter().find(|one| one.column.as_deref() == Some(name)).unwrap());
    assert_eq!(
        of("temp"),
        (
            "The column `temp` is gone, and `temperature` has its type and settings: this looks like a rename.",
            Some("Keep `temp` and add `temperature` as a nullable column beside it.")
        )
    );
    assert_eq!(of("temperature"), ("The column `temperature` is new.", None));
    assert_eq!(
        of("m"),
        (
            "The column `m` is gone: rows that bring it are refused, and readers miss its value.",
            Some("Keep `m`.")
        )
    );

    // One new column is the new name of one old column only.
    let two = table(vec![column("a", "int"), column("b", "int")]);
    let renames = differences(&two, &table(vec![column("c", "int")]));
    assert_eq!(renames.iter().filter(|one| one.message.contains("rename")).count(), 1);
}

#[test]
fn the_words_name_values_of_the_definitions() {
    let narrower = between(column("x", "int"), column("x", "tinyint"));
    assert_eq!(
        words(&narrower),
        (
            "The type of `x` changes from int to tinyint, which does not take all values it had.",
            Some("Keep int, or add a nullable column of the type tinyint beside `x`.")
        )
    );
    let crossed = between(column("x", "decimal(5,2)"), column("x", "decimal(5,3)"));
    assert_eq!(
        crossed.fix.as_deref(),
        Some("Keep decimal(5,2), or choose decimal(6,3), which takes the values of both.")
    );
    let bounded = |minimum| Column { minimum: Some(minimum), ..column("x", "double") };
    assert_eq!(
        words(&between(bounded(-1e300), bounded(0.5))),
        ("The minimum of `x` changes from -1e300 to 0.5.", Some("Keep the minimum of `x` at -1e300."))
    );
    let listed = |list: &[&str]| Column {
        allowed: Some(list.iter().map(ToString::to_string).collect()),
        ..column("x", "string")
    };
    assert_eq!(
        words(&between(listed(&["a", "b", "c", "d", "e", "f", "g", "h"]), listed(&["h", "i"]))),
        (
            "The enum of `x` loses `a`, `b`, `c`, `d`, `e` and 2 more and gains `i`.",
            Some("Keep `a`, `b`, `c`, `d`, `e` and 2 more in the enum of `x`.")
        )
    );
}
