//! Whole contracts: ours, and those of the development set.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::diff::{base, found, places};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Ours, and the development set where it is at hand.
fn contracts() -> Vec<PathBuf> {
    let mut files = vec![workspace().join("api-spec/openapi.yaml")];
    if let Ok(folder) = workspace().join("../shared/corpus").read_dir() {
        let listed = folder.map(|entry| entry.expect("the folder can be read").path());
        files.extend(listed.filter(|file| file.extension().is_some_and(|kind| kind != "md")));
    }
    files.sort();
    files
}

fn compare(old: &Path, new: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-tool"));
    command.arg("diff").args([old, new]).args(["--fail-on", "info"]).output().expect("the tool runs")
}

#[test]
fn a_contract_does_not_differ_from_itself() {
    for file in contracts() {
        let output = compare(&file, &file);
        if output.status.code() == Some(3) && !file.ends_with("api-spec/openapi.yaml") {
            continue;
        }
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(said, "0 findings: 0 err, 0 warn, 0 info\n", "{}", file.display());
        assert_eq!(output.status.code(), Some(0), "{}", file.display());
    }
}

#[test]
fn a_contract_that_has_nothing_lost_every_operation() {
    let dir = tempfile::tempdir().expect("there is room for a folder");
    let empty = dir.path().join("empty.json");
    let text = json!({"openapi": "3.0.3", "info": {"title": "None", "version": "1.0.0"}, "paths": {}});
    std::fs::write(&empty, text.to_string()).expect("the folder takes a file");
    for file in contracts() {
        let count = |output: Output, word: &str| {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            said.lines().filter(|line| line.contains(word)).count()
        };
        let lost = count(compare(&file, &empty), " api-path-removed-");
        assert_eq!(lost, count(compare(&empty, &file), " endpoint-added "), "{}", file.display());
        assert!(lost > 0 || compare(&file, &file).status.code() == Some(3), "{}", file.display());
    }
}

#[test]
fn schemas_that_hold_themselves_end() {
    let mut old = base();
    let schemas = &mut old["components"]["schemas"];
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    schemas["Thing"]["properties"]["tree"] = reference("Tree");
    schemas["Tree"] = json!({"properties": {"left": reference("Tree"), "list": {"type": "array", "items": reference("Leaf")},
        "any": {"oneOf": [reference("Tree"), reference("Leaf"), {"type": "array", "items": reference("Tree")}]}}});
    schemas["Leaf"] =
        json!({"allOf": [reference("Tree"), reference("Leaf")], "properties": {"v": {"type": "string"}}});
    schemas["Thing"]["properties"]["loop"] = reference("Loop");
    schemas["Loop"] = reference("Pool");
    schemas["Pool"] = reference("Loop");
    assert_eq!(found(&old, &old), [] as [Value; 0]);
    let mut new = old.clone();
    new["components"]["schemas"]["Leaf"]["properties"]["v"]["maxLength"] = json!(9);
    let place = "new#/components/schemas/Leaf/properties/v/maxLength";
    assert_eq!(
        places(&found(&old, &new)),
        [
            format!("err request-property-max-length-set {place}"),
            format!("info response-property-max-length-set {place}")
        ]
    );
}
