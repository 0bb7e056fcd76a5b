//! One request on its way to a handler: generated code takes parameters and body out of it, typed and checked.

mod bodies;
mod parameters;

use actix_web::HttpRequest;
use actix_web::http::header::CONTENT_TYPE;

use crate::answer::Reply;
use crate::body::BodyLimits;
use crate::incoming::Incoming;
use crate::mock::Examples;
use crate::parameter::Pair;
use crate::plan::Plan;
use crate::problem::{Fault, Problem};
use crate::schemas::Schemas;

/// A request whose route, caller and media types are settled. Faults are collected until [`Call::accept`].
pub struct Call<'a, C> {
    pub(crate) plan: &'a Plan,
    pub(crate) request: &'a HttpRequest,
    pub(crate) context: Option<C>,
    pub(crate) accepted: Option<&'static str>,
    pub(crate) sent: Option<&'static str>,
    pub(crate) incoming: Option<Incoming>,
    pub(crate) query: Vec<Pair<'a>>,
    pub(crate) cookies: Vec<Pair<'a>>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) schemas: &'static Schemas,
    pub(crate) examples: &'a Examples,
    pub(crate) limits: &'a BodyLimits,
    pub(crate) is_sampled: bool,
}

impl<C> Call<'_, C> {
    /// Who is calling. There is no other way to a secured handler than through this.
    ///
    /// # Errors
    /// A 500 problem when the operation has no security requirement, which generated code never asks.
    pub fn context(&mut self) -> Result<C, Problem> {
        self.context.take().ok_or_else(|| {
            log::error!("{} was reached without a caller", self.plan.operation.id);
            Problem::internal()
        })
    }

    /// Who is calling where credentials may be left out: `None` when they were.
    pub fn caller(&mut self) -> Option<C> {
        self.context.take()
    }

    /// The media type to answer with, as the contract spells it.
    pub fn accepted(&self) -> &'static str {
        self.accepted.unwrap_or("application/json")
    }

    /// The media type of the contract, or the range, that covers the body; `None` when no body was sent.
    pub fn sent(&self) -> Option<&'static str> {
        self.sent
    }

    /// The media type of the body as the caller wrote it, with its parameters.
    pub fn sent_type(&self) -> Option<String> {
        self.sent?;
        self.request.headers().get(CONTENT_TYPE)?.to_str().ok().map(str::to_owned)
    }

    /// What the answers of this request are made with.
    pub fn reply(&self) -> Reply {
        Reply {
            operation: self.plan.operation,
            schemas: self.schemas,
            accepted: self.accepted(),
            is_sampled: self.is_sampled,
        }
    }

    /// Fails when anything about the request is not valid, with every violation.
    ///
    /// # Errors
    /// One 400 problem.
    pub fn accept(&mut self) -> Result<(), Problem> {
        if self.sent.is_none() && self.plan.operation.body.is_some_and(|body| body.required) {
            self.faults.push(Fault::new("/body", "required", "is required"));
        }
        if self.faults.is_empty() { Ok(()) } else { Err(self.refusal()) }
    }

    /// The refusal of this request, with every violation noted so far.
    pub fn refusal(&mut self) -> Problem {
        Problem::invalid_request(std::mem::take(&mut self.faults)).by_runtime()
    }
}
