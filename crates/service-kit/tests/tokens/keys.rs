//! Which published keys are used, and for which algorithms.

use serde_json::{Value, json};
use service_kit::tokens::{Algorithm, Freshness, Issuer, Issuers, Provider, ProviderFault, Refusal, Trust};

use crate::world::{ACCESS, Key, Server, claims, encode, issuers_of, refusal, start};

#[tokio::test]
async fn every_algorithm_of_key_pairs_is_verified() {
    let (p256, p384, ed, rsa) = (Key::p256(), Key::p384(), Key::ed(), Key::rsa());
    let server = Server::with_keys(&[p256.jwk("p256"), p384.jwk("p384"), ed.jwk("ed"), rsa.jwk("rsa")]);
    let issuers = issuers_of(&server);
    let rsa_algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
    let mut pairs = vec![("ES256", "p256", &p256), ("ES384", "p384", &p384), ("EdDSA", "ed", &ed)];
    pairs.extend(rsa_algorithms.map(|algorithm| (algorithm, "rsa", &rsa)));
    assert_eq!(pairs.len(), Algorithm::ASYMMETRIC.len());
    for (algorithm, kid, key) in pairs {
        let token = key.usual(algorithm, kid, &claims(&server.issuer()));
        assert!(issuers.verify(&token, start(), &ACCESS).await.is_ok(), "{algorithm}");
        let (message, signature) = token.rsplit_once('.').unwrap();
        let reversed: String = signature.chars().rev().collect();
        let refusal = refusal(&issuers, &format!("{message}.{reversed}"), start()).await;
        assert!(matches!(refusal, Refusal::Signature | Refusal::Malformed), "{algorithm}: {refusal}");
    }
    // The signature is right for one padding, and the header names the other.
    let mixed = rsa.token(
        "RS256",
        r#"{"typ":"at+jwt","alg":"PS256","kid":"rsa"}"#,
        &claims(&server.issuer()).to_string(),
    );
    assert_eq!(refusal(&issuers, &mixed, start()).await, Refusal::Signature);
}

#[tokio::test]
async fn an_algorithm_outside_the_list_of_the_issuer_is_refused() {
    let rsa = Key::rsa();
    let server = Server::with_keys(&[rsa.jwk("k1")]);
    let provider = Provider::new(&server.issuer(), None, &[Algorithm::RS256], Freshness::default()).unwrap();
    let issuer = Issuer::provider(Trust::new("id", &server.issuer()), provider.into());
    let issuers = Issuers::new(vec![issuer]).unwrap();
    let token = |algorithm| rsa.usual(algorithm, "k1", &claims(&server.issuer()));
    assert!(issuers.verify(&token("RS256"), start(), &ACCESS).await.is_ok());
    assert_eq!(refusal(&issuers, &token("RS384"), start()).await, Refusal::Algorithm);
    assert_eq!(refusal(&issuers, &token("PS256"), start()).await, Refusal::Algorithm);
}

#[test]
fn a_provider_has_no_symmetric_algorithm() {
    for algorithms in [&[Algorithm::RS256, Algorithm::HS256][..], &[]] {
        let made = Provider::new("https://id.example.org", None, algorithms, Freshness::default());
        assert!(matches!(made.unwrap_err(), ProviderFault::Algorithm));
    }
}

/// What is said of a token that is signed by the key behind a key document as it is given here.
async fn verdict(key: &Key, algorithm: &str, jwk: &Value) -> Result<(), Refusal> {
    let server = Server::with_keys(std::slice::from_ref(jwk));
    let token = key.usual(algorithm, "k1", &claims(&server.issuer()));
    issuers_of(&server).verify(&token, start(), &ACCESS).await.map(|_| ())
}

