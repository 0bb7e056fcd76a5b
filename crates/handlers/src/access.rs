//! What the policy is asked for: permissions by name, and how a caller stands to a data product.

use auth::{Action, Caller, Object, Permission, Relation};
use domain::ids::Version;
use domain::lifecycle::Status;
use store::data_product_versions::DataProductVersion;
use store::data_products::DataProduct;

use crate::ApiError;

const fn permission(object: Object, action: Action) -> Permission {
    Permission { object, action }
}

pub const CREATE_PRODUCT: Permission = permission(Object::DataProduct, Action::Create);
pub const READ_PRODUCT: Permission = permission(Object::DataProduct, Action::Read);
pub const UPDATE_PRODUCT: Permission = permission(Object::DataProduct, Action::Update);
pub const PUBLISH_PRODUCT: Permission = permission(Object::DataProduct, Action::Publish);
pub const RETIRE_PRODUCT: Permission = permission(Object::DataProduct, Action::Retire);
pub const DELETE_PRODUCT: Permission = permission(Object::DataProduct, Action::Delete);
pub const DELETE_PUBLISHED_PRODUCT: Permission = permission(Object::DataProduct, Action::DeletePublished);
pub const CREATE_SCHEMA: Permission = permission(Object::Schema, Action::Create);
pub const READ_SCHEMA: Permission = permission(Object::Schema, Action::Read);
pub const UPDATE_SCHEMA: Permission = permission(Object::Schema, Action::Update);
pub const DELETE_SCHEMA: Permission = permission(Object::Schema, Action::Delete);
pub const INGEST_ROWS: Permission = permission(Object::Row, Action::Ingest);
pub const READ_ROWS: Permission = permission(Object::Row, Action::Read);
pub const READ_USAGE: Permission = permission(Object::Usage, Action::Read);
pub const READ_AUDIT: Permission = permission(Object::AuditEvent, Action::Read);
pub const READ_STATISTICS: Permission = permission(Object::Statistics, Action::Read);

/// How the caller stands to this version of a data product.
pub fn relation(caller: &Caller, product: &DataProduct, version: &DataProductVersion) -> Relation {
    if product.owner_id == caller.id {
        Relation::Own
    } else {
        match version.status.0 {
            Status::Published | Status::Deprecated | Status::Retired => Relation::Published,
            Status::Draft => Relation::Draft,
        }
    }
}

/// Refuses a write that names another version than the latest.
pub fn latest_only(named: Option<Version>, product: &DataProduct) -> Result<(), ApiError> {
    match named {
        Some(version) if version != product.latest() => Err(ApiError::NotLatestVersion(product.latest())),
        _ => Ok(()),
    }
}
