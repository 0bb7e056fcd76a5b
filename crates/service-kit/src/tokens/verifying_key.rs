//! Public keys (RFC 7517), each bound to the algorithms that its kind and its own `alg` allow.

use aws_lc_rs::signature::{ParsedPublicKey, RsaPublicKeyComponents};
use serde_json::{Map, Value};

use super::algorithm::{Algorithm, Scheme};
use super::compact::decode;

/// A public key and the algorithms it may be used for. An algorithm that is not listed cannot be asked of it.
pub(super) struct VerifyingKey {
    pub(super) kid: Option<String>,
    uses: Vec<(Algorithm, ParsedPublicKey)>,
}

impl VerifyingKey {
    /// The key of a document; `None` when it cannot check signatures by one of these algorithms, or must not: keys for
    /// encryption, secrets and private keys that should never have been published, RSA keys under 2048 bits, points
    /// that are not on their curve.
    pub(super) fn from_jwk(jwk: &Value, allowed: &[Algorithm]) -> Option<Self> {
        let jwk = jwk.as_object()?;
        if text(jwk, "use")?.is_some_and(|usage| usage != "sig") || jwk.contains_key("d") {
            return None;
        }
        if let Some(operations) = jwk.get("key_ops")
            && !operations.as_array()?.iter().any(|operation| operation == "verify")
        {
            return None;
        }
        let bound = text(jwk, "alg")?;
        let may = |algorithm: &Algorithm| bound.is_none_or(|bound| bound == algorithm.as_str());
        let uses: Vec<(Algorithm, ParsedPublicKey)> = allowed
            .iter()
            .filter(|algorithm| may(algorithm))
            .filter_map(|algorithm| Some((*algorithm, parse(jwk, *algorithm)?)))
            .collect();
        let kid = text(jwk, "kid")?.map(str::to_owned);
        (!uses.is_empty()).then_some(Self { kid, uses })
    }

    pub(super) fn can(&self, algorithm: Algorithm) -> bool {
        self.uses.iter().any(|(known, _)| *known == algorithm)
    }

    /// Whether the signature is this key's, by this algorithm.
    pub(super) fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        let key = self.uses.iter().find(|(known, _)| *known == algorithm);
        key.is_some_and(|(_, key)| key.verify_sig(message, signature).is_ok())
    }
}

/// The key that a token means among these, each with what else is known of it. Without `kid` it must be the only one
/// for the algorithm.
pub(super) fn find<'a, T>(
    keys: impl Iterator<Item = (&'a VerifyingKey, T)>,
    kid: Option<&str>,
    algorithm: Algorithm,
) -> Option<(&'a VerifyingKey, T)> {
    let is_meant = |key: &VerifyingKey| key.can(algorithm) && (kid.is_none() || key.kid.as_deref() == kid);
    let mut meant = keys.filter(|(key, _)| is_meant(key));
    let found = meant.next()?;
    if kid.is_none() && meant.next().is_some() { None } else { Some(found) }
}

fn parse(jwk: &Map<String, Value>, algorithm: Algorithm) -> Option<ParsedPublicKey> {
    let kind = text(jwk, "kty")??;
    match algorithm.scheme() {
        Scheme::Rsa(parameters) if kind == "RSA" => {
            let (n, e) = (member(jwk, "n")?, member(jwk, "e")?);
            // The library refuses sizes only when it checks a signature; here the key is not even kept.
            let bits = n.len() * 8 - n.first()?.leading_zeros() as usize;
            if !(2048..=8192).contains(&bits) {
                return None;
            }
            RsaPublicKeyComponents { n: &n, e: &e }.to_parsed_public_key(parameters).ok()
        }
        Scheme::Ec(curve, length, verification) if kind == "EC" => {
            let (x, y) = (member(jwk, "x")?, member(jwk, "y")?);
            if text(jwk, "crv")?? != curve || x.len() != length || y.len() != length {
                return None;
            }
            // SEC 1, 2.3.3: a point that is not compressed begins with 4.
            ParsedPublicKey::new(verification, [&[4], x.as_slice(), &y].concat()).ok()
        }
        Scheme::Ed25519(verification) if kind == "OKP" && text(jwk, "crv")?? == "Ed25519" => {
            ParsedPublicKey::new(verification, member(jwk, "x")?).ok()
        }
        Scheme::Rsa(_) | Scheme::Ec(..) | Scheme::Ed25519(_) | Scheme::Hmac(_) => None,
    }
}

/// The member as a text, `Some(None)` when there is none; `None` when it is not a text.
fn text<'a>(jwk: &'a Map<String, Value>, name: &str) -> Option<Option<&'a str>> {
    match jwk.get(name) {
        None => Some(None),
        Some(value) => value.as_str().map(Some),
    }
}

fn member(jwk: &Map<String, Value>, name: &str) -> Option<Vec<u8>> {
    decode(text(jwk, name)??)
}
