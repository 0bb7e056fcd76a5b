//! Multipart forms: texts become one JSON object, files go to the spool as they arrive.

use std::borrow::Cow;

use actix_web::http::header::{CONTENT_TYPE, HeaderMap};
use serde_json::{Map, Value};

use crate::body::{BodyLimits, Spool};
use crate::contract::{Field, Form, Shape, Style};
use crate::form::reading;
use crate::incoming::Incoming;
use crate::negotiate;
use crate::parameter::{clip, document, escape, not_null};
use crate::parts::{Head, Reader, Stop};
use crate::problem::{Fault, Problem};
use crate::uploads::{Upload, Uploads};

/// The most parts of a form.
const MAX_PARTS: usize = 128;

/// The most bytes of all the parts that stay in memory because they are no files.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// The media type of a file that does not say its own.
const UNKNOWN_TYPE: &str = "application/octet-stream";

/// A text of a form.
struct Text {
    text: String,
    is_json: bool,
}

/// What was received of a form.
pub(crate) struct Parts {
    form: &'static Form,
    /// Texts by name, in the order in which the names came first.
    texts: Vec<(String, Vec<Text>)>,
    pub(crate) uploads: Uploads,
    faults: Vec<Fault>,
    /// Whether every part was seen.
    pub(crate) is_whole: bool,
    text_bytes: usize,
    memory_bytes: usize,
}

/// Receives a form. Files are dropped when they are not to be kept.
///
/// # Errors
/// A problem when the body did not arrive or is too large.
pub(crate) async fn receive(
    form: &'static Form,
    headers: &HeaderMap,
    incoming: Incoming,
    limits: &BodyLimits,
    keep_files: bool,
) -> Result<Parts, Problem> {
    let mut parts = Parts {
        form,
        texts: Vec::new(),
        uploads: Uploads::default(),
        faults: Vec::new(),
        is_whole: false,
        text_bytes: 0,
        memory_bytes: limits.memory_bytes,
    };
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kept = keep_files.then_some(limits);
    let taken = match Reader::new(media_type, incoming) {
        Some(reader) => parts.take_all(reader, kept).await,
        None => Err(Stop::Broken),
    };
    match taken {
        Ok(is_whole) => parts.is_whole = is_whole,
        Err(Stop::Problem(problem)) => return Err(problem),
        Err(Stop::Broken) => parts.refuse("is not a multipart form that can be read"),
    }
    Ok(parts)
}

impl Parts {
    /// Takes every part, unless there are parts that no form has.
    async fn take_all(&mut self, mut reader: Reader, kept: Option<&BodyLimits>) -> Result<bool, Stop> {
        let mut count = 0;
        while let Some(head) = reader.next_part().await? {
            count += 1;
            if count > MAX_PARTS {
                self.refuse(format!("has more than {MAX_PARTS} parts"));
                return Ok(false);
            }
            let Some(name) = head.name.clone().filter(|name| !name.is_empty()) else {
                self.refuse("has a part without a name");
                return Ok(false);
            };
            let field = self.form.fields.iter().find(|field| field.name == name);
            if let Some(fault) = refusal(&name, field, &head) {
                self.faults.push(fault);
                if let Some(field) = field.filter(|field| field.is_file) {
                    self.uploads.see(field.name);
                }
            } else if let Some(field) = field.filter(|field| field.is_file) {
                self.take_file(field, head, &mut reader, kept).await?;
            } else {
                self.take_text(name, field, &head, &mut reader).await?;
            }
        }
        Ok(true)
    }

    /// Notes that the body is no form.
    fn refuse(&mut self, message: impl Into<Cow<'static, str>>) {
        self.faults.push(Fault::new("/body", "multipart", message));
    }

