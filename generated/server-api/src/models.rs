// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! The schemas of the contract, as far as handlers see them.

#![allow(unused_imports)]

use serde::{Deserialize, Serialize};
use spec_runtime::check::{self, Check};
use spec_runtime::{any_of, conforms, matches_format, matches_pattern, object_only, one_of, tagged, words};
use spec_runtime::{Json, Map};

/// One change that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct AuditEvent {
    /// Id of the event.
    pub id: String,
    /// A moment, RFC 3339 in UTC with milliseconds.
    pub at: String,
    /// Id of the caller.
    #[serde(rename = "actorId")]
    pub actor_id: String,
    /// Name of the caller.
    #[serde(rename = "actorName")]
    pub actor_name: String,
    /// The operationId of the operation that made the change.
    pub action: String,
    /// Id of what was changed.
    pub subject: String,
    /// Name of a data product, unique in the service and never changed.
    pub product: String,
    /// Version of a whole data product.
    #[serde(
        rename = "versionBefore",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub version_before: Option<String>,
    /// Version of a whole data product.
    #[serde(
        rename = "versionAfter",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub version_after: Option<String>,
    /// The request that made it.
    #[serde(rename = "requestId")]
    pub request_id: String,
    /// Number of the event among those about the same data product, from 1.
    pub sequence: i64,
    /// SHA-256, in hexadecimal.
    #[serde(rename = "previousHash")]
    pub previous_hash: String,
    /// SHA-256, in hexadecimal.
    pub hash: String,
}

object_only!(AuditEvent);

impl Check for AuditEvent {
    fn is_valid(&self) -> bool {
        check::length(&self.id, 36, 36)
            && matches_format!("uuid", &self.id)
            && check::length(&self.at, 24, 27)
            && matches_format!("date-time", &self.at)
            && check::length(&self.actor_id, 1, 128)
            && check::length(&self.actor_name, 0, 256)
            && check::length(&self.action, 1, 64)
            && matches_pattern!("^[a-zA-Z]+$", &self.action)
            && check::length(&self.subject, 1, 256)
            && check::length(&self.product, 1, 64)
            && matches_pattern!("^[a-z0-9_]+$", &self.product)
            && self.version_before.as_ref().is_none_or(|v| {
                check::length(v, 4, 21) && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", v)
            })
            && self.version_after.as_ref().is_none_or(|v| {
                check::length(v, 4, 21) && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", v)
            })
            && check::length(&self.request_id, 1, 128)
            && (0..=9007199254740991).contains(&self.sequence)
            && check::length(&self.previous_hash, 64, 64)
            && matches_pattern!("^[0-9a-f]+$", &self.previous_hash)
            && check::length(&self.hash, 64, 64)
            && matches_pattern!("^[0-9a-f]+$", &self.hash)
    }
}

/// One page of events, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct AuditEventPage {
    /// The events, the newest first.
    pub items: Vec<AuditEvent>,
    /// An opaque position in a list.
    #[serde(
        rename = "nextCursor",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_cursor: Option<String>,
}

object_only!(AuditEventPage);

impl Check for AuditEventPage {
    fn is_valid(&self) -> bool {
        self.items.len() <= 500
            && self.items.iter().all(|v| v.is_valid())
            && self
                .next_cursor
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v))
    }
}

/// Whom a change breaks, those who write by the old schema (BACKWARD) or those who read by it (FORWARD).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BrokenDirection {
    /// `BACKWARD`
    Backward,
    /// `FORWARD`
    Forward,
}

words!(BrokenDirection {
    Backward = "BACKWARD",
    Forward = "FORWARD",
});

/// Outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckResult {
    /// `pass`
    Pass,
    /// `fail`
    Fail,
}

words!(CheckResult {
    Pass = "pass",
    Fail = "fail",
});

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Column {
    /// Name of a column.
    pub name: String,
    /// Type of a column: `tinyint`, `smallint`, `int`, `bigint`, `float`, `double`, `decimal(p,s)` with p up to 38,
    /// `char(n)`, `varchar`, `varchar(n)`, `string`, `boolean`, `date` or `timestamp`.
    #[serde(rename = "type")]
    pub type_: String,
    /// What the column means.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether a row may leave the value out.
    #[serde(default = "Column::default_nullable")]
    pub nullable: bool,
    /// Unit of measurement of the values.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The only values allowed, for text and whole numbers.
    #[serde(
        rename = "enum",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub enum_: Option<Vec<String>>,
    /// Smallest number allowed, inclusive.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    /// Largest number allowed, inclusive.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    /// Regular expression that a text must match somewhere.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Most characters of a text.
    #[serde(
        rename = "maxLength",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub max_length: Option<i32>,
    /// Whether no two rows may hold the same value.
    #[serde(default)]
    pub unique: bool,
    /// Whether the value says something about a person.
    #[serde(rename = "personalData", default)]
    pub personal_data: bool,
}

object_only!(Column);

impl Column {
    fn default_nullable() -> bool {
        true
    }
}

impl Check for Column {
    fn is_valid(&self) -> bool {
        check::length(&self.name, 1, 63)
            && matches_pattern!("^[a-z][a-z0-9_]*$", &self.name)
            && check::length(&self.type_, 3, 16)
            && matches_pattern!("^[a-z]{3,9}(\\([0-9]{1,5}(,[0-9]{1,2})?\\))?$", &self.type_)
            && self.description.as_ref().is_none_or(|v| check::length(v, 1, 1000))
            && self.unit.as_ref().is_none_or(|v| check::length(v, 1, 32))
            && self.enum_.as_ref().is_none_or(|v| {
                (1..=500).contains(&v.len()) && check::unique(v) && v.iter().all(|v| check::length(v, 1, 256))
            })
            && self
                .minimum
                .as_ref()
                .is_none_or(|v| (-1.7976931348623157e308..=1.7976931348623157e308).contains(v))
            && self
                .maximum
                .as_ref()
                .is_none_or(|v| (-1.7976931348623157e308..=1.7976931348623157e308).contains(v))
            && self.pattern.as_ref().is_none_or(|v| check::length(v, 1, 500))
            && self.max_length.as_ref().is_none_or(|v| (1..=65535).contains(v))
    }
}

