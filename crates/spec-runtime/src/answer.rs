//! Answers on their way to the caller: a status that the contract declares, its headers and its body.

mod document;
mod kept;
mod reply;
mod stream;

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::body::{BodyStream, BoxBody};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use actix_web::web::Bytes;
use serde::Serialize;
use serde_json::Value;

use crate::contract::Operation;
use crate::explain::explain;
use crate::negotiate;
use crate::problem::Fault;
use crate::response::Status;
use crate::schemas::Schemas;

pub use kept::Kept;
pub use reply::{Reply, Writer};
pub use stream::ByteStream;

/// An answer; generated code makes it from the value that the handler returned.
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Content,
    operation: &'static Operation,
    schemas: &'static Schemas,
    declared: Cow<'static, str>,
    is_checked: bool,
    faults: Vec<Fault>,
}

enum Content {
    None,
    Whole(Bytes),
    Pieces(ByteStream),
}

impl Answer {
    /// An answer of an operation under the status that the contract writes as `declared`. It is held against the
    /// contract when `is_checked`.
    pub(crate) fn new(
        operation: &'static Operation,
        schemas: &'static Schemas,
        status: u16,
        declared: impl Into<Cow<'static, str>>,
        is_checked: bool,
    ) -> Answer {
        let code = StatusCode::from_u16(status).ok();
        let mut answer = Answer {
            status: code.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            body: Content::None,
            operation,
            schemas,
            declared: declared.into(),
            is_checked,
            faults: Vec::new(),
        };
        // A status that the contract leaves open may be none that it declares otherwise.
        let response = operation.response(status);
        if code.is_none() || !response.is_some_and(|response| is_written(response.status, &answer.declared)) {
            answer.is_checked = true;
            answer.faults.push(Fault::new("/status", "status", "is not one that this answer may have"));
        }
        answer
    }

    /// A JSON body.
    pub fn json<T: Serialize>(mut self, media_type: &str, body: &T, is_valid: fn(&T) -> bool) -> Answer {
        if self.is_checked && !is_valid(body) {
            self.note_body(media_type, body);
        }
        match serde_json::to_vec(body) {
            Ok(bytes) => self.with_body(media_type, Content::Whole(bytes.into())),
            Err(_) => self.refuse("/body", "cannot be written as JSON"),
        }
    }

    /// A body of text: a text as it is, anything else as JSON.
    pub fn text<T: Serialize>(mut self, media_type: &str, body: &T, is_valid: fn(&T) -> bool) -> Answer {
        if self.is_checked && !is_valid(body) {
            self.note_body(media_type, body);
        }
        match serde_json::to_value(body) {
            Ok(Value::String(text)) => self.with_body(media_type, Content::Whole(text.into())),
            Ok(value) => self.with_body(media_type, Content::Whole(value.to_string().into())),
            Err(_) => self.refuse("/body", "cannot be written as text"),
        }
    }

    /// A body that is streamed.
    pub fn stream(self, media_type: impl AsRef<str>, body: ByteStream) -> Answer {
        let media_type = media_type.as_ref();
        let declared = self.operation.response(self.status.as_u16());
        let ranges = declared.map_or(&[][..], |declared| declared.media_types);
        if negotiate::covering(ranges, media_type).is_none() {
            return self.refuse("/header/content-type", "is not a media type that the contract declares");
        }
        self.with_body(media_type, Content::Pieces(body))
    }

    /// A header. A value that no header can carry is a fault of the handler.
    pub fn header<T: Serialize>(
        self,
        name: &'static str,
        value: &T,
        explode: bool,
        is_valid: fn(&T) -> bool,
    ) -> Answer {
        self.written_header(name, value, is_valid, |value| simple(value, explode))
    }

    /// A header that may be left out.
    pub fn optional_header<T: Serialize>(
        self,
        name: &'static str,
        value: &Option<T>,
        explode: bool,
        is_valid: fn(&T) -> bool,
    ) -> Answer {
        match value {
            Some(value) => self.header(name, value, explode, is_valid),
            None => self,
        }
    }

    /// A header that is a JSON document.
    pub fn json_header<T: Serialize>(
        self,
        name: &'static str,
        value: &T,
        _: bool,
        is_valid: fn(&T) -> bool,
    ) -> Answer {
        self.written_header(name, value, is_valid, Value::to_string)
    }

