//! Tokens of one kind presented as another, and where each is allowed.

use std::sync::Arc;

use serde_json::{Value, json};
use service_kit::tokens::{
    Claims, Expectation, Issuer, Issuers, IssuersFault, Kind, OwnIssuer, Refusal, Trust,
};

use crate::world::{ACCESS, AUDIENCE, Key, OWN, PARTNER, SECRET, Server, World, claims, hmac_token};
use crate::world::{provider, refusal, start};

const ID: Expectation<'_> = Expectation { audience: "web", kind: Kind::Id, issuers: None };

fn id_claims(issuer: &str) -> Value {
    let now = start().timestamp();
    json!({ "iss": issuer, "sub": "ann", "aud": "web", "exp": now + 300, "iat": now, "nonce": "n" })
}

#[tokio::test]
async fn a_token_of_another_type_is_no_access_token() {
    let world = World::new();
    for typ in [
        json!("JWT"),
        json!("jwt"),
        json!("rt+jwt"),
        json!("id+jwt"),
        json!("logout+jwt"),
        json!("dpop+jwt"),
        json!(""),
        json!("at+jwt "),
        json!("application/x/at+jwt"),
    ] {
        let header = json!({ "typ": typ, "alg": "ES256", "kid": world.kid }).to_string();
        let token = world.key.token("ES256", &header, &claims(OWN).to_string());
        assert_eq!(world.refusal(&token).await, Refusal::Kind, "{typ}");
    }
    let header = json!({ "alg": "ES256", "kid": world.kid }).to_string();
    let untyped = world.key.token("ES256", &header, &claims(OWN).to_string());
    assert_eq!(world.refusal(&untyped).await, Refusal::Kind);
    for typ in ["AT+JWT", "application/at+jwt", "Application/AT+JWT"] {
        let header = json!({ "typ": typ, "alg": "ES256", "kid": world.kid }).to_string();
        let token = world.key.token("ES256", &header, &claims(OWN).to_string());
        assert!(world.issuers.verify(&token, start(), &ACCESS).await.is_ok(), "{typ}");
    }
}

/// A provider whose access tokens say `JWT`, as many do.
fn lax(server: &Server) -> Issuers {
    let types = vec!["JWT".to_owned(), String::new()];
    let trust = Trust { access_types: types, ..Trust::new("id", &server.issuer()) };
    Issuers::new(vec![Issuer::provider(trust, provider(server))]).unwrap()
}

#[tokio::test]
async fn an_id_token_is_no_access_token_even_where_types_are_the_same() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = lax(&server);
    let token = |claims: &Value| {
        key.token(
            "ES256",
            &json!({ "typ": "JWT", "alg": "ES256", "kid": "k1" }).to_string(),
            &claims.to_string(),
        )
    };
    let mut good = claims(&server.issuer());
    assert!(issuers.verify(&token(&good), start(), &ACCESS).await.is_ok());
    assert_eq!(refusal(&issuers, &token(&id_claims(&server.issuer())), start()).await, Refusal::Kind);
    for (name, value) in
        [("nonce", "n"), ("at_hash", "h"), ("c_hash", "h"), ("typ", "ID"), ("typ", "Refresh")]
    {
        let mut claims = good.clone();
        claims[name] = json!(value);
        assert_eq!(refusal(&issuers, &token(&claims), start()).await, Refusal::Kind, "{name}");
    }
    good["typ"] = json!("Bearer");
    assert!(issuers.verify(&token(&good), start(), &ACCESS).await.is_ok());
}

#[tokio::test]
async fn an_access_token_is_no_id_token() {
    let world = World::new();
    let mut claims = id_claims(OWN);
    let verified = world.issuers.verify(&world.signed(&claims), start(), &ID).await;
    assert_eq!(verified.unwrap_err(), Refusal::Kind);
    let typed = |claims: &Value| {
        let header = json!({ "typ": "JWT", "alg": "ES256", "kid": world.kid }).to_string();
        world.key.token("ES256", &header, &claims.to_string())
    };
    let verified = world.issuers.verify(&typed(&claims), start(), &ID).await.unwrap();
    assert_eq!(verified.all["nonce"], "n");
    claims["aud"] = json!(["web", "other"]);
    let several = world.issuers.verify(&typed(&claims), start(), &ID).await;
    assert_eq!(several.unwrap_err(), Refusal::Audience);
    claims["azp"] = json!("other");
    assert_eq!(world.issuers.verify(&typed(&claims), start(), &ID).await.unwrap_err(), Refusal::Audience);
    claims["azp"] = json!("web");
    assert!(world.issuers.verify(&typed(&claims), start(), &ID).await.is_ok());
}