/// In which direction a change is compatible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompatibilityDirection {
    /// `NONE`
    None,
    /// `BACKWARD`
    Backward,
    /// `FORWARD`
    Forward,
    /// `FULL`
    Full,
}

words!(CompatibilityDirection {
    None = "NONE",
    Backward = "BACKWARD",
    Forward = "FORWARD",
    Full = "FULL",
});

/// One rule that a change breaks, and the smallest fix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct CompatibilityFinding {
    /// Version of a whole data product.
    pub version: String,
    /// Name of the table.
    pub table: String,
    /// Name of the column.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Where it is, a JSON pointer into the definition of the table; into the old one for what was removed.
    pub pointer: String,
    /// The rule.
    pub rule: String,
    /// Whom it breaks.
    pub breaks: Vec<BrokenDirection>,
    /// What changed and why that breaks the rule.
    pub message: String,
    /// The smallest change that would be compatible.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

object_only!(CompatibilityFinding);

impl Check for CompatibilityFinding {
    fn is_valid(&self) -> bool {
        check::length(&self.version, 4, 21)
            && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", &self.version)
            && check::length(&self.table, 1, 64)
            && self.column.as_ref().is_none_or(|v| check::length(v, 1, 63))
            && check::length(&self.pointer, 0, 1024)
            && check::length(&self.rule, 1, 64)
            && (1..=2).contains(&self.breaks.len())
            && check::unique(&self.breaks)
            && check::length(&self.message, 1, 2000)
            && self.fix.as_ref().is_none_or(|v| check::length(v, 1, 2000))
    }
}

/// What a change of a schema must satisfy. BACKWARD: every row valid under the old schema is valid under the new
/// one, so that those who write by the old one still may. FORWARD: those who read by the old schema can read what
/// is written by the new one. FULL is both, NONE neither; the TRANSITIVE forms compare with every earlier version,
/// the others with the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompatibilityMode {
    /// `NONE`
    None,
    /// `BACKWARD`
    Backward,
    /// `FORWARD`
    Forward,
    /// `FULL`
    Full,
    /// `BACKWARD_TRANSITIVE`
    BackwardTransitive,
    /// `FORWARD_TRANSITIVE`
    ForwardTransitive,
    /// `FULL_TRANSITIVE`
    FullTransitive,
}

words!(CompatibilityMode {
    None = "NONE",
    Backward = "BACKWARD",
    Forward = "FORWARD",
    Full = "FULL",
    BackwardTransitive = "BACKWARD_TRANSITIVE",
    ForwardTransitive = "FORWARD_TRANSITIVE",
    FullTransitive = "FULL_TRANSITIVE",
});

/// Whether a change satisfies the compatibility mode, and what it leads to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct CompatibilityVerdict {
    /// Whether the mode allows the change.
    pub compatible: bool,
    /// What a change of a schema must satisfy. BACKWARD: every row valid under the old schema is valid under the new
    /// one, so that those who write by the old one still may. FORWARD: those who read by the old schema can read what
    /// is written by the new one. FULL is both, NONE neither; the TRANSITIVE forms compare with every earlier version,
    /// the others with the latest.
    pub mode: CompatibilityMode,
    /// In which direction a change is compatible.
    pub direction: CompatibilityDirection,
    /// The version that a change leads to, the same, the next minor or the next major.
    pub change: VersionStep,
    /// Version of a whole data product.
    pub version: String,
    /// The versions that the change was compared with, the newest last.
    #[serde(rename = "comparedWith")]
    pub compared_with: Vec<String>,
    /// Every rule that is broken in either direction, whatever the mode; at most 1,000.
    pub findings: Vec<CompatibilityFinding>,
}

object_only!(CompatibilityVerdict);

impl Check for CompatibilityVerdict {
    fn is_valid(&self) -> bool {
        check::length(&self.version, 4, 21)
            && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", &self.version)
            && self.compared_with.len() <= 1000
            && self.compared_with.iter().all(|v| {
                check::length(v, 4, 21) && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", v)
            })
            && self.findings.len() <= 1000
            && self.findings.iter().all(|v| v.is_valid())
    }
}

/// One page of uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ConsumerPage {
    /// The uses.
    pub items: Vec<ConsumerUse>,
    /// An opaque position in a list.
    #[serde(
        rename = "nextCursor",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_cursor: Option<String>,
}

object_only!(ConsumerPage);

impl Check for ConsumerPage {
    fn is_valid(&self) -> bool {
        self.items.len() <= 500
            && self.items.iter().all(|v| v.is_valid())
            && self
                .next_cursor
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v))
    }
}

/// What one caller did with one version, and when last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ConsumerUse {
    /// Id of the caller.
    #[serde(rename = "callerId")]
    pub caller_id: String,
    /// Name of the caller.
    #[serde(rename = "callerName")]
    pub caller_name: String,
    /// Version of a whole data product.
    pub version: String,
    /// When it last read the product, a schema or rows.
    #[serde(
        rename = "lastReadAt",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_read_at: Option<String>,
    /// When it last pushed rows.
    #[serde(
        rename = "lastWroteAt",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_wrote_at: Option<String>,
}

object_only!(ConsumerUse);

