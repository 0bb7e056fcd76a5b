//! What data products are found by: the words in them, and the terms that lists are narrowed by.

use std::collections::{BTreeMap, BTreeSet};

use crate::lifecycle::Status;
use crate::product::Metadata;
use crate::table::Table;

/// What the catalogue knows of one data product in its latest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where its latest version is in its life.
    pub status: Status,
    /// Its words, each once: lower case, letters and digits only.
    pub words: BTreeSet<String>,
    /// Its terms, see [`Term`].
    pub terms: BTreeSet<String>,
}

/// One thing that a list can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term<'a> {
    /// The domain.
    Domain(&'a str),
    /// The status of the latest version.
    Status(Status),
    /// A tag, whatever its value.
    Tag(&'a str),
    /// A tag and its value, as `name=value`.
    TagValue(&'a str),
    /// Who answers for it.
    Owner(&'a str),
    /// The name of a column.
    Column(&'a str),
    /// Whether any column holds personal data.
    PersonalData(bool),
}

impl Term<'_> {
    /// The term as one text, without control characters.
    pub fn text(self) -> String {
        let text = match self {
            Self::Domain(name) => format!("domain={name}"),
            Self::Status(status) => format!("status={status}"),
            Self::Tag(name) => format!("tag={name}"),
            Self::TagValue(pair) => format!("tagValue={pair}"),
            Self::Owner(owner) => format!("owner={owner}"),
            Self::Column(name) => format!("column={name}"),
            Self::PersonalData(has) => format!("personalData={has}"),
        };
        plain(&text)
    }
}

/// A text that every database keeps and in which nothing is taken for a separator.
fn plain(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

/// The words of a text, in lower case: everything that is neither letter nor digit parts them.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(str::to_lowercase)
}

impl Entry {
    /// The entry of a data product.
    pub fn new(name: &str, status: Status, metadata: &Metadata, tables: &BTreeMap<String, Table>) -> Self {
        let columns = || tables.values().flat_map(|table| &table.columns);
        let tag_pairs = metadata.tags.iter().map(|(tag, value)| format!("{tag}={value}"));
        let described = tables.values().map(|table| table.table_description.as_str());
        let texts = [name, &metadata.description, &metadata.domain, &metadata.data_product_owner]
            .into_iter()
            .chain(tables.keys().map(String::as_str))
            .chain(described)
            .chain(columns().map(|column| column.name.as_str()))
            .chain(columns().filter_map(|column| column.description.as_deref()))
            .chain(metadata.tags.iter().flat_map(|(tag, value)| [tag.as_str(), value.as_str()]));
        let terms = [
            Term::Domain(&metadata.domain).text(),
            Term::Status(status).text(),
            Term::Owner(&metadata.data_product_owner).text(),
            Term::PersonalData(columns().any(|column| column.personal_data)).text(),
        ];
        Self {
            status,
            words: texts.flat_map(words).collect(),
            terms: terms
                .into_iter()
                .chain(metadata.tags.keys().map(|tag| Term::Tag(tag).text()))
                .chain(tag_pairs.map(|pair| Term::TagValue(&pair).text()))
                .chain(columns().map(|column| Term::Column(&column.name).text()))
                .collect(),
        }
    }
}
