//! Cookies, as RFC 6265 writes them: `name=value; name=value`.

use std::borrow::Cow;

use actix_web::http::header::{COOKIE, HeaderMap};

use super::Pair;

/// Every cookie. What cannot be read is none of ours.
pub(crate) fn cookie_pairs(headers: &HeaderMap) -> Vec<Pair<'_>> {
    let headers = headers.get_all(COOKIE).filter_map(|value| str::from_utf8(value.as_bytes()).ok());
    let pairs = headers.flat_map(|text| text.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, raw)| Pair { name: Cow::Borrowed(name.trim()), raw: raw.trim() }).collect()
}

/// The same cookies with `a=1&b=2` taken apart, which is how OpenAPI writes exploded values in one cookie.
pub(crate) fn exploded_cookie_pairs<'r>(pairs: &[Pair<'r>]) -> Vec<Pair<'r>> {
    let mut exploded = Vec::new();
    for pair in pairs {
        let mut parts = pair.raw.split('&');
        exploded.push(Pair { name: pair.name.clone(), raw: parts.next().unwrap_or("") });
        let rest = parts.filter_map(|part| part.split_once('='));
        exploded.extend(rest.map(|(name, raw)| Pair { name: Cow::Borrowed(name), raw }));
    }
    exploded
}
