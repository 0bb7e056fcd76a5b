//! Answers in bytes, to be given again.

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Answer, Content, Reply};

/// An answer in bytes. Whoever keeps it can give it again, in this process or, written down by serde, in another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    #[serde(serialize_with = "write_text", deserialize_with = "read_text")]
    body: Bytes,
}

impl Kept {
    /// Bytes of its body.
    pub fn body_bytes(&self) -> usize {
        self.body.len()
    }
}

fn write_text<S: Serializer>(body: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    match std::str::from_utf8(body) {
        Ok(text) => serializer.serialize_str(text),
        Err(_) => Err(serde::ser::Error::custom("only texts are written down")),
    }
}

fn read_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    String::deserialize(deserializer).map(Bytes::from)
}

impl Answer {
    /// The answer in bytes; `None` of one that is streamed or cannot be sent.
    pub fn kept(&self) -> Option<Kept> {
        let body = match &self.body {
            Content::None => Bytes::new(),
            Content::Whole(bytes) => bytes.clone(),
            Content::Pieces(_) => return None,
        };
        if self.must_not_go() {
            return None;
        }
        let text = |(name, value): (&HeaderName, &HeaderValue)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        };
        let headers = self.headers.iter().map(text).collect::<Option<Vec<_>>>()?;
        Some(Kept { status: self.status.as_u16(), headers, body })
    }
}

impl Reply {
    /// An answer of this operation that was kept.
    pub(super) fn again(&self, kept: Kept) -> Answer {
        let declared = kept.status.to_string();
        let mut answer = Answer::new(self.operation, self.schemas, kept.status, declared, self.is_sampled);
        for (name, value) in kept.headers {
            answer = match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                (Ok(name), Ok(value)) => {
                    answer.headers.insert(name, value);
                    answer
                }
                _ => answer.refuse("/header", "cannot be carried by a header"),
            };
        }
        if !kept.body.is_empty() {
            answer.body = Content::Whole(kept.body);
        }
        answer
    }
}
