//! API keys: how they are made, sent, listed and revoked.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::json;
use test_support::{App, Engine, Role, exchange, on_both_databases};

use crate::published::Reading;
use crate::samples::{draft_table, product, readings, rows};

on_both_databases!(
    a_new_key_is_printed_alone,
    a_key_is_the_password_of_http_basic_with_any_user_name,
    a_device_pushes_a_form_with_http_basic,
    credentials_sent_twice_are_refused,
    one_valid_credential_is_enough,
    what_a_key_makes_belongs_to_that_key,
    keys_are_listed_without_their_secrets,
    a_revoked_key_is_refused_at_once_in_every_process,
    a_key_is_made_for_a_role_that_exists,
    the_secret_is_kept_nowhere,
);

fn basic(user: &str, password: &str) -> String {
    use base64::Engine as _;
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}")))
}

fn a_new_key_is_printed_alone(app: App) {
    let made = app.run(&["admin", "api-key", "create", "--role", "producer", "--name", "a logger"]);
    assert!(made.status.success());
    let printed = String::from_utf8(made.stdout).expect("a key is text");
    assert_eq!(printed.lines().count(), 1);
    let key = printed.trim_end();
    assert!(
        key.len() >= 32 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
        "easy to paste"
    );
    app.with_key(key).create_data_product(&product("a")).expect(201);
    assert_ne!(key, app.new_key(Role::Producer, "a logger"));
}

fn a_key_is_the_password_of_http_basic_with_any_user_name(app: App) {
    let key = app.key(Role::Producer);
    for user in ["", "device 7", "ä"] {
        app.anonymous().list_data_products().header("Authorization", &basic(user, &key)).expect(200);
    }
    let lower = basic("x", &key).replace("Basic", "basic");
    app.anonymous().list_data_products().header("Authorization", &lower).expect(200);
    for header in [
        basic(&key, ""),
        basic("", "wrong"),
        basic("", &format!("{key}:")),
        format!("Bearer {key}"),
        format!("Basic {key}"),
        "Basic".to_owned(),
        "Basic ====".to_owned(),
    ] {
        app.anonymous().list_data_products().header("Authorization", &header).refused(401, "unauthenticated");
    }
}

fn a_device_pushes_a_form_with_http_basic(app: App) {
    let id = draft_table(&app, "a", &readings());
    let call =
        app.anonymous().ingest_rows(&id).header("Authorization", &basic("logger", &app.key(Role::Producer)));
    let form = "cell=v1&timestamp=Sat%2C+08+Jul+2023+20%3A00%3A00+GMT&voltage=1.5";
    call.body("application/x-www-form-urlencoded", form).expect(201);
    let expected = json!({"cell": "v1", "timestamp": "2023-07-08T20:00:00.000Z", "voltage": 1.5});
    assert_eq!(rows(&app.client(Role::Producer), &id), [expected]);
}

fn credentials_sent_twice_are_refused(app: App) {
    let (key, basic) = (app.key(Role::Admin), basic("", &app.key(Role::Admin)));
    for headers in [
        format!("X-API-Key: {key}\r\nX-API-Key: {key}\r\n"),
        format!("X-API-Key: {key}\r\nx-api-key: other\r\n"),
        format!("Authorization: {basic}\r\nAuthorization: {basic}\r\n"),
    ] {
        let request =
            format!("GET /v1/data-products HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n");
        let (status, answer) = exchange(app.address(), request.into_bytes());
        assert_eq!(status, 401, "{answer}");
    }
}

fn one_valid_credential_is_enough(app: App) {
    let key = app.key(Role::Producer);
    let both = app.with_key("nonsense").list_data_products().header("Authorization", &basic("", &key));
    both.expect(200);
    app.with_key(&key).list_data_products().header("Authorization", "Bearer of something else").expect(200);
}

