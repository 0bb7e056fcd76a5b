//! Who is believed: every line of `src/tokens/CHECKS.md` as a test.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cache;
mod checks;
mod claims;
mod form;
mod interop;
mod keys;
mod kinds;
mod mutations;
mod own;
mod provider;
mod secrets;
mod settings;
mod signatures;
mod world;
