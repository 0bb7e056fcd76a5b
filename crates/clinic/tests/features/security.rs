//! Who may call: five schemes, alone, in place of each other, together, and not at all.

use serde_json::json;

use crate::tester::{Tester, as_staff, at_desk, bearer, body, get, logged_in, post, rex};

#[actix_web::test]
async fn any_one_of_several_schemes_lets_in() {
    let clinic = Tester::with_rex().await;
    for request in [as_staff(get("/pets/1")), at_desk(get("/pets/1"), "front"), get("/pets/1?key=scales")] {
        assert_eq!(clinic.ask(request).await.status, 200);
    }
    for request in [
        get("/pets/1"),
        bearer(get("/pets/1"), "vet"),
        at_desk(get("/pets/1"), "back"),
        get("/pets/1?key=hammer"),
        get("/pets/1?key=scales&key=scales"),
        logged_in(get("/pets/1")),
    ] {
        let reply = clinic.ask(request).await;
        assert_eq!(reply.problem(), (401, "unauthenticated".to_owned()));
        assert_eq!(reply.header("www-authenticate"), Some(r#"Bearer realm="clinic", Basic realm="clinic""#));
    }
}

#[actix_web::test]
async fn the_scheme_of_the_whole_contract_holds_where_an_operation_says_nothing() {
    let clinic = Tester::new();
    assert_eq!(clinic.ask(post("/pets").set_json(rex())).await.status, 401);
    assert_eq!(clinic.ask(post("/pets?key=scales").set_json(rex())).await.status, 401);
    assert_eq!(clinic.ask(get("/pets")).await.json(), json!([]));
}

#[actix_web::test]
async fn two_schemes_together_are_both_needed() {
    let clinic = Tester::with_rex().await;
    let booking = || post("/visits").set_json(json!({"petId": 1, "reasons": ["checkup"]}));
    assert_eq!(clinic.ask(logged_in(at_desk(booking(), "front"))).await.status, 201);
    for request in [
        at_desk(booking(), "front"),
        logged_in(booking()),
        logged_in(at_desk(booking(), "back")),
        at_desk(booking(), "front").insert_header(("cookie", "session=closed")),
    ] {
        assert_eq!(clinic.ask(request).await.status, 401);
    }
}

#[actix_web::test]
async fn one_scheme_may_stand_for_two_others() {
    let clinic = Tester::new();
    let measured = |uri: &str| body(post(uri), "application/x-ndjson", r#"{"name": "a", "value": 1}"#);
    let plain = || measured("/visits/measurements");
    assert_eq!(clinic.ask(measured("/visits/measurements?key=scales")).await.status, 200);
    assert_eq!(clinic.ask(logged_in(at_desk(plain(), "front"))).await.status, 200);
    assert_eq!(clinic.ask(at_desk(plain(), "front")).await.status, 401);
    assert_eq!(clinic.ask(logged_in(plain())).await.status, 401);
}

#[actix_web::test]
async fn credentials_may_be_left_out_but_not_be_wrong() {
    let clinic = Tester::new();
    let mut heavy = rex();
    heavy["weights"] = json!({"monday": 31});
    assert_eq!(clinic.ask(as_staff(post("/pets").set_json(heavy))).await.status, 201);
    let stranger = clinic.ask(get("/pets")).await;
    assert_eq!((stranger.status, stranger.json()[0].get("weights")), (200, None));
    let staff = clinic.ask(as_staff(get("/pets"))).await;
    assert_eq!(staff.json()[0]["weights"], json!({"monday": 31.0}));
    assert_eq!(clinic.ask(bearer(get("/pets"), "wrong")).await.status, 401);
}

#[actix_web::test]
async fn a_scope_is_needed_where_the_contract_says_so() {
    let clinic = Tester::new();
    let close = || post("/visits/1/close");
    // There is no such visit, but a vet may ask.
    assert_eq!(clinic.ask(bearer(close(), "vet")).await.problem(), (404, "not-found".to_owned()));
    assert_eq!(clinic.ask(bearer(close(), "intern")).await.problem(), (403, "forbidden".to_owned()));
    assert_eq!(clinic.ask(bearer(close(), "staff")).await.status, 401);
    assert_eq!(clinic.ask(close()).await.status, 401);
}

#[actix_web::test]
async fn security_comes_before_a_bad_body() {
    let clinic = Tester::new();
    assert_eq!(clinic.ask(post("/pets").set_json(json!({"kind": "fish"}))).await.status, 401);
}

#[test]
fn every_weakened_security_check_is_noticed() {
    let (count, unnoticed) = clinic_api::spec_runtime::verdicts::weakened(&clinic_api::CONTRACT);
    assert_eq!(unnoticed, Vec::<String>::new());
    assert!(count >= 40, "only {count} checks were weakened");
}

#[test]
fn types_and_schemas_agree() {
    let report =
        clinic_api::spec_runtime::verdicts::report(&clinic_api::CONTRACT, clinic_api::verdicts::VERDICTS);
    assert_eq!(report.faults, Vec::<String>::new(), "{report}");
    assert_eq!(report.unsecured, Vec::<String>::new(), "{report}");
    assert!(report.judged >= 1_000 && report.documents >= 20, "{report}");
}
