//! What is judged without its full judge is judged as by it: patterns as by `regex`, formats as by `jsonschema`.

use email_address::EmailAddress;
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use regex::Regex;
use serde_json::json;
use spec_runtime::check::{Format, Pattern, email};
use spec_runtime::{matches_format, matches_pattern};

fn judge(format: &str) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&json!({"format": format}))
        .expect("the format is known")
}

/// Holds a format against its judge.
fn agrees(format: &str, texts: impl IntoIterator<Item = String>) {
    let (ours, judge) = (Format::new(format), judge(format));
    for text in texts {
        assert_eq!(ours.is_match(&text), judge.is_valid(&text.as_str().into()), "{format} of {text:?}");
    }
}

#[test]
fn formats_and_patterns_are_checked() {
    let uuid = |text: &str| matches_format!("uuid", text);
    let moment = |text: &str| matches_format!("date-time", text);
    let word = |text: &str| matches_pattern!("^[a-z]{2,3}$", text);
    assert!(uuid("0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b") && !uuid("0198a1b2") && !uuid(""));
    assert!(moment("2026-11-25T09:30:00.000Z") && !moment("2026-02-30T09:30:00Z") && !moment("now"));
    assert!(email("a@example.org") && !email("a") && !email("@"));
    assert!(word("ab") && word("abc") && !word("a") && !word("abcd") && !word("aB") && !word("é"));
}

#[test]
fn every_day_is_judged_as_by_the_judge() {
    let years = [0, 4, 100, 400, 1900, 2000, 2023, 2024, 2100, 2400, 9996, 9999];
    let days = years.into_iter().flat_map(|year| {
        (0..=13).flat_map(move |month| (0..=32).map(move |day| format!("{year:04}-{month:02}-{day:02}")))
    });
    let days: Vec<String> = days.collect();
    agrees("date-time", days.iter().map(|day| format!("{day}T00:00:00Z")));
    agrees("date", days);
}

#[test]
fn leap_seconds_are_judged_as_by_the_judge() {
    let times = ["23:59:60", "22:59:60", "00:59:60", "05:29:60", "12:00:60", "23:59:61"];
    let offsets =
        ["Z", "z", "+00:00", "-00:00", "+01:00", "-01:00", "+05:30", "-23:59", "+24:00", "+01:60", ""];
    agrees(
        "date-time",
        times.iter().flat_map(|time| offsets.map(|offset| format!("2016-12-31T{time}{offset}"))),
    );
}

#[test]
fn addresses_with_odd_ends_are_judged_as_by_the_judge() {
    let texts = [
        "a@b",
        "a@b-",
        "a@-b",
        "a@b.",
        "a@.b",
        "a@b-.c",
        "a@b.-c",
        "a@b..c",
        "a.@b",
        ".a@b",
        "a..b@c",
        "a.b@c-d.e",
        "a@",
        "@a",
        "",
        "@",
        "a@b@c",
        "a@b_c",
        "\"a b\"@c",
        "A <a@b.c>",
        "a@[127.0.0.1]",
        "é@b",
        "a@é.b",
        "a b@c",
    ];
    for text in texts {
        assert_eq!(email(text), EmailAddress::is_valid(text), "{text}");
    }
}

#[test]
fn an_empty_match_within_a_character_is_none() {
    for pattern in [r"(?-u:\B)", r"(?-u:\B)a*"] {
        let (ours, engine) = (Pattern::new(pattern), Regex::new(pattern).unwrap());
        assert_eq!(ours.is_match("aéa"), engine.is_match("aéa"), "{pattern}");
    }
    assert!(!Pattern::new(r"(?-u:\B)").is_match("aéa"));
}

/// A text with one character of it changed, added or left out, or as it is.
fn damaged(text: String, change: u8, at: Index, new: char) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = at.index(characters.len());
    match change {
        0 => characters[at] = new,
        1 => characters.insert(at, new),
        2 => drop(characters.remove(at)),
        _ => {}
    }
    characters.into_iter().collect()
}

fn moment() -> impl Strategy<Value = String> {
    let date = (
        select(vec![0, 1900, 2000, 2023, 2024]),
        0..=13_u8,
        0..=32_u8,
        select(vec!["T", "T", "T", "t", " "]),
    );
    let time = (
        0..=24_u8,
        0..=60_u8,
        0..=61_u8,
        "(|[.][0-9]{0,9})",
        "(Z|z||[+-][0-2][0-9]:[0-6][0-9]|[+-]0[0-9]00)",
    );
    (date, time).prop_map(|((year, month, day, between), (hour, minute, second, fraction, offset))| {
        format!("{year:04}-{month:02}-{day:02}{between}{hour:02}:{minute:02}:{second:02}{fraction}{offset}")
    })
}

/// A part of a pattern: what it stands for and how often.
fn part() -> impl Strategy<Value = String> {
    let atoms = [
        "a",
        "é",
        ".",
        "[a-c]",
        "[^a]",
        "[a-z0-9_]",
        r"\w",
        r"\d",
        r"(?-u:\B)",
        r"(?-u:\b)",
        r"\b",
        "(?:ab|b)",
        "(a|)",
        "^",
        "$",
        "(?i:a)",
        "[aé]",
    ];
    let counts = ["", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}?", "{2,}"];
    (select(atoms.to_vec()), select(counts.to_vec())).prop_map(|(atom, count)| format!("{atom}{count}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn moments_are_judged_as_by_the_judge(
        text in moment(), change in 0..12_u8, at: Index, new in select(vec!['0', '9', ':', '.', 'Z', '-', '+', ' ', 'é']),
    ) {
        agrees("date-time", [damaged(text, change, at, new)]);
    }

    #[test]
    fn uuids_are_judged_as_by_the_judge(
        text in "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", change in 0..6_u8, at: Index,
        new in select(vec!['0', 'f', 'g', '-', 'é']),
    ) {
        agrees("uuid", [damaged(text, change, at, new)]);
    }

    #[test]
    fn addresses_are_judged_as_by_the_judge(
        name in "([a-zA-Z0-9!#-'*+/=?^-`{-~-]{1,4}[.]?){1,3}|a{62,66}", domain in "([a-z0-9-]{1,4}[.]?){1,4}|a{62,66}|\\[a\\]",
        change in 0..8_u8, at: Index, new in select(vec!['@', '.', '-', '"', '<', ' ', '\\', '_', '\u{7f}', 'é']),
    ) {
        let text = damaged(format!("{name}@{domain}"), change, at, new);
        prop_assert_eq!(email(&text), EmailAddress::is_valid(&text), "{}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn patterns_are_judged_as_by_the_engine(
        parts in prop::collection::vec(part(), 1..4), start in select(vec!["", "^"]), end in select(vec!["", "$"]),
        texts in prop::collection::vec("[abcA1_é\n-]{0,6}", 8),
    ) {
        let pattern = format!("{start}{}{end}", parts.concat());
        if let Ok(engine) = Regex::new(&pattern) {
            let ours = Pattern::new(&pattern);
            for text in texts {
                prop_assert_eq!(ours.is_match(&text), engine.is_match(&text), "{} of {:?}", pattern, text);
            }
        }
    }
}
