//! The body of a request, by its media type. `None` means that it is not valid, and the faults are then noted.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Call;
use crate::body::{self, Body};
use crate::contract::{Form, Shape};
use crate::form;
use crate::incoming::Incoming;
use crate::lines::Lines;
use crate::multipart;
use crate::parameter::Reading;
use crate::problem::{Fault, Problem};
use crate::uploads::Uploads;
use crate::verdict::{self, Subject};
use crate::xml;

impl<C> Call<'_, C> {
    /// A JSON body.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn json<T: DeserializeOwned>(
        &mut self,
        media_type: &'static str,
        is_valid: fn(&T) -> bool,
    ) -> Result<Option<T>, Problem> {
        let Some(bytes) = self.bytes().await? else { return Ok(None) };
        let judged = verdict::of_json(self.schemas, self.body(media_type), &bytes, is_valid);
        Ok(judged.map_err(|faults| self.faults.extend(faults)).ok())
    }

    /// An XML body.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn xml<T: DeserializeOwned>(
        &mut self,
        media_type: &'static str,
        is_valid: fn(&T) -> bool,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.utf8().await? else { return Ok(None) };
        let plan = self.schemas.xml();
        let Some(root) = plan.bodies.get(&format!("{} {media_type}", self.plan.operation.id)) else {
            log::error!("{} has no XML of the type {media_type}", self.plan.operation.id);
            return Err(Problem::internal());
        };
        let first = match xml::read(plan, root, &text, false) {
            Ok(first) => first,
            Err(fault) => {
                self.faults.push(fault);
                return Ok(None);
            }
        };
        let other = std::iter::once_with(|| xml::read(plan, root, &text, true).ok()).flatten();
        Ok(self.judge(media_type, first, other, is_valid))
    }

    /// A text body with a schema.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn text<T: DeserializeOwned>(
        &mut self,
        media_type: &'static str,
        shape: Shape,
        is_valid: fn(&T) -> bool,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.utf8().await? else { return Ok(None) };
        let value = Reading::first(shape).value(&text);
        let others = Reading::others(shape).into_iter().map(|reading| (reading.value(&text), Vec::new()));
        Ok(self.judge(media_type, (value, Vec::new()), others, is_valid))
    }

    /// A form, `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn form<T: DeserializeOwned>(
        &mut self,
        media_type: &'static str,
        is_valid: fn(&T) -> bool,
    ) -> Result<Option<T>, Problem> {
        let declared = self.declared_form(media_type)?;
        let Some(text) = self.utf8().await? else { return Ok(None) };
        let first = form::value(declared, &text, false);
        let other = std::iter::once_with(|| form::value(declared, &text, true));
        Ok(self.judge(media_type, first, other, is_valid))
    }

    /// A multipart form: its texts as one value, and its files. Those in `required_files` must be there.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn multipart<T: DeserializeOwned>(
        &mut self,
        media_type: &'static str,
        required_files: &[&str],
        is_valid: fn(&T) -> bool,
    ) -> Result<Option<(T, Uploads)>, Problem> {
        let declared = self.declared_form(media_type)?;
        let Some(incoming) = self.arriving() else { return Ok(None) };
        // A request that is refused already leaves nothing in the spool folder.
        let keep_files = self.faults.is_empty();
        let headers = self.request.headers();
        let parts = multipart::receive(declared, headers, incoming, self.limits, keep_files).await;
        let mut parts = parts.map_err(Problem::by_runtime)?;
        let mut faults = parts.take_faults(if parts.is_whole { required_files } else { &[] });
        if !parts.is_whole {
            self.faults.append(&mut faults);
            return Ok(None);
        }
        let (value, unreadable) = parts.value(false);
        faults.extend(unreadable);
        let other = std::iter::once_with(|| parts.value(true));
        let value = self.judge(media_type, (value, faults), other, is_valid);
        Ok(value.map(|value| (value, parts.uploads)))
    }

    /// A body of JSON values, one a line, received whole. Each is judged when its turn comes.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn lines<T: DeserializeOwned>(
        &mut self,
        media_type: &'static str,
        is_valid: fn(&T) -> bool,
    ) -> Result<Option<Lines<T>>, Problem> {
        let body = self.stream().await?;
        let (schemas, operation) = (self.schemas, self.plan.operation.id);
        Ok(body.map(|body| Lines::new(body, schemas, operation, media_type, is_valid)))
    }

    /// A body of any kind, received whole. Nothing is received when the request is refused already.
    ///
    /// # Errors
    /// A problem when the body did not arrive (400, 408) or is too large (413).
    pub async fn stream(&mut self) -> Result<Option<Body>, Problem> {
        if !self.faults.is_empty() {
            return Ok(None);
        }
        let (Some(media_type), Some(incoming)) = (self.sent, self.arriving()) else { return Ok(None) };
        body::spooled(incoming, media_type, self.limits).await.map(Some).map_err(Problem::by_runtime)
    }

    /// The body, when one was sent and was not taken yet.
    fn arriving(&mut self) -> Option<Incoming> {
        self.sent.and(self.incoming.take())
    }

    async fn bytes(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let Some(incoming) = self.arriving() else { return Ok(None) };
        body::bytes(incoming).await.map(Some).map_err(Problem::by_runtime)
    }

    async fn utf8(&mut self) -> Result<Option<String>, Problem> {
        let text = self.bytes().await?.map(String::from_utf8);
        let noted = text.transpose().map_err(|_| {
            self.faults.push(Fault::new("/body", "encoding", "must be UTF-8"));
        });
        Ok(noted.unwrap_or(None))
    }

    fn body(&self, media_type: &'static str) -> Subject<'static> {
        Subject::Body { operation: self.plan.operation.id, media_type }
    }

    fn declared_form(&self, media_type: &str) -> Result<&'static Form, Problem> {
        let forms = self.plan.operation.body.map_or(&[][..], |body| body.forms);
        forms.iter().find(|form| form.media_type == media_type).ok_or_else(|| {
            log::error!("{} has no form of the type {media_type}", self.plan.operation.id);
            Problem::internal()
        })
    }

    /// Judges what was read of a body, and names what could not be read. What the schema refuses may be read in other
    /// ways.
    fn judge<T: DeserializeOwned>(
        &mut self,
        media_type: &'static str,
        (value, mut faults): (Value, Vec<Fault>),
        mut others: impl Iterator<Item = (Value, Vec<Fault>)>,
        is_valid: fn(&T) -> bool,
    ) -> Option<T> {
        let subject = self.body(media_type);
        if faults.is_empty() {
            faults = match verdict::of_value(self.schemas, subject, value, is_valid) {
                Ok(decoded) => return Some(decoded),
                Err(faults) => faults,
            };
            if let Some(decoded) = others.find_map(|(value, _)| verdict::accepted(&value, is_valid)) {
                return Some(decoded);
            }
        } else {
            let mut explained = subject.explain(self.schemas, &value);
            // What could not be read is there, though the schema does not see it.
            explained.retain(|fault| {
                fault.rule != "required"
                    || faults.iter().all(|unreadable| unreadable.pointer != fault.pointer)
            });
            faults.append(&mut explained);
        }
        self.faults.append(&mut faults);
        None
    }
}
