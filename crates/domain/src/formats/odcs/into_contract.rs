//! A product version on its way in.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::given::{Findings, Given, Members};
use super::into_table::table;
use super::word;
use crate::compatibility::Mode;
use crate::fault::Fault;
use crate::ids::{ProductName, TableName};
use crate::lifecycle::Status;
use crate::product::Metadata;
use crate::table::Table;

const MAX_TABLES: usize = 500;
const MAX_TAGS: usize = 50;
/// Most characters of the name of a tag.
const MAX_TAG: usize = 128;
/// Most days that data may have to be kept.
const MAX_RETENTION: u32 = 36_500;

/// What a contract says.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// The data product.
    pub name: ProductName,
    /// Where the version is to be in its life.
    pub status: Status,
    /// What a change of the tables is to satisfy, if the contract says so.
    pub compatibility_mode: Option<Mode>,
    /// What its producer says about it.
    pub metadata: Metadata,
    /// Its tables.
    pub tables: Vec<(TableName, Table)>,
    /// JSON pointers to what the contract says beyond that; none of it is kept.
    pub ignored: Vec<String>,
}

/// Reads a contract.
///
/// # Errors
/// Everything that is wrong with it, or that Granary cannot keep, by JSON pointer.
pub fn from_odcs(document: &Value) -> Result<Contract, Vec<Fault>> {
    let mut findings = Findings::default();
    let mut members = Given { value: document, pointer: String::new() }.members(&mut findings);
    standard(&mut members, &mut findings);
    let name = name(&mut members, &mut findings);
    let status = status(&mut members, &mut findings);
    let mut custom = members.take_custom(&mut findings);
    let compatibility_mode = custom.take("compatibilityMode").and_then(|given| mode(&given, &mut findings));
    let domain = members.need_text("domain", 128, &mut findings);
    let description = description(&mut members, &mut findings);
    let team = Team::read(&mut members, &mut findings);
    let metadata = Metadata {
        description,
        domain,
        data_product_owner: team.owner.0,
        data_product_owner_display_name: team.owner.1,
        data_product_maintainer_display_name: match &team.maintainer.0 {
            Some(_) => team.maintainer.1,
            None => custom.take_text("dataProductMaintainerDisplayName", 254, &mut findings),
        },
        data_product_maintainer: team.maintainer.0,
        email: email(&mut members, &mut findings),
        retention_period: retention(&mut members, &mut findings),
        dpia_required: custom
            .take("dpiaRequired")
            .and_then(|given| given.truth(&mut findings))
            .unwrap_or(false),
        dpia_location: custom.take_text("dpiaLocation", 2048, &mut findings),
        tags: tags(&mut members, &mut findings),
    };
    let tables = tables(&mut members, &mut findings);
    custom.ignore_rest(&mut findings);
    members.ignore_rest(&mut findings);
    match (name, status) {
        (Some(name), Some(status)) if findings.faults.is_empty() => {
            Ok(Contract { name, status, compatibility_mode, metadata, tables, ignored: findings.ignored })
        }
        _ => Err(findings.faults),
    }
}

/// That it is a contract of a version whose words are known; the version of the product itself is not asked for.
fn standard(members: &mut Members<'_>, findings: &mut Findings) {
    let kind = members.need_text("kind", 64, findings);
    if kind != "DataContract" && !kind.is_empty() {
        findings.fault(members.at("kind"), "enum", "must be DataContract");
    }
    let version = members.need_text("apiVersion", 16, findings);
    if !version.starts_with("v3.") && !version.is_empty() {
        findings.fault(
            members.at("apiVersion"),
            "enum",
            "must be a version 3 of the standard, such as v3.1.0",
        );
    }
    members.take("version");
    members.take("contractCreatedTs");
}

/// The name of the product; an id of Granary's form has to say the same.
fn name(members: &mut Members<'_>, findings: &mut Findings) -> Option<ProductName> {
    let id = members.need_text("id", 512, findings);
    let of_id = id.strip_prefix("dp:").and_then(|name| name.split(':').next());
    let text = match members.take("name") {
        Some(given) => given.text(64, findings)?,
        None => of_id.unwrap_or_default().to_owned(),
    };
    match text.parse::<ProductName>() {
        Err(reason) => findings.fault(members.at("name"), "pattern", reason.to_string()),
        Ok(_) if of_id.is_some_and(|of_id| of_id != text) => {
            findings.fault(members.at("id"), "name", "must name the same data product as name does");
        }
        Ok(name) => return Some(name),
    }
    None
}

fn status(members: &mut Members<'_>, findings: &mut Findings) -> Option<Status> {
    let text = members.need_text("status", 32, findings);
    let known = Status::ALL.into_iter().find(|status| text == status.as_str() || text == word(*status));
    // Not yet what a version of Granary is at first.
    let known = known.or((text == "proposed").then_some(Status::Draft));
    if known.is_none() && !text.is_empty() {
        findings.fault(members.at("status"), "enum", "must be draft, active, deprecated or retired");
    }
    known
}

fn mode(given: &Given<'_>, findings: &mut Findings) -> Option<Mode> {
    match given.text(32, findings)?.parse() {
        Ok(mode) => Some(mode),
        Err(reason) => {
            findings.fault(&*given.pointer, "enum", reason.to_string());
            None
        }
    }
}

