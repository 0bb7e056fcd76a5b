//! What an operation takes and answers: bodies, statuses, media types, headers.

use super::change::{Direction, Effect, Severity, Spot, consequence};
use super::node::{Node, pairs};
use super::operation::Operation;
use super::place::Place;
use super::schema::Comparison;
use super::view::View;

impl Comparison {
    pub fn request_body(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        let (was, is) = (old.node.get("requestBody"), new.node.get("requestBody"));
        let place = Place::body(Direction::Request, false);
        let spot = Spot::of(was.as_ref(), is.as_ref());
        match (&was, &is) {
            (None, None) => {}
            (None, Some(is)) if is.flag("required") => {
                self.fact(&place, "added-required", Effect::Narrows, spot, "a body is now required");
            }
            (None, Some(_)) => {
                self.fact(&place, "added-optional", Effect::Widens, spot, "a body may now be sent");
            }
            (Some(_), None) => {
                self.fact(&place, "removed", Effect::Narrows, spot, "no body is taken any more");
            }
            (Some(was), Some(is)) => {
                match (was.flag("required"), is.flag("required")) {
                    (false, true) => {
                        self.fact(&place, "became-required", Effect::Narrows, spot, "a body is now required");
                    }
                    (true, false) => {
                        let what = "the body may now be left out";
                        self.fact(&place, "became-optional", Effect::Widens, spot, what);
                    }
                    _ => {}
                }
                self.content(Direction::Request, was, is);
            }
        }
    }

    pub fn responses(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        for (status, was, is) in pairs(&responses(old), &responses(new), covers_status) {
            let success = status.starts_with('2');
            let kind = if success { "success" } else { "non-success" };
            let spot = Spot::of(was.as_ref(), is.as_ref());
            let (severity, word, what) = match (was, is) {
                (Some(was), Some(is)) => {
                    self.content(Direction::Response, &was, &is);
                    self.headers(&was, &is);
                    continue;
                }
                (None, _) if success => (Severity::Warn, "added", "is new"),
                (None, _) => (Severity::Info, "added", "is new"),
                (Some(_), _) if success => (Severity::Err, "removed", "is gone"),
                (Some(_), _) => (Severity::Info, "removed", "is gone"),
            };
            let who = consequence(Direction::Response, severity);
            let id = format!("response-{kind}-status-{word}");
            self.note(severity, id, spot, format!("the response {status} {what}; {who}"));
        }
    }

    fn content(&mut self, direction: Direction, old: &Node<'_>, new: &Node<'_>) {
        let (request, side) = match direction {
            Direction::Request => (true, "request-body"),
            Direction::Response => (false, "response"),
        };
        for (name, was, is) in pairs(&media_types(old), &media_types(new), covers_media_type) {
            let spot = Spot::of(was.as_ref(), is.as_ref());
            let (severity, word, what) = match (was, is) {
                (Some(was), Some(is)) => {
                    self.encodings(direction, &was, &is);
                    let textual = name.contains("form-urlencoded");
                    let (was, is) = (View::under(&was, "schema"), View::under(&is, "schema"));
                    self.schema(&Place::body(direction, textual), &was, &is);
                    continue;
                }
                (None, _) => (Severity::Info, "added", "is new"),
                (Some(_), _) => (Severity::Err, "removed", "is gone"),
            };
            let who = match (severity, request) {
                (Severity::Err, true) => "clients that send it are refused",
                (Severity::Err, false) => "clients that ask for it no longer get it",
                _ => "no client needs to change",
            };
            let id = format!("{side}-media-type-{word}");
            self.note(severity, id, spot, format!("the media type {name} {what}; {who}"));
        }
    }

    /// How the fields of a form are written.
    fn encodings(&mut self, direction: Direction, old: &Node<'_>, new: &Node<'_>) {
        let says = |field: &Option<Node<'_>>| {
            ["contentType", "style", "explode", "allowReserved"]
                .map(|key| field.as_ref().and_then(|node| node.value.get(key).cloned()))
        };
        for (name, was, is) in pairs(&encodings(old), &encodings(new), |_, _| false) {
            if says(&was) != says(&is) {
                let place = Place::body(direction, false).property(&name);
                let spot = Spot::of(was.as_ref(), is.as_ref());
                self.fact(&place, "encoding-changed", Effect::Differs, spot, "is written in another way");
            }
        }
    }

    fn headers(&mut self, old: &Node<'_>, new: &Node<'_>) {
        for (name, was, is) in pairs(&headers(old), &headers(new), |_, _| false) {
            let place = Place::header(&name);
            let spot = Spot::of(was.as_ref(), is.as_ref());
            match (&was, &is) {
                (Some(was), Some(is)) => {
                    match (was.flag("required"), is.flag("required")) {
                        (true, false) => {
                            let what = "is no longer always sent";
                            self.fact(&place, "became-optional", Effect::Widens, spot, what);
                        }
                        (false, true) => {
                            self.fact(&place, "became-required", Effect::Narrows, spot, "is now always sent");
                        }
                        _ => {}
                    }
                    let (was, is) = (View::under(was, "schema"), View::under(is, "schema"));
                    self.schema(&place, &was, &is);
                }
                (Some(was), None) => {
                    let (severity, kind) = if was.flag("required") {
                        (Severity::Err, "required")
                    } else {
                        (Severity::Warn, "optional")
                    };
                    let id = format!("{kind}-response-header-removed");
                    self.told(&place, severity, id, spot, &format!("the {kind} header is gone"));
                }
                (None, _) => self.fact(&place, "added", Effect::Neutral, spot, "the header is new"),
            }
        }
    }
}

fn named<'a>(list: Option<Node<'a>>, name: fn(&str) -> String) -> Vec<(String, Node<'a>)> {
    let members = list.map(|node| node.members()).unwrap_or_default();
    let kept = members.into_iter().filter(|(key, _)| !key.starts_with("x-"));
    kept.map(|(key, node)| (name(key), node)).collect()
}

fn responses<'a>(operation: &Operation<'a>) -> Vec<(String, Node<'a>)> {
    named(operation.node.raw("responses"), str::to_uppercase)
}

fn media_types<'a>(body: &Node<'a>) -> Vec<(String, Node<'a>)> {
    named(body.raw("content"), |name| name.to_lowercase().replace(' ', ""))
}

fn encodings<'a>(media: &Node<'a>) -> Vec<(String, Node<'a>)> {
    named(media.raw("encoding"), str::to_owned)
}

/// Headers whose names begin with `x-` are headers, and no extensions.
fn headers<'a>(response: &Node<'a>) -> Vec<(String, Node<'a>)> {
    let members = response.raw("headers").map(|node| node.members()).unwrap_or_default();
    members.into_iter().map(|(name, node)| (name.to_lowercase(), node)).collect()
}

/// `4XX` stands for every 400, `default` for every error.
fn covers_status(range: &str, status: &str) -> bool {
    let class = range.strip_suffix("XX").is_some_and(|digit| status.starts_with(digit));
    class || (range == "DEFAULT" && !status.starts_with('2'))
}

fn covers_media_type(range: &str, name: &str) -> bool {
    range == "*/*" || range.strip_suffix('*').is_some_and(|kind| name.starts_with(kind))
}