fn what_a_key_makes_belongs_to_that_key(app: App) {
    let first = app.with_key(&app.new_key(Role::Producer, "same name"));
    let second = app.with_key(&app.new_key(Role::Producer, "same name"));
    first.create_data_product(&product("a")).expect(201);
    second.get_data_product("dp:a").refused(404, "not-found");
    first.get_data_product("dp:a").expect(200);
}

/// The line of `admin api-key list` with this name, cut at its tabs.
fn listed(app: &App, name: &str) -> Vec<String> {
    let list = app.run(&["admin", "api-key", "list"]);
    assert!(list.status.success());
    let text = String::from_utf8(list.stdout).expect("a list is text");
    let line =
        text.lines().find(|line| line.ends_with(name)).unwrap_or_else(|| panic!("{name} is not in {text}"));
    line.split('\t').map(str::to_owned).collect()
}

fn keys_are_listed_without_their_secrets(app: App) {
    let key = app.new_key(Role::Steward, "the board");
    let line = listed(&app, "the board");
    let [_, prefix, role, state, _] = &line[..] else { panic!("{line:?}") };
    assert_eq!((role.as_str(), state.as_str()), ("steward", "active"));
    assert!(key.contains(prefix.as_str()), "the prefix leads from a key to its line");
    assert!(line.iter().all(|word| !word.contains(&key[key.len() - 16..])), "{line:?}");
}

fn a_revoked_key_is_refused_at_once_in_every_process(app: App) {
    let key = app.new_key(Role::Producer, "lost");
    let second = app.second();
    let (lost, there, kept) = (app.with_key(&key), second.with_key(&key), app.client(Role::Producer));
    for client in [&lost, &there, &kept] {
        client.list_data_products().expect(200);
    }
    let id = listed(&app, "lost")[0].clone();
    let asking = AtomicBool::new(true);
    thread::scope(|scope| {
        let _asking = Reading(&asking);
        // Callers who keep the key in memory up to the last moment.
        for client in [&lost, &there] {
            let asking = &asking;
            scope.spawn(move || {
                while asking.load(Ordering::SeqCst) {
                    client.list_data_products().send();
                }
            });
        }
        assert!(app.run(&["admin", "api-key", "revoke", "--id", &id]).status.success());
        for client in [&lost, &there] {
            client.list_data_products().refused(401, "unauthenticated");
        }
    });
    kept.list_data_products().expect(200);
    assert_eq!(listed(&app, "lost")[3], "revoked");
    let unknown = app.run(&["admin", "api-key", "revoke", "--id", "nonsense"]);
    assert!(!unknown.status.success(), "a key that is not there cannot be revoked");
}

fn a_key_is_made_for_a_role_that_exists(app: App) {
    let name = "x".repeat(201);
    for arguments in [
        ["--role", "king", "--name", "x"],
        ["--role", "", "--name", "x"],
        ["--role", "producer", "--name", ""],
        ["--role", "producer", "--name", "a\nb"],
        ["--role", "producer", "--name", &name],
    ] {
        let refused = app.run(&[&["admin", "api-key", "create"], &arguments[..]].concat());
        assert!(!refused.status.success() && refused.stdout.is_empty(), "{arguments:?}");
        assert!(!refused.stderr.is_empty());
    }
    let king = app.run(&["admin", "api-key", "create", "--role", "king", "--name", "x"]);
    assert!(String::from_utf8_lossy(&king.stderr).contains("steward"), "the roles are named");
}

fn the_secret_is_kept_nowhere(app: App) {
    let key = app.key(Role::Producer);
    app.client(Role::Producer).list_data_products().expect(200);
    app.with_key(&key[..key.len() - 1]).list_data_products().expect(401);
    let secret = &key[key.len() - 20..key.len() - 1];
    assert!(!app.log().contains(secret));
    if app.database.engine() == Engine::Sqlite {
        for file in fs::read_dir(app.database.dir()).expect("the folder is there") {
            let path = file.expect("an entry").path();
            if path.is_file() {
                let bytes = fs::read(&path).expect("a readable file");
                let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                assert!(!found, "{} holds the secret", path.display());
            }
        }
    }
}
