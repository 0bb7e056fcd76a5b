//! The service put together: contract, credentials, policy, handlers.

use std::error::Error;
use std::sync::Arc;

use auth::{Action, ApiKeys, Object, Policy};
use handlers::{Clock, Handlers, Site};
use server_api::spec_runtime::mock::AnyCredential;
use server_api::spec_runtime::{AnswerChecks, BodyLimits, Operation, Options, Service, StartFaults};
use server_api::{CONTRACT, apis};
use store::Store;
use store::changes::Changes;

use crate::credentials::Credentials;
use crate::settings::Settings;

/// The contract, byte for byte as it is kept.
pub const CONTRACT_YAML: &str = include_str!("../../../api-spec/openapi.yaml");

/// Bytes of a request body that are kept in memory.
const BODY_MEMORY_BYTES: usize = 1 << 20;

/// The whole service with what answers it, or everything that keeps it from starting.
pub async fn service(
    settings: &Settings,
    store: &Store,
) -> Result<(Arc<Service<Credentials>>, Arc<Handlers>), Box<dyn Error>> {
    let policy = Policy::load().await?;
    let faults = unguarded(CONTRACT.operations, &policy);
    if !faults.is_empty() {
        return Err(Box::new(StartFaults(faults)));
    }
    let clock = Clock::system();
    let changes = Changes::new(store.clone());
    let credentials = Credentials::new(ApiKeys::new(store.clone(), clock.clone(), changes.clone()));
    let site = Site { url: settings.public_url.to_string(), publisher: settings.publisher.clone() };
    let handlers = Arc::new(Handlers::new(store.clone(), changes, policy, clock, site, CONTRACT_YAML));
    let mut routes = apis::data_products::routes(&handlers);
    routes.extend(apis::schemas::routes(&handlers));
    routes.extend(apis::contracts::routes(&handlers));
    routes.extend(apis::rows::routes(&handlers));
    routes.extend(apis::governance::routes(&handlers));
    routes.extend(apis::monitoring::routes(&handlers));
    Ok((Service::new(&CONTRACT, credentials, routes, options(settings))?, handlers))
}

/// The contract answered from its own examples, to whoever sends any credential.
pub fn mock(settings: &Settings) -> Result<Arc<Service<AnyCredential>>, StartFaults> {
    let mut routes = apis::data_products::mock_routes();
    routes.extend(apis::schemas::mock_routes());
    routes.extend(apis::contracts::mock_routes());
    routes.extend(apis::rows::mock_routes());
    routes.extend(apis::governance::mock_routes());
    routes.extend(apis::monitoring::mock_routes());
    Service::new(&CONTRACT, AnyCredential::new(&CONTRACT), routes, options(settings))
}

fn options(settings: &Settings) -> Options {
    let limits = BodyLimits {
        memory_bytes: BODY_MEMORY_BYTES,
        spool_dir: settings.spool_dir(),
        idle: settings.body_idle,
    };
    let answers = AnswerChecks { share: settings.answer_checks, refuse: false };
    Options { limits, answers, new_request_id: || Clock::system().new_id() }
}

/// Operations that nobody guards: below `/v1` everything asks for credentials, and whatever asks for credentials has
/// a line in the policy.
fn unguarded(operations: &[&Operation], policy: &Policy) -> Vec<String> {
    let mut faults = Vec::new();
    for operation in operations {
        let id = operation.id;
        if !operation.is_secured() {
            if operation.path.starts_with("/v1/") {
                faults.push(format!("{id} is below /v1 and has no security requirement"));
            }
            continue;
        }
        let known = operation.permission.and_then(|permission| {
            Some((permission.object.parse::<Object>().ok()?, permission.action.parse::<Action>().ok()?))
        });
        match known {
            Some((object, action)) if policy.has_line(object, action) => {}
            Some(_) => faults.push(format!("{id} has no line in the policy")),
            None => faults.push(format!("{id} has no x-permission that the policy knows")),
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use server_api::spec_runtime::{Operation, Permission, Requirement};

    use super::*;

    const GUARDED: Operation = Operation {
        id: "getThing",
        method: "GET",
        path: "/v1/things",
        tag: "Things",
        security: &[&[Requirement { scheme: "apiKey", scopes: &[] }]],
        scopes: &["catalogue:read"],
        permission: Some(Permission { object: "data_product", action: "read" }),
        idempotency: None,
        parameters: &[],
        body: None,
        responses: &[],
        max_body_bytes: 0,
    };

    #[actix_web::test]
    async fn the_service_does_not_start_with_an_operation_that_nobody_guards() {
        let policy = Policy::load().await.expect("the policy loads");
        let anonymous = Operation { security: &[], ..GUARDED };
        let optional =
            Operation { security: &[&[Requirement { scheme: "apiKey", scopes: &[] }], &[]], ..GUARDED };
        let without_permission = Operation { permission: None, ..GUARDED };
        let without_line =
            Operation { permission: Some(Permission { object: "row", action: "publish" }), ..GUARDED };
        assert_eq!(unguarded(&[&GUARDED], &policy), Vec::<String>::new());
        for bad in [anonymous, optional, without_permission, without_line] {
            assert_eq!(unguarded(&[&GUARDED, &bad], &policy).len(), 1, "{bad:?}");
        }
    }
}
