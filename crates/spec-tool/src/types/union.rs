//! Values that are one of several things.

use serde_json::{Value, json};

use super::{RustType, Site, Types, covers};
use crate::check::{Check, PLACE};
use crate::flatten::types_of;
use crate::names::{doc_lines, literal, pascal, unique};
use crate::registry::definition_name;

/// The values of `enum` or `const`.
pub fn words_of(flat: &Value) -> Option<Vec<Value>> {
    match (flat.get("enum").and_then(Value::as_array), flat.get("const")) {
        (Some(words), None) => Some(words.clone()),
        (None, Some(only)) => Some(vec![only.clone()]),
        _ => None,
    }
}

struct Variant {
    name: String,
    of: RustType,
    held: String,
    word: Option<String>,
}

impl Types<'_> {
    /// A union whose members are told apart by trying them.
    pub fn union(
        &mut self,
        flat: &Value,
        site: &Site,
        definition: Option<&str>,
        nullable: bool,
    ) -> Option<RustType> {
        let (keyword, members) = ["oneOf", "anyOf"]
            .into_iter()
            .find_map(|keyword| Some((keyword, flat.get(keyword)?.as_array()?.clone())))?;
        if !covers(flat, &["type", keyword]) || members.is_empty() {
            return None;
        }
        let types: Vec<_> =
            members.iter().map(|member| types_of(&self.registry, member)).collect::<Option<_>>()?;
        if let Some(outer) = flat.get("type") {
            let outer: Vec<&str> = outer
                .as_str()
                .into_iter()
                .chain(outer.as_array().into_iter().flatten().filter_map(Value::as_str))
                .collect();
            let fits = |name: &String| {
                outer.contains(&name.as_str()) || (name == "integer" && outer.contains(&"number"))
            };
            if !types.iter().flatten().all(fits) {
                return None;
            }
        }
        let widened = |set: &std::collections::BTreeSet<String>| -> Vec<String> {
            set.iter()
                .map(|name| if name == "integer" { "number".to_owned() } else { name.clone() })
                .collect()
        };
        let mut seen: Vec<String> = Vec::new();
        let mut disjoint = true;
        for set in &types {
            let set = widened(set);
            disjoint &= !set.iter().any(|name| seen.contains(name));
            seen.extend(set);
        }
        let (name, made) = self.checked_model(site, definition, nullable);
        let mut variants: Vec<Variant> = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let wanted = match definition_name(member) {
                Some(name) => pascal(name),
                None => kind_name(&types[index], index),
            };
            let of = self.of(member, &site.within(&wanted));
            self.push(&mut variants, wanted, of, None, site);
        }
        let macro_name = if keyword == "anyOf" || disjoint { "any_of" } else { "one_of" };
        self.insert_union(&name, site, macro_name, None, &variants);
        Some(made)
    }

    /// A union whose members are told apart by a property.
    pub fn tagged(
        &mut self,
        flat: &Value,
        site: &Site,
        definition: Option<&str>,
        nullable: bool,
    ) -> RustType {
        let tag = flat["x-discriminator"]["tag"].as_str().unwrap_or_default().to_owned();
        let listed = flat["x-discriminator"]["variants"].as_array().cloned().unwrap_or_default();
        let (name, made) = self.checked_model(site, definition, nullable);
        let mut variants = Vec::new();
        for entry in listed {
            let (word, target) =
                (entry[0].as_str().unwrap_or_default(), entry[1].as_str().unwrap_or_default());
            let of = self.of(&json!({"$ref": format!("#/$defs/{target}")}), site);
            self.push(&mut variants, pascal(word), of, Some(word.to_owned()), site);
        }
        self.insert_union(&name, site, "tagged", Some(&tag), &variants);
        made
    }

    /// A model that is still being made, whose check is within it.
    pub(super) fn checked_model(
        &mut self,
        site: &Site,
        definition: Option<&str>,
        nullable: bool,
    ) -> (String, RustType) {
        let name = self.model_name(&site.name);
        self.models.insert(name.clone(), Value::Null);
        let made = RustType {
            name: format!("models::{name}"),
            check: Some(Check::new(format!("{PLACE}.is_valid()"))),
            hashable: false,
            definition: Some(definition.unwrap_or_default().to_owned()),
        };
        self.announce(definition, &made, nullable);
        (name, made)
    }

    fn push(
        &self,
        variants: &mut Vec<Variant>,
        wanted: String,
        of: RustType,
        word: Option<String>,
        site: &Site,
    ) {
        let name = unique(&wanted, "", |name| variants.iter().any(|known| known.name == name));
        let held = self.held(&of, site.owner.as_deref()).replace("models::", "");
        variants.push(Variant { name, of, held, word });
    }

    fn insert_union(
        &mut self,
        name: &str,
        site: &Site,
        macro_name: &str,
        tag: Option<&str>,
        variants: &[Variant],
    ) {
        let listed: Vec<Value> = variants
            .iter()
            .map(|variant| {
                let check = variant.of.check.as_ref().map(|check| check.of_reference());
                let docs = match &variant.word {
                    Some(word) => {
                        format!(" Where `{}` is `{}`.", tag.unwrap_or_default(), word.replace('\n', " "))
                    }
                    None => format!(" As `{}`.", variant.of.name.replace("models::", "")),
                };
                json!({
                    "variantName": variant.name, "variantType": variant.held, "variantDocs": docs,
                    "variantCheck": check.as_deref().unwrap_or("true"),
                    "checkArgument": if check.is_some() { "v" } else { "_" },
                    "wire": variant.word.as_deref().map(literal),
                })
            })
            .collect();
        let docs = if site.docs.is_empty() { name.to_owned() } else { site.docs.clone() };
        self.models.insert(
            name.to_owned(),
            json!({
                "modelName": name, "docs": doc_lines(&docs), "isUnion": true, "unionMacro": macro_name,
                "hasTag": tag.is_some(), "tagLiteral": tag.map(literal), "variants": listed,
            }),
        );
    }
}

fn kind_name(types: &std::collections::BTreeSet<String>, index: usize) -> String {
    let kind = match types.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["string"] => "Text",
        ["integer"] => "Integer",
        ["number"] => "Number",
        ["boolean"] => "Boolean",
        ["array"] => "List",
        ["object"] => "Object",
        _ => return format!("Variant{}", index + 1),
    };
    kind.to_owned()
}
