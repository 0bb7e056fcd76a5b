//! One issuer: what its tokens must look like, and which keys sign them.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::algorithm::Algorithm;
use super::claims::{ClaimNames, Claims};
use super::compact::{Unproven, media_type};
use super::own::{ACCESS_TOKEN, OwnIssuer};
use super::provider::Provider;
use super::refusal::Refusal;
use super::shared_secret::SharedSecrets;

/// Which kind of token is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A token that opens an operation. Its `typ` is one of those of the issuer, `at+jwt` by default.
    Access,
    /// An ID token of OpenID Connect, at sign-in. The audience is the id of the client; the caller compares `nonce`.
    Id,
    /// Any other kind, by its `typ`.
    Other(&'a str),
}

/// What a token must satisfy where it is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expectation<'a> {
    /// Whom the token must be meant for. For access tokens, the audiences of an issuer that has its own take its place.
    pub audience: &'a str,
    /// The kind of token.
    pub kind: Kind<'a>,
    /// Names of the issuers whose tokens count; all of them when `None`.
    pub issuers: Option<&'a [&'a str]>,
}

/// What the tokens of an issuer must look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// Name of the issuer in this service, for operations that allow some issuers and for logs.
    pub name: String,
    /// Exactly what `iss` says.
    pub issuer: String,
    /// What `aud` of its access tokens must contain one of; empty for what the expectation says.
    pub audiences: Vec<String>,
    /// `typ` of its access tokens: `at+jwt` by default. Many providers write `JWT`, which ID tokens have too; an empty
    /// text allows tokens without `typ`.
    pub access_types: Vec<String>,
    /// Where its claims are.
    pub claims: ClaimNames,
    /// By how many seconds clocks may differ, 60 at most.
    pub leeway: u32,
}

impl Trust {
    /// What is usual, for an issuer of this name.
    pub fn new(name: &str, issuer: &str) -> Self {
        Self {
            name: name.to_owned(),
            issuer: issuer.to_owned(),
            audiences: Vec::new(),
            access_types: vec![ACCESS_TOKEN.to_owned()],
            claims: ClaimNames::default(),
            leeway: 30,
        }
    }

    /// Holds proven or unproven claims against an expectation.
    fn meets(&self, claims: &Claims, expected: &Expectation<'_>) -> Result<(), Refusal> {
        if expected.issuers.is_some_and(|names| !names.contains(&self.name.as_str())) {
            return Err(Refusal::IssuerNotAllowed);
        }
        let typ = claims.typ.as_deref().unwrap_or_default();
        let is_kind = match expected.kind {
            Kind::Access => {
                self.access_types.iter().any(|access| media_type(access) == typ)
                    && (typ == ACCESS_TOKEN || !says_it_is_no_access_token(claims))
            }
            Kind::Id => typ.is_empty() || typ == "jwt",
            Kind::Other(other) => media_type(other) == typ,
        };
        if !is_kind {
            return Err(Refusal::Kind);
        }
        let is_meant = |audience: &str| claims.audience.iter().any(|meant| meant == audience);
        let is_for_us = if expected.kind == Kind::Access && !self.audiences.is_empty() {
            self.audiences.iter().any(|audience| is_meant(audience))
        } else {
            is_meant(expected.audience)
        };
        // OpenID Connect Core, 3.1.3.7: with several audiences, `azp` says which client it was made for.
        let party = claims.all.get("azp");
        let is_for_another = expected.kind == Kind::Id
            && (party.is_some() || claims.audience.len() > 1)
            && party.and_then(|party| party.as_str()) != Some(expected.audience);
        if is_for_us && !is_for_another { Ok(()) } else { Err(Refusal::Audience) }
    }
}

/// Whether claims of other kinds of token are there: of ID tokens, and those by which Keycloak tells its tokens apart.
fn says_it_is_no_access_token(claims: &Claims) -> bool {
    let has_id_claim = ["nonce", "at_hash", "c_hash"].iter().any(|name| claims.all.contains_key(*name));
    has_id_claim || claims.all.get("typ").is_some_and(|typ| typ != "Bearer")
}

