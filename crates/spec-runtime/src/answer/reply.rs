//! What the answers of one request are made with.

use super::{Answer, Kept};
use crate::contract::Operation;
use crate::schemas::Schemas;

/// What the answers of one request are made with. It is settled before the handler runs, and outlives the request.
#[derive(Clone, Copy)]
pub struct Reply {
    pub(crate) operation: &'static Operation,
    pub(crate) schemas: &'static Schemas,
    pub(crate) accepted: &'static str,
    pub(crate) is_sampled: bool,
}

impl Reply {
    /// The media type to answer with, as the contract spells it.
    pub fn accepted(&self) -> &'static str {
        self.accepted
    }

    /// An answer under the status that the contract writes as `declared`.
    pub fn answer(&self, status: u16, declared: &'static str) -> Answer {
        Answer::new(self.operation, self.schemas, status, declared, self.is_sampled)
    }
}

/// Writes the answers of one request: from a value, or from the bytes that an earlier one had. An operation that is
/// given one can answer in no other way.
pub struct Writer<T> {
    reply: Reply,
    write: fn(Reply, T) -> Answer,
}

impl<T> Writer<T> {
    /// A writer of the answers of one operation.
    pub fn new(reply: Reply, write: fn(Reply, T) -> Answer) -> Writer<T> {
        Writer { reply, write }
    }

    /// The answer of a value.
    pub fn answer(&self, value: T) -> Answer {
        (self.write)(self.reply, value)
    }

    /// An answer of this operation that was kept.
    pub fn again(&self, kept: Kept) -> Answer {
        self.reply.again(kept)
    }
}
