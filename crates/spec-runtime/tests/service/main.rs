//! The one way in for every request, driven through actix-web in process, over a small contract written by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bodies;
mod caller;
mod contract;
mod faults;
mod order;
mod parameters;
mod requests;
mod routes;
mod security;
mod start;
