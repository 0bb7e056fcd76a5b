//! Patterns of the contract, which are those of ECMA-262, as patterns of Rust.

/// The pattern as every engine reads it; or why it cannot be enforced.
pub fn readable(pattern: &str) -> Result<String, String> {
    let readable = braces_escaped(pattern);
    let schema = serde_json::json!({"pattern": readable});
    match jsonschema::draft202012::new(&schema) {
        Ok(_) => Ok(readable),
        Err(_) => {
            Err("the pattern cannot be enforced: it is no regular expression of ECMA-262 that is known here"
                .to_owned())
        }
    }
}

/// The pattern in the words of the fast engine; `None` when it looks around or back, which that one cannot.
pub fn translated(pattern: &str) -> Option<String> {
    let translated = jsonschema_regex::to_rust_regex(pattern).ok()?;
    regex::Regex::new(&translated).ok().map(|_| translated.into_owned())
}

/// A brace that opens or ends no quantifier stands for itself in ECMA-262, and is an error elsewhere.
fn braces_escaped(pattern: &str) -> String {
    let mut escaped = String::new();
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(character) = rest.chars().next() {
        let whole = match character {
            '\\' => escape_length(rest),
            '{' if !in_class => quantifier_length(rest),
            _ => character.len_utf8(),
        };
        match character {
            '[' => in_class = true,
            ']' => in_class = false,
            '{' | '}' if !in_class && whole <= 1 => escaped.push('\\'),
            _ => {}
        }
        let (taken, after) = rest.split_at(whole.max(1));
        escaped.push_str(taken);
        rest = after;
    }
    escaped
}

/// How long an escape is, with the braces that belong to it: `\d`, `\p{L}`, `\u{1F600}`.
fn escape_length(text: &str) -> usize {
    let letter = text[1..].chars().next();
    let end = 1 + letter.map_or(0, char::len_utf8);
    let braced = letter.is_some_and(|letter| "pPu".contains(letter)) && text[end..].starts_with('{');
    if braced { text.find('}').map_or(end, |close| close + 1) } else { end }
}

/// How long `{2}`, `{2,}` or `{2,5}` is; 0 when the brace opens no such thing.
fn quantifier_length(text: &str) -> usize {
    let Some(close) = text.find('}') else { return 0 };
    let (least, most) = text[1..close].split_once(',').unwrap_or((&text[1..close], ""));
    let is_count = |text: &str| text.chars().all(|digit| digit.is_ascii_digit());
    if !least.is_empty() && is_count(least) && is_count(most) { close + 1 } else { 0 }
}
