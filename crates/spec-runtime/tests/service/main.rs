//! The one way in for every request, driven through actix-web in process, over a small contract written by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod answers;
mod bodies;
mod caller;
mod choices;
mod contract;
mod faults;
mod forms;
mod left_out;
mod media;
mod multiparts;
mod once;
mod order;
mod parameters;
mod probe;
mod requests;
mod routes;
mod schemes;
mod security;
mod start;
mod styles;
mod texts;
mod unions;
mod values;
