//! What a producer says about a data product, apart from its name, status and tables.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The metadata of one version of a data product, in the form it is stored in. A change of it is a new version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    /// What the data is, for people who look for it.
    pub description: String,
    /// The part of the organisation or of the world that the data belongs to.
    pub domain: String,
    /// The person or team who answers for it.
    pub data_product_owner: String,
    /// How the owner is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_product_owner_display_name: Option<String>,
    /// The person or team who keeps it running.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_product_maintainer: Option<String>,
    /// How the maintainer is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_product_maintainer_display_name: Option<String>,
    /// Where to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Days that the data is to be kept; without end when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention_period: Option<i32>,
    /// Whether a data protection impact assessment is required.
    #[serde(default)]
    pub dpia_required: bool,
    /// Where that assessment is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpia_location: Option<String>,
    /// Free words, name to value.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
}
