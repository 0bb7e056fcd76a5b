//! Errors as RFC 9457 problems.

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::{Map, Value};

/// The most violations that one problem names.
pub const MAX_FAULTS: usize = 100;

/// One violation in a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// JSON pointer below `/path`, `/query`, `/header` or `/body`.
    pub pointer: String,
    /// The rule that was broken: a JSON Schema keyword or a word of the service.
    pub rule: Cow<'static, str>,
    /// What the rule asks for; never the value.
    pub message: Cow<'static, str>,
}

impl Fault {
    /// A violation of `rule` at `pointer`.
    pub fn new(
        pointer: impl Into<String>,
        rule: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) -> Fault {
        Fault { pointer: pointer.into(), rule: rule.into(), message: message.into() }
    }
}

/// An error on its way to the caller. `instance` and `requestId` are added when it is written.
#[derive(Debug)]
pub struct Problem(Box<Parts>);

#[derive(Debug)]
struct Parts {
    status: StatusCode,
    kind: &'static str,
    title: &'static str,
    detail: Option<Cow<'static, str>>,
    members: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem with its status, its stable type and its title.
    pub fn new(status: StatusCode, kind: &'static str, title: &'static str) -> Problem {
        Problem(Box::new(Parts { status, kind, title, detail: None, members: Map::new(), headers: Vec::new() }))
    }

    /// The request breaks the contract, in all these places.
    pub fn invalid_request(mut faults: Vec<Fault>) -> Problem {
        let count = faults.len();
        faults.truncate(MAX_FAULTS);
        Problem::new(StatusCode::BAD_REQUEST, "invalid-request", "The request breaks the contract")
            .detail(if count == 1 {
                "1 violation; see errors.".to_owned()
            } else {
                format!("{count} violations; see errors.")
            })
            .faults(&faults)
    }

    /// The service failed; the cause is in its log only.
    pub fn internal() -> Problem {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal-error", "The service failed")
    }

    /// More about this case, and what to do.
    pub fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Problem {
        self.0.detail = Some(detail.into());
        self
    }

    /// Names violations under `errors`.
    pub fn faults(self, faults: &[Fault]) -> Problem {
        let list = faults.iter().map(|fault| {
            serde_json::json!({"pointer": fault.pointer, "rule": fault.rule, "message": fault.message})
        });
        let list = Value::Array(list.collect());
        self.member("errors", list)
    }

    /// Adds a member of this type of problem.
    pub fn member(mut self, name: &str, value: Value) -> Problem {
        self.0.members.insert(name.to_owned(), value);
        self
    }

    /// Adds a response header.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Problem {
        self.0.headers.push((name, value));
        self
    }

    /// The status that will be answered.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The stable type.
    pub fn kind(&self) -> &'static str {
        self.0.kind
    }

    pub(crate) fn into_response(self, path: &str, request_id: &str) -> HttpResponse {
        let parts = *self.0;
        let mut body = Map::new();
        body.insert("type".into(), parts.kind.into());
        body.insert("title".into(), parts.title.into());
        body.insert("status".into(), parts.status.as_u16().into());
        if let Some(detail) = parts.detail {
            body.insert("detail".into(), detail.into_owned().into());
        }
        body.insert("instance".into(), path.chars().take(4096).collect::<String>().into());
        body.insert("requestId".into(), request_id.into());
        body.extend(parts.members);
        let mut response = HttpResponse::build(parts.status);
        for header in parts.headers {
            response.insert_header(header);
        }
        response.content_type("application/problem+json").body(Value::Object(body).to_string())
    }
}
