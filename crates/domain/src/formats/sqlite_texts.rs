//! Conditions on texts that stand for decimals, dates and times in SQLite, which has neither these types nor regular
//! expressions.

use super::sql::{decimal_bounds, decimal_text, quoted};
use crate::table::Column;

/// Exactly one text per decimal, such as `-12.50`, so that equal numbers are equal texts.
pub(crate) fn decimal_checks(column: &Column, precision: u8, scale: u8) -> Vec<String> {
    let name = quoted(&column.name);
    let bare = format!("ltrim({name}, '-')");
    let whole_digits = usize::from(precision - scale);
    let fraction = if scale == 0 { String::new() } else { format!(".{}", "[0-9]".repeat(scale.into())) };
    let fraction_length = if scale == 0 { 0 } else { usize::from(scale) + 1 };
    let start = format!("substr({bare}, 1, length({bare}) - {fraction_length})");
    let mut checks = vec![
        // A sign in front only, digits before the point and as many as the scale behind it.
        format!("{name} NOT GLOB '?*-*' AND {bare} GLOB '[0-9]*{fraction}' AND {start} NOT GLOB '*[^0-9]*'"),
        format!("{bare} NOT GLOB '0[0-9]*' AND {name} <> '-{}'", decimal_text(0, scale)),
    ];
    checks.push(match whole_digits {
        0 => format!("{start} = '0'"),
        _ => format!("length({start}) <= {whole_digits}"),
    });
    let (minimum, maximum) = decimal_bounds(column, scale);
    checks.extend(minimum.map(|bound| order_check(&name, bound, scale, [">=", "<="])));
    checks.extend(maximum.map(|bound| order_check(&name, bound, scale, ["<=", ">="])));
    checks
}

/// Texts of one sign are ordered by their length and then by their digits. The first comparison is that of the
/// numbers; among negative numbers the longer text is the smaller one, so that they compare the other way round.
fn order_check(name: &str, bound: i128, scale: u8, [comparison, reversed]: [&str; 2]) -> String {
    let text = decimal_text(bound, scale);
    let by_digits = |comparison| format!("(length({name}), {name}) {comparison} ({}, '{text}')", text.len());
    let wants_more = comparison == ">=";
    match (bound < 0, wants_more) {
        (false, true) => format!("{name} NOT LIKE '-%' AND {}", by_digits(comparison)),
        (false, false) => format!("{name} LIKE '-%' OR {}", by_digits(comparison)),
        (true, true) => format!("{name} NOT LIKE '-%' OR {}", by_digits(reversed)),
        (true, false) => format!("{name} LIKE '-%' AND {}", by_digits(reversed)),
    }
}

/// A day that the calendar has: SQLite moves others into the next month when it adds days, even none.
pub(crate) fn date_check(name: &str) -> String {
    format!("{name} GLOB '{DATE}' AND {name} >= '0001-01-01' AND date({name}, '+0 days') IS {name}")
}

/// An instant in UTC with microseconds.
pub(crate) fn timestamp_check(name: &str) -> String {
    let seconds = format!("substr({name}, 1, 19)");
    format!(
        "{name} GLOB '{DATE}T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].{}Z' AND {name} >= '0001-01-01' \
         AND strftime('%Y-%m-%dT%H:%M:%S', {seconds}, '+0 days') IS {seconds}",
        "[0-9]".repeat(6)
    )
}

const DATE: &str = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";
