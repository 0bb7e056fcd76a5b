//! The names and public ids of data products, versions and tables.

use std::fmt;
use std::str::FromStr;

/// The text is not an id; says what form was expected. The text itself is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId {
    /// The form that would have been right.
    pub expected: &'static str,
}

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for NotAnId {}

const NAME: NotAnId = NotAnId { expected: "1 to 64 of the characters a-z, 0-9 and _" };
const VERSION: NotAnId = NotAnId { expected: "v<major>.<minor>, such as v1.0" };
const PRODUCT_ID: NotAnId = NotAnId { expected: "dp:<product> or dp:<product>:v<major>.<minor>" };
const SCHEMA_ID: NotAnId =
    NotAnId { expected: "dp:<product>:<table> or dp:<product>:v<major>.<minor>:<table>" };

fn checked_name(text: &str) -> Result<String, NotAnId> {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if (1..=64).contains(&text.len()) && text.bytes().all(allowed) { Ok(text.to_owned()) } else { Err(NAME) }
}

/// The name of a data product, `^[a-z0-9_]{1,64}$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductName(String);

/// The name of a table within its data product, `^[a-z0-9_]{1,64}$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableName(String);

impl ProductName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TableName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ProductName {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        checked_name(text).map(Self)
    }
}

impl FromStr for TableName {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        checked_name(text).map(Self)
    }
}

impl fmt::Display for ProductName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The version of a whole data product, ordered by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Raised by a change that existing rows or readers do not survive.
    pub major: u32,
    /// Raised by any other change; starts again at 0 with every major.
    pub minor: u32,
}

impl Version {
    /// The version every data product starts with.
    pub const FIRST: Self = Self { major: 1, minor: 0 };

    /// The version after a compatible change.
    pub fn next_minor(self) -> Self {
        Self { major: self.major, minor: self.minor.saturating_add(1) }
    }

    /// The version after an incompatible change.
    pub fn next_major(self) -> Self {
        Self { major: self.major.saturating_add(1), minor: 0 }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}.{}", self.major, self.minor)
    }
}

impl FromStr for Version {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (major, minor) = text.strip_prefix('v').and_then(|rest| rest.split_once('.')).ok_or(VERSION)?;
        let version = Self { major: version_part(major)?, minor: version_part(minor)? };
        if version < Self::FIRST { Err(VERSION) } else { Ok(version) }
    }
}

/// At most nine digits, so that every version also fits a signed 32-bit column.
fn version_part(text: &str) -> Result<u32, NotAnId> {
    let canonical = (1..=9).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    if canonical { text.parse().map_err(|_| VERSION) } else { Err(VERSION) }
}

/// The public id of a data product: of its latest version, or of the one named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProductId {
    /// The data product.
    pub name: ProductName,
    /// The version, or none for the latest.
    pub version: Option<Version>,
}

impl ProductId {
    /// The id of one version of the same data product.
    pub fn at(&self, version: Version) -> Self {
        Self { name: self.name.clone(), version: Some(version) }
    }
}

impl fmt::Display for ProductId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dp:{}", self.name)?;
        self.version.map_or(Ok(()), |version| write!(f, ":{version}"))
    }
}

impl FromStr for ProductId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let rest = text.strip_prefix("dp:").ok_or(PRODUCT_ID)?;
        let (name, version) = match rest.split_once(':') {
            Some((name, version)) => (name, Some(version.parse().map_err(|_| PRODUCT_ID)?)),
            None => (rest, None),
        };
        Ok(Self { name: name.parse().map_err(|_| PRODUCT_ID)?, version })
    }
}

/// The public id of one table of a data product: of its latest version, or of the one named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SchemaId {
    /// The data product.
    pub product: ProductName,
    /// The version of the data product, or none for the latest.
    pub version: Option<Version>,
    /// The table.
    pub table: TableName,
}

impl SchemaId {
    /// The id of the same table in one version of the data product.
    pub fn at(&self, version: Version) -> Self {
        Self { product: self.product.clone(), version: Some(version), table: self.table.clone() }
    }
}

impl fmt::Display for SchemaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dp:{}:", self.product)?;
        if let Some(version) = self.version {
            write!(f, "{version}:")?;
        }
        write!(f, "{}", self.table)
    }
}

impl FromStr for SchemaId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let rest = text.strip_prefix("dp:").ok_or(SCHEMA_ID)?;
        let (product, rest) = rest.split_once(':').ok_or(SCHEMA_ID)?;
        let (version, table) = match rest.split_once(':') {
            Some((version, table)) => (Some(version.parse().map_err(|_| SCHEMA_ID)?), table),
            None => (None, rest),
        };
        Ok(Self {
            product: product.parse().map_err(|_| SCHEMA_ID)?,
            version,
            table: table.parse().map_err(|_| SCHEMA_ID)?,
        })
    }
}
