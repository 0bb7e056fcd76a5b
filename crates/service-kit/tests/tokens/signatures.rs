//! Signatures that are missing, forged, or of another algorithm.

use serde_json::json;
use service_kit::tokens::{Algorithm, Refusal, SecretFault, SharedSecrets};

use crate::world::{ACCESS, Key, OWN, PARTNER, SECRET, Server, World, claims, compact, encode, hmac_token};
use crate::world::{issuers_of, refusal, start};

#[tokio::test]
async fn a_good_token_is_believed() {
    let world = World::new();
    let claims = world.issuers.verify(&world.signed(&claims(OWN)), start(), &ACCESS).await.unwrap();
    assert_eq!(
        (&*claims.issuer, claims.subject.as_str(), claims.client.as_deref()),
        ("own", "ann", Some("cli"))
    );
    assert_eq!(claims.scopes, ["cows:read", "cows:write"]);
    assert_eq!(claims.token_id.as_deref(), Some("t1"));
    assert_eq!(claims.expires_at, start().timestamp() + 900);
}

#[tokio::test]
async fn alg_none_is_refused_in_any_case() {
    let world = World::new();
    for issuer in [OWN, PARTNER] {
        for name in ["none", "None", "NONE", "nOnE", "", " none", "none\0"] {
            let header = json!({ "typ": "at+jwt", "alg": name, "kid": world.kid }).to_string();
            let unsigned = compact(&header, &claims(issuer).to_string(), |_| Vec::new());
            assert_eq!(world.refusal(&unsigned).await, Refusal::Algorithm, "{name}");
            let signed = world.key.token("ES256", &header, &claims(issuer).to_string());
            assert_eq!(world.refusal(&signed).await, Refusal::Algorithm, "{name}");
        }
    }
}

#[tokio::test]
async fn an_empty_or_stripped_signature_is_refused() {
    let world = World::new();
    let signed = world.signed(&claims(OWN));
    let (message, _) = signed.rsplit_once('.').unwrap();
    assert_eq!(world.refusal(&format!("{message}.")).await, Refusal::Signature);
    assert_eq!(world.refusal(message).await, Refusal::Malformed);
    assert_eq!(world.refusal(&format!("{signed}.")).await, Refusal::Malformed);
    let header = json!({ "typ": "at+jwt", "alg": "HS256" }).to_string();
    let empty = compact(&header, &claims(PARTNER).to_string(), |_| Vec::new());
    assert_eq!(world.refusal(&empty).await, Refusal::Signature);
}

#[tokio::test]
async fn a_token_signed_by_hs256_with_the_public_key_is_refused() {
    let world = World::new();
    let server = Server::with_keys(&[world.key.jwk("k1")]);
    let third = issuers_of(&server);
    let jwk = world.key.jwk(&world.kid);
    let point = [&[4], decoded(&jwk["x"]).as_slice(), &decoded(&jwk["y"])].concat();
    for secret in [
        world.key.public_pem().into_bytes(),
        world.key.public_pem().trim().as_bytes().to_vec(),
        world.key.public_der(),
        point,
        jwk.to_string().into_bytes(),
        decoded(&jwk["x"]),
    ] {
        for algorithm in ["HS256", "HS384", "HS512"] {
            let header = json!({ "typ": "at+jwt", "alg": algorithm, "kid": world.kid });
            let token = hmac_token(algorithm, &secret, &header, &claims(OWN));
            assert_eq!(world.refusal(&token).await, Refusal::Algorithm);
            let header = json!({ "typ": "at+jwt", "alg": algorithm, "kid": "k1" });
            let token = hmac_token(algorithm, &secret, &header, &claims(&server.issuer()));
            assert_eq!(refusal(&third, &token, start()).await, Refusal::Algorithm);
        }
    }
    assert_eq!(server.asked_at_all(), 0, "a key pair cannot sign like this, whatever the provider says");
}

#[test]
fn a_public_key_is_no_shared_secret() {
    let key = Key::p256();
    for secret in [key.public_pem(), format!("\n {}", key.public_pem()), key.jwk("a").to_string()] {
        let made = SharedSecrets::new(Algorithm::HS256, &[secret.as_bytes()]);
        assert_eq!(made.unwrap_err(), SecretFault::KeyPair);
    }
}

