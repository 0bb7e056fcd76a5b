//! Media types: which one to answer, which one was sent.

use actix_web::HttpRequest;
use actix_web::http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};

use crate::incoming::Incoming;
use crate::problem::Problem;
use crate::xml::is_xml;

/// A media type of the contract, or a range of them.
#[derive(Debug)]
pub(crate) struct Declared {
    /// As the contract spells it.
    pub(crate) text: &'static str,
    /// Without parameters, in lower case.
    name: String,
}

impl Declared {
    pub(crate) fn new(text: &'static str) -> Declared {
        Declared { text, name: name_of(text) }
    }

    /// How exactly it covers a media type; 0 when it does not.
    fn precision(&self, name: &str) -> u8 {
        precision(&self.name, name)
    }
}

/// A media type without its parameters, in lower case.
pub(crate) fn name_of(text: &str) -> String {
    text.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// Whether bodies of a media type are JSON documents.
pub(crate) fn is_json(media_type: &str) -> bool {
    let name = name_of(media_type);
    name == "application/json" || name.ends_with("+json")
}

/// How exactly a range covers a media type: 3 by name, 2 by kind, 1 as anything, 0 not at all.
fn precision(range: &str, name: &str) -> u8 {
    let kind = name.split_once('/').map(|(kind, _)| kind);
    match range {
        _ if range == name => 3,
        "*/*" => 1,
        _ if kind.is_some() && range.strip_suffix("/*") == kind => 2,
        _ => 0,
    }
}

/// The media type or range, of those declared, that covers another most exactly.
pub(crate) fn covering(declared: &[&'static str], media_type: &str) -> Option<&'static str> {
    let name = name_of(media_type);
    let with_precision = declared.iter().map(|range| (*range, precision(&name_of(range), &name)));
    let best = with_precision.filter(|(_, precision)| *precision > 0).max_by_key(|(_, precision)| *precision);
    best.map(|(range, _)| range)
}

/// The media type to answer: of those the operation has, the one that `Accept` likes best.
pub(crate) fn accepted(
    produces: &[Declared],
    request: &HttpRequest,
) -> Result<Option<&'static str>, Problem> {
    let Some(preferred) = produces.first() else { return Ok(None) };
    let mut header = String::new();
    for value in request.headers().get_all(ACCEPT) {
        header.push_str(value.to_str().unwrap_or("invalid"));
        header.push(',');
    }
    if header.trim_matches([' ', ',']).is_empty() {
        return Ok(Some(preferred.text));
    }
    let mut best: Option<(&'static str, f32)> = None;
    for offered in produces {
        let quality = quality(&header, &offered.name);
        if quality > 0.0 && best.is_none_or(|(_, so_far)| quality > so_far) {
            best = Some((offered.text, quality));
        }
    }
    match best {
        Some((media_type, _)) => Ok(Some(media_type)),
        None => Err(Problem::new(406, "not-acceptable", "None of the accepted media types can be answered")
            .detail(format!("Accept one of: {}.", listed(produces)))),
    }
}

/// The quality that an `Accept` header gives to a media type: that of the most specific range that covers it. To a
/// range that is offered it gives that of the best media type in it.
fn quality(accept: &str, offered: &str) -> f32 {
    let is_range = offered.ends_with("/*");
    let mut found = (0, 0.0);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or("").to_ascii_lowercase();
        let quality = parts
            .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
            .map_or(1.0, |text| text.parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0));
        let precision = precision(&name, offered);
        if is_range && (precision > 0 || self::precision(offered, &name) > 0) {
            found = (3, quality.max(found.1));
        } else if precision > found.0 {
            found = (precision, quality);
        }
    }
    found.1
}

/// The declared media type or range that covers the body; `None` when no body was sent.
pub(crate) async fn sent(
    consumes: &[Declared],
    is_required: bool,
    request: &HttpRequest,
    incoming: &mut Incoming,
) -> Result<Option<&'static str>, Problem> {
    refuse_encoded(request)?;
    let unsupported = || {
        Problem::new(415, "unsupported-media-type", "The media type of the body is not supported")
            .detail(format!("Send one of: {}.", listed(consumes)))
    };
    let Some(value) = request.headers().get(CONTENT_TYPE) else {
        return match consumes {
            _ if incoming.is_empty(request).await? => Ok(None),
            [only] if only.name == "*/*" => Ok(Some(only.text)),
            _ => Err(unsupported()),
        };
    };
    let text = value.to_str().unwrap_or("");
    let name = name_of(text);
    let mut best: Option<(&Declared, u8)> = None;
    for declared in consumes {
        let precision = declared.precision(&name);
        if precision > best.map_or(0, |(_, so_far)| so_far) {
            best = Some((declared, precision));
        }
    }
    match best.filter(|_| is_utf8(text)) {
        // No bytes are no document, but a text, a form or a file without anything in it.
        Some(_) if (is_json(&name) || is_xml(&name)) && incoming.is_empty(request).await? => Ok(None),
        Some((declared, _)) => Ok(Some(declared.text)),
        None if !is_required && incoming.is_empty(request).await? => Ok(None),
        None => Err(unsupported()),
    }
}

