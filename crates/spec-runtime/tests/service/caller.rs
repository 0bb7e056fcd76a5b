//! Who calls in these tests, and the service that they call.

use std::sync::Arc;
use std::time::Duration;

use actix_web::body::to_bytes;
use actix_web::dev::{Payload, Service as _, ServiceResponse};
use actix_web::http::header::HeaderMap;
use actix_web::test::{self, TestRequest};
use actix_web::web::Bytes;
use actix_web::{App, Error};
use futures_util::{Stream, StreamExt};
use serde_json::Value;
use spec_runtime::{
    AnswerChecks, Authenticator, BodyLimits, Credential, Options, Problem, SecurityScheme, Service,
};

use crate::contract::CONTRACT;
use crate::routes::routes;

/// Who a credential names. A caller named `reader` may not write.
pub struct Caller {
    pub name: String,
}

/// Believes every name: the key, the token, or the user whose password is `secret`. Not so `wrong` and `outage`.
pub struct Names;

impl Authenticator for Names {
    type Context = Caller;

    fn schemes(&self) -> &[&str] {
        &["key", "password", "token", "inQuery", "inCookie", "basic", "bearer", "hoba", "oauth", "openId"]
    }

    fn challenge(&self) -> &str {
        "Key realm=\"things\""
    }

    async fn authenticate(&self, _: &SecurityScheme, credential: Credential<'_>) -> Result<Caller, Problem> {
        let name = match credential {
            Credential::Password { user, password: "secret" } => user,
            Credential::Password { .. } => "wrong",
            Credential::Token(name) | Credential::Key(name) => name,
        };
        match name {
            "wrong" => Err(Problem::unauthenticated()),
            "outage" => Err(Problem::unavailable()),
            name => Ok(Caller { name: name.to_owned() }),
        }
    }

    fn holds(&self, caller: &Caller, scope: &str) -> bool {
        match scope {
            "things:write" => caller.name != "reader",
            scope => caller.name == scope,
        }
    }
}

pub fn options() -> Options {
    let limits =
        BodyLimits { memory_bytes: 1024, spool_dir: std::env::temp_dir(), idle: Duration::from_millis(50) };
    let answers = AnswerChecks { share: 1.0, refuse: true };
    Options { limits, answers, new_request_id: || "made-by-the-service".to_owned() }
}

pub fn service(options: Options) -> Arc<Service<Names>> {
    Service::new(&CONTRACT, Names, routes(), options).unwrap()
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The pointer and rule of every violation, in order.
    pub fn faults(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let problem = self.json();
        let errors = problem["errors"].as_array().unwrap();
        errors.iter().map(|fault| (text(&fault["pointer"]), text(&fault["rule"]))).collect()
    }

    /// Refused with exactly these violations.
    pub fn has_faults(&self, expected: &[(&str, &str)]) {
        assert_eq!(self.status, 400, "{}", self.text);
        let faults = self.faults();
        let found: Vec<(&str, &str)> =
            faults.iter().map(|(pointer, rule)| (pointer.as_str(), rule.as_str())).collect();
        assert_eq!(found, expected, "{}", self.text);
    }

    /// Refused with this status and type of problem.
    pub fn is_problem(&self, status: u16, kind: &str) {
        assert_eq!((self.status, self.json()["type"].as_str()), (status, Some(kind)), "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.json()["status"], status);
    }
}

/// A request, and its body when that arrives in pieces.
pub struct Sending {
    head: TestRequest,
    pieces: Option<Payload>,
}

impl From<TestRequest> for Sending {
    fn from(head: TestRequest) -> Sending {
        Sending { head, pieces: None }
    }
}

/// Sends requests to one running service, one after the other.
pub async fn send_all(options: Options, requests: Vec<Sending>) -> Vec<Reply> {
    send_to(&service(options), requests).await
}

/// Sends requests to a service, one after the other.
pub async fn send_to(service: &Arc<Service<Names>>, requests: Vec<Sending>) -> Vec<Reply> {
    let app = test::init_service(App::new().configure(|app| service.mount(app))).await;
    let mut replies = Vec::new();
    for request in requests {
        let mut sent = request.head.to_request();
        if let Some(payload) = request.pieces {
            sent = sent.replace_payload(payload).0;
        }
        let response: Result<ServiceResponse, Error> = app.call(sent).await;
        let response = response.unwrap().into_parts().1;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = to_bytes(response.into_body()).await.unwrap();
        replies.push(Reply { status, headers, text: String::from_utf8(body.to_vec()).unwrap() });
    }
    replies
}

pub async fn send(request: TestRequest) -> Reply {
    send_all(options(), vec![request.into()]).await.remove(0)
}

pub async fn get(uri: &str) -> Reply {
    send(TestRequest::get().uri(uri)).await
}

/// A request whose body arrives in pieces, of which nobody said how long they are.
pub fn streaming(head: TestRequest, pieces: impl Stream<Item = Bytes> + 'static) -> Sending {
    let head = head.insert_header(("transfer-encoding", "chunked"));
    Sending { head, pieces: Some(Payload::Stream { payload: Box::pin(pieces.map(Ok)) }) }
}

/// A good request to `writeThing`, but for its body.
pub fn write() -> TestRequest {
    TestRequest::put()
        .uri("/things/chair?limit=5")
        .insert_header(("key", "anna"))
        .insert_header(("x-mood", "calm"))
        .insert_header(("content-type", "application/json"))
}

pub async fn write_body(body: impl Into<Bytes>) -> Reply {
    send(write().set_payload(body)).await
}

pub const GOOD: &str = r#"{"name":"chair","kind":"small"}"#;