impl Check for ConsumerUse {
    fn is_valid(&self) -> bool {
        check::length(&self.caller_id, 1, 128)
            && check::length(&self.caller_name, 0, 256)
            && check::length(&self.version, 4, 21)
            && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", &self.version)
            && self
                .last_read_at
                .as_ref()
                .is_none_or(|v| check::length(v, 24, 27) && matches_format!("date-time", v))
            && self
                .last_wrote_at
                .as_ref()
                .is_none_or(|v| check::length(v, 24, 27) && matches_format!("date-time", v))
    }
}

/// One version of a data product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct DataProduct {
    /// Id of a data product, or of one version of it.
    pub id: String,
    /// Name of a data product, unique in the service and never changed.
    pub name: String,
    /// Version of a whole data product.
    pub version: String,
    /// Where a version is in its life. Drafts are seen by their owner and stewards only; a deprecated version still
    /// works and says when it ends; a retired one answers 410.
    pub status: DataProductStatus,
    /// Since when the version is deprecated.
    #[serde(
        rename = "deprecatedAt",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub deprecated_at: Option<String>,
    /// When a deprecated version ends.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// What a change of a schema must satisfy. BACKWARD: every row valid under the old schema is valid under the new
    /// one, so that those who write by the old one still may. FORWARD: those who read by the old schema can read what
    /// is written by the new one. FULL is both, NONE neither; the TRANSITIVE forms compare with every earlier version,
    /// the others with the latest.
    #[serde(rename = "compatibilityMode")]
    pub compatibility_mode: CompatibilityMode,
    /// What the data is, for people who look for it.
    pub description: String,
    /// The part of the organisation or of the world that the data belongs to.
    pub domain: String,
    /// A person or team, best by e-mail address.
    #[serde(rename = "dataProductOwner")]
    pub data_product_owner: String,
    /// How a person or team is shown.
    #[serde(
        rename = "dataProductOwnerDisplayName",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_owner_display_name: Option<String>,
    /// A person or team, best by e-mail address.
    #[serde(
        rename = "dataProductMaintainer",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_maintainer: Option<String>,
    /// How a person or team is shown.
    #[serde(
        rename = "dataProductMaintainerDisplayName",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_maintainer_display_name: Option<String>,
    /// An e-mail address.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Days that the data is to be kept; kept without end when left out.
    #[serde(
        rename = "retentionPeriod",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub retention_period: Option<i32>,
    /// Whether a data protection impact assessment is required.
    #[serde(rename = "dpiaRequired")]
    pub dpia_required: bool,
    /// Where the data protection impact assessment is kept.
    #[serde(
        rename = "dpiaLocation",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub dpia_location: Option<String>,
    /// Free words about the product, name to value.
    pub tags: Map<String>,
    /// The tables of this version, by name.
    pub schemas: Vec<TableSchemaReference>,
    /// A moment, RFC 3339 in UTC with milliseconds.
    #[serde(rename = "createdAt")]
    pub created_at: String,
    /// A moment, RFC 3339 in UTC with milliseconds.
    #[serde(rename = "updatedAt")]
    pub updated_at: String,
    /// What is missing before the draft can be published, at most 100 of them.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<Fault>>,
    /// Whether a change satisfies the compatibility mode, and what it leads to.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub verdict: Option<CompatibilityVerdict>,
    /// JSON pointers to what a data contract says and Granary does not keep, at most 1,000 of them.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub ignored: Option<Vec<String>>,
}

object_only!(DataProduct);

impl Check for DataProduct {
    fn is_valid(&self) -> bool {
        check::length(&self.id, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", &self.id)
            && check::length(&self.name, 1, 64)
            && matches_pattern!("^[a-z0-9_]+$", &self.name)
            && check::length(&self.version, 4, 21)
            && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", &self.version)
            && self
                .deprecated_at
                .as_ref()
                .is_none_or(|v| check::length(v, 24, 27) && matches_format!("date-time", v))
            && self
                .sunset
                .as_ref()
                .is_none_or(|v| check::length(v, 24, 27) && matches_format!("date-time", v))
            && self.successor.as_ref().is_none_or(|v| {
                check::length(v, 4, 96)
                    && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
            })
            && check::length(&self.description, 1, 4000)
            && check::length(&self.domain, 1, 128)
            && check::length(&self.data_product_owner, 1, 254)
            && self.data_product_owner_display_name.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.data_product_maintainer.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.data_product_maintainer_display_name.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.email.as_ref().is_none_or(|v| check::length(v, 3, 254) && check::email(v))
            && self.retention_period.as_ref().is_none_or(|v| (1..=36500).contains(v))
            && self.dpia_location.as_ref().is_none_or(|v| check::length(v, 1, 2048))
            && self.tags.len() <= 50
            && self.tags.values().all(|v| check::length(v, 0, 256))
            && self.schemas.len() <= 500
            && self.schemas.iter().all(|v| v.is_valid())
            && check::length(&self.created_at, 24, 27)
            && matches_format!("date-time", &self.created_at)
            && check::length(&self.updated_at, 24, 27)
            && matches_format!("date-time", &self.updated_at)
            && self.warnings.as_ref().is_none_or(|v| v.len() <= 100 && v.iter().all(|v| v.is_valid()))
            && self.verdict.as_ref().is_none_or(|v| v.is_valid())
            && self
                .ignored
                .as_ref()
                .is_none_or(|v| v.len() <= 1000 && v.iter().all(|v| check::length(v, 0, 1024)))
    }
}

/// A data product to register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct DataProductCreate {
    /// Name of a data product, unique in the service and never changed.
    pub name: String,
    /// What the data is, for people who look for it.
    pub description: String,
    /// The part of the organisation or of the world that the data belongs to.
    pub domain: String,
    /// A person or team, best by e-mail address.
    #[serde(rename = "dataProductOwner")]
    pub data_product_owner: String,
    /// How a person or team is shown.
    #[serde(
        rename = "dataProductOwnerDisplayName",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_owner_display_name: Option<String>,
    /// A person or team, best by e-mail address.
    #[serde(
        rename = "dataProductMaintainer",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_maintainer: Option<String>,
    /// How a person or team is shown.
    #[serde(
        rename = "dataProductMaintainerDisplayName",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_maintainer_display_name: Option<String>,
    /// An e-mail address.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where a version is in its life. Drafts are seen by their owner and stewards only; a deprecated version still
    /// works and says when it ends; a retired one answers 410.
    #[serde(default = "DataProductCreate::default_status")]
    pub status: DataProductStatus,
    /// What a change of a schema must satisfy. BACKWARD: every row valid under the old schema is valid under the new
    /// one, so that those who write by the old one still may. FORWARD: those who read by the old schema can read what
    /// is written by the new one. FULL is both, NONE neither; the TRANSITIVE forms compare with every earlier version,
    /// the others with the latest.
    #[serde(
        rename = "compatibilityMode",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_mode: Option<CompatibilityMode>,
    /// Days that the data is to be kept; kept without end when left out.
    #[serde(
        rename = "retentionPeriod",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub retention_period: Option<i32>,
    /// Whether a data protection impact assessment is required.
    #[serde(rename = "dpiaRequired", default)]
    pub dpia_required: bool,
    /// Where the data protection impact assessment is kept.
    #[serde(
        rename = "dpiaLocation",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub dpia_location: Option<String>,
    /// Free words about the product, name to value.
    #[serde(default)]
    pub tags: Map<String>,
}

