//! The real program with a database and callers.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::process::Output;
use std::sync::{Mutex, PoisonError};

use crate::{Client, Database, Engine, Fixture, Server};

/// A role that an API key can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads what is published.
    Consumer,
    /// Keeps data products of their own.
    Producer,
    /// Governs all data products.
    Steward,
    /// Runs the installation.
    Admin,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Consumer => "consumer",
            Role::Producer => "producer",
            Role::Steward => "steward",
            Role::Admin => "admin",
        })
    }
}

/// The program serving on a database of its own. What can be done with its process can be done with it.
pub struct App {
    binary: &'static str,
    server: Server,
    keys: Mutex<BTreeMap<Role, String>>,
    /// The database, for a look behind the interface.
    pub database: Database,
}

impl Fixture for App {
    fn make(binary: &'static str, database: Database) -> App {
        App::start(binary, database, &[])
    }
}

impl Fixture for Database {
    fn make(_: &'static str, database: Database) -> Database {
        database
    }
}

impl App {
    /// Starts the program with these variables in its environment, and waits until it listens.
    pub fn start(binary: &'static str, database: Database, variables: &[(&str, &str)]) -> App {
        if database.engine() == Engine::Postgres {
            let migrated = database.command(binary, &["migrate"]).output().expect("the program runs");
            assert!(migrated.status.success(), "{}", String::from_utf8_lossy(&migrated.stderr));
        }
        let mut command = database.command(binary, &["serve"]);
        command.envs(variables.iter().copied());
        App { binary, server: Server::start(command), keys: Mutex::default(), database }
    }

    /// One more process that serves the same database.
    pub fn second(&self) -> Server {
        Server::start(self.database.command(self.binary, &["serve"]))
    }

    /// Starts the server again on the same data, after it was killed or stopped.
    pub fn restart(&mut self) {
        self.server = self.second();
    }

    /// The client of a role, always the same caller.
    pub fn client(&self, role: Role) -> Client {
        self.with_key(&self.key(role))
    }

    /// The API key of a role, always the same.
    pub fn key(&self, role: Role) -> String {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.entry(role).or_insert_with(|| self.new_key(role, &role.to_string())).clone()
    }

    /// The API key of one more caller.
    pub fn new_key(&self, role: Role, name: &str) -> String {
        let made = self.run(&["admin", "api-key", "create", "--role", &role.to_string(), "--name", name]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8(made.stdout).expect("a key is text").trim_end().to_owned()
    }

    /// Runs the program with these arguments on the same database, to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.database.command(self.binary, arguments).output().expect("the program runs")
    }
}

impl Deref for App {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

impl DerefMut for App {
    fn deref_mut(&mut self) -> &mut Server {
        &mut self.server
    }
}
