//! A service does not start when contract, authenticator and routes do not fit together.

use spec_runtime::{
    Answer, Call, Contract, Operation, Place, Problem, Route, Schemas, SchemeKind, SecurityScheme, Service,
};

use crate::caller::{Caller, Names, options, service};
use crate::contract::{CONTRACT, GET_VAULT, NOTHING, PING, UPLOAD, needs};

static GUARDED: Operation = Operation {
    id: "guarded",
    path: "/guarded",
    security: &[&[needs("key"), needs("passport")], &[needs("palm"), needs("inPath")]],
    ..NOTHING
};

static SCOPED: Operation = Operation {
    id: "scoped",
    path: "/scoped",
    security: &[&[needs("key")], &[]],
    scopes: &["things:write"],
    ..NOTHING
};

static NO_SCHEMAS: Schemas = Schemas::new("{}");

static SMALL: Contract = small(
    &[&PING, &UPLOAD, &GUARDED, &SCOPED],
    &[
        SecurityScheme { name: "key", kind: SchemeKind::ApiKey(Place::Header, "key") },
        SecurityScheme { name: "palm", kind: SchemeKind::Http("palm") },
        SecurityScheme { name: "inPath", kind: SchemeKind::ApiKey(Place::Path, "key") },
    ],
    &NO_SCHEMAS,
);

const fn small(
    operations: &'static [&'static Operation],
    schemes: &'static [SecurityScheme],
    schemas: &'static Schemas,
) -> Contract {
    Contract { title: "Small", version: "1", operations, schemes, left_out: &[], schemas, document: "{}" }
}

async fn nothing(call: Call<'_, Caller>) -> Result<Answer, Problem> {
    Ok(call.reply().answer(200, "200"))
}

fn route(operation: &'static Operation) -> Route<Caller> {
    Route::new(operation, |call| Box::pin(nothing(call)))
}

#[test]
fn everything_that_does_not_fit_is_named_at_once() {
    let routes = vec![route(&PING), route(&PING), route(&GUARDED), route(&SCOPED), route(&GET_VAULT)];
    let Err(faults) = Service::new(&SMALL, Names, routes, options()) else { panic!("it started") };
    assert_eq!(
        faults.to_string(),
        "ping is mounted more than once\n\
         upload is not mounted\n\
         getVault is mounted but is not in the contract\n\
         guarded asks for the scheme passport, which the contract does not define\n\
         guarded asks for the scheme palm, which no authenticator knows\n\
         guarded asks for the scheme inPath, which no authenticator knows\n\
         guarded asks for the scheme inPath, whose key cannot be in the path\n\
         scoped asks for scopes but lets anyone call\n\
         getVault asks for the scheme password, which the contract does not define\n\
         getVault asks for the scheme token, which the contract does not define"
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
    static SCHEMAS: Schemas =
        Schemas::new(r#"{"$defs": {}, "bodies": {"write": {"type": "nonsense"}}, "parameters": {}}"#);
    static BAD: Contract = small(&[], &[], &SCHEMAS);
    let service = Service::new(&BAD, Names, Vec::new(), options()).unwrap();
    let message = service.compile_schemas().unwrap_err();
    assert!(message.starts_with("bodies/write: "), "{message}");
}
