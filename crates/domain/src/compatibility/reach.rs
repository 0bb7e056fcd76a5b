//! How far the values of a column reach, and which rules of another column take all of them.
//!
//! What counts is what the judge of rows takes: a value may come in any spelling the old column takes, and has to
//! mean the same in the new one. So a decimal, which may come as a string or as `5.0`, never becomes a whole number,
//! and a date never becomes a text.

use crate::column_type::ColumnType;
use crate::rows::number::{self, Rounding};
use crate::table::Column;

/// Whole numbers up to this size are exact in 32 bits.
const MAX_EXACT_IN_FLOAT: i128 = 1 << 24;
/// Whole numbers up to this size are exact in 64 bits.
const MAX_EXACT_IN_DOUBLE: i128 = 1 << 53;
/// Nothing of this size or larger rounds to a finite number of 32 bits.
const BEYOND_FLOAT: f64 = 340_282_366_920_938_463_463_374_607_431_768_211_456.0;
/// Most bytes of one character.
const MAX_CHARACTER_BYTES: usize = 4;

/// The outermost values of a column. Whether all values between them are taken is left to other rules.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reach {
    /// Whole numbers.
    Whole { least: i128, most: i128 },
    /// Decimals, as numbers times `10^scale`.
    Decimal { least: i128, most: i128, scale: u8 },
    /// Numbers of 32 bits.
    Float { least: f64, most: f64 },
    /// Numbers of 64 bits.
    Double { least: f64, most: f64 },
    /// Texts of at most so many characters and bytes.
    Text { characters: usize, bytes: usize },
    /// All values of a type that has no bounds.
    All(ColumnType),
}

impl Reach {
    /// `max_bytes` is what the index of the column leaves to a text.
    pub(super) fn of(column: &Column, max_bytes: Option<usize>) -> Self {
        let minimum = column.minimum.unwrap_or(f64::NEG_INFINITY);
        let maximum = column.maximum.unwrap_or(f64::INFINITY);
        match column.column_type {
            kind @ (ColumnType::Tinyint | ColumnType::Smallint | ColumnType::Int | ColumnType::Bigint) => {
                let (mut least, mut most) = number::integer_range(kind).unwrap_or((i64::MIN, i64::MAX));
                if let Some(allowed) = &column.allowed {
                    let numbers = allowed.iter().filter_map(|text| number::integer_of(kind, text));
                    least = least.max(numbers.clone().min().unwrap_or(least));
                    most = most.min(numbers.max().unwrap_or(most));
                }
                Self::Whole {
                    least: i128::from(least).max(minimum.ceil() as i128),
                    most: i128::from(most).min(maximum.floor() as i128),
                }
            }
            ColumnType::Decimal { precision, scale } => {
                let largest = 10_i128.pow(precision.into()) - 1;
                Self::Decimal {
                    least: number::decimal_bound(minimum, scale, Rounding::Up).max(-largest),
                    most: number::decimal_bound(maximum, scale, Rounding::Down).min(largest),
                    scale,
                }
            }
            ColumnType::Float => Self::Float { least: single(minimum), most: single(maximum) },
            ColumnType::Double => Self::Double { least: minimum, most: maximum },
            ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => {
                Self::of_text(column, max_bytes)
            }
            kind @ (ColumnType::Boolean | ColumnType::Date | ColumnType::Timestamp) => Self::All(kind),
        }
    }

    fn of_text(column: &Column, max_bytes: Option<usize>) -> Self {
        let limits =
            [length_of(column.column_type), column.max_length.map(|limit| limit as usize), max_bytes];
        let longest = |size: fn(&String) -> usize| {
            column.allowed.as_ref().map_or(usize::MAX, |allowed| allowed.iter().map(size).max().unwrap_or(0))
        };
        let characters = limits.into_iter().flatten().fold(longest(|text| text.chars().count()), usize::min);
        let bytes = characters.saturating_mul(MAX_CHARACTER_BYTES).min(max_bytes.unwrap_or(usize::MAX));
        Self::Text { characters, bytes: bytes.min(longest(String::len)) }
    }

