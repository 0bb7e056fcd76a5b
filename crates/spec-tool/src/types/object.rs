//! Objects: structs where properties are named, maps where they are not.

use serde_json::{Map, Value, json};

use super::{Default, RustType, Site, Types, conforms, covers, size_checks};
use crate::check::{Check, PLACE};
use crate::names::{doc_lines, literal, snake};

impl Types<'_> {
    pub fn object(
        &mut self,
        flat: &Value,
        site: &Site,
        definition: Option<&str>,
        nullable: bool,
    ) -> (RustType, bool) {
        let properties = flat.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        if properties.values().all(|schema| *schema == json!(false))
            && flat.get("additionalProperties") != Some(&json!(false))
        {
            return self.map(flat, site, properties.is_empty());
        }
        let (name, made) = self.checked_model(site, definition, nullable);
        let model = self.structure(&name, flat, &properties, site, definition);
        self.models.insert(name, model);
        (made, true)
    }

    fn map(&mut self, flat: &Value, site: &Site, is_plain: bool) -> (RustType, bool) {
        let values = match flat.get("additionalProperties") {
            Some(values) if flat.get("patternProperties").is_none() => {
                self.of(&values.clone(), &site.within("Value"))
            }
            _ => RustType::json(None),
        };
        let mut checks = Vec::new();
        size_checks(flat, ("minProperties", "maxProperties"), &mut checks);
        for name in
            flat.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
        {
            checks.push(format!("{PLACE}.contains_key({})", literal(name)));
        }
        if let Some(check) = values.check {
            checks.push(format!("{PLACE}.values().all(|v| {})", check.of_reference()));
        }
        let handled =
            ["type", "additionalProperties", "minProperties", "maxProperties", "required", "properties"];
        let made = RustType::plain(&format!("Map<{}>", values.name), Check::all(checks), false);
        (made, covers(flat, &handled) && is_plain)
    }

    fn structure(
        &mut self,
        name: &str,
        flat: &Value,
        properties: &Map<String, Value>,
        site: &Site,
        definition: Option<&str>,
    ) -> Value {
        let required: Vec<String> = flat
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        let inside = Site { name: name.to_owned(), owner: site.owner.clone(), docs: String::new() };
        let mut fields: Vec<Value> = Vec::new();
        let mut checks: Vec<String> = Vec::new();
        let taken = |fields: &[Value], wanted: String| {
            let mut unique = wanted.clone();
            let mut number = 2;
            while fields.iter().any(|field| field["fieldName"] == unique.as_str()) {
                unique = format!("{}_{number}", wanted.trim_end_matches('_'));
                number += 1;
            }
            unique
        };
        let mut covered = covers(flat, &["type", "properties", "required", "additionalProperties"]);
        let mut absent: Vec<&String> = Vec::new();
        for (property, schema) in properties {
            if *schema == json!(false) {
                absent.push(property);
                covered &= !required.contains(property);
                continue;
            }
            let field_name = taken(&fields, snake(property));
            let is_required = required.contains(property);
            let (field, check) = self.field(name, property, &field_name, schema, is_required, &inside, flat);
            fields.push(field);
            checks.extend(check);
        }
        let others = flat.get("additionalProperties").cloned().unwrap_or(json!(true));
        let is_closed = others == json!(false) && flat.get("patternProperties").is_none();
        if !is_closed {
            let values = if flat.get("patternProperties").is_some() {
                RustType::json(None)
            } else {
                self.of(&others, &inside.within("Value"))
            };
            let field_name = taken(&fields, "additional_properties".to_owned());
            for property in required.iter().filter(|name| !properties.contains_key(*name)) {
                checks.push(format!("self.{field_name}.contains_key({})", literal(property)));
            }
            for property in absent {
                checks.push(format!("!self.{field_name}.contains_key({})", literal(property)));
            }
            if let Some(check) = &values.check {
                checks.push(format!("self.{field_name}.values().all(|v| {})", check.of_reference()));
            }
            fields.push(json!({
                "fieldName": field_name, "fieldType": format!("Map<{}>", values.name.replace("models::", "")),
                "docs": [" Every other property."], "serde": "flatten", "hasSerde": true,
            }));
        } else {
            covered &= required.iter().all(|name| properties.contains_key(name));
        }
        if !covered {
            let key = self.key(definition, site, flat);
            checks = vec![conforms(&key).of_reference().replace(", v)", ", self)")];
        }
        let check = if checks.is_empty() { "true".to_owned() } else { checks.join(" && ") };
        let defaults: Vec<Value> = fields
            .iter()
            .map(|field| field["defaultFunction"].clone())
            .filter(|one| !one.is_null())
            .collect();
        let docs = if site.docs.is_empty() { name.to_owned() } else { site.docs.clone() };
        json!({
            "modelName": name, "docs": doc_lines(&docs), "isStruct": true, "isClosed": is_closed,
            "fields": fields, "modelCheck": check, "hasDefaults": !defaults.is_empty(), "defaultFunctions": defaults,
        })
    }

    #[allow(clippy::too_many_arguments)]
    fn field(
        &mut self,
        model: &str,
        property: &str,
        field_name: &str,
        schema: &Value,
        is_required: bool,
        site: &Site,
        flat: &Value,
    ) -> (Value, Option<String>) {
        let remarks = Remarks::of(flat, property);
        let inner = Site { docs: remarks.description.clone(), ..site.within(property) };
        let of = self.of(schema, &inner);
        let default = match remarks.default {
            Some(default) if !is_required => self.default_of(&of, schema, &default),
            _ => None,
        };
        let type_name = self.held(&of, site.owner.as_deref()).replace("models::", "");
        let is_nullable = type_name.starts_with("Option<");
        let mut attributes = Vec::new();
        if field_name.trim_start_matches("r#") != property {
            attributes.push(format!("rename = {}", literal(property)));
        }
        let mut function = Value::Null;
        let is_optional = !is_required && default.is_none();
        match default {
            _ if is_required && is_nullable => {
                attributes.push(r#"deserialize_with = "check::nullable""#.to_owned())
            }
            _ if is_required => {}
            None => attributes.push(
                r#"default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none""#
                    .to_owned(),
            ),
            Some(Default::Plain) => attributes.push("default".to_owned()),
            Some(Default::Expression(expression)) => {
                let function_name = format!("default_{}", field_name.trim_start_matches("r#"));
                attributes.push(format!("default = \"{model}::{function_name}\""));
                let expression = expression.strip_prefix("models::").unwrap_or(&expression);
                function = json!({"functionName": function_name, "functionType": type_name, "expression": expression});
            }
        }
        let check =
            of.check.map(|check| if is_optional { check.of_option() } else { check }.of_field(field_name));
        let type_name = if is_optional { format!("Option<{type_name}>") } else { type_name };
        let docs = if remarks.description.is_empty() { format!("`{property}`") } else { remarks.description };
        let field = json!({
            "fieldName": field_name, "fieldType": type_name, "docs": doc_lines(&docs),
            "serde": attributes.join(", "), "hasSerde": !attributes.is_empty(), "defaultFunction": function,
        });
        (field, check)
    }
}

/// What the contract says of a property beside what it may be.
struct Remarks {
    description: String,
    default: Option<Value>,
}

impl Remarks {
    fn of(flat: &Value, property: &str) -> Remarks {
        let all = &flat["x-remarks"][property];
        Remarks {
            description: all["description"].as_str().unwrap_or_default().to_owned(),
            default: all.get("default").cloned(),
        }
    }
}
