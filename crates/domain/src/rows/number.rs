//! Numbers as people and programs write them: whole, binary and exact decimal.

use crate::column_type::ColumnType;

/// Why a text is not a number of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotANumber {
    /// It is no number, or one of another kind.
    Type,
    /// It is a number, but beyond the type.
    Range,
    /// It has more digits than the decimal keeps.
    Precision,
    /// It is a word for infinity or for not a number.
    NotFinite,
}

/// The smallest and the largest value of an integer type.
pub(crate) fn integer_range(kind: ColumnType) -> Option<(i64, i64)> {
    match kind {
        ColumnType::Tinyint => Some((i8::MIN.into(), i8::MAX.into())),
        ColumnType::Smallint => Some((i16::MIN.into(), i16::MAX.into())),
        ColumnType::Int => Some((i32::MIN.into(), i32::MAX.into())),
        ColumnType::Bigint => Some((i64::MIN, i64::MAX)),
        ColumnType::Float
        | ColumnType::Double
        | ColumnType::Decimal { .. }
        | ColumnType::Char(_)
        | ColumnType::Varchar(_)
        | ColumnType::String
        | ColumnType::Boolean
        | ColumnType::Date
        | ColumnType::Timestamp => None,
    }
}

/// The value of an integer type that the text spells, if it is one.
pub(crate) fn integer_of(kind: ColumnType, text: &str) -> Option<i64> {
    let (least, most) = integer_range(kind)?;
    parse_integer(text, least, most).ok()
}

/// Digits with an optional sign, between two bounds.
pub(crate) fn parse_integer(text: &str, least: i64, most: i64) -> Result<i64, NotANumber> {
    match text.parse::<i64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        Ok(_) => Err(NotANumber::Range),
        Err(_) => {
            let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
            let is_whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            Err(if is_whole { NotANumber::Range } else { NotANumber::Type })
        }
    }
}

/// The nearest finite 64-bit number.
pub(crate) fn parse_double(text: &str) -> Result<f64, NotANumber> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        Ok(_) => Err(infinite(text)),
        Err(_) => Err(NotANumber::Type),
    }
}

/// The nearest finite 32-bit number, found from the text itself: a detour over 64 bits would round twice.
pub(crate) fn parse_float(text: &str) -> Result<f64, NotANumber> {
    match text.parse::<f32>() {
        Ok(number) if number.is_finite() => Ok(number.into()),
        Ok(_) => Err(infinite(text)),
        Err(_) => Err(NotANumber::Type),
    }
}

/// Digits that round to infinity are out of range; words such as `NaN` were never a number.
fn infinite(text: &str) -> NotANumber {
    if text.bytes().any(|b| b.is_ascii_digit()) { NotANumber::Range } else { NotANumber::NotFinite }
}

/// A decimal text without rounding: `mantissa * 10^power`, the mantissa not ending in 0.
struct Decimal {
    negative: bool,
    mantissa: u128,
    power: i64,
}

/// Reads sign, digits, point and exponent. More than 38 significant digits are a matter of precision.
fn scan_decimal(text: &str) -> Result<Decimal, NotANumber> {
    let (negative, rest) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let mut mantissa = 0_u128;
    let mut too_long = false;
    // Zeros that only count once another digit follows them.
    let mut zeros = 0_u32;
    let mut fraction_digits = 0_i64;
    let mut digits = 0_usize;
    let mut in_fraction = false;
    let mut exponent = 0_i64;
    let mut bytes = rest.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                fraction_digits += i64::from(in_fraction);
                if byte == b'0' {
                    zeros += u32::from(mantissa != 0);
                    continue;
                }
                let shifted = if mantissa == 0 {
                    Some(0)
                } else {
                    10_u128.checked_pow(zeros + 1).and_then(|ten| mantissa.checked_mul(ten))
                };
                match shifted.and_then(|shifted| shifted.checked_add(u128::from(byte - b'0'))) {
                    Some(longer) => mantissa = longer,
                    None => too_long = true,
                }
                zeros = 0;
            }
            b'.' if !in_fraction => in_fraction = true,
            b'e' | b'E' if digits > 0 => {
                exponent = scan_exponent(bytes.as_slice())?;
                break;
            }
            _ => return Err(wrong_decimal(text)),
        }
    }
    if digits == 0 {
        return Err(wrong_decimal(text));
    }
    if too_long {
        return Err(NotANumber::Precision);
    }
    Ok(Decimal { negative, mantissa, power: exponent - fraction_digits + i64::from(zeros) })
}

fn wrong_decimal(text: &str) -> NotANumber {
    match text.parse::<f64>() {
        Ok(number) if !number.is_finite() => infinite(text),
        _ => NotANumber::Type,
    }
}

fn scan_exponent(bytes: &[u8]) -> Result<i64, NotANumber> {
    let digits = match bytes {
        [b'+' | b'-', digits @ ..] => digits,
        digits => digits,
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(NotANumber::Type);
    }
    // Beyond a million any number but 0 is out of range or has too many digits: further digits change nothing.
    let size = digits.iter().fold(0_i64, |size, digit| (size * 10 + i64::from(digit - b'0')).min(1_000_000));
    Ok(if bytes[0] == b'-' { -size } else { size })
}

/// The number times `10^scale`, when that is whole and has at most `precision` digits.
pub(crate) fn parse_decimal(text: &str, precision: u8, scale: u8) -> Result<i128, NotANumber> {
    let decimal = scan_decimal(text)?;
    if decimal.mantissa == 0 {
        return Ok(0);
    }
    let shift = u32::try_from(decimal.power + i64::from(scale)).map_err(|_| NotANumber::Precision)?;
    let limit = 10_i128.pow(u32::from(precision));
    10_u128
        .checked_pow(shift)
        .and_then(|ten| decimal.mantissa.checked_mul(ten))
        .and_then(|unscaled| i128::try_from(unscaled).ok())
        .filter(|unscaled| *unscaled < limit)
        .map(|unscaled| if decimal.negative { -unscaled } else { unscaled })
        .ok_or(NotANumber::Precision)
}

/// Which neighbour of a bound that falls between two decimals still satisfies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// The next larger one: for a minimum.
    Up,
    /// The next smaller one: for a maximum.
    Down,
}

/// A bound of a decimal column times `10^scale`. The bound is read as the shortest decimal that spells it,
/// since that is what its author wrote: 0.1 is one tenth.
pub(crate) fn decimal_bound(bound: f64, scale: u8, rounding: Rounding) -> i128 {
    let beyond = if bound < 0.0 { i128::MIN } else { i128::MAX };
    let Ok(decimal) = scan_decimal(&bound.to_string()) else { return beyond };
    let shift = decimal.power + i64::from(scale);
    let magnitude = if shift >= 0 {
        let ten = u32::try_from(shift).ok().and_then(|shift| 10_u128.checked_pow(shift));
        ten.and_then(|ten| decimal.mantissa.checked_mul(ten))
    } else {
        let ten = u32::try_from(-shift).ok().and_then(|shift| 10_u128.checked_pow(shift));
        // A mantissa that does not end in 0 never divides evenly; away from zero means one more.
        let away_from_zero = decimal.mantissa != 0 && (decimal.negative == (rounding == Rounding::Down));
        Some(ten.map_or(0, |ten| decimal.mantissa / ten) + u128::from(away_from_zero))
    };
    match magnitude.and_then(|magnitude| i128::try_from(magnitude).ok()) {
        Some(magnitude) => {
            if decimal.negative {
                -magnitude
            } else {
                magnitude
            }
        }
        None => beyond,
    }
}
