//! A pattern in the words that ECMAScript (JSON Schema), Python, and PostgreSQL read the same way.
//!
//! Classes become lists of characters, since `\d` or `\w` mean other characters elsewhere; case is spelled out; what
//! only groups remains. No text of a row has a NUL character, so classes lose theirs: PostgreSQL cannot name it. But
//! for the boundaries of words, RE2 reads it too.

use std::fmt::Write;

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look, Repetition};

/// Most repetitions that PostgreSQL counts.
const MAX_COUNT: u32 = 255;
/// Matches nothing.
const NEVER: &str = "(?!x)x";
/// In Python `$` alone would also match before a line end that ends the text.
const END: &str = r"$(?!\n)";

/// Longest pattern that is written. A `\w` alone takes some 5 kB and a `\b` four times that, and no reader of a table
/// is helped by megabytes of them.
const MAX_BYTES: usize = 128 * 1024;

/// The same pattern, spelled portably; none for one that cannot be, at a length that anybody would read.
pub(crate) fn portable(pattern: &str) -> Option<String> {
    let mut out = String::new();
    write_hir(&mut out, &regex_syntax::parse(pattern).ok()?);
    (out.len() <= MAX_BYTES).then_some(out)
}

/// The same with plain `$`, for ECMAScript alone and for RE2, which looks at nothing around a match.
pub(crate) fn ecma_script(pattern: &str) -> Option<String> {
    // A `$` of the pattern's own is escaped, so that it is not followed by this.
    Some(portable(pattern)?.replace(END, "$"))
}

fn write_hir(out: &mut String, hir: &Hir) {
    match hir.kind() {
        HirKind::Empty => out.push_str("(?:)"),
        HirKind::Literal(literal) => {
            for character in String::from_utf8_lossy(&literal.0).chars() {
                match character {
                    '\0' => out.push_str(NEVER),
                    '-' => out.push('-'),
                    _ => write_char(out, character),
                }
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
    let unicode = word_character;
    let edge = |w: String| format!("(?:(?<={w})(?!{w})|(?<!{w})(?={w}))");
    let inside = |w: String| format!("(?:(?<={w})(?={w})|(?<!{w})(?!{w}))");
    let start = |w: String| format!("(?<!{w})(?={w})");
    let end = |w: String| format!("(?<={w})(?!{w})");
    match look {
        Look::Start => "^".to_owned(),
        Look::End => END.to_owned(),
        Look::StartLF => r"(?<![^\n])".to_owned(),
        Look::EndLF => r"(?![^\n])".to_owned(),
        Look::StartCRLF => r"(?:^|(?<=\n)|(?<=\r)(?!\n))".to_owned(),
        Look::EndCRLF => format!(r"(?:{END}|(?=\r)|(?<!\r)(?=\n))"),
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

/// One character of `\w`.
fn word_character() -> String {
    let mut out = String::new();
    if let Ok(hir) = regex_syntax::parse(r"\w") {
        write_hir(&mut out, &hir);
    }
    out
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
        (_, []) => out.push_str(r"(?:[^\n]|\n)"),
        ([(only, last)], _) if only == last && *only != '-' => write_char(out, *only),
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

/// Signs of the syntax, and the sign between the ends of a range, behind a backslash; most of the rest as it is.
fn write_char(out: &mut String, character: char) {
    match character {
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '-' => {
            out.extend(['\\', character]);
        }
        '\t' => out.push_str(r"\t"),
        '\n' => out.push_str(r"\n"),
        '\r' => out.push_str(r"\r"),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
            let _ = write!(out, "\\u{:04x}", u32::from(character));
        }
        _ => out.push(character),
    }
}
