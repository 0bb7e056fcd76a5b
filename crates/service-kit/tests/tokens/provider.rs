//! Providers that rotate keys, answer slowly, wrongly, or not at all.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};
use service_kit::tokens::{Algorithm, Freshness, Issuer, Issuers, Provider, ProviderFault, Refusal, Trust};

use crate::world::server::{Answer, JWKS};
use crate::world::{
    ACCESS, Key, Server, claims, claims_with, issuers_of, provider_in, refusal, seconds, start,
};

const OPENID: &str = "/.well-known/openid-configuration";

/// A token that lives for two days.
fn token(key: &Key, kid: &str, server: &Server) -> String {
    let claims = claims_with(&server.issuer(), "exp", json!(start().timestamp() + 2 * 86_400));
    key.usual("ES256", kid, &claims)
}

/// Waits until a path was asked for so many times.
async fn until_asked(server: &Server, path: &str, times: usize) {
    let asked = async {
        while server.asked(path) < times {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), asked).await.expect("the provider is not asked");
}

#[tokio::test]
async fn keys_are_read_once_and_read_again_for_a_kid_that_is_not_known() {
    let (old, new) = (Key::p256(), Key::p256());
    let server = Server::with_keys(&[old.jwk("old")]);
    let issuers = issuers_of(&server);
    for _ in 0..3 {
        issuers.forget_all();
        assert!(issuers.verify(&token(&old, "old", &server), start(), &ACCESS).await.is_ok());
    }
    assert_eq!((server.asked(OPENID), server.asked(JWKS)), (1, 1));
    server.put_keys(&[old.jwk("old"), new.jwk("new")]);
    assert!(issuers.verify(&token(&new, "new", &server), seconds(30), &ACCESS).await.is_ok());
    assert!(issuers.verify(&token(&old, "old", &server), seconds(30), &ACCESS).await.is_ok());
    assert_eq!(server.asked(JWKS), 2);
}

#[tokio::test]
async fn unknown_kids_cause_one_fetch_in_30_seconds() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    issuers.verify(&token(&key, "k1", &server), start(), &ACCESS).await.unwrap();
    for second in 0..=89 {
        for number in 0..20 {
            let unknown = token(&key, &format!("{second}-{number}"), &server);
            assert_eq!(refusal(&issuers, &unknown, seconds(second)).await, Refusal::UnknownKey);
        }
    }
    assert_eq!(server.asked(JWKS), 3, "at 0, 30 and 60 seconds");
}

#[tokio::test]
async fn unknown_kids_cause_one_fetch_in_30_seconds_while_the_provider_fails() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    issuers.verify(&token(&key, "k1", &server), start(), &ACCESS).await.unwrap();
    server.put(JWKS, 503, &Value::Null);
    for second in 0..=89 {
        let unknown = token(&key, &second.to_string(), &server);
        assert_eq!(refusal(&issuers, &unknown, seconds(second)).await, Refusal::UnknownKey);
    }
    assert_eq!(server.asked(JWKS), 3, "at 0, 30 and 60 seconds");
}

#[tokio::test]
async fn many_callers_at_once_cause_one_fetch() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    let callers: Vec<_> = (0..50)
        .map(|number| {
            let mut claims = claims(&server.issuer());
            claims["jti"] = json!(format!("t{number}"));
            let (issuers, token) = (issuers.clone(), key.usual("ES256", "k1", &claims));
            tokio::spawn(async move { issuers.verify(&token, start(), &ACCESS).await.map(|_| ()) })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), Ok(()));
    }
    assert_eq!(server.asked(JWKS), 1);
}

#[tokio::test]
async fn a_caller_who_goes_away_does_not_break_off_the_fetch() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    let good = token(&key, "k1", &server);
    let gone = tokio::spawn({
        let (issuers, good) = (issuers.clone(), good.clone());
        async move { issuers.verify(&good, start(), &ACCESS).await.map(|_| ()) }
    });
    until_asked(&server, OPENID, 1).await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    assert!(issuers.verify(&good, start(), &ACCESS).await.is_ok());
    assert_eq!((server.asked(OPENID), server.asked(JWKS)), (1, 1));
}

#[tokio::test]
async fn a_token_that_is_refused_anyway_causes_no_fetch() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    for (name, value) in [("exp", json!(1)), ("aud", json!("x")), ("sub", json!("")), ("iss", json!("x"))] {
        let claims = claims_with(&server.issuer(), name, value);
        refusal(&issuers, &key.usual("ES256", "k1", &claims), start()).await;
    }
    assert_eq!(server.asked_at_all(), 0);
}