enum Keys {
    Own(Arc<OwnIssuer>),
    Provider(Arc<Provider>),
    Shared(SharedSecrets),
}

/// An issuer whose tokens are believed.
pub struct Issuer {
    pub(super) trust: Trust,
    name: Arc<str>,
    keys: Keys,
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issuer").field("trust", &self.trust).finish_non_exhaustive()
    }
}

impl Issuer {
    /// Our own tokens, under this name.
    pub fn own(name: &str, issuer: Arc<OwnIssuer>) -> Self {
        Self::new(Trust::new(name, issuer.issuer()), Keys::Own(issuer))
    }

    /// A third party that publishes its keys.
    pub fn provider(trust: Trust, provider: Arc<Provider>) -> Self {
        Self::new(trust, Keys::Provider(provider))
    }

    /// A service that shares secrets with us.
    pub fn shared(trust: Trust, secrets: SharedSecrets) -> Self {
        Self::new(trust, Keys::Shared(secrets))
    }

    fn new(trust: Trust, keys: Keys) -> Self {
        Self { name: trust.name.as_str().into(), trust, keys }
    }

    pub(super) fn as_provider(&self) -> Option<&Arc<Provider>> {
        match &self.keys {
            Keys::Provider(provider) => Some(provider),
            Keys::Own(_) | Keys::Shared(_) => None,
        }
    }

    /// Claims that were read from a token of this issuer before, against another expectation.
    pub(super) fn meets(&self, claims: &Claims, expected: &Expectation<'_>) -> Result<(), Refusal> {
        self.trust.meets(claims, expected)
    }

    /// Everything about a token that names this issuer. The signature comes last: what is refused anyway costs neither
    /// cryptography nor a question to the provider. Returns the claims and until when they are believed.
    pub(super) async fn verify(
        &self,
        token: Unproven<'_>,
        now: DateTime<Utc>,
        expected: &Expectation<'_>,
    ) -> Result<(Claims, i64), Refusal> {
        let Unproven { algorithm, kid, typ, claims, message, signature } = token;
        let leeway = i64::from(self.trust.leeway);
        let claims =
            Claims::read(Arc::clone(&self.name), typ, claims, &self.trust.claims, now.timestamp(), leeway)?;
        self.trust.meets(&claims, expected)?;
        let until = self.prove(kid.as_deref(), algorithm, message, &signature, now).await?;
        let end = claims.expires_at.saturating_add(leeway);
        Ok((claims, until.map_or(end, |until| end.min(until.timestamp()))))
    }

    /// Grows whenever keys change.
    pub(super) fn generation(&self) -> u64 {
        match &self.keys {
            Keys::Own(own) => own.generation(),
            Keys::Provider(provider) => provider.generation(),
            Keys::Shared(_) => 0,
        }
    }

    /// Checks the signature; the answer is good until the time returned.
    async fn prove(
        &self,
        kid: Option<&str>,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, Refusal> {
        let (is_proven, until) = match &self.keys {
            Keys::Provider(provider) => {
                return provider.verify(kid, algorithm, message, signature, now).await.map(Some);
            }
            Keys::Own(own) => {
                if Algorithm::SYMMETRIC.contains(&algorithm) {
                    return Err(Refusal::Algorithm);
                }
                let keys = own.keys();
                let (key, until) = keys.find(kid, algorithm, now).ok_or(Refusal::UnknownKey)?;
                (key.verifies(algorithm, message, signature), until)
            }
            Keys::Shared(secrets) => {
                if algorithm != secrets.algorithm() {
                    return Err(Refusal::Algorithm);
                }
                (secrets.verifies(message, signature), None)
            }
        };
        if is_proven { Ok(until) } else { Err(Refusal::Signature) }
    }
}
