//! A schema as a Rust type and the expression that checks its bounds.
//!
//! A type is never stricter than its schema. Where its checks do not cover a keyword, the value is held against the
//! schema itself, so that nothing of it is dropped.

mod bare;
mod defaults;
mod object;
mod scalar;
mod union;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use self::bare::{beside_null, list, size_checks, without_null};
pub use self::defaults::Default;
use crate::check::{Check, REFERENCE};
use crate::flatten::{flatten, types_of};
use crate::names::{literal, pascal, unique};
use crate::registry::{Registry, definition_name, is_only_reference};
use crate::xml::Plan;

/// How a schema is written in Rust.
#[derive(Clone, Debug, PartialEq)]
pub struct RustType {
    /// The type, such as `Vec<models::Column>`.
    pub name: String,
    /// The check of the bounds; `None` when there is nothing to check.
    pub check: Option<Check>,
    /// Whether two values can be told apart and hashed.
    pub hashable: bool,
    /// The definition that the type is the model of.
    pub definition: Option<String>,
}

impl RustType {
    fn plain(name: &str, check: Option<Check>, hashable: bool) -> RustType {
        RustType { name: name.to_owned(), check, hashable, definition: None }
    }

    /// Any JSON value.
    fn json(check: Option<Check>) -> RustType {
        RustType::plain("Json", check, false)
    }

    fn optional(self) -> RustType {
        let check = self.check.as_ref().map(Check::of_option);
        RustType { name: format!("Option<{}>", self.name), check, ..self }
    }
}

/// Where a type is needed: gives names to what has none.
#[derive(Clone, Debug)]
pub struct Site {
    /// Name that a model made here would get.
    pub name: String,
    /// The definition around it, if any.
    pub owner: Option<String>,
    /// What the contract says of it.
    pub docs: String,
}

impl Site {
    pub fn new(name: impl Into<String>) -> Site {
        Site { name: name.into(), owner: None, docs: String::new() }
    }

    fn within(&self, part: &str) -> Site {
        Site {
            name: format!("{}{}", self.name, pascal(part)),
            owner: self.owner.clone(),
            docs: String::new(),
        }
    }
}

/// Names that generated code uses for other things.
const RESERVED: [&str; 24] = [
    "Box",
    "Check",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Err",
    "Hash",
    "Json",
    "Lines",
    "Map",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self_",
    "Serialize",
    "Some",
    "String",
    "TryFrom",
    "Upload",
    "Vec",
];

/// The types of a contract, made as they are asked for.
pub struct Types<'d> {
    pub registry: Registry<'d>,
    /// Annotations of the models by name.
    pub models: BTreeMap<String, Value>,
    /// How values are written as XML.
    pub xml: Plan,
    known: HashMap<String, RustType>,
    open: Vec<String>,
    docs: HashMap<String, String>,
}

