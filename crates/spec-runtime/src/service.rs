//! A service: a contract, an authenticator and handlers, mounted on actix-web. One way in for every request.

mod mount;
mod reply;

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::FutureExt;

use self::reply::Checks;
pub use self::reply::{AnswerChecks, AnswerCounts};
use crate::answer::Answer;
use crate::body::BodyLimits;
use crate::call::Call;
use crate::contract::{Contract, Operation};
use crate::credential::Presented;
use crate::incoming::Incoming;
use crate::mock::Examples;
use crate::negotiate;
use crate::parameter::{cookie_pairs, refuse_bad_path, split_pairs};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::security::Authenticator;

type Answering<'a> = Pin<Box<dyn Future<Output = Result<Answer, Problem>> + 'a>>;
type Handler<C> = Box<dyn for<'a> Fn(Call<'a, C>) -> Answering<'a> + Send + Sync>;

/// What happens to one operation.
pub struct Route<C> {
    operation: &'static Operation,
    handler: Handler<C>,
}

impl<C> Route<C> {
    /// A handler for an operation.
    pub fn new(
        operation: &'static Operation,
        handler: impl for<'a> Fn(Call<'a, C>) -> Answering<'a> + Send + Sync + 'static,
    ) -> Route<C> {
        Route { operation, handler: Box::new(handler) }
    }
}

/// Settings of a service.
#[derive(Clone, Debug)]
pub struct Options {
    /// How bodies are received.
    pub limits: BodyLimits,
    /// How answers are held against the contract.
    pub answers: AnswerChecks,
    /// Makes the id of a request that brings none.
    pub new_request_id: fn() -> String,
}

/// Why a service does not start: everything that is wrong, a line each.
#[derive(Debug)]
pub struct StartFaults(pub Vec<String>);

impl fmt::Display for StartFaults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for StartFaults {}

/// A contract with everything that answers it.
pub struct Service<A: Authenticator> {
    contract: &'static Contract,
    authenticator: A,
    /// The value of `WWW-Authenticate`.
    challenge: HeaderValue,
    routes: Vec<(Plan, Handler<A::Context>)>,
    options: Options,
    checks: Checks,
    examples: Examples,
}

impl<A: Authenticator> Service<A> {
    /// A service, when every operation of the contract has exactly one route and every scheme it asks for is known.
    ///
    /// # Errors
    /// All that does not fit.
    pub fn new(
        contract: &'static Contract,
        authenticator: A,
        routes: Vec<Route<A::Context>>,
        options: Options,
    ) -> Result<Arc<Service<A>>, StartFaults> {
        let mut faults = Vec::new();
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for route in &routes {
            *seen.entry(route.operation.id).or_default() += 1;
        }
        for operation in contract.operations {
            match seen.get(operation.id) {
                Some(1) => {}
                Some(_) => faults.push(format!("{} is mounted more than once", operation.id)),
                None => faults.push(format!("{} is not mounted", operation.id)),
            }
        }
        for route in &routes {
            if !contract.operations.iter().any(|operation| operation.id == route.operation.id) {
                faults.push(format!("{} is mounted but is not in the contract", route.operation.id));
            }
        }
        let understood = authenticator.schemes();
        let mut planned = Vec::new();
        for Route { operation, handler } in routes {
            planned.push((Plan::new(contract, operation, understood, &mut faults), handler));
        }
        let challenge = HeaderValue::from_str(authenticator.challenge());
        let challenge = challenge.unwrap_or_else(|_| {
            faults.push("the challenge of the authenticator is no value of a header".to_owned());
            HeaderValue::from_static("")
        });
        if !faults.is_empty() {
            return Err(StartFaults(faults));
        }
        Ok(Arc::new(Service {
            contract,
            authenticator,
            challenge,
            routes: planned,
            options,
            checks: Checks::default(),
            examples: Examples::new(contract),
        }))
    }

