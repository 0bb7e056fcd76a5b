//! A third party that publishes its keys: found by discovery (OpenID Connect Discovery or RFC 8414) or by a configured
//! address, kept for a while, and asked again when a token names a key that is not known.

mod documents;

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Url;
use serde_json::{Map, Value};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use self::documents::Documents;
use super::algorithm::Algorithm;
use super::refusal::Refusal;
use super::verifying_key;
use crate::outgoing::{Bounds, Outgoing, OutgoingFault};

/// How the documents of a provider are kept and asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// How long they are used without asking.
    pub fresh_for: TimeDelta,
    /// How long they are used while the provider does not answer.
    pub stale_for: TimeDelta,
    /// Shortest time between two requests, however many unknown keys tokens name.
    pub between: TimeDelta,
    /// The same while nothing that can be used is known, because the provider was never there or is away for long.
    pub retry: TimeDelta,
    /// Longest time for one document.
    pub timeout: Duration,
}

impl Default for Freshness {
    /// 10 minutes, a day, 30 seconds, 5 seconds, and 5 seconds.
    fn default() -> Self {
        Self {
            fresh_for: TimeDelta::minutes(10),
            stale_for: TimeDelta::days(1),
            between: TimeDelta::seconds(30),
            retry: TimeDelta::seconds(5),
            timeout: Duration::from_secs(5),
        }
    }
}

/// A provider cannot be used as it is configured.
#[derive(Debug)]
pub enum ProviderFault {
    /// The address of the issuer or of its keys.
    Address,
    /// A provider signs by key pairs alone; secrets are not published.
    Algorithm,
    /// The client for requests.
    Client(OutgoingFault),
}

impl fmt::Display for ProviderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => {
                "addresses of a provider are https, without user, query and fragment; http is for loopback"
            }
            Self::Algorithm => "a provider signs by RS, PS, ES or EdDSA algorithms",
            Self::Client(_) => "requests to the provider cannot be made",
        })
    }
}

impl std::error::Error for ProviderFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Client(fault) => Some(fault),
            Self::Address | Self::Algorithm => None,
        }
    }
}

/// A provider with what is known of it.
pub struct Provider {
    shared: Arc<Shared>,
    /// Held by whoever asks the provider, so that one does.
    asking: Arc<AsyncMutex<()>>,
}

struct Shared {
    source: documents::Source,
    algorithms: Vec<Algorithm>,
    freshness: Freshness,
    known: RwLock<Option<Arc<Documents>>>,
    /// When the provider was last asked.
    asked: Mutex<Option<DateTime<Utc>>>,
    generation: AtomicU64,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("source", &self.shared.source).finish_non_exhaustive()
    }
}

impl Provider {
    /// The provider of this issuer. Nothing is asked yet. `jwks` is for providers without discovery.
    ///
    /// # Errors
    /// [`ProviderFault`].
    pub fn new(
        issuer: &str,
        jwks: Option<&str>,
        algorithms: &[Algorithm],
        freshness: Freshness,
    ) -> Result<Self, ProviderFault> {
        if algorithms.is_empty() || algorithms.iter().any(|used| Algorithm::SYMMETRIC.contains(used)) {
            return Err(ProviderFault::Algorithm);
        }
        let parse = |text: &str| Url::parse(text).ok().filter(is_plain).ok_or(ProviderFault::Address);
        let jwks = jwks.map(parse).transpose()?;
        // With an address for the keys, the issuer is a name that is compared and nothing else.
        let address = if jwks.is_some() { None } else { Some(parse(issuer)?) };
        let hosts = [&address, &jwks].into_iter().flatten().filter_map(Url::host_str).map(str::to_owned);
        let outgoing = Outgoing::new(hosts).map_err(ProviderFault::Client)?;
        for url in [&address, &jwks].into_iter().flatten() {
            outgoing.check(url).map_err(|_| ProviderFault::Address)?;
        }
        // 64 keys of 8192 bits with their certificates fit.
        let bounds = Bounds { bytes: 512 * 1024, time: freshness.timeout };
        let source = documents::Source { issuer: issuer.to_owned(), address, jwks, outgoing, bounds };
        let shared = Shared {
            source,
            algorithms: algorithms.to_vec(),
            freshness,
            known: RwLock::default(),
            asked: Mutex::default(),
            generation: AtomicU64::new(0),
        };
        Ok(Self { shared: Arc::new(shared), asking: Arc::default() })
    }

