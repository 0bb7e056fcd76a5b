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
mod explain;
mod json;
mod negotiate;
mod parameter;
mod problem;
mod security;
mod service;

pub use answer::{Answer, ByteStream, HeaderText};
pub use body::{Body, BodyLimits};
pub use call::Call;
pub use contract::{Contract, Operation, Parameter, Permission, Place, Shape};
pub use problem::{Fault, MAX_FAULTS, Problem};
pub use security::{Authenticator, Request};
pub use service::{Options, Route, Service, StartFaults};
