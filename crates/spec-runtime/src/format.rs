//! Formats of the contract. The common spellings of the common ones are recognised at once; the judge that explains
//! refusals has the word on all others, so that both always agree.

use base64::Engine;
use email_address::EmailAddress;
use jsonschema::Validator;
use serde_json::json;

/// Whether a text is of a format.
#[macro_export]
macro_rules! matches_format {
    ($format:literal, $text:expr) => {{
        static FORMAT: std::sync::LazyLock<$crate::check::Format> =
            std::sync::LazyLock::new(|| $crate::check::Format::new($format));
        FORMAT.is_match($text)
    }};
}

/// A format and its judge.
#[derive(Debug)]
pub struct Format {
    /// Whether a text is in a spelling that is valid for certain.
    is_plain: fn(&str) -> bool,
    judge: Validator,
}

impl Format {
    /// The format of this name.
    ///
    /// # Panics
    /// When there is no such format, which generation refuses.
    pub fn new(name: &str) -> Format {
        let is_plain = match name {
            "date" => |text: &str| is_date(text.as_bytes()),
            "date-time" => |text: &str| is_moment(text.as_bytes()),
            "uuid" => |text: &str| is_uuid(text.as_bytes()),
            _ => |_: &str| false,
        };
        let judge = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .with_format("byte", byte)
            .build(&json!({"format": name}))
            .unwrap_or_else(|error| panic!("the format {name} is not known: {error}"));
        Format { is_plain, judge }
    }

    /// Whether a text is of this format.
    pub fn is_match(&self, text: &str) -> bool {
        (self.is_plain)(text) || self.judge.is_valid(&text.into())
    }
}

/// `format: email`.
pub fn email(text: &str) -> bool {
    is_plain_email(text.as_bytes()) || EmailAddress::is_valid(text)
}

/// `format: byte`: base64.
pub fn byte(text: &str) -> bool {
    base64::engine::general_purpose::STANDARD.decode(text).is_ok()
}

/// `name.name@label.label` in ASCII, without quotes, comments or addresses in brackets, and with a short domain.
fn is_plain_email(text: &[u8]) -> bool {
    let Some(name) = dotted(text, ATOM, ATOM) else { return false };
    let [b'@', domain @ ..] = &text[name..] else { return false };
    name <= 64 && domain.len() <= 63 && dotted(domain, LABEL, LABEL_END) == Some(domain.len())
}

/// How long parts with dots between them are at the start of a text, each of `inner` bytes with `end` bytes at its ends.
fn dotted(text: &[u8], inner: u8, end: u8) -> Option<usize> {
    let is = |byte: u8, kind: u8| KINDS[usize::from(byte)] & kind != 0;
    let (mut previous, mut length) = (b'.', 0);
    for &byte in text {
        if previous == b'.' {
            if !is(byte, end) {
                return None;
            }
        } else if !is(byte, inner) && (byte != b'.' || !is(previous, end)) {
            break;
        }
        previous = byte;
        length += 1;
    }
    is(previous, end).then_some(length)
}

/// The `atext` of RFC 5322.
const ATOM: u8 = 1;
/// What a label of a domain has: letters, digits and hyphens.
const LABEL: u8 = 2;
/// What it starts and ends with: letters and digits.
const LABEL_END: u8 = 4;

/// The kinds that each byte is of.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => ATOM | LABEL | LABEL_END,
            b'-' => ATOM | LABEL,
            b'!' | b'#'..=b'\'' | b'*' | b'+' | b'/' | b'=' | b'?' | b'^'..=b'`' | b'{'..=b'~' => ATOM,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// `0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b`, in either case.
fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && [8, 13, 18, 23].iter().all(|at| text[*at] == b'-')
        && text.iter().filter(|byte| byte.is_ascii_hexdigit()).count() == 32
}

/// `2026-11-25`
fn is_date(text: &[u8]) -> bool {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text else { return false };
    let (Some(century), Some(year), Some(month), Some(day)) =
        (two_digits(a, b), two_digits(c, d), two_digits(e, f), two_digits(g, h))
    else {
        return false;
    };
    let leap = if year == 0 { century % 4 == 0 } else { year % 4 == 0 };
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// `2026-11-25T09:30:00.000Z`, with any fraction or none, and `Z` or an offset such as `+01:00`. Leap seconds, which
/// depend on the offset, are left to the judge.
fn is_moment(text: &[u8]) -> bool {
    let Some((date, [b'T', time @ ..])) = text.split_at_checked(10) else { return false };
    let &[a, b, b':', c, d, b':', e, f, ref rest @ ..] = time else { return false };
    let is_time = |hour: Option<u8>, minute: Option<u8>| {
        hour.is_some_and(|hour| hour <= 23) && minute.is_some_and(|minute| minute <= 59)
    };
    let offset = match rest {
        [b'.', fraction @ ..] => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return false;
            }
            &fraction[digits..]
        }
        _ => rest,
    };
    let is_offset = match *offset {
        [b'Z'] => true,
        [b'+' | b'-', a, b, b':', c, d] => is_time(two_digits(a, b), two_digits(c, d)),
        _ => false,
    };
    is_offset
        && is_date(date)
        && is_time(two_digits(a, b), two_digits(c, d))
        && two_digits(e, f).is_some_and(|second| second <= 59)
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
    is_number.then(|| (tens - b'0') * 10 + (ones - b'0'))
}
