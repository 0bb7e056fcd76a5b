//! An XML document piece by piece: well-formed, without a document type, and with nothing to expand.

use quick_xml::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::is_carried;
use super::name::{Name, is_name};
use crate::problem::Fault;

/// A document that is being read.
pub(super) struct Source<'t> {
    text: &'t str,
    reader: NsReader<&'t [u8]>,
}

/// What an element is made of.
pub(super) enum Piece<'t> {
    Start(BytesStart<'t>),
    Text(String),
    End,
    Eof,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Source<'t> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_comments = true;
        Source { text, reader }
    }

    /// The next piece; those that say nothing of a value are passed over.
    pub(super) fn next(&mut self) -> Result<Piece<'t>, Fault> {
        loop {
            let start = self.reader.buffer_position();
            let event = self.reader.read_event();
            let event = event.map_err(|_| self.broken_at("is not XML", self.reader.error_position()))?;
            let text = match event {
                Event::Start(start) => return Ok(Piece::Start(start)),
                Event::End(_) | Event::Empty(_) => return Ok(Piece::End),
                Event::Eof => return Ok(Piece::Eof),
                Event::Comment(_) | Event::PI(_) => continue,
                Event::Decl(declaration) => {
                    let encoding = declaration.encoding().transpose().ok().flatten();
                    let is_utf8 = encoding.is_none_or(|encoding| encoding.eq_ignore_ascii_case("utf-8"));
                    let is_known = declaration.version().is_ok_and(|version| version == "1.0") && start == 0;
                    if !is_known || !is_utf8 {
                        return Err(self.broken_at("must start as XML 1.0 in UTF-8", start));
                    }
                    continue;
                }
                Event::DocType(_) => return Err(self.broken_at("must not have a document type", start)),
                Event::Text(text) => text.xml10_content().into_owned(),
                Event::CData(text) => text.xml10_content().into_owned(),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(character)) => character.to_string(),
                    Ok(None) => match escape::resolve_xml_entity(&name) {
                        Some(text) => text.to_owned(),
                        None => return Err(self.broken_at("must not refer to entities", start)),
                    },
                    Err(_) => return Err(self.broken_at("is not XML", start)),
                },
            };
            if !text.chars().all(is_carried) {
                return Err(self.broken_at("is not XML", start));
            }
            return Ok(Piece::Text(text));
        }
    }

    /// What an element or an attribute is called, whatever prefix it has.
    pub(super) fn name(&self, name: QName<'_>, is_element: bool) -> Result<Name, Fault> {
        let resolver = self.reader.resolver();
        let (namespace, local) =
            if is_element { resolver.resolve_element(name) } else { resolver.resolve_attribute(name) };
        let namespace = match namespace {
            ResolveResult::Unbound => String::new(),
            ResolveResult::Bound(namespace) => namespace.0.to_owned(),
            ResolveResult::Unknown(_) => return Err(self.broken("has a prefix that is not declared")),
        };
        let local: &str = local.as_ref();
        if is_name(local) {
            Ok(Name { namespace, local: local.to_owned() })
        } else {
            Err(self.broken("is not XML"))
        }
    }

    /// A fault of what was read last.
    pub(super) fn broken(&self, message: &str) -> Fault {
        self.broken_at(message, self.reader.buffer_position())
    }

    fn broken_at(&self, message: &str, position: u64) -> Fault {
        let read = &self.text.as_bytes()[..self.text.len().min(position as usize)];
        let line = read.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = read.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Fault::new("/body", "xml", format!("{message} at line {line} column {column}"))
    }
}