object_only!(DataProductCreate);

impl DataProductCreate {
    fn default_status() -> DataProductStatus {
        DataProductStatus::Draft
    }
}

impl Check for DataProductCreate {
    fn is_valid(&self) -> bool {
        check::length(&self.name, 1, 64)
            && matches_pattern!("^[a-z0-9_]+$", &self.name)
            && check::length(&self.description, 1, 4000)
            && check::length(&self.domain, 1, 128)
            && check::length(&self.data_product_owner, 1, 254)
            && self.data_product_owner_display_name.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.data_product_maintainer.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.data_product_maintainer_display_name.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.email.as_ref().is_none_or(|v| check::length(v, 3, 254) && check::email(v))
            && self.retention_period.as_ref().is_none_or(|v| (1..=36500).contains(v))
            && self.dpia_location.as_ref().is_none_or(|v| check::length(v, 1, 2048))
            && self.tags.len() <= 50
            && self.tags.values().all(|v| check::length(v, 0, 256))
    }
}

/// One page of data products.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct DataProductPage {
    /// The data products, in the order asked for.
    pub items: Vec<DataProduct>,
    /// An opaque position in a list.
    #[serde(
        rename = "nextCursor",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_cursor: Option<String>,
    /// What was asked to be counted.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub facets: Option<Vec<Facet>>,
}

object_only!(DataProductPage);

impl Check for DataProductPage {
    fn is_valid(&self) -> bool {
        self.items.len() <= 500
            && self.items.iter().all(|v| v.is_valid())
            && self
                .next_cursor
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v))
            && self.facets.as_ref().is_none_or(|v| v.len() <= 4 && v.iter().all(|v| v.is_valid()))
    }
}

/// The whole new description of a data product; the name cannot change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct DataProductReplace {
    /// What the data is, for people who look for it.
    pub description: String,
    /// The part of the organisation or of the world that the data belongs to.
    pub domain: String,
    /// A person or team, best by e-mail address.
    #[serde(rename = "dataProductOwner")]
    pub data_product_owner: String,
    /// How a person or team is shown.
    #[serde(
        rename = "dataProductOwnerDisplayName",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_owner_display_name: Option<String>,
    /// A person or team, best by e-mail address.
    #[serde(
        rename = "dataProductMaintainer",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_maintainer: Option<String>,
    /// How a person or team is shown.
    #[serde(
        rename = "dataProductMaintainerDisplayName",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_product_maintainer_display_name: Option<String>,
    /// An e-mail address.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where a version is in its life. Drafts are seen by their owner and stewards only; a deprecated version still
    /// works and says when it ends; a retired one answers 410.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub status: Option<DataProductStatus>,
    /// What a change of a schema must satisfy. BACKWARD: every row valid under the old schema is valid under the new
    /// one, so that those who write by the old one still may. FORWARD: those who read by the old schema can read what
    /// is written by the new one. FULL is both, NONE neither; the TRANSITIVE forms compare with every earlier version,
    /// the others with the latest.
    #[serde(
        rename = "compatibilityMode",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_mode: Option<CompatibilityMode>,
    /// Days that the data is to be kept; kept without end when left out.
    #[serde(
        rename = "retentionPeriod",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub retention_period: Option<i32>,
    /// Whether a data protection impact assessment is required.
    #[serde(rename = "dpiaRequired", default)]
    pub dpia_required: bool,
    /// Where the data protection impact assessment is kept.
    #[serde(
        rename = "dpiaLocation",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub dpia_location: Option<String>,
    /// Free words about the product, name to value.
    #[serde(default)]
    pub tags: Map<String>,
}

object_only!(DataProductReplace);

