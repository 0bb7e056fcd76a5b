//! How values may be spelled in a text of JSON, as regular expressions that every engine reads the same way.

use super::digits::Digits;
use crate::rows::number::{Rounding, decimal_bound};
use crate::table::Column;

/// Blanks that are dropped around dates and times.
const BLANK: &str = r"[ \t\n\r\f]*";
const TIME: &str = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";
const MONTHS_OF_31: &str =
    "[Jj][Aa][Nn]|[Mm][Aa][Rr]|[Mm][Aa][Yy]|[Jj][Uu][Ll]|[Aa][Uu][Gg]|[Oo][Cc][Tt]|[Dd][Ee][Cc]";
const MONTHS_OF_30: &str = "[Aa][Pp][Rr]|[Jj][Uu][Nn]|[Ss][Ee][Pp]|[Nn][Oo][Vv]";
const WEEKDAYS: &str =
    "[Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt]|[Ss][Uu][Nn]";
const LEAP_YEAR: &str = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
const YEAR: &str = "[0-9]{4}";

/// A day of the calendar, `2023-07-08`.
pub(crate) fn date() -> String {
    whole(&plain_date())
}

/// An instant as RFC 3339 or RFC 1123. That the day of the week is the right one, and that the offset does not lead
/// out of the years 1 to 9999, no expression tells.
pub(crate) fn timestamp() -> String {
    let offset = "[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]";
    let rfc3339 =
        format!(r"{}[Tt ]{TIME}(?:\.(?:[0-9]{{1,6}}|[0-9]{{6}}0{{1,3}}))?(?:[Zz]|{offset})", plain_date());
    let feb = "[Ff][Ee][Bb]";
    let day = format!(
        "(?:(?:0?[1-9]|[12][0-9]|3[01]) (?:{MONTHS_OF_31}) (?!0000){YEAR}|(?:0?[1-9]|[12][0-9]|30) (?:{MONTHS_OF_30}) \
         (?!0000){YEAR}|(?:0?[1-9]|1[0-9]|2[0-8]) {feb} (?!0000){YEAR}|29 {feb} (?!0000){LEAP_YEAR})"
    );
    let zone = "(?:[Zz]|[+-](?:[01][0-9]|2[0-3])[0-5][0-9]|[Gg][Mm][Tt]|[Uu][Tt][Cc]?)";
    whole(&format!("(?:{rfc3339}|(?:(?:{WEEKDAYS}),{BLANK})?{day} {TIME} {zone})"))
}

/// The texts that spell a decimal of the column's type within its minimum and maximum: all of them have to match.
/// What an exponent comes to no expression tells, so a text with one matches always.
pub(crate) fn decimal(column: &Column, precision: u8, scale: u8) -> Vec<String> {
    let whole_digits = usize::from(precision - scale);
    let any = r"[0-9]*(?:\.[0-9]*)?";
    let sized = format!(r"0*[0-9]{{0,{whole_digits}}}(?:\.[0-9]{{0,{scale}}}0*)?");
    let mut patterns = vec![text_of_digits(&format!("[+-]?{sized}"))];
    if let Some(minimum) = column.minimum {
        let bound = Digits::new(decimal_bound(minimum, scale, Rounding::Up), scale);
        patterns.push(text_of_digits(&if bound.is_negative {
            format!(r"(?:\+?{any}|-(?:{}))", bound.at_most())
        } else {
            format!(r"(?:\+?(?:{}){})", bound.at_least(), if bound.is_zero() { r"|-0*(?:\.0*)?" } else { "" })
        }));
    }
    if let Some(maximum) = column.maximum {
        let bound = Digits::new(decimal_bound(maximum, scale, Rounding::Down), scale);
        patterns.push(text_of_digits(&if bound.is_negative {
            format!("-(?:{})", bound.at_least())
        } else {
            format!(r"(?:\+?(?:{})|-{any})", bound.at_most())
        }));
    }
    patterns
}

fn plain_date() -> String {
    format!(
        "(?!0000)(?:{YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|\
         02-(?:0[1-9]|1[0-9]|2[0-8]))|{LEAP_YEAR}-02-29)"
    )
}

fn whole(pattern: &str) -> String {
    format!(r"^{BLANK}{pattern}{BLANK}$(?!\n)")
}

/// At least one digit, or an exponent.
fn text_of_digits(number: &str) -> String {
    format!(r"^(?=[+-]?\.?[0-9])(?:{number}$(?!\n)|[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE])")
}
