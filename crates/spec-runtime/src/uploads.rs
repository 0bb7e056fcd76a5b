//! The files of a multipart form.

use crate::body::Body;
use crate::problem::Problem;

/// A file of a form, received whole.
#[derive(Debug)]
pub struct Upload {
    /// The name that the caller gave it: any text, and no path to write to.
    pub file_name: Option<String>,
    /// The media type that the caller gave it, with its parameters.
    pub media_type: Option<String>,
    /// Its content.
    pub body: Body,
}

/// The files of a form by the names of their fields, in the order in which they came.
#[derive(Debug, Default)]
pub struct Uploads {
    /// A file of a request that is refused anyway is seen but not kept.
    files: Vec<(&'static str, Option<Upload>)>,
}

impl Uploads {
    /// The file that must be there.
    ///
    /// # Errors
    /// A 500 problem when it is not, which [`crate::Call::multipart`] has made sure of for the files it was given.
    pub fn required(&mut self, name: &str) -> Result<Upload, Problem> {
        self.optional(name).ok_or_else(|| {
            log::error!("the file {name} was taken for required and is not there");
            Problem::internal()
        })
    }

    /// The file, when it was sent.
    pub fn optional(&mut self, name: &str) -> Option<Upload> {
        self.files.iter_mut().filter(|(known, _)| *known == name).find_map(|(_, file)| file.take())
    }

    /// All files of one field.
    pub fn many(&mut self, name: &str) -> Vec<Upload> {
        let named = self.files.iter_mut().filter(|(known, _)| *known == name);
        named.filter_map(|(_, file)| file.take()).collect()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(known, _)| *known == name)
    }

    pub(crate) fn add(&mut self, name: &'static str, file: Upload) {
        self.files.push((name, Some(file)));
    }

    pub(crate) fn see(&mut self, name: &'static str) {
        self.files.push((name, None));
    }
}
