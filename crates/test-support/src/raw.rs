//! HTTP by hand, for requests that no client library would send.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// Sends these bytes and answers the status and all that came back, until the server closes the connection. The
/// request has to say `Connection: close`. A server may answer and close before it has read everything.
pub fn exchange(address: &str, request: Vec<u8>) -> (u16, String) {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout can be set");
    let mut writing = stream.try_clone().expect("a socket can be shared");
    let writer = thread::spawn(move || writing.write_all(&request));
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert_eq!(error.kind(), ErrorKind::ConnectionReset, "no answer: {error}");
    }
    drop(stream);
    // A server that has answered does not have to read on.
    let _ = writer.join().expect("the writer does not panic");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status =
        answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).and_then(|code| code.parse().ok());
    (status.unwrap_or_else(|| panic!("not an HTTP answer: {answer:.200}")), answer)
}
