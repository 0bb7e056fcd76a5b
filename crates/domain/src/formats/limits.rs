//! What the rules of a column come to, for formats that say it in other words.

use crate::column_type::ColumnType;
use crate::rows::judge::indexed_text_bytes;
use crate::rows::number::integer_range;
use crate::table::{Column, Table};

/// The smallest and the largest whole number of the column; an empty range when no number is allowed.
pub(crate) fn integers(column: &Column) -> (i64, i64) {
    let (least, most) = integer_range(column.column_type).unwrap_or((i64::MIN, i64::MAX));
    // A float beyond the range of an i128 becomes the end of that range.
    let least = column.minimum.map_or(i128::from(least), |bound| (bound.ceil() as i128).max(least.into()));
    let most = column.maximum.map_or(i128::from(most), |bound| (bound.floor() as i128).min(most.into()));
    match (i64::try_from(least), i64::try_from(most)) {
        (Ok(least), Ok(most)) if least <= most => (least, most),
        _ => (1, 0),
    }
}

/// The smallest and the largest number that a `float` or `double` column takes; none when it takes no number. A
/// `float` rounds first, so its range reaches halfway to the next number outside. Exactly there the even one of the
/// two is taken, which may be outside: the range includes it nevertheless.
pub(crate) fn floats(column: &Column) -> Option<(f64, f64)> {
    if column.column_type != ColumnType::Float {
        return Some((column.minimum.unwrap_or(f64::MIN), column.maximum.unwrap_or(f64::MAX)));
    }
    let minimum = column.minimum.map_or(f32::MIN, |bound| (bound as f32).max(f32::MIN));
    let maximum = column.maximum.map_or(f32::MAX, |bound| (bound as f32).min(f32::MAX));
    if minimum.is_infinite() || maximum.is_infinite() {
        return None;
    }
    // Where the next number after the largest would be.
    let beyond = 2_f64.powi(128);
    let below = if minimum == f32::MIN { -beyond } else { minimum.next_down().into() };
    let above = if maximum == f32::MAX { beyond } else { maximum.next_up().into() };
    Some((f64::midpoint(minimum.into(), below), f64::midpoint(maximum.into(), above)))
}

/// Most characters of a text.
pub(crate) fn characters(column: &Column) -> Option<u32> {
    let of_type = match column.column_type {
        ColumnType::Char(length) | ColumnType::Varchar(Some(length)) => Some(length),
        _ => None,
    };
    of_type.into_iter().chain(column.max_length).min()
}

/// Most bytes of a text in UTF-8.
pub(crate) fn bytes(table: &Table, column: &Column) -> Option<usize> {
    let mut of_columns = table.columns.iter().zip(indexed_text_bytes(table));
    let (_, most) = of_columns.find(|(one, _)| column.column_type.is_text() && one.name == column.name)?;
    most
}