    /// A header that is a JSON document and may be left out.
    pub fn optional_json_header<T: Serialize>(
        self,
        name: &'static str,
        value: &Option<T>,
        explode: bool,
        is_valid: fn(&T) -> bool,
    ) -> Answer {
        match value {
            Some(value) => self.json_header(name, value, explode, is_valid),
            None => self,
        }
    }

    fn written_header<T: Serialize>(
        mut self,
        name: &'static str,
        value: &T,
        is_valid: fn(&T) -> bool,
        write: impl FnOnce(&Value) -> String,
    ) -> Answer {
        let pointer = format!("/header/{name}");
        let Ok(json) = serde_json::to_value(value) else { return self.refuse(&pointer, "cannot be written") };
        if self.is_checked && !is_valid(value) {
            let key = format!("{} {} {name}", self.operation.id, self.declared);
            self.note(&key, &json, &pointer);
        }
        match (HeaderName::try_from(name), HeaderValue::try_from(write(&json))) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
                self
            }
            _ => self.refuse(&pointer, "cannot be carried by a header"),
        }
    }

    fn note_missing_headers(&mut self) {
        let declared = self.operation.response(self.status.as_u16());
        for (name, is_required) in declared.map_or(&[][..], |declared| declared.headers) {
            if *is_required && !self.headers.contains_key(*name) {
                self.faults.push(Fault::new(format!("/header/{name}"), "required", "is required"));
            }
        }
    }

    fn note_body<T: Serialize>(&mut self, media_type: &str, body: &T) {
        let key = format!("{} {} {media_type}", self.operation.id, self.declared);
        let value = serde_json::to_value(body).unwrap_or_default();
        self.note(&key, &value, "/body");
    }

    /// What was found to break the contract is a fault, even when no schema can say why.
    fn note(&mut self, key: &str, value: &Value, pointer: &str) {
        let mut faults = explain(self.schemas, "responses", key, value, pointer);
        if faults.is_empty() {
            faults.push(Fault::new(pointer, "bounds", "is outside the bounds of the contract"));
        }
        self.faults.append(&mut faults);
    }

    fn with_body(mut self, media_type: &str, body: Content) -> Answer {
        match HeaderValue::from_str(media_type) {
            Ok(media_type) => {
                self.headers.insert(CONTENT_TYPE, media_type);
                self.body = body;
                self
            }
            Err(_) => self.refuse("/header/content-type", "cannot be carried by a header"),
        }
    }

    /// An answer that cannot be written is a fault whether or not it is checked.
    fn refuse(mut self, pointer: &str, message: &'static str) -> Answer {
        self.faults.push(Fault::new(pointer, "unwritable", message));
        self.is_checked = true;
        self
    }

    /// The response, what is wrong with it, and whether it cannot be sent as it is.
    pub(crate) fn into_parts(mut self) -> (HttpResponse, Vec<Fault>, bool) {
        if self.is_checked {
            self.note_missing_headers();
        }
        let must_not_go = self.must_not_go();
        let mut response = HttpResponse::new(self.status);
        *response.headers_mut() = self.headers;
        let response = match self.body {
            Content::None => response,
            Content::Whole(bytes) => response.set_body(BoxBody::new(bytes)),
            Content::Pieces(pieces) => response.set_body(BoxBody::new(BodyStream::new(pieces.into_inner()))),
        };
        (response, self.faults, must_not_go)
    }

    /// Whether it cannot be sent as it is.
    fn must_not_go(&self) -> bool {
        self.faults.iter().any(|fault| fault.rule == "unwritable" || fault.rule == "status")
    }

    pub(crate) fn is_checked(&self) -> bool {
        self.is_checked
    }
}

fn is_written(status: Status, declared: &str) -> bool {
    match status {
        Status::Code(code) => declared.parse() == Ok(code),
        Status::Class(class) => {
            declared.len() == 3
                && declared.parse::<u16>().is_err()
                && declared.starts_with(&class.to_string())
        }
        Status::Default => declared == "default",
    }
}

/// A value as `style: simple` writes it.
fn simple(value: &Value, explode: bool) -> String {
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    match value {
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        Value::Object(members) => {
            let sign = if explode { "=" } else { "," };
            members
                .iter()
                .map(|(name, member)| format!("{name}{sign}{}", plain(member)))
                .collect::<Vec<_>>()
                .join(",")
        }
        other => plain(other),
    }
}
