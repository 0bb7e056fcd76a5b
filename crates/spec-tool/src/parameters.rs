//! Parameters of operations: the table entry, the field, and the call that decodes it.

use serde_json::{Value, json};

use crate::check::Check;
use crate::convert::remarks;
use crate::document::{Document, Finding, FoundOperation, escape};
use crate::media::{Kind, kind};
use crate::names::{self, doc_lines, literal};
use crate::registry::Direction;
use crate::shapes;
use crate::types::{Default, Site, Types};

/// Headers that are no parameters: other parts of the contract say what they are.
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// One parameter, with the schema that judges it.
pub struct Parameter {
    pub annotation: Value,
    pub key: String,
    pub schema: Value,
}

/// Every parameter of an operation.
pub fn parameters(
    types: &mut Types<'_>,
    document: &Document,
    found: &FoundOperation<'_>,
    id: &str,
    name: &str,
) -> Result<Vec<Parameter>, Vec<Finding>> {
    let mut all: Vec<Parameter> = Vec::new();
    let mut findings = Vec::new();
    let mut declared: Vec<Value> = document.parameters(found).into_iter().cloned().collect();
    for missing in path_names(found.path) {
        if !declared.iter().any(|one| one["in"] == "path" && one["name"] == missing) {
            declared
                .push(json!({"name": missing, "in": "path", "required": true, "schema": {"type": "string"}}));
        }
    }
    for declared in declared {
        let (text, place) =
            (|key: &str| declared[key].as_str().unwrap_or_default().to_owned(), &declared["in"]);
        if *place == "header" && NOT_PARAMETERS.contains(&text("name").to_ascii_lowercase().as_str()) {
            continue;
        }
        if *place == "path" && !path_names(found.path).contains(&text("name")) {
            continue;
        }
        match parameter(types, document, &declared, found, id, name, &all) {
            Ok(parameter) => all.push(parameter),
            Err(mut more) => findings.append(&mut more),
        }
    }
    if findings.is_empty() { Ok(all) } else { Err(findings) }
}

/// Names of the parameters in a path.
pub fn path_names(path: &str) -> Vec<String> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned())).collect()
}

fn parameter(
    types: &mut Types<'_>,
    document: &Document,
    declared: &Value,
    found: &FoundOperation<'_>,
    id: &str,
    operation: &str,
    others: &[Parameter],
) -> Result<Parameter, Vec<Finding>> {
    let text = |key: &str| declared[key].as_str();
    let wire = text("name").unwrap_or_default();
    let pointer = format!("{}/parameters/{}", found.pointer, escape(wire));
    let refuse = |message: String| Err(vec![Finding::new(&pointer, message)]);
    let place = match text("in") {
        Some("path") => "Path",
        Some("query") => "Query",
        Some("header") => "Header",
        Some("cookie") => "Cookie",
        _ => return refuse("is in no place that is known: path, query, header or cookie".to_owned()),
    };
    let is_by_content = declared.get("content").is_some();
    let content = declared.get("content").and_then(Value::as_object);
    let raw = match content {
        Some(content) => match content.iter().next() {
            Some((media_type, content)) if kind(media_type) == Kind::Json => content.get("schema"),
            Some((media_type, content)) if kind(media_type) == Kind::Text => content.get("schema"),
            _ => {
                return refuse(
                    "is of a media type that cannot be read from a parameter: application/json can"
                        .to_owned(),
                );
            }
        },
        None => declared.get("schema"),
    };
    let anything = json!({});
    let raw = raw.unwrap_or(&anything);
    let schema = types.registry.convert(raw, &pointer, Direction::Request)?;
    let site = Site {
        docs: text("description").unwrap_or_default().to_owned(),
        ..Site::new(format!("{operation}{}", names::pascal(wire)))
    };
    let of = types.of(&schema, &site);
    let is_json = is_by_content
        && content.and_then(|all| all.keys().next()).is_some_and(|name| kind(name) == Kind::Json);
    let style = match (text("style"), place) {
        _ if is_json => "Json",
        (Some("matrix"), "Path") => "Matrix",
        (Some("label"), "Path") => "Label",
        (Some("simple") | None, "Path" | "Header") => "Simple",
        (Some("form") | None, "Query" | "Cookie") => "Form",
        (Some("spaceDelimited"), "Query") => "SpaceDelimited",
        (Some("pipeDelimited"), "Query") => "PipeDelimited",
        (Some("deepObject"), "Query") => "DeepObject",
        (Some(style), _) => {
            return refuse(format!(
                "the style {style} is not for parameters in {}",
                text("in").unwrap_or_default()
            ));
        }
        (None, _) => "Form",
    };
    let explode = declared.get("explode").and_then(Value::as_bool).unwrap_or(style == "Form");
    let shape = if is_json { "Shape::Any".to_owned() } else { shapes::shape(&types.registry, &schema) };
    let required = declared["required"] == json!(true) || place == "Path";
    let closure = Check::closure(of.check.as_ref(), &of.name);
    let arguments = format!("Place::{place}, {}", literal(wire));
    let default = remarks(document, raw).get("default").cloned().filter(|_| !required);
    let default = default.and_then(|default| types.default_of(&of, &schema, &default));
    let (decode, field_type) = match default {
        Some(default) => {
            let value = match default {
                Default::Plain => "Default::default()".to_owned(),
                Default::Expression(expression) => expression,
            };
            (format!("call.defaulted({arguments}, {value}, {closure})"), of.name.clone())
        }
        None if required => (format!("call.required({arguments}, {closure})"), of.name.clone()),
        None => (format!("call.optional({arguments}, {closure})"), format!("Option<{}>", of.name)),
    };
    let wanted = names::parameter(wire);
    let taken = |field: &str| others.iter().any(|other| other.annotation["parameterField"] == field);
    // The same name may stand in several places.
    let field = match taken(&wanted) {
        false => wanted,
        true => {
            let placed = format!(
                "{}_{}",
                place.to_ascii_lowercase(),
                wanted.trim_start_matches("r#").trim_end_matches('_')
            );
            (1..)
                .map(|number| if number == 1 { placed.clone() } else { format!("{placed}_{number}") })
                .find(|name| !taken(name))
                .unwrap_or(placed)
        }
    };
    let described = text("description").filter(|text| !text.is_empty()).map(str::to_owned);
    let described = described.unwrap_or_else(|| format!("`{wire}`"));
    Ok(Parameter {
        key: format!("{id}.{}.{wire}", place.to_ascii_lowercase()),
        annotation: json!({
            "parameterField": field, "parameterWire": wire, "parameterType": field_type, "parameterDocs": doc_lines(&described), "decode": decode,
            "parameterEntry": format!(
                "Parameter {{ name: {}, place: Place::{place}, style: Style::{style}, explode: {explode}, shape: {shape}, allow_empty: {} }}",
                literal(wire), declared["allowEmptyValue"] == json!(true),
            ),
        }),
        schema,
    })
}
