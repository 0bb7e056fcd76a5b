//! Successful answers on their way to the caller.

use std::pin::Pin;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::web::Bytes;
use futures_util::Stream;
use serde::Serialize;

use crate::problem::Problem;

/// A body that is sent piece by piece. An error cuts the answer off, so that no caller takes a part for the whole.
pub struct ByteStream(Pin<Box<dyn Stream<Item = Result<Bytes, std::io::Error>>>>);

impl ByteStream {
    /// A body from a stream of pieces.
    pub fn new(pieces: impl Stream<Item = Result<Bytes, std::io::Error>> + 'static) -> ByteStream {
        ByteStream(Box::pin(pieces))
    }

    /// A body that is there already.
    pub fn whole(bytes: impl Into<Bytes>) -> ByteStream {
        let bytes = bytes.into();
        ByteStream::new(futures_util::stream::once(async move { Ok(bytes) }))
    }
}

/// The text of a response header.
pub trait HeaderText {
    /// Writes the value.
    fn text(&self) -> String;
}

impl HeaderText for String {
    fn text(&self) -> String {
        self.clone()
    }
}

impl HeaderText for i32 {
    fn text(&self) -> String {
        self.to_string()
    }
}

/// A successful answer; generated code makes it from the type that the handler returned.
pub struct Answer {
    response: HttpResponse,
}

impl Answer {
    /// An answer without a body.
    pub fn empty(status: u16) -> Answer {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Answer { response: HttpResponse::new(status) }
    }

    /// An answer with a JSON body.
    pub fn json<T: Serialize>(status: u16, media_type: &'static str, body: &T) -> Answer {
        let mut answer = Answer::empty(status);
        match serde_json::to_vec(body) {
            Ok(bytes) => {
                answer.response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
                answer.response = answer.response.set_body(actix_web::body::BoxBody::new(bytes));
                answer
            }
            Err(error) => {
                log::error!("an answer could not be written as JSON: {error}");
                Answer::empty(500)
            }
        }
    }

    /// An answer whose body is streamed.
    pub fn stream(status: u16, media_type: &'static str, body: ByteStream) -> Answer {
        let mut answer = Answer::empty(status);
        answer.response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        let body = actix_web::body::BodyStream::new(body.0);
        answer.response = answer.response.set_body(actix_web::body::BoxBody::new(body));
        answer
    }

    /// Adds a header. A value that no header can carry is a fault of the handler and is answered with 500.
    pub fn header(mut self, name: &'static str, value: &impl HeaderText) -> Answer {
        match (HeaderName::try_from(name), HeaderValue::try_from(value.text())) {
            (Ok(name), Ok(value)) => {
                self.response.headers_mut().insert(name, value);
                self
            }
            _ => {
                log::error!("the handler answered a value of {name} that no header can carry");
                Answer::empty(500)
            }
        }
    }

    pub(crate) fn into_response(self) -> Result<HttpResponse, Problem> {
        if self.response.status() == StatusCode::INTERNAL_SERVER_ERROR {
            return Err(Problem::internal());
        }
        Ok(self.response)
    }
}
