//! The answers of an operation as Rust types, one for each declared status.

mod headers;

use serde_json::{Value, json};

use crate::check::Check;
use crate::document::{Document, Finding, FoundOperation, escape};
use crate::flatten::{flatten, says_nothing};
use crate::media::{self, Kind, is_range, kind, variant};
use crate::names::{doc_lines, literal, literals};
use crate::registry::Direction;
use crate::types::{Site, Types};

/// One declared answer.
pub struct Answer {
    pub annotation: Value,
    pub schemas: Vec<(String, Value)>,
    pub entry: String,
    /// Media types, for those answers that a handler returns as a value.
    pub media_types: Vec<String>,
    /// Whether a handler returns it as a value; problems are returned as errors.
    pub is_value: bool,
}

struct Content {
    media_type: String,
    type_name: String,
    check: Option<Check>,
    writer: &'static str,
}

/// Every declared answer of an operation. Media types that cannot be written are left out when `lenient`.
pub fn answers(
    types: &mut Types<'_>,
    document: &Document,
    found: &FoundOperation<'_>,
    id: &str,
    name: &str,
    lenient: bool,
) -> (Vec<Answer>, Vec<Finding>) {
    let mut all = Vec::new();
    let mut findings = Vec::new();
    let declared = found.operation.get("responses").and_then(Value::as_object);
    for (status, response) in declared.into_iter().flatten().filter(|(status, _)| !status.starts_with("x-")) {
        match answer(types, document, found, status, document.resolve(response), (id, name, lenient)) {
            Ok((answer, mut left_out)) => {
                all.push(answer);
                findings.append(&mut left_out);
            }
            Err(mut more) => findings.append(&mut more),
        }
    }
    (all, findings)
}

fn answer(
    types: &mut Types<'_>,
    document: &Document,
    found: &FoundOperation<'_>,
    status: &str,
    response: &Value,
    (id, name, lenient): (&str, &str, bool),
) -> Result<(Answer, Vec<Finding>), Vec<Finding>> {
    let pointer = format!("{}/responses/{status}", found.pointer);
    let (code, status_entry) = match (status.parse::<u16>(), status) {
        (Ok(code), _) if (100..600).contains(&code) => (Some(code), format!("Status::Code({code})")),
        (_, "default") => (None, "Status::Default".to_owned()),
        (_, range)
            if range.len() == 3
                && range.to_ascii_uppercase().ends_with("XX")
                && ('1'..='5').contains(&range.chars().next().unwrap_or('0')) =>
        {
            (None, format!("Status::Class({})", &range[..1]))
        }
        _ => return Err(vec![Finding::new(pointer, "is no status: 200, 2XX and default are")]),
    };
    let label = match (code, status) {
        (Some(code), _) => format!("Status{code}"),
        (None, "default") => "Default".to_owned(),
        (None, range) => format!("Status{}", range.to_ascii_uppercase()),
    };
    let short = label.trim_start_matches("Status").to_owned();
    let type_name = format!("{name}{short}");
    let declared = response.get("content").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut contents: Vec<Content> = Vec::new();
    let mut schemas: Vec<(String, Value)> = Vec::new();
    let mut left_out = Vec::new();
    for (media_type, content) in &declared {
        let at = format!("{pointer}/content/{}/schema", escape(media_type));
        let base = if declared.len() > 1 {
            format!("{type_name}{}", variant(media_type))
        } else {
            format!("{type_name}Body")
        };
        let streamed = response["x-stream"] == json!(true);
        let key = format!("{id} {status} {media_type}");
        match write(types, media_type, content.get("schema").filter(|_| !streamed), &at, (&key, &base)) {
            Ok((content, schema)) => {
                schemas.extend(schema.map(|schema| (key, schema)));
                contents.push(content);
            }
            Err(mut findings) => left_out.append(&mut findings),
        }
    }
    if !left_out.is_empty() && (!lenient || contents.is_empty()) {
        return Err(left_out);
    }
    // The media type alone decides which of the two a document is.
    if contents.iter().any(|content| content.writer == "document") {
        let documents = contents.iter_mut().filter(|content| kind(&content.media_type) == Kind::Json);
        documents.for_each(|content| content.writer = "document");
    }
    let mut headers = headers::headers(
        types,
        document,
        response,
        &pointer,
        &type_name,
        &format!("{id} {status}"),
        &mut schemas,
    )?;
    let media_types: Vec<String> = contents.iter().map(|content| content.media_type.clone()).collect();
    let is_error = code.is_none_or(|code| code >= 400) && !status.starts_with(['1', '2', '3']);
    let is_problem = is_error
        && !media_types.is_empty()
        && media_types.iter().all(|one| one == "application/problem+json");
    let table: Vec<String> = headers
        .iter()
        .map(|header| {
            format!(
                "({}, {})",
                header["headerLiteral"].as_str().unwrap_or_default(),
                header["headerRequired"]
            )
        })
        .collect();
    let entry = format!(
        "Response {{ status: {status_entry}, media_types: {}, headers: &[{}] }}",
        literals(&media_types),
        table.join(", ")
    );
    if found.operation.contains_key("x-idempotency") {
        // The runtime writes it, and only on an answer that is given again.
        headers.retain(|header| header["headerLiteral"] != "\"idempotent-replayed\"");
    }
    let annotation = annotate(&contents, &headers, response, (code, status, &label, &type_name));
    Ok((Answer { annotation, schemas, entry, media_types, is_value: !is_problem }, left_out))
}

