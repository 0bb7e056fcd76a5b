//! One checked value of a row, and where checked rows go.

use std::borrow::Cow;
use std::io;

/// A value that passed every rule of its column. Also what a stored row is read back as.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// `boolean`.
    Bool(bool),
    /// `tinyint`, `smallint`, `int`, `bigint`.
    Int(i64),
    /// `float`, `double`; always finite. A `float` holds a value that `f32` holds exactly.
    Float(f64),
    /// `decimal(p,s)`: the number is `unscaled / 10^scale`, and `scale` is the one of the column.
    Decimal {
        /// All digits, with the sign.
        unscaled: i128,
        /// Digits after the point.
        scale: u8,
    },
    /// `char(n)`, `varchar`, `string`.
    Text(Cow<'a, str>),
    /// `date`: days since 1970-01-01.
    Date(i32),
    /// `timestamp`: microseconds since 1970-01-01T00:00:00Z.
    Timestamp(i64),
}

impl Value<'_> {
    /// The same value, with its text copied.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Int(number) => Value::Int(number),
            Self::Float(number) => Value::Float(number),
            Self::Decimal { unscaled, scale } => Value::Decimal { unscaled, scale },
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Date(days) => Value::Date(days),
            Self::Timestamp(micros) => Value::Timestamp(micros),
        }
    }
}

/// Takes checked rows, in the order they arrived.
pub trait RowSink {
    /// Takes one row; `values` has one value per column, in the order of the table.
    ///
    /// # Errors
    /// Whatever the place the rows go to answers; the batch is then given up.
    fn push(&mut self, values: &[Value<'_>]) -> io::Result<()>;
}
