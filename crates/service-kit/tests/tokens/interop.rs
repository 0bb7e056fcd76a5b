//! Another implementation understands our tokens and key documents, and we understand its tokens.

use chrono::TimeDelta;
use jsonwebtoken::jwk::{Jwk, JwkSet, ThumbprintHash};
use jsonwebtoken::{DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde_json::{Map, Value};
use service_kit::tokens::{AccessToken, Algorithm, KeySet, Rotation, SigningKey};

use crate::world::{ACCESS, AUDIENCE, OWN, World, claims, start};

#[tokio::test]
async fn jsonwebtoken_and_we_understand_each_other() {
    for (ours, theirs) in [
        (Algorithm::ES256, jsonwebtoken::Algorithm::ES256),
        (Algorithm::EdDSA, jsonwebtoken::Algorithm::EdDSA),
        (Algorithm::RS256, jsonwebtoken::Algorithm::RS256),
    ] {
        let world = World::new();
        let key = SigningKey::generate(ours).unwrap();
        let (kid, pem) = (key.kid().to_owned(), key.to_pem().unwrap());
        world.own.replace_keys(KeySet::new([(start(), key)], Rotation::default()).unwrap());

        // Key document and id.
        let document: JwkSet = serde_json::from_value(world.own.keys().jwks(start())).unwrap();
        let jwk: &Jwk = document.find(&kid).unwrap();
        assert_eq!(jwk.thumbprint(ThumbprintHash::SHA256).unwrap(), kid);

        // Ours, read by it.
        let token = AccessToken {
            subject: "ann",
            audience: &[AUDIENCE],
            client: "cli",
            scopes: &[],
            token_id: "t1",
            lifetime: TimeDelta::minutes(15),
        };
        let token = world.own.mint(&token, Map::new(), start()).unwrap();
        let mut validation = Validation::new(theirs);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[OWN]);
        validation.validate_exp = false;
        let read = decode::<Value>(&token, &DecodingKey::from_jwk(jwk).unwrap(), &validation).unwrap();
        assert_eq!(read.claims["sub"], "ann");

        // Its own, signed with the key that we wrote, read by us.
        let signing = match ours {
            Algorithm::ES256 => EncodingKey::from_ec_pem(pem.as_bytes()),
            Algorithm::EdDSA => EncodingKey::from_ed_pem(pem.as_bytes()),
            _ => EncodingKey::from_rsa_pem(pem.as_bytes()),
        };
        let header = Header { typ: Some("at+jwt".into()), kid: Some(kid), ..Header::new(theirs) };
        let token = encode(&header, &claims(OWN), &signing.unwrap()).unwrap();
        assert!(world.issuers.verify(&token, start(), &ACCESS).await.is_ok(), "{ours}");
    }
}
