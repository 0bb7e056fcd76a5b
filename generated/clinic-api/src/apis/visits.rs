// Generated from crates/clinic/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Visits.

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
pub trait VisitsApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// Add measurements
    ///
    /// `POST /visits/measurements`
    ///
    /// From instruments with a key, or from someone who is logged in at the desk.
    async fn add_measurements(
        &self,
        context: Self::Context,
        body: Lines<models::Measurement>,
    ) -> Result<Vec<models::Measurement>, Self::Error>;

    /// Book a visit
    ///
    /// `POST /visits`
    ///
    /// At the desk of the clinic only, by someone who is logged in there.
    async fn book_visit(
        &self,
        context: Self::Context,
        body: models::Booking,
    ) -> Result<models::Visit, Self::Error>;

    /// Close a visit
    ///
    /// `POST /visits/{visitId}/close`
    async fn close_visit(
        &self,
        context: Self::Context,
        parameters: CloseVisitParameters,
        body: Option<models::Outcome>,
    ) -> Result<models::Visit, Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: VisitsApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::ADD_MEASUREMENTS, move |call| {
                Box::pin(add_measurements(api.clone(), call))
            })
        },
        {
            let api = api.clone();
            Route::new(&operations::BOOK_VISIT, move |call| Box::pin(book_visit(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::CLOSE_VISIT, move |call| Box::pin(close_visit(api.clone(), call)))
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::ADD_MEASUREMENTS, |mut call| {
            Box::pin(async move {
                add_measurements_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::BOOK_VISIT, |mut call| {
            Box::pin(async move {
                book_visit_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::CLOSE_VISIT, |mut call| {
            Box::pin(async move {
                close_visit_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

/// What `addMeasurements` is given, once all of it is valid.
struct AddMeasurementsInput {
    body: Lines<models::Measurement>,
}

async fn add_measurements_input<C>(call: &mut Call<'_, C>) -> Result<AddMeasurementsInput, Problem> {
    let body = call
        .lines::<models::Measurement>("application/x-ndjson", |v: &models::Measurement| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(body),) = (body,) else {
        return Err(call.refusal());
    };
    Ok(AddMeasurementsInput { body })
}

async fn add_measurements<A: VisitsApi>(
    api: Arc<A>,
    mut call: Call<'_, A::Context>,
) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = add_measurements_input(&mut call).await?;
    let answer = api.add_measurements(context, input.body).await.map_err(Into::into)?;
    Ok(add_measurements_answer(call.reply(), answer))
}

fn add_measurements_answer(reply: Reply, answer: Vec<models::Measurement>) -> Answer {
    reply
        .answer(200, "200")
        .json("application/json", &answer, |v: &Vec<models::Measurement>| v.iter().all(|v| v.is_valid()))
}

/// What `bookVisit` is given, once all of it is valid.
struct BookVisitInput {
    body: models::Booking,
}

async fn book_visit_input<C>(call: &mut Call<'_, C>) -> Result<BookVisitInput, Problem> {
    let body = match call.sent() {
        Some("application/json") => {
            call.json::<models::Booking>("application/json", |v: &models::Booking| v.is_valid()).await?
        }
        Some("application/x-www-form-urlencoded") => {
            call.form::<models::Booking>("application/x-www-form-urlencoded", |v: &models::Booking| {
                v.is_valid()
            })
            .await?
        }
        Some("application/xml") => {
            call.xml::<models::Booking>("application/xml", |v: &models::Booking| v.is_valid()).await?
        }
        _ => None,
    };
    call.accept()?;
    let (Some(body),) = (body,) else {
        return Err(call.refusal());
    };
    Ok(BookVisitInput { body })
}

async fn book_visit<A: VisitsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = book_visit_input(&mut call).await?;
    let answer = api.book_visit(context, input.body).await.map_err(Into::into)?;
    Ok(book_visit_answer(call.reply(), answer))
}

fn book_visit_answer(reply: Reply, answer: models::Visit) -> Answer {
    let accepted = reply.accepted();
    reply.answer(201, "201").document(accepted, &answer, |v: &models::Visit| v.is_valid())
}

/// Parameters of `closeVisit`.
#[derive(Clone, Debug, PartialEq)]
pub struct CloseVisitParameters {
    /// `visitId`
    pub visit_id: i64,
}

/// What `closeVisit` is given, once all of it is valid.
struct CloseVisitInput {
    parameters: CloseVisitParameters,
    body: Option<models::Outcome>,
}

async fn close_visit_input<C>(call: &mut Call<'_, C>) -> Result<CloseVisitInput, Problem> {
    let visit_id = call.required(Place::Path, "visitId", |v: &i64| *v >= 1);
    let body = match call.sent() {
        Some(_) => call
            .json::<models::Outcome>("application/json", |v: &models::Outcome| v.is_valid())
            .await?
            .map(Some),
        None => Some(None),
    };
    call.accept()?;
    let (Some(visit_id), Some(body)) = (visit_id, body) else {
        return Err(call.refusal());
    };
    Ok(CloseVisitInput { parameters: CloseVisitParameters { visit_id }, body })
}

async fn close_visit<A: VisitsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = close_visit_input(&mut call).await?;
    let answer = api.close_visit(context, input.parameters, input.body).await.map_err(Into::into)?;
    Ok(close_visit_answer(call.reply(), answer))
}

fn close_visit_answer(reply: Reply, answer: models::Visit) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::Visit| v.is_valid())
}
