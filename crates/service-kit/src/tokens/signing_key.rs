//! Key pairs that sign our own tokens.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{self, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::algorithm::Algorithm;
use super::compact::encode;
use super::verifying_key::VerifyingKey;

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// A key pair with its id, the thumbprint of RFC 7638. It can neither be printed nor compared.
pub struct SigningKey {
    pair: Pair,
    kid: String,
    jwk: Value,
    public: VerifyingKey,
}

enum Pair {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
    Rs256(rsa::KeyPair),
}

/// A key could not be made, read or used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// Our own tokens are signed by ES256, EdDSA or RS256 alone.
    Algorithm,
    /// Not a PKCS #8 private key in PEM of a kind that signs: P-256, Ed25519, or RSA from 2048 to 8192 bits.
    Pem,
    /// The cryptographic library refuses; the operating system may give no randomness.
    Library,
    /// No key signs at this time.
    NoneCurrent,
    /// The same key comes twice.
    Twice,
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Algorithm => "tokens are signed by ES256, EdDSA or RS256 alone",
            Self::Pem => {
                "the key is no PKCS #8 private key in PEM for P-256, Ed25519, or RSA of 2048 bits and more"
            }
            Self::Library => "the cryptographic library refuses, perhaps for lack of randomness",
            Self::NoneCurrent => "no key signs at this time",
            Self::Twice => "the same key comes twice",
        })
    }
}

impl std::error::Error for KeyFault {}

impl SigningKey {
    /// A new key for ES256, EdDSA or RS256.
    ///
    /// # Errors
    /// [`KeyFault::Algorithm`], or [`KeyFault::Library`].
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyFault> {
        let refused = |_| KeyFault::Library;
        match algorithm {
            Algorithm::ES256 => EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map(Pair::Es256),
            Algorithm::EdDSA => Ed25519KeyPair::generate().map(Pair::EdDsa),
            Algorithm::RS256 => rsa::KeyPair::generate(KeySize::Rsa2048).map(Pair::Rs256),
            _ => return Err(KeyFault::Algorithm),
        }
        .map_err(refused)
        .and_then(|pair| Self::new(pair).ok_or(KeyFault::Library))
    }

    /// A key as [`SigningKey::to_pem`] or `openssl genpkey` writes it.
    ///
    /// # Errors
    /// [`KeyFault::Pem`].
    pub fn from_pem(pem: &str) -> Result<Self, KeyFault> {
        let body = pem.trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END));
        let base64: String = body.ok_or(KeyFault::Pem)?.split_ascii_whitespace().collect();
        let der = STANDARD.decode(base64).map_err(|_| KeyFault::Pem)?;
        // The kind is written in the key: no two of these read the same one.
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &der)
            .map(Pair::Es256)
            .or_else(|_| Ed25519KeyPair::from_pkcs8(&der).map(Pair::EdDsa))
            .or_else(|_| rsa::KeyPair::from_pkcs8(&der).map(Pair::Rs256));
        pair.ok().and_then(Self::new).ok_or(KeyFault::Pem)
    }

    /// The private key in PEM, for whoever stores it. It is a secret.
    ///
    /// # Errors
    /// [`KeyFault::Library`].
    pub fn to_pem(&self) -> Result<String, KeyFault> {
        let der = match &self.pair {
            Pair::Es256(pair) => pair.to_pkcs8v1().map(|der| der.as_ref().to_vec()),
            Pair::EdDsa(pair) => pair.to_pkcs8v1().map(|der| der.as_ref().to_vec()),
            Pair::Rs256(pair) => AsDer::<Pkcs8V1Der<'_>>::as_der(pair).map(|der| der.as_ref().to_vec()),
        };
        let base64 = STANDARD.encode(der.map_err(|_| KeyFault::Library)?);
        // RFC 7468: lines of 64 characters.
        let lines = base64.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap_or_default());
        Ok(format!("{BEGIN}\n{}\n{END}\n", lines.collect::<Vec<_>>().join("\n")))
    }

    /// Its id, as tokens and the key document name it.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The algorithm by which it signs.
    pub fn algorithm(&self) -> Algorithm {
        self.pair.algorithm()
    }

    /// Its public part, as the key document lists it.
    pub fn public_jwk(&self) -> &Value {
        &self.jwk
    }

    pub(super) fn public(&self) -> &VerifyingKey {
        &self.public
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyFault> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Es256(pair) => pair.sign(&random, message).map(|signature| signature.as_ref().to_vec()),
            Pair::EdDsa(pair) => pair.try_sign(message).map(|signature| signature.as_ref().to_vec()),
            Pair::Rs256(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).map(|()| signature)
            }
        }
        .map_err(|_| KeyFault::Library)
    }

    fn new(pair: Pair) -> Option<Self> {
        let mut jwk = pair.public_members();
        // RFC 7638: the members that make the key, in the order of their names, without spaces; as they are here.
        let kid = encode(digest(&SHA256, jwk.to_string().as_bytes()).as_ref());
        jwk["use"] = json!("sig");
        jwk["alg"] = json!(pair.algorithm().as_str());
        jwk["kid"] = json!(kid);
        let public = VerifyingKey::from_jwk(&jwk, &[pair.algorithm()])?;
        Some(Self { pair, kid, jwk, public })
    }
}

impl Pair {
    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Es256(_) => Algorithm::ES256,
            Self::EdDsa(_) => Algorithm::EdDSA,
            Self::Rs256(_) => Algorithm::RS256,
        }
    }

    fn public_members(&self) -> Value {
        match self {
            Self::Es256(pair) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                json!({ "crv": "P-256", "kty": "EC", "x": encode(x), "y": encode(y) })
            }
            Self::EdDsa(pair) => {
                json!({ "crv": "Ed25519", "kty": "OKP", "x": encode(pair.public_key().as_ref()) })
            }
            Self::Rs256(pair) => {
                let key = pair.public_key();
                let n = encode(key.modulus().big_endian_without_leading_zero());
                let e = encode(key.exponent().big_endian_without_leading_zero());
                json!({ "e": e, "kty": "RSA", "n": n })
            }
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}
