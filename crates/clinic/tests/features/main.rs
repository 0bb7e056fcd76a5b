//! Every feature of the contract, once accepted and once refused.

#![allow(clippy::unwrap_used)]

mod answers;
mod bodies;
mod forms;
mod parameters;
mod security;
mod tester;
mod unions;
mod xml;
