//! Configuration from the environment, read in groups: each variable is declared where it is read, with its
//! default and what it is for, and every fault is collected before the service refuses to start.

mod fault;
mod quantity;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

pub use fault::{ConfigFaults, Fault};

/// One variable that a service reads, as its help lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Name in the environment.
    pub name: &'static str,
    /// What applies when it is not set; without a default the variable is required, or nothing applies.
    pub default: Option<String>,
    /// What it is for, one sentence.
    pub help: &'static str,
}

/// Reads variables that share a prefix. A value that is missing or malformed is remembered as a fault and its
/// default (or an empty value) returned, so that one start names every fault; [`Reader::finish`] must be asked
/// before any value is used. An empty value counts as not set, as compose files and units write it.
#[derive(Debug)]
pub struct Reader {
    prefix: &'static str,
    /// `None`: set, but not UTF-8.
    environment: BTreeMap<String, Option<String>>,
    reserved: Vec<&'static str>,
    variables: Vec<Variable>,
    faults: Vec<Fault>,
}

impl Reader {
    /// A reader over this environment; variables without the prefix are not looked at.
    pub fn new<K, V>(prefix: &'static str, environment: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        let ours = |(name, value): (K, V)| {
            let name = name.into().into_string().ok().filter(|name| name.starts_with(prefix))?;
            let value = value.into();
            (!value.is_empty()).then(|| (name, value.into_string().ok()))
        };
        let environment = environment.into_iter().filter_map(ours).collect();
        Self { prefix, environment, reserved: Vec::new(), variables: Vec::new(), faults: Vec::new() }
    }

    /// A reader over the environment of the process.
    pub fn from_process(prefix: &'static str) -> Self {
        Self::new(prefix, std::env::vars_os())
    }

    /// Leaves variables with this longer prefix to others: they are not faults.
    pub fn reserve(&mut self, prefix: &'static str) {
        self.reserved.push(prefix);
    }

    /// A text.
    pub fn string(&mut self, name: &'static str, default: &str, help: &'static str) -> String {
        self.parsed(name, default.to_owned(), "a text", help)
    }

    /// A text that may be left out.
    pub fn optional_string(&mut self, name: &'static str, help: &'static str) -> Option<String> {
        self.read(name, None, "a text", help, parse)
    }

    /// A text that must be given; empty after a fault.
    pub fn required_string(&mut self, name: &'static str, help: &'static str) -> String {
        let faults = self.faults.len();
        let value = self.optional_string(name, help);
        if value.is_none() && self.faults.len() == faults {
            self.faults.push(Fault::Missing { name, help });
        }
        value.unwrap_or_default()
    }

    /// A value of any type that is written as text; `expected` completes "expected …".
    pub fn parsed<T: FromStr + Display>(
        &mut self,
        name: &'static str,
        default: T,
        expected: &str,
        help: &'static str,
    ) -> T {
        self.read(name, Some(default.to_string()), expected, help, parse).unwrap_or(default)
    }

    /// A text that may be left out and has rules of its own: the error of the check
    /// completes "expected …" and never repeats the value.
    pub fn checked<T>(
        &mut self,
        name: &'static str,
        help: &'static str,
        check: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.optional_string(name, help)?;
        match check(&text) {
            Ok(value) => Some(value),
            Err(expected) => {
                self.faults.push(Fault::Malformed { name, expected });
                None
            }
        }
    }

    /// A switch: `true` or `false`.
    pub fn boolean(&mut self, name: &'static str, default: bool, help: &'static str) -> bool {
        self.parsed(name, default, "true or false", help)
    }

    /// A whole number within a range.
    pub fn integer(
        &mut self,
        name: &'static str,
        default: u64,
        range: RangeInclusive<u64>,
        help: &'static str,
    ) -> u64 {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        let inside = |text: &str| parse(text).filter(|number| range.contains(number));
        self.read(name, Some(default.to_string()), &expected, help, inside).unwrap_or(default)
    }

    /// A number of bytes within a range, written like `512`, `64KiB`, `1MiB` or `5GiB`.
    pub fn bytes(
        &mut self,
        name: &'static str,
        default: u64,
        range: RangeInclusive<u64>,
        help: &'static str,
    ) -> u64 {
        let (from, to) = (quantity::show_bytes(*range.start()), quantity::show_bytes(*range.end()));
        let expected = format!("a size from {from} to {to}, such as 512, 64KiB or 1MiB");
        let inside = |text: &str| quantity::parse_bytes(text).filter(|bytes| range.contains(bytes));
        self.read(name, Some(quantity::show_bytes(default)), &expected, help, inside).unwrap_or(default)
    }

    /// A time span within a range, written like `250ms`, `5s`, `2min` or `1h`.
    pub fn duration(
        &mut self,
        name: &'static str,
        default: Duration,
        range: RangeInclusive<Duration>,
        help: &'static str,
    ) -> Duration {
        let (from, to) = (quantity::show_duration(*range.start()), quantity::show_duration(*range.end()));
        let expected = format!("a time span from {from} to {to}, such as 250ms, 5s or 2min");
        let inside = |text: &str| quantity::parse_duration(text).filter(|span| range.contains(span));
        self.read(name, Some(quantity::show_duration(default)), &expected, help, inside).unwrap_or(default)
    }

    /// The variables declared so far, in the order in which they were read.
    pub fn described(&self) -> Vec<Variable> {
        self.variables.clone()
    }

    /// Ends the reading: every fault found, and every set variable that nothing read, which is a typing error.
    pub fn finish(mut self) -> Result<(), ConfigFaults> {
        let known: Vec<&'static str> = self.variables.iter().map(|variable| variable.name).collect();
        for name in self.environment.keys() {
            let reserved = self.reserved.iter().any(|prefix| name.starts_with(prefix));
            if !reserved && !known.contains(&name.as_str()) {
                self.faults.push(Fault::Unknown {
                    name: name.clone(),
                    nearest: fault::nearest(name, &known),
                    prefix: self.prefix,
                });
            }
        }
        if self.faults.is_empty() { Ok(()) } else { Err(ConfigFaults(self.faults)) }
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        default: Option<String>,
        expected: &str,
        help: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.variables.push(Variable { name, default, help });
        let value = self.environment.get(name)?.as_deref().and_then(parse);
        if value.is_none() {
            self.faults.push(Fault::Malformed { name, expected: expected.to_owned() });
        }
        value
    }
}

fn parse<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}
