//! Answers made from the contract alone, for whoever calls a service that is not there yet.

mod any_credential;
mod examples;
mod flatten;
mod object;
mod preference;
mod sample;
mod text;

use serde_json::{Map, Value};

pub use self::any_credential::AnyCredential;
use self::examples::Declaration;
pub(crate) use self::examples::Examples;
use self::preference::Preferences;
pub use self::sample::sample;
use crate::answer::Answer;
use crate::call::Call;
use crate::contract::Operation;
use crate::negotiate::{self, Declared};
use crate::problem::{Fault, Problem};
use crate::response::{Response, Status};
use crate::xml;

impl<C> Call<'_, C> {
    /// An answer of the contract: its example, else a value made from its schema. The first success is answered,
    /// unless `Prefer: code=404` or `Prefer: example=name` chooses among what is declared.
    ///
    /// # Errors
    /// A 400 problem when what is preferred is not declared; a 500 problem when the contract has no valid answer.
    pub fn mock(&mut self) -> Result<Answer, Problem> {
        let operation = self.plan.operation;
        let preferences = Preferences::of(self.request.headers());
        let (status, response) = match preferences.get("code") {
            Some(code) => preferred(operation, code)?,
            None => default(operation, self.accepted).ok_or_else(|| unusable(operation, "any status"))?,
        };
        let declaration = self.examples.declaration(operation, response.status);
        let mut answer = Answer::new(operation, self.schemas, status, declaration.key.clone(), false);
        for (name, _) in response.headers.iter().filter(|(_, is_required)| *is_required) {
            answer = self.with_header(answer, name, &declaration)?;
        }
        if response.media_types.is_empty() {
            return Ok(answer);
        }
        let example = preferences.get("example");
        let names: Vec<&str> =
            response.media_types.iter().flat_map(|one| declaration.example_names(one)).collect();
        if example.is_some_and(|example| !names.contains(&example)) {
            return Err(refused("example", &names.join(", ")));
        }
        for media_type in self.acceptable(response) {
            if let Some((media_type, text)) = self.body_of(&declaration, media_type, example) {
                return Ok(answer.text(&media_type, &text, |_| true));
            }
        }
        Err(unusable(operation, &declaration.key))
    }

    /// The media types of an answer that the caller accepts, the best first. An error is answered in any case.
    fn acceptable(&self, response: &Response) -> Vec<&'static str> {
        let is_accepted = |media_type: &&'static str| {
            negotiate::accepted(&[Declared::new(media_type)], self.request).is_ok()
        };
        let mut media_types = response.media_types.to_vec();
        if media_types.iter().any(is_accepted) {
            media_types.retain(is_accepted);
        }
        media_types.sort_by_key(|media_type| Some(*media_type) != self.accepted);
        media_types
    }

    /// A body that the contract accepts, as it is written, and its media type.
    fn body_of(
        &self,
        declaration: &Declaration<'_>,
        media_type: &str,
        name: Option<&str>,
    ) -> Option<(String, String)> {
        let key = format!("{} {} {media_type}", self.plan.operation.id, declaration.key);
        let content = declaration.content(media_type);
        let examples = declaration.examples_of(content, name);
        let is_json = negotiate::is_json(media_type);
        // What is streamed has no schema of its own: a text may still have one in the document.
        let schema = match self.schemas.get("responses", &key) {
            Value::Null if !is_json && declaration.schema(content)["type"] == "string" => {
                declaration.schema(content)
            }
            known => known,
        };
        let value = match self.usable(examples, schema, name.is_none()) {
            None if schema.is_null() && name.is_none() && !is_json => Value::String("text".to_owned()),
            // Of JSON nothing is said at all.
            None if schema.is_null() && name.is_none() && content["schema"].is_null() => {
                Value::Object(Map::new())
            }
            found => found?,
        };
        let plan = self.schemas.xml();
        if let Some(root) = plan.responses.get(&key) {
            return xml::write(plan, root, &value).ok().map(|text| (media_type.to_owned(), text));
        }
        let is_range = media_type.ends_with("/*");
        let text = match value {
            value if is_json || is_range && !value.is_string() => value.to_string(),
            Value::String(text) => return Some((concrete(media_type, "plain"), text)),
            // Items are lines where a line is an item.
            Value::Array(items) => items.iter().map(|item| format!("{item}\n")).collect(),
            other => other.to_string(),
        };
        Some((concrete(media_type, "json"), text))
    }

    /// The first example that is valid, else a value made from the schema.
    fn usable(&self, examples: Vec<&Value>, schema: &Value, may_be_made: bool) -> Option<Value> {
        if schema.is_null() {
            return examples.first().map(|example| (*example).clone());
        }
        let judge = self.schemas.compile(schema).ok()?;
        let valid = examples.into_iter().find(|example| judge.is_valid(example)).cloned();
        valid.or_else(|| if may_be_made { sample(self.schemas, schema, 0) } else { None })
    }

    fn with_header(
        &self,
        answer: Answer,
        name: &'static str,
        declaration: &Declaration<'_>,
    ) -> Result<Answer, Problem> {
        let header = declaration.header(name);
        let key = format!("{} {} {name}", self.plan.operation.id, declaration.key);
        let schema = self.schemas.get("responses", &key);
        let (content, is_json) = match header["content"].as_object().and_then(|all| all.values().next()) {
            Some(content) => (content, true),
            None => (header, false),
        };
        let value = self
            .usable(declaration.examples_of(content, None), schema, true)
            .ok_or_else(|| unusable(self.plan.operation, &format!("{} {name}", declaration.key)))?;
        let explode = header["explode"] == true;
        Ok(if is_json {
            answer.json_header(name, &value, explode, |_| true)
        } else {
            answer.header(name, &value, explode, |_| true)
        })
    }
}

