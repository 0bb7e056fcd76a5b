//! Issuers that share a secret with us.

use serde_json::json;
use service_kit::tokens::{Algorithm, Issuer, Issuers, Refusal, SecretFault, SharedSecrets, Trust};

use crate::world::{ACCESS, PARTNER, claims, hmac_token, refusal, start};

#[test]
fn a_secret_is_at_least_as_long_as_the_hash() {
    for (algorithm, length) in [(Algorithm::HS256, 32), (Algorithm::HS384, 48), (Algorithm::HS512, 64)] {
        assert!(SharedSecrets::new(algorithm, &[&vec![b'a'; length]]).is_ok());
        let short = SharedSecrets::new(algorithm, &[&[b'a'; 64], &vec![b'a'; length - 1]]);
        assert_eq!(short.unwrap_err(), SecretFault::Short, "{algorithm}");
    }
    assert_eq!(SharedSecrets::new(Algorithm::HS256, &[]).unwrap_err(), SecretFault::None);
    assert_eq!(SharedSecrets::new(Algorithm::RS256, &[&[b'a'; 64]]).unwrap_err(), SecretFault::Algorithm);
}

#[tokio::test]
async fn each_hash_verifies_and_two_secrets_overlap_while_one_is_rotated() {
    let (old, new, wrong) = ([b'o'; 64], [b'n'; 64], [b'w'; 64]);
    for algorithm in Algorithm::SYMMETRIC {
        let name = algorithm.as_str();
        let secrets = SharedSecrets::new(algorithm, &[&new, &old]).unwrap();
        let issuers = Issuers::new(vec![Issuer::shared(Trust::new("partner", PARTNER), secrets)]).unwrap();
        let header = json!({ "typ": "at+jwt", "alg": name });
        for secret in [old, new] {
            let token = hmac_token(name, &secret, &header, &claims(PARTNER));
            assert!(issuers.verify(&token, start(), &ACCESS).await.is_ok(), "{name}");
        }
        let token = hmac_token(name, &wrong, &header, &claims(PARTNER));
        assert_eq!(refusal(&issuers, &token, start()).await, Refusal::Signature);
    }
}

#[test]
fn a_secret_is_never_printed() {
    let secrets = SharedSecrets::new(Algorithm::HS256, &[&[b'q'; 32]]).unwrap();
    assert!(!format!("{secrets:?}").contains("qqqq"));
    assert!(!format!("{secrets:?}").contains("113"));
}
