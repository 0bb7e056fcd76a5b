//! Faults of handlers, which never reach the caller as such.

use actix_web::test::TestRequest;

use crate::caller::{get, options, send_all};

#[actix_web::test]
async fn a_panic_is_answered_with_500_and_the_next_request_is_served() {
    let ask = |uri: &str| TestRequest::get().uri(uri).into();
    let replies = send_all(options(), vec![ask("/broken/panic"), ask("/broken/no"), ask("/ping")]).await;
    replies[0].is_problem(500, "internal-error");
    assert!(!replies[0].text.contains("purpose"));
    assert_eq!(replies[0].header("x-request-id"), "made-by-the-service");
    assert_eq!((replies[1].status, replies[2].status), (200, 200));
}

#[actix_web::test]
async fn a_status_that_the_contract_does_not_declare_is_answered_with_500() {
    for how in ["undeclared-answer", "undeclared-problem"] {
        let reply = get(&format!("/broken/{how}")).await;
        reply.is_problem(500, "internal-error");
        assert!(!reply.text.contains("SECRET"), "{}", reply.text);
    }
}

#[actix_web::test]
async fn a_declared_problem_is_passed_on() {
    let reply = get("/broken/declared-problem").await;
    reply.is_problem(409, "taken");
    assert_eq!(reply.json()["instance"], "/broken/declared-problem");
    assert_eq!(reply.json()["detail"], "On purpose.");
}

#[actix_web::test]
async fn a_header_that_cannot_be_sent_is_answered_with_500() {
    let reply = get("/broken/bad-header").await;
    reply.is_problem(500, "internal-error");
    assert_eq!(reply.header("set-cookie"), "");
    assert!(!reply.text.contains("SECRET"), "{}", reply.text);
}
