//! Patterns of ECMA-262 as patterns that every engine reads.

use serde_json::{Value, json};

use crate::sound::{definitions, findings, model, set, with};

/// The pattern as the schemas have it, and what it says of a text.
fn written(pattern: &str) -> (String, jsonschema::Validator) {
    let all = definitions("3.0.3", json!({"It": {"type": "string", "pattern": pattern}}));
    let written = all["It"]["pattern"].as_str().expect("a pattern").to_owned();
    (written, jsonschema::draft202012::new(&all["It"]).expect("the pattern is read"))
}

#[test]
fn a_brace_that_opens_no_quantifier_stands_for_itself() {
    for (pattern, expected, good, bad) in [
        ("^(?:{[0-9]}|a)$", r"^(?:\{[0-9]\}|a)$", "{5}", "5"),
        ("^{a}$", r"^\{a\}$", "{a}", "a"),
        ("^a{,3}$", r"^a\{,3\}$", "a{,3}", "aa"),
        ("^a{1,b}$", r"^a\{1,b\}$", "a{1,b}", "a"),
        ("^a{$", r"^a\{$", "a{", "a"),
        ("^a}$", r"^a\}$", "a}", "a"),
        ("^名{前}$", r"^名\{前\}$", "名{前}", "名前"),
    ] {
        let (written, judge) = written(pattern);
        assert_eq!(written, expected);
        assert!(judge.is_valid(&json!(good)) && !judge.is_valid(&json!(bad)), "{pattern}");
    }
}

#[test]
fn other_braces_stay_what_they_are() {
    for (pattern, good, bad) in [
        ("^a{2}$", "aa", "a{2}"),
        ("^a{2,}$", "aaa", "a"),
        ("^a{1,2}$", "aa", "aaa"),
        (r"^\{a\}$", "{a}", "a"),
        (r"^[{}]{2}$", "{}", "{"),
        (r"^[\]{]$", "{", r"\{"),
        (r"^\p{Lu}$", "A", "a"),
        (r"^\\{2}$", r"\\", r"\{2}"),
    ] {
        let (written, judge) = written(pattern);
        assert_eq!(written, pattern);
        assert!(judge.is_valid(&json!(good)) && !judge.is_valid(&json!(bad)), "{pattern}");
    }
}

#[test]
fn a_check_has_the_pattern_too() {
    let check = |pattern: &str| -> Value {
        let contract = with(json!({"It": {"type": "string", "pattern": pattern}}));
        model(&contract, "Thing")["modelCheck"].take()
    };
    let simple = check("^{a}$");
    assert!(
        simple.as_str().is_some_and(|check| check.contains(r#"matches_pattern!("^\\{a\\}$", v)"#)),
        "{simple}"
    );
    // The engine of the checks cannot look around: the schema judges.
    let around = check("^{a(?=b)");
    assert!(
        around.as_str().is_some_and(|check| check.contains(r#"conforms!(crate::SCHEMAS, "It", v)"#)),
        "{around}"
    );
}

#[test]
fn names_of_pattern_properties_are_patterns() {
    let all = definitions("3.1.0", json!({"It": {"patternProperties": {"^{": {"type": "string"}}}}));
    assert_eq!(all["It"], json!({"patternProperties": {r"^\{": {"type": "string"}}}));
    let said = findings("lint", set("/components/schemas/Thing", "patternProperties", json!({"(": {}})));
    assert!(said.contains("/Thing/patternProperties/(: the pattern cannot be enforced"), "{said}");
}
