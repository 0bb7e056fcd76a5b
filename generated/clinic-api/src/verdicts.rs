// Generated from crates/clinic/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! How the types of this crate judge the values of every definition, for tests: see `spec_runtime::verdicts`.

#![allow(unused_imports)]

use spec_runtime::check::{self, Check};
use spec_runtime::verdicts::{judge, Verdict};
use spec_runtime::{conforms, matches_format, matches_pattern};
use spec_runtime::{Json, Map};

use crate::models;

/// Every definition that has a type.
pub static VERDICTS: &[Verdict] = &[
    Verdict {
        definition: "Booking",
        judge: |value| judge::<models::Booking>(value, |v: &models::Booking| v.is_valid()),
    },
    Verdict { definition: "Cat", judge: |value| judge::<models::Cat>(value, |v: &models::Cat| v.is_valid()) },
    Verdict {
        definition: "Cat.request",
        judge: |value| judge::<models::CatRequest>(value, |v: &models::CatRequest| v.is_valid()),
    },
    Verdict { definition: "Dog", judge: |value| judge::<models::Dog>(value, |v: &models::Dog| v.is_valid()) },
    Verdict {
        definition: "Dog.request",
        judge: |value| judge::<models::DogRequest>(value, |v: &models::DogRequest| v.is_valid()),
    },
    Verdict {
        definition: "Frame",
        judge: |value| judge::<models::Frame>(value, |v: &models::Frame| v.is_valid()),
    },
    Verdict {
        definition: "Greeting",
        judge: |value| judge::<models::Greeting>(value, |_: &models::Greeting| true),
    },
    Verdict {
        definition: "Hint",
        judge: |value| judge::<models::Hint>(value, |v: &models::Hint| v.is_valid()),
    },
    Verdict {
        definition: "Measurement",
        judge: |value| judge::<models::Measurement>(value, |v: &models::Measurement| v.is_valid()),
    },
    Verdict {
        definition: "Outcome",
        judge: |value| judge::<models::Outcome>(value, |v: &models::Outcome| v.is_valid()),
    },
    Verdict { definition: "Pet", judge: |value| judge::<models::Pet>(value, |v: &models::Pet| v.is_valid()) },
    Verdict {
        definition: "Pet.request",
        judge: |value| judge::<models::PetRequest>(value, |v: &models::PetRequest| v.is_valid()),
    },
    Verdict {
        definition: "PetFilter",
        judge: |value| judge::<models::PetFilter>(value, |v: &models::PetFilter| v.is_valid()),
    },
    Verdict {
        definition: "PetPatch",
        judge: |value| judge::<models::PetPatch>(value, |v: &models::PetPatch| v.is_valid()),
    },
    Verdict {
        definition: "Picture",
        judge: |value| judge::<models::Picture>(value, |v: &models::Picture| v.is_valid()),
    },
    Verdict {
        definition: "Place",
        judge: |value| judge::<models::Place>(value, |v: &models::Place| v.is_valid()),
    },
    Verdict {
        definition: "Problem",
        judge: |value| judge::<models::Problem>(value, |v: &models::Problem| v.is_valid()),
    },
    Verdict {
        definition: "Ratio",
        judge: |value| judge::<models::Ratio>(value, |v: &models::Ratio| v.is_valid()),
    },
    Verdict {
        definition: "Slot",
        judge: |value| judge::<models::Slot>(value, |v: &models::Slot| v.is_valid()),
    },
    Verdict {
        definition: "Visit",
        judge: |value| judge::<models::Visit>(value, |v: &models::Visit| v.is_valid()),
    },
    Verdict {
        definition: "Ward",
        judge: |value| judge::<models::Ward>(value, |v: &models::Ward| v.is_valid()),
    },
];