#[tokio::test]
async fn a_token_of_one_kind_stays_of_that_kind_when_it_comes_again() {
    let world = World::new();
    let token =
        world.own.sign("login+jwt", claims_of(AUDIENCE), chrono::TimeDelta::minutes(5), start()).unwrap();
    let login = Expectation { kind: Kind::Other("login+jwt"), ..ACCESS };
    assert!(world.issuers.verify(&token, start(), &login).await.is_ok());
    for other in [ACCESS, ID, Expectation { kind: Kind::Other("logout+jwt"), ..ACCESS }] {
        assert_eq!(world.issuers.verify(&token, start(), &other).await.unwrap_err(), Refusal::Kind);
    }
    let elsewhere = Expectation { audience: "elsewhere", ..login };
    assert_eq!(world.issuers.verify(&token, start(), &elsewhere).await.unwrap_err(), Refusal::Audience);
}

fn claims_of(audience: &str) -> serde_json::Map<String, Value> {
    serde_json::Map::from_iter([("sub".to_owned(), json!("ann")), ("aud".to_owned(), json!(audience))])
}

#[tokio::test]
async fn an_operation_takes_tokens_of_its_issuers_alone() {
    let world = World::new();
    let ours = world.signed(&claims(OWN));
    let header = json!({ "typ": "at+jwt", "alg": "HS256" });
    let theirs = hmac_token("HS256", SECRET, &header, &claims(PARTNER));
    let verify = async |token: &str, issuers: Option<&[&str]>| -> Result<Arc<Claims>, Refusal> {
        world.issuers.verify(token, start(), &Expectation { issuers, ..ACCESS }).await
    };
    // The second time both are warm.
    for _ in 0..2 {
        assert!(verify(&ours, Some(&["own"])).await.is_ok());
        assert!(verify(&theirs, Some(&["own", "partner"])).await.is_ok());
        assert_eq!(verify(&theirs, Some(&["own"])).await.unwrap_err(), Refusal::IssuerNotAllowed);
        assert_eq!(verify(&ours, Some(&[])).await.unwrap_err(), Refusal::IssuerNotAllowed);
        assert_eq!(verify(&ours, Some(&["OWN", OWN])).await.unwrap_err(), Refusal::IssuerNotAllowed);
    }
}

#[tokio::test]
async fn a_key_of_one_issuer_is_none_of_another() {
    let (world, key) = (World::new(), Key::p256());
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = Issuers::new(vec![
        Issuer::own("own", Arc::clone(&world.own)),
        Issuer::provider(Trust::new("id", &server.issuer()), provider(&server)),
    ])
    .unwrap();
    let token = key.usual("ES256", "k1", &claims(&server.issuer()));
    assert!(issuers.verify(&token, start(), &ACCESS).await.is_ok());
    assert_eq!(
        refusal(&issuers, &key.usual("ES256", "k1", &claims(OWN)), start()).await,
        Refusal::UnknownKey
    );
    let token = world.key.usual("ES256", &world.kid, &claims(&server.issuer()));
    assert_eq!(refusal(&issuers, &token, start()).await, Refusal::UnknownKey);
    let token = world.key.usual("ES256", "k1", &claims(&server.issuer()));
    assert_eq!(refusal(&issuers, &token, start()).await, Refusal::Signature);
}

#[test]
fn two_issuers_have_neither_name_nor_address_in_common() {
    let own = |name: &str, address: &str| {
        let keys = service_kit::tokens::KeySet::new([], Default::default()).unwrap();
        Issuer::own(name, Arc::new(OwnIssuer::new(address, keys)))
    };
    let fault = |a, b| Issuers::new(vec![a, b]).unwrap_err();
    assert_eq!(fault(own("a", "x"), own("a", "y")), IssuersFault::Name("a".into()));
    assert_eq!(fault(own("a", "x"), own("b", "x")), IssuersFault::Issuer("b".into()));
    assert_eq!(fault(own("a", "x"), own("", "y")), IssuersFault::Empty("".into()));
    assert_eq!(fault(own("a", ""), own("b", "y")), IssuersFault::Empty("a".into()));
}

#[tokio::test]
async fn audiences_of_an_issuer_take_the_place_of_the_expected_one() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let trust = Trust { audiences: vec!["api://farm".into()], ..Trust::new("id", &server.issuer()) };
    let issuers = Issuers::new(vec![Issuer::provider(trust, provider(&server))]).unwrap();
    let mut claims = claims(&server.issuer());
    let token = key.usual("ES256", "k1", &claims);
    assert_eq!(refusal(&issuers, &token, start()).await, Refusal::Audience);
    claims["aud"] = json!("api://farm");
    assert!(issuers.verify(&key.usual("ES256", "k1", &claims), start(), &ACCESS).await.is_ok());
}
