//! Request bodies: the table entry, the type that a handler gets, and the calls that decode it.

use serde_json::{Map, Value, json};

use crate::check::Check;
use crate::document::{Document, Finding, FoundOperation, escape};
use crate::flatten::{flatten, says_nothing};
use crate::forms;
use crate::media::{self, Kind, is_range, kind, variant};
use crate::names::{literal, literals};
use crate::registry::Direction;
use crate::shapes;
use crate::types::{Site, Types};

/// The body of an operation, with the schemas that judge it by key.
#[derive(Default)]
pub struct Body {
    pub annotation: Map<String, Value>,
    pub schemas: Vec<(String, Value)>,
    pub entry: String,
    /// Media types that were left out, and why.
    pub left_out: Vec<Finding>,
}

/// One media type of a body.
struct Content {
    media_type: String,
    type_name: String,
    decode: String,
    is_stream: bool,
}

/// The body of an operation. Media types that cannot be read are left out when `lenient` and others remain.
pub fn body(
    types: &mut Types<'_>,
    document: &Document,
    found: &FoundOperation<'_>,
    id: &str,
    name: &str,
    lenient: bool,
) -> Result<Body, Vec<Finding>> {
    let Some(raw) = found.operation.get("requestBody").map(|body| document.resolve(body)) else {
        return Ok(Body { entry: "None".to_owned(), ..Body::default() });
    };
    let pointer = format!("{}/requestBody", found.pointer);
    let required = raw["required"] == json!(true);
    let all = raw.get("content").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut body = Body::default();
    let mut contents: Vec<Content> = Vec::new();
    let mut tables: Vec<String> = Vec::new();
    let mut forms: Vec<Value> = Vec::new();
    for (media_type, content) in &all {
        let at = format!("{pointer}/content/{}", escape(media_type));
        if raw["x-stream"] == json!(true) {
            contents.push(stream(media_type));
            continue;
        }
        match read(types, media_type, content, &at, id, name, all.len()) {
            Ok(Read { content, schema, form, table }) => {
                body.schemas.extend(schema.map(|schema| (format!("{id} {media_type}"), schema)));
                contents.push(content);
                tables.extend(table);
                forms.extend(form);
            }
            Err(mut findings) => body.left_out.append(&mut findings),
        }
    }
    if !body.left_out.is_empty() && (!lenient || contents.is_empty()) {
        return Err(body.left_out);
    }
    if contents.is_empty() {
        body.entry = "None".to_owned();
        return Ok(body);
    }
    let media_types: Vec<&String> = contents.iter().map(|content| &content.media_type).collect();
    body.entry = format!(
        "Some(RequestBody {{ required: {required}, media_types: {}, forms: &[{}] }})",
        literals(&media_types),
        tables.join(", "),
    );
    body.annotation = annotation(&contents, name, required);
    body.annotation.insert("forms".to_owned(), Value::Array(forms));
    Ok(body)
}

fn annotation(contents: &[Content], name: &str, required: bool) -> Map<String, Value> {
    let streams = contents.iter().all(|content| content.is_stream);
    let same = contents.iter().all(|content| content.type_name == contents[0].type_name);
    let mut variants: Vec<Value> = Vec::new();
    for (content, unique) in contents.iter().zip(media::variants(contents.iter().map(|one| &one.media_type)))
    {
        variants.push(json!({
            "mediaVariant": unique, "mediaLiteral": literal(&content.media_type), "mediaText": content.media_type,
            "bodyType": content.type_name, "decodeBody": content.decode,
        }));
    }
    let is_enum = !streams && !same;
    let inner = if is_enum { format!("{name}Body") } else { contents[0].type_name.clone() };
    // Of several media types the one that was sent decides how to decode.
    let by_type = !streams && contents.len() > 1;
    let whole = |decode: &str, media: &Value| match is_enum {
        true => format!("{decode}.map({name}Body::{})", media["mediaVariant"].as_str().unwrap_or_default()),
        false => decode.to_owned(),
    };
    let wrap = if required { "" } else { ".map(Some)" };
    let mut arms: Vec<String> = Vec::new();
    if by_type {
        arms.extend(variants.iter().map(|one| {
            let decode = whole(one["decodeBody"].as_str().unwrap_or_default(), one);
            format!("Some({}) => {decode}{wrap},", one["mediaLiteral"].as_str().unwrap_or_default())
        }));
        arms.push(if required { "_ => None,".to_owned() } else { "_ => Some(None),".to_owned() });
    } else if !required {
        let decode = if streams { "call.stream().await?".to_owned() } else { contents[0].decode.clone() };
        arms.push(format!("Some(_) => {decode}.map(Some),"));
        arms.push("None => Some(None),".to_owned());
    }
    let decode = match (arms.is_empty(), streams) {
        (false, _) => format!("match call.sent() {{ {} }}", arms.join(" ")),
        (true, true) => "call.stream().await?".to_owned(),
        (true, false) => contents[0].decode.clone(),
    };
    let value = json!({
        "hasBody": true, "bodyType": if required { inner.clone() } else { format!("Option<{inner}>") }, "decodeWholeBody": decode,
        "hasBodyEnum": is_enum, "bodyVariants": variants,
        "hasContentEnum": streams && contents.len() > 1 && required && !contents.iter().any(|one| is_range(&one.media_type)),
        "contentVariants": variants,
    });
    value.as_object().cloned().unwrap_or_default()
}

fn stream(media_type: &str) -> Content {
    Content {
        media_type: media_type.to_owned(),
        type_name: "Body".to_owned(),
        decode: "call.stream().await?".to_owned(),
        is_stream: true,
    }
}

struct Read {
    content: Content,
    schema: Option<Value>,
    form: Option<Value>,
    table: Option<String>,
}

