//! Logging: one line per record on standard error, key-values shown, whatever a message contains.

use std::fmt::{self, Display, Write as _};
use std::io::Write as _;
use std::str::FromStr;

use env_logger::{Builder, Target};
use log::kv::{Error, Key, Value, VisitSource};
use log::{LevelFilter, Record};

use crate::config::Reader;

/// Which records are logged: a level, and levels for single modules, such as `info,store=debug`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    everywhere: LevelFilter,
    modules: Vec<(String, LevelFilter)>,
}

impl Filter {
    /// Reads the filter from this variable.
    pub fn read(reader: &mut Reader, name: &'static str, default: Self) -> Self {
        let expected = "off, error, warn, info, debug or trace, and module=level after a comma";
        reader.parsed(
            name,
            default,
            expected,
            "What is logged to standard error: a level, or levels by module.",
        )
    }
}

impl Default for Filter {
    /// Everything from `info` on.
    fn default() -> Self {
        Self { everywhere: LevelFilter::Info, modules: Vec::new() }
    }
}

impl FromStr for Filter {
    type Err = log::ParseLevelError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut filter = Self::default();
        for part in text.split(',').map(str::trim) {
            match part.split_once('=') {
                Some((module, level)) => {
                    filter.modules.push((module.trim().to_owned(), level.trim().parse()?))
                }
                None => filter.everywhere = part.parse()?,
            }
        }
        Ok(filter)
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.everywhere.as_str().to_ascii_lowercase())?;
        self.modules
            .iter()
            .try_for_each(|(module, level)| write!(f, ",{module}={}", level.as_str().to_ascii_lowercase()))
    }
}

/// Starts logging for the whole process; fails when something else has done so already.
pub fn start(filter: &Filter) -> Result<(), log::SetLoggerError> {
    let mut builder = Builder::new();
    builder.filter_level(filter.everywhere);
    for (module, level) in &filter.modules {
        builder.filter_module(module, *level);
    }
    builder
        .target(Target::Stderr)
        .format(|out, record| writeln!(out, "{} {}", out.timestamp_millis(), line(record)))
        .try_init()
}

/// The record as one line without its time: level, module, message, key-values.
pub fn line(record: &Record<'_>) -> String {
    let message = one_line(&record.args().to_string());
    let mut pairs = Pairs(format!("{:5} {} {message}", record.level(), record.target()));
    // Values that cannot be shown cost their own pair, never the record.
    if record.key_values().visit(&mut pairs).is_err() {
        pairs.0.push_str(" …");
    }
    pairs.0
}

struct Pairs(String);

impl<'kvs> VisitSource<'kvs> for Pairs {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        let value = value.to_string();
        let bare = !value.is_empty() && !value.contains([' ', '"', '=']) && !value.contains(char::is_control);
        let key = one_line(key.as_str());
        let written =
            if bare { write!(self.0, " {key}={value}") } else { write!(self.0, " {key}={value:?}") };
        written.map_err(Error::from)
    }
}

/// Control characters escaped: what a caller sends can neither begin a line of its own nor move a terminal's cursor.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() { line.extend(character.escape_default()) } else { line.push(character) }
    }
    line
}
