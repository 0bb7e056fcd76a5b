//! Answers about published versions, kept in bytes. What others use never changes; who may see it, and where it is in
//! its life, does, and then all of them are read anew ([`store::changes`]).

use std::fmt;
use std::sync::Arc;

use auth::{Caller, Permission};
use domain::ids::Version;
use domain::lifecycle::Status;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use server_api::spec_runtime::{Answer, Kept, Writer};
use store::Connection;
use store::changes::Changes;
use store::data_products::Versioned;

use crate::{ApiError, Handlers, access, lifecycle, preconditions};

/// Bytes of all answers that are kept; those used least make room.
const MOST_BYTES: u64 = 64 << 20;

/// About how many bytes an answer has, and what is kept beside it.
const USUAL_BYTES: usize = 4 << 10;

/// An answer, what it is about, which decides who gets it, and the number of changes that it was read at.
struct Answered {
    about: Versioned,
    e_tag: String,
    kept: Kept,
    changes: i64,
}

/// The answers. Clones share them.
#[derive(Clone)]
pub struct Published {
    changes: Changes,
    answers: Arc<Cache<String, Arc<Answered>, Bytes>>,
}

impl fmt::Debug for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Published").finish_non_exhaustive()
    }
}

#[derive(Clone)]
struct Bytes;

impl Weighter<String, Arc<Answered>> for Bytes {
    fn weight(&self, _: &String, answered: &Arc<Answered>) -> u64 {
        // The document of the version is about as long again.
        2 * answered.kept.body_bytes() as u64 + 1024
    }
}

impl Published {
    pub fn new(changes: Changes) -> Published {
        let usual_count = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX) / USUAL_BYTES;
        Published { changes, answers: Arc::new(Cache::with_weighter(usual_count, MOST_BYTES, Bytes)) }
    }

    fn find(&self, id: &str, changes: i64) -> Option<Arc<Answered>> {
        self.answers.get(id).filter(|answered| answered.changes == changes)
    }
}

/// What is asked about a version of a data product.
pub struct Asked<'a> {
    pub caller: &'a Caller,
    pub permission: Permission,
    /// The id as it was given.
    pub id: &'a str,
    /// The version that the id names.
    pub version: Option<Version>,
    pub if_none_match: Option<&'a str>,
}

/// What the database says: what it is about, its `ETag`, and the answer.
pub type Found<T> = (Versioned, String, T);

impl Handlers {
    /// Answers a question about a version: from the bytes of the last answer while they are true, else by `read`.
    /// What the latest version is changes, so only where the id names one anything is kept.
    pub(crate) async fn answer_about<T: Send + 'static>(
        &self,
        asked: Asked<'_>,
        writer: Writer<T>,
        not_modified: fn(String) -> T,
        read: impl FnOnce(&mut Connection) -> Result<Found<T>, ApiError> + Send + 'static,
    ) -> Result<Answer, ApiError> {
        let changes = match asked.version {
            Some(_) => Some(self.published.changes.number().await?),
            None => None,
        };
        let allow = |(product, version): &Versioned| {
            let relation = access::relation(asked.caller, product, version);
            self.policy.require(asked.caller, asked.permission, relation)?;
            lifecycle::alive(version)?;
            self.usage.read(asked.caller, version);
            Ok::<_, ApiError>(())
        };
        let has = |e_tag: &str| preconditions::is_known(asked.if_none_match, e_tag);

        if let Some(known) = changes.and_then(|changes| self.published.find(asked.id, changes)) {
            allow(&known.about)?;
            return Ok(match has(&known.e_tag) {
                true => writer.answer(not_modified(known.e_tag.clone())),
                false => writer.again(known.kept.clone()),
            });
        }
        let (about, e_tag, value) = self.store.read(read).await?;
        allow(&about)?;
        if has(&e_tag) {
            return Ok(writer.answer(not_modified(e_tag)));
        }
        let answer = writer.answer(value);
        let is_in_use = matches!(about.1.status.0, Status::Published | Status::Deprecated);
        if let (Some(changes), true, Some(kept)) = (changes, is_in_use, answer.kept()) {
            let answered = Answered { about, e_tag, kept, changes };
            self.published.answers.insert(asked.id.to_owned(), Arc::new(answered));
        }
        Ok(answer)
    }
}
