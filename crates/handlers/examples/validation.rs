//! What validation costs: the same operation four times, for `scripts/bench_validation.sh` to send requests to.
//! Prints a port for each, and first how generated checks compare with the `jsonschema` crate on the same body.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::{Value, json};
use server_api::models::{DataProduct, DataProductCreate};
use server_api::spec_runtime::check::Check;
use server_api::spec_runtime::mock::AnyCredential;
use server_api::spec_runtime::{
    AnswerChecks, BodyLimits, Contract, Operation, Options, RequestBody, Response, Route, Service, Status,
};

static CONTRACT: Contract = Contract { operations: &[&CREATE], ..server_api::CONTRACT };

static CREATE: Operation = Operation {
    id: "createDataProduct",
    method: "POST",
    path: "/v1/data-products",
    tag: "DataProducts",
    security: &[],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[],
    body: Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] }),
    responses: &[Response { status: Status::Code(201), media_types: &["application/json"], headers: &[] }],
    max_body_bytes: 1 << 20,
};

/// A check of the body.
type Checked = fn(&DataProductCreate) -> bool;

/// A body of 1 kB.
fn body() -> Value {
    json!({
        "name": "soil_power", "description": "Hourly readings of soil microbial fuel cells. ".repeat(15),
        "domain": "environment", "dataProductOwner": "soil-lab@example.org", "email": "soil-lab@example.org",
        "dataProductOwnerDisplayName": "The soil laboratory", "retentionPeriod": 3650, "dpiaRequired": false,
        "tags": {"site": "field 4", "crop": "none", "logger": "ents", "season": "summer", "country": "us"},
    })
}

fn answer() -> DataProduct {
    let mut product = body();
    let more = json!({
        "id": "dp:soil_power:v1.0", "version": "v1.0", "status": "draft", "compatibilityMode": "NONE", "schemas": [{"id": "dp:soil_power:v1.0:readings"}],
        "createdAt": "2026-11-25T09:30:00.000Z", "updatedAt": "2026-11-25T09:30:00.000Z",
    });
    product.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    serde_json::from_value(product).expect("the answer is valid")
}

/// The operation on the runtime, with these checks.
fn service(is_valid: Checked, share: f64) -> Arc<Service<AnyCredential>> {
    let answer = Arc::new(answer());
    let route = Route::new(&CREATE, move |mut call| {
        let answer = answer.clone();
        Box::pin(async move {
            let body = call.json::<DataProductCreate>("application/json", is_valid).await?;
            call.accept()?;
            drop(body);
            Ok(call
                .reply()
                .answer(201, "201")
                .json("application/json", &*answer, |v: &DataProduct| v.is_valid()))
        })
    });
    let limits =
        BodyLimits { memory_bytes: 1 << 20, spool_dir: std::env::temp_dir(), idle: Duration::from_secs(30) };
    let answers = AnswerChecks { share, refuse: false };
    let options =
        Options { limits, answers, new_request_id: || "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b".to_owned() };
    Service::new(&CONTRACT, AnyCredential::new(&CONTRACT), vec![route], options).expect("the service fits")
}

/// Nanoseconds of one call, the least of ten runs.
fn nanoseconds(mut call: impl FnMut() -> bool) -> f64 {
    let run = |call: &mut dyn FnMut() -> bool| {
        let start = Instant::now();
        for _ in 0..20_000 {
            assert!(std::hint::black_box(call()));
        }
        start.elapsed().as_nanos() as f64 / 20_000.0
    };
    (0..10).map(|_| run(&mut call)).fold(f64::INFINITY, f64::min)
}

fn compare_checks() {
    let text = body().to_string();
    let validator =
        server_api::SCHEMAS.validator("$defs", "DataProductCreate").expect("the schema can be used");
    let (typed, value): (DataProductCreate, Value) =
        (serde_json::from_str(&text).expect("valid"), serde_json::from_str(&text).expect("valid"));
    let checks = nanoseconds(|| typed.is_valid());
    let schema = nanoseconds(|| validator.is_valid(&value));
    let typed =
        nanoseconds(|| serde_json::from_str::<DataProductCreate>(&text).is_ok_and(|body| body.is_valid()));
    let untyped =
        nanoseconds(|| serde_json::from_str::<Value>(&text).is_ok_and(|value| validator.is_valid(&value)));
    println!("a body of {} bytes", text.len());
    println!(
        "generated checks           {checks:.0} ns; jsonschema {schema:.0} ns: {:.2} times faster",
        schema / checks
    );
    println!(
        "decoding and checks        {typed:.0} ns; jsonschema {untyped:.0} ns: {:.2} times faster",
        untyped / typed
    );
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    compare_checks();
    if std::env::args().any(|argument| argument == "--body") {
        println!("{}", body());
        return Ok(());
    }
    let plain = HttpServer::new(|| {
        let answer = answer();
        App::new().route(
            "/v1/data-products",
            web::post().to(move |bytes: web::Bytes| {
                let answer = answer.clone();
                async move {
                    match serde_json::from_slice::<DataProductCreate>(&bytes) {
                        Ok(_) => HttpResponse::Created().json(&answer),
                        Err(_) => HttpResponse::BadRequest().finish(),
                    }
                }
            }),
        )
    });
    let plain = plain.workers(2).bind("127.0.0.1:18090")?.run();
    let kinds: [(Checked, f64); 3] =
        [(|_| true, 0.0), (|body| body.is_valid(), 0.0), (|body| body.is_valid(), 1.0)];
    let mut servers = vec![plain];
    for (index, (is_valid, share)) in kinds.into_iter().enumerate() {
        let service = service(is_valid, share);
        let server = HttpServer::new(move || App::new().configure(|app| service.mount(app)));
        servers.push(server.workers(2).bind(("127.0.0.1", 18091 + index as u16))?.run());
    }
    println!("ready");
    futures_util::future::join_all(servers).await;
    Ok(())
}
