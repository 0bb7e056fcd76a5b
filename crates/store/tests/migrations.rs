//! The migrations of both databases, and that they stay in step.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use diesel::RunQueryDsl;
use diesel::sql_types::{Integer, Text};
use store::{Connection, Store, StoreError, migrations};
use support::{on_each_database, on_each_empty_database};

fn folders(database: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(database);
    std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[derive(diesel::QueryableByName, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ColumnOfTable {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Integer)]
    is_nullable: i32,
}

fn columns(store: &Store) -> BTreeSet<ColumnOfTable> {
    let columns: Vec<ColumnOfTable> = store
        .read_blocking(|conn| {
            let loaded = match conn {
                Connection::Postgres(conn) => diesel::sql_query(
                    "SELECT table_name::text, column_name::text, (is_nullable = 'YES')::int AS is_nullable \
                     FROM information_schema.columns WHERE table_schema = 'public'",
                )
                .load(conn),
                Connection::Sqlite(conn) => diesel::sql_query(
                    "SELECT m.name AS table_name, c.name AS column_name, \
                     NOT (c.\"notnull\" OR c.pk) AS is_nullable \
                     FROM sqlite_schema AS m, pragma_table_info(m.name) AS c \
                     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
                )
                .load(conn),
            };
            Ok::<_, StoreError>(loaded?)
        })
        .unwrap();
    // The index of words is a table of its own on one database and a column on the other.
    let is_ours = |column: &ColumnOfTable| {
        !column.table_name.starts_with("__diesel")
            && !column.table_name.starts_with("catalogue_words")
            && column.column_name != "search"
    };
    columns.into_iter().filter(is_ours).collect()
}

#[test]
fn both_databases_have_the_same_migrations() {
    assert_eq!(folders("sqlite"), folders("postgres"));
}

#[test]
fn every_migration_can_be_reverted_and_run_again() {
    on_each_empty_database(|database| {
        let store = &database.store;
        let all = migrations::pending(store).unwrap();
        assert_eq!(all.len(), folders("sqlite").len());
        assert_eq!(migrations::run(store).unwrap().len(), all.len());
        let after_first = columns(store);
        assert!(!after_first.is_empty());
        assert!(migrations::pending(store).unwrap().is_empty());

        migrations::revert_all(store).unwrap();
        assert_eq!(columns(store), BTreeSet::new());
        migrations::run(store).unwrap();
        assert_eq!(columns(store), after_first);
        assert!(migrations::run(store).unwrap().is_empty());
    });
}

#[test]
fn both_databases_have_the_same_tables_and_columns() {
    let seen = std::cell::RefCell::new(Vec::new());
    on_each_database(|store| seen.borrow_mut().push(columns(store)));
    let seen = seen.into_inner();
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:#?}");
}

#[test]
fn processes_that_start_together_migrate_once() {
    on_each_empty_database(|database| {
        let runs = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..4).map(|_| scope.spawn(|| migrations::run(&database.store).unwrap().len())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        assert_eq!(runs.iter().sum::<usize>(), folders("sqlite").len());
    });
}