impl Check for DataProductReplace {
    fn is_valid(&self) -> bool {
        check::length(&self.description, 1, 4000)
            && check::length(&self.domain, 1, 128)
            && check::length(&self.data_product_owner, 1, 254)
            && self.data_product_owner_display_name.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.data_product_maintainer.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.data_product_maintainer_display_name.as_ref().is_none_or(|v| check::length(v, 1, 254))
            && self.email.as_ref().is_none_or(|v| check::length(v, 3, 254) && check::email(v))
            && self.retention_period.as_ref().is_none_or(|v| (1..=36500).contains(v))
            && self.dpia_location.as_ref().is_none_or(|v| check::length(v, 1, 2048))
            && self.tags.len() <= 50
            && self.tags.values().all(|v| check::length(v, 0, 256))
    }
}

/// An order of data products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataProductSort {
    /// `name`
    Name,
    /// `-name`
    MinusName,
    /// `createdAt`
    CreatedAt,
    /// `-createdAt`
    MinusCreatedAt,
    /// `updatedAt`
    UpdatedAt,
    /// `-updatedAt`
    MinusUpdatedAt,
}

words!(DataProductSort {
    Name = "name",
    MinusName = "-name",
    CreatedAt = "createdAt",
    MinusCreatedAt = "-createdAt",
    UpdatedAt = "updatedAt",
    MinusUpdatedAt = "-updatedAt",
});

/// Where a version is in its life. Drafts are seen by their owner and stewards only; a deprecated version still
/// works and says when it ends; a retired one answers 410.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataProductStatus {
    /// `draft`
    Draft,
    /// `published`
    Published,
    /// `deprecated`
    Deprecated,
    /// `retired`
    Retired,
}

words!(DataProductStatus {
    Draft = "draft",
    Published = "published",
    Deprecated = "deprecated",
    Retired = "retired",
});

/// How many callers used any data product on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct DayActivity {
    /// A day in UTC.
    pub day: String,
    /// Callers that read or wrote anything.
    #[serde(rename = "activeConsumers")]
    pub active_consumers: i64,
}

object_only!(DayActivity);

impl Check for DayActivity {
    fn is_valid(&self) -> bool {
        check::length(&self.day, 10, 10)
            && matches_format!("date", &self.day)
            && (0..=9007199254740991).contains(&self.active_consumers)
    }
}

/// A domain, and how many published data products are in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Domain {
    /// The part of the organisation or of the world that the data belongs to.
    pub name: String,
    /// Published data products in it.
    pub products: i64,
}

object_only!(Domain);

impl Check for Domain {
    fn is_valid(&self) -> bool {
        check::length(&self.name, 1, 128) && (0..=9007199254740991).contains(&self.products)
    }
}

/// One page of domains, by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct DomainPage {
    /// The domains, by name.
    pub items: Vec<Domain>,
    /// An opaque position in a list.
    #[serde(
        rename = "nextCursor",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_cursor: Option<String>,
}

object_only!(DomainPage);

impl Check for DomainPage {
    fn is_valid(&self) -> bool {
        self.items.len() <= 500
            && self.items.iter().all(|v| v.is_valid())
            && self
                .next_cursor
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v))
    }
}

/// The most frequent values of one facet among what was found, at most 50. The numbers are exact for up to 2,000
/// found products, and for any number where nothing is asked for, or a status alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Facet {
    /// What data products can be counted by.
    pub name: FacetName,
    /// Whether the numbers are estimated from a sample of 2,000 products. Values that are rare may then be missing.
    pub estimated: bool,
    /// The values, the most frequent first.
    pub values: Vec<FacetValue>,
}

object_only!(Facet);

impl Check for Facet {
    fn is_valid(&self) -> bool {
        self.values.len() <= 50 && self.values.iter().all(|v| v.is_valid())
    }
}

/// What data products can be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FacetName {
    /// `domain`
    Domain,
    /// `status`
    Status,
    /// `tag`
    Tag,
    /// `owner`
    Owner,
}

words!(FacetName {
    Domain = "domain",
    Status = "status",
    Tag = "tag",
    Owner = "owner",
});

/// One value, and how many of the found data products have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// Data products that have it.
    pub products: i64,
}

object_only!(FacetValue);

impl Check for FacetValue {
    fn is_valid(&self) -> bool {
        check::length(&self.value, 0, 385) && (0..=9007199254740991).contains(&self.products)
    }
}

/// One violation in a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Fault {
    /// Where it is, a JSON pointer below `/path`, `/query`, `/header` or `/body`.
    pub pointer: String,
    /// The rule that was broken, a JSON Schema keyword or a rule of Granary.
    pub rule: String,
    /// What the rule asks for.
    pub message: String,
}

object_only!(Fault);

impl Check for Fault {
    fn is_valid(&self) -> bool {
        check::length(&self.pointer, 0, 4096)
            && check::length(&self.rule, 1, 64)
            && check::length(&self.message, 1, 2000)
    }
}

/// Outcome of every check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Health {
    /// Outcome of a check.
    pub status: CheckResult,
    /// The checks.
    pub checks: HealthChecks,
}

object_only!(Health);

impl Check for Health {
    fn is_valid(&self) -> bool {
        self.checks.is_valid()
    }
}

/// The checks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct HealthChecks {
    /// Outcome of a check.
    pub database: CheckResult,
    /// Outcome of a check.
    pub migrations: CheckResult,
}

object_only!(HealthChecks);

impl Check for HealthChecks {
    fn is_valid(&self) -> bool {
        true
    }
}

/// Where a version is to be in its life. `sunset` and `successor` go with `deprecated` only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct LifecycleChange {
    /// Where a version is in its life. Drafts are seen by their owner and stewards only; a deprecated version still
    /// works and says when it ends; a retired one answers 410.
    pub status: DataProductStatus,
    /// When the version ends, RFC 3339; required to deprecate.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
    /// What to use instead; it must exist.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

object_only!(LifecycleChange);

