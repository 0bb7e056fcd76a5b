//! A pattern in the words that ECMAScript (JSON Schema), Python, and PostgreSQL read the same way.
//!
//! Classes become lists of characters, since `\d` or `\w` mean other characters elsewhere; case is spelled out; what
//! only groups remains. No text of a row has a NUL character, so classes lose theirs: PostgreSQL cannot name it.

use std::fmt::Write;

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look, Repetition};

/// Most repetitions that PostgreSQL counts.
const MAX_COUNT: u32 = 255;
/// Matches nothing.
const NEVER: &str = "(?!x)x";
/// `$` alone would match before a line end that ends the text, in Python.
const END: &str = r"$(?!\n)";

/// The same pattern, spelled portably; the pattern itself when it is none.
pub(crate) fn portable(pattern: &str) -> String {
    let mut out = String::new();
    match regex_syntax::parse(pattern) {
        Ok(hir) => write_hir(&mut out, &hir),
        Err(_) => out.push_str(pattern),
    }
    out
}

fn write_hir(out: &mut String, hir: &Hir) {
    match hir.kind() {
        HirKind::Empty => out.push_str("(?:)"),
        HirKind::Literal(literal) => {
            for character in String::from_utf8_lossy(&literal.0).chars() {
                if character == '\0' { out.push_str(NEVER) } else { write_char(out, character) }
            }
        }
        HirKind::Class(class) => write_class(out, class),
        HirKind::Look(look) => out.push_str(&look_around(*look)),
        HirKind::Repetition(repetition) => write_repetition(out, repetition),
        HirKind::Capture(capture) => write_group(out, &capture.sub),
        HirKind::Concat(parts) => parts.iter().for_each(|part| match part.kind() {
            HirKind::Alternation(_) => write_group(out, part),
            _ => write_hir(out, part),
        }),
        HirKind::Alternation(branches) => {
            for (index, branch) in branches.iter().enumerate() {
                if index > 0 {
                    out.push('|');
                }
                write_hir(out, branch);
            }
        }
    }
}

fn write_group(out: &mut String, hir: &Hir) {
    out.push_str("(?:");
    write_hir(out, hir);
    out.push(')');
}

/// Counts beyond [`MAX_COUNT`] are split into several.
fn write_repetition(out: &mut String, repetition: &Repetition) {
    let mut atom = String::new();
    match repetition.sub.kind() {
        HirKind::Class(class) => write_class(&mut atom, class),
        HirKind::Literal(literal)
            if std::str::from_utf8(&literal.0).is_ok_and(|t| t.chars().count() == 1) =>
        {
            write_hir(&mut atom, &repetition.sub);
        }
        _ => write_group(&mut atom, &repetition.sub),
    }
    if atom == NEVER {
        atom = format!("(?:{NEVER})");
    }
    let (mut min, mut optional) = (repetition.min, repetition.max.map(|max| max - repetition.min));
    while min > MAX_COUNT {
        let _ = write!(out, "{atom}{{{MAX_COUNT}}}");
        min -= MAX_COUNT;
    }
    while optional.is_some_and(|optional| min + optional > MAX_COUNT) {
        let _ = write!(out, "{atom}{{{min},{MAX_COUNT}}}");
        optional = optional.map(|optional| optional - (MAX_COUNT - min));
        min = 0;
    }
    // Writing to a String cannot fail.
    let _ = match (min, optional) {
        (0, None) => write!(out, "{atom}*"),
        (1, None) => write!(out, "{atom}+"),
        (min, None) => write!(out, "{atom}{{{min},}}"),
        (0, Some(0)) => Ok(()),
        (0, Some(1)) => write!(out, "{atom}?"),
        (1, Some(0)) => write!(out, "{atom}"),
        (min, Some(0)) => write!(out, "{atom}{{{min}}}"),
        (min, Some(optional)) => write!(out, "{atom}{{{min},{}}}", min + optional),
    };
}

fn look_around(look: Look) -> String {
    let ascii = "[0-9A-Z_a-z]".to_owned();
    let unicode = || portable(r"\w");
    let edge = |w: String| format!("(?:(?<={w})(?!{w})|(?<!{w})(?={w}))");
    let inside = |w: String| format!("(?:(?<={w})(?={w})|(?<!{w})(?!{w}))");
    let start = |w: String| format!("(?<!{w})(?={w})");
    let end = |w: String| format!("(?<={w})(?!{w})");
    match look {
        Look::Start => "^".to_owned(),
        Look::End => END.to_owned(),
        Look::StartLF => r"(?<![^\u000a])".to_owned(),
        Look::EndLF => r"(?![^\u000a])".to_owned(),
        Look::StartCRLF => r"(?:^|(?<=\u000a)|(?<=\u000d)(?!\u000a))".to_owned(),
        Look::EndCRLF => format!(r"(?:{END}|(?=\u000d)|(?<!\u000d)(?=\u000a))"),
        Look::WordAscii => edge(ascii),
        Look::WordAsciiNegate => inside(ascii),
        Look::WordUnicode => edge(unicode()),
        Look::WordUnicodeNegate => inside(unicode()),
        Look::WordStartAscii => start(ascii),
        Look::WordEndAscii => end(ascii),
        Look::WordStartUnicode => start(unicode()),
        Look::WordEndUnicode => end(unicode()),
        Look::WordStartHalfAscii => format!("(?<!{ascii})"),
        Look::WordEndHalfAscii => format!("(?!{ascii})"),
        Look::WordStartHalfUnicode => format!("(?<!{})", unicode()),
        Look::WordEndHalfUnicode => format!("(?!{})", unicode()),
    }
}

fn write_class(out: &mut String, class: &Class) {
    let class = match class {
        Class::Unicode(class) => class.clone(),
        Class::Bytes(class) => class.to_unicode_class().unwrap_or_else(ClassUnicode::empty),
    };
    let mut outside = class.clone();
    outside.negate();
    match (&ranges(&class)[..], &ranges(&outside)[..]) {
        ([], _) => out.push_str(NEVER),
        (_, []) => out.push_str(r"(?:[^\u000a]|\u000a)"),
        ([(only, last)], _) if only == last => write_char(out, *only),
        (inside, outside) if inside.len() <= outside.len() => write_ranges(out, "[", inside),
        (_, outside) => write_ranges(out, "[^", outside),
    }
}

/// The ranges of a class, without the NUL character.
fn ranges(class: &ClassUnicode) -> Vec<(char, char)> {
    let ranges = class.ranges().iter().map(|range| (range.start().max('\u{1}'), range.end()));
    ranges.filter(|(start, end)| start <= end).collect()
}

fn write_ranges(out: &mut String, opening: &str, ranges: &[(char, char)]) {
    out.push_str(opening);
    for (start, end) in ranges {
        write_char(out, *start);
        if start != end {
            if u32::from(*end) - u32::from(*start) > 1 {
                out.push('-');
            }
            write_char(out, *end);
        }
    }
    out.push(']');
}

/// Letters and digits as they are, signs of the syntax behind a backslash, the rest by number where four digits do.
fn write_char(out: &mut String, character: char) {
    let number = u32::from(character);
    match character {
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' => {
            out.extend(['\\', character]);
        }
        // Outside of a class a backslash before it is an error to ECMAScript, inside it separates.
        '-' => out.push_str(r"\u002d"),
        ' '..='~' => out.push(character),
        _ if character.is_alphanumeric() || number > 0xffff => out.push(character),
        _ => {
            let _ = write!(out, "\\u{number:04x}");
        }
    }
}
