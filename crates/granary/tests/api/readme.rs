//! The commands of the README and those that `serve --try` prints, pasted into a shell.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use test_support::{App, Role, on_both_databases};

on_both_databases!(the_commands_of_the_readme_work_when_pasted,);

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A file as the one of the README: the shared one where it is, else two lines in its form.
fn data_file(dir: &Path) -> (PathBuf, usize) {
    let shared = Path::new(ROOT).join("../shared/data/soil_power_v1_1.csv");
    if shared.exists() {
        return (shared, 704);
    }
    let own = dir.join("readings.csv");
    let header = "timestamp,Voltage (mV),Current (uA),Power (uW),EC (uS/cm),VWC (%),Temperature (C)";
    let row = |hour| {
        format!(" 08 Jul 2023 {hour}:00:00 GMT,1.0908450022222222,0.5,0.0005,246.4444444444444444,-1.2,18.7")
    };
    fs::write(&own, format!("{header}\n{}\n{}\n", row(20), row(21))).expect("the folder takes a file");
    (own, 2)
}

/// Runs commands as a person would paste them, and answers what they print.
fn pasted(commands: &str, variables: &[(&str, &str)]) -> String {
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", commands])
        .envs(variables.iter().copied())
        .output()
        .expect("there is a shell");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    printed
}

fn the_commands_of_the_readme_work_when_pasted(app: App) {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).expect("there is a README");
    let (_, rest) = readme.split_once("\n```sh\n").expect("the README has commands");
    let (commands, _) = rest.split_once("\n```\n").expect("the commands end");
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let (file, rows) = data_file(dir.path());
    let base = format!("http://{}", app.address());
    let key = app.key(Role::Steward);
    let file = file.display().to_string();
    let printed = pasted(commands, &[("GRANARY", &base), ("KEY", &key), ("FILE", &file)]);
    assert!(printed.contains(&format!("\"accepted\":{rows},\"rejected\":0")), "{printed}");
    assert!(printed.contains("\"type\":\"rows-rejected\""), "{printed}");
    assert!(printed.contains("\"line\":3") && !printed.contains("broken"), "{printed}");
    assert!(printed.contains("timestamp,voltage\n2023-07-08T20:00:00.000Z,1.09084500222222"), "{printed}");
}

#[test]
fn the_commands_that_a_start_prints_work_when_pasted_at_every_start() {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    for _ in 0..2 {
        let (mut server, commands) = started(dir.path());
        let answers = pasted(&commands, &[]);
        server.kill().expect("the program can be stopped");
        server.wait().expect("the program ends");
        assert!(answers.contains("\"accepted\":2,\"rejected\":0"), "{answers}");
        assert!(
            answers.contains("\"type\":\"rows-rejected\"") && answers.contains("\"line\":2"),
            "{answers}"
        );
        let read = "at,celsius\n2026-01-01T12:00:00.000Z,3.5\n2026-01-01T13:00:00.000Z,4.0\n";
        assert!(answers.ends_with(read), "{answers}");
    }
}

/// The program on its embedded database, and the commands that it prints.
fn started(dir: &Path) -> (Child, String) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_granary"))
        .args(["serve", "--try"])
        .env("GRANARY_DATA_DIR", dir)
        .env("GRANARY_LISTEN", "127.0.0.1:0")
        .env_remove("GRANARY_DATABASE_URL")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let stdout = server.stdout.take().expect("the output is piped");
    let lines = BufReader::new(stdout).lines().map(|line| line.expect("the output is text"));
    let printed: Vec<String> = lines.take_while(|line| !line.contains("Stop with Ctrl-C")).collect();
    let commands: Vec<String> = printed.into_iter().filter(|line| line.starts_with("  ")).collect();
    assert!(!commands.is_empty(), "the program prints commands");
    (server, commands.join("\n"))
}
