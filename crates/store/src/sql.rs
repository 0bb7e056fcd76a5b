//! Statements about tables whose names are known only at run time: text in which every name is quoted, and values
//! that are always bound.

use std::borrow::Cow;

use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, Double, HasSqlType, Text, Untyped};
use domain::rows::time;
use domain::rows::value::Value;

use crate::Connection;

/// Which SQL is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Postgres,
    Sqlite,
}

impl Dialect {
    pub(crate) fn of(conn: &Connection) -> Self {
        match conn {
            Connection::Postgres(_) => Self::Postgres,
            Connection::Sqlite(_) => Self::Sqlite,
        }
    }
}

/// A name between double quotes; both databases double those within.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Names, each between double quotes, with commas.
pub(crate) fn quoted_list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// A value as diesel binds it, on both databases.
#[derive(Debug)]
enum Bind<'a> {
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Cow<'a, str>),
}

#[derive(Debug)]
enum Part<'a> {
    Sql(Cow<'a, str>),
    Bind(Bind<'a>),
}

/// A statement put together piece by piece. It is prepared anew each time, since its text has no end of variants.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    dialect: Dialect,
    parts: Vec<Part<'a>>,
}

impl<'a> Statement<'a> {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self { dialect, parts: Vec::new() }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Adds text, with names quoted by the caller.
    pub(crate) fn sql(&mut self, text: impl Into<Cow<'a, str>>) {
        self.parts.push(Part::Sql(text.into()));
    }

    pub(crate) fn int(&mut self, number: i64) {
        self.parts.push(Part::Bind(Bind::Int(number)));
    }

    pub(crate) fn text(&mut self, text: impl Into<Cow<'a, str>>) {
        self.parts.push(Part::Bind(Bind::Text(text.into())));
    }

    /// Adds `= value`, or `IS NULL` for no value.
    pub(crate) fn equals(&mut self, value: &'a Value<'a>) {
        if *value == Value::Null {
            self.sql(" IS NULL");
        } else {
            self.sql(" = ");
            self.value(value);
        }
    }

    /// Adds a value, in the form that is stored. Text stands for the types that diesel cannot bind on both databases,
    /// and PostgreSQL is told what it means; it does so once, not for every row.
    pub(crate) fn value(&mut self, value: &'a Value<'a>) {
        let (bind, postgres_type) = match value {
            Value::Null => return self.sql("NULL"),
            Value::Bool(truth) => (Bind::Bool(*truth), ""),
            Value::Int(number) => (Bind::Int(*number), ""),
            Value::Float(number) => (Bind::Float(*number), ""),
            Value::Text(text) => (Bind::Text(Cow::Borrowed(text)), ""),
            Value::Decimal { unscaled, scale } => {
                (Bind::Text(decimal_text(*unscaled, *scale).into()), "::numeric")
            }
            Value::Date(days) => (Bind::Text(time::format_date(*days).into()), "::date"),
            Value::Timestamp(micros) => (Bind::Text(timestamp_text(*micros).into()), "::timestamp"),
        };
        self.parts.push(Part::Bind(bind));
        if self.dialect == Dialect::Postgres {
            self.sql(postgres_type);
        }
    }
}

impl<DB> QueryFragment<DB> for Statement<'_>
where
    DB: Backend + HasSqlType<Bool> + HasSqlType<BigInt> + HasSqlType<Double> + HasSqlType<Text>,
    bool: ToSql<Bool, DB>,
    i64: ToSql<BigInt, DB>,
    f64: ToSql<Double, DB>,
    str: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        pass.unsafe_to_cache_prepared();
        for part in &self.parts {
            match part {
                Part::Sql(text) => pass.push_sql(text),
                Part::Bind(Bind::Bool(truth)) => pass.push_bind_param::<Bool, _>(truth)?,
                Part::Bind(Bind::Int(number)) => pass.push_bind_param::<BigInt, _>(number)?,
                Part::Bind(Bind::Float(number)) => pass.push_bind_param::<Double, _>(number)?,
                Part::Bind(Bind::Text(text)) => pass.push_bind_param::<Text, str>(text)?,
            }
        }
        Ok(())
    }
}

impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement<'_> {
    type SqlType = Untyped;
}

impl<Conn> RunQueryDsl<Conn> for Statement<'_> {}

/// `2023-07-08T20:00:00.000000Z`: always as wide, so that it sorts by time.
pub(crate) fn timestamp_text(micros: i64) -> String {
    let mut text = time::format_timestamp(micros);
    if text.len() == "2023-07-08T20:00:00.000Z".len() {
        text.pop();
        text.push_str("000Z");
    }
    text
}

/// `-12.50`: always all digits of the scale, so that equal numbers are equal texts.
pub(crate) fn decimal_text(unscaled: i128, scale: u8) -> String {
    let scale = usize::from(scale);
    let sign = if unscaled < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", unscaled.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Reads what [`decimal_text`] or PostgreSQL wrote for a column of this scale.
pub(crate) fn parse_decimal(text: &str, scale: u8) -> Option<i128> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() != usize::from(scale) {
        return None;
    }
    let mut digits = String::with_capacity(text.len());
    digits.push_str(whole);
    digits.push_str(fraction);
    digits.parse().ok()
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
