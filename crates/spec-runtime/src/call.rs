//! One request on its way to a handler: generated code takes parameters and body out of it, typed and checked.

use actix_web::{HttpRequest, web};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::body::{self, Body, BodyLimits};
use crate::contract::{Operation, Parameter, Place};
use crate::explain::Explainer;
use crate::problem::{Fault, Problem};
use crate::{json, parameter};

/// A request whose route, caller and media types are settled. Faults are collected until [`Call::refusal`].
pub struct Call<'a, C> {
    pub(crate) operation: &'static Operation,
    pub(crate) request: &'a HttpRequest,
    pub(crate) context: Option<C>,
    pub(crate) accepted: Option<&'static str>,
    pub(crate) sent: Option<&'static str>,
    pub(crate) payload: Option<web::Payload>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) explainer: &'a Explainer,
    pub(crate) limits: &'a BodyLimits,
}

impl<C> Call<'_, C> {
    /// Who is calling. There is no other way to a secured handler than through this.
    ///
    /// # Errors
    /// A 500 problem when the operation has no security requirement, which generated code never asks.
    pub fn context(&mut self) -> Result<C, Problem> {
        self.context.take().ok_or_else(|| {
            log::error!("{} was reached without a caller", self.operation.id);
            Problem::internal()
        })
    }

    /// The media type to answer with.
    pub fn accepted(&self) -> &'static str {
        self.accepted.unwrap_or("application/json")
    }

    /// A parameter that must be there. `None` when it is not or is not valid; the fault is then noted.
    pub fn required<T: DeserializeOwned>(
        &mut self,
        place: Place,
        name: &str,
        is_valid: fn(&T) -> bool,
    ) -> Option<T> {
        match self.optional(place, name, is_valid)? {
            Some(value) => Some(value),
            None => {
                let pointer = format!("/{}/{}", place.as_str(), parameter::escape(name));
                self.faults.push(Fault::new(pointer, "required", "is required"));
                None
            }
        }
    }

    /// A parameter that has a default.
    pub fn defaulted<T: DeserializeOwned>(
        &mut self,
        place: Place,
        name: &str,
        default: T,
        is_valid: fn(&T) -> bool,
    ) -> Option<T> {
        Some(self.optional(place, name, is_valid)?.unwrap_or(default))
    }

    /// A parameter that may be left out. The outer `None` means that it is not valid.
    pub fn optional<T: DeserializeOwned>(
        &mut self,
        place: Place,
        name: &str,
        is_valid: fn(&T) -> bool,
    ) -> Option<Option<T>> {
        let known = self.operation.parameters.iter().find(|known| known.place == place && known.name == name);
        let Some(value) = self.value_of(known?)? else { return Some(None) };
        let decoded = T::deserialize(&value);
        if let Ok(decoded) = decoded
            && is_valid(&decoded)
        {
            return Some(Some(decoded));
        }
        let schema = format!("{}.{}.{name}", self.operation.id, place.as_str());
        let pointer = format!("/{}/{}", place.as_str(), parameter::escape(name));
        let mut faults = self.explainer.explain("parameters", &schema, &value, &pointer);
        if faults.is_empty() {
            if let Ok(decoded) = serde_json::from_value::<T>(json::with_whole_numbers(value))
                && is_valid(&decoded)
            {
                return Some(Some(decoded));
            }
            faults.push(Fault::new(pointer, "type", "is not of the type that the contract states"));
        }
        self.faults.append(&mut faults);
        None
    }

    /// The parameter as JSON: `None` when it cannot be read, `Some(None)` when it was not sent.
    fn value_of(&mut self, known: &Parameter) -> Option<Option<Value>> {
        let value = match known.place {
            Place::Query => parameter::from_query(known, &self.query),
            Place::Path => match self.request.match_info().get(known.name) {
                // The router decodes all but a few characters; this decodes those too.
                Some(text) => {
                    parameter::from_text(known, &percent_decode_str(text).decode_utf8_lossy()).map(Some)
                }
                None => Ok(None),
            },
            Place::Header => match self.request.headers().get(known.name).map(|value| value.to_str()) {
                Some(Ok(text)) => parameter::from_text(known, text).map(Some),
                Some(Err(_)) => Err(parameter::fault(known, "encoding", "must be printable ASCII")),
                None => Ok(None),
            },
        };
        value.map_err(|fault| self.faults.push(fault)).ok()
    }

    /// The JSON body, decoded and checked. `None` when it is not valid; the faults are then noted.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn json<T: DeserializeOwned + crate::check::Check>(&mut self) -> Result<Option<T>, Problem> {
        let Some(bytes) = self.receive().await? else { return Ok(None) };
        let refusal = match serde_json::from_slice::<T>(&bytes) {
            Ok(body) if body.is_valid() => return Ok(Some(body)),
            decoded => decoded.err(),
        };
        let (value, twice) = match (serde_json::from_slice::<Value>(&bytes), json::keys_given_twice(&bytes)) {
            (Ok(value), Ok(twice)) => (value, twice),
            (Err(error), _) | (_, Err(error)) => {
                self.faults.push(syntax_fault(&error));
                return Ok(None);
            }
        };
        let mut faults: Vec<Fault> = twice
            .iter()
            .map(|pointer| Fault::new(format!("/body{pointer}"), "duplicate", "is given twice"))
            .collect();
        faults.extend(self.explainer.explain("bodies", self.operation.id, &value, "/body"));
        if faults.is_empty() {
            match serde_json::from_value::<T>(json::with_whole_numbers(value)) {
                Ok(body) if body.is_valid() => return Ok(Some(body)),
                _ => faults.push(unexplained(refusal)),
            }
        }
        self.faults.append(&mut faults);
        Ok(None)
    }

    async fn receive(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let bytes = match (self.sent, self.payload.take()) {
            (Some(_), Some(payload)) => body::bytes(payload, self.operation.max_body_bytes, self.limits)
                .await
                .map_err(Problem::by_runtime)?,
            _ => Vec::new(),
        };
        if bytes.is_empty() {
            self.faults.push(Fault::new("/body", "required", "is required"));
            return Ok(None);
        }
        Ok(Some(bytes))
    }

    /// The streamed body, received whole. Nothing is received when the request is refused already.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn stream(&mut self) -> Result<Option<Body>, Problem> {
        if !self.faults.is_empty() {
            return Ok(None);
        }
        match (self.sent, self.payload.take()) {
            (Some(media_type), Some(payload)) => {
                let limit = self.operation.max_body_bytes;
                let body = body::spooled(payload, media_type, limit, self.limits).await;
                body.map(Some).map_err(Problem::by_runtime)
            }
            _ => {
                self.faults.push(Fault::new("/body", "required", "is required"));
                Ok(None)
            }
        }
    }

    /// Fails when anything about the request is not valid, with every violation.
    ///
    /// # Errors
    /// One 400 problem.
    pub fn accept(&mut self) -> Result<(), Problem> {
        if self.faults.is_empty() { Ok(()) } else { Err(self.refusal()) }
    }

    /// The refusal of this request, with every violation noted so far.
    pub fn refusal(&mut self) -> Problem {
        Problem::invalid_request(std::mem::take(&mut self.faults)).by_runtime()
    }
}

fn syntax_fault(error: &serde_json::Error) -> Fault {
    let place = format!("at line {} column {}", error.line(), error.column());
    let message = if error.to_string().starts_with("recursion limit") {
        format!("is nested too deeply {place}")
    } else {
        format!("is not JSON {place}")
    };
    Fault::new("/body", "json", message)
}

/// What typed decoding alone refuses, such as a number that its type cannot hold.
fn unexplained(refusal: Option<serde_json::Error>) -> Fault {
    match refusal {
        Some(error) => {
            let place = format!("at line {} column {}", error.line(), error.column());
            Fault::new("/body", "type", format!("has a value that does not fit its type {place}"))
        }
        None => Fault::new("/body", "bounds", "has a value outside the bounds of the contract"),
    }
}
