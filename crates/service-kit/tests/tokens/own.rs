//! Our own tokens and the life of their keys.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};
use service_kit::tokens::{
    AccessToken, Algorithm, KeyFault, KeyPhase, KeySet, OwnIssuer, Refusal, Rotation, SigningKey,
};

use crate::world::{ACCESS, AUDIENCE, OWN, World, refusal, seconds, start};

const TOKEN: AccessToken<'_> = AccessToken {
    subject: "ann",
    audience: &[AUDIENCE],
    client: "cli",
    scopes: &["cows:read", "cows:write"],
    token_id: "t1",
    lifetime: TimeDelta::minutes(15),
};

fn part(token: &str, index: usize) -> Value {
    use base64::Engine as _;
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[tokio::test]
async fn a_minted_token_is_one_of_rfc_9068_and_is_believed() {
    let world = World::new();
    let extra = Map::from_iter([("roles".to_owned(), json!(["steward"])), ("sub".to_owned(), json!("root"))]);
    let token = world.own.mint(&TOKEN, extra, start()).unwrap();
    assert_eq!(part(&token, 0), json!({ "typ": "at+jwt", "alg": "ES256", "kid": world.kid }));
    let now = start().timestamp();
    let expected = json!({
        "iss": OWN, "sub": "ann", "aud": AUDIENCE, "client_id": "cli", "scope": "cows:read cows:write",
        "jti": "t1", "iat": now, "exp": now + 900, "roles": ["steward"],
    });
    assert_eq!(part(&token, 1), expected);
    let claims = world.issuers.verify(&token, start(), &ACCESS).await.unwrap();
    assert_eq!((claims.subject.as_str(), claims.all["roles"][0].as_str()), ("ann", Some("steward")));
}

#[tokio::test]
async fn every_algorithm_of_ours_signs_what_it_verifies() {
    for algorithm in [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256] {
        let world = World::new();
        let key = SigningKey::generate(algorithm).unwrap();
        let again = SigningKey::from_pem(&key.to_pem().unwrap()).unwrap();
        assert_eq!((again.kid(), again.algorithm()), (key.kid(), algorithm));
        assert_eq!(again.public_jwk(), key.public_jwk());
        world.own.replace_keys(KeySet::new([(start(), again)], Rotation::default()).unwrap());
        let token = world.own.mint(&TOKEN, Map::new(), start()).unwrap();
        assert_eq!(part(&token, 0)["alg"], algorithm.as_str());
        assert!(world.issuers.verify(&token, start(), &ACCESS).await.is_ok());
    }
    assert_eq!(SigningKey::generate(Algorithm::HS256).unwrap_err(), KeyFault::Algorithm);
}

#[test]
fn what_is_no_private_key_is_refused_and_a_key_is_never_printed() {
    let key = SigningKey::generate(Algorithm::ES256).unwrap();
    let pem = key.to_pem().unwrap();
    for text in [
        "",
        "-----BEGIN PRIVATE KEY-----",
        &pem.replace("PRIVATE", "PUBLIC"),
        &pem[..80],
        &pem.replace('M', "N"),
    ] {
        assert_eq!(SigningKey::from_pem(text).unwrap_err(), KeyFault::Pem, "{text}");
    }
    assert!(pem.lines().all(|line| line.len() <= 64));
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    assert!(!format!("{key:?}").contains(&body[20..60]));
}

#[test]
fn the_key_document_has_public_parts_alone() {
    let key = |algorithm| SigningKey::generate(algorithm).unwrap();
    let keys =
        [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256].map(|algorithm| (start(), key(algorithm)));
    let document = KeySet::new(keys, Rotation::default()).unwrap().jwks(start());
    let listed = document["keys"].as_array().unwrap();
    assert_eq!(listed.len(), 3);
    let public = ["crv", "kty", "x", "y", "e", "n", "use", "alg", "kid"];
    for jwk in listed {
        assert!(jwk.as_object().unwrap().keys().all(|name| public.contains(&name.as_str())), "{jwk}");
        assert_eq!(jwk["use"], "sig");
    }
}

fn rotation() -> Rotation {
    Rotation { every: TimeDelta::days(30), ahead: TimeDelta::days(1), overlap: TimeDelta::hours(2) }
}

#[tokio::test]
async fn keys_rotate_with_overlap_and_a_key_rotated_out_is_refused() {
    let [old, new] = [0, 1].map(|_| SigningKey::generate(Algorithm::ES256).unwrap());
    let (old_kid, old_pem) = (old.kid().to_owned(), old.to_pem().unwrap());
    let begun = start() - TimeDelta::days(30);
    let change = start();

    let only_old = KeySet::new([(begun, old)], rotation()).unwrap();
    assert_eq!(only_old.due(change - TimeDelta::days(1) - TimeDelta::seconds(1)), None);
    assert_eq!(only_old.due(change - TimeDelta::days(1)), Some(change));
    assert_eq!(only_old.due(change + TimeDelta::days(9)), Some(change + TimeDelta::days(10)));
    let old = SigningKey::from_pem(&old_pem).unwrap();
    let both = KeySet::new([(change, new), (begun, old)], rotation()).unwrap();
    assert_eq!(both.due(change), None);

    let phases = |now| both.phases(now).into_iter().map(|(_, phase)| phase).collect::<Vec<_>>();
    let published = |now| both.jwks(now)["keys"].as_array().unwrap().len();
    let (before, after, late) = (seconds(-1), seconds(7_199), seconds(7_200));
    assert_eq!((phases(before), published(before)), (vec![KeyPhase::Current, KeyPhase::Next], 2));
    assert_eq!((phases(after), published(after)), (vec![KeyPhase::Retired, KeyPhase::Current], 2));
    assert_eq!((phases(late), published(late)), (vec![KeyPhase::Ended, KeyPhase::Current], 1));

    let world = World::new();
    world.own.replace_keys(both);
    let long = AccessToken { lifetime: TimeDelta::days(1), ..TOKEN };
    let last_of_old = world.own.mint(&long, Map::new(), before).unwrap();
    let first_of_new = world.own.mint(&long, Map::new(), change).unwrap();
    assert_eq!(part(&last_of_old, 0)["kid"], old_kid);
    assert_ne!(part(&first_of_new, 0)["kid"], old_kid);
    // Another process whose clock is behind already believes the next key.
    assert!(world.issuers.verify(&first_of_new, before, &ACCESS).await.is_ok());
    assert!(world.issuers.verify(&last_of_old, after, &ACCESS).await.is_ok());
    // It was believed a second ago, and has hours to live: the key counts.
    assert_eq!(refusal(&world.issuers, &last_of_old, late).await, Refusal::UnknownKey);
    assert!(world.issuers.verify(&first_of_new, late, &ACCESS).await.is_ok());
}

#[tokio::test]
async fn a_key_that_is_taken_away_is_refused_at_once() {
    let world = World::new();
    let token = world.own.mint(&TOKEN, Map::new(), start()).unwrap();
    assert!(world.issuers.verify(&token, start(), &ACCESS).await.is_ok());
    let other = SigningKey::generate(Algorithm::ES256).unwrap();
    world.own.replace_keys(KeySet::new([(start(), other)], Rotation::default()).unwrap());
    assert_eq!(world.refusal(&token).await, Refusal::UnknownKey);
}

#[test]
fn without_a_current_key_nothing_is_signed() {
    let empty = KeySet::new([], Rotation::default()).unwrap();
    assert_eq!(empty.due(start()), Some(start()));
    let key = SigningKey::generate(Algorithm::ES256).unwrap();
    let early = KeySet::new([(seconds(1), key)], Rotation::default()).unwrap();
    for keys in [empty, early] {
        let own = OwnIssuer::new(OWN, keys);
        assert_eq!(own.mint(&TOKEN, Map::new(), start()).unwrap_err(), KeyFault::NoneCurrent);
    }
}

#[test]
fn the_same_key_twice_is_a_fault() {
    let key = SigningKey::generate(Algorithm::ES256).unwrap();
    let twin = SigningKey::from_pem(&key.to_pem().unwrap()).unwrap();
    let keys = KeySet::new([(start(), key), (seconds(9), twin)], Rotation::default());
    assert_eq!(keys.unwrap_err(), KeyFault::Twice);
}
