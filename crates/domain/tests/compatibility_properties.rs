//! What a verdict promises about rows, held against the judge of rows.
#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

#[path = "support/changing_tables.rs"]
mod changing_tables;
#[path = "support/edges.rs"]
mod edges;
mod support;

use std::cell::RefCell;
use std::collections::BTreeMap;

use changing_tables::{mutation, some_table, sound};
use domain::compatibility::{Direction, Mode, differences, judge, version_step};
use domain::ids::Version;
use domain::rows::judge::Judge;
use domain::rows::out::write_csv_row;
use domain::rows::value::Value;
use domain::rows::{Format, RowOptions};
use domain::table::Table;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use support::{read_rows, read_with, same_value};

/// A row as JSON texts by column; what is left out is not in it.
type Row = BTreeMap<String, String>;

fn version(minor: u32) -> Version {
    Version { major: 1, minor }
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
}

/// Rows that a table accepts, at the edges of this table and of the one that it is compared with.
fn rows(table: &Table, other: &Table, picks: &[Index]) -> Vec<Row> {
    let judge = Judge::new(table).unwrap();
    let mut choices = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let same = other.columns.iter().filter(|candidate| candidate.name == column.name);
        let columns: Vec<_> = same.chain([column]).collect();
        let values = taken(&judge, index, &edges::edges(&columns));
        if values.is_empty() && !column.nullable {
            return Vec::new();
        }
        choices.push(values);
    }
    let (starts, picks) = picks.split_at(6);
    let mut picks = picks.iter().cycle();
    let row = |start: &Index| -> Row {
        let mut row = Row::new();
        for (column, values) in table.columns.iter().zip(&choices) {
            let pick = start.index(1 << 20) + picks.next().unwrap().index(1 << 20);
            let is_left_out = column.nullable && (values.is_empty() || pick.is_multiple_of(8));
            if !is_left_out {
                row.insert(column.name.clone(), values[pick / 8 % values.len()].clone());
            } else if pick.is_multiple_of(16) {
                row.insert(column.name.clone(), "null".to_owned());
            }
        }
        row
    };
    starts.iter().map(row).collect()
}

/// The values that a column takes.
fn taken(judge: &Judge, index: usize, edges: &[String]) -> Vec<String> {
    edges.iter().filter(|raw| judge.json(index, raw).is_ok()).cloned().collect()
}

fn json(rows: &[Row]) -> String {
    let object = |row: &Row| {
        let fields: Vec<String> = row.iter().map(|(name, raw)| format!("\"{name}\":{raw}")).collect();
        format!("{{{}}}", fields.join(","))
    };
    format!("[{}]", rows.iter().map(object).collect::<Vec<_>>().join(","))
}

/// The checked rows, or none when one of them is bad.
fn accepted(table: &Table, rows: &[Row]) -> Option<Vec<Vec<Value<'static>>>> {
    let (verdict, kept) = read_rows(Format::Json, json(rows), table);
    verdict.unwrap().faults.is_empty().then_some(kept)
}

/// The rows that may stand side by side: none repeats the key or a unique value of one before it.
fn side_by_side(table: &Table, rows: &[Vec<Value<'static>>]) -> Vec<usize> {
    let places = |names: &[String]| -> Vec<usize> {
        names.iter().filter_map(|name| table.columns.iter().position(|column| column.name == *name)).collect()
    };
    let mut groups = vec![places(&table.keys)];
    groups.extend((0..table.columns.len()).filter(|at| table.columns[*at].unique).map(|at| vec![at]));
    groups.retain(|group| !group.is_empty());
    let mut kept: Vec<usize> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let repeats = |other: &usize| {
            groups.iter().any(|group| {
                group.iter().all(|place| row[*place] != Value::Null && row[*place] == rows[*other][*place])
            })
        };
        if !kept.iter().any(repeats) {
            kept.push(at);
        }
    }
    kept
}

