//! Every cell of the matrix of types in `COMPATIBILITY.md`, held against the code and against the judge of rows.
#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

#[path = "support/document.rs"]
mod document;
mod support;

use std::collections::BTreeMap;

use domain::column_type::ColumnType;
use domain::compatibility::{Change, differences};
use domain::rows::judge::Judge;
use domain::rows::value::Value;
use support::{column, owned, same_value, table};

/// How the document spells a type, its parameters as letters.
fn family(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Tinyint => "tinyint",
        ColumnType::Smallint => "smallint",
        ColumnType::Int => "int",
        ColumnType::Bigint => "bigint",
        ColumnType::Float => "float",
        ColumnType::Double => "double",
        ColumnType::Decimal { .. } => "decimal(p,s)",
        ColumnType::Char(_) => "char(n)",
        ColumnType::Varchar(Some(_)) => "varchar(n)",
        ColumnType::Varchar(None) => "varchar",
        ColumnType::String => "string",
        ColumnType::Boolean => "boolean",
        ColumnType::Date => "date",
        ColumnType::Timestamp => "timestamp",
    }
}

fn parameter(kind: ColumnType, letter: char) -> i64 {
    match (kind, letter) {
        (ColumnType::Decimal { precision, .. }, 'p') => precision.into(),
        (ColumnType::Decimal { scale, .. }, 's') => scale.into(),
        (ColumnType::Char(length) | ColumnType::Varchar(Some(length)), 'n') => length.into(),
        _ => panic!("{kind} has no {letter}"),
    }
}

/// Whether a cell holds for two types: `yes`, `no`, or `N>=n and P-S>=3`.
fn holds(cell: &str, old: ColumnType, new: ColumnType) -> bool {
    let term = |text: &str| match text.parse() {
        Ok(number) => number,
        Err(_) => {
            let letter = text.chars().next().unwrap();
            parameter(if letter.is_uppercase() { new } else { old }, letter.to_ascii_lowercase())
        }
    };
    let sum = |text: &str| -> i64 {
        let mut terms = text.split('-').map(term);
        let first = terms.next().unwrap();
        terms.fold(first, |sum, term| sum - term)
    };
    match cell {
        "yes" => true,
        "no" => false,
        _ => cell.split(" and ").all(|part| {
            let (left, right) = part.split_once(">=").unwrap();
            sum(left) >= sum(right)
        }),
    }
}

struct Matrix(BTreeMap<(String, String), String>);

impl Matrix {
    fn read() -> Self {
        let lines = document::table_of("Types");
        let mut cells = BTreeMap::new();
        for line in &lines[1..] {
            assert_eq!(line.len(), lines[0].len(), "{line:?}");
            for (new, cell) in lines[0].iter().zip(line).skip(1) {
                cells.insert((line[0].clone(), new.to_ascii_lowercase()), cell.clone());
            }
        }
        assert_eq!(cells.len(), 14 * 14);
        Self(cells)
    }

    fn says(&self, old: ColumnType, new: ColumnType) -> bool {
        holds(&self.0[&(family(old).to_owned(), family(new).to_owned())], old, new)
    }
}

/// Every type, with these lengths of texts, and decimals around the digits of the whole numbers.
fn types(lengths: &[u32]) -> Vec<ColumnType> {
    let plain = "tinyint smallint int bigint float double varchar string boolean date timestamp";
    let mut all: Vec<ColumnType> = plain.split(' ').map(|name| name.parse().unwrap()).collect();
    all.extend(lengths.iter().flat_map(|n| [ColumnType::Char(*n), ColumnType::Varchar(Some(*n))]));
    all.extend(
        [1, 2, 3, 4, 5, 6, 10, 11, 19, 20, 38]
            .into_iter()
            .flat_map(|precision| (0..=precision).map(move |scale| ColumnType::Decimal { precision, scale })),
    );
    all
}

#[test]
fn the_code_says_of_two_types_what_the_document_says() {
    let matrix = Matrix::read();
    let all = types(&[1, 2, 3, 10, 255, 65_535]);
    let mut checked = 0;
    for old in &all {
        for new in &all {
            let found = differences(
                &table(vec![column("x", &old.to_string())]),
                &table(vec![column("x", &new.to_string())]),
            );
            if old == new {
                assert_eq!(found, []);
                assert!(matrix.says(*old, *new), "{old}");
                continue;
            }
            let [one] = &found[..] else { panic!("{old} to {new}: {found:?}") };
            assert_eq!(
                (one.rule, one.change, one.pointer.as_str()),
                ("type", Change::Major, "/columns/0/type")
            );
            assert_eq!(one.breaks.backward, !matrix.says(*old, *new), "{old} to {new}");
            assert_eq!(one.breaks.forward, !matrix.says(*new, *old), "{new} to {old}");
            let fix = one.fix.as_deref().unwrap();
            if let Some((_, rest)) = fix.split_once("choose ") {
                let both: ColumnType = rest.split_once(", which").unwrap().0.parse().unwrap();
                assert!(matrix.says(*old, both) && matrix.says(*new, both), "{old} to {new}: {fix}");
            }
            checked += 1;
        }
    }
    assert_eq!(checked, all.len() * (all.len() - 1));
}