impl Check for LifecycleChange {
    fn is_valid(&self) -> bool {
        self.sunset.as_ref().is_none_or(|v| check::length(v, 20, 40) && matches_format!("date-time", v))
            && self.successor.as_ref().is_none_or(|v| {
                check::length(v, 4, 96)
                    && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
            })
    }
}

/// An error (RFC 9457).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Problem {
    /// The stable code of the cause, listed in `api-spec/README.md`.
    #[serde(rename = "type")]
    pub type_: String,
    /// The cause in words.
    pub title: String,
    /// The HTTP status.
    pub status: i32,
    /// More about this case, and what to do.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The path of the request.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Leads to this request in the log of the service.
    #[serde(
        rename = "requestId",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub request_id: Option<String>,
    /// Every violation, at most 100 of them.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<Fault>>,
    /// Whether a change satisfies the compatibility mode, and what it leads to.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub verdict: Option<CompatibilityVerdict>,
}

object_only!(Problem);

impl Check for Problem {
    fn is_valid(&self) -> bool {
        check::length(&self.type_, 1, 64)
            && matches_pattern!("^[a-z0-9-]+$", &self.type_)
            && check::length(&self.title, 1, 200)
            && (400..=599).contains(&self.status)
            && self.detail.as_ref().is_none_or(|v| check::length(v, 1, 2000))
            && self.instance.as_ref().is_none_or(|v| check::length(v, 0, 4096))
            && self.request_id.as_ref().is_none_or(|v| check::length(v, 1, 64))
            && self.errors.as_ref().is_none_or(|v| v.len() <= 100 && v.iter().all(|v| v.is_valid()))
            && self.verdict.as_ref().is_none_or(|v| v.is_valid())
    }
}

/// How many data products of a domain have a status, in their latest version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ProductCount {
    /// The part of the organisation or of the world that the data belongs to.
    pub domain: String,
    /// Where a version is in its life. Drafts are seen by their owner and stewards only; a deprecated version still
    /// works and says when it ends; a retired one answers 410.
    pub status: DataProductStatus,
    /// Data products.
    pub products: i64,
}

object_only!(ProductCount);

impl Check for ProductCount {
    fn is_valid(&self) -> bool {
        check::length(&self.domain, 1, 128) && (0..=9007199254740991).contains(&self.products)
    }
}

/// What became of the rows of one request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Receipt {
    /// Id of the rows of one ingest request.
    #[serde(rename = "batchId")]
    pub batch_id: String,
    /// Rows stored.
    pub accepted: i64,
    /// Rows refused.
    pub rejected: i64,
    /// The bad rows, at most 100 of them.
    pub errors: Vec<RowFault>,
}

object_only!(Receipt);

impl Check for Receipt {
    fn is_valid(&self) -> bool {
        check::length(&self.batch_id, 36, 36)
            && matches_format!("uuid", &self.batch_id)
            && (0..=9007199254740991).contains(&self.accepted)
            && (0..=9007199254740991).contains(&self.rejected)
            && self.errors.len() <= 100
            && self.errors.iter().all(|v| v.is_valid())
    }
}

/// Why a row was refused; the value itself is never repeated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct RowFault {
    /// Position of the row in the request, from 1; 0 is the header of a CSV file.
    pub row: i64,
    /// Line on which the row starts, from 1, for CSV and NDJSON.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub line: Option<i64>,
    /// The column, or the header where there is no such column.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The rule that was broken.
    pub rule: String,
    /// What the rule asks for.
    pub message: String,
}

object_only!(RowFault);

impl Check for RowFault {
    fn is_valid(&self) -> bool {
        (0..=9007199254740991).contains(&self.row)
            && self.line.as_ref().is_none_or(|v| (1..=9007199254740991).contains(v))
            && self.column.as_ref().is_none_or(|v| check::length(v, 0, 256))
            && check::length(&self.rule, 1, 64)
            && check::length(&self.message, 1, 1000)
    }
}

/// Rows that were refused, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct RowsProblem {
    /// The stable code of the cause, listed in `api-spec/README.md`.
    #[serde(rename = "type")]
    pub type_: String,
    /// The cause in words.
    pub title: String,
    /// The HTTP status.
    pub status: i32,
    /// More about this case, and what to do.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The path of the request.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Leads to this request in the log of the service.
    #[serde(
        rename = "requestId",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub request_id: Option<String>,
    /// Rows stored, always 0.
    pub accepted: i64,
    /// Rows that are bad.
    pub rejected: i64,
    /// The bad rows, at most 100 of them.
    pub errors: Vec<RowFault>,
}

object_only!(RowsProblem);

impl Check for RowsProblem {
    fn is_valid(&self) -> bool {
        check::length(&self.type_, 1, 64)
            && matches_pattern!("^[a-z0-9-]+$", &self.type_)
            && check::length(&self.title, 1, 200)
            && (400..=599).contains(&self.status)
            && self.detail.as_ref().is_none_or(|v| check::length(v, 1, 2000))
            && self.instance.as_ref().is_none_or(|v| check::length(v, 0, 4096))
            && self.request_id.as_ref().is_none_or(|v| check::length(v, 1, 64))
            && (0..=0).contains(&self.accepted)
            && (0..=9007199254740991).contains(&self.rejected)
            && self.errors.len() <= 100
            && self.errors.iter().all(|v| v.is_valid())
    }
}

/// The process lives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Running {
    /// Always true.
    pub running: bool,
}

object_only!(Running);

impl Check for Running {
    fn is_valid(&self) -> bool {
        true
    }
}

/// A format that the schema of a table can be had in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SchemaFormatName {
    /// `json-schema`
    JsonSchema,
    /// `avro`
    Avro,
    /// `protobuf`
    Protobuf,
    /// `sql-postgres`
    SqlPostgres,
    /// `sql-sqlite`
    SqlSqlite,
    /// `markdown`
    Markdown,
}

