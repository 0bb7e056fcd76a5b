// Generated from crates/clinic/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! The schemas of the contract, as far as handlers see them.

#![allow(unused_imports)]

use serde::{Deserialize, Serialize};
use spec_runtime::check::{self, Check};
use spec_runtime::{any_of, conforms, matches_format, matches_pattern, object_only, one_of, tagged, words};
use spec_runtime::{Json, Map};

/// AddPictureRequest
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct AddPictureRequest {
    /// `frame`
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
    /// `caption`
    pub caption: String,
    /// `takenOn`
    #[serde(
        rename = "takenOn",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub taken_on: Option<String>,
}

object_only!(AddPictureRequest);

impl Check for AddPictureRequest {
    fn is_valid(&self) -> bool {
        self.frame.as_ref().is_none_or(|v| v.is_valid())
            && check::length(&self.caption, 1, 40)
            && self.taken_on.as_ref().is_none_or(|v| matches_format!("date", v))
    }
}

/// Booking
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Booking {
    /// `petId`
    #[serde(rename = "petId")]
    pub pet_id: i64,
    /// `reasons`
    pub reasons: Vec<BookingReasonsItem>,
    /// `slot`
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
}

object_only!(Booking);

impl Check for Booking {
    fn is_valid(&self) -> bool {
        self.pet_id >= 1 && !self.reasons.is_empty() && self.slot.as_ref().is_none_or(|v| v.is_valid())
    }
}

/// BookingReasonsItem
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BookingReasonsItem {
    /// `checkup`
    Checkup,
    /// `vaccination`
    Vaccination,
    /// `surgery`
    Surgery,
}

words!(BookingReasonsItem {
    Checkup = "checkup",
    Vaccination = "vaccination",
    Surgery = "surgery",
});

/// Cat
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Cat {
    /// `id`
    pub id: i64,
    /// `kind`
    pub kind: String,
    /// `name`
    pub name: String,
    /// Null when nobody knows.
    #[serde(rename = "bornOn", deserialize_with = "check::nullable")]
    pub born_on: Option<String>,
    /// Kilograms by day.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub weights: Option<Map<f64>>,
    /// `indoor`
    pub indoor: bool,
    /// Every other property.
    #[serde(flatten)]
    pub additional_properties: Map<Json>,
}

object_only!(Cat);

impl Check for Cat {
    fn is_valid(&self) -> bool {
        self.id >= 1
            && check::length(&self.name, 1, 20)
            && self.born_on.as_ref().is_none_or(|v| matches_format!("date", v))
            && self.weights.as_ref().is_none_or(|v| v.len() <= 5 && v.values().all(|v| *v > 0.0))
            && !self.additional_properties.contains_key("chipPin")
    }
}

/// CatRequest
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct CatRequest {
    /// `kind`
    pub kind: String,
    /// `name`
    pub name: String,
    /// Null when nobody knows.
    #[serde(rename = "bornOn", deserialize_with = "check::nullable")]
    pub born_on: Option<String>,
    /// `chipPin`
    #[serde(
        rename = "chipPin",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub chip_pin: Option<String>,
    /// Kilograms by day.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub weights: Option<Map<f64>>,
    /// `indoor`
    pub indoor: bool,
    /// Every other property.
    #[serde(flatten)]
    pub additional_properties: Map<Json>,
}

object_only!(CatRequest);

impl Check for CatRequest {
    fn is_valid(&self) -> bool {
        check::length(&self.name, 1, 20)
            && self.born_on.as_ref().is_none_or(|v| matches_format!("date", v))
            && self.chip_pin.as_ref().is_none_or(|v| matches_pattern!("^[0-9]{4}$", v))
            && self.weights.as_ref().is_none_or(|v| v.len() <= 5 && v.values().all(|v| *v > 0.0))
            && !self.additional_properties.contains_key("id")
    }
}

/// Dog
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Dog {
    /// `id`
    pub id: i64,
    /// `kind`
    pub kind: String,
    /// `name`
    pub name: String,
    /// Null when nobody knows.
    #[serde(rename = "bornOn", deserialize_with = "check::nullable")]
    pub born_on: Option<String>,
    /// Kilograms by day.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub weights: Option<Map<f64>>,
    /// `tricks`
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub tricks: Option<Vec<String>>,
    /// Every other property.
    #[serde(flatten)]
    pub additional_properties: Map<Json>,
}

