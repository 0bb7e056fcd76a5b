//! Errors as RFC 9457 problems.

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, LINK, RETRY_AFTER};
use serde::Serialize;
use serde_json::{Map, Value};

/// The most violations that one problem names.
pub const MAX_FAULTS: usize = 100;

/// The most characters of a path that a problem repeats.
const MAX_INSTANCE_CHARS: usize = 4096;

/// Seconds after which it is worth trying again.
const RETRY_SECONDS: &str = "2";

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
    /// Whether the runtime refused the request, rather than the handler.
    by_runtime: bool,
}

impl Problem {
    /// A problem with its status, its stable type and its title.
    pub fn new(status: u16, kind: &'static str, title: &'static str) -> Problem {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Problem(Box::new(Parts {
            status,
            kind,
            title,
            detail: None,
            members: Map::new(),
            headers: Vec::new(),
            by_runtime: false,
        }))
    }

    /// The request breaks the contract, in all these places.
    pub fn invalid_request(mut faults: Vec<Fault>) -> Problem {
        let count = faults.len();
        faults.truncate(MAX_FAULTS);
        Problem::new(400, "invalid-request", "The request breaks the contract")
            .detail(if count == 1 {
                "1 violation; see errors.".to_owned()
            } else {
                format!("{count} violations; see errors.")
            })
            .faults(&faults)
    }

    /// What the service depends on is away or busy.
    pub fn unavailable() -> Problem {
        Problem::new(503, "unavailable", "The service is not available now")
            .header(RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS))
    }

    /// The service failed; the cause is in its log only.
    pub fn internal() -> Problem {
        Problem::new(500, "internal-error", "The service failed")
    }

    /// The contract has the operation, and nothing answers it yet.
    pub fn not_implemented() -> Problem {
        Problem::new(501, "not-implemented", "The operation is not implemented").by_runtime()
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

    /// Adds a `Link` (RFC 8288) to something that helps; a text that no header can carry is left out.
    pub fn link(self, link: &str) -> Problem {
        match HeaderValue::from_str(link) {
            Ok(link) => self.header(LINK, link),
            Err(_) => self,
        }
    }

    /// The status that will be answered.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The stable type.
    pub fn kind(&self) -> &'static str {
        self.0.kind
    }

    /// Marks a refusal of the runtime, which is answered whether or not the contract declares its status.
    pub(crate) fn by_runtime(mut self) -> Problem {
        self.0.by_runtime = true;
        self
    }

    pub(crate) fn is_by_runtime(&self) -> bool {
        self.0.by_runtime
    }

    pub(crate) fn into_response(self, path: &str, request_id: &str) -> HttpResponse {
        let parts = *self.0;
        let wire = Wire {
            kind: parts.kind,
            title: parts.title,
            status: parts.status.as_u16(),
            detail: parts.detail.as_deref(),
            instance: path.chars().take(MAX_INSTANCE_CHARS).collect(),
            request_id,
            members: &parts.members,
        };
        // Texts and JSON values are always JSON.
        let body = serde_json::to_string(&wire).unwrap_or_default();
        let mut response = HttpResponse::build(parts.status);
        for header in parts.headers {
            response.insert_header(header);
        }
        response.content_type("application/problem+json").body(body)
    }
}

/// The members in the order in which people read them.
#[derive(Serialize)]
struct Wire<'p> {
    #[serde(rename = "type")]
    kind: &'p str,
    title: &'p str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'p str>,
    instance: String,
    #[serde(rename = "requestId")]
    request_id: &'p str,
    #[serde(flatten)]
    members: &'p Map<String, Value>,
}
