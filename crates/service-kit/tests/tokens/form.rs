//! The form of a token and what its header may say.

use serde_json::{Value, json};
use service_kit::tokens::Refusal;

use crate::world::{ACCESS, Key, OWN, Server, World, claims, compact, encode, start};

async fn refusal_of_header(world: &World, name: &str, value: Value) -> Refusal {
    let mut header = world.header();
    header[name] = value;
    world.refusal(&world.key.token("ES256", &header.to_string(), &claims(OWN).to_string())).await
}

#[tokio::test]
async fn a_kid_that_is_a_path_a_query_or_no_text_finds_nothing() {
    let world = World::new();
    let long = "k".repeat(8_000);
    for kid in [
        "../../../../dev/null",
        "/dev/null",
        "' OR '1'='1",
        "'; DROP TABLE keys; --",
        "http://127.0.0.1/keys",
        "$(id)",
        "",
        "\0",
        long.as_str(),
    ] {
        assert_eq!(refusal_of_header(&world, "kid", json!(kid)).await, Refusal::UnknownKey, "{kid:.40}");
    }
    for kid in [json!(1), json!([world.kid]), json!({}), Value::Null] {
        assert_eq!(refusal_of_header(&world, "kid", kid).await, Refusal::Header);
    }
}

#[tokio::test]
async fn keys_that_the_token_brings_or_names_are_not_looked_at() {
    let (world, forger) = (World::new(), Key::p256());
    let server = Server::with_keys(&[forger.jwk("k1")]);
    let address = format!("{}/keys", server.issuer());
    for (name, value) in [
        ("jwk", forger.jwk(&world.kid)),
        ("jku", json!(address)),
        ("x5u", json!(address)),
        ("x5c", json!([encode(forger.public_der())])),
    ] {
        for kid in [world.kid.as_str(), "k1"] {
            let mut header = world.header();
            header[name] = value.clone();
            header["kid"] = json!(kid);
            let token = forger.token("ES256", &header.to_string(), &claims(OWN).to_string());
            let expected = if kid == "k1" { Refusal::UnknownKey } else { Refusal::Signature };
            assert_eq!(world.refusal(&token).await, expected, "{name}");
        }
    }
    assert_eq!(server.asked_at_all(), 0);
}

#[tokio::test]
async fn critical_extensions_and_unencoded_payloads_are_refused() {
    let world = World::new();
    for (name, value) in [
        ("crit", json!(["exp"])),
        ("crit", json!(["b64"])),
        ("crit", json!([])),
        ("crit", Value::Null),
        ("b64", json!(false)),
        ("b64", json!(true)),
        ("zip", json!("DEF")),
    ] {
        assert_eq!(refusal_of_header(&world, name, value).await, Refusal::Header, "{name}");
    }
}

#[tokio::test]
async fn encrypted_and_nested_tokens_are_refused() {
    let world = World::new();
    let parts = |number: usize| vec![encode(world.header().to_string()); number].join(".");
    for number in [1, 2, 4, 5, 6] {
        assert_eq!(world.refusal(&parts(number)).await, Refusal::Malformed, "{number} parts");
    }
    for name in ["enc", "cty"] {
        assert_eq!(refusal_of_header(&world, name, json!("JWT")).await, Refusal::Header);
    }
    let nested = world.key.token("ES256", &world.header().to_string(), &world.signed(&claims(OWN)));
    assert_eq!(world.refusal(&nested).await, Refusal::Malformed);
}

#[tokio::test]
async fn duplicated_members_are_refused() {
    let world = World::new();
    let (header, good) = (world.header().to_string(), claims(OWN).to_string());
    let with = |text: &str, member: &str| format!("{},{member}}}", text.strip_suffix('}').unwrap());
    for member in [
        r#""alg":"none""#,
        r#""alg":"ES256""#,
        r#""\u0061lg":"ES256""#,
        r#""kid":"k""#,
        r#""typ":"JWT""#,
        r#""x":{"a":1,"a":2}"#,
    ] {
        let token = world.key.token("ES256", &with(&header, member), &good);
        assert_eq!(world.refusal(&token).await, Refusal::Malformed, "{member}");
    }
    for member in [r#""sub":"root""#, r#""exp":9999999999"#, r#""scope":"all""#, r#""a":[{"b":1,"b":1}]"#] {
        let token = world.key.token("ES256", &header, &with(&good, member));
        assert_eq!(world.refusal(&token).await, Refusal::Malformed, "{member}");
    }
}

#[tokio::test]
async fn what_is_no_json_object_is_refused() {
    let world = World::new();
    let (header, good) = (world.header().to_string(), claims(OWN).to_string());
    for (header, claims) in [
        ("", good.as_str()),
        ("[]", &good),
        ("null", &good),
        (&header, ""),
        (&header, "[]"),
        (&header, "\"text\""),
        (&header, "\u{feff}{}"),
        (&format!("{header} {header}"), &good),
    ] {
        let token = world.key.token("ES256", header, claims);
        assert_eq!(world.refusal(&token).await, Refusal::Malformed, "{header} {claims}");
    }
    let deep = format!("{}1{}", r#"{"a":"#.repeat(1_500), "}".repeat(1_500));
    assert_eq!(world.refusal(&world.key.token("ES256", &header, &deep)).await, Refusal::Malformed);
    let no_algorithm = compact("{}", &good, |_| Vec::new());
    assert_eq!(world.refusal(&no_algorithm).await, Refusal::Header);
}

#[tokio::test]
async fn a_token_of_a_megabyte_is_refused_before_it_is_read() {
    let world = World::new();
    for length in [16 * 1024 + 1, 1 << 20] {
        assert_eq!(world.refusal(&"a".repeat(length)).await, Refusal::TooLong);
    }
    assert_eq!(world.refusal(&"a".repeat(16 * 1024)).await, Refusal::Malformed);
    let mut large = claims(OWN);
    large["filler"] = json!("x".repeat(11_000));
    let token = world.signed(&large);
    assert!(world.issuers.verify(&token, start(), &ACCESS).await.is_ok(), "{} bytes", token.len());
}

#[tokio::test]
async fn base64_that_is_not_canonical_is_refused() {
    let world = World::new();
    let good = world.signed(&claims(OWN));
    world.issuers.verify(&good, start(), &ACCESS).await.unwrap();
    // 64 bytes are 85 characters and 2 bits: the last character has 4 bits that must be zero.
    let (most, last) = good.split_at(good.len() - 1);
    let twin = char::from(last.as_bytes()[0] + 1);
    for token in [
        format!("{most}{twin}"),
        format!("{good}=="),
        format!("{good}="),
        format!("{good} "),
        format!("{good}\n"),
        format!(" {good}"),
        good.replacen('.', "=.", 1),
        good.replace('_', "/").replace('-', "+").replacen('.', "+.", 1),
        format!("Bearer {good}"),
        String::new(),
        "..".into(),
        "é.é.é".into(),
    ] {
        assert_eq!(world.refusal(&token).await, Refusal::Malformed, "{token}");
    }
}