object_only!(Dog);

impl Check for Dog {
    fn is_valid(&self) -> bool {
        self.id >= 1
            && check::length(&self.name, 1, 20)
            && self.born_on.as_ref().is_none_or(|v| matches_format!("date", v))
            && self.weights.as_ref().is_none_or(|v| v.len() <= 5 && v.values().all(|v| *v > 0.0))
            && self
                .tricks
                .as_ref()
                .is_none_or(|v| check::unique(v) && v.iter().all(|v| check::length(v, 0, 20)))
            && !self.additional_properties.contains_key("chipPin")
    }
}

/// DogRequest
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct DogRequest {
    /// `kind`
    pub kind: String,
    /// `name`
    pub name: String,
    /// Null when nobody knows.
    #[serde(rename = "bornOn", deserialize_with = "check::nullable")]
    pub born_on: Option<String>,
    /// `chipPin`
    #[serde(
        rename = "chipPin",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub chip_pin: Option<String>,
    /// Kilograms by day.
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub weights: Option<Map<f64>>,
    /// `tricks`
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub tricks: Option<Vec<String>>,
    /// Every other property.
    #[serde(flatten)]
    pub additional_properties: Map<Json>,
}

object_only!(DogRequest);

impl Check for DogRequest {
    fn is_valid(&self) -> bool {
        check::length(&self.name, 1, 20)
            && self.born_on.as_ref().is_none_or(|v| matches_format!("date", v))
            && self.chip_pin.as_ref().is_none_or(|v| matches_pattern!("^[0-9]{4}$", v))
            && self.weights.as_ref().is_none_or(|v| v.len() <= 5 && v.values().all(|v| *v > 0.0))
            && self
                .tricks
                .as_ref()
                .is_none_or(|v| check::unique(v) && v.iter().all(|v| check::length(v, 0, 20)))
            && !self.additional_properties.contains_key("id")
    }
}

/// Frame
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Frame {
    /// `width`
    pub width: i64,
    /// `height`
    pub height: i64,
}

object_only!(Frame);

impl Check for Frame {
    fn is_valid(&self) -> bool {
        self.width >= 1 && self.height >= 1
    }
}

/// Greeting
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Greeting {
    /// `hello`
    Hello,
    /// `hola`
    Hola,
}

words!(Greeting {
    Hello = "hello",
    Hola = "hola",
});

/// Hint
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Hint {
    /// `hint`
    pub hint: String,
}

object_only!(Hint);

impl Check for Hint {
    fn is_valid(&self) -> bool {
        true
    }
}

/// Measurement
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Measurement {
    /// `name`
    pub name: String,
    /// `value`
    pub value: MeasurementValue,
}

object_only!(Measurement);

impl Check for Measurement {
    fn is_valid(&self) -> bool {
        check::length(&self.name, 1, usize::MAX) && self.value.is_valid()
    }
}

/// MeasurementValue
// One value is made, looked at and dropped; boxing every variant would cost more.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum MeasurementValue {
    /// As `f64`.
    Number(f64),
    /// As `MeasurementValueText`.
    Text(MeasurementValueText),
    /// As `Ratio`.
    Ratio(Ratio),
}

any_of!(MeasurementValue {
    Number(f64) => |v| *v <= 1000.0,
    Text(MeasurementValueText) => |_| true,
    Ratio(Ratio) => |v| v.is_valid(),
});

/// MeasurementValueText
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MeasurementValueText {
    /// `none`
    None,
    /// `traces`
    Traces,
}

words!(MeasurementValueText {
    None = "none",
    Traces = "traces",
});

/// Outcome
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Outcome {
    /// `outcome`
    pub outcome: String,
}

object_only!(Outcome);

impl Check for Outcome {
    fn is_valid(&self) -> bool {
        check::length(&self.outcome, 1, usize::MAX)
    }
}

/// Pet
// One value is made, looked at and dropped; boxing every variant would cost more.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum Pet {
    /// Where `kind` is `cat`.
    Cat(Cat),
    /// Where `kind` is `dog`.
    Dog(Dog),
}

