//! What is worked out of an operation once, at start, so that no request has to.

use crate::contract::{Contract, Operation, Parameter, Place};
use crate::negotiate::Declared;
use crate::parameter::{Pair, Template, claims, clip, escape, takes_others};
use crate::problem::Fault;
use crate::security::Guard;

/// An operation, ready to be asked.
pub(crate) struct Plan {
    pub(crate) operation: &'static Operation,
    pub(crate) guard: Guard,
    pub(crate) path: Template,
    pub(crate) consumes: Vec<Declared>,
    pub(crate) produces: Vec<Declared>,
    /// Query parameters and cookies that carry credentials.
    keys: Vec<(Place, &'static str)>,
    pub(crate) reads_cookies: bool,
}

impl Plan {
    /// Works an operation out; what cannot be enforced is a fault.
    pub(crate) fn new(
        contract: &'static Contract,
        operation: &'static Operation,
        understood: &[&str],
        faults: &mut Vec<String>,
    ) -> Plan {
        let guard = Guard::new(contract, operation, understood, faults);
        let keys = guard.keys();
        let in_cookie = |parameter: &Parameter| parameter.place == Place::Cookie;
        let reads_cookies = operation.parameters.iter().any(in_cookie)
            || keys.iter().any(|(place, _)| *place == Place::Cookie);
        Plan {
            operation,
            guard,
            path: Template::new(operation.path),
            consumes: operation.consumes().iter().map(|text| Declared::new(text)).collect(),
            produces: operation.produces().into_iter().map(Declared::new).collect(),
            keys,
            reads_cookies,
        }
    }

    /// Whether a name belongs to a credential or to a parameter other than `asking`.
    pub(crate) fn claims(&self, place: Place, name: &str, asking: Option<&Parameter>) -> bool {
        let is_other = |parameter: &&Parameter| {
            parameter.place == place && asking.is_none_or(|asking| asking.name != parameter.name)
        };
        self.keys.contains(&(place, name))
            || self.operation.parameters.iter().filter(is_other).any(|other| claims(&other.into(), name))
    }

    /// Names every query parameter that the operation does not have.
    pub(crate) fn refuse_unknown(&self, query: &[Pair<'_>], faults: &mut Vec<Fault>) {
        let in_query = |parameter: &&Parameter| parameter.place == Place::Query;
        let mut parameters = self.operation.parameters.iter().filter(in_query);
        if query.is_empty() || parameters.any(|parameter| takes_others(&parameter.into())) {
            return;
        }
        for pair in query.iter().filter(|pair| !self.claims(Place::Query, &pair.name, None)) {
            let pointer = format!("/query/{}", escape(&clip(&pair.name)));
            faults.push(Fault::new(pointer, "unknown", "is no parameter of this operation"));
        }
    }
}
