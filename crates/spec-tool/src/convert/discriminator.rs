//! Discriminators: the value of one property decides which schema holds.

use serde_json::{Value, json};

use super::Converter;
use crate::document::{escape, reference};

impl Converter<'_, '_> {
    /// `oneOf` or `anyOf` with a discriminator: the value of one property decides which schema holds.
    pub(super) fn tagged(&mut self, schema: &Value, pointer: &str) -> Option<Value> {
        let tag = schema.pointer("/discriminator/propertyName")?.as_str()?;
        let (keyword, members) = ["oneOf", "anyOf"]
            .iter()
            .find_map(|keyword| Some((keyword, schema.get(*keyword)?.as_array()?)))?;
        let targets: Vec<String> = members.iter().map(reference).collect::<Option<_>>()?;
        let mut rules = Vec::new();
        let mut variants = Vec::new();
        for (word, target) in mapping(schema, &targets) {
            let name = self.registry.name_of(&target, self.direction, false)?;
            rules.push(when(tag, &word, &name));
            variants.push(json!([word, name]));
        }
        let words: Vec<&Value> = variants.iter().map(|variant| &variant[0]).collect();
        let union = json!({
            "type": "object", "required": [tag], "properties": {tag: {"enum": words}}, "allOf": rules,
            "x-discriminator": {"tag": tag, "variants": variants},
        });
        let mut rest = schema.as_object()?.clone();
        rest.remove(*keyword);
        rest.remove("discriminator");
        let rest = self.schema(&Value::Object(rest), pointer);
        let says_more = rest.as_object().is_some_and(|rest| rest.keys().any(|key| key != "type"));
        let says_type = rest.get("type").is_some_and(|name| *name != json!("object"));
        Some(if says_more || says_type { json!({"allOf": [union, rest]}) } else { union })
    }
}

/// If the property `tag` is `word`, the definition `name` holds.
pub(super) fn when(tag: &str, word: &str, name: &str) -> Value {
    json!({"if": {"required": [tag], "properties": {tag: {"const": word}}}, "then": {"$ref": format!("#/$defs/{name}")}})
}

/// The words of a discriminator and the pointers of their schemas; a schema that is not mapped has its own name.
pub fn mapping(schema: &Value, targets: &[String]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mapped = schema.pointer("/discriminator/mapping").and_then(Value::as_object);
    for (word, target) in mapped.into_iter().flatten() {
        let target = target.as_str().unwrap_or_default();
        let pointer = match target.strip_prefix('#') {
            Some(pointer) => pointer.to_owned(),
            None => format!("/components/schemas/{}", escape(target)),
        };
        all.push((word.clone(), pointer));
    }
    for target in targets {
        if !all.iter().any(|(_, known)| known == target) {
            let name = target.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
            all.push((name, target.clone()));
        }
    }
    all
}
