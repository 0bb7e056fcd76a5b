//! The rules of Granary without any input or output of their own: what ids look like, what a table may be,
//! what a change of it means, and whether a row fits it.

pub mod clock;
pub mod column_type;
pub mod compatibility;
pub mod fault;
pub mod finding;
pub mod formats;
pub mod ids;
pub mod lifecycle;
mod pattern;
pub mod product;
pub mod rows;
pub mod table;
mod table_rules;
