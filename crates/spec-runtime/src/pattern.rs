//! Patterns of the contract. On short texts a table answers before an engine has started.

use regex::Regex;
use regex_automata::Input;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_syntax::hir::{Class, HirKind, Look};

/// Bytes of the largest table: those of most patterns over ASCII take less than a tenth.
const TABLE_BYTES: usize = 1 << 16;

/// A pattern, compiled: to a table where it has few states, else for the engine of the `regex` crate.
pub struct Pattern(Kind);

enum Kind {
    /// Between `min` and `max` bytes, each a member.
    Class { members: Box<[bool; 256]>, min: usize, max: usize },
    /// The state after each byte in each state.
    Table { states: Box<dense::DFA<Vec<u32>>>, start: StateID },
    /// All that is not small.
    Engine(Regex),
}

/// Whether a text matches a pattern of the contract, which is compiled at its first use.
#[macro_export]
macro_rules! matches_pattern {
    ($pattern:literal, $text:expr) => {{
        static PATTERN: std::sync::LazyLock<$crate::check::Pattern> =
            std::sync::LazyLock::new(|| $crate::check::Pattern::new($pattern));
        PATTERN.is_match($text)
    }};
}

impl Pattern {
    /// Compiles a pattern that generation has already tried.
    ///
    /// # Panics
    /// When the pattern is not a regular expression, which generation refuses.
    pub fn new(pattern: &str) -> Pattern {
        let engine = || match Regex::new(pattern) {
            Ok(engine) => Kind::Engine(engine),
            Err(error) => panic!("the contract has a bad pattern: {error}"),
        };
        Pattern(class(pattern).or_else(|| table(pattern)).unwrap_or_else(engine))
    }

    /// Whether it matches some part of a text.
    pub fn is_match(&self, text: &str) -> bool {
        let (states, mut state) = match &self.0 {
            Kind::Class { members, min, max } => {
                let is_member = |byte: u8| members[usize::from(byte)];
                return (*min..=*max).contains(&text.len()) && text.bytes().all(is_member);
            }
            Kind::Table { states, start } => (states, *start),
            Kind::Engine(engine) => return engine.is_match(text),
        };
        for byte in text.bytes() {
            state = states.next_state(state, byte);
            if states.is_special_state(state) {
                if states.is_match_state(state) {
                    return true;
                }
                if states.is_dead_state(state) {
                    return false;
                }
            }
        }
        states.is_match_state(states.next_eoi_state(state))
    }
}

/// `^[a-z]{2,5}$`, `^[a-z]+$` and the like: one class of ASCII from start to end, so that bytes are characters.
fn class(pattern: &str) -> Option<Kind> {
    let whole = regex_syntax::parse(pattern).ok()?;
    let HirKind::Concat(parts) = whole.kind() else { return None };
    let [start, middle, end] = parts.as_slice() else { return None };
    let (HirKind::Look(Look::Start), HirKind::Repetition(repeated), HirKind::Look(Look::End)) =
        (start.kind(), middle.kind(), end.kind())
    else {
        return None;
    };
    let HirKind::Class(Class::Unicode(class)) = repeated.sub.kind() else { return None };
    if !class.is_ascii() {
        return None;
    }
    let mut members = Box::new([false; 256]);
    for range in class.ranges() {
        members[range.start() as usize..=range.end() as usize].fill(true);
    }
    let max = repeated.max.map_or(usize::MAX, |max| max as usize);
    Some(Kind::Class { members, min: repeated.min as usize, max })
}

/// The states of a pattern, unless they are many, or a table cannot tell: it may find an empty match within a character,
/// and does not know Unicode's words.
fn table(pattern: &str) -> Option<Kind> {
    let config = dense::Config::new()
        .start_kind(StartKind::Unanchored)
        .accelerate(false)
        .dfa_size_limit(Some(TABLE_BYTES))
        .determinize_size_limit(Some(8 * TABLE_BYTES));
    let without_captures = thompson::Config::new().which_captures(WhichCaptures::None);
    let states = dense::Builder::new().configure(config).thompson(without_captures).build(pattern).ok()?;
    let start = states.start_state_forward(&Input::new("")).ok()?;
    (!states.has_empty()).then(|| Kind::Table { states: Box::new(states), start })
}
