//! Connections that break, transactions that fail, closures that panic.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::time::Duration;

use diesel::connection::SimpleConnection;
use domain::ids::Version;
use store::{PoolOptions, Store, StoreError, data_products, migrations};
use support::{Database, new_product, on_each_database, options, run};

#[test]
fn a_failed_transaction_leaves_nothing() {
    on_each_database(|store| {
        let failed = store.transaction_blocking(|conn| {
            data_products::insert(conn, &new_product("soil_power", "ann"))?;
            Err::<(), _>(StoreError::UniqueRows)
        });
        assert!(matches!(failed, Err(StoreError::UniqueRows)));
        assert!(matches!(find(store), Err(StoreError::NotFound)));
    });
}

#[test]
fn a_panic_is_an_error_and_leaves_nothing() {
    on_each_database(|store| {
        for _ in 0..10 {
            let panicked = store.transaction_blocking(|conn| -> Result<(), StoreError> {
                data_products::insert(conn, &new_product("soil_power", "ann"))?;
                panic!("on purpose")
            });
            assert!(matches!(panicked, Err(StoreError::Panicked(message)) if message == "on purpose"));
        }
        assert!(matches!(find(store), Err(StoreError::NotFound)));
    });
}

#[test]
fn work_hops_to_a_blocking_thread() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    on_each_database(|store| {
        let found = runtime.block_on(async {
            store.transaction(|conn| data_products::insert(conn, &new_product("soil_power", "ann"))).await?;
            store
                .snapshot(|conn| {
                    data_products::find(conn, &"soil_power".parse().unwrap(), Some(Version::FIRST))
                })
                .await
        });
        assert_eq!(found.unwrap().0.owner_id, "ann");
        let panicked = runtime.block_on(store.read(|_| -> Result<(), StoreError> { panic!("on purpose") }));
        assert!(matches!(panicked, Err(StoreError::Panicked(_))));
    });
}

#[test]
fn a_busy_pool_is_unavailable() {
    on_each_database(|store| {
        std::thread::scope(|scope| {
            let (release, wait) = std::sync::mpsc::channel::<()>();
            let wait = std::sync::Arc::new(std::sync::Mutex::new(wait));
            let started = std::sync::Arc::new(std::sync::Barrier::new(5));
            for _ in 0..4 {
                let (wait, started) = (wait.clone(), started.clone());
                scope.spawn(move || {
                    store.read_blocking(|_| {
                        started.wait();
                        let _ = wait.lock().unwrap().recv();
                        Ok::<_, StoreError>(())
                    })
                });
            }
            started.wait();
            assert!(matches!(find(store), Err(StoreError::Unavailable(_))));
            drop(release);
        });
    });
}

#[test]
fn a_connection_that_the_server_dropped_is_replaced() {
    let Some(database) = Database::postgres() else { return };
    let store = store_that_trusts_for(&database, Duration::ZERO);
    store
        .transaction_blocking(|conn| data_products::insert(conn, &new_product("soil_power", "ann")))
        .unwrap();
    for _ in 0..5 {
        terminate_all(&database);
        find(&store).unwrap();
        terminate_all(&database);
        store.transaction_blocking(|_| Ok::<_, StoreError>(())).unwrap();
    }
}

#[test]
fn a_connection_dropped_just_after_its_use_fails_once() {
    let Some(database) = Database::postgres() else { return };
    let store = store_that_trusts_for(&database, Duration::from_secs(3600));
    store.transaction_blocking(|_| Ok::<_, StoreError>(())).unwrap();
    terminate_all(&database);
    assert!(matches!(find(&store), Err(StoreError::Unavailable(_))));
    assert!(matches!(find(&store), Err(StoreError::NotFound)));
}

#[test]
fn a_connection_dropped_within_a_transaction_is_unavailable() {
    let Some(database) = Database::postgres() else { return };
    let store = store_that_trusts_for(&database, Duration::ZERO);
    let lost = store.transaction_blocking(|conn| {
        data_products::insert(conn, &new_product("soil_power", "ann"))?;
        terminate_all(&database);
        data_products::insert(conn, &new_product("other", "ann"))
    });
    assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
    let lost = store.transaction_blocking(|conn| {
        data_products::insert(conn, &new_product("soil_power", "ann"))?;
        terminate_all(&database);
        Ok::<_, StoreError>(())
    });
    assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
    assert!(matches!(find(&store), Err(StoreError::NotFound)));
}

#[test]
fn a_statement_that_takes_too_long_is_unavailable() {
    let Some(database) = Database::postgres() else { return };
    let limits = PoolOptions { statement_timeout: Duration::from_millis(50), ..options() };
    let store = Store::open(&database.url, limits).unwrap();
    let slow = store.read_blocking(|conn| Ok::<_, StoreError>(conn.batch_execute("SELECT pg_sleep(5)")?));
    assert!(matches!(slow, Err(StoreError::Unavailable(_))));
}

#[test]
fn a_url_that_names_no_database_is_refused() {
    for url in ["", "mysql://host/db", "sqlite:", ":memory:"] {
        assert!(matches!(Store::open(url, options()), Err(StoreError::UnsupportedUrl)), "{url}");
    }
    let nowhere = "postgres://nobody:secret@127.0.0.1:1/none";
    let error = Store::open(nowhere, options()).unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)));
    assert!(!format!("{error} {error:?}").contains("secret"));
}

fn find(store: &Store) -> Result<data_products::Versioned, StoreError> {
    store.read_blocking(|conn| data_products::find(conn, &"soil_power".parse().unwrap(), None))
}

/// A migrated store with a single connection, which is used unasked when it was idle for less than so long.
fn store_that_trusts_for(database: &Database, trusted_idle: Duration) -> Store {
    migrations::run(&database.store).unwrap();
    Store::open(&database.url, PoolOptions { max_size: 1, trusted_idle, ..options() }).unwrap()
}

fn terminate_all(database: &Database) {
    run(
        &database.url,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
}
