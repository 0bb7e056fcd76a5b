//! Operations of the tag Monitoring.

use auth::Caller;
use server_api::apis::monitoring::*;
use server_api::models::{CheckResult, Health, HealthChecks, Running, ServiceVersion};
use server_api::spec_runtime::ByteStream;
use server_api::{CONTRACT, models};
use store::{StoreError, migrations};

use crate::{ApiError, Handlers};

impl MonitoringApi for Handlers {
    type Context = Caller;
    type Error = ApiError;

    async fn get_running(&self) -> Result<Running, ApiError> {
        Ok(Running { running: true })
    }

    async fn get_health(&self) -> Result<models::Health, ApiError> {
        let pending = self.store.read(migrations::pending_on).await?;
        if !pending.is_empty() {
            let cause = format!("migrations are missing: {}", pending.join(", "));
            return Err(ApiError::Store(StoreError::Unavailable(cause.into())));
        }
        let checks = HealthChecks { database: CheckResult::Pass, migrations: CheckResult::Pass };
        Ok(Health { status: CheckResult::Pass, checks })
    }

    async fn get_version(&self) -> Result<ServiceVersion, ApiError> {
        Ok(ServiceVersion {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            contract: CONTRACT.version.to_owned(),
            build: option_env!("GRANARY_BUILD").unwrap_or("unknown").to_owned(),
        })
    }

    async fn get_contract_yaml(&self) -> Result<ByteStream, ApiError> {
        Ok(ByteStream::whole(self.contract_yaml))
    }

    async fn get_contract_json(&self) -> Result<ByteStream, ApiError> {
        Ok(ByteStream::whole(CONTRACT.document))
    }
}
