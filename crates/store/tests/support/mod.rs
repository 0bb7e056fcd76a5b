//! A database of its own for each test: always SQLite, and PostgreSQL when `GRANARY_TEST_POSTGRES_URL` names a
//! server on which databases may be made. With `GRANARY_TEST_REQUIRE_POSTGRES=1` a missing server is a failure.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

pub mod rows;

use std::time::Duration;

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection};
use domain::clock::Clock;
use domain::compatibility::Mode;
use domain::ids::Version;
use domain::lifecycle::{Lifecycle, Status};
use domain::product::Metadata;
use domain::table::{Column, Table};
use store::data_product_versions::NewVersion;
use store::data_products::NewDataProduct;
use store::row_tables::NewRowTable;
use store::rows::RowTarget;
use store::{PoolOptions, Store, StoreError, data_products, migrations, row_tables};

/// A store, and what has to live as long.
pub struct Database {
    pub store: Store,
    pub url: String,
    cleanup: Cleanup,
}

enum Cleanup {
    Folder(#[expect(dead_code, reason = "removed when dropped")] tempfile::TempDir),
    Database { server: String, name: String },
}

pub fn options() -> PoolOptions {
    PoolOptions { max_size: 4, connection_timeout: Duration::from_secs(2), ..PoolOptions::default() }
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("granary.sqlite").display());
        Self { store: Store::open(&url, options()).unwrap(), url, cleanup: Cleanup::Folder(folder) }
    }

    pub fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("GRANARY_TEST_POSTGRES_URL") else {
            let required = std::env::var("GRANARY_TEST_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
            assert!(!required, "GRANARY_TEST_POSTGRES_URL is not set, and PostgreSQL is required");
            return None;
        };
        let name = format!("granary_test_{}", Clock::system().new_id().replace('-', ""));
        run(&server, &format!("CREATE DATABASE {name}"));
        let (front, _) = server.rsplit_once('/').unwrap();
        let url = format!("{front}/{name}");
        let store = Store::open(&url, options()).unwrap();
        Some(Self { store, url, cleanup: Cleanup::Database { server, name } })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Cleanup::Database { server, name } = &self.cleanup {
            run(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// Runs a statement on a connection of its own.
pub fn run(url: &str, sql: &str) {
    PgConnection::establish(url).unwrap().batch_execute(sql).unwrap();
}

/// Runs a test on an empty database of each kind.
pub fn on_each_empty_database(test: impl Fn(&Database)) {
    for database in [Some(Database::sqlite()), Database::postgres()].into_iter().flatten() {
        println!("on {}", database.url.split(':').next().unwrap_or_default());
        test(&database);
    }
}

/// Runs a test on a migrated database of each kind.
pub fn on_each_database(test: impl Fn(&Store)) {
    on_each_empty_database(|database| {
        migrations::run(&database.store).unwrap();
        test(&database.store);
    });
}

pub fn now() -> NaiveDateTime {
    Clock::system().now().naive_utc()
}

pub fn id() -> String {
    Clock::system().new_id()
}

pub fn metadata(description: &str) -> Metadata {
    Metadata {
        description: description.to_owned(),
        domain: "environment".to_owned(),
        data_product_owner: "soil-lab@example.org".to_owned(),
        data_product_owner_display_name: None,
        data_product_maintainer: None,
        data_product_maintainer_display_name: None,
        email: None,
        retention_period: None,
        dpia_required: false,
        dpia_location: None,
        tags: Default::default(),
    }
}

pub fn new_version(version: Version) -> NewVersion {
    NewVersion {
        id: id(),
        version,
        lifecycle: Lifecycle::without_end(Status::Draft),
        document: metadata("what a test needs"),
        table_names: vec!["readings".into()],
        created_at: now(),
    }
}

pub fn new_product(name: &str, owner_id: &str) -> NewDataProduct {
    NewDataProduct {
        id: id(),
        name: name.parse().unwrap(),
        owner_id: owner_id.into(),
        compatibility_mode: Mode::None,
        first: new_version(Version::FIRST),
    }
}

pub fn column(name: &str, column_type: &str) -> Column {
    Column::new(name.to_owned(), column_type.parse().unwrap())
}

pub fn table(columns: Vec<Column>, time_column: Option<&str>, keys: &[&str]) -> Table {
    Table {
        table_description: "what a test needs".into(),
        columns,
        time_column: time_column.map(str::to_owned),
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        column_map: Default::default(),
    }
}

/// Makes a data product and one row table of it.
pub fn row_table(store: &Store, definition: &Table) -> RowTarget {
    store
        .transaction_blocking(|conn| {
            let product = new_product(&format!("p{}", id().replace('-', "")), "ann");
            data_products::insert(conn, &product)?;
            let name = row_tables::physical_name(&product.name, 1, &"readings".parse().unwrap());
            let new =
                NewRowTable { id: id(), data_product_id: product.id, name: name.clone(), created_at: now() };
            row_tables::reserve(conn, &new)?;
            row_tables::make(conn, &new.id, &new.name, definition)?;
            Ok::<_, StoreError>(RowTarget::new(name, definition))
        })
        .unwrap()
}
