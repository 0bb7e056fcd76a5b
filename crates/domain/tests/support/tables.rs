//! Sound tables of all types and constraints, with texts that formats have to escape, and rows for them, good and bad.
#![allow(dead_code, clippy::unwrap_used, reason = "each user takes its part, and a failed test may panic")]

use std::collections::BTreeMap;

use domain::column_type::ColumnType;
use domain::table::{Column, Table};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

const NAMES: [&str; 14] = [
    "order", "select", "a_b", "a__b", "id", "message", "optional", "table", "rowid", "x", "y", "value",
    "null_", "desc",
];
const TYPES: [&str; 16] = [
    "tinyint",
    "smallint",
    "int",
    "bigint",
    "float",
    "double",
    "decimal(5,2)",
    "decimal(38,9)",
    "decimal(3,3)",
    "decimal(12,0)",
    "char(4)",
    "varchar",
    "string",
    "boolean",
    "date",
    "timestamp",
];
const PATTERNS: [&str; 17] = [
    "^[A-Z]{2}[0-9]{1,3}$",
    "b+c?",
    r"^\d{2}-\w+$",
    "(?i)^straße$",
    r"^(foo|fob|bar)*$",
    r"\bword\b",
    r"^a{3,400}$",
    r"(?m)^x$",
    r"^[^a-c\]^-]+$",
    r"^\s*\S$",
    r"(?s)^a.b$",
    r"^a.b$",
    r"^\p{Greek}+$",
    "^[😀-😎é]$",
    r"^[a-z&&[^m]]+\z",
    r"'\$\{x\}|/",
    r"^\x00?q$",
];
/// Texts that comments, literals and names of formats must not fall for.
const ODD_TEXTS: [&str; 10] = [
    "Plain words.",
    "it's \"quoted\" \\ and */ -- ; DROP",
    "two\nlines\r\n}",
    "| pipe | `code` ``x`` *b* _i_ <b>&amp;",
    "ünïcödé 😀 Ω",
    "${HOME} $x {{y}} #",
    "\u{2028}\u{85}\u{b}-- x",
    "trailing\\",
    "'''",
    ": - yaml? [a, b] # c",
];

pub fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![select(&ODD_TEXTS[..]).prop_map(str::to_owned), "[a-zA-Z ,.'\"\\\\]{1,20}"]
}

fn bound(kind: ColumnType) -> BoxedStrategy<f64> {
    let near = prop_oneof![
        (-100..100_i32).prop_map(f64::from),
        (-5000..5000_i32).prop_map(|n| f64::from(n) / 100.0)
    ];
    let far =
        select(vec![0.1, -0.1, 1e3, -1e3, 1e10, -2.5e-7, 9_007_199_254_740_993.0, 1e30, -1e300, 3.4e38]);
    if kind.is_numeric() { prop_oneof![4 => near, 1 => far].boxed() } else { Just(0.0).boxed() }
}

fn listed(kind: ColumnType) -> BoxedStrategy<Option<Vec<String>>> {
    let texts = select(&["a", "b'", "\"c\"", "ä\\", "d\ne", "NULL", " f ", "😀"][..]);
    let numbers = select(&["-1", "0", "7", "+12", "100"][..]);
    let values = match kind {
        _ if kind.is_text() => prop::collection::btree_set(texts, 1..4).boxed(),
        _ if kind.is_integer() => prop::collection::btree_set(numbers, 1..4).boxed(),
        _ => return Just(None).boxed(),
    };
    let owned = values.prop_map(|values| values.into_iter().map(str::to_owned).collect::<Vec<_>>());
    prop_oneof![3 => Just(None), 1 => owned.prop_map(Some)].boxed()
}

pub fn column(name: String) -> impl Strategy<Value = Column> {
    select(&TYPES[..]).prop_flat_map(move |type_name| {
        let kind: ColumnType = type_name.parse().unwrap();
        let new = Column::new(name.clone(), kind);
        let rarely = |strategy: BoxedStrategy<f64>| prop::option::weighted(0.4, strategy);
        (
            prop::option::of(odd_text()),
            any::<[bool; 2]>(),
            prop::bool::weighted(0.2),
            prop::option::of(select(&["mV", "°C", "'\""][..])),
            (rarely(bound(kind)), rarely(bound(kind))),
            listed(kind),
            prop::option::weighted(0.4, select(&PATTERNS[..])),
            prop::option::weighted(0.3, 1..30_u32),
        )
            .prop_map(
                move |(description, flags, unique, unit, bounds, allowed, pattern, max_length)| {
                    let (minimum, maximum) = match bounds {
                        (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
                        bounds => bounds,
                    };
                    Column {
                        description,
                        nullable: flags[0],
                        personal_data: flags[1],
                        unit: unit.map(str::to_owned),
                        unique: unique && !kind.is_float(),
                        minimum: minimum.filter(|_| kind.is_numeric()),
                        maximum: maximum.filter(|_| kind.is_numeric()),
                        pattern: pattern.filter(|_| kind.is_text()).map(str::to_owned),
                        max_length: max_length.filter(|_| kind.is_text()),
                        allowed: allowed
                            .map(|values| {
                                values
                                    .into_iter()
                                    .filter(|v| v != "d\ne" || type_name != "char(4)")
                                    .collect::<Vec<_>>()
                            })
                            .filter(|v| !v.is_empty()),
                        ..new.clone()
                    }
                },
            )
    })
}

pub fn table() -> impl Strategy<Value = Table> {
    let names = subsequence(&NAMES[..], 1..9).prop_shuffle();
    let columns = names
        .prop_flat_map(|names| names.into_iter().map(|name| column(name.to_owned())).collect::<Vec<_>>());
    (columns, odd_text(), any::<[Index; 3]>(), any::<[bool; 3]>())
        .prop_map(|(columns, table_description, picks, has)| {
            let pick = |index: usize, fits: fn(&Column) -> bool| {
                let fitting: Vec<_> =
                    columns.iter().filter(|column| fits(column)).map(|column| column.name.clone()).collect();
                if fitting.is_empty() { None } else { Some(picks[index].get(&fitting).clone()) }
            };
            let key = pick(0, |column| !column.column_type.is_float()).filter(|_| has[0]);
            let other_key = pick(1, |column| !column.column_type.is_float()).filter(|_| has[0] && has[1]);
            let time_column = pick(2, |column| column.column_type.is_time()).filter(|_| has[2]);
            let keys =
                key.iter().cloned().chain(other_key.filter(|other| key.as_ref() != Some(other))).collect();
            let column_map: BTreeMap<_, _> = columns
                .iter()
                .filter(|c| c.personal_data)
                .map(|c| (format!("{} |'\"/~", c.name), c.name.clone()))
                .collect();
            Table { table_description, columns, time_column, keys, column_map }.with_required_keys()
        })
        .prop_filter("sound", |table| table.check().is_empty())
}
