//! A clinic for one test, and what it answers.

use std::sync::Arc;

use actix_web::http::header::HeaderMap;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Bytes;
use actix_web::{App, http};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clinic::Credentials;
use clinic_api::spec_runtime::Service;
use serde_json::{Value, json};

pub struct Tester(pub Arc<Service<Credentials>>);

pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Tester {
    pub fn new() -> Tester {
        Tester(clinic::service(std::env::temp_dir()).unwrap())
    }

    /// A clinic with one dog, whose number is 1.
    pub async fn with_rex() -> Tester {
        let clinic = Tester::new();
        let reply = clinic.ask(as_staff(post("/pets").set_json(rex()))).await;
        assert_eq!(reply.status, 201, "{:?}", reply.body);
        clinic
    }

    pub async fn ask(&self, request: TestRequest) -> Reply {
        let service = self.0.clone();
        let app = init_service(App::new().configure(move |app| service.mount(app))).await;
        let response = call_service(&app, request.to_request()).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Reply { status, headers, body: read_body(response).await }
    }
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Status and stable type of a problem.
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem["status"], json!(self.status));
        (self.status, problem["type"].as_str().unwrap().to_owned())
    }

    /// Asserts that the request was refused at these pointers for these rules, and no others.
    #[track_caller]
    pub fn assert_refused(&self, expected: &[(&str, &str)]) {
        assert_eq!(self.status, 400, "{:?}", self.body);
        let problem = self.json();
        let errors = problem["errors"].as_array().unwrap();
        let mut found: Vec<(&str, &str)> = errors
            .iter()
            .map(|error| (error["pointer"].as_str().unwrap(), error["rule"].as_str().unwrap()))
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected);
    }
}

pub fn rex() -> Value {
    json!({"kind": "dog", "name": "Rex", "bornOn": "2020-02-29", "tricks": ["sit", "roll"]})
}

pub fn tom() -> Value {
    json!({"kind": "cat", "name": "Tom", "bornOn": null, "indoor": true})
}

pub fn get(uri: &str) -> TestRequest {
    TestRequest::get().uri(uri)
}

pub fn post(uri: &str) -> TestRequest {
    TestRequest::post().uri(uri)
}

pub fn body(request: TestRequest, media_type: &str, text: &str) -> TestRequest {
    request.insert_header((http::header::CONTENT_TYPE, media_type)).set_payload(text.to_owned())
}

pub fn as_staff(request: TestRequest) -> TestRequest {
    bearer(request, "staff")
}

pub fn bearer(request: TestRequest, token: &str) -> TestRequest {
    request.insert_header(("authorization", format!("Bearer {token}")))
}

pub fn at_desk(request: TestRequest, password: &str) -> TestRequest {
    let encoded = STANDARD.encode(format!("desk:{password}"));
    request.insert_header(("authorization", format!("Basic {encoded}")))
}

pub fn logged_in(request: TestRequest) -> TestRequest {
    request.insert_header(("cookie", "session=open"))
}
