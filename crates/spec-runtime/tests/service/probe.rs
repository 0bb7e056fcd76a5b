//! A service of one operation, made for one test.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::test::TestRequest;
use actix_web::web::Bytes;
use serde::Serialize;
use serde_json::Value;
use spec_runtime::{
    Answer, Call, Contract, LeftOut, Operation, Options, Parameter, Problem, Route, Schemas, Service,
};

use crate::caller::{Caller, Names, Reply, Sending, options, send_to};
use crate::contract::SCHEMES;

pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Answer, Problem>> + 'a>>;

/// Serves one operation.
pub fn serve(
    operation: Operation,
    schemas: &'static str,
    handler: impl for<'a> Fn(Call<'a, Caller>) -> Answering<'a> + Send + Sync + 'static,
) -> Arc<Service<Names>> {
    serve_with(options(), &[], operation, schemas, handler)
}

/// Serves one operation beside some that are left out.
pub fn serve_with(
    options: Options,
    left_out: &'static [LeftOut],
    operation: Operation,
    schemas: &'static str,
    handler: impl for<'a> Fn(Call<'a, Caller>) -> Answering<'a> + Send + Sync + 'static,
) -> Arc<Service<Names>> {
    let operation: &'static Operation = Box::leak(Box::new(operation));
    let contract = Contract {
        title: "Probe",
        version: "1",
        operations: Box::leak(Box::new([operation])),
        schemes: SCHEMES,
        left_out,
        schemas: Box::leak(Box::new(Schemas::new(schemas))),
        document: "{}",
    };
    let service =
        Service::new(Box::leak(Box::new(contract)), Names, vec![Route::new(operation, handler)], options);
    let service = service.unwrap();
    service.compile_schemas().unwrap();
    service
}

pub async fn ask(service: &Arc<Service<Names>>, request: impl Into<Sending>) -> Reply {
    send_to(service, vec![request.into()]).await.remove(0)
}

/// Posts a body to `/probe`.
pub fn post(media_type: &str, body: impl Into<Bytes>) -> TestRequest {
    TestRequest::post().uri("/probe").insert_header(("content-type", media_type)).set_payload(body)
}

/// Answers what was found.
pub fn found<T: Serialize>(call: &Call<'_, Caller>, value: &T) -> Answer {
    call.reply().answer(200, "200").json("application/json", value, |_| true)
}

/// Answers every parameter as the JSON value it was read as, null when it was not sent.
pub async fn tell(mut call: Call<'_, Caller>, parameters: &[Parameter]) -> Result<Answer, Problem> {
    let mut read = serde_json::Map::new();
    for known in parameters {
        let value: Option<Option<Value>> = call.optional(known.place, known.name, |_| true);
        read.insert(known.name.to_owned(), value.flatten().unwrap_or_default());
    }
    call.accept()?;
    Ok(found(&call, &read))
}