    /// Whether another type takes all values and keeps them as they are.
    pub(super) fn fits_type(self, other: ColumnType) -> bool {
        let within = |least: i128, most: i128, limit: i128| -limit <= least && most <= limit;
        match (self, other) {
            (Self::Whole { least, most }, ColumnType::Float) => within(least, most, MAX_EXACT_IN_FLOAT),
            (Self::Whole { least, most }, ColumnType::Double) => within(least, most, MAX_EXACT_IN_DOUBLE),
            (Self::Whole { least, most }, ColumnType::Decimal { precision, scale }) => {
                within(least, most, 10_i128.pow((precision - scale).into()) - 1)
            }
            (Self::Whole { least, most }, other) => number::integer_range(other)
                .is_some_and(|(floor, ceiling)| i128::from(floor) <= least && most <= i128::from(ceiling)),
            (Self::Decimal { least, most, scale }, ColumnType::Decimal { precision, scale: other }) => {
                // What the further digits after the point leave of the precision.
                other >= scale && within(least, most, 10_i128.pow((precision - (other - scale)).into()) - 1)
            }
            (Self::Float { .. }, ColumnType::Float | ColumnType::Double) => true,
            (Self::Double { .. }, ColumnType::Double) => true,
            (Self::Text { characters, .. }, other) if other.is_text() => {
                length_of(other).is_none_or(|limit| characters <= limit)
            }
            (Self::All(kind), other) => kind == other,
            _ => false,
        }
    }

    /// Whether no value is below the minimum of a column of another type.
    pub(super) fn fits_minimum(self, other: ColumnType, minimum: f64) -> bool {
        match (self, other) {
            (Self::Whole { least, .. }, other) if other.is_integer() => least >= minimum.ceil() as i128,
            (Self::Whole { least, .. }, ColumnType::Decimal { scale, .. }) => {
                is_at_least(least, 0, minimum, scale)
            }
            (Self::Decimal { least, scale, .. }, ColumnType::Decimal { scale: other, .. }) => {
                is_at_least(least, scale, minimum, other)
            }
            (_, ColumnType::Float) => single(self.least()) >= single(minimum),
            // A spelling just below the least float is rounded up to it, but not where there are more digits.
            (Self::Float { least, .. }, ColumnType::Double) => {
                let below = (least as f32).max(f32::MIN).next_down();
                f64::from(below).max(-BEYOND_FLOAT) >= minimum
            }
            _ => self.least() >= minimum,
        }
    }

    /// Whether no value is above the maximum of a column of another type.
    pub(super) fn fits_maximum(self, other: ColumnType, maximum: f64) -> bool {
        self.mirrored().fits_minimum(other, -maximum)
    }

    /// Whether all texts have at most so many characters.
    pub(super) fn fits_characters(self, limit: usize) -> bool {
        matches!(self, Self::Text { characters, .. } if characters <= limit)
    }

    /// Whether all texts have at most so many bytes.
    pub(super) fn fits_bytes(self, limit: usize) -> bool {
        matches!(self, Self::Text { bytes, .. } if bytes <= limit)
    }

    /// The same numbers with the opposite sign.
    fn mirrored(self) -> Self {
        match self {
            Self::Whole { least, most } => {
                Self::Whole { least: most.saturating_neg(), most: least.saturating_neg() }
            }
            Self::Decimal { least, most, scale } => {
                Self::Decimal { least: most.saturating_neg(), most: least.saturating_neg(), scale }
            }
            Self::Float { least, most } => Self::Float { least: -most, most: -least },
            Self::Double { least, most } => Self::Double { least: -most, most: -least },
            other @ (Self::Text { .. } | Self::All(_)) => other,
        }
    }

    /// The least number, rounded where it has too many digits: for types that do not take all values anyway.
    fn least(self) -> f64 {
        match self {
            Self::Whole { least, .. } => least as f64,
            Self::Decimal { least, scale, .. } => least as f64 / 10_f64.powi(scale.into()),
            Self::Float { least, .. } | Self::Double { least, .. } => least,
            Self::Text { .. } | Self::All(_) => f64::NEG_INFINITY,
        }
    }
}

/// Whether `least / 10^scale` satisfies the minimum of a decimal column, which is the decimal that spells it.
fn is_at_least(least: i128, scale: u8, minimum: f64, other: u8) -> bool {
    let common = scale.max(other);
    let scaled = least.saturating_mul(10_i128.pow((common - scale).into()));
    scaled >= number::decimal_bound(minimum, common, Rounding::Up)
}

/// A bound as the judge compares it with numbers of 32 bits.
fn single(bound: f64) -> f64 {
    f64::from(bound as f32)
}

fn length_of(kind: ColumnType) -> Option<usize> {
    match kind {
        ColumnType::Char(length) | ColumnType::Varchar(Some(length)) => Some(length as usize),
        _ => None,
    }
}
