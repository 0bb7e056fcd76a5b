//! What the answers of one request are made with.

use super::Answer;
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