#[tokio::test]
async fn known_keys_are_used_while_the_provider_is_away_up_to_a_bound() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    let good = token(&key, "k1", &server);
    issuers.verify(&good, start(), &ACCESS).await.unwrap();
    server.answer(OPENID, Answer::Silence);
    // Nobody waits for the provider, which is silent; it is asked in the background.
    let day = TimeDelta::days(1).num_seconds();
    assert!(issuers.verify(&good, seconds(600), &ACCESS).await.is_ok());
    until_asked(&server, OPENID, 2).await;
    assert!(issuers.verify(&good, seconds(600 + day - 1), &ACCESS).await.is_ok());
    server.put(OPENID, 500, &json!({}));
    server.break_silence();
    let refusal = refusal(&issuers, &good, seconds(600 + day)).await;
    assert!(refusal == Refusal::KeysUnavailable && refusal.is_outage());
}

#[tokio::test]
async fn keys_are_read_anew_in_the_background_and_a_key_that_is_gone_is_refused() {
    let (old, new) = (Key::p256(), Key::p256());
    let server = Server::with_keys(&[old.jwk("old")]);
    let issuers = issuers_of(&server);
    let good = token(&old, "old", &server);
    issuers.verify(&good, start(), &ACCESS).await.unwrap();
    server.put_keys(&[new.jwk("new")]);
    assert!(issuers.verify(&good, seconds(600), &ACCESS).await.is_ok());
    until_asked(&server, JWKS, 2).await;
    // Waits for whoever asks, and finds what came of it.
    assert!(issuers.verify(&token(&new, "new", &server), seconds(601), &ACCESS).await.is_ok());
    assert_eq!(refusal(&issuers, &good, seconds(601)).await, Refusal::UnknownKey);
}

#[tokio::test]
async fn a_provider_that_takes_all_keys_back_is_obeyed() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    let good = token(&key, "k1", &server);
    issuers.verify(&good, start(), &ACCESS).await.unwrap();
    server.put_keys(&[]);
    assert!(issuers.verify(&good, seconds(30), &ACCESS).await.is_ok());
    assert_eq!(refusal(&issuers, &token(&key, "k2", &server), seconds(30)).await, Refusal::UnknownKey);
    // The very token that was believed a moment ago.
    assert_eq!(refusal(&issuers, &good, seconds(30)).await, Refusal::UnknownKey);
}

#[tokio::test]
async fn a_provider_that_comes_back_is_asked_again_after_a_failure() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    let good = token(&key, "k1", &server);
    server.put(JWKS, 503, &Value::Null);
    for second in [0, 1, 4] {
        assert_eq!(refusal(&issuers, &good, seconds(second)).await, Refusal::KeysUnavailable);
    }
    assert_eq!(server.asked(JWKS), 1);
    server.put_keys(&[key.jwk("k1")]);
    assert!(issuers.verify(&good, seconds(5), &ACCESS).await.is_ok());
}

/// What is said of a good token when the provider answers a path like this.
async fn verdict(prepare: impl FnOnce(&Server)) -> Result<(), Refusal> {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    prepare(&server);
    issuers_of(&server).verify(&token(&key, "k1", &server), start(), &ACCESS).await.map(|_| ())
}