#[tokio::test]
async fn a_token_signed_by_a_key_pair_is_refused_for_an_issuer_of_secrets() {
    let world = World::new();
    let token = world.key.usual("ES256", &world.kid, &claims(PARTNER));
    assert_eq!(world.refusal(&token).await, Refusal::Algorithm);
    for algorithm in ["HS384", "HS512"] {
        let header = json!({ "typ": "at+jwt", "alg": algorithm });
        let token = hmac_token(algorithm, SECRET, &header, &claims(PARTNER));
        assert_eq!(world.refusal(&token).await, Refusal::Algorithm);
    }
}

#[tokio::test]
async fn an_algorithm_that_the_key_does_not_have_is_refused() {
    let world = World::new();
    for algorithm in ["ES384", "EdDSA", "RS256", "PS256"] {
        let token = world.key.usual(algorithm, &world.kid, &claims(OWN));
        assert_eq!(world.refusal(&token).await, Refusal::UnknownKey, "{algorithm}");
    }
    for algorithm in ["ES256K", "ES512", "es256", "RS1", "HS1", "dir", "Ed25519"] {
        let token = world.key.usual(algorithm, &world.kid, &claims(OWN));
        assert_eq!(world.refusal(&token).await, Refusal::Algorithm, "{algorithm}");
    }
}

#[tokio::test]
async fn a_key_of_another_curve_is_refused() {
    let world = World::new();
    let token = Key::p384().usual("ES256", &world.kid, &claims(OWN));
    assert_eq!(world.refusal(&token).await, Refusal::Signature);
    let server = Server::with_keys(&[Key::p384().jwk("k1")]);
    let token = Key::p384().usual("ES256", "k1", &claims(&server.issuer()));
    assert_eq!(refusal(&issuers_of(&server), &token, start()).await, Refusal::UnknownKey);
}

#[tokio::test]
async fn a_key_of_nobody_is_refused() {
    let world = World::new();
    assert_eq!(
        world.refusal(&Key::p256().usual("ES256", &world.kid, &claims(OWN))).await,
        Refusal::Signature
    );
    let header = json!({ "typ": "at+jwt", "alg": "HS256" });
    let token = hmac_token("HS256", &[0; 32], &header, &claims(PARTNER));
    assert_eq!(world.refusal(&token).await, Refusal::Signature);
}

#[tokio::test]
async fn signatures_of_zeros_and_of_other_forms_are_refused() {
    let world = World::new();
    let forged = |signature: Vec<u8>| {
        compact(&world.header().to_string(), &claims(OWN).to_string(), |_| signature.clone())
    };
    // The order of the group of P-256: as a number it is zero too.
    let order = [
        0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
        0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];
    let one = [&[0; 31][..], &[1]].concat();
    for signature in [
        vec![0; 64],
        [&[0; 32][..], &one].concat(),
        [&one[..], &[0; 32]].concat(),
        [order, order].concat(),
        vec![0xff; 64],
        vec![0; 63],
        vec![0; 65],
        vec![0x30, 6, 2, 1, 0, 2, 1, 0],
    ] {
        assert_eq!(world.refusal(&forged(signature)).await, Refusal::Signature);
    }
}

#[tokio::test]
async fn a_der_signature_is_refused() {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
    let world = World::new();
    let Key::P256(pair) = &world.key else { panic!("the key of the world is P-256") };
    let pkcs8 = pair.to_pkcs8v1().unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref()).unwrap();
    let token = compact(&world.header().to_string(), &claims(OWN).to_string(), |message| {
        pair.sign(&aws_lc_rs::rand::SystemRandom::new(), message).unwrap().as_ref().to_vec()
    });
    assert_eq!(world.refusal(&token).await, Refusal::Signature);
}

#[tokio::test]
async fn the_signature_of_another_token_is_refused() {
    let world = World::new();
    let (good, mut other) = (world.signed(&claims(OWN)), claims(OWN));
    world.issuers.verify(&good, start(), &ACCESS).await.unwrap();
    other["sub"] = json!("root");
    let signature = good.rsplit_once('.').unwrap().1;
    let token = format!("{}.{}.{signature}", encode(world.header().to_string()), encode(other.to_string()));
    assert_eq!(world.refusal(&token).await, Refusal::Signature);
}

fn decoded(member: &serde_json::Value) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(member.as_str().unwrap()).unwrap()
}
