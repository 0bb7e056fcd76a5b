//! Tables that change in several ways at once, and rows at the edges of what they accept.

use std::collections::{BTreeMap, HashSet};

use domain::column_type::ColumnType;
use domain::rows::judge::Judge;
use domain::table::{Column, Table};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::edges::{NUMBERS, WORDS};
use crate::support::{self, column, table};

const TYPES: [&str; 24] = [
    "tinyint",
    "smallint",
    "int",
    "bigint",
    "float",
    "double",
    "decimal(2,0)",
    "decimal(3,0)",
    "decimal(5,2)",
    "decimal(7,2)",
    "decimal(12,0)",
    "decimal(38,19)",
    "char(3)",
    "char(10)",
    "varchar(3)",
    "varchar(10)",
    "varchar(1500)",
    "varchar",
    "string",
    "boolean",
    "date",
    "timestamp",
    "decimal(19,0)",
    "decimal(4,2)",
];
/// Types that lead to wider ones: three of four changes of a type go along such a line.
const WIDENINGS: [&[&str]; 7] = [
    &["tinyint", "smallint", "int", "bigint", "decimal(19,0)", "decimal(38,19)"],
    &["tinyint", "smallint", "float", "double"],
    &["tinyint", "decimal(3,0)", "decimal(5,2)", "decimal(7,2)", "decimal(38,19)"],
    &["smallint", "int", "decimal(12,0)", "decimal(19,0)"],
    &["decimal(2,0)", "decimal(4,2)", "decimal(5,2)"],
    &["char(3)", "varchar(3)", "char(10)", "varchar(10)", "varchar(1500)", "varchar", "string"],
    &["int", "double"],
];
const BOUNDS: [f64; 15] = [
    -1e40,
    -128.0,
    -100.0,
    -1.5,
    0.0,
    0.1,
    1.0,
    9.99,
    99.5,
    100.0,
    127.0,
    999.99,
    16_777_217.0,
    9_007_199_254_740_993.0,
    1_152_921_504_606_846_976.0,
];
const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// One change, with what it needs to choose.
#[derive(Clone, Debug)]
pub struct Mutation {
    kind: u8,
    at: Index,
    choice: Index,
    other: Index,
}

pub fn mutation() -> impl Strategy<Value = Mutation> {
    (0..20_u8, any::<Index>(), any::<Index>(), any::<Index>())
        .prop_map(|(kind, at, choice, other)| Mutation { kind, at, choice, other })
}

impl Mutation {
    fn number(&self) -> Option<f64> {
        (self.choice.index(4) != 0).then(|| BOUNDS[self.other.index(BOUNDS.len())])
    }

    pub fn apply(&self, table: &mut Table) {
        let at = self.at.index(table.columns.len());
        let name = table.columns[at].name.clone();
        let is_set = self.choice.index(2) == 0;
        let target = &mut table.columns[at];
        match self.kind {
            0..=3 => target.column_type = self.next_type(target.column_type),
            4 | 5 => target.nullable = is_set,
            6 => target.minimum = self.number(),
            7 => target.maximum = self.number(),
            8 => target.max_length = is_set.then(|| [1, 3, 4, 10, 1_200][self.other.index(5)]),
            9 => target.pattern = is_set.then(|| ["^[a-z]*$", "b|ä"][self.other.index(2)].to_owned()),
            10 | 11 => target.allowed = is_set.then(|| self.listed(target.column_type)),
            12 => target.unique = is_set,
            13 => target.description = is_set.then(|| "words".to_owned()),
            14 => table.columns.push(Column {
                nullable: self.choice.index(4) != 0,
                ..column(NAMES[self.other.index(6)], TYPES[self.at.index(TYPES.len())])
            }),
            15 if table.columns.len() > 1 => drop(table.columns.remove(at)),
            16 => table.columns.swap(0, at),
            17 if is_set => table.keys.push(name),
            17 => table.keys.retain(|key| *key != name),
            18 => table.time_column = is_set.then_some(name),
            _ if is_set => {
                drop(table.column_map.insert(["A", "b", " C "][self.other.index(3)].to_owned(), name));
            }
            _ => drop(table.column_map.pop_first()),
        }
    }

    fn next_type(&self, kind: ColumnType) -> ColumnType {
        let line = WIDENINGS[self.other.index(WIDENINGS.len())];
        let place = line.iter().position(|name| name.parse() == Ok(kind));
        let next = match place {
            Some(place) if self.choice.index(4) != 0 => {
                line[(place + 1 + self.choice.index(2)).min(line.len() - 1)]
            }
            Some(place) => line[place.saturating_sub(1)],
            None => TYPES[self.choice.index(TYPES.len())],
        };
        next.parse().unwrap()
    }

    fn listed(&self, kind: ColumnType) -> Vec<String> {
        let values = if kind.is_text() { WORDS } else { NUMBERS };
        let from = self.other.index(3);
        values[from..from + 1 + self.choice.index(3)].iter().map(ToString::to_string).collect()
    }
}

/// A table of up to five columns, with some settings.
pub fn some_table() -> impl Strategy<Value = Table> {
    let kinds = prop::collection::vec(select(&TYPES[..]), 1..=5);
    (kinds, prop::collection::vec(mutation(), 0..6)).prop_map(|(kinds, settings)| {
        let columns = kinds.iter().zip(NAMES).map(|(kind, name)| column(name, kind)).collect();
        let mut table = table(columns);
        settings.iter().for_each(|one| one.apply(&mut table));
        sound(table)
    })
}

/// The nearest table without a fault: what a column of its type cannot have goes.
pub fn sound(mut table: Table) -> Table {
    let mut seen = HashSet::new();
    table.columns.retain(|column| seen.insert(column.name.clone()));
    table.keys.retain({
        let mut seen = HashSet::new();
        move |key| seen.insert(key.clone())
    });
    let types: BTreeMap<String, ColumnType> =
        table.columns.iter().map(|column| (column.name.clone(), column.column_type)).collect();
    table.keys.retain(|key| types.get(key).is_some_and(|kind| !kind.is_float()));
    table.time_column = table.time_column.filter(|name| types.get(name).is_some_and(|kind| kind.is_time()));
    let mut led_to = HashSet::new();
    table.column_map.retain(|_, column| types.contains_key(column) && led_to.insert(column.clone()));
    for column in &mut table.columns {
        let kind = column.column_type;
        if !kind.is_numeric() {
            (column.minimum, column.maximum) = (None, None);
        }
        if column.minimum.zip(column.maximum).is_some_and(|(minimum, maximum)| minimum > maximum) {
            (column.minimum, column.maximum) = (column.maximum, column.minimum);
        }
        if !kind.is_text() {
            (column.max_length, column.pattern) = (None, None);
        }
        column.unique &= !kind.is_float();
        let judge = Judge::new(&support::table(vec![support::column("x", &kind.to_string())])).unwrap();
        column.allowed = column.allowed.take().filter(|allowed| {
            (kind.is_text() || kind.is_integer()) && allowed.iter().all(|text| judge.text(0, text).is_ok())
        });
    }
    let table = table.with_required_keys();
    assert_eq!(table.check(), []);
    table
}
