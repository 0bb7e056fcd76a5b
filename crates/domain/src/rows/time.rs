//! Dates and times: RFC 3339 and RFC 1123 in, RFC 3339 in UTC out. Years 1 to 9999 of the Gregorian calendar.

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;
/// 0001-01-01 in days since 1970-01-01.
const FIRST_DAY: i64 = -719_162;
/// 9999-12-31 in days since 1970-01-01.
const LAST_DAY: i64 = 2_932_896;

const MONTHS: [&[u8; 3]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
/// In the order of the days since 1970-01-01, a Thursday.
const WEEKDAYS: [&[u8; 3]; 7] = [b"thu", b"fri", b"sat", b"sun", b"mon", b"tue", b"wed"];

/// Reads an instant as microseconds since 1970-01-01T00:00:00Z. Blanks around it are dropped.
///
/// RFC 3339 with any offset, `T`, `t` or a blank between date and time; RFC 1123 with or without the day of the
/// week, which has to be the right one. Nothing is rounded: a fraction finer than microseconds is refused, and so
/// is second 60, which has no number here.
pub fn parse_timestamp(text: &str) -> Option<i64> {
    let bytes = text.trim_ascii().as_bytes();
    let (micros, offset_minutes) = match bytes {
        [y0, _, _, _, b'-', ..] if y0.is_ascii_digit() => parse_rfc3339(bytes)?,
        _ => parse_rfc1123(bytes)?,
    };
    let utc = micros - offset_minutes * 60 * MICROS_PER_SECOND;
    is_timestamp(utc).then_some(utc)
}

/// Whether a number of microseconds since 1970-01-01T00:00:00Z is an instant that a row may hold.
pub fn is_timestamp(micros: i64) -> bool {
    (FIRST_DAY..=LAST_DAY).contains(&micros.div_euclid(MICROS_PER_DAY))
}

/// Whether a number of days since 1970-01-01 is a date that a row may hold.
pub fn is_date(days: i64) -> bool {
    (FIRST_DAY..=LAST_DAY).contains(&days)
}

/// Reads a date such as `2023-07-08` as days since 1970-01-01. Blanks around it are dropped.
pub fn parse_date(text: &str) -> Option<i32> {
    let bytes: &[u8; 10] = text.trim_ascii().as_bytes().try_into().ok()?;
    i32::try_from(full_date(bytes)?).ok()
}

/// Microseconds by the wall, and minutes that the wall is ahead of UTC.
fn parse_rfc3339(bytes: &[u8]) -> Option<(i64, i64)> {
    let (date, rest) = bytes.split_first_chunk::<10>()?;
    let days = full_date(date)?;
    let [b'T' | b't' | b' ', rest @ ..] = rest else { return None };
    let (time, rest) = rest.split_first_chunk::<8>()?;
    let seconds = time_of_day(time)?;
    let (fraction, zone) = match rest {
        [b'.', rest @ ..] => split_fraction(rest)?,
        _ => (0, rest),
    };
    let offset = match zone {
        [b'Z' | b'z'] => 0,
        [sign, h0, h1, b':', m0, m1] => offset(*sign, [*h0, *h1, *m0, *m1])?,
        _ => return None,
    };
    Some((days * MICROS_PER_DAY + seconds * MICROS_PER_SECOND + fraction, offset))
}

/// One to nine digits as microseconds, and what follows them.
fn split_fraction(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let length = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = bytes.split_at(length);
    if !(1..=9).contains(&length) || digits.iter().skip(6).any(|digit| *digit != b'0') {
        return None;
    }
    let micros =
        (0..6).fold(0, |micros, place| micros * 10 + i64::from(digits.get(place).map_or(0, |d| d - b'0')));
    Some((micros, rest))
}

/// `[Sat, ]8 Jul 2023 20:00:00 GMT`.
fn parse_rfc1123(bytes: &[u8]) -> Option<(i64, i64)> {
    let (weekday, bytes) = match bytes {
        [a, b, c, b',', rest @ ..] => (Some(name_index(&WEEKDAYS, [*a, *b, *c])?), rest.trim_ascii_start()),
        _ => (None, bytes),
    };
    let (day, bytes) = match bytes {
        [d0, d1, b' ', rest @ ..] => (two(*d0, *d1)?, rest),
        [d1, b' ', rest @ ..] => (two(b'0', *d1)?, rest),
        _ => return None,
    };
    let (head, zone) = bytes.split_first_chunk::<18>()?;
    let [m0, m1, m2, b' ', y0, y1, y2, y3, b' ', time @ .., b' '] = head else { return None };
    let month = i64::try_from(name_index(&MONTHS, [*m0, *m1, *m2])?).ok()? + 1;
    let days = day_number(two(*y0, *y1)? * 100 + two(*y2, *y3)?, month, day)?;
    if weekday.is_some_and(|weekday| i64::try_from(weekday) != Ok(days.rem_euclid(7))) {
        return None;
    }
    let seconds = time_of_day(time)?;
    let offset = match zone {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), h0, h1, m0, m1] => offset(*sign, [*h0, *h1, *m0, *m1])?,
        _ if [&b"GMT"[..], b"UTC", b"UT"].iter().any(|name| zone.eq_ignore_ascii_case(name)) => 0,
        _ => return None,
    };
    Some((days * MICROS_PER_DAY + seconds * MICROS_PER_SECOND, offset))
}

