//! What the rules of a column come to, for formats that say it in other words.

use crate::column_type::ColumnType;
use crate::rows::judge::max_text_bytes;
use crate::rows::number::integer_range;
use crate::table::{Column, Table};

/// The end of a range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edge {
    pub(crate) value: f64,
    pub(crate) is_included: bool,
}

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

/// Between which numbers a number has to be for a `float` or `double` column to take it. A `float` rounds first, so
/// its range ends halfway to the next number outside. None when no number is allowed.
pub(crate) fn floats(column: &Column) -> Option<(Edge, Edge)> {
    if column.column_type != ColumnType::Float {
        let edge = |value: f64| Edge { value: value.clamp(f64::MIN, f64::MAX), is_included: true };
        let (minimum, maximum) = (column.minimum.unwrap_or(f64::MIN), column.maximum.unwrap_or(f64::MAX));
        return Some((edge(minimum), edge(maximum)));
    }
    let minimum = column.minimum.map_or(f32::MIN, |bound| (bound as f32).max(f32::MIN));
    let maximum = column.maximum.map_or(f32::MAX, |bound| (bound as f32).min(f32::MAX));
    if minimum.is_infinite() || maximum.is_infinite() {
        return None;
    }
    // Below and above the largest numbers the next step is as wide as the one before them.
    let below = if minimum == f32::MIN { -step_beyond_max() } else { minimum.next_down().into() };
    let above = if maximum == f32::MAX { step_beyond_max() } else { maximum.next_up().into() };
    Some((halfway(minimum, below), halfway(maximum, above)))
}

/// 2^128, where the next `f32` after the largest would be.
fn step_beyond_max() -> f64 {
    2_f64.powi(128)
}

/// Halfway between a number inside and its neighbour outside: a tie goes to the even one.
fn halfway(inside: f32, outside: f64) -> Edge {
    Edge { value: f64::from(inside) / 2.0 + outside / 2.0, is_included: inside.to_bits().is_multiple_of(2) }
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
    if column.column_type.is_text() { max_text_bytes(table, column) } else { None }
}
