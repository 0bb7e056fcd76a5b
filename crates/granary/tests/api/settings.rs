//! What is wrong with the environment is named at start.

use std::net::TcpListener;
use std::process::Output;

use test_support::{Database, on_both_databases, on_postgres};

const BINARY: &str = env!("CARGO_BIN_EXE_granary");

on_both_databases!(
    a_wrong_setting_is_named_and_its_value_is_not,
    all_wrong_settings_are_named_at_once,
    a_setting_that_does_not_exist_is_named_with_the_one_meant,
    an_address_in_use_is_named,
    a_data_folder_that_cannot_be_used_is_named,
    help_names_every_subcommand_and_every_variable,
    a_command_that_does_not_exist_is_refused,
);

on_postgres!(a_try_out_is_for_the_embedded_database_only);

/// Runs `granary serve` with these variables, which it must refuse.
#[track_caller]
fn refused(database: &Database, variables: &[(&str, &str)]) -> String {
    let output = serve(database, variables);
    assert!(!output.status.success(), "it started with {variables:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).expect("the message is text")
}

fn serve(database: &Database, variables: &[(&str, &str)]) -> Output {
    let mut command = database.command("timeout", &["20", BINARY, "serve"]);
    command.envs(variables.iter().copied()).output().expect("the program runs")
}

fn a_wrong_setting_is_named_and_its_value_is_not(database: Database) {
    for (name, value) in [
        ("GRANARY_LISTEN", "geheim"),
        ("GRANARY_LISTEN", "127.0.0.1"),
        ("GRANARY_LISTEN", "127.0.0.1:99999"),
        ("GRANARY_PUBLIC_URL", "geheim.example.org"),
        ("GRANARY_PUBLIC_URL", "https://geheim example.org"),
        ("GRANARY_PUBLIC_URL", "http:///"),
        ("GRANARY_DATABASE_URL", "mysql://geheim@host/db"),
        ("GRANARY_DATABASE_URL", "postgres://u:geheim%zz@127.0.0.1:1/db"),
        ("GRANARY_DATABASE_URL", "postgres://u:geheim@[127.0.0.1:1/db"),
        ("GRANARY_DATABASE_URL", "postgres://u:geheim@127.0.0.1:1/db?geheim"),
        ("GRANARY_DATABASE_CONNECTIONS", "0"),
        ("GRANARY_DATABASE_CONNECTIONS", "many geheim"),
        ("GRANARY_DATABASE_CONNECTION_TIMEOUT", "5"),
        ("GRANARY_DATABASE_STATEMENT_TIMEOUT", "-1s"),
        ("GRANARY_WORKERS", "1.5"),
        ("GRANARY_BODY_IDLE_TIMEOUT", "1ms"),
        ("GRANARY_SHUTDOWN_TIMEOUT", "forever geheim"),
        ("GRANARY_LOG", "loud geheim"),
    ] {
        let message = refused(&database, &[(name, value)]);
        assert!(message.contains(name), "{name}={value}: {message}");
        assert!(!message.contains("geheim"), "{name}: {message}");
    }
}

fn all_wrong_settings_are_named_at_once(database: Database) {
    let message =
        refused(&database, &[("GRANARY_LISTEN", "x"), ("GRANARY_WORKERS", "x"), ("GRANARY_LOGG", "info")]);
    for name in ["GRANARY_LISTEN", "GRANARY_WORKERS", "GRANARY_LOGG"] {
        assert!(message.contains(name), "{name} is missing in {message}");
    }
}

fn a_setting_that_does_not_exist_is_named_with_the_one_meant(database: Database) {
    let message = refused(&database, &[("GRANARY_LISTN", "127.0.0.1:0")]);
    assert!(
        message.contains("GRANARY_LISTN") && message.contains("did you mean GRANARY_LISTEN"),
        "{message}"
    );
}

fn an_address_in_use_is_named(database: Database) {
    migrated(&database);
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let message = refused(&database, &[("GRANARY_LISTEN", &address)]);
    assert!(message.contains("GRANARY_LISTEN") && message.contains(&address), "{message}");
}

fn a_data_folder_that_cannot_be_used_is_named(database: Database) {
    migrated(&database);
    let file = database.dir().join("file");
    std::fs::write(&file, "").expect("a file");
    let message = refused(&database, &[("GRANARY_DATA_DIR", &file.to_string_lossy())]);
    assert!(message.contains("GRANARY_DATA_DIR"), "{message}");
}

fn help_names_every_subcommand_and_every_variable(database: Database) {
    let help = |arguments: &[&str]| {
        let output = database.command(BINARY, arguments).output().expect("the program runs");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).expect("help is text")
    };
    let whole = help(&["--help"]);
    for word in [
        "serve",
        "migrate",
        "admin",
        "spec",
        "GRANARY_LISTEN",
        "127.0.0.1:8080",
        "GRANARY_DATABASE_URL",
        "GRANARY_DATABASE_CONNECTIONS",
        "GRANARY_DATABASE_CONNECTION_TIMEOUT",
        "GRANARY_DATABASE_STATEMENT_TIMEOUT",
        "GRANARY_DATA_DIR",
        "GRANARY_WORKERS",
        "GRANARY_BODY_IDLE_TIMEOUT",
        "GRANARY_SHUTDOWN_TIMEOUT",
        "GRANARY_LOG",
    ] {
        assert!(whole.contains(word), "{word} is missing in {whole}");
    }
    for arguments in [
        &["serve", "--help"][..],
        &["migrate", "--help"],
        &["spec", "--help"],
        &["admin", "api-key", "create", "--help"],
    ] {
        assert!(!help(arguments).is_empty());
    }
    assert!(help(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
}

fn a_command_that_does_not_exist_is_refused(database: Database) {
    for arguments in [&["server"][..], &["serve", "--fast"], &["admin"], &[]] {
        let output = database.command(BINARY, arguments).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

fn a_try_out_is_for_the_embedded_database_only(database: Database) {
    migrated(&database);
    let mut command = database.command("timeout", &["20", BINARY, "serve", "--try"]);
    let output = command.output().expect("the program runs");
    assert!(!output.status.success() && output.stdout.is_empty(), "no key is printed");
    assert!(String::from_utf8_lossy(&output.stderr).contains("--try"));
}

fn migrated(database: &Database) {
    let migrated = database.command(BINARY, &["migrate"]).status().expect("the program runs");
    assert!(migrated.success());
}
