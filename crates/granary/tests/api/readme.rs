//! The commands of the README and those that `serve --try` prints, pasted into a shell.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io::Read, thread, time};

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
fn the_commands_that_a_first_start_prints_work_when_pasted() {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let mut server = Command::new(env!("CARGO_BIN_EXE_granary"))
        .args(["serve", "--try"])
        .env("GRANARY_DATA_DIR", dir.path())
        .env("GRANARY_LISTEN", "127.0.0.1:0")
        .env_remove("GRANARY_DATABASE_URL")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut printed = String::new();
    let mut stdout = server.stdout.take().expect("the output is piped");
    let deadline = time::Instant::now() + time::Duration::from_secs(20);
    let mut piece = [0; 4096];
    while !printed.contains("Stop with Ctrl-C") {
        assert!(time::Instant::now() < deadline, "the program printed no commands: {printed}");
        let read = stdout.read(&mut piece).expect("the output can be read");
        printed.push_str(&String::from_utf8_lossy(&piece[..read]));
        if read == 0 {
            thread::yield_now();
        }
    }
    let commands: Vec<&str> = printed.lines().filter(|line| line.starts_with("  ")).collect();
    let answers = pasted(&commands.join("\n"), &[]);
    server.kill().expect("the program can be stopped");
    server.wait().expect("the program ends");
    assert!(answers.contains("\"accepted\":2,\"rejected\":0"), "{answers}");
    assert!(answers.contains("\"type\":\"rows-rejected\"") && answers.contains("\"line\":2"), "{answers}");
    assert!(
        answers.ends_with("at,celsius\n2026-01-01T12:00:00.000Z,3.5\n2026-01-01T13:00:00.000Z,4.0\n"),
        "{answers}"
    );
}
