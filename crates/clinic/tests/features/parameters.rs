//! Parameters in styles of their own: deepObject, pipeDelimited, label, matrix, cookies.

use serde_json::{Value, json};

use crate::tester::{Tester, as_staff, get, post, tom};

async fn names(clinic: &Tester, query: &str) -> Value {
    let reply = clinic.ask(get(&format!("/pets?{query}"))).await;
    assert_eq!(reply.status, 200, "{:?}", reply.body);
    reply.json().as_array().unwrap().iter().map(|pet| pet["name"].clone()).collect()
}

async fn with_both() -> Tester {
    let clinic = Tester::with_rex().await;
    assert_eq!(clinic.ask(as_staff(post("/pets").set_json(tom()))).await.status, 201);
    clinic
}

#[actix_web::test]
async fn a_deep_object_filters() {
    let clinic = with_both().await;
    assert_eq!(names(&clinic, "filter%5Bkind%5D=cat").await, json!(["Tom"]));
    assert_eq!(names(&clinic, "filter[kind]=dog&filter[bornAfter]=2020-01-01").await, json!(["Rex"]));
    assert_eq!(names(&clinic, "filter[bornAfter]=2021-01-01").await, json!([]));
}

#[actix_web::test]
async fn a_deep_object_is_refused_member_by_member() {
    let clinic = Tester::new();
    let reply = clinic.ask(get("/pets?filter[kind]=fish&filter[bornAfter]=monday&filter[size]=1")).await;
    reply.assert_refused(&[
        ("/query/filter/bornAfter", "format"),
        ("/query/filter/kind", "enum"),
        ("/query/filter/size", "additionalProperties"),
    ]);
}

#[actix_web::test]
async fn items_are_delimited_by_pipes() {
    let clinic = with_both().await;
    assert_eq!(names(&clinic, "names=Tom%7CRex").await, json!(["Rex", "Tom"]));
    assert_eq!(names(&clinic, "names=Tom").await, json!(["Tom"]));
    clinic.ask(get("/pets?names=a%7Cb%7Cc%7Cd")).await.assert_refused(&[("/query/names", "maxItems")]);
    clinic.ask(get("/pets?names=a%7C")).await.assert_refused(&[("/query/names/1", "minLength")]);
}

#[actix_web::test]
async fn a_cookie_is_read() {
    let clinic = Tester::new();
    let reply = clinic.ask(get("/pets").insert_header(("cookie", "theme=dark; greeting=hola"))).await;
    assert_eq!((reply.status, reply.header("x-greeting")), (200, Some("hola")));
    let reply = clinic.ask(get("/pets").insert_header(("cookie", "greeting=hi"))).await;
    reply.assert_refused(&[("/cookie/greeting", "enum")]);
}

#[actix_web::test]
async fn unknown_parameters_are_refused() {
    Tester::new().ask(get("/pets?colour=red")).await.assert_refused(&[("/query/colour", "unknown")]);
}

#[actix_web::test]
async fn a_label_is_read() {
    let clinic = Tester::new();
    let reply = clinic.ask(get("/wards/.3.1")).await;
    assert_eq!((reply.status, reply.json()), (200, json!([{"number": 3}, {"number": 1}])));
    clinic
        .ask(get("/wards/.3.x.10"))
        .await
        .assert_refused(&[("/path/numbers/1", "type"), ("/path/numbers/2", "maximum")]);
    assert_eq!(clinic.ask(get("/wards/3")).await.status, 400);
}

#[actix_web::test]
async fn a_matrix_is_read() {
    let clinic = Tester::new();
    let reply = clinic.ask(get("/beds/;ward=2;bed=C")).await;
    assert_eq!((reply.status, reply.json()), (200, json!({"ward": 2, "bed": "C"})));
    clinic
        .ask(get("/beds/;ward=0;bed=E"))
        .await
        .assert_refused(&[("/path/place/bed", "pattern"), ("/path/place/ward", "minimum")]);
    clinic.ask(get("/beds/;ward=2")).await.assert_refused(&[("/path/place/bed", "required")]);
}
