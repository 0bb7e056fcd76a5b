//! Alternatives of schemes, and what is answered to whom.

use actix_web::test::TestRequest;

use crate::caller::{GOOD, Reply, send, write};

async fn write_as(credentials: &[(&'static str, &'static str)]) -> Reply {
    let request = TestRequest::put()
        .uri("/things/chair?limit=5")
        .insert_header(("x-mood", "calm"))
        .insert_header(("content-type", "application/json"))
        .set_payload(GOOD);
    send(credentials.iter().fold(request, |request, header| request.insert_header(*header))).await
}

async fn open_vault(credentials: &[(&'static str, &'static str)]) -> Reply {
    let request = TestRequest::get().uri("/vault");
    send(credentials.iter().fold(request, |request, header| request.insert_header(*header))).await
}

#[actix_web::test]
async fn either_alternative_is_enough() {
    assert_eq!(write_as(&[("key", "anna")]).await.json()["caller"], "anna");
    assert_eq!(write_as(&[("password", "bert")]).await.json()["caller"], "bert");
    assert_eq!(write_as(&[("key", "anna"), ("password", "bert")]).await.json()["caller"], "anna");
}

#[actix_web::test]
async fn a_wrong_credential_does_not_spoil_a_right_one() {
    assert_eq!(write_as(&[("key", "wrong"), ("password", "bert")]).await.json()["caller"], "bert");
    assert_eq!(write_as(&[("key", "anna"), ("password", "wrong")]).await.json()["caller"], "anna");
}

#[actix_web::test]
async fn missing_and_wrong_credentials_look_the_same() {
    let (missing, wrong) = (write_as(&[]).await, write_as(&[("key", "wrong"), ("password", "wrong")]).await);
    missing.is_problem(401, "unauthenticated");
    assert_eq!(missing.text, wrong.text);
    assert_eq!(missing.header("www-authenticate"), wrong.header("www-authenticate"));
    assert_eq!(missing.header("www-authenticate"), "Key realm=\"things\"");
    assert_eq!(write_as(&[("token", "anna")]).await.status, 401, "the operation does not take tokens");
}

#[actix_web::test]
async fn all_schemes_of_an_alternative_are_needed() {
    assert_eq!(open_vault(&[("key", "anna")]).await.status, 401);
    assert_eq!(open_vault(&[("password", "bert")]).await.status, 401);
    assert_eq!(open_vault(&[("key", "anna"), ("password", "wrong")]).await.status, 401);
    assert_eq!(open_vault(&[("key", "wrong"), ("password", "bert")]).await.status, 401);
    assert_eq!(open_vault(&[("key", "anna"), ("password", "bert")]).await.json(), "anna");
    assert_eq!(open_vault(&[("key", "anna"), ("token", "tom")]).await.json(), "tom");
}

#[actix_web::test]
async fn an_outage_of_the_authenticator_is_not_taken_for_a_wrong_credential() {
    for reply in [
        write_as(&[("key", "outage")]).await,
        write_as(&[("key", "wrong"), ("password", "outage")]).await,
        open_vault(&[("key", "anna"), ("password", "outage")]).await,
    ] {
        reply.is_problem(503, "unavailable");
        assert_eq!(reply.header("retry-after"), "2");
        assert_eq!(reply.header("www-authenticate"), "");
    }
}

#[actix_web::test]
async fn a_good_request_reaches_its_handler_once() {
    let reply = send(write().set_payload(GOOD)).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(reply.json()["thing"]["name"], "chair");
}