#[tokio::test]
async fn keys_for_other_uses_are_not_used() {
    let key = Key::p256();
    let with = |name: &str, value: Value| {
        let mut jwk = key.jwk("k1");
        jwk[name] = value;
        jwk
    };
    assert_eq!(verdict(&key, "ES256", &key.jwk("k1")).await, Ok(()));
    for good in [with("alg", json!("ES256")), with("key_ops", json!(["verify"])), with("x5c", json!(["AA"]))]
    {
        assert_eq!(verdict(&key, "ES256", &good).await, Ok(()), "{good}");
    }
    for bad in [
        with("use", json!("enc")),
        with("use", json!(1)),
        with("key_ops", json!(["encrypt", "wrapKey"])),
        with("key_ops", json!("verify")),
        with("alg", json!("ES384")),
        with("alg", json!("RS256")),
        with("alg", json!("ECDH-ES")),
        with("kty", json!("RSA")),
        with("kty", json!("OKP")),
        with("kty", json!("oct")),
        with("crv", json!("P-384")),
        with("crv", json!("secp256k1")),
        with("kid", json!(1)),
        // A private key that everyone can read is nobody's.
        with("d", json!("AA")),
        // Not on the curve, not a whole coordinate, not base64url.
        with("y", with("y", json!("")).get("x").unwrap().clone()),
        with("x", json!("AA")),
        with("x", json!("=")),
        with("x", Value::Null),
        json!("key"),
        Value::Null,
    ] {
        assert_eq!(verdict(&key, "ES256", &bad).await, Err(Refusal::UnknownKey), "{bad}");
    }
}

#[tokio::test]
async fn a_published_secret_is_not_used() {
    let server =
        Server::with_keys(&[json!({ "kty": "oct", "k": encode([7; 32]), "kid": "k1", "alg": "HS256" })]);
    let header = json!({ "typ": "at+jwt", "alg": "HS256", "kid": "k1" });
    let token = crate::world::hmac_token("HS256", &[7; 32], &header, &claims(&server.issuer()));
    assert_eq!(refusal(&issuers_of(&server), &token, start()).await, Refusal::Algorithm);
}

#[tokio::test]
async fn rsa_keys_under_2048_bits_are_not_used() {
    let key = Key::rsa();
    let good = key.jwk("k1");
    assert_eq!(verdict(&key, "RS256", &good).await, Ok(()));
    for bytes in [64, 128, 255, 2_000] {
        let mut jwk = good.clone();
        jwk["n"] = json!(encode([&[0xff], vec![1; bytes - 1].as_slice()].concat()));
        assert_eq!(verdict(&key, "RS256", &jwk).await, Err(Refusal::UnknownKey), "{bytes} bytes");
    }
    for (name, value) in [("e", ""), ("n", ""), ("e", "AA"), ("e", "AQ")] {
        let mut jwk = good.clone();
        jwk[name] = json!(value);
        assert!(verdict(&key, "RS256", &jwk).await.is_err(), "{name}={value}");
    }
}

#[tokio::test]
async fn without_kid_a_key_is_found_only_when_it_is_the_only_one() {
    let (first, second, rsa) = (Key::p256(), Key::p256(), Key::rsa());
    let token = |server: &Server| {
        first.token("ES256", r#"{"typ":"at+jwt","alg":"ES256"}"#, &claims(&server.issuer()).to_string())
    };
    let server = Server::with_keys(&[first.jwk("k1"), rsa.jwk("k2")]);
    assert!(issuers_of(&server).verify(&token(&server), start(), &ACCESS).await.is_ok());
    let server = Server::with_keys(&[first.jwk("k1"), second.jwk("k2")]);
    assert_eq!(refusal(&issuers_of(&server), &token(&server), start()).await, Refusal::UnknownKey);
}

#[tokio::test]
async fn one_bad_key_does_not_spoil_the_others() {
    let key = Key::p256();
    let server =
        Server::with_keys(&[json!({ "kty": "new" }), json!(1), Key::p384().jwk("k0"), key.jwk("k1")]);
    let token = key.usual("ES256", "k1", &claims(&server.issuer()));
    assert!(issuers_of(&server).verify(&token, start(), &ACCESS).await.is_ok());
}
