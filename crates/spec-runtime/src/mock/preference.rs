//! The header `Prefer` (RFC 7240): `Prefer: code=404, example="not found"`.

use actix_web::http::header::{HeaderMap, HeaderName};

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// What a caller prefers, by name; of a name that is there twice, the first counts.
pub(super) struct Preferences(Vec<(String, String)>);

impl Preferences {
    pub(super) fn of(headers: &HeaderMap) -> Preferences {
        let texts = headers.get_all(PREFER).filter_map(|value| value.to_str().ok());
        Preferences(texts.flat_map(|text| pieces(text, ',')).filter_map(preference).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// One preference, without its parameters.
fn preference(text: &str) -> Option<(String, String)> {
    let first = pieces(text, ';').into_iter().next()?;
    let (name, value) = first.split_once('=').unwrap_or((first, ""));
    let value = value.trim();
    let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    Some((name.trim().to_ascii_lowercase(), quoted.map_or_else(|| value.to_owned(), unescaped)))
}

fn unescaped(quoted: &str) -> String {
    let mut characters = quoted.chars();
    let mut text = String::new();
    while let Some(character) = characters.next() {
        text.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    text
}

/// The text between separators that are not quoted.
fn pieces(text: &str, separator: char) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(|character| {
        let ends = character == separator && !is_quoted;
        if character == '"' && !is_escaped {
            is_quoted = !is_quoted;
        }
        is_escaped = is_quoted && character == '\\' && !is_escaped;
        ends
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn preferences_are_read_as_the_standard_writes_them() {
        let mut headers = HeaderMap::new();
        headers.append(PREFER, HeaderValue::from_static("respond-async;wait=9, Code = 404; x=1 , code=500"));
        headers.append(PREFER, HeaderValue::from_static(r#"example="a, \"b\"; c""#));
        let preferences = Preferences::of(&headers);
        assert_eq!(preferences.get("code"), Some("404"));
        assert_eq!(preferences.get("example"), Some(r#"a, "b"; c"#));
        assert_eq!(preferences.get("respond-async"), Some(""));
        assert_eq!(preferences.get("wait"), None);
    }
}