/// Every row that `from` accepts, cut to the columns of `to`, is accepted by `to` with the same values.
fn all_taken(from: &Table, to: &Table, rows: &[Row], is_cut: bool) -> Result<usize, TestCaseError> {
    let values = accepted(from, rows).expect("the rows are made of what the table takes");
    let together = side_by_side(from, &values);
    let has = |name: &str| to.columns.iter().any(|column| column.name == name);
    let mut sent: Vec<Row> = together.iter().map(|at| rows[*at].clone()).collect();
    if is_cut {
        sent.iter_mut().for_each(|row| row.retain(|name, _| has(name)));
    }
    let Some(read) = accepted(to, &sent) else {
        return Err(TestCaseError::fail(format!(
            "refused: {:?}",
            read_rows(Format::Json, json(&sent), to).0
        )));
    };
    prop_assert_eq!(side_by_side(to, &read).len(), sent.len(), "rows that may no longer stand side by side");
    for (at, row) in together.iter().zip(&read) {
        for (place, column) in from.columns.iter().enumerate() {
            let Some(there) = to.columns.iter().position(|other| other.name == column.name) else { continue };
            let (old, new) = (&values[*at][place], &row[there]);
            prop_assert!(same_value(old, new), "{} was {old:?} and is {new:?}", column.name);
        }
    }
    Ok(sent.len())
}

/// A file with the headers of the old map, and of every second column its name, is read as before.
fn file_is_read(old: &Table, new: &Table, rows: &[Row]) -> Result<usize, TestCaseError> {
    let values = accepted(old, rows).expect("the rows are made of what the table takes");
    let header_of = |name: &String| {
        let mapped =
            old.column_map.iter().find(|(_, column)| *column == name).map(|(header, _)| header.clone());
        mapped.unwrap_or_else(|| name.clone())
    };
    let columns: Vec<_> = old.columns.iter().collect();
    let headers: Vec<String> = old.columns.iter().map(|column| header_of(&column.name)).collect();
    let mut body = format!("{}\n", headers.join(",")).into_bytes();
    values.iter().for_each(|row| write_csv_row(&mut body, &columns, row));
    let read = |table: &Table| {
        let options = RowOptions { column_map: table.column_map.clone(), ..RowOptions::default() };
        match read_with(Format::Csv, &body, table, &options) {
            (Ok(verdict), kept) if verdict.faults.is_empty() => Some(kept),
            _ => None,
        }
    };
    // Empty texts and headers that are names of other columns too: what the old table refuses promises nothing.
    let Some(before) = read(old) else { return Ok(0) };
    let Some(after) = read(new) else { return Err(TestCaseError::fail("the file is refused")) };
    for (before, after) in before.iter().zip(&after) {
        for (value, column) in before.iter().zip(&columns) {
            let there = new.columns.iter().position(|other| other.name == column.name);
            prop_assert!(there.is_some_and(|there| same_value(value, &after[there])), "{}", column.name);
        }
    }
    Ok(before.len())
}

/// How often a promise was made, and kept for how many rows.
#[derive(Debug, Default)]
struct Tally {
    none: u32,
    backward: u32,
    forward: u32,
    full: u32,
    retyped_backward: u32,
    rows: usize,
    rows_of_files: usize,
}

#[test]
fn what_a_verdict_promises_about_rows_holds() {
    let tally = RefCell::new(Tally::default());
    let strategy = (
        some_table(),
        prop::collection::vec(mutation(), 1..4),
        prop::collection::vec(any::<Index>(), 16..32),
    );
    let outcome = runner(4_000).run(&strategy, |(old, mutations, picks)| {
        let mut new = old.clone();
        mutations.iter().for_each(|one| one.apply(&mut new));
        let new = sound(new);
        if old == new {
            return Ok(());
        }
        let mut tally = tally.borrow_mut();
        let compatible = |mode| judge(mode, &[(version(0), &old)], &new).compatible;
        let (backward, forward) = (compatible(Mode::Backward), compatible(Mode::Forward));
        prop_assert_eq!(compatible(Mode::Full), backward && forward);
        if backward {
            let rows = rows(&old, &new, &picks);
            tally.rows += all_taken(&old, &new, &rows, false)?;
            tally.rows_of_files += file_is_read(&old, &new, &rows)?;
            tally.retyped_backward += u32::from(differences(&old, &new).iter().any(|one| one.rule == "type"));
        }
        if forward {
            tally.rows += all_taken(&new, &old, &rows(&new, &old, &picks), true)?;
        }
        match (backward, forward) {
            (true, true) => tally.full += 1,
            (true, false) => tally.backward += 1,
            (false, true) => tally.forward += 1,
            (false, false) => tally.none += 1,
        }
        Ok(())
    });
    let tally = tally.into_inner();
    outcome.unwrap();
    // The rarer ones come about 200 times.
    assert!(tally.none > 300 && tally.backward > 100 && tally.forward > 500 && tally.full > 200, "{tally:?}");
    assert!(tally.retyped_backward > 100, "{tally:?}");
    assert!(tally.rows > 6_000 && tally.rows_of_files > 2_000, "{tally:?}");
}