words!(SchemaFormatName {
    JsonSchema = "json-schema",
    Avro = "avro",
    Protobuf = "protobuf",
    SqlPostgres = "sql-postgres",
    SqlSqlite = "sql-sqlite",
    Markdown = "markdown",
});

/// What is running.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ServiceVersion {
    /// Version of the service.
    pub version: String,
    /// Version of the contract.
    pub contract: String,
    /// Commit that it was built from, or `unknown`.
    pub build: String,
}

object_only!(ServiceVersion);

impl Check for ServiceVersion {
    fn is_valid(&self) -> bool {
        check::length(&self.version, 1, 32)
            && check::length(&self.contract, 1, 32)
            && check::length(&self.build, 1, 64)
    }
}

/// How much there is, and how much it is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Statistics {
    /// Data products by domain and status, at most 10,000 of them.
    pub products: Vec<ProductCount>,
    /// Callers by day, the newest first.
    pub activity: Vec<DayActivity>,
    /// Rows by day and table, the newest day first.
    pub items: Vec<TableActivity>,
    /// An opaque position in a list.
    #[serde(
        rename = "nextCursor",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_cursor: Option<String>,
}

object_only!(Statistics);

impl Check for Statistics {
    fn is_valid(&self) -> bool {
        self.products.len() <= 10000
            && self.products.iter().all(|v| v.is_valid())
            && self.activity.len() <= 400
            && self.activity.iter().all(|v| v.is_valid())
            && self.items.len() <= 500
            && self.items.iter().all(|v| v.is_valid())
            && self
                .next_cursor
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v))
    }
}

/// The rows of one table and day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct TableActivity {
    /// A day in UTC.
    pub day: String,
    /// Name of a data product, unique in the service and never changed.
    pub product: String,
    /// Name of the table.
    pub table: String,
    /// Rows stored.
    pub accepted: i64,
    /// Rows refused.
    pub rejected: i64,
}

object_only!(TableActivity);

impl Check for TableActivity {
    fn is_valid(&self) -> bool {
        check::length(&self.day, 10, 10)
            && matches_format!("date", &self.day)
            && check::length(&self.product, 1, 64)
            && matches_pattern!("^[a-z0-9_]+$", &self.product)
            && check::length(&self.table, 1, 64)
            && (0..=9007199254740991).contains(&self.accepted)
            && (0..=9007199254740991).contains(&self.rejected)
    }
}

/// A table in one version of its data product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct TableSchema {
    /// Id of a table, in the latest version or in one version of its data product.
    pub id: String,
    /// Version of a whole data product.
    pub version: String,
    /// What one row of the table is.
    #[serde(rename = "tableDescription")]
    pub table_description: String,
    /// The columns, in the order of the table.
    pub columns: Vec<Column>,
    /// The column that says when a row happened, of type `timestamp` or `date`, never null. Rows are read in its order.
    #[serde(
        rename = "timeColumn",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub time_column: Option<String>,
    /// The columns whose values together name one row.
    pub keys: Vec<String>,
    /// CSV header to column name.
    #[serde(rename = "columnMap")]
    pub column_map: Map<String>,
    /// A moment, RFC 3339 in UTC with milliseconds.
    #[serde(rename = "createdAt")]
    pub created_at: String,
    /// A moment, RFC 3339 in UTC with milliseconds.
    #[serde(rename = "updatedAt")]
    pub updated_at: String,
    /// What is missing before the draft can be published, at most 100 of them.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<Fault>>,
    /// Whether a change satisfies the compatibility mode, and what it leads to.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub verdict: Option<CompatibilityVerdict>,
}

object_only!(TableSchema);

impl Check for TableSchema {
    fn is_valid(&self) -> bool {
        check::length(&self.id, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                &self.id
            )
            && check::length(&self.version, 4, 21)
            && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", &self.version)
            && check::length(&self.table_description, 1, 4000)
            && (1..=400).contains(&self.columns.len())
            && self.columns.iter().all(|v| v.is_valid())
            && self
                .time_column
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
            && self.keys.len() <= 16
            && check::unique(&self.keys)
            && self.keys.iter().all(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
            && self.column_map.len() <= 500
            && self
                .column_map
                .values()
                .all(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
            && check::length(&self.created_at, 24, 27)
            && matches_format!("date-time", &self.created_at)
            && check::length(&self.updated_at, 24, 27)
            && matches_format!("date-time", &self.updated_at)
            && self.warnings.as_ref().is_none_or(|v| v.len() <= 100 && v.iter().all(|v| v.is_valid()))
            && self.verdict.as_ref().is_none_or(|v| v.is_valid())
    }
}

/// A table of a data product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct TableSchemaReference {
    /// Id of a table, in the latest version or in one version of its data product.
    pub id: String,
}

object_only!(TableSchemaReference);

impl Check for TableSchemaReference {
    fn is_valid(&self) -> bool {
        check::length(&self.id, 6, 160)
            && matches_pattern!(
                "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                &self.id
            )
    }
}

/// The definition of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct TableSchemaWrite {
    /// What one row of the table is.
    #[serde(rename = "tableDescription")]
    pub table_description: String,
    /// The columns, in the order of the table.
    pub columns: Vec<Column>,
    /// The column that says when a row happened, of type `timestamp` or `date`, never null. Rows are read in its order.
    #[serde(
        rename = "timeColumn",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub time_column: Option<String>,
    /// The columns whose values together name one row. They are never null, whatever their `nullable` says.
    #[serde(default)]
    pub keys: Vec<String>,
    /// CSV header to column name.
    #[serde(rename = "columnMap", default)]
    pub column_map: Map<String>,
}

