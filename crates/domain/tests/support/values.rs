//! Values for the columns of a table as JSON text: mostly good ones, edges, and bad ones of every kind.
#![allow(dead_code, clippy::unwrap_used, reason = "each user takes its part, and a failed test may panic")]

use std::sync::Arc;

use domain::column_type::ColumnType;
use domain::table::{Column, Table};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::string::string_regex;

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn json(text: impl AsRef<str>) -> String {
    serde_json::to_string(text.as_ref()).unwrap()
}

fn around(bounds: impl IntoIterator<Item = f64>) -> Vec<f64> {
    bounds
        .into_iter()
        .flat_map(|b| {
            let single = b as f32;
            let half = |other: f32| (f64::from(single) + f64::from(other)) / 2.0;
            let (up, down) = (half(single.next_up()), half(single.next_down()));
            [
                b,
                b.next_up(),
                b.next_down(),
                b + 1.0,
                b - 1.0,
                up,
                down,
                up.next_up(),
                up.next_down(),
                down.next_up(),
                down.next_down(),
            ]
        })
        .filter(|n| n.is_finite())
        .collect()
}

fn bounds(column: &Column) -> Vec<f64> {
    column.minimum.into_iter().chain(column.maximum).collect()
}

fn integers(column: &Column, limits: [i64; 2]) -> BoxedStrategy<String> {
    let [least, most] = limits.map(i128::from);
    let listed = column.allowed.iter().flatten().filter_map(|text| text.parse::<i128>().ok());
    let edges: Vec<i128> = bounds(column)
        .into_iter()
        .filter(|b| b.abs() < 1e18)
        .flat_map(|b| [b.floor() as i128, b.ceil() as i128])
        .flat_map(|n| [n - 1, n, n + 1])
        .chain(listed)
        .chain([least, most, least - 1, most + 1, 0])
        .collect();
    prop_oneof![select(edges), (-120..120_i128)].prop_map(|n| n.to_string()).boxed()
}

fn floats(column: &Column, extreme: &[&str]) -> BoxedStrategy<String> {
    let mut edges: Vec<String> = around(bounds(column)).iter().map(f64::to_string).collect();
    edges.extend(owned(extreme));
    prop_oneof![select(edges), (-1000..1000_i32).prop_map(|n| (f64::from(n) / 8.0).to_string())].boxed()
}

fn decimals(column: &Column, precision: u8, scale: u8) -> BoxedStrategy<String> {
    let (whole, scale) = (usize::from(precision - scale), usize::from(scale));
    let mut texts: Vec<String> = bounds(column)
        .iter()
        .flat_map(|b| {
            let step = 10_f64.powi(-(scale as i32));
            [*b, b + step, b - step, b * 10.0, b / 10.0].map(|n| format!("{n:.scale$}"))
        })
        .collect();
    texts.push(format!("{}.{}", "9".repeat(whole.max(1)), "9".repeat(scale.max(1))));
    texts.push(format!("-{}", "9".repeat(whole.max(1))));
    texts.push(format!("1{}", "0".repeat(whole)));
    texts.push(format!("0.{}1", "0".repeat(scale)));
    texts.push(format!("0.{}00", "1".repeat(scale)));
    texts.extend(owned(&[
        "0", "-0", "+0.0", "-0.00", ".5", "5.", "007", " 1 ", "\t-2\n", "1.25e1", "1e-1", "12.50", "-.5",
        "00.100", ".",
    ]));
    let plain = (-99_999..99_999_i64, 0..4_usize)
        .prop_map(|(n, places)| format!("{:.places$}", n as f64 / 10_f64.powi(places as i32)));
    let text = prop_oneof![select(texts), plain.clone(), "[+-]?[0-9]{0,6}\\.?[0-9]{0,5}"];
    prop_oneof![3 => text.prop_map(json), 1 => plain].boxed()
}

fn texts(column: &Column) -> BoxedStrategy<String> {
    let mut known = owned(&[
        "",
        "a",
        "\0",
        "x\0y",
        "abcd",
        "äöü😀",
        "AB12",
        "AB12\n",
        "a.b",
        "a\nb",
        "\n",
        "x\nx",
        "ſtraſſe",
        "STRASSE",
        "straße",
        "αβγ",
        "٣٤-x",
        "12-ab\n",
        "word",
        "a word.",
        "swords",
        "😁",
        "'${x}",
        "-",
        "m",
        "lk",
        "qq",
        "q",
    ]);
    known.extend(column.allowed.iter().flatten().cloned());
    known.extend([3, 254, 255, 256, 400, 401].map(|n| "a".repeat(n)));
    let wrong = prop_oneof![select(known), "\\PC{0,8}"].boxed();
    let matching = column.pattern.as_deref().and_then(|p| {
        string_regex(
            p.trim_start_matches("(?i)")
                .trim_start_matches("(?m)")
                .trim_start_matches("(?s)")
                .trim_matches(&['^', '$'][..]),
        )
        .ok()
    });
    match matching {
        Some(matching) => prop_oneof![wrong, matching.boxed()].prop_map(json).boxed(),
        None => wrong.prop_map(json).boxed(),
    }
}

