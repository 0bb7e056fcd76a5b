//! The real program, running.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Client, Database, Engine, Fixture};

/// Longest time that the program may take to start or to stop.
const PATIENCE: Duration = Duration::from_secs(30);

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

/// The program serving on a database of its own. What it wrote to standard error is shown when the test fails.
pub struct App {
    binary: &'static str,
    process: Child,
    url: String,
    log: Arc<Mutex<String>>,
    keys: Mutex<BTreeMap<Role, String>>,
    /// The database, for a look behind the interface.
    pub database: Database,
}

impl Fixture for App {
    fn make(binary: &'static str, database: Database) -> App {
        App::start(binary, database)
    }
}

impl Fixture for Database {
    fn make(_: &'static str, database: Database) -> Database {
        database
    }
}

impl App {
    /// Starts the program and waits until it listens.
    pub fn start(binary: &'static str, database: Database) -> App {
        if database.engine() == Engine::Postgres {
            let migrated = database.command(binary, &["migrate"]).output().expect("the program runs");
            assert!(migrated.status.success(), "{}", String::from_utf8_lossy(&migrated.stderr));
        }
        let log = Arc::new(Mutex::new(String::new()));
        let (process, url) = serve(database.command(binary, &["serve"]), &log);
        App { binary, process, url, log, keys: Mutex::default(), database }
    }

    /// A client without credentials.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.url, None)
    }

    /// A client with this text as its API key.
    pub fn with_key(&self, key: &str) -> Client {
        Client::new(&self.url, Some(key.to_owned()))
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

    /// Address and port, as in `127.0.0.1:40123`.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// Process id of the server.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// What the server wrote to standard error so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the server as a power cut would: SIGKILL.
    pub fn kill(&mut self) {
        self.process.kill().expect("the server runs");
        self.process.wait().expect("a killed process ends");
    }

    /// Starts the server again on the same data, after [`App::kill`] or [`App::stop`].
    pub fn restart(&mut self) {
        let command = self.database.command(self.binary, &["serve"]);
        (self.process, self.url) = serve(command, &self.log);
    }

    /// Asks the server to stop (SIGTERM) without waiting for it.
    pub fn ask_to_stop(&self) {
        let pid = self.process.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs");
        assert!(sent.success(), "the server was gone already");
    }

    /// Waits until the server has ended by itself.
    pub fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.process.try_wait().expect("the server can be waited for") {
                return status;
            }
            assert!(Instant::now() < deadline, "the server does not stop");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Asks the server to stop and waits for it.
    pub fn stop(&mut self) -> ExitStatus {
        self.ask_to_stop();
        self.ended()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
        if thread::panicking() {
            eprintln!("--- log of the server\n{}---", self.log());
        }
    }
}

/// Starts a server and waits for the address it listens on.
fn serve(mut command: Command, log: &Arc<Mutex<String>>) -> (Child, String) {
    let mut process = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let stderr = process.stderr.take().expect("standard error is a pipe");
    let (announce, announced) = mpsc::channel();
    let kept = log.clone();
    thread::spawn(move || follow(BufReader::new(stderr), &kept, &announce));
    match announced.recv_timeout(PATIENCE) {
        Ok(url) => (process, url),
        Err(_) => {
            let _ = process.kill();
            panic!("the server does not start:\n{}", log.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

/// Keeps all lines, and announces the address.
fn follow(lines: impl BufRead, log: &Mutex<String>, announce: &Sender<String>) {
    for line in lines.lines().map_while(Result::ok) {
        if let Some((_, address)) = line.split_once("listening on ") {
            // Nobody listens after the first address.
            let _ = announce.send(address.split_whitespace().next().unwrap_or_default().to_owned());
        }
        let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
        log.push_str(&line);
        log.push('\n');
    }
}
