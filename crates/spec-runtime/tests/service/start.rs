//! A service does not start when contract, authenticator and routes do not fit together.

use spec_runtime::{Answer, Call, Contract, Operation, Problem, Route, Service};

use crate::caller::{Caller, Names, options, service};
use crate::contract::{CONTRACT, GET_VAULT, PING, UPLOAD};

static GUARDED: Operation = Operation {
    id: "guarded",
    method: "GET",
    path: "/guarded",
    tag: "Things",
    security: &[&["key", "passport"], &["palm"]],
    scopes: &[],
    permission: None,
    parameters: &[],
    consumes: &[],
    produces: &[],
    statuses: &[200],
    max_body_bytes: 0,
};

static SMALL: Contract = Contract { operations: &[&PING, &UPLOAD, &GUARDED], ..CONTRACT_BASE };

const CONTRACT_BASE: Contract =
    Contract { title: "Small", version: "1", operations: &[], schemas: "{}", document: "{}" };

async fn nothing(_: Call<'_, Caller>) -> Result<Answer, Problem> {
    Ok(Answer::empty(200))
}

fn route(operation: &'static Operation) -> Route<Caller> {
    Route::new(operation, |call| Box::pin(nothing(call)))
}

#[test]
fn everything_that_does_not_fit_is_named_at_once() {
    let routes = vec![route(&PING), route(&PING), route(&GUARDED), route(&GET_VAULT)];
    let Err(faults) = Service::new(&SMALL, Names, routes, options()) else { panic!("it started") };
    assert_eq!(
        faults.to_string(),
        "ping is mounted more than once\n\
         upload is not mounted\n\
         guarded asks for the scheme passport, which no authenticator knows\n\
         guarded asks for the scheme palm, which no authenticator knows\n\
         getVault is mounted but is not in the contract"
    );
}

#[test]
fn what_fits_starts_and_its_schemas_compile() {
    let service = service(options());
    assert_eq!(service.compile_schemas(), Ok(()));
    assert_eq!(service.contract().title, CONTRACT.title);
}

#[test]
fn a_schema_that_does_not_compile_is_named() {
    static BAD: Contract = Contract {
        operations: &[],
        schemas: r#"{"$defs": {}, "bodies": {"write": {"type": "nonsense"}}, "parameters": {}}"#,
        ..CONTRACT_BASE
    };
    let service = Service::new(&BAD, Names, Vec::new(), options()).unwrap();
    let message = service.compile_schemas().unwrap_err();
    assert!(message.starts_with("bodies/write: "), "{message}");
}