const DATES: [&str; 14] = [
    "2023-07-08",
    " 2023-07-08\t",
    "2024-02-29",
    "2023-02-29",
    "1900-02-29",
    "2000-02-29",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "2023-04-31",
    "2023-13-01",
    "2023-7-8",
    "",
    "2023-07-08T00:00:00Z",
];
const TIMES: [&str; 24] = [
    "2023-07-08T20:00:00Z",
    "2023-07-08t20:00:00z",
    "2023-07-08 20:00:00.5+02:00",
    "2023-07-08T20:00:00.123456Z",
    "2023-07-08T20:00:00.123456000Z",
    "Sat, 08 Jul 2023 20:00:00 GMT",
    "8 jul 2023 20:00:00 +0200",
    "29 Feb 2024 00:00:00 UTC",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z",
    " 2023-07-08T20:00:00Z ",
    "1969-12-31T23:59:59-01:30",
    "1900-01-01T00:00:00Z",
    "2023-07-08",
    "2023-02-30T00:00:00Z",
    "2023-07-08T25:00:00Z",
    "31 Jun 2023 20:00:00 GMT",
    "29 Feb 2023 00:00:00 GMT",
    "0000-01-01T00:00:00Z",
    "2023-07-08T20:61:00Z",
    "",
    "soon",
    "32 Jan 2023 00:00:00 GMT",
    "2023-13-08T20:00:00Z",
];

/// Values of the kind of the column, good and bad.
pub fn value(column: &Column) -> BoxedStrategy<String> {
    let null = if column.nullable { 1 } else { 0 };
    let of_kind = match column.column_type {
        ColumnType::Tinyint => integers(column, [i8::MIN.into(), i8::MAX.into()]),
        ColumnType::Smallint => integers(column, [i16::MIN.into(), i16::MAX.into()]),
        ColumnType::Int => integers(column, [i32::MIN.into(), i32::MAX.into()]),
        ColumnType::Bigint => integers(column, [i64::MIN, i64::MAX]),
        ColumnType::Float => floats(
            column,
            &[
                "3.4028235e38",
                "3.4028235677973365e38",
                "-3.4028235677973366e38",
                "1e39",
                "0",
                "-0.0",
                "16777217",
            ],
        ),
        ColumnType::Double => {
            floats(column, &["1.7976931348623157e308", "-1.7976931348623157e308", "5e-324", "0", "-0.0"])
        }
        ColumnType::Decimal { precision, scale } => decimals(column, precision, scale),
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => texts(column),
        ColumnType::Boolean => select(owned(&["true", "false"])).boxed(),
        ColumnType::Date => select(&DATES[..]).prop_map(json).boxed(),
        ColumnType::Timestamp => select(&TIMES[..]).prop_map(json).boxed(),
    };
    prop_oneof![30 => of_kind, null => Just("null".to_owned())].boxed()
}

/// Whether the column at an index takes a value.
pub type Accepts = Arc<dyn Fn(usize, &str) -> bool>;

/// A row as JSON text: of every column a value, of few none, one of another kind, or of a column that is not there.
pub fn row(table: &Table, accepts: Accepts) -> impl Strategy<Value = String> + use<> {
    let wrong_kind = || select(owned(&["null", "true", "12", "1.5", "\"x\"", "\"12\"", "[]", "{}", "-"]));
    let table = table.clone();
    let good: Vec<_> = table
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            // A good value where one is found soon, so that most rows break one rule at most.
            let accepts = accepts.clone();
            prop::collection::vec(value(column), 12).prop_map(move |values| {
                values.iter().find(|value| accepts(index, value)).unwrap_or(&values[0]).clone()
            })
        })
        .collect();
    let other: Vec<_> =
        table.columns.iter().map(|column| prop_oneof![9 => value(column), 1 => wrong_kind()]).collect();
    (good, other, any::<prop::sample::Index>(), 0..10_u8).prop_map(move |(mut values, other, pick, how)| {
        let index = pick.index(values.len());
        if how > 2 {
            values[index].clone_from(&other[index]);
        }
        let mut members: Vec<String> = table
            .columns
            .iter()
            .zip(&values)
            .filter(|(_, value)| *value != "-")
            .map(|(column, value)| format!("{}:{value}", json(&column.name)))
            .collect();
        if how == 1 {
            members.push("\"unknown\":1".to_owned());
        }
        format!("{{{}}}", members.join(","))
    })
}
