// Generated from crates/clinic/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Wards.

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
pub trait WardsApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// Find a bed by its place
    ///
    /// `GET /beds/{place}`
    async fn find_bed(&self, parameters: FindBedParameters) -> Result<models::Place, Self::Error>;

    /// Read wards by number
    ///
    /// `GET /wards/{numbers}`
    async fn list_wards(&self, parameters: ListWardsParameters) -> Result<Vec<models::Ward>, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: WardsApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::FIND_BED, move |call| Box::pin(find_bed(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::LIST_WARDS, move |call| Box::pin(list_wards(api.clone(), call)))
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::FIND_BED, |mut call| {
            Box::pin(async move {
                find_bed_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::LIST_WARDS, |mut call| {
            Box::pin(async move {
                list_wards_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

/// Parameters of `findBed`.
#[derive(Clone, Debug, PartialEq)]
pub struct FindBedParameters {
    /// `place`
    pub place: models::Place,
}

/// What `findBed` is given, once all of it is valid.
struct FindBedInput {
    parameters: FindBedParameters,
}

async fn find_bed_input<C>(call: &mut Call<'_, C>) -> Result<FindBedInput, Problem> {
    let place = call.required(Place::Path, "place", |v: &models::Place| v.is_valid());
    call.accept()?;
    let (Some(place),) = (place,) else {
        return Err(call.refusal());
    };
    Ok(FindBedInput { parameters: FindBedParameters { place } })
}

async fn find_bed<A: WardsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let input = find_bed_input(&mut call).await?;
    let answer = api.find_bed(input.parameters).await.map_err(Into::into)?;
    Ok(find_bed_answer(call.reply(), answer))
}

fn find_bed_answer(reply: Reply, answer: models::Place) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::Place| v.is_valid())
}

/// Parameters of `listWards`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListWardsParameters {
    /// `numbers`
    pub numbers: Vec<i64>,
}

/// What `listWards` is given, once all of it is valid.
struct ListWardsInput {
    parameters: ListWardsParameters,
}

async fn list_wards_input<C>(call: &mut Call<'_, C>) -> Result<ListWardsInput, Problem> {
    let numbers = call.required(Place::Path, "numbers", |v: &Vec<i64>| {
        (1..=3).contains(&v.len()) && v.iter().all(|v| (1..=9).contains(v))
    });
    call.accept()?;
    let (Some(numbers),) = (numbers,) else {
        return Err(call.refusal());
    };
    Ok(ListWardsInput { parameters: ListWardsParameters { numbers } })
}

async fn list_wards<A: WardsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let input = list_wards_input(&mut call).await?;
    let answer = api.list_wards(input.parameters).await.map_err(Into::into)?;
    Ok(list_wards_answer(call.reply(), answer))
}

fn list_wards_answer(reply: Reply, answer: Vec<models::Ward>) -> Answer {
    reply
        .answer(200, "200")
        .json("application/json", &answer, |v: &Vec<models::Ward>| v.iter().all(|v| v.is_valid()))
}
