//! A schema as a Rust type and the expression that checks its bounds.

use serde_json::Value;

use crate::document::{Document, Finding};
use crate::names::{literal, pascal};

/// Keywords that ask nothing of a value, or that are looked at elsewhere.
const SAID: [&str; 8] =
    ["type", "description", "example", "default", "title", "externalDocs", "deprecated", "xml"];

/// The first keyword of a schema that is neither one of these nor silent: nothing is dropped unseen.
pub fn unenforced<'a>(schema: &'a Value, enforced: &[&str]) -> Option<&'a str> {
    let keywords = schema.as_object()?.keys().map(String::as_str);
    keywords
        .filter(|keyword| !keyword.starts_with("x-"))
        .find(|keyword| !SAID.contains(keyword) && !enforced.contains(keyword))
}

/// How a schema is written in Rust.
#[derive(Debug, PartialEq)]
pub struct RustType {
    /// The type, such as `Vec<models::Column>`.
    pub name: String,
    /// The check of the bounds; `None` when there is nothing to check.
    pub check: Option<Check>,
    /// Whether two values can be told apart and hashed.
    pub hashable: bool,
    /// Whether the type is a named model.
    pub is_model: bool,
}

/// A Rust expression that checks a value, which is written in at the end: [`Check::of`].
#[derive(Clone, Debug, PartialEq)]
pub struct Check(String);

/// The value as a place, as a reference to it, and as a number.
const PLACE: &str = "\u{1}";
const REFERENCE: &str = "\u{2}";
const NUMBER: &str = "\u{3}";

impl Check {
    fn all(checks: Vec<String>) -> Option<Check> {
        (!checks.is_empty()).then(|| Check(checks.join(" && ")))
    }

    /// The expression over the reference `v`, as in a closure.
    pub fn of_reference(&self) -> String {
        self.0.replace(PLACE, "v").replace(REFERENCE, "v").replace(NUMBER, "*v")
    }

    /// The expression over a field of `self`.
    pub fn of_field(&self, field: &str) -> String {
        let place = format!("self.{field}");
        self.0.replace(PLACE, &place).replace(REFERENCE, &format!("&{place}")).replace(NUMBER, &place)
    }
}

/// The Rust type of a schema.
///
/// Whatever cannot be enforced by the type and its checks is a finding: nothing is dropped in silence.
pub fn rust_type(document: &Document, schema: &Value, pointer: &str) -> Result<RustType, Finding> {
    let refuse = |message: String| Err(Finding::new(pointer, message));
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = document.resolve(schema);
        return match reference.strip_prefix("#/components/schemas/") {
            Some(name) if is_model(target) => Ok(RustType {
                name: format!("models::{}", pascal(name)),
                check: (!is_enum(target)).then(|| Check(format!("{PLACE}.is_valid()"))),
                hashable: is_enum(target),
                is_model: true,
            }),
            Some(_) => rust_type(document, target, &reference[1..]),
            None => refuse(format!("{reference} does not lead to a named schema")),
        };
    }
    if let [only] = schema.get("allOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice) {
        return match unenforced(schema, &["allOf"]) {
            Some(keyword) => refuse(format!("{keyword} beside allOf cannot be enforced yet")),
            None => rust_type(document, only, &format!("{pointer}/allOf/0")),
        };
    }
    if is_model(schema) {
        return refuse("must be a named schema under components".to_owned());
    }
    let kind = schema.get("type").and_then(Value::as_str);
    let enforced: &[&str] = match kind {
        Some("string") => &["format", "minLength", "maxLength", "pattern"],
        Some("integer" | "number") => {
            &["format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
        }
        Some("array") => &["items", "minItems", "maxItems", "uniqueItems"],
        Some("object") => &["additionalProperties", "maxProperties"],
        _ => &[],
    };
    if let Some(keyword) = unenforced(schema, enforced) {
        return refuse(format!("{keyword} cannot be enforced yet"));
    }
    match kind {
        Some("string") => string(schema, pointer),
        Some(kind @ ("integer" | "number")) => match (kind, schema.get("format").and_then(Value::as_str)) {
            ("integer", Some("int32")) => Ok(number(schema, "i32")),
            ("integer", None | Some("int64")) => Ok(number(schema, "i64")),
            ("number", None | Some("float" | "double")) => Ok(number(schema, "f64")),
            (_, format) => refuse(format!("format {} cannot be enforced yet", format.unwrap_or_default())),
        },
        Some("boolean") => {
            Ok(RustType { name: "bool".to_owned(), check: None, hashable: true, is_model: false })
        }
        Some("array") => array(document, schema, pointer),
        Some("object") => map(document, schema, pointer),
        _ => refuse("has no type".to_owned()),
    }
}

/// Whether a schema becomes a struct or an enum of its own.
pub fn is_model(schema: &Value) -> bool {
    is_enum(schema) || schema.get("properties").is_some()
}

pub fn is_enum(schema: &Value) -> bool {
    schema.get("enum").is_some()
}

