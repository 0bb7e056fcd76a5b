//! Prints what signing and verifying a token costs, each figure the best of many short runs, since others may use the
//! machine too. Run it with `--release`.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Map;
use service_kit::tokens::{
    AccessToken, Algorithm, Expectation, Issuer, Issuers, KeySet, Kind, OwnIssuer, Rotation, SigningKey,
};
use tokio::runtime::Builder;

const EXPECTED: Expectation<'_> = Expectation { audience: "farm", kind: Kind::Access, issuers: None };
const TOKEN: AccessToken<'_> = AccessToken {
    subject: "01994f5c-7b6e-7c11-9f58-0242ac120002",
    audience: &["farm"],
    client: "01994f5c-7b6e-7c11-9f58-0242ac120003",
    scopes: &["cows:read", "cows:write", "barns:read"],
    token_id: "01994f5c-7b6e-7c11-9f58-0242ac120004",
    lifetime: TimeDelta::minutes(15),
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
    let runtime = Builder::new_current_thread().build()?;
    for algorithm in [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256] {
        let keys = KeySet::new([(now, SigningKey::generate(algorithm)?)], Rotation::default())?;
        let own = Arc::new(OwnIssuer::new("https://farm.example.org", keys));
        let issuers = Issuers::new(vec![Issuer::own("own", Arc::clone(&own))])?;
        let token = own.mint(&TOKEN, Map::new(), now)?;
        // The task runs on one thread without waiting for anything, as it does in a request.
        runtime.block_on(async {
            let verify = async || issuers.verify(&token, now, &EXPECTED).await.is_ok();
            assert!(verify().await, "the token is good");
            let mut figures = [Vec::new(), Vec::new(), Vec::new()];
            for _ in 0..200 {
                let start = Instant::now();
                for _ in 0..10 {
                    black_box(own.mint(&TOKEN, Map::new(), now).is_ok());
                }
                figures[0].push(start.elapsed().as_secs_f64() * 1e6 / 10.0);
                let start = Instant::now();
                for _ in 0..20 {
                    issuers.forget_token(&token);
                    black_box(verify().await);
                }
                figures[1].push(start.elapsed().as_secs_f64() * 1e6 / 20.0);
                let start = Instant::now();
                for _ in 0..500 {
                    black_box(verify().await);
                }
                figures[2].push(start.elapsed().as_secs_f64() * 1e6 / 500.0);
            }
            let [mint, cold, warm] = figures.map(|runs| runs.into_iter().fold(f64::INFINITY, f64::min));
            println!(
                "{algorithm}, {} bytes: mint {mint:.1} µs, verify {cold:.1} µs, again {warm:.2} µs",
                token.len()
            );
        });
    }
    Ok(())
}
