//! The form of an API key, `gk_<prefix>_<secret>`: the prefix finds its row and may be shown, the secret proves it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 12 characters of 5 bits: one collision is to be expected after 2^30 keys, and refused by the unique prefix.
const PREFIX_LENGTH: usize = 12;
/// 32 random bytes in base64url without padding.
const SECRET_LENGTH: usize = 43;
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// A key just made. It is shown to its owner once and cannot be found out again.
pub struct ApiKeyOnce(String);

impl ApiKeyOnce {
    /// A new key from the randomness of the operating system, with what is stored of it: its prefix and the hash of
    /// its secret.
    pub(super) fn random() -> Result<(Self, String, SecretHash), getrandom::Error> {
        let (mut prefix, mut secret) = ([0; PREFIX_LENGTH], [0; 32]);
        getrandom::fill(&mut prefix)?;
        getrandom::fill(&mut secret)?;
        // 32 characters divide 256 byte values evenly.
        let prefix: String = prefix.iter().map(|byte| char::from(BASE32[usize::from(byte % 32)])).collect();
        let secret = URL_SAFE_NO_PAD.encode(secret);
        Ok((Self(format!("gk_{prefix}_{secret}")), prefix, SecretHash::of(&secret)))
    }

    /// The key as its owner must keep it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ApiKeyOnce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKeyOnce(…)")
    }
}

/// A text that has the form of a key.
#[derive(Clone, Copy)]
pub(super) struct Presented<'a> {
    pub(super) prefix: &'a str,
    secret: &'a str,
}

impl<'a> Presented<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (prefix, secret) = text.strip_prefix("gk_")?.split_once('_')?;
        let well_formed = prefix.len() == PREFIX_LENGTH
            && prefix.bytes().all(|byte| BASE32.contains(&byte))
            && secret.len() == SECRET_LENGTH
            && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        well_formed.then_some(Self { prefix, secret })
    }

    pub(super) fn hash(&self) -> SecretHash {
        SecretHash::of(self.secret)
    }
}

/// SHA-256 of a secret. A slow hash is for secrets that can be guessed; 256 random bits cannot.
#[derive(Clone, Copy)]
pub(super) struct SecretHash([u8; 32]);

impl SecretHash {
    /// Compared with when there is no such key: no secret is known that has this hash.
    pub(super) const NONE: Self = Self([0; 32]);

    fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret).into())
    }

    pub(super) fn from_hex(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if hex.len() != 2 * bytes.len() || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(2 * index..2 * index + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    pub(super) fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Compares in constant time: how long it takes tells nothing about where the two differ.
    pub(super) fn matches(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_key_has_the_form_of_a_key() {
        let (key, prefix, hash) = ApiKeyOnce::random().unwrap();
        assert_eq!(key.reveal().len(), 59);
        let presented = Presented::parse(key.reveal()).unwrap();
        assert_eq!(presented.prefix, prefix);
        assert!(SecretHash::from_hex(&hash.to_hex()).unwrap().matches(&presented.hash()));
        assert!(!hash.matches(&SecretHash::NONE));
        assert_ne!(key.reveal(), ApiKeyOnce::random().unwrap().0.reveal());
    }

    #[test]
    fn a_key_is_never_printed_by_accident() {
        assert_eq!(format!("{:?}", ApiKeyOnce("gk_secret".into())), "ApiKeyOnce(…)");
    }

    #[test]
    fn what_has_not_the_form_of_a_key_is_none() {
        let (prefix, secret) = ("a".repeat(12), "A".repeat(43));
        assert!(Presented::parse(&format!("gk_{prefix}_{secret}")).is_some());
        let long = "A".repeat(1 << 20);
        for text in [
            "".to_owned(),
            "gk_".to_owned(),
            format!("gk_{prefix}{secret}"),
            format!("GK_{prefix}_{secret}"),
            format!("gk_{}_{secret}", "A".repeat(12)),
            format!("gk_{}_{secret}", "é".repeat(6)),
            format!("gk_{prefix}_{secret}="),
            format!("gk_{prefix}_{}", "A".repeat(42)),
            format!("gk_{prefix}_{}+", "A".repeat(42)),
            format!(" gk_{prefix}_{secret}"),
            format!("gk_{prefix}_{long}"),
        ] {
            assert!(Presented::parse(&text).is_none(), "{text:.80}");
        }
    }

    #[test]
    fn a_hash_that_is_not_64_hex_digits_is_none() {
        for hex in ["", "00", &"g".repeat(64), &"é".repeat(32), &"+1".repeat(32)] {
            assert!(SecretHash::from_hex(hex).is_none(), "{hex}");
        }
    }
}
