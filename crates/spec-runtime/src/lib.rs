//! What generated server code calls: routing, the security requirement, media types, decoding, problems.
//!
//! A [`Service`] is a contract, an authenticator and one list of routes per tag. It refuses to start when the three
//! do not fit together. For each request it decides, in this order: route (404, 405), security (401, 403), media
//! types (406, 415) and size (413), parameters and body (400 with every violation). Only then the handler runs.

mod answer;
mod body;
mod call;
pub mod check;
mod contract;
mod credential;
mod explain;
mod form;
mod format;
mod incoming;
mod json;
mod lines;
pub mod mock;
mod multipart;
mod negotiate;
mod once;
mod parameter;
mod parts;
mod pattern;
mod plan;
mod problem;
mod response;
mod schemas;
mod security;
mod service;
mod union;
mod uploads;
mod values;
mod verdict;
#[cfg(feature = "verdicts")]
pub mod verdicts;
mod xml;

pub use answer::{Answer, ByteStream, Kept, Reply, Writer};
pub use body::{Body, BodyLimits};
pub use call::Call;
pub use contract::{
    Contract, Field, Form, Idempotency, LeftOut, Operation, Parameter, Permission, Place, RequestBody,
    Requirement, SchemeKind, SecurityScheme, Shape, Style,
};
pub use credential::Credential;
pub use lines::{BadLine, Lines};
pub use once::Once;
pub use problem::{Fault, MAX_FAULTS, Problem};
pub use response::{Response, Status};
pub use schemas::Schemas;
pub use security::Authenticator;
pub use service::{AnswerChecks, AnswerCounts, Options, Route, Service, StartFaults};
pub use uploads::{Upload, Uploads};
pub use values::{Json, Map};
