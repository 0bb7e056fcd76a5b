//! Bodies that are JSON or XML, as the caller likes.

use serde::Serialize;

use super::{Answer, Content};
use crate::xml::{self, is_xml};

impl Answer {
    /// A body in JSON or XML: of the media types of this answer the given one, else the first that is of its kind, else
    /// the first.
    pub fn document<T: Serialize>(mut self, media_type: &str, body: &T, is_valid: fn(&T) -> bool) -> Answer {
        let declared = self.operation.response(self.status.as_u16());
        let declared = declared.map_or(&[][..], |declared| declared.media_types);
        let is_like = |known: &&&str| is_xml(known) == is_xml(media_type);
        let found = declared.iter().find(|known| **known == media_type);
        let found = found.or(declared.iter().find(is_like)).or(declared.first());
        let media_type = found.map_or(media_type, |found| *found);
        if !is_xml(media_type) {
            return self.json(media_type, body, is_valid);
        }
        if self.is_checked && !is_valid(body) {
            self.note_body(media_type, body);
        }
        let plan = self.schemas.xml();
        let key = format!("{} {} {media_type}", self.operation.id, self.declared);
        let Some(root) = plan.responses.get(&key) else { return self.refuse("/body", "has no XML") };
        let Ok(value) = serde_json::to_value(body) else { return self.refuse("/body", "cannot be written") };
        match xml::write(plan, root, &value) {
            Ok(text) => self.with_body(media_type, Content::Whole(text.into())),
            Err(at) => self.refuse(&format!("/body{at}"), "cannot be carried by XML"),
        }
    }
}
