//! Who uses what: noted in memory by every request, and written down every second.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use auth::Caller;
use chrono::{NaiveDate, NaiveDateTime};
use domain::clock::Clock;
use store::data_product_versions::DataProductVersion;
use store::usage::{self, TableRows, Use};
use store::{Connection, Store, StoreError};

/// Beyond so many callers and versions, further ones are not noted until the next writing.
const MOST_NOTES: usize = 10_000;

/// What was noted and is not yet written down. Clones share it.
#[derive(Clone, Debug)]
pub struct Usage {
    clock: Clock,
    notes: Arc<Mutex<Notes>>,
}

#[derive(Debug, Default)]
struct Notes {
    uses: HashMap<(String, String, i32, i32), Use>,
    active: HashSet<(NaiveDate, String)>,
    rejected: HashMap<(NaiveDate, String, String), i64>,
}

impl Usage {
    pub fn new(clock: Clock) -> Usage {
        Usage { clock, notes: Arc::default() }
    }

    /// Notes that a caller has read a version.
    pub fn read(&self, caller: &Caller, version: &DataProductVersion) {
        self.note(caller, version, |one, now| one.last_read_at = Some(now));
    }

    /// Notes that a caller has written rows by a version.
    pub fn wrote(&self, caller: &Caller, version: &DataProductVersion) {
        self.note(caller, version, |one, now| one.last_wrote_at = Some(now));
    }

    /// Notes that rows of a table were refused.
    pub fn rejected(&self, product: &str, table: &str, count: u64) {
        let day = self.clock.now().date_naive();
        let mut notes = self.notes();
        if notes.rejected.len() < MOST_NOTES {
            let sum = notes.rejected.entry((day, product.to_owned(), table.to_owned())).or_default();
            *sum = sum.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
        }
    }

    fn note(&self, caller: &Caller, version: &DataProductVersion, set: impl FnOnce(&mut Use, NaiveDateTime)) {
        let now = self.clock.now().naive_utc();
        let (major, minor) = (version.major.cast_signed(), version.minor.cast_signed());
        let key = (version.data_product_id.clone(), caller.id.clone(), major, minor);
        let mut notes = self.notes();
        if notes.uses.len() >= MOST_NOTES {
            return;
        }
        notes.active.insert((now.date(), caller.id.clone()));
        let one = notes.uses.entry(key).or_insert_with(|| Use {
            data_product_id: version.data_product_id.clone(),
            caller_id: caller.id.clone(),
            major,
            minor,
            caller_name: caller.name.clone(),
            last_read_at: None,
            last_wrote_at: None,
        });
        set(one, now);
    }

    /// Writes down what was noted. What cannot be written now is tried again the next time.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn write_down(&self, store: &Store) -> Result<(), StoreError> {
        let notes = std::mem::take(&mut *self.notes());
        if notes.uses.is_empty() && notes.rejected.is_empty() {
            return Ok(());
        }
        let notes = Arc::new(notes);
        let written = {
            let notes = notes.clone();
            store.transaction(move |conn| notes.write(conn)).await
        };
        if written.is_err()
            && let Some(notes) = Arc::into_inner(notes)
        {
            self.notes().take_back(notes);
        }
        written
    }

    /// A panic elsewhere leaves the maps whole, so a poisoned lock is taken as it is.
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Notes {
    /// Always in the same order, so that two processes never wait for each other in a circle.
    fn write(&self, conn: &mut Connection) -> Result<(), StoreError> {
        let mut uses: Vec<Use> = self.uses.values().cloned().collect();
        uses.sort_by(|a, b| {
            (&a.data_product_id, &a.caller_id, a.major, a.minor).cmp(&(
                &b.data_product_id,
                &b.caller_id,
                b.major,
                b.minor,
            ))
        });
        usage::note(conn, &uses)?;
        let mut active: Vec<&(NaiveDate, String)> = self.active.iter().collect();
        active.sort();
        for (day, caller_id) in active {
            usage::note_active(conn, *day, caller_id)?;
        }
        let mut rejected: Vec<_> = self.rejected.iter().collect();
        rejected.sort();
        for ((day, product, table), count) in rejected {
            let rows = TableRows {
                day: *day,
                product: product.clone(),
                table: table.clone(),
                accepted: 0,
                rejected: *count,
            };
            usage::count_rows(conn, &rows, 0)?;
        }
        Ok(())
    }

    /// What was noted since is newer.
    fn take_back(&mut self, older: Notes) {
        for (key, one) in older.uses {
            let newer = self.uses.entry(key).or_insert_with(|| one.clone());
            newer.last_read_at = newer.last_read_at.or(one.last_read_at);
            newer.last_wrote_at = newer.last_wrote_at.or(one.last_wrote_at);
        }
        self.active.extend(older.active);
        for (key, count) in older.rejected {
            *self.rejected.entry(key).or_default() += count;
        }
    }
}
