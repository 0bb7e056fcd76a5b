//! The rules of Granary without any input or output of their own: what ids look like, what a table may be,
//! what a change of it means, and whether a row fits it.

pub mod changes;
pub mod clock;
pub mod column_type;
pub mod fault;
pub mod formats;
pub mod ids;
mod pattern;
pub mod product;
pub mod rows;
pub mod table;
mod table_rules;