fn description(members: &mut Members<'_>, findings: &mut Findings) -> String {
    let Some(given) = members.take("description") else {
        findings.fault("/description/purpose", "required", "must be given");
        return String::new();
    };
    let mut description = given.members(findings);
    let purpose = description.need_text("purpose", 4000, findings);
    description.ignore_rest(findings);
    purpose
}

/// Name and display name by role.
struct Team {
    owner: (String, Option<String>),
    maintainer: (Option<String>, Option<String>),
}

impl Team {
    /// Older contracts have the members where newer ones have an object of them.
    fn read(members: &mut Members<'_>, findings: &mut Findings) -> Self {
        let mut people = Vec::new();
        match members.take("team") {
            Some(given) if given.value.is_array() => people = given.items(findings),
            Some(given) => {
                let mut team = given.members(findings);
                people = team.take_items("members", findings);
                team.ignore_rest(findings);
            }
            None => {}
        }
        let (mut owner, mut maintainer) = (None, (None, None));
        for given in people {
            let role = given.value.get("role").and_then(Value::as_str).unwrap_or_default().to_owned();
            match role.as_str() {
                "owner" if owner.is_none() => {
                    let (name, display_name) = person(given, findings);
                    owner = Some((name.unwrap_or_default(), display_name));
                }
                "maintainer" if maintainer.0.is_none() => maintainer = person(given, findings),
                _ => given.ignore(findings),
            }
        }
        if owner.is_none() {
            findings.fault("/team", "required", "must have a member whose role is owner");
        }
        Self { owner: owner.unwrap_or_default(), maintainer }
    }
}

fn person(given: Given<'_>, findings: &mut Findings) -> (Option<String>, Option<String>) {
    let mut member = given.members(findings);
    member.take("role");
    let name = member.need_text("username", 254, findings);
    let display_name = member.take_text("name", 254, findings);
    member.ignore_rest(findings);
    (Some(name), display_name)
}

fn email(members: &mut Members<'_>, findings: &mut Findings) -> Option<String> {
    let mut email = None;
    for given in members.take_items("support", findings) {
        let address =
            given.value.get("url").and_then(Value::as_str).and_then(|url| url.strip_prefix("mailto:"));
        match address {
            Some(address) if email.is_none() => {
                let is_address =
                    address.split_once('@').is_some_and(|(who, host)| !who.is_empty() && !host.is_empty());
                if !is_address
                    || address.len() > 254
                    || address.contains(|c: char| c.is_whitespace() || c.is_control())
                {
                    findings.fault(format!("{}/url", given.pointer), "format", "must be one e-mail address");
                }
                email = Some(address.to_owned());
            }
            _ => given.ignore(findings),
        }
    }
    email
}

fn retention(members: &mut Members<'_>, findings: &mut Findings) -> Option<i32> {
    let mut retention = None;
    for given in members.take_items("slaProperties", findings) {
        if given.value.get("property").and_then(Value::as_str) != Some("retention") || retention.is_some() {
            given.ignore(findings);
            continue;
        }
        let mut sla = given.members(findings);
        sla.take("property");
        if let Some(unit) = sla.take_text("unit", 16, findings)
            && !["d", "day", "days"].contains(&unit.as_str())
        {
            findings.fault(sla.at("unit"), "enum", "must be d: a retention period is kept in days");
        }
        let days = sla.take("value").and_then(|value| value.count(MAX_RETENTION, findings));
        retention = days.and_then(|days| i32::try_from(days).ok());
        sla.ignore_rest(findings);
    }
    retention
}

fn tags(members: &mut Members<'_>, findings: &mut Findings) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for given in members.take_items("tags", findings) {
        let Some(text) = given.value.as_str() else {
            findings.fault(given.pointer, "type", "must be a text");
            continue;
        };
        let (name, value) = text.split_once(':').unwrap_or((text, ""));
        if value.chars().count() > 256 {
            findings.fault(&*given.pointer, "max-length", "the value of a tag has at most 256 characters");
        }
        let name = name.replace("%3A", ":").replace("%25", "%");
        if name.chars().count() > MAX_TAG {
            let message = format!("the name of a tag has at most {MAX_TAG} characters");
            findings.fault(&*given.pointer, "max-length", message);
        }
        if tags.insert(name, value.to_owned()).is_some() {
            findings.fault(given.pointer, "unique", "there already is a tag of this name");
        }
    }
    if tags.len() > MAX_TAGS {
        findings.fault(
            members.at("tags"),
            "max-items",
            format!("a data product has at most {MAX_TAGS} tags"),
        );
    }
    tags
}

fn tables(members: &mut Members<'_>, findings: &mut Findings) -> Vec<(TableName, Table)> {
    let given = members.take_items("schema", findings);
    if given.len() > MAX_TABLES {
        findings.fault(members.at("schema"), "max-items", format!("at most {MAX_TABLES} tables"));
    }
    let mut names = HashSet::new();
    let mut tables = Vec::new();
    for given in given {
        let at = format!("{}/name", given.pointer);
        if let Some((name, table)) = table(given, findings) {
            if !names.insert(name.clone()) {
                findings.fault(at, "unique", "another table already has this name");
            }
            tables.push((name, table));
        }
    }
    tables
}
