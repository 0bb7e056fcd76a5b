//! All issuers of a service, and the one question asked of them.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Utc};

use super::claims::Claims;
use super::compact::{self, Unproven};
use super::issuer::{Expectation, Issuer};
use super::provider::Provider;
use super::refusal::Refusal;
use super::verified::{self, Digest, Entry, Verified};

/// Most seconds by which clocks may differ.
const MOST_LEEWAY: u32 = 60;

/// Issuers cannot be used together, or one is not complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssuersFault {
    /// Two have this name.
    Name(String),
    /// Two have the same `iss`: it would be a guess whose keys count.
    Issuer(String),
    /// The one of this name has an empty name or `iss`.
    Empty(String),
    /// The one of this name allows more than a minute of leeway.
    Leeway(String),
}

impl fmt::Display for IssuersFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "two issuers are named {name}"),
            Self::Issuer(name) => write!(f, "the issuer {name} has the address of another one"),
            Self::Empty(name) => write!(f, "the issuer {name} has no name or no address"),
            Self::Leeway(name) => write!(f, "the issuer {name} allows more than {MOST_LEEWAY} s of leeway"),
        }
    }
}

impl std::error::Error for IssuersFault {}

/// A set of issuers. Clones share what was verified lately.
#[derive(Clone)]
pub struct Issuers(Arc<Shared>);

struct Shared {
    /// A handful: looking through them is faster than a map.
    issuers: Vec<Issuer>,
    verified: Verified,
}

impl fmt::Debug for Issuers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Issuers").field(&self.0.issuers).finish()
    }
}

impl Issuers {
    /// A set of issuers.
    ///
    /// # Errors
    /// [`IssuersFault`].
    pub fn new(issuers: Vec<Issuer>) -> Result<Self, IssuersFault> {
        Self::check(&issuers)?;
        Ok(Self(Arc::new(Shared { issuers, verified: Verified::default() })))
    }

    pub(super) fn check(issuers: &[Issuer]) -> Result<(), IssuersFault> {
        for (index, issuer) in issuers.iter().enumerate() {
            let (trust, name) = (&issuer.trust, issuer.trust.name.clone());
            let before = || issuers[..index].iter().map(|other| &other.trust);
            if trust.name.is_empty() || trust.issuer.is_empty() {
                return Err(IssuersFault::Empty(name));
            }
            if trust.leeway > MOST_LEEWAY {
                return Err(IssuersFault::Leeway(name));
            }
            if before().any(|other| other.name == trust.name) {
                return Err(IssuersFault::Name(name));
            }
            if before().any(|other| other.issuer == trust.issuer) {
                return Err(IssuersFault::Issuer(name));
            }
        }
        Ok(())
    }

    /// Whether the token is of an issuer of ours, unaltered, alive, and what is expected here.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn verify(
        &self,
        token: &str,
        now: DateTime<Utc>,
        expected: &Expectation<'_>,
    ) -> Result<Arc<Claims>, Refusal> {
        if token.len() > compact::LONGEST {
            return Err(Refusal::TooLong);
        }
        let Shared { issuers, verified } = &*self.0;
        let hash = hash(token);
        if let Some(entry) = verified.get(&hash, now.timestamp())
            && issuers[entry.issuer].generation() == entry.generation
        {
            issuers[entry.issuer].meets(&entry.claims, expected)?;
            return Ok(entry.claims);
        }
        let drops = verified.drops();
        let unproven = Unproven::parse(token)?;
        let named = unproven.issuer()?;
        let issuer = issuers.iter().position(|known| known.trust.issuer == named);
        let issuer = issuer.ok_or(Refusal::UnknownIssuer)?;
        // Asked for before the keys are: if they change meanwhile, the entry is out of date at once.
        let generation = issuers[issuer].generation();
        let (claims, until) = issuers[issuer].verify(unproven, now, expected).await?;
        let claims = Arc::new(claims);
        if token.len() <= verified::LONGEST {
            let entry = Entry { claims: Arc::clone(&claims), issuer, generation, until };
            verified.put(hash, entry, drops);
        }
        Ok(claims)
    }

    /// The provider behind the issuer of this name, for its discovery document; `None` for other kinds of issuer.
    pub fn provider(&self, name: &str) -> Option<&Arc<Provider>> {
        self.0.issuers.iter().find(|issuer| issuer.trust.name == name)?.as_provider()
    }

    /// Forgets that a token was verified; it is verified anew when it comes again.
    pub fn forget_token(&self, token: &str) {
        self.0.verified.drop_token(&hash(token));
    }

    /// Forgets the tokens of an issuer with this `jti`.
    pub fn forget_token_id(&self, issuer: &str, token_id: &str) {
        let gone =
            |claims: &Claims| &*claims.issuer == issuer && claims.token_id.as_deref() == Some(token_id);
        self.0.verified.drop_where(gone);
    }

    /// Forgets every token of a subject of an issuer.
    pub fn forget_subject(&self, issuer: &str, subject: &str) {
        self.0.verified.drop_where(|claims| &*claims.issuer == issuer && claims.subject == subject);
    }

    /// Forgets everything.
    pub fn forget_all(&self) {
        self.0.verified.drop_where(|_| true);
    }
}

fn hash(token: &str) -> Digest {
    let mut hash = Digest::default();
    hash.copy_from_slice(digest(&SHA256, token.as_bytes()).as_ref());
    hash
}
