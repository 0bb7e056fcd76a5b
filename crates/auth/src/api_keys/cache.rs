//! The keys proven lately, so that a warm request needs no database.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::key::SecretHash;
use crate::caller::Caller;

/// How long an entry is believed. It is also how long a key revoked by another process goes on working here.
const BELIEVED_FOR: TimeDelta = TimeDelta::seconds(1);
/// About 300 bytes an entry, so 3 MB; beyond it, keys are looked up in the database.
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

#[derive(Default)]
pub(super) struct Cache(Mutex<HashMap<String, (DateTime<Utc>, KnownKey)>>);

impl Cache {
    pub(super) fn get(&self, prefix: &str, now: DateTime<Utc>) -> Option<KnownKey> {
        let entries = self.entries();
        let (read_at, key) = entries.get(prefix)?;
        is_believed(*read_at, now).then(|| key.clone())
    }

    /// Keeps what was read from the database at this time.
    pub(super) fn put(&self, prefix: &str, read_at: DateTime<Utc>, key: KnownKey) {
        let mut entries = self.entries();
        if entries.len() >= MOST_ENTRIES {
            entries.retain(|_, (since, _)| is_believed(*since, read_at));
        }
        if entries.len() < MOST_ENTRIES {
            entries.insert(prefix.to_owned(), (read_at, key));
        }
    }

    /// A panic elsewhere leaves the map whole, so a poisoned lock is taken as it is.
    fn entries(&self) -> MutexGuard<'_, HashMap<String, (DateTime<Utc>, KnownKey)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An entry from the future, after the clock was set back, is not believed either.
fn is_believed(read_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let age = now - read_at;
    TimeDelta::zero() <= age && age < BELIEVED_FOR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Role;

    fn key() -> KnownKey {
        let caller =
            Caller { id: "1".into(), name: "logger".into(), role: Role::Producer, request_id: String::new() };
        KnownKey { hash: SecretHash::NONE, caller, expires_at: None }
    }

    #[test]
    fn an_entry_is_believed_for_less_than_a_second() {
        let (cache, start) = (Cache::default(), DateTime::UNIX_EPOCH);
        cache.put("a", start, key());
        assert!(cache.get("a", start + TimeDelta::milliseconds(999)).is_some());
        assert!(cache.get("a", start + TimeDelta::milliseconds(1_000)).is_none());
        assert!(cache.get("a", start - TimeDelta::milliseconds(1)).is_none());
        assert!(cache.get("b", start).is_none());
    }

    #[test]
    fn a_full_cache_makes_room_only_for_what_is_still_believed() {
        let (cache, start) = (Cache::default(), DateTime::UNIX_EPOCH);
        for number in 0..=MOST_ENTRIES {
            cache.put(&number.to_string(), start, key());
        }
        assert_eq!(cache.entries().len(), MOST_ENTRIES);
        cache.put("later", start + TimeDelta::seconds(2), key());
        assert_eq!(cache.entries().len(), 1);
    }
}
