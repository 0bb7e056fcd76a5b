//! Bodies that are forms: which fields they have, how each is written, and which are files.

use serde_json::{Value, json};

use crate::document::Finding;
use crate::flatten::flatten;
use crate::media::{Kind, kind};
use crate::names::{literal, literals, snake};
use crate::shapes;
use crate::types::Types;

/// A form: the schema of what is no file, its table entry, and its files.
pub struct Form {
    pub schema: Value,
    pub table: String,
    pub files: Vec<File>,
}

/// A field that is a file.
pub struct File {
    pub name: String,
    pub field: String,
    pub required: bool,
    pub many: bool,
}

impl File {
    /// The expression that takes the file out of the uploads.
    pub fn take(&self) -> String {
        let method = match (self.many, self.required) {
            (true, _) => "many",
            (false, true) => "required",
            (false, false) => "optional",
        };
        let question = if method == "required" { "?" } else { "" };
        format!("{}: uploads.{method}({}){question}", self.field, literal(&self.name))
    }
}

/// What the templates need of the files.
pub fn files(form: &Form) -> Vec<Value> {
    let kind = |file: &File| match (file.many, file.required) {
        (true, _) => "Vec<Upload>",
        (false, true) => "Upload",
        (false, false) => "Option<Upload>",
    };
    form.files
        .iter()
        .map(|file| json!({"fileField": file.field, "fileType": kind(file), "fileWire": file.name}))
        .collect()
}

/// The form that a schema and its `encoding` describe.
pub fn form(
    types: &mut Types<'_>,
    media_type: &str,
    content: &Value,
    schema: &Value,
    pointer: &str,
) -> Result<Form, Vec<Finding>> {
    let registry = &types.registry;
    let flat = flatten(registry, schema);
    let properties = flat.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let required = flat.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let is_multipart = kind(media_type) == Kind::Multipart;
    let (mut fields, mut files): (Vec<String>, Vec<File>) = (Vec::new(), Vec::new());
    let mut kept = flat.clone();
    for (name, property) in &properties {
        let encoding = &content["encoding"][name];
        if encoding.get("headers").and_then(Value::as_object).is_some_and(|headers| !headers.is_empty()) {
            let message = "headers of a part cannot be enforced: send what they say as a field";
            return Err(vec![Finding::new(format!("{pointer}/encoding/{name}/headers"), message)]);
        }
        let property = flatten(registry, property);
        let items = property.get("items").map(|items| flatten(registry, items));
        let is_binary = |schema: &Value| schema.get("x-binary").is_some();
        let many = items.as_ref().is_some_and(is_binary);
        let is_file = is_multipart && (is_binary(&property) || many);
        if is_file {
            let field = match snake(name) {
                field if field == "fields" || files.iter().any(|file| file.field == field) => {
                    format!("{field}_file")
                }
                field => field,
            };
            files.push(File {
                name: name.clone(),
                field,
                required: required.contains(&json!(name)) && !many,
                many,
            });
            remove(&mut kept, name);
        }
        let content_types: Vec<String> = encoding["contentType"]
            .as_str()
            .map(|all| all.split(',').map(|one| one.trim().to_owned()).collect())
            .unwrap_or_default();
        let (style, explode) = style(encoding, &property, &content_types);
        let shape = match &items {
            Some(items) if items.get("type") == Some(&json!("object")) => {
                "Shape::List(&Shape::Any)".to_owned()
            }
            _ if style == "Json" => "Shape::Any".to_owned(),
            _ => shapes::shape(registry, &property),
        };
        let shape = if is_file { "Shape::Text".to_owned() } else { shape };
        fields.push(format!(
            "Field {{ name: {}, style: Style::{style}, explode: {explode}, shape: {shape}, is_file: {is_file}, media_types: {} }}",
            literal(name), literals(&content_types),
        ));
    }
    let others = match flat.get("additionalProperties") {
        Some(Value::Bool(false)) => "None".to_owned(),
        Some(Value::Bool(true)) | None => "Some(Shape::Any)".to_owned(),
        Some(others) => format!("Some({})", shapes::shape(registry, others)),
    };
    // Without files the schema is the one of the contract, so that its named type is kept.
    let schema = if files.is_empty() { schema.clone() } else { kept };
    let table = format!(
        "Form {{ media_type: {}, fields: &[{}], others: {others} }}",
        literal(media_type),
        fields.join(", "),
    );
    Ok(Form { schema, table, files })
}

fn style(encoding: &Value, property: &Value, content_types: &[String]) -> (&'static str, bool) {
    let is_json = content_types.iter().any(|one| kind(one) == Kind::Json);
    let is_object = property.get("type") == Some(&json!("object"));
    let explode = encoding.get("explode").and_then(Value::as_bool);
    match encoding["style"].as_str() {
        _ if is_json => ("Json", false),
        Some("spaceDelimited") => ("SpaceDelimited", explode.unwrap_or(false)),
        Some("pipeDelimited") => ("PipeDelimited", explode.unwrap_or(false)),
        Some("deepObject") => ("DeepObject", true),
        Some(_) => ("Form", explode.unwrap_or(true)),
        None if is_object => ("Json", false),
        None => ("Form", explode.unwrap_or(true)),
    }
}

fn remove(schema: &mut Value, name: &str) {
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.remove(name);
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|one| one != name);
    }
}
