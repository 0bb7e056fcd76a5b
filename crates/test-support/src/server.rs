//! One process of the real program, serving.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::Client;

/// Longest time that the program may take to start or to stop.
const PATIENCE: Duration = Duration::from_secs(30);

/// A process that serves, and ends with this value. What it wrote to standard error is shown when the test fails.
pub struct Server {
    process: Child,
    url: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Runs the command and waits until it listens.
    pub fn start(mut command: Command) -> Server {
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = process.stderr.take().expect("standard error is a pipe");
        let log = Arc::new(Mutex::new(String::new()));
        let (announce, announced) = mpsc::channel();
        let kept = log.clone();
        thread::spawn(move || follow(BufReader::new(stderr), &kept, &announce));
        let mut server = Server { process, url: String::new(), log };
        server.url = announced.recv_timeout(PATIENCE).expect("the server starts");
        server
    }

    /// A client without credentials.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.url, None)
    }

    /// A client with this text as its API key.
    pub fn with_key(&self, key: &str) -> Client {
        Client::new(&self.url, Some(key.to_owned()))
    }

    /// Address and port, as in `127.0.0.1:40123`.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// What it wrote to standard error so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends it as the kernel would: SIGKILL.
    pub fn kill(&mut self) {
        self.process.kill().expect("the server runs");
        self.process.wait().expect("a killed process ends");
    }

    /// Asks it to stop (SIGTERM) without waiting for it.
    pub fn ask_to_stop(&self) {
        let pid = self.process.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs");
        assert!(sent.success(), "the server was gone already");
    }

    /// Waits until it has ended by itself.
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

    /// Asks it to stop and waits for it.
    pub fn stop(&mut self) -> ExitStatus {
        self.ask_to_stop();
        self.ended()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
        if thread::panicking() {
            eprintln!("--- log of the server\n{}---", self.log());
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
