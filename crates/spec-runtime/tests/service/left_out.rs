//! Operations that generation left out: they are there, and not implemented.

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use spec_runtime::{LeftOut, Operation, Parameter, Place, Service, Shape};

use crate::caller::{Names, Reply, options};
use crate::contract::{NOTHING, parameter};
use crate::probe::{ask, serve_with, tell};

const PARAMETERS: &[Parameter] = &[parameter("id", Place::Path, Shape::Text)];

const LEFT_OUT: &[LeftOut] = &[
    LeftOut { id: "patchThing", method: "PATCH", path: "/things/{thingId}" },
    LeftOut { id: "deleteSpecial", method: "DELETE", path: "/things/special" },
    LeftOut { id: "putOther", method: "PUT", path: "/other" },
    LeftOut { id: "getOther", method: "GET", path: "/other" },
];

fn service() -> Arc<Service<Names>> {
    let operation = Operation { id: "getThing", path: "/things/{id}", parameters: PARAMETERS, ..NOTHING };
    let schemas = r#"{"$defs": {}, "parameters": {"getThing.path.id": {}}}"#;
    serve_with(options(), LEFT_OUT, operation, schemas, |call| Box::pin(tell(call, PARAMETERS)))
}

async fn send(method: Method, uri: &str) -> Reply {
    ask(&service(), TestRequest::default().method(method).uri(uri)).await
}

#[actix_web::test]
async fn what_is_left_out_is_501_beside_what_is_not() {
    for (method, uri) in [
        (Method::PATCH, "/things/a"),
        (Method::DELETE, "/things/special"),
        (Method::PUT, "/other"),
        (Method::GET, "/other"),
    ] {
        let reply = send(method, uri).await;
        reply.is_problem(501, "not-implemented");
        assert_eq!(reply.header("x-request-id"), "made-by-the-service");
        assert_eq!(reply.json()["instance"], uri);
    }
    let reply = send(Method::GET, "/things/a").await;
    assert_eq!((reply.status, &reply.json()["id"]), (200, &"a".into()), "{}", reply.text);
}

#[actix_web::test]
async fn the_methods_that_are_left_out_are_allowed() {
    for (method, uri, allowed) in [
        (Method::PUT, "/things/a", "GET, PATCH"),
        (Method::GET, "/things/special", "DELETE"),
        (Method::POST, "/other", "GET, PUT"),
        (Method::HEAD, "/other", "GET, PUT"),
    ] {
        let reply = send(method, uri).await;
        reply.is_problem(405, "method-not-allowed");
        assert_eq!(reply.header("allow"), allowed, "{uri}");
    }
    send(Method::GET, "/things").await.is_problem(404, "no-such-path");
}
