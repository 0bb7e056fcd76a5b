//! Our own keys in time: the next one is published before it signs, and an old one is believed until its last token has
//! ended.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::algorithm::Algorithm;
use super::signing_key::{KeyFault, SigningKey};
use super::verifying_key::{self, VerifyingKey};

/// What a key does at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPhase {
    /// Published, so that others know it before it signs. Tokens of it are believed, since the clocks of two
    /// processes differ.
    Next,
    /// It signs.
    Current,
    /// It signs no more, but its tokens may still be about.
    Retired,
    /// Its tokens are refused, and it may be deleted.
    Ended,
}

/// How keys follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// How long a key signs.
    pub every: TimeDelta,
    /// How long it is published before. Longer than others keep the key document.
    pub ahead: TimeDelta,
    /// How long it is believed after. Longer than the longest token lives, plus leeway.
    pub overlap: TimeDelta,
}

impl Default for Rotation {
    /// 30 days, one day before, and two hours after.
    fn default() -> Self {
        Self { every: TimeDelta::days(30), ahead: TimeDelta::days(1), overlap: TimeDelta::hours(2) }
    }
}

/// Keys, each with the time from which it signs. That and the key is all there is to store: everything else follows
/// from the key after it. A key that must not be believed any more is left out.
#[derive(Clone, Debug)]
pub struct KeySet {
    /// In the order of their times.
    keys: Vec<(DateTime<Utc>, Arc<SigningKey>)>,
    rotation: Rotation,
}

impl KeySet {
    /// A set of keys, which may be empty.
    ///
    /// # Errors
    /// [`KeyFault::Twice`].
    pub fn new(
        keys: impl IntoIterator<Item = (DateTime<Utc>, SigningKey)>,
        rotation: Rotation,
    ) -> Result<Self, KeyFault> {
        let mut keys: Vec<_> = keys.into_iter().map(|(from, key)| (from, Arc::new(key))).collect();
        // Two keys from the same moment on, as two processes may make them, are told apart the same way everywhere.
        keys.sort_by(|(a_from, a), (b_from, b)| (a_from, a.kid()).cmp(&(b_from, b.kid())));
        let mut kids: Vec<&str> = keys.iter().map(|(_, key)| key.kid()).collect();
        kids.sort_unstable();
        if kids.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(KeyFault::Twice);
        }
        Ok(Self { keys, rotation })
    }

    /// Every key with what it does now, from the oldest on.
    pub fn phases(&self, now: DateTime<Utc>) -> Vec<(&SigningKey, KeyPhase)> {
        let current = self.current(now);
        let phase = |index: usize| match self.end(index) {
            Some(end) if end <= now => KeyPhase::Ended,
            _ if self.keys[index].0 > now => KeyPhase::Next,
            _ if Some(index) == current => KeyPhase::Current,
            _ => KeyPhase::Retired,
        };
        self.keys.iter().enumerate().map(|(index, (_, key))| (&**key, phase(index))).collect()
    }

    /// When the next key must begin to sign, if it is time to make one: make it, store it with this time, and replace
    /// the set.
    pub fn due(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let Some((newest, _)) = self.keys.last() else { return Some(now) };
        let from = *newest + self.rotation.every;
        if now < from - self.rotation.ahead { None } else { Some(from.max(now + self.rotation.ahead)) }
    }

    /// The key document, `/.well-known/jwks.json`: public parts of keys that have not ended.
    pub fn jwks(&self, now: DateTime<Utc>) -> Value {
        let phases = self.phases(now).into_iter().filter(|(_, phase)| *phase != KeyPhase::Ended);
        json!({ "keys": phases.map(|(key, _)| key.public_jwk()).collect::<Vec<_>>() })
    }

    pub(super) fn signing(&self, now: DateTime<Utc>) -> Option<&SigningKey> {
        self.current(now).map(|index| &*self.keys[index].1)
    }

    /// The key of a token with the time until which it is believed, `None` for no end in sight.
    pub(super) fn find(
        &self,
        kid: Option<&str>,
        algorithm: Algorithm,
        now: DateTime<Utc>,
    ) -> Option<(&VerifyingKey, Option<DateTime<Utc>>)> {
        let keys = self.keys.iter().enumerate().map(|(index, (_, key))| (key.public(), self.end(index)));
        let live = keys.filter(|(_, end)| end.is_none_or(|end| now < end));
        verifying_key::find(live, kid, algorithm)
    }

    /// Of the last key that has begun.
    fn current(&self, now: DateTime<Utc>) -> Option<usize> {
        self.keys.iter().rposition(|(from, _)| *from <= now)
    }

    /// The last key never ends: rather old tokens than none, should nobody rotate.
    fn end(&self, index: usize) -> Option<DateTime<Utc>> {
        self.keys.get(index + 1).map(|(from, _)| *from + self.rotation.overlap)
    }
}