    /// The discovery document: where to sign in, and so on. Empty where the keys are configured by address.
    ///
    /// # Errors
    /// [`Refusal::KeysUnavailable`].
    pub async fn metadata(&self, now: DateTime<Utc>) -> Result<Arc<Map<String, Value>>, Refusal> {
        let usable = || self.shared.known().filter(|known| self.shared.is_usable(known, now));
        let known = match usable() {
            Some(known) => known,
            None => {
                self.ask(now).await;
                usable().ok_or(Refusal::KeysUnavailable)?
            }
        };
        Ok(Arc::clone(&known.metadata))
    }

    /// Checks a signature; the answer is good until the time returned.
    pub(super) async fn verify(
        &self,
        kid: Option<&str>,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, Refusal> {
        if !self.shared.algorithms.contains(&algorithm) {
            return Err(Refusal::Algorithm);
        }
        let check = |known: &Documents| {
            let (key, ()) = verifying_key::find(known.keys.iter().map(|key| (key, ())), kid, algorithm)?;
            let until = known.read_at + self.shared.freshness.fresh_for;
            Some(if key.verifies(algorithm, message, signature) {
                Ok(until)
            } else {
                Err(Refusal::Signature)
            })
        };
        let known = self.shared.known().filter(|known| self.shared.is_usable(known, now));
        if let Some(known) = known
            && let Some(verdict) = check(&known)
        {
            // Old keys are used while somebody else asks for new ones: nobody waits for a provider that is slow.
            if !self.shared.is_fresh(&known, now)
                && let Ok(guard) = Arc::clone(&self.asking).try_lock_owned()
            {
                drop(self.ask_alone(guard, now));
            }
            return verdict;
        }
        self.ask(now).await;
        match self.shared.known().filter(|known| self.shared.is_usable(known, now)) {
            Some(known) => check(&known).unwrap_or(Err(Refusal::UnknownKey)),
            None => Err(Refusal::KeysUnavailable),
        }
    }

    /// Grows whenever a key that was known is not any more.
    pub(super) fn generation(&self) -> u64 {
        self.shared.generation.load(Ordering::Acquire)
    }

    /// Asks the provider, or waits for whoever does.
    async fn ask(&self, now: DateTime<Utc>) {
        let guard = Arc::clone(&self.asking).lock_owned().await;
        if let Some(asking) = self.ask_alone(guard, now) {
            // A panic in there is logged by the runtime; here it is one more failure.
            let _ = asking.await;
        }
    }

    /// Asks in a task of its own: a caller who goes away must not break off what others wait for, nor use up the one
    /// request that is allowed. `None` when it was asked a moment ago.
    fn ask_alone(
        &self,
        guard: OwnedMutexGuard<()>,
        now: DateTime<Utc>,
    ) -> Option<tokio::task::JoinHandle<()>> {
        if !self.shared.may_ask(now) {
            return None;
        }
        let shared = Arc::clone(&self.shared);
        Some(tokio::spawn(async move {
            shared.refresh(now).await;
            drop(guard);
        }))
    }
}

impl Shared {
    fn known(&self) -> Option<Arc<Documents>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn is_fresh(&self, known: &Documents, now: DateTime<Utc>) -> bool {
        now < known.read_at + self.freshness.fresh_for
    }

    fn is_usable(&self, known: &Documents, now: DateTime<Utc>) -> bool {
        now < known.read_at + self.freshness.fresh_for + self.freshness.stale_for
    }

    fn may_ask(&self, now: DateTime<Utc>) -> bool {
        let asked = *self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.is_none_or(|at| {
            let is_known = self.known().is_some_and(|known| self.is_usable(&known, now));
            let wait = if is_known { self.freshness.between } else { self.freshness.retry };
            // A clock that was set back must not keep us from asking.
            now < at || now >= at + wait
        })
    }

    async fn refresh(&self, now: DateTime<Utc>) {
        let read = self.source.read(&self.algorithms, now).await;
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        let issuer = self.source.issuer.as_str();
        match read {
            Ok(documents) => {
                log::debug!(issuer = issuer, keys = documents.keys.len(); "the keys of an issuer were read");
                let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
                if known.as_ref().is_some_and(|before| before.fingerprint != documents.fingerprint) {
                    self.generation.fetch_add(1, Ordering::AcqRel);
                }
                *known = Some(Arc::new(documents));
            }
            Err(fault) => {
                log::warn!(issuer = issuer, why:% = fault; "the keys of an issuer could not be read")
            }
        }
    }
}

/// RFC 8414, 2: no query and no fragment. User and password have no place in any address.
fn is_plain(url: &Url) -> bool {
    url.query().is_none() && url.fragment().is_none() && url.username().is_empty() && url.password().is_none()
}
