//! Our own tokens: access tokens of RFC 9068, and whatever else must be signed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::compact::encode;
use super::key_set::KeySet;
use super::signing_key::KeyFault;

/// `typ` of access tokens (RFC 9068).
pub const ACCESS_TOKEN: &str = "at+jwt";

/// What an access token says.
#[derive(Clone, Copy, Debug)]
pub struct AccessToken<'a> {
    /// Who it is about.
    pub subject: &'a str,
    /// Whom it is meant for: one text, or several.
    pub audience: &'a [&'a str],
    /// The client that gets it.
    pub client: &'a str,
    /// What it allows.
    pub scopes: &'a [&'a str],
    /// Unique; it names the token where it is revoked.
    pub token_id: &'a str,
    /// How long it lives.
    pub lifetime: TimeDelta,
}

/// The issuer of our own tokens. Its keys can be replaced while others sign and verify.
#[derive(Debug)]
pub struct OwnIssuer {
    issuer: String,
    keys: RwLock<Arc<KeySet>>,
    generation: AtomicU64,
}

impl OwnIssuer {
    /// An issuer under this address, which is what `iss` says.
    pub fn new(issuer: &str, keys: KeySet) -> Self {
        Self { issuer: issuer.to_owned(), keys: RwLock::new(Arc::new(keys)), generation: AtomicU64::new(0) }
    }

    /// What `iss` says.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The keys as they are.
    pub fn keys(&self) -> Arc<KeySet> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other keys in their place. Tokens of keys that are left out are refused from now on, also those that were
    /// verified before.
    pub fn replace_keys(&self, keys: KeySet) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
        self.generation.fetch_add(1, Ordering::AcqRel);
    }

    /// An access token, with these claims besides its own (`auth_time`, `roles` and the like).
    ///
    /// # Errors
    /// [`KeyFault::NoneCurrent`], or [`KeyFault::Library`].
    pub fn mint(
        &self,
        token: &AccessToken<'_>,
        extra: Map<String, Value>,
        now: DateTime<Utc>,
    ) -> Result<String, KeyFault> {
        let mut claims = extra;
        let own = [
            ("sub", json!(token.subject)),
            ("aud", if let [only] = token.audience { json!(only) } else { json!(token.audience) }),
            ("client_id", json!(token.client)),
            ("scope", json!(token.scopes.join(" "))),
            ("jti", json!(token.token_id)),
        ];
        claims.extend(own.map(|(name, value)| (name.to_owned(), value)));
        self.sign(ACCESS_TOKEN, claims, token.lifetime, now)
    }

    /// A token of any kind. `iss`, `iat` and `exp` are set here.
    ///
    /// # Errors
    /// As for [`OwnIssuer::mint`].
    pub fn sign(
        &self,
        typ: &str,
        mut claims: Map<String, Value>,
        lifetime: TimeDelta,
        now: DateTime<Utc>,
    ) -> Result<String, KeyFault> {
        let keys = self.keys();
        let key = keys.signing(now).ok_or(KeyFault::NoneCurrent)?;
        claims.insert("iss".into(), json!(self.issuer));
        claims.insert("iat".into(), json!(now.timestamp()));
        claims.insert("exp".into(), json!((now + lifetime).timestamp()));
        let header = json!({ "typ": typ, "alg": key.algorithm().as_str(), "kid": key.kid() });
        let claims = Value::Object(claims);
        let message =
            format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
        let signature = key.sign(message.as_bytes())?;
        Ok(format!("{message}.{}", encode(&signature)))
    }

    /// Grows whenever keys are replaced.
    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }
}