fn read(
    types: &mut Types<'_>,
    media_type: &str,
    content: &Value,
    pointer: &str,
    id: &str,
    name: &str,
    siblings: usize,
) -> Result<Read, Vec<Finding>> {
    let at = format!("{pointer}/schema");
    let plain = |content: Content| Ok(Read { content, schema: None, form: None, table: None });
    let Some(raw) = content.get("schema") else {
        return match kind(media_type) {
            Kind::Json => {
                let decode = format!("call.json::<Json>({}, |_: &Json| true).await?", literal(media_type));
                let content = Content {
                    media_type: media_type.to_owned(),
                    type_name: "Json".to_owned(),
                    decode,
                    is_stream: false,
                };
                Ok(Read { content, schema: Some(json!({})), form: None, table: None })
            }
            _ => plain(stream(media_type)),
        };
    };
    let schema = types.registry.convert(raw, &at, Direction::Request)?;
    let flat = flatten(&types.registry, &schema);
    let is_text = flat.get("type").is_none_or(|name| *name == json!("string"));
    let says_nothing = says_nothing(&flat);
    let base =
        if siblings > 1 { format!("{name}{}Request", variant(media_type)) } else { format!("{name}Request") };
    let site = Site::new(base);
    let simple = |types: &mut Types<'_>, schema: &Value, method: &str, extra: &str| {
        let of = types.of(schema, &site);
        let closure = Check::closure(of.check.as_ref(), &of.name);
        let decode =
            format!("call.{method}::<{}>({}, {extra}{closure}).await?", of.name, literal(media_type));
        let type_name = if method == "lines" { format!("Lines<{}>", of.name) } else { of.name.clone() };
        Content { media_type: media_type.to_owned(), type_name, decode, is_stream: false }
    };
    let checked =
        |content: Content, schema: Value| Ok(Read { content, schema: Some(schema), form: None, table: None });
    match kind(media_type) {
        Kind::Json => {
            let content = simple(types, &schema, "json", "");
            checked(content, schema)
        }
        Kind::Lines => {
            // A list describes the whole; its items describe the lines.
            let line = flat
                .get("items")
                .filter(|_| flat.get("type") == Some(&json!("array")))
                .cloned()
                .unwrap_or(schema);
            if line.get("type") == Some(&json!("string")) {
                return plain(stream(media_type));
            }
            let content = simple(types, &line, "lines", "");
            checked(content, line)
        }
        Kind::Text | Kind::Other if is_text_value(&flat, kind(media_type), says_nothing) => {
            let shape = shapes::shape(&types.registry, &schema);
            let content = simple(types, &schema, "text", &format!("{shape}, "));
            checked(content, schema)
        }
        Kind::UrlEncoded | Kind::Multipart => {
            let form = forms::form(types, media_type, content, &schema, pointer)?;
            let files = forms::files(&form);
            let method = if kind(media_type) == Kind::Multipart { "multipart" } else { "form" };
            let mut made =
                simple(types, &form.schema, method, if method == "multipart" { "&[FILES], " } else { "" });
            if method == "multipart" {
                let required: Vec<&String> =
                    form.files.iter().filter(|file| file.required).map(|file| &file.name).collect();
                made.decode = made.decode.replace("&[FILES]", &literals(&required));
                let fields_type = made.type_name.clone();
                if form.files.is_empty() {
                    made.decode = format!("{}.map(|(fields, _)| fields)", made.decode);
                } else {
                    made.type_name = format!("{name}{}", variant(media_type));
                    let fields: Vec<String> = form.files.iter().map(|file| file.take()).collect();
                    made.decode = format!(
                        "{}.map(|(fields, mut uploads)| Ok::<_, Problem>({} {{ fields, {} }})).transpose()?",
                        made.decode,
                        made.type_name,
                        fields.join(", ")
                    );
                }
                let annotated = json!({"formName": made.type_name, "formFieldsType": fields_type, "formFiles": files, "formText": media_type});
                let form_value = (!form.files.is_empty()).then_some(annotated);
                return Ok(Read {
                    content: made,
                    schema: Some(form.schema),
                    form: form_value,
                    table: Some(form.table),
                });
            }
            Ok(Read { content: made, schema: Some(form.schema), form: None, table: Some(form.table) })
        }
        Kind::Other if is_range(media_type) && !is_text => {
            let content = simple(types, &schema, "json", "");
            checked(content, schema)
        }
        Kind::Xml if is_text && says_nothing => plain(stream(media_type)),
        Kind::Xml if flat.get("type") != Some(&json!("string")) => {
            types.xml.add(&types.registry, &format!("{id} {media_type}"), raw, &at)?;
            let content = simple(types, &schema, "xml", "");
            checked(content, schema)
        }
        Kind::Text | Kind::Other if is_text && (says_nothing || flat.get("x-binary").is_some()) => {
            plain(stream(media_type))
        }
        Kind::Xml => {
            let message =
                "a text in XML is passed on as it is, so that its schema can say no more than its type";
            Err(vec![Finding::new(at, format!("{message} ({id})"))])
        }
        Kind::Text | Kind::Other => {
            let message = format!(
                "a body of {media_type} cannot be held against its schema: JSON, XML, forms and texts can"
            );
            Err(vec![Finding::new(at, format!("{message} ({id})"))])
        }
    }
}

/// Whether a body is read as one text: every text, and what else is a text that its schema says something of.
fn is_text_value(flat: &Value, kind: Kind, says_nothing: bool) -> bool {
    let is_string = flat.get("type") == Some(&json!("string"));
    flat.get("x-binary").is_none() && (kind == Kind::Text || (is_string && !says_nothing))
}
