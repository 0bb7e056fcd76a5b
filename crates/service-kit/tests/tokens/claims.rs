//! Times, audiences, issuers, subjects and scopes.

use serde_json::{Value, json};
use service_kit::tokens::{Algorithm, Issuer, Issuers, IssuersFault, Refusal, SharedSecrets, Trust};

use crate::world::{
    ACCESS, AUDIENCE, OWN, PARTNER, SECRET, World, claims, claims_with, hmac_token, refusal, seconds, start,
};

async fn refusal_with(name: &str, value: Value) -> Refusal {
    let world = World::new();
    world.refusal(&world.signed(&claims_with(OWN, name, value))).await
}

#[tokio::test]
async fn a_token_ends_with_exp_and_leeway() {
    let world = World::new();
    let token = world.signed(&claims(OWN));
    // Warm and cold alike.
    for warm in [true, false] {
        let verify = |at| {
            if !warm {
                world.issuers.forget_all();
            }
            world.issuers.verify(&token, seconds(at), &ACCESS)
        };
        assert!(verify(929).await.is_ok());
        assert_eq!(verify(930).await.unwrap_err(), Refusal::Expired);
        assert_eq!(verify(100_000).await.unwrap_err(), Refusal::Expired);
    }
}

#[tokio::test]
async fn an_exp_that_is_past_missing_or_no_whole_number_is_refused() {
    let now = start().timestamp();
    assert_eq!(refusal_with("exp", json!(now - 31)).await, Refusal::Expired);
    assert_eq!(refusal_with("exp", json!(0)).await, Refusal::Expired);
    let malformed = [
        Value::Null,
        json!((now + 900).to_string()),
        json!(now as f64 + 900.5),
        json!(now as f64 + 900.0),
        json!(1e300),
        json!(-1),
        json!(u64::MAX),
        json!(i64::MAX),
        json!(253_402_300_800_i64),
        json!([now + 900]),
        json!(true),
    ];
    for exp in malformed {
        assert_eq!(refusal_with("exp", exp.clone()).await, Refusal::Claim("exp"), "{exp}");
    }
    let world = World::new();
    for exp in ["1e400", "1767226500.0", "1.767226500e9", "null", "+1767226500", "01767226500"] {
        let text = claims(OWN).to_string().replace(&(now + 900).to_string(), exp);
        let refusal = world.refusal(&world.key.token("ES256", &world.header().to_string(), &text)).await;
        assert!(matches!(refusal, Refusal::Claim("exp") | Refusal::Malformed), "{exp}: {refusal}");
    }
}

#[tokio::test]
async fn nbf_and_iat_in_the_future_are_refused() {
    let (world, now) = (World::new(), start().timestamp());
    for name in ["nbf", "iat"] {
        assert_eq!(refusal_with(name, json!(now + 31)).await, Refusal::NotYetValid);
        assert_eq!(refusal_with(name, json!((now - 1).to_string())).await, Refusal::Claim(name_of(name)));
        assert_eq!(refusal_with(name, json!(0.5)).await, Refusal::Claim(name_of(name)));
        let within = world.signed(&claims_with(OWN, name, json!(now + 30)));
        assert!(world.issuers.verify(&within, start(), &ACCESS).await.is_ok(), "{name}");
    }
}

fn name_of(name: &str) -> &'static str {
    if name == "nbf" { "nbf" } else { "iat" }
}

#[tokio::test]
async fn leeway_is_at_most_a_minute() {
    let issuers = |leeway| {
        let secrets = SharedSecrets::new(Algorithm::HS256, &[SECRET]).unwrap();
        let trust = Trust { leeway, ..Trust::new("partner", PARTNER) };
        Issuers::new(vec![Issuer::shared(trust, secrets)])
    };
    assert_eq!(issuers(61).unwrap_err(), IssuersFault::Leeway("partner".into()));
    let issuers = issuers(60).unwrap();
    let header = json!({ "typ": "at+jwt", "alg": "HS256" });
    let ended = |ago| {
        let claims = claims_with(PARTNER, "exp", json!(start().timestamp() - ago));
        hmac_token("HS256", SECRET, &header, &claims)
    };
    assert!(issuers.verify(&ended(59), start(), &ACCESS).await.is_ok());
    assert_eq!(refusal(&issuers, &ended(60), start()).await, Refusal::Expired);
}

#[tokio::test]
async fn an_audience_that_is_missing_wrong_or_a_part_of_ours_is_refused() {
    let world = World::new();
    for audience in [
        Value::Null,
        json!(""),
        json!([]),
        json!("https://other.example.org"),
        json!("https://farm.example.org"),
        json!(format!("{AUDIENCE}/")),
        json!(AUDIENCE.to_uppercase()),
        json!([format!("x{AUDIENCE}"), "https://farm.example.org/ap"]),
    ] {
        assert_eq!(refusal_with("aud", audience.clone()).await, Refusal::Audience, "{audience}");
    }
    for audience in [json!(1), json!({ AUDIENCE: true }), json!([AUDIENCE, 1]), json!([[AUDIENCE]])] {
        assert_eq!(refusal_with("aud", audience.clone()).await, Refusal::Claim("aud"), "{audience}");
    }
    let several = world.signed(&claims_with(OWN, "aud", json!(["https://other.example.org", AUDIENCE])));
    assert!(world.issuers.verify(&several, start(), &ACCESS).await.is_ok());
}

#[tokio::test]
async fn an_issuer_that_is_missing_or_spelt_otherwise_is_refused() {
    for issuer in [
        "https://farm.example.org/",
        "https://FARM.example.org",
        "http://farm.example.org",
        "https://farm.example.org.evil.example",
        "https://farm.example.org:443",
        "farm.example.org",
        "",
    ] {
        assert_eq!(refusal_with("iss", json!(issuer)).await, Refusal::UnknownIssuer, "{issuer}");
    }
    for issuer in [Value::Null, json!(1), json!([OWN])] {
        assert_eq!(refusal_with("iss", issuer).await, Refusal::Claim("iss"));
    }
}

#[tokio::test]
async fn a_subject_that_is_empty_or_missing_is_refused() {
    for subject in [Value::Null, json!(""), json!(1), json!(["ann"]), json!({})] {
        assert_eq!(refusal_with("sub", subject).await, Refusal::Claim("sub"));
    }
}

#[tokio::test]
async fn a_token_has_the_scopes_it_names_and_no_others() {
    let world = World::new();
    for (scope, held) in [
        (Value::Null, vec![]),
        (json!(""), vec![]),
        (json!("cows:read  cows:write "), vec!["cows:read", "cows:write"]),
        (json!(["cows:read", "cows:write"]), vec!["cows:read", "cows:write"]),
        // None of these is the scope cows:read.
        (json!("cows:read,cows:write"), vec!["cows:read,cows:write"]),
        (json!("Cows:Read"), vec!["Cows:Read"]),
        (json!("cows:read\tcows:write"), vec!["cows:read\tcows:write"]),
        (json!("cows:reader cows: *"), vec!["cows:reader", "cows:", "*"]),
        (json!(["cows:read cows:write"]), vec!["cows:read cows:write"]),
    ] {
        let token = world.signed(&claims_with(OWN, "scope", scope.clone()));
        let claims = world.issuers.verify(&token, start(), &ACCESS).await.unwrap();
        assert_eq!(claims.scopes, held, "{scope}");
        assert_eq!(claims.has_scope("cows:read"), held.contains(&"cows:read"));
    }
    for scope in [json!(1), json!({ "cows:read": true }), json!([1]), json!(true)] {
        assert_eq!(refusal_with("scope", scope).await, Refusal::Claim("scope"));
    }
}
