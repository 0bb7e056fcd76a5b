//! An HTTP client that holds every reply against the contract.

use std::time::Duration;

use reqwest::Method;
use reqwest::blocking::{Body, RequestBuilder};
use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::contract;

/// A caller: an address and, unless anonymous, an API key.
#[derive(Clone)]
pub struct Client {
    http: reqwest::blocking::Client,
    url: String,
    key: Option<String>,
}

impl Client {
    pub(crate) fn new(url: &str, key: Option<String>) -> Client {
        let http = reqwest::blocking::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(120))
            .build()
            .expect("a client without TLS needs nothing");
        Client { http, url: url.to_owned(), key }
    }

    /// A request of any kind; the path may have a query.
    pub fn call(&self, method: &str, path: &str) -> Call {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.url));
        if let Some(key) = &self.key {
            request = request.header("X-API-Key", key);
        }
        let path = path.split('?').next().unwrap_or_default().to_owned();
        Call { request, method: method.to_string(), path }
    }
}

/// A request that is not sent yet.
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    request: RequestBuilder,
    method: String,
    path: String,
}

impl Call {
    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Call {
        self.request = self.request.header(name, value);
        self
    }

    /// Adds parameters to the query.
    pub fn query(mut self, parameters: &[(&str, &str)]) -> Call {
        self.request = self.request.query(parameters);
        self
    }

    /// Asks for this media type.
    pub fn accept(self, media_type: &str) -> Call {
        self.header("Accept", media_type)
    }

    /// Sends JSON.
    pub fn json(mut self, body: &Value) -> Call {
        self.request = self.request.json(body);
        self
    }

    /// Sends any body.
    pub fn body(mut self, media_type: &str, body: impl Into<Body>) -> Call {
        self.request = self.request.header("Content-Type", media_type).body(body);
        self
    }

    /// Sends a body without saying what it is.
    pub fn untyped_body(mut self, body: impl Into<Body>) -> Call {
        self.request = self.request.body(body);
        self
    }

    /// Sends the request. The reply is what the contract says, or the test fails.
    pub fn send(self) -> Reply {
        let what = format!("{} {}", self.method, self.path);
        self.try_send().unwrap_or_else(|error| panic!("{what}: {error:?}"))
    }

    /// Sends the request, which may fail on the way.
    ///
    /// # Errors
    /// When no whole reply came.
    pub fn try_send(self) -> Result<Reply, reqwest::Error> {
        let response = self.request.send()?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let reply = Reply { status, headers, body: response.bytes()?.to_vec() };
        let faults = contract::faults(&self.method, &self.path, &reply);
        assert!(
            faults.is_empty(),
            "{} {} answers {status}, which breaks the contract:\n{}\n{reply:?}",
            self.method,
            self.path,
            faults.join("\n")
        );
        Ok(reply)
    }

    /// Sends the request, which must be answered with this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Reply {
        let what = format!("{} {}", self.method, self.path);
        let reply = self.send();
        assert_eq!(reply.status, status, "{what}: {reply:?}");
        reply
    }

    /// Sends the request, which must be refused with this status and type of problem.
    #[track_caller]
    pub fn refused(self, status: u16, problem: &str) -> Reply {
        let reply = self.expect(status);
        assert_eq!(reply.json()["type"], problem, "{reply:?}");
        reply
    }
}

/// An answer, whole.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// A header that must be there.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).unwrap_or_else(|| panic!("no {name} in {self:?}"));
        value.to_str().expect("a header of printable characters")
    }

    /// The body as text.
    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body of UTF-8")
    }

    /// The body of a write without what it says about the change: what a read answers.
    pub fn resource(&self) -> Value {
        let mut body = self.json();
        if let Some(members) = body.as_object_mut() {
            members.remove("warnings");
            members.remove("verdict");
            members.remove("ignored");
        }
        body
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The violations that a 400 or an `invalid-schema` names, as `pointer rule`, sorted.
    #[track_caller]
    pub fn faults(&self) -> Vec<String> {
        let mut faults: Vec<String> = self
            .errors()
            .iter()
            .map(|fault| format!("{} {}", text(&fault["pointer"]), text(&fault["rule"])))
            .collect();
        faults.sort_unstable();
        faults
    }

    /// The bad rows that a `rows-rejected` names, as `row line column rule`, with `-` for what is not said.
    #[track_caller]
    pub fn row_faults(&self) -> Vec<String> {
        let word = |value: &Value| if value.is_null() { "-".to_owned() } else { text(value) };
        let fault =
            |fault: &Value| ["row", "line", "column", "rule"].map(|name| word(&fault[name])).join(" ");
        self.errors().iter().map(fault).collect()
    }

    #[track_caller]
    fn errors(&self) -> Vec<Value> {
        self.json()["errors"].as_array().unwrap_or_else(|| panic!("no errors in {self:?}")).clone()
    }
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body: String = String::from_utf8_lossy(&self.body).chars().take(2000).collect();
        write!(f, "{} {:?} {body}", self.status, self.headers)
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
