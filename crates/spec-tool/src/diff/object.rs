//! The properties of an object, declared and not.

use super::change::{Direction, Effect, Severity, Spot};
use super::node::Node;
use super::place::Place;
use super::schema::{Comparison, spot};
use super::view::View;

/// What one contract says about a property.
enum Presence {
    Absent,
    /// It is there for the other direction alone.
    Hidden,
    Required,
    Optional,
}

impl Presence {
    fn kind(&self) -> &'static str {
        if matches!(self, Presence::Required) { "required" } else { "optional" }
    }
}

impl Comparison {
    pub fn object(&mut self, place: &Place, old: &View<'_>, new: &View<'_>) {
        let mut names = old.property_names();
        names.extend(new.property_names());
        for name in names {
            self.property(&place.property(name), name, old, new);
        }
        match (old.closed(), new.closed()) {
            (None, Some(is)) => {
                let what = "undeclared properties are no longer allowed";
                let spot = Spot::of(None, Some(&is));
                self.fact(place, "additional-properties-closed", Effect::Narrows, spot, what);
            }
            (Some(_), None) => {
                let what = "undeclared properties are now allowed";
                let spot = spot(old, new, "additionalProperties");
                self.fact(place, "additional-properties-opened", Effect::Extends, spot, what);
            }
            (Some(_), Some(_)) => {}
            (None, None) => self.inside(&place.values(), "additionalProperties", old, new),
        }
    }

    fn property(&mut self, place: &Place, name: &str, old: &View<'_>, new: &View<'_>) {
        let direction = place.direction();
        let (was_written, is_written) = (written(old, name), written(new, name));
        let spot = Spot::of(was_written.first(), is_written.first());
        let (was, is) = (presence(old, name, direction), presence(new, name, direction));
        let request = direction == Direction::Request;
        let (id, severity, what) = match (&was, &is) {
            (Presence::Absent | Presence::Hidden, Presence::Absent | Presence::Hidden) => return,
            (Presence::Absent, is) => {
                let severity = match is {
                    Presence::Required if request => Severity::Err,
                    // A strict client refuses what the old contract ruled out.
                    _ if !request && old.closed().is_some() => Severity::Warn,
                    _ => Severity::Info,
                };
                let id = if request {
                    format!("new-{}-{}", is.kind(), place.prefix())
                } else {
                    format!("response-{}-property-added", is.kind())
                };
                (id, severity, format!("a new {} property", is.kind()))
            }
            (was, Presence::Absent) => {
                let severity = match was {
                    Presence::Required if !request => Severity::Err,
                    _ if request && new.closed().is_some() => Severity::Err,
                    _ => Severity::Warn,
                };
                let id = if request {
                    format!("{}-removed", place.prefix())
                } else {
                    format!("response-{}-property-removed", was.kind())
                };
                (id, severity, format!("the {} property is gone", was.kind()))
            }
            (Presence::Hidden, is) => {
                let breaks = request && matches!(is, Presence::Required);
                let severity = if breaks { Severity::Err } else { Severity::Info };
                shown(is, request, "became-not", severity)
            }
            (was, Presence::Hidden) => {
                let breaks = !request && matches!(was, Presence::Required);
                let severity = if breaks { Severity::Err } else { Severity::Warn };
                shown(was, request, "became", severity)
            }
            (was, is) => {
                let (suffix, effect, what) = match (was, is) {
                    (Presence::Optional, Presence::Required) => {
                        ("became-required", Effect::Narrows, "the property is now required")
                    }
                    _ => ("became-optional", Effect::Widens, "the property is no longer required"),
                };
                if was.kind() != is.kind() {
                    self.fact(place, suffix, effect, spot, what);
                }
                return self.schema(place, &View::of(old.declared(name)), &View::of(new.declared(name)));
            }
        };
        self.told(place, severity, id, spot, &what);
    }
}

/// Where a property is declared, or else required.
fn written<'a>(view: &View<'a>, name: &str) -> Vec<Node<'a>> {
    let mut written = view.declared(name);
    written.extend(view.required(name));
    written
}

fn presence(view: &View<'_>, name: &str, direction: Direction) -> Presence {
    let hiding = match direction {
        Direction::Request => "readOnly",
        Direction::Response => "writeOnly",
    };
    let declared = View::of(view.declared(name));
    if declared.flag(hiding).is_some() {
        Presence::Hidden
    } else if view.required(name).is_some() {
        Presence::Required
    } else if declared.roots.is_empty() {
        Presence::Absent
    } else {
        Presence::Optional
    }
}

/// What is noted when a property leaves a direction or comes into it.
fn shown(of: &Presence, request: bool, became: &str, severity: Severity) -> (String, Severity, String) {
    let (side, mode) = if request { ("request", "read-only") } else { ("response", "write-only") };
    let id = format!("{side}-{}-property-{became}-{mode}", of.kind());
    (id, severity, format!("the {} property {} {mode}", of.kind(), became.replace('-', " ")))
}
