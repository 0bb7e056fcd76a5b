//! What a verdict of compatibility costs: a table of 30 columns against 1 and against 100 earlier versions.

#![allow(clippy::unwrap_used, reason = "a measurement may panic")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::compatibility::{Mode, judge};
use domain::ids::Version;
use domain::table::{Column, Table};

const TYPES: [&str; 6] = ["bigint", "decimal(12,4)", "varchar(200)", "string", "double", "timestamp"];
const COLUMNS: usize = 30;
const RUNS: usize = 200;

fn table(columns: usize) -> Table {
    let column = |at: usize| Column {
        description: Some(format!("What column {at} means, in a sentence of usual length.")),
        allowed: (at % 6 == 3).then(|| (0..20).map(|value| format!("value {value}")).collect()),
        minimum: (at % 6 == 1).then_some(0.0),
        pattern: (at % 6 == 2).then(|| "^[A-Z0-9-]+$".to_owned()),
        ..Column::new(format!("column_{at}"), TYPES[at % 6].parse().unwrap())
    };
    Table {
        table_description: "A table to measure with".to_owned(),
        columns: (0..columns).map(column).collect(),
        time_column: None,
        keys: Vec::new(),
        column_map: BTreeMap::new(),
    }
}

/// The slowest and the middle one of all runs.
fn measure(name: &str, mode: Mode, earlier: &[(Version, &Table)], new: &Table) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(judge(mode, black_box(earlier), black_box(new)));
            start.elapsed()
        })
        .collect();
    times.sort();
    let findings = judge(mode, earlier, new).findings.len();
    println!(
        "{name}: median {:.1?}, slowest of {RUNS} {:.1?}, {findings} findings",
        times[RUNS / 2],
        times[RUNS - 1]
    );
}

fn main() {
    let new = table(COLUMNS);
    let grown: Vec<Table> = (0..100).map(|at| table(1 + at * (COLUMNS - 1) / 99)).collect();
    // Every column differs from the new one in type, and every version from the other ones.
    let other: Vec<Table> = (1..=100)
        .map(|length| {
            let mut table = table(COLUMNS);
            table.columns.iter_mut().for_each(|column| {
                *column = Column {
                    nullable: length % 2 == 0,
                    ..Column::new(column.name.clone(), format!("char({length})").parse().unwrap())
                };
            });
            table
        })
        .collect();
    let versions = |tables| (0..).map(|minor| Version { major: 1, minor }).zip(tables).collect::<Vec<_>>();
    let (grown, other) = (versions(&grown), versions(&other));
    measure("against 1 version", Mode::Full, &grown, &new);
    measure("against 100 versions that grew column by column", Mode::FullTransitive, &grown, &new);
    measure("against 100 versions that all differ in every column", Mode::FullTransitive, &other, &new);
}
