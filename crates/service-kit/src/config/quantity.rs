//! Sizes and time spans as people write them.

use std::time::Duration;

/// Largest first, so that a value is shown in the largest unit that divides it.
const SIZES: [(&str, u64); 4] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("", 1)];
/// In milliseconds, largest first.
const SPANS: [(&str, u64); 4] = [("h", 3_600_000), ("min", 60_000), ("s", 1_000), ("ms", 1)];

pub(super) fn parse_bytes(text: &str) -> Option<u64> {
    parse(text, &SIZES)
}

pub(super) fn show_bytes(bytes: u64) -> String {
    show(bytes, &SIZES)
}

pub(super) fn parse_duration(text: &str) -> Option<Duration> {
    parse(text, &SPANS).map(Duration::from_millis)
}

pub(super) fn show_duration(span: Duration) -> String {
    show(u64::try_from(span.as_millis()).unwrap_or(u64::MAX), &SPANS)
}

/// Digits, then one of the units with nothing between.
fn parse(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let (_, factor) = units.iter().find(|(name, _)| *name == unit)?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

fn show(value: u64, units: &[(&str, u64)]) -> String {
    let unit = units.iter().find(|(_, factor)| value != 0 && value.is_multiple_of(*factor)).or(units.last());
    unit.map_or_else(|| value.to_string(), |(name, factor)| format!("{}{name}", value / factor))
}
