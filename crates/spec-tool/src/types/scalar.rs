//! Texts, numbers and enums.

use serde_json::{Value, json};

use super::{RustType, Site, Types, conforms, covers};
use crate::check::{Check, NUMBER, REFERENCE};
use crate::names::{doc_lines, literal, pascal, unique};
use crate::pattern;

pub fn text(flat: &Value) -> (RustType, bool) {
    let mut checks = Vec::new();
    let bound = |keyword: &str| flat.get(keyword).and_then(Value::as_f64).map(|bound| bound as u64);
    let (least, most) = (bound("minLength").filter(|least| *least > 0), bound("maxLength"));
    if least.is_some() || most.is_some() {
        let most = most.map_or_else(|| "usize::MAX".to_owned(), |most| most.to_string());
        checks.push(format!("check::length({REFERENCE}, {}, {most})", least.unwrap_or(0)));
    }
    let mut covered = covers(flat, &["type", "minLength", "maxLength", "pattern", "format"]);
    if let Some(text) = flat.get("pattern").and_then(Value::as_str) {
        match pattern::translated(text) {
            Some(pattern) => checks.push(format!("matches_pattern!({}, {REFERENCE})", literal(&pattern))),
            None => covered = false,
        }
    }
    match flat.get("format").and_then(Value::as_str) {
        Some("email") => checks.push(format!("check::email({REFERENCE})")),
        Some(format) => checks.push(format!("matches_format!({}, {REFERENCE})", literal(format))),
        None => {}
    }
    (RustType::plain("String", Check::all(checks), true), covered)
}

pub fn number(flat: &Value, is_whole: bool) -> (RustType, bool) {
    let name = match is_whole {
        true if flat.get("x-int32").is_some() => "i32",
        true => "i64",
        false => "f64",
    };
    let mut checks = Vec::new();
    for (keyword, operator) in
        [("minimum", ">="), ("exclusiveMinimum", ">"), ("maximum", "<="), ("exclusiveMaximum", "<")]
    {
        if let Some(bound) = flat.get(keyword) {
            checks.extend(comparison(bound, operator, name));
        }
    }
    if let [least, most] = &checks[..]
        && let Some(least) = least.strip_prefix(&format!("{NUMBER} >= "))
        && let Some(most) = most.strip_prefix(&format!("{NUMBER} <= "))
    {
        checks = vec![format!("({least}..={most}).contains({REFERENCE})")];
    }
    if name == "f64" && checks.is_empty() {
        checks.push(format!("check::finite({REFERENCE})"));
    }
    let mut covered = covers(
        flat,
        &[
            "type",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "enum",
            "const",
        ],
    );
    match flat.get("multipleOf") {
        Some(Value::Number(step)) if is_whole && step.as_i64().is_some_and(|step| step > 0) => {
            checks.push(format!("{NUMBER} % {step} == 0"));
        }
        Some(_) => covered = false,
        None => {}
    }
    if let Some(words) = super::union::words_of(flat) {
        let words: Vec<String> = words.iter().filter_map(|word| exact(word, name)).collect();
        checks.push(format!("[{}].contains({REFERENCE})", words.join(", ")));
    }
    (RustType::plain(name, Check::all(checks), name != "f64"), covered)
}

/// A number as a literal of its type.
fn exact(value: &Value, name: &str) -> Option<String> {
    match name {
        "f64" => value.as_f64().map(|number| format!("{number:?}")),
        _ => value
            .as_i64()
            .or_else(|| value.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64))
            .map(|number| number.to_string()),
    }
}