/// The answer that `Prefer: code=…` asks for.
fn preferred(operation: &Operation, code: &str) -> Result<(u16, &'static Response), Problem> {
    let status = code.parse().ok().filter(|status| (200..=599).contains(status));
    let found = status.and_then(|status: u16| Some((status, operation.response(status)?)));
    found.ok_or_else(|| {
        let codes = operation.responses.iter().map(|response| written(response.status));
        refused("code", &codes.collect::<Vec<_>>().join(", "))
    })
}

/// The answer when nothing is preferred: the first success, one with the negotiated media type when there is any.
fn default(operation: &Operation, accepted: Option<&str>) -> Option<(u16, &'static Response)> {
    let exact = |response: &&Response| matches!(response.status, Status::Code(200..=299));
    let class = |response: &&Response| response.status == Status::Class(2);
    let successes: Vec<&'static Response> = operation
        .responses
        .iter()
        .filter(exact)
        .chain(operation.responses.iter().filter(class))
        .chain(operation.responses.iter().filter(|response| response.status.is_success()))
        .chain(operation.responses)
        .collect();
    let has_accepted = |response: &&&Response| {
        response.status.is_success()
            && accepted.is_some_and(|accepted| response.media_types.contains(&accepted))
    };
    let response = *successes.iter().find(has_accepted).or(successes.first())?;
    let is_answered_so =
        |status: &u16| operation.response(*status).is_some_and(|declared| declared.status == response.status);
    Some(((200..=599).find(is_answered_so)?, response))
}

fn written(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// A media type for a range of them: `text/plain` or `application/json` where the range has it.
fn concrete(media_type: &str, subtype: &str) -> String {
    match (media_type.split_once("/*"), subtype) {
        (None, _) => media_type.to_owned(),
        (Some(("*" | "application", _)), "json") => "application/json".to_owned(),
        (Some(("*" | "text", _)), "plain") => "text/plain".to_owned(),
        (Some((kind, _)), _) => format!("{kind}/octet-stream"),
    }
}

fn refused(preference: &'static str, declared: &str) -> Problem {
    let message = format!("of {preference} must be one of: {declared}");
    Problem::invalid_request(vec![Fault::new("/header/prefer", preference, message)]).by_runtime()
}

fn unusable(operation: &Operation, what: &str) -> Problem {
    log::error!("{} has no example that is valid for {what}, and none can be made", operation.id);
    let detail = format!("{} has no example that is valid for {what}, and none can be made.", operation.id);
    Problem::internal().detail(detail).by_runtime()
}
