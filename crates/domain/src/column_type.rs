//! The types a column may have, as the contract spells them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Most digits of a decimal: all of them fit an `i128` with a sign.
pub(crate) const MAX_PRECISION: u8 = 38;
/// Most characters that `char(n)` and `varchar(n)` may name.
const MAX_LENGTH: u32 = 65_535;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Integer of 8 bits.
    Tinyint,
    /// Integer of 16 bits.
    Smallint,
    /// Integer of 32 bits.
    Int,
    /// Integer of 64 bits.
    Bigint,
    /// IEEE 754 number of 32 bits, finite.
    Float,
    /// IEEE 754 number of 64 bits, finite.
    Double,
    /// Exact decimal number.
    Decimal {
        /// All digits, 1 to 38.
        precision: u8,
        /// Digits after the point, at most `precision`.
        scale: u8,
    },
    /// Text of at most this many characters.
    Char(u32),
    /// Text of at most this many characters, or of any length.
    Varchar(Option<u32>),
    /// Text of any length.
    String,
    /// True or false.
    Boolean,
    /// Day of the calendar, years 1 to 9999.
    Date,
    /// Instant in UTC with microseconds, years 1 to 9999.
    Timestamp,
}

impl ColumnType {
    /// Whether the values are text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Char(_) | Self::Varchar(_) | Self::String)
    }

    /// Whether the values are whole numbers.
    pub fn is_integer(self) -> bool {
        matches!(self, Self::Tinyint | Self::Smallint | Self::Int | Self::Bigint)
    }

    /// Whether the values are binary fractions, which have no exact equality worth relying on.
    pub fn is_float(self) -> bool {
        matches!(self, Self::Float | Self::Double)
    }

    /// Whether the values are numbers of any kind.
    pub fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || matches!(self, Self::Decimal { .. })
    }

    /// Whether the values say when something happened.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Timestamp)
    }
}

/// The text is not a column type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAColumnType;

impl fmt::Display for NotAColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "expected one of tinyint, smallint, int, bigint, float, double, decimal(p,s) with p from 1 to 38 and s at most p, \
             char(n), varchar, varchar(n) with n from 1 to 65535, string, boolean, date, timestamp",
        )
    }
}

impl std::error::Error for NotAColumnType {}

impl FromStr for ColumnType {
    type Err = NotAColumnType;

    fn from_str(text: &str) -> Result<Self, NotAColumnType> {
        let (name, arguments) = match text.split_once('(') {
            Some((name, rest)) => (name, Some(rest.strip_suffix(')').ok_or(NotAColumnType)?)),
            None => (text, None),
        };
        match (name, arguments) {
            ("tinyint", None) => Ok(Self::Tinyint),
            ("smallint", None) => Ok(Self::Smallint),
            ("int", None) => Ok(Self::Int),
            ("bigint", None) => Ok(Self::Bigint),
            ("float", None) => Ok(Self::Float),
            ("double", None) => Ok(Self::Double),
            ("decimal", Some(arguments)) => {
                let (precision, scale) = arguments.split_once(',').ok_or(NotAColumnType)?;
                let precision = number(precision, 1..=u32::from(MAX_PRECISION))?;
                let scale = number(scale, 0..=precision)?;
                let digits = |n: u32| u8::try_from(n).map_err(|_| NotAColumnType);
                Ok(Self::Decimal { precision: digits(precision)?, scale: digits(scale)? })
            }
            ("char", Some(length)) => Ok(Self::Char(number(length, 1..=MAX_LENGTH)?)),
            ("varchar", None) => Ok(Self::Varchar(None)),
            ("varchar", Some(length)) => Ok(Self::Varchar(Some(number(length, 1..=MAX_LENGTH)?))),
            ("string", None) => Ok(Self::String),
            ("boolean", None) => Ok(Self::Boolean),
            ("date", None) => Ok(Self::Date),
            ("timestamp", None) => Ok(Self::Timestamp),
            _ => Err(NotAColumnType),
        }
    }
}

/// Digits without sign, blanks or leading zeros, so that a type has one spelling only.
fn number(text: &str, range: std::ops::RangeInclusive<u32>) -> Result<u32, NotAColumnType> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    match text.parse() {
        Ok(number) if plain && range.contains(&number) => Ok(number),
        _ => Err(NotAColumnType),
    }
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tinyint => f.write_str("tinyint"),
            Self::Smallint => f.write_str("smallint"),
            Self::Int => f.write_str("int"),
            Self::Bigint => f.write_str("bigint"),
            Self::Float => f.write_str("float"),
            Self::Double => f.write_str("double"),
            Self::Decimal { precision, scale } => write!(f, "decimal({precision},{scale})"),
            Self::Char(length) => write!(f, "char({length})"),
            Self::Varchar(None) => f.write_str("varchar"),
            Self::Varchar(Some(length)) => write!(f, "varchar({length})"),
            Self::String => f.write_str("string"),
            Self::Boolean => f.write_str("boolean"),
            Self::Date => f.write_str("date"),
            Self::Timestamp => f.write_str("timestamp"),
        }
    }
}

impl Serialize for ColumnType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ColumnType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}