/// A parameter of a media type.
pub(crate) fn parameter<'t>(media_type: &'t str, name: &str) -> Option<&'t str> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (known, value) = parameter.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
    })
}

/// Whether the charset of a media type, if it has one, is UTF-8 or a part of it.
pub(crate) fn is_utf8(media_type: &str) -> bool {
    let is_it =
        |charset: &str| ["utf-8", "utf8", "us-ascii"].iter().any(|it| charset.eq_ignore_ascii_case(it));
    parameter(media_type, "charset").is_none_or(is_it)
}

/// Refuses a compressed body: what is counted and decoded is what was sent.
fn refuse_encoded(request: &HttpRequest) -> Result<(), Problem> {
    let mut codings = request.headers().get_all(CONTENT_ENCODING);
    if codings.all(|coding| coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity")) {
        return Ok(());
    }
    Err(Problem::new(415, "unsupported-media-type", "The content encoding of the body is not supported")
        .detail("Send the body without Content-Encoding.")
        .header(ACCEPT_ENCODING, HeaderValue::from_static("identity")))
}

fn listed(media_types: &[Declared]) -> String {
    media_types.iter().map(|declared| declared.text).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{is_utf8, precision, quality};

    #[test]
    fn the_most_specific_range_decides() {
        assert_eq!(quality("text/csv;q=0.5, */*;q=0.1,", "text/csv"), 0.5);
        assert_eq!(quality("text/*;q=0, text/csv,", "text/csv"), 1.0);
        assert_eq!(quality("text/*;q=0.3,*/*,", "text/csv"), 0.3);
        assert_eq!(quality("application/json,", "text/csv"), 0.0);
        assert_eq!(quality("application/json;q=nonsense,", "application/json"), 0.0);
    }

    #[test]
    fn a_range_that_is_offered_is_as_good_as_the_best_in_it() {
        assert_eq!(quality("text/csv;q=0.5, image/png", "text/*"), 0.5);
        assert_eq!(quality("text/csv;q=0.5, image/png", "*/*"), 1.0);
        assert_eq!(quality("*/*;q=0.2", "image/*"), 0.2);
        assert_eq!(quality("text/csv", "image/*"), 0.0);
    }

    #[test]
    fn a_range_covers_its_kind() {
        let precisions =
            ["*/*", "text/*", "text/csv", "text/plain"].map(|range| precision(range, "text/csv"));
        assert_eq!(precisions, [1, 2, 3, 0]);
        assert_eq!([precision("text/*", "textual/csv"), precision("text/*", "text")], [0, 0]);
    }

    #[test]
    fn a_charset_is_read_among_other_parameters() {
        for text in
            ["a/b", "a/b; charset=utf-8", "a/b;x=charset=latin1; Charset=\"UTF-8\"", "a/b; charset=us-ascii"]
        {
            assert!(is_utf8(text), "{text}");
        }
        assert!(!is_utf8("a/b; charset=utf-16") && !is_utf8("a/b; charset=utf-8x"));
    }
}
