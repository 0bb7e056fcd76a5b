// Generated from api-spec/openapi.yaml by `make generate`. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Monitoring.

#![allow(unused_imports)]

use std::collections::BTreeMap;
use std::sync::Arc;

use spec_runtime::check::{self, Check};
use spec_runtime::{matches_pattern, Answer, Body, ByteStream, Call, Place, Problem, Route};

use crate::{models, operations};

/// What answers the operations of this tag.
#[allow(async_fn_in_trait)]
pub trait MonitoringApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// This contract as JSON
    ///
    /// `GET /openapi.json`
    ///
    /// The same contract, as JSON.
    async fn get_contract_json(&self) -> Result<ByteStream, Self::Error>;

    /// This contract as YAML
    ///
    /// `GET /openapi.yaml`
    ///
    /// The contract, byte for byte as it is kept with the source.
    async fn get_contract_yaml(&self) -> Result<ByteStream, Self::Error>;

    /// Is the service healthy
    ///
    /// `GET /healthcheck`
    ///
    /// Asks the database and answers 200 when it is there and its migrations are current, 503 otherwise.
    async fn get_health(&self) -> Result<models::Health, Self::Error>;

    /// Is the process alive
    ///
    /// `GET /running`
    ///
    /// Answers as long as the process lives; asks nothing of the database.
    async fn get_running(&self) -> Result<models::Running, Self::Error>;

    /// What is running
    ///
    /// `GET /version`
    ///
    /// The version of the service and of the contract it serves.
    async fn get_version(&self) -> Result<models::ServiceVersion, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: MonitoringApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::GET_CONTRACT_JSON, move |call| {
                Box::pin(get_contract_json(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_CONTRACT_YAML, move |call| {
                Box::pin(get_contract_yaml(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_HEALTH, move |call| Box::pin(get_health(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_RUNNING, move |call| Box::pin(get_running(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_VERSION, move |call| Box::pin(get_version(api.clone(), call)))
        },
    ]
}

async fn get_contract_json<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    call.accept()?;
    let answer = api.get_contract_json().await.map_err(Into::into)?;
    Ok(Answer::stream(200, "application/json", answer))
}

async fn get_contract_yaml<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    call.accept()?;
    let answer = api.get_contract_yaml().await.map_err(Into::into)?;
    Ok(Answer::stream(200, "application/yaml", answer))
}

async fn get_health<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    call.accept()?;
    let answer = api.get_health().await.map_err(Into::into)?;
    Ok(Answer::json(200, "application/json", &answer))
}

async fn get_running<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    call.accept()?;
    let answer = api.get_running().await.map_err(Into::into)?;
    Ok(Answer::json(200, "application/json", &answer))
}

async fn get_version<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    call.accept()?;
    let answer = api.get_version().await.map_err(Into::into)?;
    Ok(Answer::json(200, "application/json", &answer))
}
