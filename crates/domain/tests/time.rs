//! Dates and times, compared with chrono.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, SecondsFormat};
use domain::rows::time::{format_date, format_timestamp, parse_date, parse_timestamp};
use proptest::prelude::*;

const FIRST: i64 = -62_135_596_800_000_000;
const LAST: i64 = 253_402_300_799_999_999;
/// 2023-07-08T20:00:00Z.
const EVENING: i64 = 1_688_846_400_000_000;

#[test]
fn both_standards_are_read_in_all_their_forms() {
    for text in [
        "2023-07-08T20:00:00Z",
        "2023-07-08t20:00:00z",
        "2023-07-08 20:00:00.000000000Z",
        "2023-07-08T20:00:00.0+00:00",
        "2023-07-08T22:30:00+02:30",
        "2023-07-07T20:01:00-23:59",
        "  2023-07-08T20:00:00Z ",
        "Sat, 08 Jul 2023 20:00:00 GMT",
        "sat, 8 jul 2023 20:00:00 gmt",
        " 08 Jul 2023 20:00:00 GMT",
        "08 JUL 2023 20:00:00 UTC",
        "8 Jul 2023 20:00:00 UT",
        "8 Jul 2023 20:00:00 +0000",
        "8 Jul 2023 21:30:00 +0130",
        "8 Jul 2023 20:00:00 Z",
    ] {
        assert_eq!(parse_timestamp(text), Some(EVENING), "{text}");
    }
    assert_eq!(parse_timestamp("2023-07-08T20:00:00.123456000Z"), Some(EVENING + 123_456));
    assert_eq!(parse_timestamp("2023-07-08T20:00:00.5Z"), Some(EVENING + 500_000));
}

#[test]
fn anything_ambiguous_impossible_or_too_fine_is_refused() {
    for text in [
        "",
        "2023-07-08",
        "2023-07-08T20:00:00",
        "2023-07-08T20:00Z",
        "2023-07-08T20:00:00.Z",
        "2023-07-08T20:00:00.1234567Z",
        "2023-07-08T20:00:00.0000000000Z",
        "2023-07-08T24:00:00Z",
        "2023-07-08T20:60:00Z",
        "2016-12-31T23:59:60Z",
        "2023-07-08T20:00:00+24:00",
        "2023-07-08T20:00:00+00:60",
        "2023-07-08T20:00:00+0000",
        "2023-07-08T20:00:00 Z",
        "2023-07-08T20:00:00Zx",
        "2023-02-29T20:00:00Z",
        "2023-13-01T20:00:00Z",
        "2023-00-01T20:00:00Z",
        "2023-07-00T20:00:00Z",
        "0000-12-31T20:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "+2023-07-08T20:00:00Z",
        "Sun, 08 Jul 2023 20:00:00 GMT",
        "Xyz, 08 Jul 2023 20:00:00 GMT",
        "08 Jul 23 20:00:00 GMT",
        "08 July 2023 20:00:00 GMT",
        "008 Jul 2023 20:00:00 GMT",
        "08 Jul 2023 20:00:00",
        "08 Jul 2023 20:00:00 EST",
        "08 Jul 2023 20:00:00 +00:00",
        "31 Jun 2023 20:00:00 GMT",
        "1688846400",
        "2023-07-08T20:00:0\u{661}Z",
    ] {
        assert_eq!(parse_timestamp(text), None, "{text}");
    }
}

#[test]
fn a_leap_day_is_a_date_in_leap_years_only() {
    assert!(parse_date("2024-02-29").is_some() && parse_date("2000-02-29").is_some());
    assert!(parse_date("2023-02-29").is_none() && parse_date("1900-02-29").is_none());
}

#[test]
fn dates_are_four_two_two_digits() {
    assert_eq!(parse_date(" 1970-01-02 "), Some(1));
    for text in
        ["", "1970-1-2", "70-01-02", "1970/01/02", "1970-01-02T", "0000-01-01", "10000-01-01", "-970-01-01"]
    {
        assert_eq!(parse_date(text), None, "{text}");
    }
}

#[test]
fn days_of_ten_thousand_years_agree_with_chrono() {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
    let mut date = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    while date.year() < 10_000 {
        let days = i32::try_from((date - epoch).num_days()).unwrap();
        let text = date.format("%Y-%m-%d").to_string();
        assert_eq!(parse_date(&text), Some(days));
        assert_eq!(format_date(days), text);
        date = date.checked_add_days(Days::new(11)).unwrap();
    }
}

#[test]
fn microseconds_are_written_only_when_there_are_any() {
    assert_eq!(format_timestamp(EVENING), "2023-07-08T20:00:00.000Z");
    assert_eq!(format_timestamp(EVENING + 120_000), "2023-07-08T20:00:00.120Z");
    assert_eq!(format_timestamp(EVENING + 1), "2023-07-08T20:00:00.000001Z");
    assert_eq!(format_timestamp(-1), "1969-12-31T23:59:59.999999Z");
}

proptest! {
    #[test]
    fn what_is_written_reads_back_and_agrees_with_chrono(micros in FIRST..=LAST) {
        let text = format_timestamp(micros);
        prop_assert_eq!(parse_timestamp(&text), Some(micros));
        prop_assert_eq!(DateTime::parse_from_rfc3339(&text).unwrap().timestamp_micros(), micros);
    }

    #[test]
    fn chronos_own_rfc_3339_reads_the_same(micros in FIRST + 86_400_000_000..=LAST - 86_400_000_000, minutes in -1439..=1439_i32) {
        let offset = FixedOffset::east_opt(minutes * 60).unwrap();
        let time = DateTime::from_timestamp_micros(micros).unwrap().with_timezone(&offset);
        prop_assert_eq!(parse_timestamp(&time.to_rfc3339_opts(SecondsFormat::Nanos, true)), Some(micros));
    }

    #[test]
    fn chronos_own_rfc_1123_reads_the_same(seconds in FIRST / 1_000_000 + 86_400..=LAST / 1_000_000 - 86_400, minutes in -1439..=1439_i32) {
        let offset = FixedOffset::east_opt(minutes * 60).unwrap();
        let time = DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&offset);
        prop_assert_eq!(parse_timestamp(&time.to_rfc2822()), Some(seconds * 1_000_000));
    }

    #[test]
    fn no_text_is_read_that_chrono_refuses(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,6})?(Z|[+-][0-2][0-9]:[0-6][0-9])") {
        if let Some(micros) = parse_timestamp(&text) {
            prop_assert_eq!(DateTime::parse_from_rfc3339(&text).unwrap().timestamp_micros(), micros);
        }
    }

    #[test]
    fn any_text_is_answered(text in "\\PC*") {
        let _ = (parse_timestamp(&text), parse_date(&text));
    }
}
