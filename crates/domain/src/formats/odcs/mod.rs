//! A version of a data product as Open Data Contract Standard 3.1, out and in.
//!
//! | Granary | ODCS |
//! | --- | --- |
//! | name, version, status | `name` and `id`, `version`, `status` (`published` is `active`) |
//! | description, domain, tags | `description.purpose`, `domain`, `tags` (`name:value`, `%` and `:` of the name encoded) |
//! | owner, maintainer, e-mail | `team.members` of the roles `owner` and `maintainer`, `support` by `mailto:` |
//! | retention period | `slaProperties`, `retention` in days |
//! | table, column | an object of `schema`, one of its `properties` |
//! | type | `physicalType` in Granary's words, `logicalType`, `logicalTypeOptions.format` |
//! | nullable, unique, keys | `required`, `unique`, `primaryKey` with `primaryKeyPosition` |
//! | minimum, maximum, maxLength, pattern | `logicalTypeOptions`, the pattern as ECMAScript |
//! | enum | `quality`: no `invalidValues` other than `validValues` |
//! | personal data | `classification: personal-data` |
//!
//! Whatever else Granary knows is in `customProperties`: `compatibilityMode`, `dpiaRequired`, `dpiaLocation`,
//! `dataProductMaintainerDisplayName`; of a table `timeColumn` and `columnMap`; of a column `unit`, and `maxLength`,
//! `pattern`, `enum` where the standard's own words say less.
//!
//! On the way in, what would narrow the rows or change their form and has no place here is a fault: values within
//! values, relationships, options such as `multipleOf`. What only describes is ignored, and listed: prices, roles,
//! servers, other members of the team, other quality rules, other custom properties, and the like. The version is
//! ignored without a word: which one a change leads to, the rules of versions say.

mod column;
mod given;
mod into_column;
mod into_contract;
mod into_table;
mod kinds;
mod out;
mod yaml;

pub use into_contract::{Contract, from_odcs};
pub use out::{ContractSource, to_odcs};
pub use yaml::{parse_yaml, write_yaml};

use crate::lifecycle::Status;

/// How personal data is classified.
const PERSONAL_DATA: &str = "personal-data";

/// The standard's word for a status.
fn word(status: Status) -> &'static str {
    match status {
        Status::Published => "active",
        Status::Draft | Status::Deprecated | Status::Retired => status.as_str(),
    }
}
