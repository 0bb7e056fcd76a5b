//! Tokens of several issuers at once: our own, those of third parties that publish their keys, and those of services
//! that share a secret with us.
//!
//! [`Issuers::verify`] is the one question. An algorithm is bound to the kind of key of an issuer, a key to its issuer,
//! and a token to the kind, audience and issuers that an operation expects. `CHECKS.md` beside this file names the test
//! of each attack.
//!
//! The cryptography is that of `aws-lc-rs`: its parsed public keys are bound to one algorithm when they are made, so
//! that a token cannot choose another, and TLS brings it anyway. The form of tokens is read here, because libraries for
//! it take the last of two members of the same name and know nothing of issuers; in tests `jsonwebtoken` confirms that
//! both sides are understood by others.
//!
//! New keys for our own tokens should be ES256: every client and library knows it, and a signature has 64 bytes. EdDSA
//! is a little faster but not as widely understood. RS256, which RFC 9068 asks everyone to know, is verified in less
//! than half of the time, but signed in twelve times as much, and its signatures have 256 bytes. The example
//! `token_speed` prints the figures of a machine.

mod algorithm;
mod claims;
mod compact;
mod issuer;
mod issuers;
mod json;
mod key_set;
mod own;
mod provider;
mod refusal;
mod settings;
mod shared_secret;
mod signing_key;
mod verified;
mod verifying_key;

pub use algorithm::{Algorithm, UnknownAlgorithm};
pub use claims::{ClaimNames, ClaimPath, Claims, EmptyStep};
pub use issuer::{Expectation, Issuer, Kind, Trust};
pub use issuers::{Issuers, IssuersFault};
pub use key_set::{KeyPhase, KeySet, Rotation};
pub use own::{ACCESS_TOKEN, AccessToken, OwnIssuer};
pub use provider::{Freshness, Provider, ProviderFault};
pub use refusal::Refusal;
pub use settings::read_issuers;
pub use shared_secret::{SecretFault, SharedSecrets};
pub use signing_key::{KeyFault, SigningKey};
