//! For tests alone: a database of one's own, the real program running on it, and a client that holds every reply
//! against the contract.

mod app;
mod client;
mod contract;
mod database;
mod operations;
mod raw;
mod server;

pub use app::{App, Role};
pub use client::{Call, Client, Reply};
pub use contract::faults as contract_faults;
pub use database::{Database, Engine};
pub use raw::exchange;
pub use server::Server;

/// What a test is given to work on.
pub trait Fixture {
    /// Makes it, for the program `binary`.
    fn make(binary: &'static str, database: Database) -> Self;
}

/// Runs each of the named tests once on each database, as `sqlite::name` and `postgres::name`. A test takes an
/// [`App`] or, when it starts the program itself, a [`Database`].
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $name() {
                $crate::run(env!("CARGO_BIN_EXE_granary"), $crate::Engine::Sqlite, super::$name);
            })+
        }
        mod postgres {
            $(#[test]
            fn $name() {
                $crate::run(env!("CARGO_BIN_EXE_granary"), $crate::Engine::Postgres, super::$name);
            })+
        }
    };
}

/// The same for what only a server can do, as `on_postgres::name`.
#[macro_export]
macro_rules! on_postgres {
    ($($name:ident),+ $(,)?) => {
        mod on_postgres {
            $(#[test]
            fn $name() {
                $crate::run(env!("CARGO_BIN_EXE_granary"), $crate::Engine::Postgres, super::$name);
            })+
        }
    };
}

/// Runs a test on a fresh database.
pub fn run<F: Fixture>(binary: &'static str, engine: Engine, test: fn(F)) {
    match Database::create(engine) {
        Some(database) => test(F::make(binary, database)),
        None => eprintln!("not run: GRANARY_TEST_POSTGRES_URL is not set, see scripts/test.sh"),
    }
}
