//! What kind of thing a media type is.

use crate::names::unique;

/// How a body of a media type is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Json,
    /// A JSON document on each line.
    Lines,
    UrlEncoded,
    Multipart,
    Text,
    Xml,
    /// Anything else, or a range of media types.
    Other,
}

/// The kind of a media type, whatever its parameters.
pub fn kind(media_type: &str) -> Kind {
    let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match name.as_str() {
        "application/json" | "text/json" => Kind::Json,
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonlines"
        | "application/json-lines" => Kind::Lines,
        "application/x-www-form-urlencoded" => Kind::UrlEncoded,
        "application/xml" | "text/xml" => Kind::Xml,
        _ if name.ends_with("+json") => Kind::Json,
        _ if name.ends_with("+xml") => Kind::Xml,
        _ if name.starts_with("multipart/") => Kind::Multipart,
        _ if name.starts_with("text/") => Kind::Text,
        _ => Kind::Other,
    }
}

/// Whether a media type stands for several.
pub fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// The names of the variants for several media types, each its own.
pub fn variants<T: AsRef<str>>(media_types: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for media_type in media_types {
        names.push(unique(&variant(media_type.as_ref()), "", |name| names.iter().any(|known| known == name)));
    }
    names
}

/// The name of the variant for a media type.
pub fn variant(media_type: &str) -> String {
    let short = match media_type.split(';').next().unwrap_or_default().trim() {
        "application/json" => "Json",
        "application/x-www-form-urlencoded" => "Form",
        "multipart/form-data" => "Multipart",
        "text/plain" => "Text",
        "application/octet-stream" => "Bytes",
        "*/*" => "Any",
        other => return crate::names::pascal(other),
    };
    short.to_owned()
}