#[tokio::test]
async fn documents_that_are_not_as_they_must_be_are_not_used() {
    const AWAY: Result<(), Refusal> = Err(Refusal::KeysUnavailable);
    let discovery = |server: &Server, issuer: &str, jwks: &str| {
        server.put(OPENID, 200, &json!({ "issuer": issuer, "jwks_uri": jwks }));
    };
    let keys = |server: &Server| format!("{}{JWKS}", server.issuer());
    assert_eq!(verdict(|server| discovery(server, &server.issuer(), &keys(server))).await, Ok(()));
    // the issuer in the document is another one
    for issuer in ["https://other.example.org", ""] {
        assert_eq!(verdict(|server| discovery(server, issuer, &keys(server))).await, AWAY);
    }
    let slash = |server: &Server| discovery(server, &format!("{}/", server.issuer()), &keys(server));
    assert_eq!(verdict(slash).await, AWAY);
    // no keys, or not over a safe way
    for jwks in ["", "keys", "file:///etc/passwd", "http://id.example.org/keys", "data:application/json,{}"] {
        assert_eq!(verdict(|server| discovery(server, &server.issuer(), jwks)).await, AWAY, "{jwks}");
    }
    assert_eq!(verdict(|server| server.put(OPENID, 200, &json!([]))).await, AWAY);
    assert_eq!(verdict(|server| server.put(JWKS, 200, &json!({ "keys": {} }))).await, AWAY);
    assert_eq!(verdict(|server| server.put(JWKS, 404, &json!({}))).await, AWAY);
    let twice = |server: &Server| server.answer(JWKS, Answer::Body(200, r#"{"keys":[],"keys":[]}"#.into()));
    assert_eq!(verdict(twice).await, AWAY);
}

#[tokio::test]
async fn addresses_inside_the_network_are_not_asked() {
    // Another server of this machine, which the configuration does not name.
    let inside = Server::with_keys(&[]);
    for address in [
        inside.issuer().replace("127.0.0.1", "127.0.0.2"),
        inside.issuer().replace("127.0.0.1", "localhost"),
        inside.issuer().replace("http://127.0.0.1", "https://[::ffff:127.0.0.1]"),
        inside.issuer().replace("http://127.0.0.1", "https://2130706434"),
        inside.issuer().replace("http://127.0.0.1", "https://localhost"),
        "https://169.254.169.254/keys".into(),
        "https://10.0.0.1/keys".into(),
    ] {
        let verdict = verdict(|server| {
            let document = json!({ "issuer": server.issuer(), "jwks_uri": format!("{address}{JWKS}") });
            server.put(OPENID, 200, &document);
        });
        assert_eq!(verdict.await, Err(Refusal::KeysUnavailable), "{address}");
    }
    assert_eq!(inside.asked_at_all(), 0);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let key = Key::p256();
    let elsewhere = Server::with_keys(&[key.jwk("k1")]);
    let server = Server::with_keys(&[key.jwk("k1")]);
    server.answer(JWKS, Answer::Redirect(format!("{}{JWKS}", elsewhere.issuer())));
    let issuers = issuers_of(&server);
    assert_eq!(refusal(&issuers, &token(&key, "k1", &server), start()).await, Refusal::KeysUnavailable);
    assert_eq!((server.asked(JWKS), elsewhere.asked_at_all()), (1, 0));
}

#[tokio::test]
async fn answers_are_bounded_in_size_and_time() {
    let large = json!({ "keys": [], "filler": "x".repeat(600 * 1024) });
    assert_eq!(verdict(|server| server.put(JWKS, 200, &large)).await, Err(Refusal::KeysUnavailable));
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    server.answer(JWKS, Answer::Silence);
    let hasty = provider_in(&server, Duration::from_millis(300));
    let issuers = Issuers::new(vec![Issuer::provider(Trust::new("id", &server.issuer()), hasty)]).unwrap();
    let silent = token(&key, "k1", &server);
    let silent = refusal(&issuers, &silent, start());
    let refusal = tokio::time::timeout(Duration::from_secs(60), silent).await.expect("it waits for ever");
    assert_eq!(refusal, Refusal::KeysUnavailable);
}

#[tokio::test]
async fn discovery_of_rfc_8414_and_a_configured_address_of_keys_work_too() {
    let key = Key::p256();
    let server = Server::empty();
    let issuer = format!("{}/realms/a", server.issuer());
    let keys = format!("{}{JWKS}", server.issuer());
    server.put(
        "/.well-known/oauth-authorization-server/realms/a",
        200,
        &json!({
            "issuer": issuer, "jwks_uri": keys, "token_endpoint": format!("{issuer}/token"),
        }),
    );
    server.put_keys(&[key.jwk("k1")]);
    let provider = Arc::new(Provider::new(&issuer, None, &[Algorithm::ES256], Freshness::default()).unwrap());
    let issuers =
        Issuers::new(vec![Issuer::provider(Trust::new("id", &issuer), Arc::clone(&provider))]).unwrap();
    let token = key.usual("ES256", "k1", &claims(&issuer));
    assert!(issuers.verify(&token, start(), &ACCESS).await.is_ok());
    assert_eq!(server.asked("/realms/a/.well-known/openid-configuration"), 1);
    let metadata = issuers.provider("id").unwrap().metadata(start()).await.unwrap();
    assert_eq!(metadata["token_endpoint"], json!(format!("{issuer}/token")));

    let named = Provider::new("urn:id", Some(&keys), &[Algorithm::ES256], Freshness::default()).unwrap();
    let issuers = Issuers::new(vec![Issuer::provider(Trust::new("id", "urn:id"), named.into())]).unwrap();
    assert!(issuers.verify(&key.usual("ES256", "k1", &claims("urn:id")), start(), &ACCESS).await.is_ok());
}

#[test]
fn a_provider_has_an_https_address() {
    let fault = |issuer: &str, jwks: Option<&str>| {
        Provider::new(issuer, jwks, &[Algorithm::ES256], Freshness::default())
            .err()
            .map(|fault| fault.to_string())
    };
    let address = Some(ProviderFault::Address.to_string());
    for issuer in [
        "http://id.example.org",
        "http://10.0.0.1",
        "ftp://id.example.org",
        "https://id.example.org?x=1",
        "https://id.example.org#x",
        "https://ann:s3cret@id.example.org",
        "id.example.org",
        "",
    ] {
        assert_eq!(fault(issuer, None), address, "{issuer}");
    }
    assert_eq!(fault("urn:id", Some("http://id.example.org/keys")), address);
    for issuer in ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"] {
        assert_eq!(fault(issuer, None), None, "{issuer}");
    }
}
