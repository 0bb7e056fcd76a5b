//! API keys: made once, stored as a hash, proven at every request.

mod cache;
mod key;

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use domain::clock::Clock;
use store::api_keys::ApiKey;
use store::changes::Changes;
use store::{Connection, Store, StoreError};

use crate::caller::Caller;
use crate::vocabulary::Role;
use cache::{Cache, KnownKey};
pub use key::ApiKeyOnce;
use key::{Presented, SecretHash};

/// A key could not be made.
#[derive(Debug)]
pub enum CreateKeyError {
    /// The operating system gave no randomness.
    Randomness(getrandom::Error),
    /// The database refused or is away.
    Store(StoreError),
}

impl fmt::Display for CreateKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Randomness(_) => "the operating system gives no randomness to make a key from",
            Self::Store(_) => "the key could not be stored",
        })
    }
}

impl Error for CreateKeyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Randomness(error) => Some(error),
            Self::Store(error) => Some(error),
        }
    }
}

impl From<StoreError> for CreateKeyError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Makes a key that never expires and stores its hash. The key itself is in the answer and nowhere else.
///
/// # Errors
/// No randomness, or those of the database.
pub fn create(
    conn: &mut Connection,
    clock: &Clock,
    role: Role,
    name: &str,
) -> Result<ApiKeyOnce, CreateKeyError> {
    let (key, prefix, hash) = ApiKeyOnce::random().map_err(CreateKeyError::Randomness)?;
    let row = ApiKey {
        id: clock.new_id(),
        name: name.to_owned(),
        role: role.as_str().to_owned(),
        prefix,
        secret_hash: hash.to_hex(),
        created_at: clock.now().naive_utc(),
        expires_at: None,
        revoked_at: None,
    };
    store::api_keys::insert(conn, &row)?;
    Ok(key)
}

/// The caller is not known.
#[derive(Debug)]
pub enum Unauthenticated {
    /// The key is not valid: malformed, unknown, wrong, expired or revoked. The caller is not told which: 401.
    Refused,
    /// The database could not be asked: 503, or 500 when that is our fault.
    Store(StoreError),
}

impl fmt::Display for Unauthenticated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refused => "the API key is not valid",
            Self::Store(_) => "the API key could not be looked up",
        })
    }
}

impl Error for Unauthenticated {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Refused => None,
            Self::Store(error) => Some(error),
        }
    }
}

/// Proves API keys. Clones share what was proven lately.
#[derive(Clone)]
pub struct ApiKeys {
    store: Store,
    clock: Clock,
    changes: Changes,
    cache: Arc<Cache>,
}

impl fmt::Debug for ApiKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKeys").finish_non_exhaustive()
    }
}

impl ApiKeys {
    /// Keys of this database, expiring by this clock.
    pub fn new(store: Store, clock: Clock, changes: Changes) -> Self {
        Self { store, clock, changes, cache: Arc::default() }
    }

    /// Who presents this key. A key that was proven is proven from memory until something changes; one that is revoked
    /// is refused from the next request on, in every process.
    ///
    /// # Errors
    /// [`Unauthenticated::Refused`] for every key that is not valid; the database's errors are told apart from it,
    /// so that an outage never looks like a wrong key.
    pub async fn caller(&self, presented: &str) -> Result<Caller, Unauthenticated> {
        let key = Presented::parse(presented).ok_or(Unauthenticated::Refused)?;
        let now = self.clock.now();
        let changes = self.changes.number().await.map_err(Unauthenticated::Store)?;
        let known = match self.cache.get(key.prefix, changes) {
            Some(known) => Some(known),
            None => self.look_up(key.prefix, changes).await.map_err(Unauthenticated::Store)?,
        };
        // An unknown prefix is compared too: the time of an answer does not tell which prefixes exist.
        let proven = key.hash().matches(known.as_ref().map_or(&SecretHash::NONE, |known| &known.hash));
        match known {
            Some(known) if proven && known.is_live(now) => Ok(known.caller),
            Some(_) | None => Err(Unauthenticated::Refused),
        }
    }

    async fn look_up(&self, prefix: &str, changes: i64) -> Result<Option<KnownKey>, StoreError> {
        let owned = prefix.to_owned();
        let known = match self.store.read(move |conn| store::api_keys::find_by_prefix(conn, &owned)).await {
            Ok(row) => known_key(row),
            Err(StoreError::NotFound) => None,
            Err(error) => return Err(error),
        };
        if let Some(known) = &known {
            self.cache.put(prefix, changes, known.clone());
        }
        Ok(known)
    }
}

/// `None` for a row that proves nobody: revoked, or not of our making.
fn known_key(row: ApiKey) -> Option<KnownKey> {
    if row.revoked_at.is_some() {
        return None;
    }
    let (Some(hash), Ok(role)) = (SecretHash::from_hex(&row.secret_hash), row.role.parse::<Role>()) else {
        log::error!(api_key = row.id.as_str(); "the row of an API key is damaged, so the key is refused");
        return None;
    };
    let caller = Caller { id: row.id, name: row.name, role, request_id: String::new() };
    Some(KnownKey { hash, caller, expires_at: row.expires_at.map(|at| at.and_utc()) })
}