tagged!(Pet, "kind" {
    Cat(Cat) = "cat" => |v| v.is_valid(),
    Dog(Dog) = "dog" => |v| v.is_valid(),
});

/// PetFilter
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct PetFilter {
    /// `kind`
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub kind: Option<PetFilterKind>,
    /// `bornAfter`
    #[serde(
        rename = "bornAfter",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub born_after: Option<String>,
}

object_only!(PetFilter);

impl Check for PetFilter {
    fn is_valid(&self) -> bool {
        self.born_after.as_ref().is_none_or(|v| matches_format!("date", v))
    }
}

/// PetFilterKind
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PetFilterKind {
    /// `cat`
    Cat,
    /// `dog`
    Dog,
}

words!(PetFilterKind {
    Cat = "cat",
    Dog = "dog",
});

/// PetPatch
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct PetPatch {
    /// `name`
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `bornOn`
    #[serde(
        rename = "bornOn",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub born_on: Option<Option<String>>,
}

object_only!(PetPatch);

impl Check for PetPatch {
    fn is_valid(&self) -> bool {
        conforms!(crate::SCHEMAS, "PetPatch", self)
    }
}

/// PetRequest
// One value is made, looked at and dropped; boxing every variant would cost more.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum PetRequest {
    /// Where `kind` is `cat`.
    Cat(CatRequest),
    /// Where `kind` is `dog`.
    Dog(DogRequest),
}

tagged!(PetRequest, "kind" {
    Cat(CatRequest) = "cat" => |v| v.is_valid(),
    Dog(DogRequest) = "dog" => |v| v.is_valid(),
});

/// Picture
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Picture {
    /// `caption`
    pub caption: String,
    /// `mediaType`
    #[serde(rename = "mediaType")]
    pub media_type: String,
    /// `bytes`
    pub bytes: i64,
    /// `takenOn`
    #[serde(
        rename = "takenOn",
        default,
        deserialize_with = "check::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub taken_on: Option<String>,
    /// `frame`
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
}

object_only!(Picture);

impl Check for Picture {
    fn is_valid(&self) -> bool {
        self.bytes >= 0
            && self.taken_on.as_ref().is_none_or(|v| matches_format!("date", v))
            && self.frame.as_ref().is_none_or(|v| v.is_valid())
    }
}

/// Place
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Place {
    /// `ward`
    pub ward: i64,
    /// `bed`
    pub bed: String,
}

object_only!(Place);

impl Check for Place {
    fn is_valid(&self) -> bool {
        (1..=9).contains(&self.ward) && matches_pattern!("^[A-D]$", &self.bed)
    }
}

/// Problem
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Problem {
    /// `type`
    #[serde(rename = "type")]
    pub type_: String,
    /// `title`
    pub title: String,
    /// `status`
    pub status: i64,
    /// Every other property.
    #[serde(flatten)]
    pub additional_properties: Map<Json>,
}

object_only!(Problem);

impl Check for Problem {
    fn is_valid(&self) -> bool {
        true
    }
}

/// Ratio
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Ratio {
    /// `over`
    pub over: i64,
    /// `under`
    pub under: i64,
}

object_only!(Ratio);

impl Check for Ratio {
    fn is_valid(&self) -> bool {
        self.under >= 1
    }
}

/// Slot
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Slot {
    /// `start`
    pub start: String,
    /// `minutes`
    pub minutes: i64,
}

object_only!(Slot);

impl Check for Slot {
    fn is_valid(&self) -> bool {
        matches_format!("date-time", &self.start) && [15, 30].contains(&self.minutes)
    }
}

/// Visit
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Visit {
    /// `id`
    pub id: i64,
    /// `booking`
    pub booking: Booking,
    /// `isClosed`
    #[serde(rename = "isClosed")]
    pub is_closed: bool,
    /// `outcome`
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

object_only!(Visit);

impl Check for Visit {
    fn is_valid(&self) -> bool {
        self.id >= 1 && self.booking.is_valid()
    }
}

/// Ward
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Ward {
    /// `number`
    pub number: i64,
}

object_only!(Ward);

impl Check for Ward {
    fn is_valid(&self) -> bool {
        (1..=9).contains(&self.number)
    }
}
