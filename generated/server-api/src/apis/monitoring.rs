// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Monitoring.

#![allow(unused_imports)]

use std::sync::Arc;

use spec_runtime::check::{self, Check};
use spec_runtime::{conforms, matches_format, matches_pattern};
use spec_runtime::{
    Answer, Body, ByteStream, Call, Json, Lines, Map, Once, Place, Problem, Reply, Route, Shape, Upload,
    Writer,
};

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

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::GET_CONTRACT_JSON, |mut call| {
            Box::pin(async move {
                get_contract_json_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_CONTRACT_YAML, |mut call| {
            Box::pin(async move {
                get_contract_yaml_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_HEALTH, |mut call| {
            Box::pin(async move {
                get_health_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_RUNNING, |mut call| {
            Box::pin(async move {
                get_running_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_VERSION, |mut call| {
            Box::pin(async move {
                get_version_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

async fn get_contract_json_input<C>(call: &mut Call<'_, C>) -> Result<(), Problem> {
    call.accept()
}

async fn get_contract_json<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    get_contract_json_input(&mut call).await?;
    let answer = api.get_contract_json().await.map_err(Into::into)?;
    Ok(get_contract_json_answer(call.reply(), answer))
}

fn get_contract_json_answer(reply: Reply, answer: ByteStream) -> Answer {
    reply.answer(200, "200").stream("application/json", answer)
}

async fn get_contract_yaml_input<C>(call: &mut Call<'_, C>) -> Result<(), Problem> {
    call.accept()
}

async fn get_contract_yaml<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    get_contract_yaml_input(&mut call).await?;
    let answer = api.get_contract_yaml().await.map_err(Into::into)?;
    Ok(get_contract_yaml_answer(call.reply(), answer))
}

fn get_contract_yaml_answer(reply: Reply, answer: ByteStream) -> Answer {
    reply.answer(200, "200").stream("application/yaml", answer)
}

async fn get_health_input<C>(call: &mut Call<'_, C>) -> Result<(), Problem> {
    call.accept()
}

async fn get_health<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    get_health_input(&mut call).await?;
    let answer = api.get_health().await.map_err(Into::into)?;
    Ok(get_health_answer(call.reply(), answer))
}

fn get_health_answer(reply: Reply, answer: models::Health) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::Health| v.is_valid())
}

async fn get_running_input<C>(call: &mut Call<'_, C>) -> Result<(), Problem> {
    call.accept()
}

async fn get_running<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    get_running_input(&mut call).await?;
    let answer = api.get_running().await.map_err(Into::into)?;
    Ok(get_running_answer(call.reply(), answer))
}

fn get_running_answer(reply: Reply, answer: models::Running) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::Running| v.is_valid())
}

async fn get_version_input<C>(call: &mut Call<'_, C>) -> Result<(), Problem> {
    call.accept()
}

async fn get_version<A: MonitoringApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    get_version_input(&mut call).await?;
    let answer = api.get_version().await.map_err(Into::into)?;
    Ok(get_version_answer(call.reply(), answer))
}

fn get_version_answer(reply: Reply, answer: models::ServiceVersion) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::ServiceVersion| v.is_valid())
}
