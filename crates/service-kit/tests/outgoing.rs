//! Requests to addresses that others name.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "tests of tokens need more of it")]
#[path = "tokens/world/server.rs"]
mod server;

use std::time::Duration;

use serde_json::json;
use server::{Answer, Server};
use service_kit::outgoing::{Bounds, Outgoing, OutgoingFault};

const BOUNDS: Bounds = Bounds { bytes: 1_000, time: Duration::from_secs(60) };

/// A client whose configuration names 127.0.0.1 alone.
fn client() -> Outgoing {
    Outgoing::new(["127.0.0.1".to_owned()]).unwrap()
}

async fn get(url: &str) -> Result<Vec<u8>, OutgoingFault> {
    client().get(url.parse().unwrap(), BOUNDS).await
}

#[tokio::test]
async fn a_configured_host_is_asked_wherever_it_is() {
    let server = Server::empty();
    server.put("/a", 200, &json!(1));
    assert_eq!(get(&format!("{}/a", server.issuer())).await.unwrap(), b"1");
    assert!(matches!(get(&server.issuer()).await, Err(OutgoingFault::Status(status)) if status == 404));
}

#[tokio::test]
async fn addresses_that_are_not_public_are_not_asked() {
    for url in [
        "https://127.0.0.2",
        "https://2130706434",
        "https://0x7f.2",
        "https://[::1]",
        "https://[::ffff:169.254.169.254]",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1",
        // A name, which is resolved first.
        "https://localhost",
    ] {
        assert!(matches!(get(url).await, Err(OutgoingFault::Private)), "{url}");
    }
}

#[tokio::test]
async fn only_https_is_spoken_and_http_to_configured_loopback_hosts() {
    for url in [
        "http://example.org",
        "http://127.0.0.2",
        "http://localhost",
        "http://[::1]",
        "ftp://127.0.0.1",
        "data:,x",
    ] {
        assert!(matches!(get(url).await, Err(OutgoingFault::Address)), "{url}");
    }
    let elsewhere = Outgoing::new(["example.org".to_owned()]).unwrap();
    assert!(matches!(elsewhere.check(&"http://example.org".parse().unwrap()), Err(OutgoingFault::Address)));
    assert!(elsewhere.check(&"https://example.org".parse().unwrap()).is_ok());
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let (server, elsewhere) = (Server::empty(), Server::empty());
    for to in [elsewhere.issuer(), format!("{}/b", server.issuer())] {
        server.answer("/a", Answer::Redirect(to));
        let answer = get(&format!("{}/a", server.issuer())).await;
        assert!(matches!(answer, Err(OutgoingFault::Status(status)) if status == 302));
    }
    assert_eq!((server.asked("/b"), elsewhere.asked_at_all()), (0, 0));
}

#[tokio::test]
async fn an_answer_is_bounded_in_size_and_time() {
    let server = Server::empty();
    let url = format!("{}/a", server.issuer());
    server.put("/a", 200, &json!("x".repeat(998)));
    assert_eq!(get(&url).await.unwrap().len(), 1_000);
    server.put("/a", 200, &json!("x".repeat(999)));
    assert!(matches!(get(&url).await, Err(OutgoingFault::TooLarge)));
    server.answer("/a", Answer::Silence);
    let hasty = Bounds { time: Duration::from_millis(300), ..BOUNDS };
    let client = client();
    let silent = client.get(url.parse().unwrap(), hasty);
    let answer = tokio::time::timeout(Duration::from_secs(60), silent).await.expect("it waits for ever");
    assert!(matches!(answer, Err(OutgoingFault::Exchange(_))));
}
