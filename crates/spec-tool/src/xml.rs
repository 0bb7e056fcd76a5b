//! How values of the schemas of a contract are written as XML, by the `xml` annotations of OpenAPI: a plan that goes
//! with `schemas.json`, by which the runtime reads and writes. What could not be read back is refused.

mod parts;
mod place;

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use self::parts::{Part, Place, face, parts, types};
use self::place::{is_name, members, names, others, qualified};
use crate::document::{Finding, reference};
use crate::registry::Registry;

/// The plan of a contract: what stands for a value, by number, and the root elements of bodies and answers.
#[derive(Default)]
pub struct Plan {
    nodes: Vec<Value>,
    known: HashMap<Vec<String>, usize>,
    roots: HashMap<String, Value>,
}

impl Plan {
    /// Plans the body or the answer `key`, whose schema stands at `pointer`.
    pub fn add(
        &mut self,
        registry: &Registry<'_>,
        key: &str,
        schema: &Value,
        pointer: &str,
    ) -> Result<(), Vec<Finding>> {
        let before = self.nodes.len();
        let root = self.root(registry, schema, pointer).inspect_err(|_| {
            // What was found on the way may lead to what was refused.
            self.nodes.truncate(before);
            self.known.retain(|_, number| *number < before);
        })?;
        self.roots.insert(key.to_owned(), root);
        Ok(())
    }

    fn root(
        &mut self,
        registry: &Registry<'_>,
        schema: &Value,
        pointer: &str,
    ) -> Result<Value, Vec<Finding>> {
        let place = (schema, pointer.to_owned());
        let all = parts(registry, std::slice::from_ref(&place));
        let face = face(&all);
        if face.is_attribute {
            return Err(refuse(pointer, "a root is an element and no attribute"));
        }
        // Nothing else is called by the name that stands behind a reference here.
        let names: Vec<String> = face.name.clone().or(component(schema)).into_iter().collect();
        let mut root = qualified(&names, &face, pointer)?;
        let node = match types(&all)[..] {
            ["array"] => {
                // At the root there is no property for items to be called by.
                let items = all.iter().find_map(|part| component(part.schema.get("items")?));
                self.list(registry, &all, items.as_ref().or(names.first()), pointer)?
            }
            _ => self.node(registry, &[place], pointer)?,
        };
        root.insert("node".to_owned(), json!(node));
        Ok(Value::Object(root))
    }

    /// The plan as the runtime reads it, with the roots of the given keys; `None` when there are none.
    pub fn written<'k>(
        &self,
        bodies: impl Iterator<Item = &'k String>,
        answers: impl Iterator<Item = &'k String>,
    ) -> Option<Value> {
        let pick = |keys: &mut dyn Iterator<Item = &'k String>| -> Map<String, Value> {
            keys.filter_map(|key| Some((key.clone(), self.roots.get(key)?.clone()))).collect()
        };
        let (bodies, answers) = (pick(&mut { bodies }), pick(&mut { answers }));
        let is_used = !bodies.is_empty() || !answers.is_empty();
        is_used.then(|| json!({"nodes": self.nodes, "bodies": bodies, "responses": answers}))
    }

    /// The number of the node for a value of all these schemas.
    fn node(
        &mut self,
        registry: &Registry<'_>,
        places: &[Place<'_>],
        pointer: &str,
    ) -> Result<usize, Vec<Finding>> {
        let all = parts(registry, places);
        let key = all.iter().map(|part| part.pointer.clone()).collect();
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        match types(&all)[..] {
            ["object"] => {
                // What leads back to itself finds its number.
                let number = self.push(Value::Null);
                self.known.insert(key, number);
                let members = members(self, registry, &all)?;
                let others = others(self, registry, &all, pointer)?;
                self.nodes[number] = json!({"object": {"members": members, "others": others}});
                Ok(number)
            }
            ["array"] => Err(refuse(pointer, "a list of lists needs xml.wrapped for the inner one")),
            [] if !parts::is_nullable(&all) => {
                Err(refuse(pointer, "no type is stated, and XML has none of its own: state one"))
            }
            ref types if !types.iter().any(|name| ["object", "array"].contains(name)) => {
                let number = self.push(json!({"text": types}));
                self.known.insert(key, number);
                Ok(number)
            }
            _ => Err(refuse(pointer, "texts, lists and objects could not be told apart when read back")),
        }
    }

    /// The number of the node for an element that holds the items of a list, each called `name` when no schema says
    /// otherwise; without one as the element itself.
    fn list(
        &mut self,
        registry: &Registry<'_>,
        all: &[Part<'_>],
        name: Option<&String>,
        pointer: &str,
    ) -> Result<usize, Vec<Finding>> {
        let item = self.item(registry, all, name, pointer)?;
        Ok(self.push(json!({"list": item})))
    }

    /// The element of an item of a list.
    fn item(
        &mut self,
        registry: &Registry<'_>,
        all: &[Part<'_>],
        name: Option<&String>,
        pointer: &str,
    ) -> Result<Map<String, Value>, Vec<Finding>> {
        let places: Vec<Place<'_>> = all
            .iter()
            .filter_map(|part| Some((part.schema.get("items")?, format!("{}/items", part.pointer))))
            .collect();
        if places.is_empty() || all.iter().any(|part| part.schema.get("prefixItems").is_some()) {
            return Err(refuse(pointer, "every list needs items, and no prefixItems"));
        }
        let item_parts = parts(registry, &places);
        let face = face(&item_parts);
        if face.is_attribute {
            return Err(refuse(pointer, "an item is an element and no attribute"));
        }
        let names = names(&face, name);
        let at = format!("{pointer}/items");
        let mut item = qualified(&names, &face, &at)?;
        let node = match types(&item_parts)[..] {
            ["array"] if face.is_wrapped => self.list(registry, &item_parts, names.first(), &at)?,
            _ => self.node(registry, &places, &at)?,
        };
        item.insert("node".to_owned(), json!(node));
        Ok(item)
    }

    fn push(&mut self, node: Value) -> usize {
        let known = self.nodes.iter().position(|known| !node.is_null() && *known == node);
        known.unwrap_or_else(|| {
            self.nodes.push(node);
            self.nodes.len() - 1
        })
    }
}

/// The name of the component that a reference leads to.
fn component(schema: &Value) -> Option<String> {
    let pointer = reference(schema)?;
    let name = pointer.strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~")).filter(|name| is_name(name))
}

fn refuse(pointer: &str, message: &str) -> Vec<Finding> {
    vec![Finding::new(pointer, format!("cannot be XML: {message}"))]
}