    /// Compiles every schema of the contract, which otherwise happens at the first refusal: for tests.
    ///
    /// # Errors
    /// The schema that does not compile.
    pub fn compile_schemas(&self) -> Result<(), String> {
        self.contract.schemas.compile_all()
    }

    /// The contract that is served.
    pub fn contract(&self) -> &'static Contract {
        self.contract
    }

    fn refuse(&self, request: &HttpRequest, problem: Problem) -> HttpResponse {
        let id = self.request_id(request);
        finish(problem.into_response(request.path(), &id), &id)
    }

    async fn answer(
        &self,
        (plan, handler): &(Plan, Handler<A::Context>),
        request: HttpRequest,
        payload: web::Payload,
    ) -> HttpResponse {
        let id = self.request_id(&request);
        let operation = plan.operation;
        let outcome = AssertUnwindSafe(self.run(plan, handler, &request, payload, &id)).catch_unwind().await;
        let outcome = outcome.unwrap_or_else(|_| {
            log::error!(request_id = id.as_str(), operation = operation.id; "the handler panicked");
            Err(Problem::internal())
        });
        finish(self.reply(operation, outcome, request.path(), &id), &id)
    }

    async fn run(
        &self,
        plan: &Plan,
        handler: &Handler<A::Context>,
        request: &HttpRequest,
        payload: web::Payload,
        id: &str,
    ) -> Result<Answer, Problem> {
        let mut call = self.call(plan, request, payload).await.map_err(Problem::by_runtime)?;
        if let Some(context) = &mut call.context {
            self.authenticator.in_request(context, id);
        }
        handler(call).await
    }

    /// Settles everything about a request but its parameters and its body.
    async fn call<'a>(
        &'a self,
        plan: &'a Plan,
        request: &'a HttpRequest,
        payload: web::Payload,
    ) -> Result<Call<'a, A::Context>, Problem> {
        let mut faults = Vec::new();
        refuse_bad_path(request.uri().path(), &mut faults);
        let query = split_pairs(request.query_string(), "/query", &mut faults);
        let headers = request.headers();
        let cookies = if plan.reads_cookies { cookie_pairs(headers) } else { Vec::new() };
        let presented = Presented { headers, query: &query, cookies: &cookies };
        let context = plan.guard.caller(&self.authenticator, &self.challenge, presented).await?;
        let accepted = negotiate::accepted(&plan.produces, request)?;
        let (sent, incoming) = self.body(plan, request, payload).await?;
        plan.refuse_unknown(&query, &mut faults);
        Ok(Call {
            plan,
            request,
            context,
            accepted,
            sent,
            incoming,
            query,
            cookies,
            faults,
            schemas: self.contract.schemas,
            examples: &self.examples,
            is_sampled: self.is_sampled(),
            limits: &self.options.limits,
        })
    }

    /// The declared media type of the body, and the body. Where none is taken, none is read, whatever its size.
    async fn body(
        &self,
        plan: &Plan,
        request: &HttpRequest,
        payload: web::Payload,
    ) -> Result<(Option<&'static str>, Option<Incoming>), Problem> {
        let Some(body) = plan.operation.body else { return Ok((None, None)) };
        let mut incoming = Incoming::new(payload, plan.operation.max_body_bytes, self.options.limits.idle);
        incoming.refuse_declared_size(request)?;
        let sent = negotiate::sent(&plan.consumes, body.required, request, &mut incoming).await?;
        Ok((sent, Some(incoming)))
    }

    /// The id that the caller gave, when it is one that a log may carry, else a new one.
    fn request_id(&self, request: &HttpRequest) -> String {
        let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
        match given {
            Some(id)
                if (1..=64).contains(&id.len())
                    && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) =>
            {
                id.to_owned()
            }
            _ => (self.options.new_request_id)(),
        }
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const CONTENT_TYPE_OPTIONS: HeaderName = HeaderName::from_static("x-content-type-options");

/// The headers that every answer has.
fn finish(mut response: HttpResponse, id: &str) -> HttpResponse {
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache, must-revalidate"));
    }
    response
}
