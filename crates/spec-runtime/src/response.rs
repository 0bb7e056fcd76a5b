//! The answers that a contract declares.

/// A declared answer.
#[derive(Clone, Copy, Debug)]
pub struct Response {
    /// Its status.
    pub status: Status,
    /// Media types of its body, the preferred first; empty when it has none.
    pub media_types: &'static [&'static str],
    /// Its headers, in lower case, and whether they are required.
    pub headers: &'static [(&'static str, bool)],
}

/// A status as contracts write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `200`
    Code(u16),
    /// `2XX`: the first digit.
    Class(u16),
    /// `default`: every status that is not declared otherwise.
    Default,
}

impl Status {
    /// Whether this is the answer to a request that succeeded.
    pub fn is_success(self) -> bool {
        match self {
            Status::Code(code) => code < 400,
            Status::Class(class) => class < 4,
            Status::Default => false,
        }
    }
}
