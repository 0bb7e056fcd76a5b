//! Texts of a length, a format, a pattern.

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::{Map, Value};

use super::sample::Sampler;

/// What texts are made of where nothing is said about them.
const WORDS: [&str; 8] = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron"];

/// Characters that are taken when a class of a pattern has them: they may stand anywhere.
const PLAIN: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_. ";

/// How often a pattern is tried.
const TRIES: usize = 12;

impl Sampler<'_> {
    /// A text for the keywords of a schema.
    pub(super) fn text(&mut self, schema: &Map<String, Value>) -> Option<String> {
        let length = |keyword: &str| schema.get(keyword).and_then(Value::as_u64).map(|count| count as usize);
        let least = length("minLength").unwrap_or(0);
        let most = length("maxLength").unwrap_or(usize::MAX).max(least);
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
            let format = schema.get("format").and_then(Value::as_str);
            // A text of the format first: it says more than most patterns do.
            let judge = Regex::new(pattern).ok();
            let formatted = format.and_then(|format| self.formatted(format));
            return match (formatted, judge) {
                (Some(text), Some(judge)) if judge.is_match(&text) => Some(text),
                (_, judge) => self.matching(pattern, judge.as_ref(), least, most),
            };
        }
        match schema.get("format").and_then(Value::as_str).and_then(|format| self.formatted(format)) {
            Some(text) if (least..=most).contains(&text.chars().count()) => Some(text),
            Some(_) if schema["format"] == "byte" => Some("QUJD".repeat(least.div_ceil(4))),
            _ => Some(self.word(least, most)),
        }
    }

    fn word(&mut self, least: usize, most: usize) -> String {
        let mut text = WORDS[self.below(WORDS.len())].to_owned();
        while text.len() < least {
            text.push('-');
            text.push_str(WORDS[self.below(WORDS.len())]);
        }
        text.truncate(most);
        text
    }

    fn formatted(&mut self, format: &str) -> Option<String> {
        let (number, word) = (self.below(28) + 1, WORDS[self.below(WORDS.len())]);
        Some(match format {
            "date-time" => format!("2026-03-{number:02}T12:{number:02}:00Z"),
            "date" => format!("2026-03-{number:02}"),
            "time" => format!("12:{number:02}:00Z"),
            "duration" => format!("PT{number}M"),
            "email" | "idn-email" => format!("{word}{number}@example.org"),
            "hostname" | "idn-hostname" => format!("{word}{number}.example.org"),
            "ipv4" => format!("192.0.2.{number}"),
            "ipv6" => format!("2001:db8::{number}"),
            "uri" | "iri" | "uri-template" => format!("https://example.org/{word}/{number}"),
            "uri-reference" | "iri-reference" => format!("/{word}/{number}"),
            "uuid" => format!("0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a{number:02}"),
            "json-pointer" => format!("/{word}/{number}"),
            "relative-json-pointer" => format!("{number}/{word}"),
            "regex" => format!("^{word}{{{number}}}$"),
            "byte" => "Z3JhbmFyeTAx".to_owned(),
            _ => return None,
        })
    }

    /// A text that a pattern matches and whose length is within bounds.
    fn matching(
        &mut self,
        pattern: &str,
        judge: Option<&Regex>,
        least: usize,
        most: usize,
    ) -> Option<String> {
        let hir = regex_syntax::parse(&without_looks(pattern)).ok()?;
        for attempt in 0..TRIES {
            let mut text = String::new();
            // Short at first, then as long as it takes to reach the least length.
            let more = if attempt < 3 { attempt } else { least.max(attempt) };
            self.write(&hir, more, &mut text)?;
            let is_match = |text: &str| judge.is_none_or(|judge| judge.is_match(text));
            // What may go on goes on: to be long enough, and not to be the same each time.
            let rest = self.word(least.saturating_sub(text.chars().count()), usize::MAX);
            if is_match(&format!("{text}{rest}")) && judge.is_some() {
                text.push_str(&rest);
            }
            let text: String = text.chars().take(most).collect();
            let count = text.chars().count();
            if count >= least && is_match(&text) {
                return Some(text);
            }
        }
        None
    }

    /// Appends a text for a part of a pattern; repetitions take up to `more` rounds above their least.
    fn write(&mut self, hir: &Hir, more: usize, text: &mut String) -> Option<()> {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => text.push_str(str::from_utf8(&literal.0).ok()?),
            HirKind::Class(class) => text.push(self.of_class(class)?),
            HirKind::Capture(capture) => self.write(&capture.sub, more, text)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.write(part, more, text))?,
            HirKind::Alternation(branches) => {
                let taken = self.below(branches.len());
                self.write(&branches[taken], more, text)?;
            }
            HirKind::Repetition(repetition) => {
                let least = repetition.min as usize;
                let most = repetition.max.map_or(usize::MAX, |most| most as usize);
                let rounds = (least + self.below(more + 1)).min(most);
                for _ in 0..rounds.min(10_000) {
                    self.write(&repetition.sub, more.min(2), text)?;
                }
            }
        }
        Some(())
    }

    fn of_class(&mut self, class: &Class) -> Option<char> {
        let Class::Unicode(class) = class else { return None };
        let has = |character: &char| {
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(character))
        };
        let plain: Vec<char> = PLAIN.chars().filter(has).collect();
        if plain.is_empty() {
            return class.ranges().first().map(|range| range.start());
        }
        Some(plain[self.below(plain.len())])
    }
}

/// A pattern without its look-around, which the syntax of ours does not have.
fn without_looks(pattern: &str) -> String {
    let mut rest = pattern;
    let mut kept = String::new();
    while let Some(start) = ["(?=", "(?!", "(?<=", "(?<!"].iter().filter_map(|look| rest.find(look)).min() {
        kept.push_str(&rest[..start]);
        let mut depth = 0;
        let mut escaped = false;
        let end = rest[start..].char_indices().find_map(|(at, character)| {
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            (depth == 0 && !escaped).then_some(start + at + 1)
        });
        rest = end.map_or("", |end| &rest[end..]);
    }
    kept + rest
}
