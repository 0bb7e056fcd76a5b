//! One connection to a service, as cheap as can be: on a small machine whoever asks takes time from who answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use serde_json::Value;

use crate::Outcome;

/// A connection that is kept.
pub struct Client {
    stream: BufReader<TcpStream>,
    key: String,
}

impl Client {
    pub fn new(address: &str, key: &str) -> Outcome<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Client { stream: BufReader::new(stream), key: key.to_owned() })
    }

    /// Sends a request and answers the body; any status but success is an error.
    pub fn call(&mut self, method: &str, target: &str, body: &str) -> Outcome<Vec<u8>> {
        let request = format!(
            "{method} {target} HTTP/1.1\r\nHost: bench\r\nX-API-Key: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.key,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut line, mut status, mut length) = (String::new(), 0_u16, None);
        while self.stream.read_line(&mut line)? > 0 && line.trim_end() != "" {
            if status == 0 {
                status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or("not HTTP")?;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = Some(value.trim().parse::<usize>()?);
            }
            line.clear();
        }
        let mut answer = vec![0; length.ok_or("an answer of unknown length")?];
        self.stream.read_exact(&mut answer)?;
        if (200..300).contains(&status) {
            Ok(answer)
        } else {
            Err(format!("{method} {target}: {status} {}", String::from_utf8_lossy(&answer)).into())
        }
    }

    /// The JSON body of a `GET`.
    pub fn get(&mut self, target: &str) -> Outcome<Value> {
        Ok(serde_json::from_slice(&self.call("GET", target, "")?)?)
    }
}

/// How long calls took, in milliseconds.
#[derive(Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// Times a call.
    pub fn time<T>(&mut self, call: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let start = Instant::now();
        let answer = call()?;
        self.0.push(start.elapsed().as_secs_f64() * 1e3);
        Ok(answer)
    }

    /// The time that this share of the calls did not exceed.
    pub fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (sorted.len() as f64 * share).ceil() as usize;
        sorted.get(place.saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// Prints what was measured next to its target, both in milliseconds.
pub fn report(what: &str, times: &Times, target: f64) {
    let (half, most) = (times.at(0.5), times.at(0.99));
    let verdict = if most <= target { "" } else { "  MISSED" };
    println!("{what:58} p50 {half:7.2}  p99 {most:7.2} ms  (target {target}){verdict}");
}
