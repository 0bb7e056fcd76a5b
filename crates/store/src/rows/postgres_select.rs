//! Rows out of PostgreSQL, in its binary form, as they arrive.

use std::borrow::Cow;

use diesel::connection::LoadConnection;
use diesel::pg::{PgConnection, PgRowByRowLoadingMode};
use diesel::result::Error as DieselError;
use diesel::row::{Field, Row};
use domain::column_type::ColumnType;
use domain::rows::value::Value;

use super::Each;
use super::postgres_encoding::{EPOCH_DAYS, EPOCH_MICROS};
use crate::StoreError;
use crate::sql::{Statement, parse_decimal};

pub(super) fn select(
    conn: &mut PgConnection,
    statement: Statement<'_>,
    types: &[ColumnType],
    each: &mut Each<'_>,
) -> Result<(), StoreError> {
    for row in LoadConnection::<PgRowByRowLoadingMode>::load(conn, statement).map_err(gone)? {
        let row = row.map_err(gone)?;
        let fields = (0..types.len()).map(|place| row.get(place)).collect::<Vec<_>>();
        let mut values = Vec::with_capacity(types.len());
        for (field, column_type) in fields.iter().zip(types) {
            let raw = field.as_ref().and_then(Field::value);
            let value = raw.map_or(Some(Value::Null), |raw| decode(*column_type, raw.as_bytes()));
            values.push(value.ok_or_else(|| {
                DieselError::DeserializationError("a stored value is not of the type of its column".into())
            })?);
        }
        each(&values).map_err(StoreError::Interrupted)?;
    }
    Ok(())
}

/// A table that was dropped after its schema was found: the snapshot keeps rows, but not tables. Of one that was made
/// anew under the same name it shows no rows.
fn gone(error: DieselError) -> StoreError {
    match &error {
        DieselError::DatabaseError(_, information) if information.message().ends_with(" does not exist") => {
            StoreError::NotFound
        }
        _ => error.into(),
    }
}

fn decode(column_type: ColumnType, bytes: &[u8]) -> Option<Value<'_>> {
    let value = match column_type {
        ColumnType::Tinyint | ColumnType::Smallint => {
            Value::Int(i64::from(i16::from_be_bytes(bytes.try_into().ok()?)))
        }
        ColumnType::Int => Value::Int(i64::from(i32::from_be_bytes(bytes.try_into().ok()?))),
        ColumnType::Bigint => Value::Int(i64::from_be_bytes(bytes.try_into().ok()?)),
        ColumnType::Float => Value::Float(f64::from(f32::from_be_bytes(bytes.try_into().ok()?))),
        ColumnType::Double => Value::Float(f64::from_be_bytes(bytes.try_into().ok()?)),
        ColumnType::Decimal { scale, .. } => {
            Value::Decimal { unscaled: parse_decimal(std::str::from_utf8(bytes).ok()?, scale)?, scale }
        }
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => {
            Value::Text(Cow::Borrowed(std::str::from_utf8(bytes).ok()?))
        }
        ColumnType::Boolean => Value::Bool(bytes.first()? != &0),
        ColumnType::Date => Value::Date(i32::from_be_bytes(bytes.try_into().ok()?).checked_add(EPOCH_DAYS)?),
        ColumnType::Timestamp => {
            Value::Timestamp(i64::from_be_bytes(bytes.try_into().ok()?).checked_add(EPOCH_MICROS)?)
        }
    };
    Some(value)
}