fn annotate(
    contents: &[Content],
    headers: &[Value],
    response: &Value,
    (code, status, label, type_name): (Option<u16>, &str, &str, &str),
) -> Value {
    let same = contents
        .iter()
        .all(|content| content.type_name == contents[0].type_name && content.writer == contents[0].writer);
    let is_enum = !contents.is_empty() && !same;
    let names_media =
        contents.iter().any(|content| is_range(&content.media_type) && content.writer == "stream");
    let body_type = match contents {
        [] => None,
        _ if is_enum => Some(format!("{type_name}Body")),
        [first, ..] => Some(first.type_name.clone()),
    };
    let is_struct = code.is_none() || !headers.is_empty() || names_media;
    let value_type = match (&body_type, is_struct) {
        (_, true) => type_name.to_owned(),
        (Some(body), false) => body.clone(),
        (None, false) => "()".to_owned(),
    };
    let body = if is_struct { "&answer.body" } else { "&answer" };
    let owned = if is_struct { "answer.body" } else { "answer" };
    let write = |content: &Content, body: &str, owned: &str, several: bool| {
        let media = match (names_media && is_range(&content.media_type), several) {
            (true, _) => "answer.media_type.clone()".to_owned(),
            (_, true) => "accepted".to_owned(),
            _ => {
                literal(if is_range(&content.media_type) { "application/json" } else { &content.media_type })
            }
        };
        match content.writer {
            "stream" => format!(".stream({media}, {owned})"),
            writer => format!(
                ".{writer}({media}, {body}, {})",
                Check::closure(content.check.as_ref(), &content.type_name)
            ),
        }
    };
    let mut variants: Vec<Value> = Vec::new();
    for (content, unique) in contents.iter().zip(media::variants(contents.iter().map(|one| &one.media_type)))
    {
        variants.push(json!({
            "mediaVariant": unique, "bodyType": content.type_name,
            "mediaText": content.media_type, "writeBody": write(content, "&body", "body", false),
        }));
    }
    let write_body = match contents {
        [] => String::new(),
        [first, ..] if !is_enum => write(first, body, owned, contents.len() > 1),
        _ => String::new(),
    };
    let described = response["description"].as_str().filter(|text| !text.is_empty()).unwrap_or(label);
    json!({
        "answerVariant": label, "answerName": type_name, "answerDocs": doc_lines(described), "answerValue": value_type,
        "isAnswerStruct": is_struct, "hasStatus": code.is_none(), "bodyType": body_type, "hasBodyType": body_type.is_some(),
        "namesMedia": names_media, "isBodyEnum": is_enum, "bodyVariants": variants, "writeBody": write_body,
        "bodyPlace": owned, "headers": headers, "statusArgument": match code { Some(code) => code.to_string(), None => "answer.status".to_owned() },
        "isDocument": !contents.is_empty() && contents.iter().all(|content| content.writer == "document"),
        "hasChoice": contents.len() > 1, "statusKey": literal(status), "usesAccepted": contents.len() > 1 && !is_enum,
        "answerPattern": if value_type == "()" { "()" } else { "answer" },
    })
}

fn write(
    types: &mut Types<'_>,
    media_type: &str,
    raw: Option<&Value>,
    pointer: &str,
    (key, base): (&str, &str),
) -> Result<(Content, Option<Value>), Vec<Finding>> {
    let content = |type_name: &str, check: Option<Check>, writer: &'static str| Content {
        media_type: media_type.to_owned(),
        type_name: type_name.to_owned(),
        check,
        writer,
    };
    let stream = || Ok((content("ByteStream", None, "stream"), None));
    let Some(raw) = raw else { return stream() };
    let schema = types.registry.convert(raw, pointer, Direction::Response)?;
    let flat = flatten(&types.registry, &schema);
    let is_text = flat.get("type").is_none_or(|name| *name == json!("string"));
    match kind(media_type) {
        Kind::Json => {
            let of = types.of(&schema, &Site::new(base));
            Ok((content(&of.name, of.check, "json"), Some(schema)))
        }
        Kind::Xml if flat.get("type") != Some(&json!("string")) && !says_nothing(&flat) => {
            types.xml.add(&types.registry, key, raw, pointer)?;
            let of = types.of(&schema, &Site::new(base));
            Ok((content(&of.name, of.check, "document"), Some(schema)))
        }
        Kind::Text if flat.get("x-binary").is_none() => {
            let of = types.of(&schema, &Site::new(base));
            Ok((content(&of.name, of.check, "text"), Some(schema)))
        }
        Kind::Other if is_range(media_type) && !is_text => {
            let of = types.of(&schema, &Site::new(base));
            Ok((content(&of.name, of.check, "json"), Some(schema)))
        }
        _ if is_text => stream(),
        Kind::Lines => stream(),
        _ => {
            let message = format!(
                "an answer of {media_type} cannot be written from its schema: JSON, XML and texts can"
            );
            Err(vec![Finding::new(pointer, message)])
        }
    }
}