fn string(schema: &Value, pointer: &str) -> Result<RustType, Finding> {
    let mut checks = Vec::new();
    let (minimum, maximum) = (bound(schema, "minLength"), bound(schema, "maxLength"));
    if minimum.is_some() || maximum.is_some() {
        let maximum = maximum.map_or_else(|| "usize::MAX".to_owned(), |most| most.to_string());
        checks.push(format!("check::length({REFERENCE}, {}, {maximum})", minimum.unwrap_or(0)));
    }
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        if let Err(error) = regex::Regex::new(pattern) {
            return Err(Finding::new(format!("{pointer}/pattern"), format!("cannot be enforced: {error}")));
        }
        if let Some(class) = class_escape(pattern) {
            let message = format!("\\{class} is not the same everywhere: write the characters, as in [0-9]");
            return Err(Finding::new(format!("{pointer}/pattern"), message));
        }
        checks.push(format!("matches_pattern!({}, {REFERENCE})", literal(pattern)));
    }
    match schema.get("format").and_then(Value::as_str) {
        Some("email") => checks.push(format!("check::email({REFERENCE})")),
        Some("uuid") => checks.push(format!("check::uuid({REFERENCE})")),
        Some("date-time") => checks.push(format!("check::date_time({REFERENCE})")),
        None => {}
        Some(format) => return Err(Finding::new(pointer, format!("format {format} cannot be enforced yet"))),
    }
    Ok(RustType { name: "String".to_owned(), check: Check::all(checks), hashable: true, is_model: false })
}

/// The first `\d` or the like in a pattern: Unicode here, ASCII to JSON Schema.
fn class_escape(pattern: &str) -> Option<char> {
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        if character == '\\'
            && let Some(class) = characters.next().filter(|class| "dDsSwWbB".contains(*class))
        {
            return Some(class);
        }
    }
    None
}

fn number(schema: &Value, name: &str) -> RustType {
    let text = |value: &Value| match (name, value.as_f64()) {
        ("f64", Some(number)) => format!("{number:?}"),
        _ => value.to_string(),
    };
    let mut checks = Vec::new();
    let operator = |keyword: &str, open: &'static str, closed: &'static str| {
        if schema.get(keyword) == Some(&Value::Bool(true)) { open } else { closed }
    };
    if let Some(minimum) = schema.get("minimum") {
        checks.push(format!("{NUMBER} {} {}", operator("exclusiveMinimum", ">", ">="), text(minimum)));
    }
    if let Some(maximum) = schema.get("maximum") {
        checks.push(format!("{NUMBER} {} {}", operator("exclusiveMaximum", "<", "<="), text(maximum)));
    }
    if let [least, most] = &checks[..]
        && let Some(least) = least.strip_prefix(&format!("{NUMBER} >= "))
        && let Some(most) = most.strip_prefix(&format!("{NUMBER} <= "))
    {
        checks = vec![format!("({least}..={most}).contains({REFERENCE})")];
    }
    RustType { name: name.to_owned(), check: Check::all(checks), hashable: name != "f64", is_model: false }
}

fn array(document: &Document, schema: &Value, pointer: &str) -> Result<RustType, Finding> {
    let items = rust_type(document, &schema["items"], &format!("{pointer}/items"))?;
    refuse_inner_map(&items, pointer)?;
    let mut checks = Vec::new();
    size_checks(schema, ("minItems", "maxItems"), &mut checks);
    if schema.get("uniqueItems") == Some(&Value::Bool(true)) {
        if !items.hashable {
            return Err(Finding::new(pointer, "uniqueItems over such items cannot be enforced yet"));
        }
        checks.push(format!("check::unique({REFERENCE})"));
    }
    if let Some(check) = items.check {
        checks.push(format!("{PLACE}.iter().all(|v| {})", check.of_reference()));
    }
    Ok(RustType {
        name: format!("Vec<{}>", items.name),
        check: Check::all(checks),
        hashable: items.hashable,
        is_model: false,
    })
}

fn map(document: &Document, schema: &Value, pointer: &str) -> Result<RustType, Finding> {
    let values = match schema.get("additionalProperties") {
        Some(values @ Value::Object(_)) => {
            rust_type(document, values, &format!("{pointer}/additionalProperties"))?
        }
        _ => return Err(Finding::new(pointer, "an object needs properties or typed additionalProperties")),
    };
    refuse_inner_map(&values, pointer)?;
    let mut checks = Vec::new();
    size_checks(schema, ("minProperties", "maxProperties"), &mut checks);
    if let Some(check) = values.check {
        checks.push(format!("{PLACE}.values().all(|v| {})", check.of_reference()));
    }
    Ok(RustType {
        name: format!("BTreeMap<String, {}>", values.name),
        check: Check::all(checks),
        hashable: false,
        is_model: false,
    })
}

/// A map that is a property of a struct is decoded by a function that refuses keys given twice; one further in is not.
fn refuse_inner_map(inner: &RustType, pointer: &str) -> Result<(), Finding> {
    if inner.name.starts_with("BTreeMap<") {
        return Err(Finding::new(
            pointer,
            "a map within a list or a map cannot be enforced yet: name an object",
        ));
    }
    Ok(())
}

fn size_checks(schema: &Value, (least, most): (&str, &str), checks: &mut Vec<String>) {
    match (bound(schema, least).filter(|least| *least > 0), bound(schema, most)) {
        (Some(1), None) => checks.push(format!("!{PLACE}.is_empty()")),
        (Some(least), None) => checks.push(format!("{PLACE}.len() >= {least}")),
        (None, Some(most)) => checks.push(format!("{PLACE}.len() <= {most}")),
        (Some(least), Some(most)) => checks.push(format!("({least}..={most}).contains(&{PLACE}.len())")),
        (None, None) => {}
    }
}

fn bound(schema: &Value, keyword: &str) -> Option<u64> {
    schema.get(keyword).and_then(Value::as_u64)
}
