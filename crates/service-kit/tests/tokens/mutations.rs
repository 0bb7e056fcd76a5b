//! Random changes of good tokens.

use proptest::prelude::*;
use serde_json::json;
use service_kit::tokens::Issuers;
use tokio::runtime::{Builder, Runtime};

use crate::world::{ACCESS, OWN, PARTNER, SECRET, World, claims, hmac_token, start};

#[derive(Clone, Debug)]
enum Change {
    Replace(usize, char),
    Insert(usize, char),
    Remove(usize),
    Swap(usize, usize),
    Cut(usize),
    Repeat(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..2_000_usize;
    let character = prop_oneof![
        4 => prop::sample::select("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars().collect::<Vec<_>>()),
        1 => prop::sample::select(vec!['.', '=', '+', '/', ' ', '\n', '\0', 'é']),
    ];
    prop_oneof![
        (at.clone(), character.clone()).prop_map(|(at, with)| Change::Replace(at, with)),
        (at.clone(), character).prop_map(|(at, with)| Change::Insert(at, with)),
        at.clone().prop_map(Change::Remove),
        (at.clone(), at.clone()).prop_map(|(a, b)| Change::Swap(a, b)),
        at.clone().prop_map(Change::Cut),
        (at.clone(), at).prop_map(|(from, length)| Change::Repeat(from, length % 40)),
    ]
}

fn apply(token: &str, changes: &[Change]) -> String {
    let mut text: Vec<char> = token.chars().collect();
    for change in changes {
        let length = text.len().max(1);
        match *change {
            _ if text.is_empty() => {}
            Change::Replace(at, with) => text[at % length] = with,
            Change::Insert(at, with) => text.insert(at % length, with),
            Change::Remove(at) => drop(text.remove(at % length)),
            Change::Swap(a, b) => text.swap(a % length, b % length),
            Change::Cut(at) => text.truncate(at % length),
            Change::Repeat(from, by) => {
                let (from, end) = (from % length, (from % length + by).min(length));
                let piece = text[from..end].to_vec();
                text.splice(from..from, piece);
            }
        }
    }
    text.into_iter().collect()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().build().unwrap()
}

fn is_believed(runtime: &Runtime, issuers: &Issuers, token: &str) -> bool {
    runtime.block_on(issuers.verify(token, start(), &ACCESS)).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_a_good_token_is_believed(changes in prop::collection::vec(change(), 1..4)) {
        thread_local! {
            static WORLD: (World, Runtime) = (World::new(), runtime());
        }
        WORLD.with(|(world, runtime)| {
            let header = json!({ "typ": "at+jwt", "alg": "HS256" });
            for good in [world.signed(&claims(OWN)), hmac_token("HS256", SECRET, &header, &claims(PARTNER))] {
                prop_assert!(is_believed(runtime, &world.issuers, &good));
                let changed = apply(&good, &changes);
                prop_assume!(changed != good);
                prop_assert!(!is_believed(runtime, &world.issuers, &changed), "{}", changed);
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_text_at_all_is_believed_or_breaks_anything(text in "(?s).{0,200}|[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,90}") {
        thread_local! {
            static WORLD: (World, Runtime) = (World::new(), runtime());
        }
        let believed = WORLD.with(|(world, runtime)| is_believed(runtime, &world.issuers, &text));
        prop_assert!(!believed);
    }
}
