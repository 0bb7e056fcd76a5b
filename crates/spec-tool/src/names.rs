//! Names of the contract as names of Rust.

const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Names that generated code gives to other things beside the parameters of an operation.
const TAKEN: [&str; 9] =
    ["accepted", "answer", "api", "body", "call", "content", "context", "media_type", "written"];

/// The words of a name: `dataProductId`, `If-Match` and `ETag` become `data product id`, `if match`, `e tag`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let characters: Vec<char> = name.chars().collect();
    let mut open = false;
    for (at, character) in characters.iter().enumerate() {
        if !character.is_ascii_alphanumeric() {
            open = false;
            continue;
        }
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + 1);
        let starts = character.is_ascii_uppercase()
            && (before.is_some_and(|before| before.is_ascii_lowercase() || before.is_ascii_digit())
                || (before.is_some_and(|before| before.is_ascii_uppercase())
                    && after.is_some_and(|after| after.is_ascii_lowercase())));
        match words.last_mut() {
            Some(word) if open && !starts => word.push(character.to_ascii_lowercase()),
            _ => words.push(character.to_ascii_lowercase().to_string()),
        }
        open = true;
    }
    words
}

/// `create_data_product`; a keyword gets an underscore.
pub fn snake(name: &str) -> String {
    let mut snake = words(name).join("_");
    if snake.is_empty() {
        return "unnamed".to_owned();
    }
    if snake.starts_with(|first: char| first.is_ascii_digit()) {
        snake.insert(0, '_');
    }
    if KEYWORDS.contains(&snake.as_str()) {
        snake.push('_');
    }
    snake
}

/// `CreateDataProduct`.
pub fn pascal(name: &str) -> String {
    let mut pascal = String::new();
    for word in words(name) {
        let mut characters = word.chars();
        pascal.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        pascal.push_str(characters.as_str());
    }
    if pascal.is_empty() || pascal.starts_with(|first: char| first.is_ascii_digit()) {
        pascal.insert(0, 'N');
    }
    if pascal == "Self" {
        pascal.push('_');
    }
    pascal
}

/// `CREATE_DATA_PRODUCT`.
pub fn constant(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

/// A parameter as a variable beside those of generated code.
pub fn parameter(name: &str) -> String {
    let snake = snake(name);
    if TAKEN.contains(&snake.as_str()) { format!("{snake}_") } else { snake }
}

/// A name that is not taken: the wanted one, or that with the first number that is free, from 2.
pub fn unique(wanted: &str, separator: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while is_taken(&name) {
        name = format!("{wanted}{separator}{number}");
        number += 1;
    }
    name
}

/// A Rust string literal.
pub fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A Rust slice literal of texts.
pub fn literals<T: AsRef<str>>(texts: &[T]) -> String {
    let list: Vec<String> = texts.iter().map(|text| literal(text.as_ref())).collect();
    format!("&[{}]", list.join(", "))
}

/// The lines of a description, as the text of `///` comments.
pub fn doc_lines(text: &str) -> Vec<String> {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!(" {line}") };
    text.trim_end().lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{pascal, snake};

    #[test]
    fn names_are_split_where_a_reader_would_split_them() {
        assert_eq!(snake("dataProductOwnerDisplayName"), "data_product_owner_display_name");
        assert_eq!(snake("If-None-Match"), "if_none_match");
        assert_eq!(snake("ETag"), "e_tag");
        assert_eq!(snake("type"), "type_");
        assert_eq!(pascal("application/x-ndjson"), "ApplicationXNdjson");
        assert_eq!(pascal("getJSONThing"), "GetJsonThing");
    }
}
