//! Tokens verified lately, so that a token that comes again costs a hash.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

use super::claims::Claims;

/// SHA-256 of a whole token: the signature alone would not do, since it says nothing without what it signs.
pub(super) type Digest = [u8; 32];

/// Entries of one of the two halves. An entry has about 2,000 bytes and, with the longest token that is kept, 20,000:
/// 16 MB, and 160 MB at the very most.
const HALF: usize = 4_096;
/// Longer tokens are verified every time, so that few callers cannot fill the memory.
pub(super) const LONGEST: usize = 4 * 1024;

#[derive(Clone)]
pub(super) struct Entry {
    pub(super) claims: Arc<Claims>,
    /// Which issuer it is, in the list of issuers.
    pub(super) issuer: usize,
    /// Of the keys of the issuer: after a change nothing is believed that was verified before.
    pub(super) generation: u64,
    /// Seconds since 1970.
    pub(super) until: i64,
}

/// Two halves: what is new, and what was new before. When the newer one is full it takes the place of the older one,
/// and what is asked for again goes back to the newer one. Thus the entries that are dropped were not used lately.
#[derive(Default)]
pub(super) struct Verified(RwLock<Halves>);

#[derive(Default)]
struct Halves {
    newer: HashMap<Digest, Entry>,
    older: HashMap<Digest, Entry>,
    /// How often something was dropped on purpose.
    drops: u64,
}

impl Verified {
    pub(super) fn get(&self, token: &Digest, now: i64) -> Option<Entry> {
        let halves = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = halves.newer.get(token) {
            return (now < entry.until).then(|| entry.clone());
        }
        let entry = halves.older.get(token).filter(|entry| now < entry.until)?.clone();
        drop(halves);
        let mut halves = self.write();
        // Dropped on purpose in between: then it must stay away.
        if halves.older.remove(token).is_some() {
            halves.insert(*token, entry.clone());
        }
        Some(entry)
    }

    /// To be asked for before a token is verified.
    pub(super) fn drops(&self) -> u64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).drops
    }

    /// Keeps what was verified, unless something was dropped meanwhile: it could have been this.
    pub(super) fn put(&self, token: Digest, entry: Entry, drops: u64) {
        let mut halves = self.write();
        if halves.drops == drops {
            halves.insert(token, entry);
        }
    }

    pub(super) fn drop_token(&self, token: &Digest) {
        let mut halves = self.write();
        halves.drops += 1;
        halves.newer.remove(token);
        halves.older.remove(token);
    }

    /// Looks at every entry: about 100 µs.
    pub(super) fn drop_where(&self, gone: impl Fn(&Claims) -> bool) {
        let mut halves = self.write();
        halves.drops += 1;
        halves.newer.retain(|_, entry| !gone(&entry.claims));
        halves.older.retain(|_, entry| !gone(&entry.claims));
    }

    /// A panic elsewhere leaves the maps whole, so a poisoned lock is taken as it is.
    fn write(&self) -> RwLockWriteGuard<'_, Halves> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Halves {
    fn insert(&mut self, token: Digest, entry: Entry) {
        if self.newer.len() >= HALF {
            self.older = std::mem::take(&mut self.newer);
        }
        self.newer.insert(token, entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, json};

    fn entry(subject: &str) -> Entry {
        let all =
            [("sub", json!(subject)), ("exp", json!(100))].map(|(name, value)| (name.to_owned(), value));
        let claims =
            Claims::read("a".into(), None, Map::from_iter(all), &super::super::ClaimNames::default(), 0, 0);
        Entry { claims: Arc::new(claims.unwrap()), issuer: 0, generation: 0, until: 100 }
    }

    fn digest(number: usize) -> Digest {
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&number.to_be_bytes());
        digest
    }

    #[test]
    fn what_is_used_stays_and_the_number_of_entries_is_bounded() {
        let verified = Verified::default();
        for number in 0..10 * HALF {
            verified.put(digest(number), entry("ann"), 0);
            assert!(verified.get(&digest(0), 0).is_some(), "{number}");
        }
        assert!(verified.get(&digest(1), 0).is_none());
        let halves = verified.write();
        assert!(halves.newer.len() <= HALF && halves.older.len() <= HALF);
    }

    #[test]
    fn an_entry_ends_with_its_time() {
        let verified = Verified::default();
        verified.put(digest(1), entry("ann"), 0);
        assert!(verified.get(&digest(1), 99).is_some());
        assert!(verified.get(&digest(1), 100).is_none());
    }

    #[test]
    fn what_was_verified_while_something_was_dropped_is_not_kept() {
        let verified = Verified::default();
        let drops = verified.drops();
        verified.drop_where(|claims| claims.subject == "ann");
        verified.put(digest(1), entry("ann"), drops);
        assert!(verified.get(&digest(1), 0).is_none());
        verified.put(digest(1), entry("ann"), verified.drops());
        verified.put(digest(2), entry("bob"), verified.drops());
        verified.drop_where(|claims| claims.subject == "ann");
        assert!(verified.get(&digest(1), 0).is_none());
        assert!(verified.get(&digest(2), 0).is_some());
        verified.drop_token(&digest(2));
        assert!(verified.get(&digest(2), 0).is_none());
    }
}