impl<'d> Types<'d> {
    pub fn new(registry: Registry<'d>) -> Types<'d> {
        let docs = registry.document.schemas().filter_map(|(name, schema)| {
            Some((name.clone(), schema.get("description")?.as_str()?.to_owned()))
        });
        let docs = docs.collect();
        let (models, xml, known, open) = std::default::Default::default();
        Types { registry, models, xml, known, open, docs }
    }

    /// The type of a converted schema.
    pub fn of(&mut self, schema: &Value, site: &Site) -> RustType {
        if let Some(name) = only_definition(schema) {
            return self.of_definition(&name);
        }
        self.made(schema, site, None)
    }

    fn of_definition(&mut self, name: &str) -> RustType {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let definition = self.registry.definition(name).clone();
        if let Some(next) = only_definition(&definition)
            && !self.open.contains(&next)
            && next != name
        {
            return self.of_definition(&next);
        }
        if self.open.iter().any(|open| open == name) {
            // Only a model can hold itself.
            return RustType::json(Some(conforms(name)));
        }
        self.open.push(name.to_owned());
        let short = name.split(".request").next().unwrap_or(name);
        let wanted = if short == name { pascal(name) } else { format!("{}Request", pascal(short)) };
        let docs = self.docs.get(short).cloned().unwrap_or_default();
        let site = Site { name: wanted, owner: Some(name.to_owned()), docs };
        let made = self.made(&definition, &site, Some(name));
        self.open.retain(|open| open != name);
        self.known.entry(name.to_owned()).or_insert(made).clone()
    }

    /// Says that a definition is the model `model` while the model is still being made.
    fn announce(&mut self, definition: Option<&str>, model: &RustType, nullable: bool) {
        if let Some(definition) = definition {
            let model = if nullable { model.clone().optional() } else { model.clone() };
            self.known.insert(definition.to_owned(), model);
        }
    }

    fn made(&mut self, schema: &Value, site: &Site, definition: Option<&str>) -> RustType {
        let flat = flatten(&self.registry, schema);
        let (flat, nullable) = match beside_null(&self.registry, &flat) {
            Some((_, rest)) if rest.len() == 1 => {
                let of = self.of(&rest[0], site);
                return if of.name.starts_with("Option<") { of } else { of.optional() };
            }
            Some((keyword, rest)) => (json!({keyword: rest}), true),
            None => without_null(flat),
        };
        match self.typed(&flat, site, definition, nullable) {
            // The check of a model is within it; of all else it is here.
            Some((made, true)) if made.definition.is_some() => {
                if nullable {
                    made.optional()
                } else {
                    made
                }
            }
            Some((made, covered)) => {
                let made = if nullable { made.optional() } else { made };
                if covered {
                    made
                } else {
                    RustType { check: Some(conforms(&self.key(definition, site, schema))), ..made }
                }
            }
            None if flat == json!(true) || flat == json!({}) => RustType::json(None),
            None => RustType::json(Some(conforms(&self.key(definition, site, schema)))),
        }
    }

    /// The type of a flat schema without null, and whether its checks cover all that the schema says.
    fn typed(
        &mut self,
        flat: &Value,
        site: &Site,
        definition: Option<&str>,
        nullable: bool,
    ) -> Option<(RustType, bool)> {
        if flat.get("x-discriminator").is_some() {
            return Some((self.tagged(flat, site, definition, nullable), true));
        }
        if let Some(made) = self.union(flat, site, definition, nullable) {
            return Some((made, true));
        }
        if let Some(made) = self.words(flat, site, definition, nullable) {
            return Some(made);
        }
        let handled: &[&str] =
            match types_of(&self.registry, flat)?.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["string"] => return Some(scalar::text(flat)),
                ["integer"] => return Some(scalar::number(flat, true)),
                ["number"] => return Some(scalar::number(flat, false)),
                ["boolean"] => return Some((RustType::plain("bool", None, true), covers(flat, &["type"]))),
                ["array"] => &["type", "items", "minItems", "maxItems", "uniqueItems"],
                ["object"] => return Some(self.object(flat, site, definition, nullable)),
                _ => return None,
            };
        let items = match flat.get("items") {
            Some(items) if flat.get("prefixItems").is_none() => self.of(&items.clone(), &site.within("Item")),
            _ => RustType::json(None),
        };
        Some((list(flat, items), covers(flat, handled)))
    }
}

/// The definition that a schema is, when it says nothing else.
fn only_definition(schema: &Value) -> Option<String> {
    if is_only_reference(schema) {
        return definition_name(schema).map(str::to_owned);
    }
    match (schema.as_object()?.len(), schema.get("allOf")?.as_array()?.as_slice()) {
        (1, [only]) => only_definition(only),
        _ => None,
    }
}

/// Holds a value against the schema itself.
fn conforms(definition: &str) -> Check {
    Check::new(format!("conforms!(crate::SCHEMAS, {}, {REFERENCE})", literal(definition)))
}

/// Whether these keywords are all that a schema has.
fn covers(flat: &Value, handled: &[&str]) -> bool {
    flat.as_object().is_none_or(|members| {
        members.keys().all(|key| key.starts_with("x-") || handled.contains(&key.as_str()))
    })
}

impl Types<'_> {
    /// The definition that judges a schema: the one that it is, or one made for it.
    fn key(&mut self, definition: Option<&str>, site: &Site, schema: &Value) -> String {
        match definition {
            Some(name) => name.to_owned(),
            None => self.registry.add(&format!("{}.inline", site.name), schema.clone()),
        }
    }

    /// A name for a model that no other has.
    fn model_name(&self, wanted: &str) -> String {
        let wanted = if RESERVED.contains(&wanted) { format!("{wanted}Model") } else { wanted.to_owned() };
        unique(&wanted, "", |name| self.models.contains_key(name))
    }

    /// The name of a field's type: boxed where the value would hold itself.
    fn held(&self, of: &RustType, owner: Option<&str>) -> String {
        let target = of.definition.as_deref().zip(owner);
        let within = target.is_some_and(|(target, owner)| {
            self.registry.reachable(self.registry.definition(target)).contains(owner)
        });
        match (within, of.name.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>'))) {
            (false, _) => of.name.clone(),
            (true, Some(inner)) => format!("Option<Box<{inner}>>"),
            (true, None) => format!("Box<{}>", of.name),
        }
    }

    /// The types of all definitions, for tests.
    pub fn verdicts(&self) -> Vec<Value> {
        let mut all: Vec<(&String, &RustType)> = self.known.iter().collect();
        all.sort_by_key(|(name, _)| *name);
        let entry = |(name, of): (&String, &RustType)| json!({"definition": literal(name), "type": of.name, "closure": Check::closure(of.check.as_ref(), &of.name)});
        all.into_iter().map(entry).collect()
    }

    /// Names of the definitions that types ask for by themselves.
    pub fn named(&self, schemas: &[&Value]) -> BTreeSet<String> {
        schemas.iter().flat_map(|schema| self.registry.reachable(schema)).collect()
    }
}
