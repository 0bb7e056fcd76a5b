//! Rows out of SQLite, as it finds them.

use std::borrow::Cow;

use diesel::connection::LoadConnection;
use diesel::result::Error as DieselError;
use diesel::row::{Field, Row};
use diesel::sqlite::{Sqlite, SqliteConnection};
use domain::column_type::ColumnType;
use domain::rows::time;
use domain::rows::value::Value;

use super::Each;
use crate::StoreError;
use crate::sql::{Statement, parse_decimal};

type RawValue<'r> = <Sqlite as diesel::backend::Backend>::RawValue<'r>;

pub(super) fn select(
    conn: &mut SqliteConnection,
    statement: Statement<'_>,
    types: &[ColumnType],
    each: &mut Each<'_>,
) -> Result<(), StoreError> {
    for row in LoadConnection::load(conn, statement)? {
        let row = row?;
        let fields = (0..types.len()).map(|place| row.get(place)).collect::<Vec<_>>();
        let mut raws = fields.iter().map(|field| field.as_ref().and_then(Field::value)).collect::<Vec<_>>();
        let mut values = Vec::with_capacity(types.len());
        for (raw, column_type) in raws.iter_mut().zip(types) {
            let value = raw.as_mut().map_or(Some(Value::Null), |raw| decode(*column_type, raw));
            values.push(value.ok_or_else(|| {
                DieselError::DeserializationError("a stored value is not of the type of its column".into())
            })?);
        }
        each(&values).map_err(StoreError::Interrupted)?;
    }
    Ok(())
}

/// The table is STRICT, so a value is of the kind that the column says.
fn decode<'v>(column_type: ColumnType, raw: &'v mut RawValue<'_>) -> Option<Value<'v>> {
    let value = match column_type {
        ColumnType::Tinyint | ColumnType::Smallint | ColumnType::Int | ColumnType::Bigint => {
            Value::Int(raw.read_long())
        }
        ColumnType::Float | ColumnType::Double => Value::Float(raw.read_double()),
        ColumnType::Decimal { scale, .. } => {
            Value::Decimal { unscaled: parse_decimal(raw.read_text(), scale)?, scale }
        }
        ColumnType::Char(_) | ColumnType::Varchar(_) | ColumnType::String => {
            Value::Text(Cow::Borrowed(raw.read_text()))
        }
        ColumnType::Boolean => Value::Bool(raw.read_long() != 0),
        ColumnType::Date => Value::Date(time::parse_date(raw.read_text())?),
        ColumnType::Timestamp => Value::Timestamp(time::parse_timestamp(raw.read_text())?),
    };
    Some(value)
}
