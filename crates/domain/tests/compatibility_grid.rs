//! Columns of all types with all sorts of bounds, each against each: what is said to fit does fit, by the judge of rows,
//! and what is said to break has a value that breaks it.
#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

#[path = "support/edges.rs"]
mod edges;
mod support;

use domain::compatibility::{Breaks, differences};
use domain::rows::judge::Judge;
use domain::rows::value::Value;
use domain::table::{Column, Table};
use support::{column, owned, same_value, table};

struct Candidate {
    table: Table,
    /// What it takes of each edge.
    taken: Vec<Option<Value<'static>>>,
}

fn candidates(columns: Vec<Column>) -> Vec<Candidate> {
    let edges = edges::edges(&columns.iter().collect::<Vec<_>>());
    let candidate = |column: Column| {
        let table = table(vec![column]);
        assert_eq!(table.check(), []);
        let judge = Judge::new(&table).unwrap();
        let taken = edges.iter().map(|raw| judge.json(0, raw).ok().map(|value| owned(&value))).collect();
        Candidate { table, taken }
    };
    columns.into_iter().map(candidate).collect()
}

impl Candidate {
    /// Whether bounds exclude each other's values, so that anything is true of all that is taken.
    fn is_empty(&self) -> bool {
        self.taken.iter().flatten().all(|value| *value == Value::Null)
    }
}

/// That rows repeat a value, no single value shows.
fn breaks(old: &Candidate, new: &Candidate) -> Breaks {
    differences(&old.table, &new.table).iter().filter(|one| one.rule != "unique").fold(
        Breaks::default(),
        |sum, one| Breaks {
            backward: sum.backward || one.breaks.backward,
            forward: sum.forward || one.breaks.forward,
        },
    )
}

/// Whether the second takes every edge that the first takes, with the same value.
fn is_taken(from: &Candidate, to: &Candidate) -> bool {
    from.taken.iter().zip(&to.taken).all(|(value, other)| match (value, other) {
        (Some(value), Some(other)) => same_value(value, other),
        (Some(_), None) => false,
        (None, _) => true,
    })
}

/// Returns how many pairs keep BACKWARD.
fn compare_all(candidates: &[Candidate]) -> usize {
    let mut kept = 0;
    for old in candidates {
        for new in candidates {
            let breaks = breaks(old, new);
            let pair = || (&old.table.columns[0], &new.table.columns[0]);
            if !old.is_empty() {
                assert_eq!(!breaks.backward, is_taken(old, new), "BACKWARD: {:?}", pair());
            }
            if !new.is_empty() {
                assert_eq!(!breaks.forward, is_taken(new, old), "FORWARD: {:?}", pair());
            }
            kept += usize::from(!breaks.backward);
        }
    }
    kept
}

#[test]
fn numbers_with_bounds() {
    let bounds = [
        (None, None),
        (Some(0.0), None),
        (Some(0.1), Some(100.0)),
        (None, Some(0.1)),
        (Some(-100.0), Some(127.0)),
        (Some(-1.5), Some(9.99)),
        (Some(0.0), Some(9.5)),
        (Some(-16_777_216.0), Some(16_777_216.0)),
        (Some(-16_777_216.0), Some(16_777_217.0)),
        (Some(-9_007_199_254_740_992.0), Some(9_007_199_254_740_992.0)),
        (Some(-9_007_199_254_740_992.0), Some(9_007_199_254_740_994.0)),
        (Some(1_152_921_504_606_846_976.0), None),
        (Some(-1e40), Some(1e40)),
        (Some(f64::from(f32::MAX)), Some(1e300)),
    ];
    let types = "tinyint smallint int bigint float double decimal(1,0) decimal(3,0) decimal(3,1) decimal(5,2) \
                 decimal(19,0) decimal(38,0) decimal(38,19)";
    let mut columns = Vec::new();
    for kind in types.split_ascii_whitespace() {
        let with = |(minimum, maximum)| Column { minimum, maximum, ..column("x", kind) };
        columns.extend(bounds.map(with));
    }
    for kind in ["tinyint", "int", "bigint"] {
        let lists: [&[&str]; 3] = [&["1", "5"], &["5", "+1"], &["100", "-1", "127"]];
        let with = |list: &[&str]| {
            let allowed = Some(list.iter().map(ToString::to_string).collect());
            Column { allowed, ..column("x", kind) }
        };
        columns.extend(lists.map(with));
    }
    let all = candidates(columns);
    assert!(compare_all(&all) > 3_000);
}

#[test]
fn texts_with_limits() {
    let mut columns = Vec::new();
    for kind in
        ["char(3)", "varchar(10)", "varchar(500)", "varchar(501)", "varchar(2000)", "varchar(2001)", "string"]
    {
        for max_length in [None, Some(2), Some(10), Some(500), Some(1_200)] {
            for unique in [false, true] {
                for list in [None, Some(vec!["ab"]), Some(vec!["ä", "ab"])] {
                    let allowed = list.map(|list| list.into_iter().map(str::to_owned).collect());
                    columns.push(Column { max_length, unique, allowed, ..column("x", kind) });
                }
            }
        }
    }
    let all = candidates(columns);
    assert!(compare_all(&all) > 10_000);
}
