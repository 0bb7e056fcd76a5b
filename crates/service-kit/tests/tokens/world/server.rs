//! A provider on loopback that answers whatever a test puts there, and counts who asks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, mpsc};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, rt, web};
use serde_json::{Value, json};
use tokio::sync::Notify;

#[derive(Clone)]
pub enum Answer {
    Body(u16, String),
    Redirect(String),
    /// The connection stays open and nothing comes until the silence is broken.
    Silence,
}

#[derive(Default)]
struct State {
    answers: HashMap<String, Answer>,
    asked: Vec<String>,
    broken: Arc<Notify>,
}

pub struct Server {
    state: Arc<Mutex<State>>,
    port: u16,
}

const OPENID: &str = "/.well-known/openid-configuration";
pub const JWKS: &str = "/keys";

impl Server {
    /// A provider with discovery and these keys.
    pub fn with_keys(keys: &[Value]) -> Self {
        let server = Self::empty();
        let issuer = server.issuer();
        server.put(OPENID, 200, &json!({ "issuer": issuer, "jwks_uri": format!("{issuer}{JWKS}") }));
        server.put_keys(keys);
        server
    }

    /// A server that answers 404.
    pub fn empty() -> Self {
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = web::Data::from(Arc::clone(&state));
        let (tell, port) = mpsc::channel();
        std::thread::spawn(move || {
            rt::System::new().block_on(async move {
                let app = move || App::new().app_data(shared.clone()).default_service(web::to(answer));
                let server =
                    HttpServer::new(app).workers(1).disable_signals().bind(("127.0.0.1", 0)).unwrap();
                tell.send(server.addrs()[0].port()).unwrap();
                server.run().await
            })
        });
        Self { state, port: port.recv().unwrap() }
    }

    pub fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn put(&self, path: &str, status: u16, body: &Value) {
        self.answer(path, Answer::Body(status, body.to_string()));
    }

    pub fn put_keys(&self, keys: &[Value]) {
        self.put(JWKS, 200, &json!({ "keys": keys }));
    }

    pub fn answer(&self, path: &str, answer: Answer) {
        self.state.lock().unwrap().answers.insert(path.to_owned(), answer);
    }

    /// Those who wait in silence get a 500.
    pub fn break_silence(&self) {
        self.state.lock().unwrap().broken.notify_waiters();
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.state.lock().unwrap().asked.iter().filter(|asked| *asked == path).count()
    }

    pub fn asked_at_all(&self) -> usize {
        self.state.lock().unwrap().asked.len()
    }
}

async fn answer(request: HttpRequest, state: web::Data<Mutex<State>>) -> HttpResponse {
    let (answer, broken) = {
        let mut state = state.lock().unwrap();
        // Listens before anyone can see that it was asked.
        let broken = Arc::clone(&state.broken).notified_owned();
        state.asked.push(request.path().to_owned());
        (state.answers.get(request.path()).cloned(), broken)
    };
    match answer {
        Some(Answer::Body(status, body)) => {
            HttpResponse::build(status.try_into().unwrap()).content_type("application/json").body(body)
        }
        Some(Answer::Redirect(to)) => HttpResponse::Found().insert_header(("Location", to)).finish(),
        Some(Answer::Silence) => {
            broken.await;
            HttpResponse::InternalServerError().finish()
        }
        None => HttpResponse::NotFound().finish(),
    }
}
