//! Parameters of a request.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Call;
use crate::contract::{Parameter, Place, Shape, Style};
use crate::parameter::{self, Reading, Written, exploded_cookie_pairs, from_pairs, from_text};
use crate::problem::Fault;
use crate::verdict::{self, Subject};

impl<C> Call<'_, C> {
    /// A parameter that must be there. `None` when it is not or is not valid; the fault is then noted.
    pub fn required<T: DeserializeOwned>(
        &mut self,
        place: Place,
        name: &str,
        is_valid: fn(&T) -> bool,
    ) -> Option<T> {
        let value = self.optional(place, name, is_valid)?;
        if value.is_none() {
            let pointer = format!("/{}/{}", place.as_str(), parameter::escape(name));
            self.faults.push(Fault::new(pointer, "required", "is required"));
        }
        value
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
        let mut all = self.plan.operation.parameters.iter();
        let known = all.find(|known| known.place == place && known.name == name)?;
        let first = self.value_of(&Written::from(known), known, Reading::first(known.shape));
        let mut faults = match first {
            Ok(None) => return Some(None),
            Ok(Some(value)) => {
                let subject = Subject::Parameter { operation: self.plan.operation.id, place, name };
                match verdict::of_value(self.schemas, subject, value, is_valid) {
                    Ok(decoded) => return Some(Some(decoded)),
                    Err(faults) => faults,
                }
            }
            Err(fault) => vec![fault],
        };
        let strict = Written::from(known);
        let others = Reading::others(known.shape).into_iter().map(|reading| (strict, reading));
        let commas_coded = Written { commas_coded: true, ..strict };
        // What is refused with its encoded commas as text may be meant as a list.
        let is_list = known.style == Style::Form && !known.explode && is_divided(known.shape);
        let late = is_list.then(|| (commas_coded, Reading::first(known.shape)));
        for (written, reading) in others.chain(late) {
            let Ok(Some(value)) = self.value_of(&written, known, reading) else { continue };
            if let Some(decoded) = verdict::accepted(&value, is_valid) {
                return Some(Some(decoded));
            }
            if written.commas_coded && value.as_array().is_some_and(|items| items.len() > 1) {
                let subject = Subject::Parameter { operation: self.plan.operation.id, place, name };
                faults = subject.explain(self.schemas, &value);
            }
        }
        self.faults.append(&mut faults);
        None
    }

    /// The parameter as JSON: `None` when it was not sent.
    fn value_of(
        &self,
        written: &Written,
        known: &Parameter,
        reading: Reading,
    ) -> Result<Option<Value>, Fault> {
        let is_claimed = |name: &str| self.plan.claims(known.place, name, Some(known));
        match known.place {
            Place::Query => from_pairs(written, &self.query, reading, &is_claimed),
            Place::Cookie if known.explode && is_divided(reading.shape) => {
                from_pairs(written, &exploded_cookie_pairs(&self.cookies), reading, &is_claimed)
            }
            Place::Cookie => from_pairs(written, &self.cookies, reading, &is_claimed),
            Place::Path => self.in_path(written, reading),
            Place::Header => self.in_header(written, reading),
        }
    }

    fn in_path(&self, written: &Written, reading: Reading) -> Result<Option<Value>, Fault> {
        let path = &self.plan.path;
        let raw = path.raw(self.request.uri().path(), written.name).or_else(|| {
            // The router has matched it, decoded but for a few characters.
            self.request.match_info().get(&path.pattern_name(written.name)?)
        });
        raw.map(|raw| from_text(written, raw, reading)).transpose()
    }

    fn in_header(&self, written: &Written, reading: Reading) -> Result<Option<Value>, Fault> {
        let mut texts = Vec::new();
        for value in self.request.headers().get_all(written.name) {
            let text = value.to_str();
            texts.push(text.map_err(|_| written.fault("encoding", "must be printable ASCII"))?);
        }
        match texts.as_slice() {
            [] => Ok(None),
            [text] => from_text(written, text, reading).map(Some),
            // A list may go on in another header of the same name.
            _ if is_divided(reading.shape) => from_text(written, &texts.join(","), reading).map(Some),
            _ => Err(written.fault("duplicate", "is given twice")),
        }
    }
}

fn is_divided(shape: Shape) -> bool {
    match shape {
        Shape::List(_) | Shape::Object(..) => true,
        Shape::Nullable(inner) => is_divided(*inner),
        _ => false,
    }
}
