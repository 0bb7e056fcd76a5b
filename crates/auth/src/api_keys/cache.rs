//! The keys proven lately, so that a warm request needs no database.

use quick_cache::sync::Cache as Entries;

use super::key::SecretHash;
use crate::caller::Caller;
use chrono::{DateTime, Utc};

/// About 300 bytes an entry, so 3 MB; those used least make room.
const MOST_ENTRIES: usize = 10_000;

/// What the database said about one key.
#[derive(Clone)]
pub(super) struct KnownKey {
    pub(super) hash: SecretHash,
    pub(super) caller: Caller,
    pub(super) expires_at: Option<DateTime<Utc>>,
}

impl KnownKey {
    pub(super) fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_none_or(|expires_at| now < expires_at)
    }
}

/// Keys by their public part, each with the number of changes ([`store::changes`]) that it was read at.
pub(super) struct Cache(Entries<String, (i64, KnownKey)>);

impl Default for Cache {
    fn default() -> Self {
        Self(Entries::new(MOST_ENTRIES))
    }
}

impl Cache {
    /// The key, unless anything has changed since it was read.
    pub(super) fn get(&self, prefix: &str, changes: i64) -> Option<KnownKey> {
        self.0.get(prefix).filter(|(read_at, _)| *read_at == changes).map(|(_, key)| key)
    }

    pub(super) fn put(&self, prefix: &str, changes: i64, key: KnownKey) {
        self.0.insert(prefix.to_owned(), (changes, key));
    }
}
