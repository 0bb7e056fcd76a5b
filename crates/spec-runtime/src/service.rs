//! A service: a contract, an authenticator and handlers, mounted on actix-web. One way in for every request.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::http::header::{ALLOW, CACHE_CONTROL, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::FutureExt;

use crate::answer::Answer;
use crate::body::{self, BodyLimits};
use crate::call::Call;
use crate::contract::{Contract, Operation};
use crate::explain::Explainer;
use crate::problem::Problem;
use crate::security::{self, Authenticator};
use crate::{negotiate, parameter};

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
    routes: Vec<Route<A::Context>>,
    options: Options,
    explainer: Explainer,
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
            for scheme in operation.security.iter().flat_map(|schemes| schemes.iter()) {
                if !authenticator.schemes().contains(scheme) {
                    let id = operation.id;
                    faults.push(format!("{id} asks for the scheme {scheme}, which no authenticator knows"));
                }
            }
        }
        for route in &routes {
            if !contract.operations.iter().any(|operation| operation.id == route.operation.id) {
                faults.push(format!("{} is mounted but is not in the contract", route.operation.id));
            }
        }
        let explainer = Explainer::new(contract);
        if faults.is_empty() {
            Ok(Arc::new(Service { contract, authenticator, routes, options, explainer }))
        } else {
            Err(StartFaults(faults))
        }
    }

    /// Compiles every schema of the contract, which otherwise happens at the first refusal: for tests.
    ///
    /// # Errors
    /// The schema that does not compile.
    pub fn compile_schemas(&self) -> Result<(), String> {
        self.explainer.compile_all()
    }

    /// The contract that is served.
    pub fn contract(&self) -> &'static Contract {
        self.contract
    }

    /// Mounts every path of the contract, literal paths before those with parameters, and a 404 for the rest.
    pub fn mount(self: &Arc<Self>, app: &mut web::ServiceConfig) {
        let mut paths: BTreeMap<Vec<Segment<'static>>, Vec<usize>> = BTreeMap::new();
        for (index, route) in self.routes.iter().enumerate() {
            paths.entry(segments(route.operation.path)).or_default().push(index);
        }
        for indices in paths.into_values() {
            let path = self.routes[indices[0]].operation.path;
            let mut resource = web::resource(path);
            let mut allowed: Vec<&'static str> = Vec::new();
            for index in indices {
                let method = self.routes[index].operation.method;
                allowed.push(method);
                let service = self.clone();
                let Ok(method) = Method::from_bytes(method.as_bytes()) else { continue };
                resource = resource.route(web::method(method).to(move |request: HttpRequest, payload| {
                    let service = service.clone();
                    async move { service.answer(&service.routes[index], request, payload).await }
                }));
            }
            allowed.sort_unstable();
            let allow = HeaderValue::from_str(&allowed.join(", ")).unwrap_or(HeaderValue::from_static(""));
            let service = self.clone();
            resource = resource.default_service(web::to(move |request: HttpRequest| {
                let problem = Problem::new(405, "method-not-allowed", "The path does not have this method");
                let response = service.refuse(&request, problem.header(ALLOW, allow.clone()));
                async move { response }
            }));
            app.service(resource);
        }
        let service = self.clone();
        app.default_service(web::to(move |request: HttpRequest| {
            let problem = Problem::new(404, "no-such-path", "The contract has no such path");
            let response =
                service.refuse(&request, problem.detail("See /openapi.yaml for the paths there are."));
            async move { response }
        }));
    }

    fn refuse(&self, request: &HttpRequest, problem: Problem) -> HttpResponse {
        let id = self.request_id(request);
        finish(problem.into_response(request.path(), &id), &id)
    }

    async fn answer(
        &self,
        route: &Route<A::Context>,
        request: HttpRequest,
        payload: web::Payload,
    ) -> HttpResponse {
        let id = self.request_id(&request);
        let operation = route.operation;
        let outcome = AssertUnwindSafe(self.run(route, &request, payload)).catch_unwind().await;
        let outcome = outcome.unwrap_or_else(|_| {
            log::error!(request_id = id.as_str(), operation = operation.id; "the handler panicked");
            Err(Problem::internal())
        });
        let outcome = outcome.and_then(Answer::into_response);
        let declared = |status: StatusCode| operation.statuses.contains(&status.as_u16());
        let response = match outcome {
            Ok(response) if declared(response.status()) => Ok(response),
            Ok(response) => Err(response.status()),
            Err(problem) if problem.is_by_runtime() || declared(problem.status()) => {
                Ok(problem.into_response(request.path(), &id))
            }
            Err(problem) => Err(problem.status()),
        };
        let response = response.unwrap_or_else(|status| {
            log::error!(request_id = id.as_str(), operation = operation.id;
                "status {status} is not declared by the contract and was answered as 500");
            Problem::internal().into_response(request.path(), &id)
        });
        finish(response, &id)
    }

    async fn run(
        &self,
        route: &Route<A::Context>,
        request: &HttpRequest,
        payload: web::Payload,
    ) -> Result<Answer, Problem> {
        let call = self.call(route.operation, request, payload).await.map_err(Problem::by_runtime)?;
        (route.handler)(call).await
    }

    /// Settles everything about a request but its parameters and its body.
    async fn call<'a>(
        &'a self,
        operation: &'static Operation,
        request: &'a HttpRequest,
        payload: web::Payload,
    ) -> Result<Call<'a, A::Context>, Problem> {
        let context = security::require(&self.authenticator, operation, request).await?;
        let accepted = negotiate::accepted(operation, request)?;
        body::refuse_declared_size(operation, request)?;
        let sent = negotiate::sent(operation, request)?;
        let mut faults = Vec::new();
        parameter::refuse_bad_path(request.path(), &mut faults);
        let query = parameter::query_pairs(request.query_string(), &mut faults);
        parameter::refuse_unknown(operation, &query, &mut faults);
        Ok(Call {
            operation,
            request,
            context,
            accepted,
            sent,
            payload: Some(payload),
            query,
            faults,
            explainer: &self.explainer,
            limits: &self.options.limits,
        })
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

/// A segment of a path; literals sort before parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment<'a> {
    Literal(&'a str),
    Parameter,
}

fn segments(path: &str) -> Vec<Segment<'_>> {
    let segment = |text| if str::contains(text, '{') { Segment::Parameter } else { Segment::Literal(text) };
    path.split('/').map(segment).collect()
}
