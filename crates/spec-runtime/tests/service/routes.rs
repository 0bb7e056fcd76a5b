//! The handlers of the contract, with the decoding that the generator would write around them.

use std::io::{Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};
use serde_json::json;
use spec_runtime::check::{self, Check};
use spec_runtime::{Answer, Call, Map, Place, Problem, Route, matches_pattern, object_only, words};

use crate::caller::Caller;
use crate::contract::{BREAK, GET_SPECIAL, GET_THING, GET_VAULT, PING, UPLOAD, WRITE_THING};
use crate::probe::found;

#[derive(Clone, Copy, Debug)]
enum Kind {
    Small,
    Large,
}

words!(Kind { Small = "small", Large = "large", });

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Thing {
    name: String,
    kind: Kind,
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    size: Option<i32>,
    #[serde(default)]
    labels: Map<String>,
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    marks: Option<Map<bool>>,
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    mail: Option<String>,
}

object_only!(Thing);

impl Check for Thing {
    fn is_valid(&self) -> bool {
        check::length(&self.name, 1, 12)
            && matches_pattern!("^[a-z]+$", &self.name)
            && self.note.as_ref().is_none_or(|v| check::length(v, 0, 5))
            && self.size.as_ref().is_none_or(|v| (1..=100).contains(v))
            && self.labels.len() <= 3
            && self.labels.values().all(|v| check::length(v, 0, 5))
            && self.marks.as_ref().is_none_or(|v| v.len() <= 3)
            && self.parts.len() <= 2
            && check::unique(&self.parts)
            && self.parts.iter().all(|v| check::length(v, 0, 8))
            && self.mail.as_ref().is_none_or(|v| check::email(v))
    }
}

pub fn routes() -> Vec<Route<Caller>> {
    vec![
        Route::new(&GET_THING, |call| Box::pin(get_thing(call))),
        Route::new(&PING, |call| Box::pin(named(call, "ping"))),
        Route::new(&GET_SPECIAL, |call| Box::pin(named(call, "special"))),
        Route::new(&WRITE_THING, |call| Box::pin(write_thing(call))),
        Route::new(&UPLOAD, |call| Box::pin(upload(call))),
        Route::new(&GET_VAULT, |call| Box::pin(get_vault(call))),
        Route::new(&BREAK, |call| Box::pin(break_down(call))),
    ]
}

async fn named(mut call: Call<'_, Caller>, name: &str) -> Result<Answer, Problem> {
    call.accept()?;
    Ok(found(&call, &name))
}

async fn get_vault(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let caller = call.context()?;
    call.accept()?;
    Ok(found(&call, &caller.name))
}

async fn get_thing(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let thing_id = call.required(Place::Path, "thingId", |v: &String| check::length(v, 0, 10));
    let limit = call.defaulted(Place::Query, "limit", 20, |v: &i32| (1..=100).contains(v));
    let ratio = call.optional(Place::Query, "ratio", |v: &f64| (0.0..=1.0).contains(v));
    let exact = call.optional(Place::Query, "exact", |_: &bool| true);
    let columns = call.optional(Place::Query, "columns", |v: &Vec<String>| {
        v.len() <= 3 && check::unique(v) && v.iter().all(|v| check::length(v, 1, usize::MAX))
    });
    let filter = call.optional(Place::Query, "filter", |v: &Map<String>| {
        v.len() <= 2 && v.values().all(|v| check::length(v, 0, 5))
    });
    let sizes = call.optional(Place::Query, "sizes", |v: &Map<i32>| v.values().all(|v| (0..=9).contains(v)));
    let mood = call.optional(Place::Header, "X-Mood", |v: &String| check::length(v, 0, 10));
    call.accept()?;
    let decoded = json!({
        "thingId": thing_id, "limit": limit, "ratio": ratio, "exact": exact, "columns": columns,
        "filter": filter, "sizes": sizes, "mood": mood,
    });
    Ok(found(&call, &decoded))
}

async fn write_thing(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let caller = call.context()?;
    let thing_id = call.required(Place::Path, "thingId", |v: &String| matches_pattern!("^[a-z]+$", v));
    let limit = call.required(Place::Query, "limit", |v: &i32| (1..=100).contains(v));
    let mood = call.required(Place::Header, "X-Mood", |v: &String| check::length(v, 0, 5));
    let body = call.json("application/json", Thing::is_valid).await?;
    call.accept()?;
    let (Some(_), Some(_), Some(_), Some(thing)) = (thing_id, limit, mood, body) else {
        return Err(call.refusal());
    };
    let decoded = json!({"caller": caller.name, "thing": thing, "accepted": call.accepted()});
    Ok(found(&call, &decoded))
}

/// Says what a second reading from the start, and one of the last three bytes, found.
async fn upload(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let body = call.stream().await?;
    call.accept()?;
    let Some(mut body) = body else { return Err(call.refusal()) };
    let (mut first, mut second, mut end) = (Vec::new(), Vec::new(), String::new());
    body.read_to_end(&mut first).unwrap();
    body.seek(SeekFrom::Start(0)).unwrap();
    body.read_to_end(&mut second).unwrap();
    body.seek(SeekFrom::End(-3)).unwrap();
    body.read_to_string(&mut end).unwrap();
    let sum: u64 = first.iter().map(|byte| u64::from(*byte)).sum();
    let seen = json!({
        "length": first.len(), "sum": sum, "same": first == second, "end": end, "mediaType": body.media_type,
    });
    Ok(found(&call, &seen))
}

async fn break_down(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let how = call.required(Place::Path, "how", |_: &String| true);
    call.accept()?;
    match how.as_deref() {
        Some("panic") => panic!("on purpose"),
        Some("undeclared-answer") => Ok(call.reply().answer(202, "202")),
        Some("undeclared-problem") => Err(Problem::new(410, "gone", "SECRET")),
        Some("declared-problem") => Err(Problem::new(409, "taken", "Taken").detail("On purpose.")),
        Some("bad-header") => Ok(call.reply().answer(200, "200").header(
            "location",
            &"SECRET\nset-cookie: stolen=1".to_owned(),
            false,
            |_| true,
        )),
        _ => Ok(call.reply().answer(200, "200")),
    }
}
