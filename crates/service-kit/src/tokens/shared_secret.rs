//! Secrets that services share to sign tokens for each other.

use std::fmt;

use aws_lc_rs::hmac;

use super::algorithm::{Algorithm, Scheme};

/// The secrets of one issuer, all for one algorithm; two while one is rotated. None of them can be printed.
pub struct SharedSecrets {
    algorithm: Algorithm,
    keys: Vec<hmac::Key>,
}

/// A secret cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretFault {
    /// Secrets are for HS256, HS384 and HS512 alone.
    Algorithm,
    /// There is none.
    None,
    /// Shorter than the hash of the algorithm: 32, 48 or 64 bytes (RFC 7518, 3.2).
    Short,
    /// It looks like a public or private key. Whoever has the public key could sign.
    KeyPair,
}

impl fmt::Display for SecretFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Algorithm => "secrets are for HS256, HS384 and HS512 alone",
            Self::None => "there is no secret",
            Self::Short => "the secret is shorter than the hash of its algorithm: 32, 48 or 64 bytes",
            Self::KeyPair => "a key in PEM or JWK is no secret",
        })
    }
}

impl std::error::Error for SecretFault {}

impl SharedSecrets {
    /// Secrets for HS256, HS384 or HS512.
    ///
    /// # Errors
    /// [`SecretFault`].
    pub fn new(algorithm: Algorithm, secrets: &[&[u8]]) -> Result<Self, SecretFault> {
        let Scheme::Hmac(hash) = algorithm.scheme() else { return Err(SecretFault::Algorithm) };
        if secrets.is_empty() {
            return Err(SecretFault::None);
        }
        let key = |secret: &&[u8]| {
            if secret.len() < hash.digest_algorithm().output_len() {
                return Err(SecretFault::Short);
            }
            let text = secret.trim_ascii_start();
            if text.starts_with(b"-----BEGIN ") || text.starts_with(b"{") {
                return Err(SecretFault::KeyPair);
            }
            Ok(hmac::Key::new(hash, secret))
        };
        Ok(Self { algorithm, keys: secrets.iter().map(key).collect::<Result<_, _>>()? })
    }

    /// The algorithm of all of them.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Compared in constant time by the library.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.keys.iter().any(|key| hmac::verify(key, message, signature).is_ok())
    }
}

impl fmt::Debug for SharedSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedSecrets").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}
