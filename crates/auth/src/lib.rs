//! Who is calling, and may they: API keys prove the caller, the policy table decides.

pub mod api_keys;
mod caller;
mod policy;
mod vocabulary;

pub use api_keys::{ApiKeys, Unauthenticated};
pub use caller::Caller;
pub use policy::{LineFault, Permission, Policy, PolicyError, Refusal};
pub use vocabulary::{Action, Object, Relation, Role, UnknownWord};
