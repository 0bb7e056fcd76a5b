//! A service of the generated types that does nothing but accept bodies, and the schemas that they follow.

use std::time::Duration;

use actix_web::App;
use actix_web::rt::System;
use actix_web::test::{self, TestRequest};
use jsonschema::Validator;
use serde_json::Value;
use server_api::models::{DataProductCreate, DataProductReplace, TableSchemaWrite};
use server_api::spec_runtime::check::{self, Check};
use server_api::spec_runtime::{
    Answer, Authenticator, BodyLimits, Call, Contract, Operation, Options, Problem, Request, Route, Service,
};

static BODIES: Contract = Contract {
    title: "Bodies",
    version: "1",
    operations: &[&CREATE_PRODUCT, &REPLACE_PRODUCT, &CREATE_SCHEMA, &REPLACE_SCHEMA],
    schemas: server_api::CONTRACT.schemas,
    document: "{}",
};

const BODY: Operation = Operation {
    id: "",
    method: "POST",
    path: "",
    tag: "Bodies",
    security: &[],
    scopes: &[],
    permission: None,
    parameters: &[],
    consumes: &["application/json"],
    produces: &[],
    statuses: &[204, 400, 500],
    max_body_bytes: 64 << 20,
};

static CREATE_PRODUCT: Operation = Operation { id: "createDataProduct", path: "/createDataProduct", ..BODY };
static REPLACE_PRODUCT: Operation =
    Operation { id: "replaceDataProduct", path: "/replaceDataProduct", ..BODY };
static CREATE_SCHEMA: Operation = Operation { id: "createSchema", path: "/createSchema", ..BODY };
static REPLACE_SCHEMA: Operation = Operation { id: "replaceSchema", path: "/replaceSchema", ..BODY };

struct Anyone;

impl Authenticator for Anyone {
    type Context = ();

    fn schemes(&self) -> &'static [&'static str] {
        &[]
    }

    fn challenge(&self) -> &'static str {
        "None"
    }

    async fn authenticate(&self, _: &str, _: Request<'_>) -> Result<Option<()>, Problem> {
        Ok(None)
    }

    fn holds(&self, (): &(), _: &str) -> bool {
        false
    }
}

/// The schema of the body of an operation, compiled as the runtime compiles it.
pub fn schema_of(operation: &str) -> Validator {
    let all: Value = serde_json::from_str(BODIES.schemas).unwrap();
    let mut schema = all["bodies"][operation].clone();
    schema["$defs"] = all["$defs"].clone();
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_format("email", check::email)
        .build(&schema)
        .unwrap()
}

async fn take<T: serde::de::DeserializeOwned + Check>(mut call: Call<'_, ()>) -> Result<Answer, Problem> {
    let body = call.json::<T>().await?;
    call.accept()?;
    if body.is_some() { Ok(Answer::empty(204)) } else { Err(Problem::internal()) }
}

/// Hands over a function that says whether the service takes a body.
pub fn accepts(operation: &str, ask: impl FnOnce(&dyn Fn(&str) -> bool)) {
    let limits =
        BodyLimits { memory_bytes: 64 << 20, spool_dir: std::env::temp_dir(), idle: Duration::from_secs(5) };
    let routes = vec![
        Route::new(&CREATE_PRODUCT, |call| Box::pin(take::<DataProductCreate>(call))),
        Route::new(&REPLACE_PRODUCT, |call| Box::pin(take::<DataProductReplace>(call))),
        Route::new(&CREATE_SCHEMA, |call| Box::pin(take::<TableSchemaWrite>(call))),
        Route::new(&REPLACE_SCHEMA, |call| Box::pin(take::<TableSchemaWrite>(call))),
    ];
    let options = Options { limits, new_request_id: || "1".to_owned() };
    let service = Service::new(&BODIES, Anyone, routes, options).unwrap();
    let system = System::new();
    let app = system.block_on(test::init_service(App::new().configure(|app| service.mount(app))));
    ask(&|body| {
        let request = TestRequest::post()
            .uri(&format!("/{operation}"))
            .insert_header(("content-type", "application/json"))
            .set_payload(body.to_owned());
        let response = system.block_on(test::call_service(&app, request.to_request()));
        match response.status().as_u16() {
            204 => true,
            400 => false,
            status => panic!("answered {status}"),
        }
    });
}
