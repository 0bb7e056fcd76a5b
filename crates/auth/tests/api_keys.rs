//! The life of an API key, from being made to being refused.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::mpsc;
use std::time::Duration;

use auth::{ApiKeys, Caller, Role, Unauthenticated, api_keys};
use chrono::DateTime;
use domain::clock::Clock;
use store::api_keys::{ApiKey, find_by_prefix, insert, revoke};
use store::changes::Changes;
use store::{Connection, PoolOptions, Store, StoreError};
use tempfile::TempDir;

struct Setting {
    store: Store,
    clock: Clock,
    keys: ApiKeys,
    _folder: TempDir,
}

impl Setting {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("granary.sqlite").display());
        let options = PoolOptions {
            max_size: 1,
            connection_timeout: Duration::from_millis(200),
            ..PoolOptions::default()
        };
        let store = Store::open(&url, options).unwrap();
        store::migrations::run(&store).unwrap();
        let clock = Clock::manual(DateTime::UNIX_EPOCH);
        let keys = ApiKeys::new(store.clone(), clock.clone(), Changes::new(store.clone()));
        Self { store, clock, keys, _folder: folder }
    }

    async fn make(&self, role: Role, name: &'static str) -> String {
        let clock = self.clock.clone();
        let made = self.store.transaction(move |conn| api_keys::create(conn, &clock, role, name)).await;
        made.unwrap().reveal().to_owned()
    }

    /// A key that lives this long: the secret of another under a prefix of its own.
    async fn make_expiring(&self, lives: Duration) -> String {
        let key = self.make(Role::Producer, "a").await;
        let (old, new) = (prefix(&key), "expiring2345");
        let expiring = key.replace(&old, new);
        let expires_at = (self.clock.now() + lives).naive_utc();
        self.change(move |conn| {
            let row = find_by_prefix(conn, &old)?;
            let (id, prefix) = ("expiring".to_owned(), new.to_owned());
            insert(conn, &ApiKey { id, prefix, expires_at: Some(expires_at), ..row })
        })
        .await;
        expiring
    }

    async fn change(&self, work: impl FnOnce(&mut Connection) -> Result<(), StoreError> + Send + 'static) {
        self.store.transaction(work).await.unwrap();
    }

    async fn is_refused(&self, key: &str) -> bool {
        matches!(self.keys.caller(key).await, Err(Unauthenticated::Refused))
    }
}

fn prefix(key: &str) -> String {
    key.split('_').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn a_key_names_its_caller() {
    let setting = Setting::new();
    let key = setting.make(Role::Producer, "logger 7").await;
    let Caller { id, name, role, .. } = setting.keys.caller(&key).await.unwrap();
    assert_eq!((name.as_str(), role), ("logger 7", Role::Producer));
    assert!(!id.is_empty() && !key.contains(&id));
}

#[tokio::test]
async fn the_secret_is_not_stored() {
    let setting = Setting::new();
    let key = setting.make(Role::Admin, "ops").await;
    let prefix = prefix(&key);
    let row = setting.store.read(move |conn| find_by_prefix(conn, &prefix)).await.unwrap();
    assert_eq!(row.secret_hash.len(), 64);
    let secret = key.rsplit_once(&format!("{}_", row.prefix)).unwrap().1;
    assert!(!format!("{row:?}").contains(secret));
}

#[tokio::test]
async fn a_wrong_secret_is_refused_cold_and_warm() {
    let setting = Setting::new();
    let (key, other) = (setting.make(Role::Admin, "a").await, setting.make(Role::Admin, "b").await);
    let forged = format!("{}{}", &key[..16], &other[16..]);
    assert!(setting.is_refused(&forged).await);
    assert!(setting.keys.caller(&key).await.is_ok());
    assert!(setting.is_refused(&forged).await);
}

#[tokio::test]
async fn an_unknown_or_malformed_key_is_refused() {
    let setting = Setting::new();
    let known = setting.make(Role::Admin, "a").await;
    let unknown = format!("gk_{}_{}", "a".repeat(12), "A".repeat(43));
    let padded = format!("{known} ");
    for key in ["", "gk_", &unknown, &known[..58], &padded, &known.to_uppercase()] {
        assert!(setting.is_refused(key).await);
    }
}

#[tokio::test]
async fn a_warm_key_needs_no_database() {
    let setting = Setting::new();
    let key = setting.make(Role::Consumer, "page").await;
    // A few times: on a busy machine what was read may be too old by the time it is asked for.
    for _ in 0..50 {
        assert!(setting.keys.caller(&key).await.is_ok());
        let _busy = Busy::new(&setting.store);
        if setting.keys.caller(&key).await.is_ok() {
            return;
        }
    }
    panic!("the database was asked each time");
}

#[tokio::test]
async fn an_outage_is_not_a_wrong_key() {
    let setting = Setting::new();
    let key = setting.make(Role::Consumer, "page").await;
    {
        let _busy = Busy::new(&setting.store);
        let outcome = setting.keys.caller(&key).await;
        assert!(matches!(outcome, Err(Unauthenticated::Store(StoreError::Unavailable(_)))), "{outcome:?}");
    }
    assert!(setting.keys.caller(&key).await.is_ok());
}

#[tokio::test]
async fn a_revoked_key_is_refused_at_once() {
    let setting = Setting::new();
    let (key, cold) = (setting.make(Role::Steward, "a").await, setting.make(Role::Steward, "b").await);
    let caller = setting.keys.caller(&key).await.unwrap();
    let now = setting.clock.now().naive_utc();
    let cold_prefix = prefix(&cold);
    setting
        .change(move |conn| {
            let cold = find_by_prefix(conn, &cold_prefix)?;
            revoke(conn, &cold.id, now)?;
            revoke(conn, &caller.id, now)
        })
        .await;
    assert!(setting.is_refused(&cold).await);
    assert!(setting.is_refused(&key).await);
}

#[tokio::test]
async fn a_key_is_refused_from_the_moment_it_expires() {
    let setting = Setting::new();
    let key = setting.make_expiring(Duration::from_millis(1_500)).await;
    assert!(setting.keys.caller(&key).await.is_ok());
    setting.clock.advance(Duration::from_millis(750));
    assert!(setting.keys.caller(&key).await.is_ok());
    setting.clock.advance(Duration::from_millis(749));
    assert!(setting.keys.caller(&key).await.is_ok());
    setting.clock.advance(Duration::from_millis(1));
    assert!(setting.is_refused(&key).await);
}

/// Keeps the only connection until dropped.
struct Busy(Option<(mpsc::Sender<()>, std::thread::JoinHandle<()>)>);

impl Busy {
    fn new(store: &Store) -> Self {
        let store = store.clone();
        let (release, released) = mpsc::channel();
        let (taken, is_taken) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let held: Result<(), StoreError> = store.read_blocking(|_| {
                taken.send(()).unwrap();
                released.recv().unwrap();
                Ok(())
            });
            held.unwrap();
        });
        is_taken.recv().unwrap();
        Self(Some((release, thread)))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some((release, thread)) = self.0.take() {
            release.send(()).unwrap();
            thread.join().unwrap();
        }
    }
}
