//! The compact form of a signed token (RFC 7515), taken apart and not believed yet.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::algorithm::Algorithm;
use super::json;
use super::refusal::Refusal;

/// The longest token that is looked at. Those of providers that list 200 groups have about 11,000 bytes.
pub(super) const LONGEST: usize = 16 * 1024;

/// What a token says before its signature is checked.
pub(super) struct Unproven<'a> {
    pub(super) algorithm: Algorithm,
    pub(super) kid: Option<String>,
    /// In lower case, without `application/`.
    pub(super) typ: Option<String>,
    pub(super) claims: Map<String, Value>,
    /// What is signed.
    pub(super) message: &'a [u8],
    pub(super) signature: Vec<u8>,
}

impl<'a> Unproven<'a> {
    /// The caller has held the length against [`LONGEST`].
    pub(super) fn parse(token: &'a str) -> Result<Self, Refusal> {
        // Five parts are an encrypted token.
        let mut parts = token.split('.');
        let (Some(header), Some(claims), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Refusal::Malformed);
        };
        let message = &token.as_bytes()[..header.len() + 1 + claims.len()];
        let header = object(header)?;
        // Each changes what is signed, or how the claims must be read. `jwk`, `jku`, `x5u` and `x5c` offer a key: they
        // are not looked at, since keys come from the issuer alone.
        if ["crit", "b64", "zip", "enc", "cty"].iter().any(|name| header.contains_key(*name)) {
            return Err(Refusal::Header);
        }
        let algorithm = text(&header, "alg")?.ok_or(Refusal::Header)?;
        Ok(Self {
            algorithm: algorithm.parse().map_err(|_| Refusal::Algorithm)?,
            kid: text(&header, "kid")?.map(str::to_owned),
            typ: text(&header, "typ")?.map(media_type),
            claims: object(claims)?,
            message,
            signature: decode(signature).ok_or(Refusal::Malformed)?,
        })
    }

    /// The issuer that the token names.
    pub(super) fn issuer(&self) -> Result<&str, Refusal> {
        self.claims.get("iss").and_then(Value::as_str).ok_or(Refusal::Claim("iss"))
    }
}

/// A `typ` in the form in which it is compared (RFC 7515, 4.1.9): media types ignore case.
pub(super) fn media_type(typ: &str) -> String {
    let typ = typ.to_ascii_lowercase();
    typ.strip_prefix("application/").map(str::to_owned).unwrap_or(typ)
}

fn text<'a>(header: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, Refusal> {
    match header.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Refusal::Header),
    }
}

fn object(part: &str) -> Result<Map<String, Value>, Refusal> {
    decode(part).and_then(|text| json::object(&text)).ok_or(Refusal::Malformed)
}

/// Only the one way to write these bytes is read: no padding, and the bits left over are zero.
pub(super) fn decode(part: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(part).ok()
}

pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
