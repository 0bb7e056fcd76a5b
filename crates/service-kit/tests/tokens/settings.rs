//! Issuers as an operator writes them down.

use std::fs;

use serde_json::json;
use service_kit::config::Reader;
use service_kit::tokens::{Issuer, Issuers, read_issuers};

use crate::world::{ACCESS, Key, SECRET, Server, claims, hmac_token, start};

fn read(text: &str) -> Result<Vec<Issuer>, String> {
    let mut reader = Reader::new("FARM_", [("FARM_ISSUERS", text)]);
    let issuers = read_issuers(&mut reader, "FARM_ISSUERS", "FARM_ISSUERS_FILE");
    reader.finish().map(|()| issuers).map_err(|faults| faults.to_string())
}

#[tokio::test]
async fn issuers_are_read_from_toml_and_their_tokens_believed() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("billing");
    fs::write(&secret, [SECRET.as_slice(), b"\r\n"].concat()).unwrap();
    let key = Key::rsa();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let text = format!(
        r#"
        [[issuer]]
        name = "staff"
        issuer = "{}"
        audiences = ["farm"]
        access_types = ["JWT"]
        algorithms = ["RS256"]
        subject_claim = "oid"
        client_claim = "azp"
        scope_claim = "scp"
        roles_claim = "realm_access.roles"
        leeway = 10

        [[issuer]]
        name = "billing"
        issuer = "billing"
        algorithms = ["HS256"]
        secret_files = ["{}"]
        "#,
        server.issuer(),
        secret.display()
    );
    let file = folder.path().join("issuers.toml");
    fs::write(&file, &text).unwrap();
    let mut reader = Reader::new("FARM_", [("FARM_ISSUERS_FILE", file.to_str().unwrap())]);
    let filed = read_issuers(&mut reader, "FARM_ISSUERS", "FARM_ISSUERS_FILE");
    reader.finish().unwrap();
    for issuers in [read(&text).unwrap(), filed] {
        let issuers = Issuers::new(issuers).unwrap();
        let mut staff = claims(&server.issuer());
        staff["aud"] = json!("farm");
        staff["oid"] = json!("ann-1");
        staff["azp"] = json!("app");
        staff["scp"] = json!(["cows:read"]);
        staff["realm_access"] = json!({ "roles": ["vet"] });
        let token = key.token("RS256", r#"{"typ":"JWT","alg":"RS256","kid":"k1"}"#, &staff.to_string());
        let believed = issuers.verify(&token, start(), &ACCESS).await.unwrap();
        assert_eq!((&*believed.issuer, believed.subject.as_str()), ("staff", "ann-1"));
        assert_eq!((believed.client.as_deref(), believed.has_scope("cows:read")), (Some("app"), true));
        assert_eq!((believed.scopes.len(), believed.roles.as_slice()), (1, &["vet".to_owned()][..]));
        let vet = "realm_access.roles".parse().unwrap();
        assert_eq!(believed.get(&vet), Some(&json!(["vet"])));

        let header = json!({ "typ": "at+jwt", "alg": "HS256" });
        let token = hmac_token("HS256", SECRET, &header, &claims("billing"));
        assert_eq!(&*issuers.verify(&token, start(), &ACCESS).await.unwrap().issuer, "billing");
    }
}

#[tokio::test]
async fn a_claim_whose_name_is_a_uri_has_no_steps() {
    let key = Key::p256();
    let server = Server::with_keys(&[key.jwk("k1")]);
    let name = "https://farm.example.org/roles";
    let issuer = server.issuer();
    let text = format!("issuer = [{{ name = 'a', issuer = '{issuer}', roles_claim = '{name}' }}]");
    let issuers = Issuers::new(read(&text).unwrap()).unwrap();
    let mut claims = claims(&issuer);
    claims[name] = json!("vet herder");
    let token = key.usual("ES256", "k1", &claims);
    assert_eq!(issuers.verify(&token, start(), &ACCESS).await.unwrap().roles, ["vet", "herder"]);
}

#[test]
fn nothing_set_is_no_issuer() {
    assert!(read("").unwrap().is_empty());
}

#[test]
fn faults_say_where_and_never_repeat_a_value() {
    let folder = tempfile::tempdir().unwrap();
    let short = folder.path().join("short");
    fs::write(&short, "s3cret").unwrap();
    let (short, missing) = (short.display().to_string(), folder.path().join("none").display().to_string());
    let shared = |rest: &str| format!("issuer = [{{ name = 'a', issuer = 'b', {rest} }}]");
    for (text, said) in [
        ("s3cret".to_owned(), "line 1: not as it must be"),
        ("\n\n[[issuer]]\nname = 's3cret'\nissuer = 5".into(), "line 5: not as it must be"),
        ("[[issuer]]\nname = 'a'\nissuer = 'b'\nsecret = 's3cret'".into(), "line 4: unknown field `secret`"),
        ("[[issuer]]\nname = 'a'".into(), "line 1: missing field `issuer`"),
        (
            "issuer = [{ name = 'a', issuer = 'http://s3cret.example.org' }]".into(),
            "\"a\": addresses of a provider",
        ),
        (shared("algorithms = ['none']"), "\"a\": no such signature algorithm"),
        (shared("algorithms = ['HS256']"), "\"a\": a provider signs by"),
        (shared("secret_files = ['x']"), "\"a\": an issuer of shared secrets has one algorithm"),
        (
            shared(&format!("algorithms = ['HS256'], secret_files = ['{short}']")),
            "\"a\": the secret is shorter",
        ),
        (shared(&format!("algorithms = ['HS256'], secret_files = ['{missing}']")), "cannot be read"),
        (shared(&format!("algorithms = ['RS256'], secret_files = ['{short}']")), "\"a\": secrets are for"),
        (shared("jwks = 'https://a.example.org', leeway = 61"), "the issuer a allows more than 60 s"),
        (shared("scope_claim = 'a..b'"), "\"a\": the path of a claim"),
    ] {
        let fault = read(&text).expect_err(&text);
        assert!(fault.contains(said), "{text}\n{fault}");
        assert!(fault.contains("FARM_ISSUERS is wrong: expected") && !fault.contains("s3cret"), "{fault}");
    }
}