#[test]
fn a_transitive_mode_asks_what_it_asks_of_every_pair() {
    let counts = RefCell::new([0, 0]);
    let step = || prop::collection::vec(mutation(), 0..2);
    runner(1_500)
        .run(&(some_table(), prop::collection::vec(step(), 1..5)), |(first, steps)| {
            let mut tables = vec![first];
            for step in &steps {
                let mut next = tables[tables.len() - 1].clone();
                step.iter().for_each(|one| one.apply(&mut next));
                tables.push(sound(next));
            }
            let new = tables.pop().unwrap();
            let earlier: Vec<(Version, &Table)> = (0..).map(version).zip(&tables).collect();
            let pairs = [
                (Mode::Backward, Mode::BackwardTransitive),
                (Mode::Forward, Mode::ForwardTransitive),
                (Mode::Full, Mode::FullTransitive),
            ];
            for (mode, transitive) in pairs {
                let verdict = judge(transitive, &earlier, &new);
                let all = earlier.iter().all(|pair| judge(mode, &[*pair], &new).compatible);
                prop_assert_eq!(verdict.compatible, all);
                prop_assert_eq!(
                    verdict.compatible,
                    verdict.findings.iter().all(|finding| !finding.is_refused)
                );
                let latest = earlier[earlier.len() - 1];
                prop_assert_eq!(
                    judge(mode, &earlier, &new).compatible,
                    judge(mode, &[latest], &new).compatible
                );
                prop_assert_eq!(verdict.change, version_step(latest.1, &new));
                counts.borrow_mut()[usize::from(all)] += 1;
            }
            Ok(())
        })
        .unwrap();
    let counts = counts.into_inner();
    assert!(counts[0] > 500 && counts[1] > 500, "{counts:?}");
}

#[test]
fn the_way_back_breaks_the_other_direction() {
    runner(1_500)
        .run(&(some_table(), prop::collection::vec(mutation(), 1..4)), |(old, mutations)| {
            let mut new = old.clone();
            mutations.iter().for_each(|one| one.apply(&mut new));
            let new = sound(new);
            prop_assert_eq!(differences(&old, &old), []);
            let direction = judge(Mode::None, &[(version(0), &old)], &new).direction;
            let back = judge(Mode::None, &[(version(0), &new)], &old).direction;
            // Readers find nothing in a column that is gone, producers are refused when they bring it.
            let same_columns = old.columns.len() == new.columns.len()
                && old.columns.iter().all(|column| new.columns.iter().any(|other| other.name == column.name));
            if same_columns && old.column_map == new.column_map && old.time_column == new.time_column {
                let expected = match direction {
                    Some(Direction::Backward) => Some(Direction::Forward),
                    Some(Direction::Forward) => Some(Direction::Backward),
                    other => other,
                };
                prop_assert_eq!(back, expected);
            }
            for one in differences(&old, &new) {
                let holder = serde_json::to_value(&new).unwrap().pointer(&one.pointer).is_some()
                    || serde_json::to_value(&old).unwrap().pointer(&one.pointer).is_some();
                prop_assert!(holder, "{:?}", one);
            }
            Ok(())
        })
        .unwrap();
}
