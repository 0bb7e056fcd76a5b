//! Values in PostgreSQL's binary form, as COPY and rows carry them.

use std::io;

use domain::column_type::ColumnType;
use domain::rows::value::Value;

/// Signature, flags and length of an extension, both 0.
pub(super) const HEADER: [u8; 19] = *b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// Where a row would say how many fields it has.
pub(super) const FOOTER: [u8; 2] = (-1_i16).to_be_bytes();

/// 2000-01-01, from which PostgreSQL counts, in days since 1970-01-01.
pub(super) const EPOCH_DAYS: i32 = 10_957;
/// The same in microseconds.
pub(super) const EPOCH_MICROS: i64 = EPOCH_DAYS as i64 * 86_400 * 1_000_000;

/// Appends one row: the leading number, then a value for each of the columns.
pub(super) fn push_row(
    out: &mut Vec<u8>,
    lead: i64,
    columns: &[(&str, ColumnType, usize)],
    values: &[Value<'_>],
) -> io::Result<()> {
    let field_count = i16::try_from(columns.len() + 1).map_err(io::Error::other)?;
    out.extend_from_slice(&field_count.to_be_bytes());
    push_field(out, &lead.to_be_bytes());
    for (_, column_type, place) in columns {
        let value = values.get(*place).ok_or_else(misfit)?;
        push_value(out, *column_type, value)?;
    }
    Ok(())
}

fn push_value(out: &mut Vec<u8>, column_type: ColumnType, value: &Value<'_>) -> io::Result<()> {
    match (column_type, value) {
        (_, Value::Null) => out.extend_from_slice(&(-1_i32).to_be_bytes()),
        (ColumnType::Boolean, Value::Bool(truth)) => push_field(out, &[u8::from(*truth)]),
        (ColumnType::Tinyint | ColumnType::Smallint, Value::Int(number)) => {
            push_field(out, &i16::try_from(*number).map_err(io::Error::other)?.to_be_bytes());
        }
        (ColumnType::Int, Value::Int(number)) => {
            push_field(out, &i32::try_from(*number).map_err(io::Error::other)?.to_be_bytes());
        }
        (ColumnType::Bigint, Value::Int(number)) => push_field(out, &number.to_be_bytes()),
        // The value is one that 32 bits hold exactly.
        (ColumnType::Float, Value::Float(number)) => push_field(out, &(*number as f32).to_be_bytes()),
        (ColumnType::Double, Value::Float(number)) => push_field(out, &number.to_be_bytes()),
        (ColumnType::Decimal { .. }, Value::Decimal { unscaled, scale }) => {
            push_numeric(out, *unscaled, *scale)
        }
        (ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String, Value::Text(text)) => {
            let length = i32::try_from(text.len()).map_err(io::Error::other)?;
            out.extend_from_slice(&length.to_be_bytes());
            out.extend_from_slice(text.as_bytes());
        }
        (ColumnType::Date, Value::Date(days)) => push_field(out, &(days - EPOCH_DAYS).to_be_bytes()),
        (ColumnType::Timestamp, Value::Timestamp(micros)) => {
            push_field(out, &(micros - EPOCH_MICROS).to_be_bytes());
        }
        _ => return Err(misfit()),
    }
    Ok(())
}

/// What the judge lets through always fits.
fn misfit() -> io::Error {
    io::Error::other("a value does not fit its column")
}

fn push_field<const N: usize>(out: &mut Vec<u8>, bytes: &[u8; N]) {
    const { assert!(N <= 8) };
    out.extend_from_slice(&(N as i32).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// A numeric: digits of base 10,000, aligned at the point, without zeros at either end; the place of the first
/// one; the sign; how many decimal digits follow the point.
fn push_numeric(out: &mut Vec<u8>, unscaled: i128, scale: u8) {
    // Digits before the point in whole groups of four, digits after it too: at most 40 + 40.
    let mut decimal = [0_u8; 80];
    let (point, scale) = (40, usize::from(scale));
    let mut rest = unscaled.unsigned_abs();
    let mut place = point + scale;
    while rest > 0 {
        place -= 1;
        decimal[place] = (rest % 10) as u8;
        rest /= 10;
    }
    let mut groups = [0_i16; 20];
    for (group, digits) in groups.iter_mut().zip(decimal.chunks_exact(4)) {
        *group = digits.iter().fold(0, |number, digit| number * 10 + i16::from(*digit));
    }
    let first = groups.iter().position(|group| *group != 0).unwrap_or(0);
    let end = groups.iter().rposition(|group| *group != 0).map_or(first, |last| last + 1);
    let digits = &groups[first..end];

    // At most 20 digits, so none of these is cut off.
    let weight = if digits.is_empty() { 0 } else { 9 - first as i16 };
    let sign: u16 = if unscaled < 0 { 0x4000 } else { 0 };
    out.extend_from_slice(&(8 + 2 * digits.len() as i32).to_be_bytes());
    out.extend_from_slice(&(digits.len() as i16).to_be_bytes());
    out.extend_from_slice(&weight.to_be_bytes());
    out.extend_from_slice(&sign.to_be_bytes());
    out.extend_from_slice(&(scale as i16).to_be_bytes());
    for digit in digits {
        out.extend_from_slice(&digit.to_be_bytes());
    }
}
