//! What a schema describes: a parameter, a body, a header, or something inside one.

use super::change::Direction;

/// What the outermost schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Parameter,
    RequestBody,
    ResponseBody,
    ResponseHeader,
}

/// What a schema describes.
#[derive(Clone)]
pub struct Place {
    kind: Kind,
    /// Names the outermost thing to a reader.
    root: String,
    /// Leads from there to the schema; empty at the root.
    path: String,
    /// Numbers and booleans are written as text here, so that a text takes them all.
    pub textual: bool,
}

impl Place {
    pub fn parameter(location: &str, name: &str, textual: bool) -> Place {
        Place::new(Kind::Parameter, format!("the {location} parameter `{name}`"), textual)
    }

    pub fn header(name: &str) -> Place {
        Place::new(Kind::ResponseHeader, format!("the response header `{name}`"), true)
    }

    pub fn body(direction: Direction, textual: bool) -> Place {
        match direction {
            Direction::Request => Place::new(Kind::RequestBody, "the request body".to_owned(), textual),
            Direction::Response => Place::new(Kind::ResponseBody, "the response body".to_owned(), textual),
        }
    }

    fn new(kind: Kind, root: String, textual: bool) -> Place {
        Place { kind, root, path: String::new(), textual }
    }

    pub fn property(&self, name: &str) -> Place {
        let dot = if self.path.is_empty() { "" } else { "." };
        Place { path: format!("{}{dot}{name}", self.path), ..self.clone() }
    }

    pub fn items(&self) -> Place {
        Place { path: format!("{}[]", self.path), ..self.clone() }
    }

    pub fn values(&self) -> Place {
        Place { path: format!("{}{{}}", self.path), ..self.clone() }
    }

    pub fn direction(&self) -> Direction {
        match self.kind {
            Kind::Parameter | Kind::RequestBody => Direction::Request,
            Kind::ResponseBody | Kind::ResponseHeader => Direction::Response,
        }
    }

    /// The first words of the ids of what is found here.
    pub fn prefix(&self) -> &'static str {
        match (self.kind, self.path.is_empty()) {
            (Kind::Parameter, true) => "request-parameter",
            (Kind::Parameter, false) => "request-parameter-property",
            (Kind::RequestBody, true) => "request-body",
            (Kind::RequestBody, false) => "request-property",
            (Kind::ResponseBody, true) => "response-body",
            (Kind::ResponseBody, false) => "response-property",
            (Kind::ResponseHeader, true) => "response-header",
            (Kind::ResponseHeader, false) => "response-header-property",
        }
    }

    /// Names the thing to a reader.
    pub fn label(&self) -> String {
        if self.path.is_empty() { self.root.clone() } else { format!("`{}` in {}", self.path, self.root) }
    }
}
