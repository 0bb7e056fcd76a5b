//! The rules of one column, compiled.

use std::borrow::Cow;
use std::collections::HashSet;

use regex::Regex;

use super::number::{self, NotANumber, Rounding};
use super::time;
use super::value::Value;
use crate::column_type::ColumnType;
use crate::fault::Fault;
use crate::pattern;
use crate::table::Column;

/// The rule that a value breaks, and what the rule asks for. Never holds the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleBroken {
    /// Short name of the rule.
    pub rule: &'static str,
    /// What the rule asks for, as a sentence for people.
    pub message: Cow<'static, str>,
}

impl RuleBroken {
    pub(crate) fn new(rule: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self { rule, message: message.into() }
    }

    pub(crate) fn encoding() -> Self {
        Self::new("encoding", "must be UTF-8 text without NUL characters")
    }
}

/// The rules of one column.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) name: String,
    pub(crate) nullable: bool,
    pub(crate) column_type: ColumnType,
    pub(crate) kind: Kind,
}

/// What values of a column are, with the bounds that narrow them. A bound nobody set lets everything pass.
#[derive(Debug)]
pub(crate) enum Kind {
    Integer { least: i64, most: i64, minimum: f64, maximum: f64, allowed: Option<Vec<i64>> },
    Float { is_single: bool, minimum: f64, maximum: f64 },
    Decimal { precision: u8, scale: u8, minimum: i128, maximum: i128 },
    Text(TextRules),
    Boolean,
    Date,
    Timestamp,
}

#[derive(Debug)]
pub(crate) struct TextRules {
    type_length: Option<u32>,
    max_length: Option<u32>,
    max_bytes: Option<usize>,
    pattern: Option<Regex>,
    allowed: Option<HashSet<String>>,
}

impl Rules {
    /// `max_bytes` bounds a text that goes into an index.
    pub(crate) fn compile(column: &Column, index: usize, max_bytes: Option<usize>) -> Result<Self, Fault> {
        let minimum = column.minimum.unwrap_or(f64::NEG_INFINITY);
        let maximum = column.maximum.unwrap_or(f64::INFINITY);
        let kind = match column.column_type {
            kind @ (ColumnType::Tinyint | ColumnType::Smallint | ColumnType::Int | ColumnType::Bigint) => {
                let (least, most) = number::integer_range(kind).unwrap_or((i64::MIN, i64::MAX));
                let allowed = column.allowed.as_ref().map(|allowed| {
                    allowed.iter().filter_map(|text| number::integer_of(kind, text)).collect()
                });
                Kind::Integer { least, most, minimum, maximum, allowed }
            }
            ColumnType::Float => {
                // Compared in the precision of the column, so that 0.1 is not above a maximum of 0.1.
                let single = |bound: f64| f64::from(bound as f32);
                Kind::Float { is_single: true, minimum: single(minimum), maximum: single(maximum) }
            }
            ColumnType::Double => Kind::Float { is_single: false, minimum, maximum },
            ColumnType::Decimal { precision, scale } => Kind::Decimal {
                precision,
                scale,
                minimum: number::decimal_bound(minimum, scale, Rounding::Up),
                maximum: number::decimal_bound(maximum, scale, Rounding::Down),
            },
            ColumnType::Char(length) | ColumnType::Varchar(Some(length)) => {
                Kind::Text(TextRules::compile(column, index, Some(length), max_bytes)?)
            }
            ColumnType::Varchar(None) | ColumnType::String => {
                Kind::Text(TextRules::compile(column, index, None, max_bytes)?)
            }
            ColumnType::Boolean => Kind::Boolean,
            ColumnType::Date => Kind::Date,
            ColumnType::Timestamp => Kind::Timestamp,
        };
        Ok(Self {
            name: column.name.clone(),
            nullable: column.nullable,
            column_type: column.column_type,
            kind,
        })
    }

