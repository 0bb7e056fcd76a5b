//! The batteries of a service: configuration from the environment, logging, tokens of several issuers, and requests to
//! other servers. It knows no domain, so any service can use it.

pub mod config;
pub mod logging;
pub mod outgoing;
pub mod tokens;