fn name_index(names: &[&[u8; 3]], name: [u8; 3]) -> Option<usize> {
    let name = name.map(|b| b.to_ascii_lowercase());
    names.iter().position(|candidate| **candidate == name)
}

fn full_date(bytes: &[u8; 10]) -> Option<i64> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *bytes else { return None };
    day_number(two(y0, y1)? * 100 + two(y2, y3)?, two(m0, m1)?, two(d0, d1)?)
}

/// `20:00:00` as seconds.
fn time_of_day(bytes: &[u8; 8]) -> Option<i64> {
    let [h0, h1, b':', m0, m1, b':', s0, s1] = *bytes else { return None };
    let (hour, minute, second) = (two(h0, h1)?, two(m0, m1)?, two(s0, s1)?);
    (hour < 24 && minute < 60 && second < 60).then_some((hour * 60 + minute) * 60 + second)
}

fn offset(sign: u8, [h0, h1, m0, m1]: [u8; 4]) -> Option<i64> {
    let (hours, minutes) = (two(h0, h1)?, two(m0, m1)?);
    let size = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
    match sign {
        b'+' => Some(size),
        b'-' => Some(-size),
        _ => None,
    }
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then_some(i64::from(tens) * 10 + i64::from(ones))
}

/// Days since 1970-01-01. Years are counted from March, so that a leap day is the last day of its year
/// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let month_length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=9999).contains(&year) || !(1..=month_length).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

/// Year, month and day of a day since 1970-01-01; the same algorithm backwards.
fn calendar_date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
    (era * 400 + year_of_era + year, month, day)
}

/// Appends `2023-07-08T20:00:00.000Z`; six digits of fraction when there are microseconds.
pub fn write_timestamp(out: &mut Vec<u8>, micros: i64) {
    write_date_at(out, micros.div_euclid(MICROS_PER_DAY));
    let of_day = micros.rem_euclid(MICROS_PER_DAY);
    let seconds = of_day / MICROS_PER_SECOND;
    let fraction = of_day % MICROS_PER_SECOND;
    for (before, number) in [(b'T', seconds / 3_600), (b':', seconds / 60 % 60), (b':', seconds % 60)] {
        out.push(before);
        write_digits(out, number, 2);
    }
    out.push(b'.');
    if fraction % 1_000 == 0 {
        write_digits(out, fraction / 1_000, 3);
    } else {
        write_digits(out, fraction, 6);
    }
    out.push(b'Z');
}

/// Appends `2023-07-08`.
pub fn write_date(out: &mut Vec<u8>, days: i32) {
    write_date_at(out, days.into());
}

fn write_date_at(out: &mut Vec<u8>, days: i64) {
    let (year, month, day) = calendar_date(days);
    write_digits(out, year, 4);
    out.push(b'-');
    write_digits(out, month, 2);
    out.push(b'-');
    write_digits(out, day, 2);
}

/// The last `width` digits of a number that is not negative.
fn write_digits(out: &mut Vec<u8>, number: i64, width: u32) {
    for place in (0..width).rev() {
        out.push(b'0' + (number / 10_i64.pow(place)).rem_euclid(10) as u8);
    }
}

/// The instant as RFC 3339 in UTC, such as `2023-07-08T20:00:00.000Z`.
pub fn format_timestamp(micros: i64) -> String {
    text_of(|out| write_timestamp(out, micros))
}

/// The date, such as `2023-07-08`.
pub fn format_date(days: i32) -> String {
    text_of(|out| write_date(out, days))
}

fn text_of(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::with_capacity(27);
    write(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}