    /// No value, where the column allows that.
    pub(crate) fn null(&self) -> Result<Value<'static>, RuleBroken> {
        if self.nullable { Ok(Value::Null) } else { Err(RuleBroken::new("required", "must have a value")) }
    }

    /// The value of a column that is not text, from its spelling without blanks around it.
    pub(crate) fn parse(&self, text: &str) -> Result<Value<'static>, RuleBroken> {
        match &self.kind {
            Kind::Integer { least, most, minimum, maximum, allowed } => {
                let number =
                    number::parse_integer(text, *least, *most).map_err(|broken| self.not_a_number(broken))?;
                if compare(number, *minimum).is_lt() {
                    return Err(below(minimum));
                }
                if compare(number, *maximum).is_gt() {
                    return Err(above(maximum));
                }
                match allowed {
                    Some(allowed) if !allowed.contains(&number) => Err(not_listed()),
                    _ => Ok(Value::Int(number)),
                }
            }
            Kind::Float { is_single, minimum, maximum } => {
                let parsed = if *is_single { number::parse_float(text) } else { number::parse_double(text) };
                let number = parsed.map_err(|broken| self.not_a_number(broken))?;
                if number < *minimum {
                    return Err(below(minimum));
                }
                if number > *maximum {
                    return Err(above(maximum));
                }
                Ok(Value::Float(number))
            }
            Kind::Decimal { precision, scale, minimum, maximum } => {
                let unscaled = number::parse_decimal(text, *precision, *scale)
                    .map_err(|broken| self.not_a_number(broken))?;
                if unscaled < *minimum {
                    return Err(RuleBroken::new("minimum", "must not be below the minimum of the column"));
                }
                if unscaled > *maximum {
                    return Err(RuleBroken::new("maximum", "must not be above the maximum of the column"));
                }
                Ok(Value::Decimal { unscaled, scale: *scale })
            }
            Kind::Boolean => match text {
                "1" => Ok(Value::Bool(true)),
                "0" => Ok(Value::Bool(false)),
                _ if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("t") => {
                    Ok(Value::Bool(true))
                }
                _ if text.eq_ignore_ascii_case("false") || text.eq_ignore_ascii_case("f") => {
                    Ok(Value::Bool(false))
                }
                _ => Err(self.wrong_type()),
            },
            Kind::Date => time::parse_date(text).map(Value::Date).ok_or_else(|| self.wrong_type()),
            Kind::Timestamp => {
                time::parse_timestamp(text).map(Value::Timestamp).ok_or_else(|| self.wrong_type())
            }
            Kind::Text(rules) => rules.check(Cow::Owned(text.to_owned())),
        }
    }

    pub(crate) fn wrong_type(&self) -> RuleBroken {
        let message = match &self.kind {
            Kind::Integer { .. } => "must be a whole number",
            Kind::Float { .. } | Kind::Decimal { .. } => "must be a number",
            Kind::Text(_) => "must be a text",
            Kind::Boolean => "must be true or false",
            Kind::Date => "must be a date such as 2023-07-08",
            Kind::Timestamp => {
                "must be a time with its offset, such as 2023-07-08T20:00:00Z or Sat, 08 Jul 2023 20:00:00 GMT, \
                 with at most microseconds"
            }
        };
        RuleBroken::new("type", message)
    }

    fn not_a_number(&self, broken: NotANumber) -> RuleBroken {
        match broken {
            NotANumber::Type => self.wrong_type(),
            NotANumber::Range => {
                RuleBroken::new("range", format!("must be within the range of {}", self.column_type))
            }
            NotANumber::Precision => {
                RuleBroken::new("precision", format!("must have no more digits than {}", self.column_type))
            }
            NotANumber::NotFinite => RuleBroken::new("not-finite", "must be a finite number"),
        }
    }
}

impl TextRules {
    fn compile(
        column: &Column,
        index: usize,
        type_length: Option<u32>,
        max_bytes: Option<usize>,
    ) -> Result<Self, Fault> {
        let pattern = column.pattern.as_deref().map(pattern::compile).transpose().map_err(|message| {
            Fault { pointer: format!("/columns/{index}/pattern"), rule: "pattern", message }
        })?;
        Ok(Self {
            type_length,
            max_length: column.max_length,
            max_bytes,
            pattern,
            allowed: column.allowed.as_ref().map(|allowed| allowed.iter().cloned().collect()),
        })
    }

    pub(crate) fn check<'v>(&self, text: Cow<'v, str>) -> Result<Value<'v>, RuleBroken> {
        if text.as_bytes().contains(&0) {
            return Err(RuleBroken::encoding());
        }
        for (rule, limit) in [("length", self.type_length), ("max-length", self.max_length)] {
            if let Some(limit) = limit
                && is_longer(&text, limit as usize)
            {
                return Err(RuleBroken::new(rule, format!("must have at most {limit} characters")));
            }
        }
        if let Some(limit) = self.max_bytes
            && text.len() > limit
        {
            let message = format!("must have at most {limit} bytes, being unique or part of a key");
            return Err(RuleBroken::new("max-length", message));
        }
        if let Some(pattern) = &self.pattern
            && !pattern.is_match(&text)
        {
            return Err(RuleBroken::new("pattern", "must match the pattern of the column"));
        }
        match &self.allowed {
            Some(allowed) if !allowed.contains(text.as_ref()) => Err(not_listed()),
            _ => Ok(Value::Text(text)),
        }
    }
}

/// Whether a text has more characters than the limit; counts them only when its bytes leave that open.
fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && text.chars().nth(limit).is_some()
}

/// Compares without turning the whole number into a float, which would round it beyond 2^53.
fn compare(number: i64, bound: f64) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
    if bound >= TWO_TO_63 {
        Ordering::Less
    } else if bound < -TWO_TO_63 {
        Ordering::Greater
    } else {
        let floor = bound.floor();
        number.cmp(&(floor as i64)).then(if bound > floor { Ordering::Less } else { Ordering::Equal })
    }
}

fn below(minimum: &f64) -> RuleBroken {
    RuleBroken::new("minimum", format!("must be at least {minimum}"))
}

fn above(maximum: &f64) -> RuleBroken {
    RuleBroken::new("maximum", format!("must be at most {maximum}"))
}

fn not_listed() -> RuleBroken {
    RuleBroken::new("enum", "must be one of the values that the column lists")
}
