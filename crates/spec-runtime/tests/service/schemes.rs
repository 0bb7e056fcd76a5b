//! Every kind of credential, taken out of the request by the runtime, in every combination that a contract can ask for.

use std::sync::Arc;

use actix_web::test::TestRequest;
use serde_json::json;
use spec_runtime::{Answer, Call, Operation, Problem, Requirement, Service};

use crate::caller::{Caller, Names, Reply};
use crate::contract::{NOTHING, needs};
use crate::probe::{ask, found, serve};

type Headers<'h> = &'h [(&'h str, &'h str)];

async fn tell(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let caller = call.caller();
    call.accept()?;
    Ok(found(&call, &json!(caller.map(|caller| caller.name))))
}

fn guarded(
    security: &'static [&'static [Requirement]],
    scopes: &'static [&'static str],
) -> Arc<Service<Names>> {
    let operation = Operation { id: "probe", path: "/probe", security, scopes, ..NOTHING };
    serve(operation, r#"{"$defs": {}}"#, |call| Box::pin(tell(call)))
}

async fn call(service: &Arc<Service<Names>>, query: &str, headers: Headers<'_>) -> Reply {
    let request = TestRequest::get().uri(&format!("/probe{query}"));
    ask(service, headers.iter().fold(request, |request, header| request.append_header(*header))).await
}

async fn is_known(service: &Arc<Service<Names>>, query: &str, headers: Headers<'_>, name: &str) {
    let reply = call(service, query, headers).await;
    assert_eq!((reply.status, reply.json()), (200, json!(name)), "{query} {headers:?}");
}

async fn is_unknown(service: &Arc<Service<Names>>, query: &str, headers: Headers<'_>) {
    let reply = call(service, query, headers).await;
    reply.is_problem(401, "unauthenticated");
    assert_eq!(reply.header("www-authenticate"), "Key realm=\"things\"", "{query} {headers:?}");
}

async fn is_forbidden(service: &Arc<Service<Names>>, headers: Headers<'_>, scope: &str) {
    let reply = call(service, "", headers).await;
    reply.is_problem(403, "forbidden");
    assert_eq!(reply.json()["detail"], format!("The scope {scope} is needed."), "{headers:?}");
}

const KEY: Requirement = needs("key");
const IN_QUERY: Requirement = needs("inQuery");
const IN_COOKIE: Requirement = needs("inCookie");
const BASIC: Requirement = needs("basic");
const BEARER: Requirement = needs("bearer");

#[actix_web::test]
async fn basic_credentials_are_decoded() {
    let service = guarded(&[&[BASIC]], &[]);
    // anna:secret, an:na:secret and anna:wrong
    is_known(&service, "", &[("authorization", "Basic YW5uYTpzZWNyZXQ=")], "anna").await;
    is_known(&service, "", &[("authorization", "bASIC  YW5uYTpzZWNyZXQ= ")], "anna").await;
    for bad in ["YW46bmE6c2VjcmV0", "YW5uYTp3cm9uZw==", "YW5uYQ==", "!", "", "YW5uYTr/"] {
        is_unknown(&service, "", &[("authorization", &format!("Basic {bad}"))]).await;
    }
    is_unknown(&service, "", &[("authorization", "Bearer YW5uYTpzZWNyZXQ=")]).await;
    is_unknown(&service, "", &[]).await;
    let twice = [("authorization", "Basic YW5uYTpzZWNyZXQ="); 2];
    is_unknown(&service, "", &twice).await;
}

#[actix_web::test]
async fn tokens_are_what_follows_the_scheme() {
    for (scheme, word) in [("bearer", "Bearer"), ("oauth", "Bearer"), ("openId", "BEARER"), ("hoba", "HOBA")]
    {
        let security: &'static [Requirement] = Box::leak(Box::new([needs(scheme)]));
        let service = guarded(Box::leak(Box::new([security])), &[]);
        is_known(&service, "", &[("authorization", &format!("{word} anna"))], "anna").await;
        is_unknown(&service, "", &[("authorization", &format!("{word} wrong"))]).await;
        is_unknown(&service, "", &[("authorization", "Basic YW5uYTpzZWNyZXQ=")]).await;
        for bad in ["anna", word, &format!("{word} "), &format!("x{word} anna")] {
            is_unknown(&service, "", &[("authorization", bad)]).await;
        }
    }
}

#[actix_web::test]
async fn keys_are_where_the_contract_says() {
    let header = guarded(&[&[KEY]], &[]);
    is_known(&header, "", &[("key", "anna")], "anna").await;
    is_unknown(&header, "", &[("key", "anna"), ("key", "anna")]).await;
    is_unknown(&header, "", &[("cookie", "key=anna")]).await;
    let query = guarded(&[&[IN_QUERY]], &[]);
    is_known(&query, "?access=an%6Ea+b", &[], "anna b").await;
    for bad in ["", "?access=wrong", "?access=anna&access=anna", "?Access=anna", "?access=%FF"] {
        is_unknown(&query, bad, &[]).await;
    }
    let reply = call(&query, "?access=anna&more=1", &[]).await;
    reply.has_faults(&[("/query/more", "unknown")]);
    let cookie = guarded(&[&[IN_COOKIE]], &[]);
    is_known(&cookie, "", &[("cookie", "a=b; session=anna")], "anna").await;
    is_unknown(&cookie, "", &[("cookie", "session=anna; session=anna")]).await;
    is_unknown(&cookie, "", &[("cookie", "session=anna"), ("cookie", "session=bert")]).await;
    is_unknown(&cookie, "?session=anna", &[]).await;
    call(&cookie, "?access=anna", &[("cookie", "session=anna")])
        .await
        .has_faults(&[("/query/access", "unknown")]);
}

#[actix_web::test]
async fn credentials_may_be_left_out_but_not_be_bad() {
    for service in [
        guarded(&[&[KEY], &[BEARER, IN_COOKIE], &[]], &[]),
        guarded(&[&[], &[KEY], &[BEARER, IN_COOKIE]], &[]),
    ] {
        let reply = call(&service, "", &[]).await;
        assert_eq!((reply.status, reply.json()), (200, json!(null)), "{}", reply.text);
        is_known(&service, "", &[("key", "anna")], "anna").await;
        is_known(&service, "", &[("authorization", "Bearer bert"), ("cookie", "session=x")], "bert").await;
        is_known(&service, "", &[("key", "anna"), ("authorization", "Bearer wrong")], "anna").await;
        is_unknown(&service, "", &[("key", "wrong")]).await;
        is_unknown(&service, "", &[("key", "anna"), ("key", "anna")]).await;
        is_unknown(&service, "", &[("authorization", "Bearer bert")]).await;
        is_unknown(&service, "", &[("authorization", "Basic YW5uYTpzZWNyZXQ=")]).await;
        is_unknown(&service, "", &[("cookie", "session=x")]).await;
        call(&service, "", &[("key", "outage")]).await.is_problem(503, "unavailable");
        let elsewhere = call(&service, "", &[("password", "anna")]).await;
        assert_eq!(
            (elsewhere.status, elsewhere.json()),
            (200, json!(null)),
            "no credential of this operation"
        );
    }
    let open = guarded(&[&[]], &[]);
    assert_eq!(call(&open, "", &[("key", "wrong")]).await.status, 200);
    let open = guarded(&[], &[]);
    assert_eq!(call(&open, "", &[("key", "wrong")]).await.status, 200);
}

const READS: Requirement = Requirement { scheme: "key", scopes: &["anna"] };
const WRITES: Requirement = Requirement { scheme: "bearer", scopes: &["things:write", "bert"] };

#[actix_web::test]
async fn each_credential_needs_the_scopes_of_its_own_scheme() {
    let either = guarded(&[&[READS], &[WRITES]], &[]);
    is_known(&either, "", &[("key", "anna")], "anna").await;
    is_forbidden(&either, &[("key", "bert")], "anna").await;
    is_known(&either, "", &[("authorization", "Bearer bert")], "bert").await;
    is_forbidden(&either, &[("authorization", "Bearer reader")], "things:write").await;
    is_forbidden(&either, &[("authorization", "Bearer carl")], "bert").await;
    is_known(&either, "", &[("key", "bert"), ("authorization", "Bearer bert")], "bert").await;
    is_forbidden(&either, &[("key", "bert"), ("authorization", "Bearer wrong")], "anna").await;
    is_unknown(&either, "", &[("key", "wrong"), ("authorization", "Bearer wrong")]).await;

    let both = guarded(&[&[READS, WRITES]], &[]);
    is_known(&both, "", &[("key", "anna"), ("authorization", "Bearer bert")], "anna").await;
    is_forbidden(&both, &[("key", "anna"), ("authorization", "Bearer anna")], "bert").await;
    is_forbidden(&both, &[("key", "bert"), ("authorization", "Bearer bert")], "anna").await;
    is_unknown(&both, "", &[("key", "bert"), ("authorization", "Bearer wrong")]).await;
    is_unknown(&both, "", &[("key", "anna")]).await;

    let optional = guarded(&[&[READS], &[]], &[]);
    is_forbidden(&optional, &[("key", "bert")], "anna").await;
}

#[actix_web::test]
async fn the_scopes_of_the_operation_are_those_of_the_first_caller() {
    let service = guarded(&[&[KEY, BEARER], &[IN_COOKIE]], &["things:write", "anna"]);
    is_known(&service, "", &[("key", "anna"), ("authorization", "Bearer reader")], "anna").await;
    is_forbidden(&service, &[("key", "reader"), ("authorization", "Bearer anna")], "things:write").await;
    is_forbidden(&service, &[("key", "bert"), ("authorization", "Bearer anna")], "anna").await;
    is_forbidden(&service, &[("cookie", "session=bert")], "anna").await;
    is_known(
        &service,
        "",
        &[("key", "bert"), ("authorization", "Bearer x"), ("cookie", "session=anna")],
        "anna",
    )
    .await;
}

#[actix_web::test]
async fn a_credential_is_never_repeated() {
    let service = guarded(&[&[IN_QUERY, READS]], &["nobody"]);
    for key in ["wrong", "anna"] {
        let reply = call(&service, "?access=SECRET", &[("key", key)]).await;
        assert!(!reply.text.contains("SECRET") && reply.status > 400, "{}", reply.text);
    }
}
