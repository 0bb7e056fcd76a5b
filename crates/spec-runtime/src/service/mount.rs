//! The routes of a service: one resource for each path, with its methods.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::Method;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::{HttpRequest, web};

use super::Service;
use crate::parameter::{Segment, Template};
use crate::problem::Problem;
use crate::security::Authenticator;

/// What answers a method of a path.
enum Target {
    Route(usize),
    LeftOut(&'static str),
}

impl<A: Authenticator> Service<A> {
    /// Mounts every path of the contract, literal paths before those with parameters, and a 404 for the rest.
    pub fn mount(self: &Arc<Self>, app: &mut web::ServiceConfig) {
        let mut paths: BTreeMap<Vec<Segment>, (String, Vec<Target>)> = BTreeMap::new();
        let mut add = |template: &Template, target: Target| {
            let (_, targets) =
                paths.entry(template.order()).or_insert_with(|| (template.pattern(), Vec::new()));
            targets.push(target);
        };
        for (index, (plan, _)) in self.routes.iter().enumerate() {
            add(&plan.path, Target::Route(index));
        }
        for left_out in self.contract.left_out {
            add(&Template::new(left_out.path), Target::LeftOut(left_out.method));
        }
        for (pattern, targets) in paths.into_values() {
            app.service(self.resource(pattern, targets));
        }
        let service = self.clone();
        app.default_service(web::to(move |request: HttpRequest| {
            let problem = Problem::new(404, "no-such-path", "The contract has no such path");
            let response =
                service.refuse(&request, problem.detail("See /openapi.yaml for the paths there are."));
            async move { response }
        }));
    }

    fn resource(self: &Arc<Self>, pattern: String, targets: Vec<Target>) -> actix_web::Resource {
        let mut resource = web::resource(pattern);
        let mut allowed: Vec<&'static str> = Vec::new();
        for target in targets {
            let service = self.clone();
            let name = match target {
                Target::Route(index) => self.routes[index].0.operation.method,
                Target::LeftOut(method) => method,
            };
            allowed.push(name);
            let Ok(method) = Method::from_bytes(name.as_bytes()) else { continue };
            resource = match target {
                Target::Route(index) => {
                    resource.route(web::method(method).to(move |request: HttpRequest, payload| {
                        let service = service.clone();
                        async move { service.answer(&service.routes[index], request, payload).await }
                    }))
                }
                Target::LeftOut(_) => resource.route(web::method(method).to(move |request: HttpRequest| {
                    let response = service.refuse(&request, Problem::not_implemented());
                    async move { response }
                })),
            };
        }
        allowed.sort_unstable();
        let allow = HeaderValue::from_str(&allowed.join(", ")).unwrap_or(HeaderValue::from_static(""));
        let service = self.clone();
        resource.default_service(web::to(move |request: HttpRequest| {
            let problem = Problem::new(405, "method-not-allowed", "The path does not have this method");
            let response = service.refuse(&request, problem.header(ALLOW, allow.clone()));
            async move { response }
        }))
    }
}
