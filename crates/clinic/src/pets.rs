//! Operations of the tag Pets.

use std::io::{copy, sink};

use clinic_api::apis::pets::*;
use clinic_api::models::{Cat, Dog, Hint, Pet, PetFilter, PetFilterKind, PetPatch, PetRequest, Picture};
use clinic_api::spec_runtime::Problem;

use crate::{Caller, Clinic, PetRecord, not_found};

impl PetsApi for Clinic {
    type Context = Caller;
    type Error = Problem;

    async fn list_pets(
        &self,
        caller: Option<Caller>,
        parameters: ListPetsParameters,
        media_type: ListPetsMediaType,
    ) -> Result<ListPets200, Problem> {
        let ListPetsParameters { filter, names, greeting } = parameters;
        let mut pets: Vec<Pet> = self.records().pets.values().map(|record| record.pet.clone()).collect();
        pets.retain(|pet| filter.as_ref().is_none_or(|filter| fits(pet, filter)));
        pets.retain(|pet| names.as_ref().is_none_or(|names| names.iter().any(|one| one == name(pet))));
        if caller.is_none() {
            pets.iter_mut().for_each(|pet| *weights(pet) = None);
        }
        let x_pet_count = pets.len() as i64;
        let body = match media_type {
            ListPetsMediaType::Json => ListPets200Body::Json(pets),
            ListPetsMediaType::Text => {
                ListPets200Body::Text(pets.iter().map(|pet| format!("{}\n", name(pet))).collect())
            }
        };
        Ok(ListPets200 { x_pet_count, x_greeting: greeting, body })
    }

    async fn create_pet(&self, _: Caller, body: PetRequest) -> Result<CreatePet201, Problem> {
        let mut records = self.records();
        let id = records.pets.len() as i64 + 1;
        let pet = admitted(id, body);
        records.pets.insert(id, PetRecord { pet: pet.clone(), note: None });
        Ok(CreatePet201 { location: format!("/pets/{id}"), body: pet })
    }

    async fn get_pet(&self, _: Caller, parameters: GetPetParameters) -> Result<GetPetAnswer, Problem> {
        Ok(match self.records().pets.get(&parameters.pet_id) {
            Some(record) => GetPetAnswer::Status200(record.pet.clone()),
            None => {
                let body = Hint { hint: "Pets are numbered from 1.".to_owned() };
                GetPetAnswer::Status4XX(GetPet4XX { status: 404, body })
            }
        })
    }

    async fn update_pet(
        &self,
        _: Caller,
        parameters: UpdatePetParameters,
        body: PetPatch,
    ) -> Result<Pet, Problem> {
        let mut records = self.records();
        let pet = &mut records.pets.get_mut(&parameters.pet_id).ok_or_else(not_found)?.pet;
        let (name, born_on) = match pet {
            Pet::Cat(cat) => (&mut cat.name, &mut cat.born_on),
            Pet::Dog(dog) => (&mut dog.name, &mut dog.born_on),
        };
        if let Some(new) = body.name {
            *name = new;
        }
        if let Some(new) = body.born_on {
            *born_on = new;
        }
        Ok(pet.clone())
    }

    async fn add_picture(
        &self,
        _: Caller,
        parameters: AddPictureParameters,
        body: AddPictureMultipart,
    ) -> Result<Picture, Problem> {
        if !self.records().pets.contains_key(&parameters.pet_id) {
            return Err(not_found());
        }
        let AddPictureMultipart { fields, mut picture } = body;
        let bytes = copy(&mut picture.body, &mut sink()).map_err(|_| Problem::internal())?;
        Ok(Picture {
            caption: fields.caption,
            media_type: picture.media_type.unwrap_or_default(),
            bytes: bytes as i64,
            taken_on: fields.taken_on,
            frame: fields.frame,
        })
    }

    async fn write_note(
        &self,
        _: Caller,
        parameters: WriteNoteParameters,
        body: String,
    ) -> Result<(), Problem> {
        let mut records = self.records();
        records.pets.get_mut(&parameters.pet_id).ok_or_else(not_found)?.note = Some(body);
        Ok(())
    }

    async fn read_note(&self, _: Caller, parameters: ReadNoteParameters) -> Result<String, Problem> {
        let records = self.records();
        let record = records.pets.get(&parameters.pet_id).ok_or_else(not_found)?;
        record.note.clone().ok_or_else(not_found)
    }
}

/// The pet as it is kept. The PIN of its chip is for the chip alone.
fn admitted(id: i64, request: PetRequest) -> Pet {
    match request {
        PetRequest::Cat(cat) => Pet::Cat(Cat {
            id,
            kind: cat.kind,
            name: cat.name,
            born_on: cat.born_on,
            weights: cat.weights,
            indoor: cat.indoor,
            additional_properties: cat.additional_properties,
        }),
        PetRequest::Dog(dog) => Pet::Dog(Dog {
            id,
            kind: dog.kind,
            name: dog.name,
            born_on: dog.born_on,
            weights: dog.weights,
            tricks: dog.tricks,
            additional_properties: dog.additional_properties,
        }),
    }
}

fn fits(pet: &Pet, filter: &PetFilter) -> bool {
    let (kind, born_on) = match pet {
        Pet::Cat(cat) => (PetFilterKind::Cat, &cat.born_on),
        Pet::Dog(dog) => (PetFilterKind::Dog, &dog.born_on),
    };
    // Dates of this format are in order when their texts are.
    let is_after = |limit: &String| born_on.as_ref().is_some_and(|born_on| born_on > limit);
    filter.kind.is_none_or(|wanted| wanted == kind) && filter.born_after.as_ref().is_none_or(is_after)
}

fn name(pet: &Pet) -> &str {
    match pet {
        Pet::Cat(cat) => &cat.name,
        Pet::Dog(dog) => &dog.name,
    }
}

fn weights(pet: &mut Pet) -> &mut Option<clinic_api::spec_runtime::Map<f64>> {
    match pet {
        Pet::Cat(cat) => &mut cat.weights,
        Pet::Dog(dog) => &mut dog.weights,
    }
}
