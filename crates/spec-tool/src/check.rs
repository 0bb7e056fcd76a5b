//! Expressions of Rust that check a decoded value.

/// A Rust expression that checks a value, which is written in at the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Check(String);

/// The value as a place, as a reference to it, and as a number.
pub const PLACE: &str = "\u{1}";
pub const REFERENCE: &str = "\u{2}";
pub const NUMBER: &str = "\u{3}";

impl Check {
    /// One expression over [`PLACE`], [`REFERENCE`] or [`NUMBER`].
    pub fn new(expression: String) -> Check {
        Check(expression)
    }

    /// All of these, or `None` when there are none.
    pub fn all(checks: Vec<String>) -> Option<Check> {
        (!checks.is_empty()).then(|| Check(checks.join(" && ")))
    }

    /// The expression over the reference `v`, as in a closure.
    pub fn of_reference(&self) -> String {
        self.0.replace(PLACE, "v").replace(REFERENCE, "v").replace(NUMBER, "*v")
    }

    /// The expression over a field of `self`.
    pub fn of_field(&self, field: &str) -> String {
        let place = format!("self.{field}");
        self.0.replace(PLACE, &place).replace(REFERENCE, &format!("&{place}")).replace(NUMBER, &place)
    }

    /// The same check of what an `Option` holds.
    pub fn of_option(&self) -> Check {
        Check(format!("{PLACE}.as_ref().is_none_or(|v| {})", self.of_reference()))
    }

    /// A closure that checks a reference to a value of this type.
    pub fn closure(check: Option<&Check>, type_name: &str) -> String {
        match check {
            Some(check) => format!("|v: &{type_name}| {}", check.of_reference()),
            None => format!("|_: &{type_name}| true"),
        }
    }
}
