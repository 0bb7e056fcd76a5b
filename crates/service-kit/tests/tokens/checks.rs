//! The table of attacks names tests that exist.

use std::fs;
use std::path::Path;

#[test]
fn every_test_that_the_table_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("src/tokens/CHECKS.md")).unwrap();
    let mut tests = String::new();
    let folders = ["tests", "tests/tokens"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    for entry in folders.into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            tests.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    assert!(rows.len() > 20, "the table is not read");
    for row in rows {
        let proof = row.trim_end_matches('|').rsplit('|').next().unwrap();
        let names: Vec<&str> = proof.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty() || proof.contains("not here:"), "{row}");
        for name in names.iter().filter(|_| !proof.contains("not here:")) {
            let attribute = ["#[test]\n", "#[tokio::test]\nasync ", "#[test]\n    "];
            let exists = attribute.iter().any(|before| tests.contains(&format!("{before}fn {name}(")));
            assert!(exists, "no test is named {name}");
        }
    }
}
