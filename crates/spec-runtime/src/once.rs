//! Operations that a retry does not repeat (`x-idempotency`): what a request is known by, and its first answer.

use std::io::{self, Read};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::answer::{Answer, Kept, Reply, Writer};
use crate::call::Call;
use crate::contract::Idempotency;

/// Says of an answer that it is the first one again.
const REPLAYED: &str = "idempotent-replayed";

/// One request of an operation that is carried out once however often it is sent. The handler writes its answer down
/// with the change, in one transaction, and looks there before it changes anything.
pub struct Once<T> {
    writer: Writer<T>,
    key: Option<String>,
    content: Sha256,
}

impl<T> Once<T> {
    /// What the caller knows the request by, the `Idempotency-Key`.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Counts a streamed body as a part of the request.
    ///
    /// # Errors
    /// Those of the body.
    pub fn read(&mut self, body: &mut impl Read) -> io::Result<()> {
        io::copy(body, &mut self.content).map(drop)
    }

    /// A hash (SHA-256, in hexadecimal digits) of operation, path, query and canonical body: the same for a retry,
    /// another one for any other request.
    pub fn fingerprint(&self) -> String {
        self.content.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The answer of a value. There is no other way to one than this and [`Once::again`].
    pub fn answer(&self, value: T) -> Answer {
        self.writer.answer(value)
    }

    /// The first answer again, which says so.
    pub fn again(&self, kept: Kept) -> Answer {
        self.writer.again(kept).header(REPLAYED, &true, false, |_| true)
    }
}

impl<C> Call<'_, C> {
    /// This request as one that is carried out once. Only what can be asked for again is hashed: requests with a key,
    /// and all of an operation that needs none.
    pub fn once<T>(
        &self,
        write: fn(Reply, T) -> Answer,
        key: Option<&String>,
        body: &impl Serialize,
    ) -> Once<T> {
        let operation = self.plan.operation;
        let mut content = Sha256::new();
        if key.is_some() || operation.idempotency == Some(Idempotency::Derived) {
            let mut body = serde_json::to_value(body).unwrap_or_default();
            body.sort_all_objects();
            let media_type = self.sent.unwrap_or_default();
            let uri = self.request.uri();
            let head = [operation.id, uri.path(), uri.query().unwrap_or_default(), media_type];
            // A length before each part, so that no two requests run together into the same text.
            for part in head.into_iter().chain([body.to_string().as_str()]) {
                content.update(part.len().to_be_bytes());
                content.update(part);
            }
        }
        Once { writer: Writer::new(self.reply(), write), key: key.cloned(), content }
    }
}
