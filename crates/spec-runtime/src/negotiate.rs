//! Media types: which one to answer, which one was sent.

use actix_web::HttpRequest;
use actix_web::http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};

use crate::contract::Operation;
use crate::problem::Problem;

/// The media type to answer: of those the operation has, the one that `Accept` likes best.
pub(crate) fn accepted(
    operation: &Operation,
    request: &HttpRequest,
) -> Result<Option<&'static str>, Problem> {
    let Some(preferred) = operation.produces.first() else { return Ok(None) };
    let mut header = String::new();
    for value in request.headers().get_all(ACCEPT) {
        header.push_str(value.to_str().unwrap_or("invalid"));
        header.push(',');
    }
    if header.trim_matches([' ', ',']).is_empty() {
        return Ok(Some(preferred));
    }
    let mut best: Option<(&'static str, f32)> = None;
    for offered in operation.produces {
        let quality = quality(&header, offered);
        if quality > 0.0 && best.is_none_or(|(_, so_far)| quality > so_far) {
            best = Some((offered, quality));
        }
    }
    match best {
        Some((media_type, _)) => Ok(Some(media_type)),
        None => Err(Problem::new(406, "not-acceptable", "None of the accepted media types can be answered")
            .detail(format!("Accept one of: {}.", operation.produces.join(", ")))),
    }
}

/// The quality that an `Accept` header gives to a media type: that of the most specific range that covers it.
fn quality(accept: &str, offered: &str) -> f32 {
    let (kind, _) = offered.split_once('/').unwrap_or((offered, ""));
    let mut found = (0, 0.0);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or("").to_ascii_lowercase();
        let precision = match name.as_str() {
            "*/*" => 1,
            _ if name.strip_suffix("/*") == Some(kind) => 2,
            _ if name == offered => 3,
            _ => continue,
        };
        let quality = parts
            .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
            .map_or(1.0, |text| text.parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0));
        if precision > found.0 {
            found = (precision, quality);
        }
    }
    found.1
}

/// The media type of the body that was sent, as the contract spells it; `None` when no body was sent.
pub(crate) fn sent(operation: &Operation, request: &HttpRequest) -> Result<Option<&'static str>, Problem> {
    if operation.consumes.is_empty() {
        return Ok(None);
    }
    refuse_encoded(request)?;
    let Some(value) = request.headers().get(CONTENT_TYPE) else {
        return if has_body(request) { Err(unsupported(operation)) } else { Ok(None) };
    };
    let text = value.to_str().unwrap_or("");
    let name = text.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let charset = text.to_ascii_lowercase();
    let utf8 = match charset.split_once("charset=") {
        Some((_, charset)) => charset.trim_matches(['"', ' ']).starts_with("utf-8"),
        None => true,
    };
    match operation.consumes.iter().find(|media_type| **media_type == name) {
        Some(media_type) if utf8 => Ok(Some(media_type)),
        _ => Err(unsupported(operation)),
    }
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

fn has_body(request: &HttpRequest) -> bool {
    use actix_web::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
    match request.headers().get(CONTENT_LENGTH) {
        Some(length) => length.as_bytes() != b"0",
        None => request.headers().contains_key(TRANSFER_ENCODING),
    }
}

fn unsupported(operation: &Operation) -> Problem {
    Problem::new(415, "unsupported-media-type", "The media type of the body is not supported")
        .detail(format!("Send one of: {}.", operation.consumes.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::quality;

    #[test]
    fn the_most_specific_range_decides() {
        assert_eq!(quality("text/csv;q=0.5, */*;q=0.1,", "text/csv"), 0.5);
        assert_eq!(quality("text/*;q=0, text/csv,", "text/csv"), 1.0);
        assert_eq!(quality("text/*;q=0.3,*/*,", "text/csv"), 0.3);
        assert_eq!(quality("application/json,", "text/csv"), 0.0);
        assert_eq!(quality("application/json;q=nonsense,", "application/json"), 0.0);
    }
}
