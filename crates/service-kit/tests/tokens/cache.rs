//! Tokens that come again.

use serde_json::json;
use service_kit::tokens::Issuers;

use crate::world::{ACCESS, Key, OWN, Server, World, claims, claims_with, issuers_of, seconds, start};

/// Whether the issuers still remember the token: then the claims are the very same.
async fn is_remembered(issuers: &Issuers, token: &str, act: impl FnOnce()) -> bool {
    let before = issuers.verify(token, start(), &ACCESS).await.unwrap();
    act();
    let after = issuers.verify(token, start(), &ACCESS).await.unwrap();
    assert_eq!(before, after);
    std::sync::Arc::ptr_eq(&before, &after)
}

#[tokio::test]
async fn a_token_is_forgotten_by_itself_by_its_id_by_its_subject_and_with_everything() {
    let world = World::new();
    let issuers = &world.issuers;
    let ours = world.signed(&claims(OWN));
    let other = world.signed(&claims_with(OWN, "jti", json!("t2")));
    assert!(is_remembered(issuers, &ours, || ()).await);
    assert!(!is_remembered(issuers, &ours, || issuers.forget_token(&ours)).await);
    assert!(!is_remembered(issuers, &ours, || issuers.forget_token_id("own", "t1")).await);
    assert!(!is_remembered(issuers, &ours, || issuers.forget_subject("own", "ann")).await);
    assert!(!is_remembered(issuers, &ours, || issuers.forget_all()).await);

    assert!(is_remembered(issuers, &ours, || issuers.forget_token(&other)).await);
    assert!(is_remembered(issuers, &ours, || issuers.forget_token_id("own", "t2")).await);
    assert!(is_remembered(issuers, &ours, || issuers.forget_token_id("partner", "t1")).await);
    assert!(is_remembered(issuers, &ours, || issuers.forget_subject("partner", "ann")).await);
    assert!(is_remembered(issuers, &ours, || issuers.forget_subject("own", "an")).await);
}

#[tokio::test]
async fn what_was_refused_is_not_remembered_as_believed() {
    let world = World::new();
    let bad = Key::p256().usual("ES256", &world.kid, &claims(OWN));
    assert_eq!(world.refusal(&bad).await, world.refusal(&bad).await);
}

#[tokio::test]
async fn a_token_is_believed_no_longer_than_the_keys_are_fresh() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let issuers = issuers_of(&server);
    let token =
        key.usual("ES256", "k1", &claims_with(&server.issuer(), "exp", json!(start().timestamp() + 86_400)));
    let first = issuers.verify(&token, start(), &ACCESS).await.unwrap();
    let warm = issuers.verify(&token, seconds(599), &ACCESS).await.unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &warm));
    let later = issuers.verify(&token, seconds(600), &ACCESS).await.unwrap();
    assert!(!std::sync::Arc::ptr_eq(&first, &later));
}
