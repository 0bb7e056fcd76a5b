//! A body while it arrives: counted, and waited for only so long.

use std::time::Duration;

use actix_web::http::header::CONTENT_LENGTH;
use actix_web::web::{Bytes, Payload};
use actix_web::{HttpMessage, HttpRequest};
use futures_util::StreamExt;

use crate::problem::Problem;

/// The pieces of a body, up to a limit.
pub(crate) struct Incoming {
    payload: Payload,
    /// What was received to see whether there is a body at all.
    first: Option<Bytes>,
    has_ended: bool,
    received: u64,
    limit: u64,
    idle: Duration,
}

impl Incoming {
    pub(crate) fn new(payload: Payload, limit: u64, idle: Duration) -> Incoming {
        Incoming { payload, first: None, has_ended: false, received: 0, limit, idle }
    }

    /// Refuses a body that says itself that it is too large.
    pub(crate) fn refuse_declared_size(&self, request: &HttpRequest) -> Result<(), Problem> {
        match declared_size(request) {
            Some(length) if length > self.limit => Err(too_large(self.limit)),
            _ => Ok(()),
        }
    }

    /// Whether there is no body, or one of no bytes. Waits for the first piece when the request does not say.
    pub(crate) async fn is_empty(&mut self, request: &HttpRequest) -> Result<bool, Problem> {
        if let Some(length) = declared_size(request) {
            return Ok(length == 0);
        }
        if self.first.is_none() {
            self.first = self.next().await?;
        }
        Ok(self.first.is_none())
    }

    /// The next piece, which is not empty, or `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        if let Some(piece) = self.first.take() {
            return Ok(Some(piece));
        }
        while !self.has_ended {
            match tokio::time::timeout(self.idle, self.payload.next()).await {
                Ok(None) => self.has_ended = true,
                Ok(Some(Ok(piece))) => {
                    self.received += piece.len() as u64;
                    if self.received > self.limit {
                        return Err(too_large(self.limit));
                    }
                    if !piece.is_empty() {
                        return Ok(Some(piece));
                    }
                }
                Ok(Some(Err(error))) => {
                    let problem = Problem::new(400, "body-broken", "The body did not arrive whole");
                    return Err(problem.detail(error.to_string()));
                }
                Err(_) => return Err(Problem::new(408, "request-timeout", "The body stopped arriving")),
            }
        }
        Ok(None)
    }
}

/// What `Content-Length` says; a body in chunks has none.
fn declared_size(request: &HttpRequest) -> Option<u64> {
    if request.chunked().unwrap_or(true) {
        return None;
    }
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(limit: u64) -> Problem {
    Problem::new(413, "body-too-large", "The body is too large")
        .detail(format!("The limit is {limit} bytes."))
}