fn comparison(bound: &Value, operator: &str, name: &str) -> Option<String> {
    // The ends of the type itself are not to be checked.
    let ends: [i64; 2] =
        if name == "i32" { [i32::MIN.into(), i32::MAX.into()] } else { [i64::MIN, i64::MAX] };
    if name != "f64" && operator.len() == 2 && bound.as_i64().is_some_and(|bound| ends.contains(&bound)) {
        return None;
    }
    match (name, bound.as_i64(), bound.as_f64()?) {
        ("f64", _, number) => Some(format!("{NUMBER} {operator} {number:?}")),
        (_, Some(number), _) if name == "i64" || i32::try_from(number).is_ok() => {
            Some(format!("{NUMBER} {operator} {number}"))
        }
        (_, None, number) if number.fract() == 0.0 && number.abs() < 9.0e15 => {
            Some(format!("{NUMBER} {operator} {number:.0}"))
        }
        (_, _, number) => Some(format!("({NUMBER} as f64) {operator} {number:?}")),
    }
}

impl Types<'_> {
    /// An enum of texts.
    pub fn words(
        &mut self,
        flat: &Value,
        site: &Site,
        definition: Option<&str>,
        nullable: bool,
    ) -> Option<(RustType, bool)> {
        let words = super::union::words_of(flat)?;
        if words.iter().all(Value::is_boolean) && !words.is_empty() {
            let check = (words.len() == 1).then(|| Check::new(format!("{NUMBER} == {}", words[0])));
            return Some((RustType::plain("bool", check, true), covers(flat, &["type", "enum", "const"])));
        }
        let texts: Vec<&str> = words.iter().map(Value::as_str).collect::<Option<_>>()?;
        if texts.is_empty() || flat.get("type").is_some_and(|name| *name != json!("string")) {
            return None;
        }
        let name = self.model_name(&site.name);
        let mut variants: Vec<(String, &str)> = Vec::new();
        for text in texts {
            let name =
                unique(&variant_name(text), "", |name| variants.iter().any(|(known, _)| known == name));
            if !variants.iter().any(|(_, known)| *known == text) {
                variants.push((name, text));
            }
        }
        let listed: Vec<Value> = variants
            .iter()
            .map(|(variant, text)| json!({"variantName": variant, "wire": literal(text), "wireDocs": doc_lines(&format!("`{text}`")).join(" ")}))
            .collect();
        let made = RustType {
            name: format!("models::{name}"),
            check: None,
            hashable: true,
            definition: Some(definition.unwrap_or_default().to_owned()),
        };
        let covered = covers(flat, &["type", "enum", "const"]);
        let made = match covered {
            true => made,
            // What is said beside the words holds for each of them.
            false => {
                let key = self.key(definition, site, flat);
                RustType { check: Some(conforms(&key)), ..made }
            }
        };
        self.announce(definition, &made, nullable);
        let docs = if site.docs.is_empty() { name.clone() } else { site.docs.clone() };
        self.models.insert(
            name.clone(),
            json!({
                "modelName": name, "docs": doc_lines(&docs), "isEnum": true, "variants": listed,
            }),
        );
        Some((made, true))
    }
}

/// A word of an enum as a variant; of symbols their names are spelled out.
fn variant_name(text: &str) -> String {
    if text.is_empty() {
        return "Empty".to_owned();
    }
    if text.chars().any(|character| character.is_ascii_alphanumeric()) {
        return match text.strip_prefix('-') {
            Some(rest) => pascal(&format!("minus {rest}")),
            None => pascal(text),
        };
    }
    let names = text.chars().map(|character| match character {
        '<' => "Less".to_owned(),
        '>' => "Greater".to_owned(),
        '=' => "Equal".to_owned(),
        '!' => "Not".to_owned(),
        '+' => "Plus".to_owned(),
        '-' => "Minus".to_owned(),
        '*' => "Star".to_owned(),
        '/' => "Slash".to_owned(),
        '%' => "Percent".to_owned(),
        '&' => "And".to_owned(),
        '|' => "Or".to_owned(),
        ' ' => "Space".to_owned(),
        '.' => "Dot".to_owned(),
        '_' => "Underscore".to_owned(),
        '~' => "Tilde".to_owned(),
        '^' => "Caret".to_owned(),
        '?' => "Question".to_owned(),
        '#' => "Hash".to_owned(),
        '@' => "At".to_owned(),
        '$' => "Dollar".to_owned(),
        other => format!("U{:04X}", u32::from(other)),
    });
    names.collect()
}