object_only!(TableSchemaWrite);

impl Check for TableSchemaWrite {
    fn is_valid(&self) -> bool {
        check::length(&self.table_description, 1, 4000)
            && (1..=400).contains(&self.columns.len())
            && self.columns.iter().all(|v| v.is_valid())
            && self
                .time_column
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
            && self.keys.len() <= 16
            && check::unique(&self.keys)
            && self.keys.iter().all(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
            && self.column_map.len() <= 500
            && self
                .column_map
                .values()
                .all(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
    }
}

/// A tag, and how many published data products have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Tag {
    /// Name of the tag.
    pub name: String,
    /// Published data products that have it.
    pub products: i64,
}

object_only!(Tag);

impl Check for Tag {
    fn is_valid(&self) -> bool {
        check::length(&self.name, 0, 128) && (0..=9007199254740991).contains(&self.products)
    }
}

/// One page of tags, by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct TagPage {
    /// The tags, by name.
    pub items: Vec<Tag>,
    /// An opaque position in a list.
    #[serde(
        rename = "nextCursor",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_cursor: Option<String>,
}

object_only!(TagPage);

impl Check for TagPage {
    fn is_valid(&self) -> bool {
        self.items.len() <= 500
            && self.items.iter().all(|v| v.is_valid())
            && self
                .next_cursor
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v))
    }
}

/// One difference between two versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct VersionChange {
    /// Name of the table; without one, the difference is in the product itself.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// Name of the column.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Where it is, a JSON pointer into the newer definition; into the older one for what was removed.
    pub pointer: String,
    /// The kind of difference.
    pub rule: String,
    /// The version that a change leads to, the same, the next minor or the next major.
    pub change: VersionStep,
    /// Whom it breaks; nobody when empty.
    pub breaks: Vec<BrokenDirection>,
    /// The difference in words.
    pub message: String,
}

object_only!(VersionChange);

impl Check for VersionChange {
    fn is_valid(&self) -> bool {
        self.table.as_ref().is_none_or(|v| check::length(v, 1, 64))
            && self.column.as_ref().is_none_or(|v| check::length(v, 1, 63))
            && check::length(&self.pointer, 0, 1024)
            && check::length(&self.rule, 1, 64)
            && self.breaks.len() <= 2
            && check::unique(&self.breaks)
            && check::length(&self.message, 1, 2000)
    }
}

/// What changed between two versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct VersionComparison {
    /// Version of a whole data product.
    pub from: String,
    /// Version of a whole data product.
    pub to: String,
    /// The version that a change leads to, the same, the next minor or the next major.
    pub change: VersionStep,
    /// Whether any difference breaks someone.
    pub breaking: bool,
    /// The differences, by table and column, at most 10,000 of them.
    pub changes: Vec<VersionChange>,
}

object_only!(VersionComparison);

impl Check for VersionComparison {
    fn is_valid(&self) -> bool {
        check::length(&self.from, 4, 21)
            && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", &self.from)
            && check::length(&self.to, 4, 21)
            && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", &self.to)
            && self.changes.len() <= 10000
            && self.changes.iter().all(|v| v.is_valid())
    }
}

/// One page of versions, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct VersionPage {
    /// The versions, the newest first.
    pub items: Vec<VersionSummary>,
    /// An opaque position in a list.
    #[serde(
        rename = "nextCursor",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_cursor: Option<String>,
}

object_only!(VersionPage);

impl Check for VersionPage {
    fn is_valid(&self) -> bool {
        self.items.len() <= 500
            && self.items.iter().all(|v| v.is_valid())
            && self
                .next_cursor
                .as_ref()
                .is_none_or(|v| check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v))
    }
}

/// The version that a change leads to, the same, the next minor or the next major.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VersionStep {
    /// `none`
    None,
    /// `minor`
    Minor,
    /// `major`
    Major,
}

words!(VersionStep {
    None = "none",
    Minor = "minor",
    Major = "major",
});

/// One version of a data product, in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct VersionSummary {
    /// Id of a data product, or of one version of it.
    pub id: String,
    /// Version of a whole data product.
    pub version: String,
    /// Where a version is in its life. Drafts are seen by their owner and stewards only; a deprecated version still
    /// works and says when it ends; a retired one answers 410.
    pub status: DataProductStatus,
    /// Since when the version is deprecated.
    #[serde(
        rename = "deprecatedAt",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub deprecated_at: Option<String>,
    /// When a deprecated version ends.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
    /// What to use instead of a deprecated version.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// A moment, RFC 3339 in UTC with milliseconds.
    #[serde(rename = "createdAt")]
    pub created_at: String,
    /// A moment, RFC 3339 in UTC with milliseconds.
    #[serde(rename = "updatedAt")]
    pub updated_at: String,
}

object_only!(VersionSummary);

impl Check for VersionSummary {
    fn is_valid(&self) -> bool {
        check::length(&self.id, 4, 96)
            && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", &self.id)
            && check::length(&self.version, 4, 21)
            && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", &self.version)
            && self
                .deprecated_at
                .as_ref()
                .is_none_or(|v| check::length(v, 24, 27) && matches_format!("date-time", v))
            && self
                .sunset
                .as_ref()
                .is_none_or(|v| check::length(v, 24, 27) && matches_format!("date-time", v))
            && self.successor.as_ref().is_none_or(|v| {
                check::length(v, 4, 96)
                    && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
            })
            && check::length(&self.created_at, 24, 27)
            && matches_format!("date-time", &self.created_at)
            && check::length(&self.updated_at, 24, 27)
            && matches_format!("date-time", &self.updated_at)
    }
}