/// JSON values at the edges of a type, those it refuses among them.
fn edges(kind: ColumnType) -> Vec<String> {
    let quoted = |text: String| format!("\"{text}\"");
    match kind {
        ColumnType::Tinyint => vec!["-128".to_owned(), "127".to_owned(), "-0".to_owned()],
        ColumnType::Smallint => vec!["-32768".to_owned(), "32767".to_owned()],
        ColumnType::Int => [i32::MIN, i32::MAX, (1 << 24) + 1].map(|number| number.to_string()).to_vec(),
        ColumnType::Bigint => [i64::MIN, i64::MAX, (1 << 53) + 1].map(|number| number.to_string()).to_vec(),
        ColumnType::Float => ["3.4028235e38", "1.5", "1e-40", "-0.0"].map(str::to_owned).to_vec(),
        ColumnType::Double => ["1.7976931348623157e308", "0.1", "5e-324"].map(str::to_owned).to_vec(),
        ColumnType::Decimal { precision, scale } => {
            let digits = "9".repeat(precision.into());
            let (whole, fraction) = digits.split_at(usize::from(precision - scale));
            let most = format!("{}.{fraction}0", if whole.is_empty() { "0" } else { whole });
            vec![most.clone(), format!("-{most}"), quoted(most), "0e9".to_owned(), "\"0\"".to_owned()]
        }
        ColumnType::Char(n) | ColumnType::Varchar(Some(n)) => {
            vec![quoted("ä".repeat(n as usize)), quoted("2023-07-08".to_owned()), quoted(" ".to_owned())]
        }
        ColumnType::Varchar(None) | ColumnType::String => vec![quoted("x".repeat(70_000))],
        ColumnType::Boolean => vec!["true".to_owned(), "false".to_owned()],
        ColumnType::Date => [" 2023-07-08 ", "0001-01-01"].map(|text| quoted(text.to_owned())).to_vec(),
        ColumnType::Timestamp => ["2023-07-08T20:00:00Z", "Sat, 08 Jul 2023 20:00:00 GMT"]
            .map(|text| quoted(text.to_owned()))
            .to_vec(),
    }
}

/// A cell says yes exactly when no edge of the old type is refused or means something else.
#[test]
fn the_judge_takes_what_the_document_says_and_no_more() {
    let matrix = Matrix::read();
    let decimals: Vec<ColumnType> = [
        "1,0", "1,1", "2,0", "2,1", "3,0", "4,1", "5,0", "5,2", "9,0", "10,0", "18,0", "19,0", "38,0",
        "38,19", "38,38",
    ]
    .map(|digits| format!("decimal({digits})").parse().unwrap())
    .to_vec();
    let is_plain = |kind: &ColumnType| !matches!(kind, ColumnType::Decimal { .. });
    let all: Vec<ColumnType> =
        types(&[1, 10, 11, 255]).into_iter().filter(is_plain).chain(decimals).collect();
    let judge = |kind: &ColumnType| Judge::new(&table(vec![column("x", &kind.to_string())])).unwrap();
    let judges: Vec<Judge> = all.iter().map(judge).collect();
    let take = |judge: &Judge, raw: &str| -> Option<Value<'static>> {
        judge.json(0, raw).ok().map(|value| owned(&value))
    };
    let mut said = [0, 0];
    for (old, old_judge) in all.iter().zip(&judges) {
        let held: Vec<(String, Value<'static>)> = all
            .iter()
            .flat_map(|kind| edges(*kind))
            .filter_map(|raw| take(old_judge, &raw).map(|value| (raw, value)))
            .collect();
        assert!(held.len() >= 2, "{old}");
        for (new, new_judge) in all.iter().zip(&judges) {
            let lost = held
                .iter()
                .find(|(raw, value)| take(new_judge, raw).is_none_or(|taken| !same_value(value, &taken)));
            let says = matrix.says(*old, *new);
            assert_eq!(lost.is_none(), says, "{old} to {new}: {lost:?}");
            said[usize::from(says)] += 1;
        }
    }
    assert!(said[0] > 500 && said[1] > 150, "{said:?}");
}
