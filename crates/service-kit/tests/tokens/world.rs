//! Issuers to be deceived, keys to forge with, and a provider on loopback.

mod key;
pub mod server;

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use service_kit::tokens::{
    Algorithm, Expectation, Freshness, Issuer, Issuers, KeySet, Kind, OwnIssuer, Provider, Refusal, Rotation,
    SharedSecrets, SigningKey, Trust,
};

pub use key::{Key, hmac_token};
pub use server::Server;

/// What `iss` of our own tokens says.
pub const OWN: &str = "https://farm.example.org";
/// What `iss` of the tokens with a shared secret says.
pub const PARTNER: &str = "partner";
/// Whom tokens are meant for.
pub const AUDIENCE: &str = "https://farm.example.org/api";
pub const SECRET: &[u8; 32] = b"0123456789abcdef0123456789abcdef";
pub const ACCESS: Expectation<'_> = Expectation { audience: AUDIENCE, kind: Kind::Access, issuers: None };

/// 2026-01-01T00:00:00Z
pub fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_225_600, 0).unwrap()
}

pub fn seconds(number: i64) -> DateTime<Utc> {
    start() + TimeDelta::seconds(number)
}

/// Our own issuer with one ES256 key, and a partner with a shared secret.
pub struct World {
    pub issuers: Issuers,
    pub own: Arc<OwnIssuer>,
    /// The private key of our own issuer, stolen.
    pub key: Key,
    pub kid: String,
}

impl World {
    pub fn new() -> Self {
        let signing = SigningKey::generate(Algorithm::ES256).unwrap();
        let key = Key::from_pem(&signing.to_pem().unwrap());
        let kid = signing.kid().to_owned();
        let keys = KeySet::new([(start() - TimeDelta::days(1), signing)], Rotation::default()).unwrap();
        let own = Arc::new(OwnIssuer::new(OWN, keys));
        let secrets = SharedSecrets::new(Algorithm::HS256, &[SECRET]).unwrap();
        let issuers = Issuers::new(vec![
            Issuer::own("own", Arc::clone(&own)),
            Issuer::shared(Trust::new("partner", PARTNER), secrets),
        ]);
        Self { issuers: issuers.unwrap(), own, key, kid }
    }

    /// The header of a good token of ours.
    pub fn header(&self) -> Value {
        json!({ "typ": "at+jwt", "alg": "ES256", "kid": self.kid })
    }

    /// A token of ours as good as its claims.
    pub fn signed(&self, claims: &Value) -> String {
        self.key.token("ES256", &self.header().to_string(), &claims.to_string())
    }

    /// The token is refused, and what is said of it can stand in a header field and has nothing of the token.
    pub async fn refusal(&self, token: &str) -> Refusal {
        refusal(&self.issuers, token, start()).await
    }
}

pub async fn refusal(issuers: &Issuers, token: &str, now: DateTime<Utc>) -> Refusal {
    let refusal = issuers.verify(token, now, &ACCESS).await.expect_err("the token is accepted");
    let said = refusal.to_string();
    assert!(said.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'), "{said}");
    for part in token.split('.').filter(|part| part.len() > 8) {
        assert!(!format!("{said} {refusal:?}").contains(part), "{said}");
    }
    refusal
}

/// Good claims of an issuer.
pub fn claims(issuer: &str) -> Value {
    let now = start().timestamp();
    json!({
        "iss": issuer, "sub": "ann", "aud": AUDIENCE, "exp": now + 900, "iat": now, "jti": "t1",
        "client_id": "cli", "scope": "cows:read cows:write",
    })
}

/// Good claims with one of them changed, or left out where the value is null.
pub fn claims_with(issuer: &str, name: &str, value: Value) -> Value {
    let mut claims = claims(issuer);
    if value.is_null() {
        claims.as_object_mut().unwrap().remove(name);
    } else {
        claims[name] = value;
    }
    claims
}

pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token of whatever is given.
pub fn compact(header: &str, claims: &str, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let message = format!("{}.{}", encode(header), encode(claims));
    let signature = encode(sign(message.as_bytes()));
    format!("{message}.{signature}")
}

/// The provider at this server.
pub fn provider(server: &Server) -> Arc<Provider> {
    provider_in(server, Duration::from_secs(60))
}

/// The same, which must answer in this time.
pub fn provider_in(server: &Server, timeout: Duration) -> Arc<Provider> {
    let freshness = Freshness { timeout, ..Freshness::default() };
    Arc::new(Provider::new(&server.issuer(), None, &Algorithm::ASYMMETRIC, freshness).unwrap())
}

pub fn issuers_of(server: &Server) -> Issuers {
    let issuer = Issuer::provider(Trust::new("id", &server.issuer()), provider(server));
    Issuers::new(vec![issuer]).unwrap()
}
