//! Which entries satisfy the conditions of a search: by the index of words, or one by one.

use std::cell::OnceCell;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use domain::lifecycle::Status;
use sha2::{Digest, Sha256};

use crate::connection::on_either;
use crate::sql::{Dialect, Statement};
use crate::{Connection, StoreError};

/// So many products are few enough to be sorted.
pub(super) const FEW: usize = 2_000;

/// The statuses that others may see.
pub(super) const VISIBLE: [Status; 2] = [Status::Published, Status::Deprecated];

/// Which data products a list shows, by their latest version.
#[derive(Clone, Debug)]
pub enum Visibility {
    /// All of them.
    All,
    /// Those that are published or deprecated, and those of this owner.
    PublishedOr(String),
}

/// Which data products are looked for.
#[derive(Clone, Debug)]
pub struct Search {
    pub(super) visible: Visibility,
    pub(super) words: Vec<String>,
    pub(super) terms: Vec<String>,
    marks: Vec<String>,
    /// What [`Search::few`] answered.
    few: OnceCell<Option<Vec<i64>>>,
}

impl Search {
    /// For the products that are shown at all, in which words with all of these beginnings occur, in lower case and of
    /// letters and digits only, and of which all of these terms hold.
    pub fn new(visible: Visibility, words: Vec<String>, terms: Vec<String>) -> Self {
        let marks = terms.iter().map(|term| mark(term)).collect();
        Self { visible, words, terms, marks, few: OnceCell::new() }
    }

    pub(super) fn is_filtered(&self) -> bool {
        !self.words.is_empty() || !self.terms.is_empty() || !matches!(self.visible, Visibility::All)
    }

    /// All entries that satisfy the conditions, and perhaps some that do not; none when they are many.
    pub(super) fn few(&self, conn: &mut Connection) -> Result<Option<&[i64]>, StoreError> {
        if let Some(known) = self.few.get() {
            return Ok(known.as_deref());
        }
        let found = self.look_up(conn)?;
        Ok(self.few.get_or_init(|| found).as_deref())
    }

    fn look_up(&self, conn: &mut Connection) -> Result<Option<Vec<i64>>, StoreError> {
        let dialect = Dialect::of(conn);
        let (and, or) = match dialect {
            Dialect::Postgres => (" & ", " | "),
            Dialect::Sqlite => (" AND ", " OR "),
        };
        let begins = |word: &String| match dialect {
            Dialect::Postgres => format!("{word}:*"),
            Dialect::Sqlite => format!("words : \"{word}\" *"),
        };
        let marked = |mark: &String| match dialect {
            Dialect::Postgres => mark.clone(),
            Dialect::Sqlite => format!("marks : {mark}"),
        };
        let mut all: Vec<String> =
            self.words.iter().map(begins).chain(self.marks.iter().map(marked)).collect();
        // Most that is found is visible: asking the index for that too would cost more than it saves.
        if all.is_empty()
            && let Visibility::PublishedOr(owner_id) = &self.visible
        {
            let [published, deprecated] = VISIBLE.map(|status| mark(&format!("status={status}")));
            all.push(
                [published, deprecated, owner_mark(owner_id)].iter().map(marked).collect::<Vec<_>>().join(or),
            );
        }
        let (mut statement, most) = (Statement::new(dialect), FEW + 1);
        match dialect {
            // A function, within which the planner takes the index: left alone, it tests the whole table for
            // conditions that many entries satisfy each and few all.
            Dialect::Postgres => {
                statement.sql("SELECT number FROM catalogue_matches(");
                statement.text(all.join(and));
                statement.sql(format!(", {most}) AS number"));
            }
            Dialect::Sqlite => {
                statement.sql("SELECT rowid AS number FROM catalogue_words WHERE catalogue_words MATCH ");
                statement.text(all.join(and));
                statement.sql(format!(" LIMIT {most}"));
            }
        }
        let found: Vec<Number> = on_either!(conn, statement.load(conn)?);
        Ok((found.len() <= FEW).then(|| found.into_iter().map(|found| found.number).collect()))
    }
}

/// A term as one word of sixteen letters, which the indexes of words take as it is. That two terms share one is not to be
/// expected of 64 bits.
pub(super) fn mark(term: &str) -> String {
    let digest = Sha256::digest(term.as_bytes());
    let letters = digest.iter().take(8).flat_map(|byte| [byte >> 4, byte & 15]);
    letters.map(|nibble| char::from(b'a' + nibble)).collect()
}

/// What an entry is marked with for those who see their own products.
pub(super) fn owner_mark(owner_id: &str) -> String {
    mark(&format!("by={owner_id}"))
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// All conditions, in a form that no index can be used for: which index is used has been decided.
pub(super) fn conditions<'a>(statement: &mut Statement<'a>, search: &'a Search, few: Option<&[i64]>) {
    let dialect = statement.dialect();
    let position = match dialect {
        Dialect::Postgres => "strpos",
        Dialect::Sqlite => "instr",
    };
    if let Some(few) = few {
        let numbers: Vec<String> = few.iter().map(ToString::to_string).collect();
        let numbers = if numbers.is_empty() { "-1".to_owned() } else { numbers.join(",") };
        statement.sql(format!(" AND e.number IN ({numbers})"));
    }
    if let Visibility::PublishedOr(owner) = &search.visible {
        let [published, deprecated] = VISIBLE.map(Status::as_str);
        statement.sql(format!(" AND (e.status IN ('{published}', '{deprecated}') OR e.owner_id = "));
        statement.text(owner.as_str());
        statement.sql(")");
    }
    for word in &search.words {
        statement.sql(format!(" AND {position}(e.words, "));
        statement.text(format!(" {word}"));
        statement.sql(") > 0");
    }
    for mark in &search.marks {
        statement.sql(format!(" AND {position}(e.marks, "));
        statement.text(mark.as_str());
        statement.sql(") > 0");
    }
}
