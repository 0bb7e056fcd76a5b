//! A document that somebody else wrote: taken apart member by member, so that nothing in it is overlooked.

use serde_json::Value;

use crate::fault::Fault;

/// What was found wrong, and what was left aside, both by JSON pointer.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) faults: Vec<Fault>,
    pub(super) ignored: Vec<String>,
}

impl Findings {
    pub(super) fn fault(
        &mut self,
        pointer: impl Into<String>,
        rule: &'static str,
        message: impl Into<String>,
    ) {
        self.faults.push(Fault { pointer: pointer.into(), rule, message: message.into() });
    }
}

/// A value of the document, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Given<'v> {
    pub(super) value: &'v Value,
    pub(super) pointer: String,
}

/// The members of an object that nobody asked for yet.
#[derive(Debug)]
pub(super) struct Members<'v> {
    pub(super) pointer: String,
    left: Vec<(&'v String, &'v Value)>,
}

impl<'v> Given<'v> {
    pub(super) fn members(self, findings: &mut Findings) -> Members<'v> {
        let left = match self.value {
            // A member without value says nothing.
            Value::Object(members) => members.iter().filter(|(_, value)| !value.is_null()).collect(),
            _ => {
                findings.fault(&*self.pointer, "type", "must be an object");
                Vec::new()
            }
        };
        Members { pointer: self.pointer, left }
    }

    pub(super) fn items(self, findings: &mut Findings) -> Vec<Self> {
        let Value::Array(items) = self.value else {
            findings.fault(self.pointer, "type", "must be an array");
            return Vec::new();
        };
        let item = |(index, value)| Self { value, pointer: format!("{}/{index}", self.pointer) };
        items.iter().enumerate().map(item).collect()
    }

    /// A text of one to `most` characters.
    pub(super) fn text(&self, most: usize, findings: &mut Findings) -> Option<String> {
        let length = self.value.as_str().map(|text| text.chars().count());
        match (self.value.as_str(), length) {
            (Some(text), Some(length)) if (1..=most).contains(&length) && !text.contains('\0') => {
                Some(text.to_owned())
            }
            (Some(_), _) => {
                let message = format!("must have 1 to {most} characters, none of them NUL");
                findings.fault(&*self.pointer, "length", message);
                None
            }
            (None, _) => {
                findings.fault(&*self.pointer, "type", "must be a text");
                None
            }
        }
    }

    pub(super) fn truth(&self, findings: &mut Findings) -> Option<bool> {
        let truth = self.value.as_bool();
        if truth.is_none() {
            findings.fault(&*self.pointer, "type", "must be true or false");
        }
        truth
    }

    pub(super) fn number(&self, findings: &mut Findings) -> Option<f64> {
        let number = self.value.as_f64().filter(|number| number.is_finite());
        if number.is_none() {
            findings.fault(&*self.pointer, "type", "must be a number");
        }
        number
    }

    /// A whole number of 1 to `most`.
    pub(super) fn count(&self, most: u32, findings: &mut Findings) -> Option<u32> {
        let number = self.value.as_u64().or_else(|| {
            // Some writers give whole numbers a fraction of zero.
            self.value
                .as_f64()
                .filter(|n| n.fract() == 0.0 && *n >= 0.0 && *n <= f64::from(u32::MAX))
                .map(|n| n as u64)
        });
        let count = number.and_then(|number| u32::try_from(number).ok()).filter(|n| (1..=most).contains(n));
        if count.is_none() {
            findings.fault(&*self.pointer, "range", format!("must be a whole number of 1 to {most}"));
        }
        count
    }

    pub(super) fn ignore(self, findings: &mut Findings) {
        findings.ignored.push(self.pointer);
    }
}

impl<'v> Members<'v> {
    /// Of an object that is not there.
    pub(super) fn none(pointer: String) -> Self {
        Self { pointer, left: Vec::new() }
    }

    /// Where a member is, or would be.
    pub(super) fn at(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1"))
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Given<'v>> {
        let index = self.left.iter().position(|(key, _)| *key == name)?;
        let (_, value) = self.left.remove(index);
        Some(Given { value, pointer: self.at(name) })
    }

    pub(super) fn take_text(&mut self, name: &str, most: usize, findings: &mut Findings) -> Option<String> {
        self.take(name).and_then(|given| given.text(most, findings))
    }

    /// The text, whose lack is a fault.
    pub(super) fn need_text(&mut self, name: &str, most: usize, findings: &mut Findings) -> String {
        match self.take(name) {
            Some(given) => given.text(most, findings).unwrap_or_default(),
            None => {
                findings.fault(self.at(name), "required", "must be given");
                String::new()
            }
        }
    }

    pub(super) fn take_items(&mut self, name: &str, findings: &mut Findings) -> Vec<Given<'v>> {
        self.take(name).map(|given| given.items(findings)).unwrap_or_default()
    }

    /// The value of one of the custom properties; the others stay.
    pub(super) fn take_custom(&mut self, findings: &mut Findings) -> CustomProperties<'v> {
        let mut properties = Vec::new();
        for given in self.take_items("customProperties", findings) {
            let property = given.value.get("property").and_then(Value::as_str);
            let value = given.value.get("value").filter(|value| !value.is_null());
            match (property, value) {
                (Some(name), Some(value)) => {
                    properties.push((name, Given { value, pointer: format!("{}/value", given.pointer) }));
                }
                _ => given.ignore(findings),
            }
        }
        CustomProperties(properties)
    }

    /// What is still there does not matter.
    pub(super) fn ignore_rest(self, findings: &mut Findings) {
        let at: Vec<String> = self.left.iter().map(|(name, _)| self.at(name)).collect();
        findings.ignored.extend(at);
    }

    /// What is still there cannot be kept, and does matter.
    pub(super) fn refuse_rest(self, message: &str, findings: &mut Findings) {
        for (name, _) in &self.left {
            findings.fault(self.at(name), "unsupported", message);
        }
    }
}

/// Custom properties that nobody asked for yet.
pub(super) struct CustomProperties<'v>(Vec<(&'v str, Given<'v>)>);

impl<'v> CustomProperties<'v> {
    pub(super) fn take(&mut self, name: &str) -> Option<Given<'v>> {
        let index = self.0.iter().position(|(property, _)| *property == name)?;
        Some(self.0.remove(index).1)
    }

    pub(super) fn take_text(&mut self, name: &str, most: usize, findings: &mut Findings) -> Option<String> {
        self.take(name).and_then(|given| given.text(most, findings))
    }

    pub(super) fn ignore_rest(self, findings: &mut Findings) {
        self.0.into_iter().for_each(|(_, given)| given.ignore(findings));
    }
}