    async fn take_text(
        &mut self,
        name: String,
        field: Option<&Field>,
        head: &Head,
        reader: &mut Reader,
    ) -> Result<(), Stop> {
        let is_json = field.is_some_and(|field| field.style == Style::Json)
            || head.media_type.as_deref().is_some_and(negotiate::is_json);
        let mut bytes = Vec::new();
        // A file that nobody declared is named, so that the schema refuses it; it is not looked into.
        let is_stray = field.is_none() && self.form.others.is_none();
        while !is_stray && let Some(piece) = reader.piece().await? {
            self.text_bytes += piece.len();
            if self.text_bytes > MAX_TEXT_BYTES {
                let detail = format!("Its parts that are no files may have {MAX_TEXT_BYTES} bytes together.");
                return Err(Problem::new(413, "body-too-large", "The body is too large")
                    .detail(detail)
                    .into());
            }
            bytes.extend_from_slice(&piece);
        }
        let Ok(text) = String::from_utf8(bytes) else {
            self.faults.push(Fault::new(pointer(&name), "encoding", "must be UTF-8"));
            return Ok(());
        };
        let text = Text { text, is_json };
        match self.texts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, texts)) => texts.push(text),
            None => self.texts.push((name, vec![text])),
        }
        Ok(())
    }

    async fn take_file(
        &mut self,
        field: &'static Field,
        head: Head,
        reader: &mut Reader,
        kept: Option<&BodyLimits>,
    ) -> Result<(), Stop> {
        if !matches!(not_null(field.shape), Shape::List(_)) && self.uploads.has(field.name) {
            self.faults.push(Fault::new(pointer(field.name), "duplicate", "is given twice"));
            return Ok(());
        }
        let Head { file_name, media_type, .. } = head;
        let declared = negotiate::covering(field.media_types, media_type.as_deref().unwrap_or(UNKNOWN_TYPE));
        let Some(limits) = kept else {
            self.uploads.see(field.name);
            return Ok(());
        };
        let mut spool = Spool::new(limits, self.memory_bytes);
        while let Some(piece) = reader.piece().await? {
            spool.push(&piece).await?;
        }
        // All the files of a form together stay in no more memory than one body may.
        self.memory_bytes -= spool.held_bytes().min(self.memory_bytes);
        let body = spool.finish(declared.unwrap_or(UNKNOWN_TYPE)).await?;
        self.uploads.add(field.name, Upload { file_name, media_type, body });
        Ok(())
    }

    /// Everything that is wrong with the parts themselves, and the files that must be there and are not.
    pub(crate) fn take_faults(&mut self, required: &[&str]) -> Vec<Fault> {
        let missing = required.iter().filter(|name| !self.uploads.has(name));
        let missing = missing.map(|name| Fault::new(pointer(name), "required", "is required"));
        let mut faults = std::mem::take(&mut self.faults);
        faults.extend(missing);
        faults
    }

    /// The object that the texts stand for, and what cannot be read. A text that nobody declared is kept, so that the
    /// schema refuses it.
    pub(crate) fn value(&self, as_text: bool) -> (Value, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut object = Map::new();
        for (name, texts) in &self.texts {
            let field = self.form.fields.iter().find(|field| field.name == *name);
            let shape = field.map(|field| field.shape).or(self.form.others).unwrap_or(Shape::Text);
            match value_of(shape, texts, as_text) {
                Ok(value) => {
                    object.insert(name.clone(), value);
                }
                Err((rule, message)) => faults.push(Fault::new(pointer(name), rule, message)),
            }
        }
        (Value::Object(object), faults)
    }
}

/// The value of all texts of one name: the items of a list are parts of their own, or one JSON document is them all.
fn value_of(shape: Shape, texts: &[Text], as_text: bool) -> Result<Value, (&'static str, &'static str)> {
    let one = |shape: Shape, text: &Text| {
        if text.is_json { document(&text.text) } else { Ok(reading(shape, as_text).value(&text.text)) }
    };
    match (not_null(shape), texts) {
        (Shape::List(item), [only]) => match one(*item, only)? {
            Value::Array(items) if only.is_json => Ok(Value::Array(items)),
            item => Ok(Value::Array(vec![item])),
        },
        (Shape::List(item), texts) => texts.iter().map(|text| one(*item, text)).collect(),
        (_, [only]) => one(shape, only),
        _ => Err(("duplicate", "is given twice")),
    }
}

/// What is wrong with a part before its content is looked at.
fn refusal(name: &str, field: Option<&Field>, head: &Head) -> Option<Fault> {
    let encoding = head.transfer_encoding.as_deref().map(str::to_ascii_lowercase);
    if encoding.is_some_and(|encoding| !matches!(encoding.as_str(), "7bit" | "8bit" | "binary")) {
        return Some(Fault::new(pointer(name), "encoding", "must be sent without a transfer encoding"));
    }
    let field = field?;
    let sent = match &head.media_type {
        Some(media_type) => media_type,
        None if field.is_file => UNKNOWN_TYPE,
        None => return None,
    };
    if !field.media_types.is_empty() && negotiate::covering(field.media_types, sent).is_none() {
        let message = format!("must be of the type {}", field.media_types.join(" or "));
        return Some(Fault::new(pointer(name), "mediaType", message));
    }
    (!field.is_file && !negotiate::is_utf8(sent))
        .then(|| Fault::new(pointer(name), "encoding", "must be UTF-8"))
}

fn pointer(name: &str) -> String {
    format!("/body/{}", escape(&clip(name)))
}
