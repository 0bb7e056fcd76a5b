//! The batteries of a service: configuration from the environment, and logging. It knows no domain, so
//! any service can use it.

pub mod config;
pub mod logging;
