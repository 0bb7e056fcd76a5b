// Generated from crates/clinic/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Operations of the tag Pets.

#![allow(unused_imports)]

use std::sync::Arc;

use spec_runtime::check::{self, Check};
use spec_runtime::{conforms, matches_format, matches_pattern};
use spec_runtime::{
    Answer, Body, ByteStream, Call, Json, Lines, Map, Once, Place, Problem, Reply, Route, Shape, Upload,
    Writer,
};

use crate::{models, operations};

/// What answers the operations of this tag.
#[allow(async_fn_in_trait)]
pub trait PetsApi: Send + Sync + 'static {
    /// Proof of who is calling, made by the authenticator of the service.
    type Context: 'static;
    /// What a handler fails with.
    type Error: Into<Problem>;

    /// Keep a picture
    ///
    /// `POST /pets/{petId}/pictures`
    async fn add_picture(
        &self,
        context: Self::Context,
        parameters: AddPictureParameters,
        body: AddPictureMultipart,
    ) -> Result<models::Picture, Self::Error>;

    /// Take a pet in
    ///
    /// `POST /pets`
    async fn create_pet(
        &self,
        context: Self::Context,
        body: models::PetRequest,
    ) -> Result<CreatePet201, Self::Error>;

    /// Read a pet
    ///
    /// `GET /pets/{petId}`
    async fn get_pet(
        &self,
        context: Self::Context,
        parameters: GetPetParameters,
    ) -> Result<GetPetAnswer, Self::Error>;

    /// List pets
    ///
    /// `GET /pets`
    ///
    /// Anyone may look; only staff sees weights.
    async fn list_pets(
        &self,
        context: Option<Self::Context>,
        parameters: ListPetsParameters,
        media_type: ListPetsMediaType,
    ) -> Result<ListPets200, Self::Error>;

    /// Read the note on a pet
    ///
    /// `GET /pets/{petId}/note`
    async fn read_note(
        &self,
        context: Self::Context,
        parameters: ReadNoteParameters,
    ) -> Result<String, Self::Error>;

    /// Change a pet
    ///
    /// `PATCH /pets/{petId}`
    ///
    /// A merge patch; null takes away what may be missing.
    async fn update_pet(
        &self,
        context: Self::Context,
        parameters: UpdatePetParameters,
        body: models::PetPatch,
    ) -> Result<models::Pet, Self::Error>;

    /// Write the note on a pet
    ///
    /// `PUT /pets/{petId}/note`
    async fn write_note(
        &self,
        context: Self::Context,
        parameters: WriteNoteParameters,
        body: String,
    ) -> Result<(), Self::Error>;
}

/// The routes of this tag, answered by `api`.
pub fn routes<A: PetsApi>(api: &Arc<A>) -> Vec<Route<A::Context>> {
    vec![
        {
            let api = api.clone();
            Route::new(&operations::ADD_PICTURE, move |call| Box::pin(add_picture(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::CREATE_PET, move |call| Box::pin(create_pet(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::GET_PET, move |call| Box::pin(get_pet(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::LIST_PETS, move |call| Box::pin(list_pets(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::READ_NOTE, move |call| Box::pin(read_note(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::UPDATE_PET, move |call| Box::pin(update_pet(api.clone(), call)))
        },
        {
            let api = api.clone();
            Route::new(&operations::WRITE_NOTE, move |call| Box::pin(write_note(api.clone(), call)))
        },
    ]
}

/// The routes of this tag, answered from the examples of the contract once a request is found to be valid.
pub fn mock_routes<C: 'static>() -> Vec<Route<C>> {
    vec![
        Route::new(&operations::ADD_PICTURE, |mut call| {
            Box::pin(async move {
                add_picture_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::CREATE_PET, |mut call| {
            Box::pin(async move {
                create_pet_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::GET_PET, |mut call| {
            Box::pin(async move {
                get_pet_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::LIST_PETS, |mut call| {
            Box::pin(async move {
                list_pets_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::READ_NOTE, |mut call| {
            Box::pin(async move {
                read_note_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::UPDATE_PET, |mut call| {
            Box::pin(async move {
                update_pet_input(&mut call).await?;
                call.mock()
            })
        }),
        Route::new(&operations::WRITE_NOTE, |mut call| {
            Box::pin(async move {
                write_note_input(&mut call).await?;
                call.mock()
            })
        }),
    ]
}

/// Parameters of `addPicture`.
#[derive(Clone, Debug, PartialEq)]
pub struct AddPictureParameters {
    /// `petId`
    pub pet_id: i64,
}

/// The fields and files of `multipart/form-data`.
#[derive(Debug)]
pub struct AddPictureMultipart {
    /// What is no file.
    pub fields: models::AddPictureRequest,
    /// `picture`
    pub picture: Upload,
}

/// What `addPicture` is given, once all of it is valid.
struct AddPictureInput {
    parameters: AddPictureParameters,
    body: AddPictureMultipart,
}

async fn add_picture_input<C>(call: &mut Call<'_, C>) -> Result<AddPictureInput, Problem> {
    let pet_id = call.required(Place::Path, "petId", |v: &i64| *v >= 1);
    let body = call
        .multipart::<models::AddPictureRequest>(
            "multipart/form-data",
            &["picture"],
            |v: &models::AddPictureRequest| v.is_valid(),
        )
        .await?
        .map(|(fields, mut uploads)| {
            Ok::<_, Problem>(AddPictureMultipart { fields, picture: uploads.required("picture")? })
        })
        .transpose()?;
    call.accept()?;
    let (Some(pet_id), Some(body)) = (pet_id, body) else {
        return Err(call.refusal());
    };
    Ok(AddPictureInput { parameters: AddPictureParameters { pet_id }, body })
}

async fn add_picture<A: PetsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = add_picture_input(&mut call).await?;
    let answer = api.add_picture(context, input.parameters, input.body).await.map_err(Into::into)?;
    Ok(add_picture_answer(call.reply(), answer))
}

fn add_picture_answer(reply: Reply, answer: models::Picture) -> Answer {
    reply.answer(201, "201").json("application/json", &answer, |v: &models::Picture| v.is_valid())
}

/// The pet with its number.
pub struct CreatePet201 {
    /// Location
    pub location: String,
    /// The body.
    pub body: models::Pet,
}

/// What `createPet` is given, once all of it is valid.
struct CreatePetInput {
    body: models::PetRequest,
}

async fn create_pet_input<C>(call: &mut Call<'_, C>) -> Result<CreatePetInput, Problem> {
    let body =
        call.json::<models::PetRequest>("application/json", |v: &models::PetRequest| v.is_valid()).await?;
    call.accept()?;
    let (Some(body),) = (body,) else {
        return Err(call.refusal());
    };
    Ok(CreatePetInput { body })
}

async fn create_pet<A: PetsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = create_pet_input(&mut call).await?;
    let answer = api.create_pet(context, input.body).await.map_err(Into::into)?;
    Ok(create_pet_answer(call.reply(), answer))
}

fn create_pet_answer(reply: Reply, answer: CreatePet201) -> Answer {
    reply.answer(201, "201").header("location", &answer.location, false, |_: &String| true).json(
        "application/json",
        &answer.body,
        |v: &models::Pet| v.is_valid(),
    )
}

/// Parameters of `getPet`.
#[derive(Clone, Debug, PartialEq)]
pub struct GetPetParameters {
    /// `petId`
    pub pet_id: i64,
}

/// A hint rather than a problem.
pub struct GetPet4XX {
    /// The status, which the contract leaves open.
    pub status: u16,
    /// The body.
    pub body: models::Hint,
}

// An answer is made once and written at once.
#[allow(clippy::large_enum_variant)]
/// Answers of `getPet`.
pub enum GetPetAnswer {
    /// The pet.
    Status200(models::Pet),
    /// A hint rather than a problem.
    Status4XX(GetPet4XX),
}

/// What `getPet` is given, once all of it is valid.
struct GetPetInput {
    parameters: GetPetParameters,
}

async fn get_pet_input<C>(call: &mut Call<'_, C>) -> Result<GetPetInput, Problem> {
    let pet_id = call.required(Place::Path, "petId", |v: &i64| *v >= 1);
    call.accept()?;
    let (Some(pet_id),) = (pet_id,) else {
        return Err(call.refusal());
    };
    Ok(GetPetInput { parameters: GetPetParameters { pet_id } })
}

async fn get_pet<A: PetsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = get_pet_input(&mut call).await?;
    let answer = api.get_pet(context, input.parameters).await.map_err(Into::into)?;
    Ok(get_pet_answer(call.reply(), answer))
}

fn get_pet_answer(reply: Reply, answer: GetPetAnswer) -> Answer {
    match answer {
        GetPetAnswer::Status200(answer) => {
            reply.answer(200, "200").json("application/json", &answer, |v: &models::Pet| v.is_valid())
        }
        GetPetAnswer::Status4XX(answer) => {
            reply
                .answer(answer.status, "4XX")
                .json("application/json", &answer.body, |v: &models::Hint| v.is_valid())
        }
    }
}

/// Parameters of `listPets`.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPetsParameters {
    /// `filter`
    pub filter: Option<models::PetFilter>,
    /// `names`
    pub names: Option<Vec<String>>,
    /// `greeting`
    pub greeting: Option<models::Greeting>,
}

/// Media type that `listPets` answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListPetsMediaType {
    /// `application/json`
    Json,
    /// `text/plain`
    Text,
}

/// The body of this answer, by its media type.
#[allow(clippy::large_enum_variant)]
pub enum ListPets200Body {
    /// `application/json`
    Json(Vec<models::Pet>),
    /// `text/plain`
    Text(String),
}

/// The pets, as JSON or one name a line.
pub struct ListPets200 {
    /// How many there are.
    pub x_pet_count: i64,
    /// A word for callers with the cookie.
    pub x_greeting: Option<models::Greeting>,
    /// The body.
    pub body: ListPets200Body,
}

/// What `listPets` is given, once all of it is valid.
struct ListPetsInput {
    parameters: ListPetsParameters,
}

async fn list_pets_input<C>(call: &mut Call<'_, C>) -> Result<ListPetsInput, Problem> {
    let filter = call.optional(Place::Query, "filter", |v: &models::PetFilter| v.is_valid());
    let names = call.optional(Place::Query, "names", |v: &Vec<String>| {
        v.len() <= 3 && v.iter().all(|v| check::length(v, 1, usize::MAX))
    });
    let greeting = call.optional(Place::Cookie, "greeting", |_: &models::Greeting| true);
    call.accept()?;
    let (Some(filter), Some(names), Some(greeting)) = (filter, names, greeting) else {
        return Err(call.refusal());
    };
    Ok(ListPetsInput { parameters: ListPetsParameters { filter, names, greeting } })
}

async fn list_pets<A: PetsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.caller();
    let input = list_pets_input(&mut call).await?;
    let media_type = match call.accepted() {
        "application/json" => ListPetsMediaType::Json,
        "text/plain" => ListPetsMediaType::Text,
        _ => return Err(Problem::internal()),
    };
    let answer = api.list_pets(context, input.parameters, media_type).await.map_err(Into::into)?;
    Ok(list_pets_answer(call.reply(), answer))
}

fn list_pets_answer(reply: Reply, answer: ListPets200) -> Answer {
    let written = reply
        .answer(200, "200")
        .header("x-pet-count", &answer.x_pet_count, false, |v: &i64| *v >= 0)
        .optional_header("x-greeting", &answer.x_greeting, false, |_: &models::Greeting| true);
    match answer.body {
        ListPets200Body::Json(body) => {
            written.json("application/json", &body, |v: &Vec<models::Pet>| v.iter().all(|v| v.is_valid()))
        }
        ListPets200Body::Text(body) => {
            written.text("text/plain", &body, |v: &String| check::length(v, 0, 10000))
        }
    }
}

/// Parameters of `readNote`.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadNoteParameters {
    /// `petId`
    pub pet_id: i64,
}

/// What `readNote` is given, once all of it is valid.
struct ReadNoteInput {
    parameters: ReadNoteParameters,
}

async fn read_note_input<C>(call: &mut Call<'_, C>) -> Result<ReadNoteInput, Problem> {
    let pet_id = call.required(Place::Path, "petId", |v: &i64| *v >= 1);
    call.accept()?;
    let (Some(pet_id),) = (pet_id,) else {
        return Err(call.refusal());
    };
    Ok(ReadNoteInput { parameters: ReadNoteParameters { pet_id } })
}

async fn read_note<A: PetsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = read_note_input(&mut call).await?;
    let answer = api.read_note(context, input.parameters).await.map_err(Into::into)?;
    Ok(read_note_answer(call.reply(), answer))
}

fn read_note_answer(reply: Reply, answer: String) -> Answer {
    reply.answer(200, "200").text("text/plain", &answer, |v: &String| check::length(v, 0, 80))
}

/// Parameters of `updatePet`.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdatePetParameters {
    /// `petId`
    pub pet_id: i64,
}

/// What `updatePet` is given, once all of it is valid.
struct UpdatePetInput {
    parameters: UpdatePetParameters,
    body: models::PetPatch,
}

async fn update_pet_input<C>(call: &mut Call<'_, C>) -> Result<UpdatePetInput, Problem> {
    let pet_id = call.required(Place::Path, "petId", |v: &i64| *v >= 1);
    let body = call
        .json::<models::PetPatch>("application/merge-patch+json", |v: &models::PetPatch| v.is_valid())
        .await?;
    call.accept()?;
    let (Some(pet_id), Some(body)) = (pet_id, body) else {
        return Err(call.refusal());
    };
    Ok(UpdatePetInput { parameters: UpdatePetParameters { pet_id }, body })
}

async fn update_pet<A: PetsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = update_pet_input(&mut call).await?;
    let answer = api.update_pet(context, input.parameters, input.body).await.map_err(Into::into)?;
    Ok(update_pet_answer(call.reply(), answer))
}

fn update_pet_answer(reply: Reply, answer: models::Pet) -> Answer {
    reply.answer(200, "200").json("application/json", &answer, |v: &models::Pet| v.is_valid())
}

/// Parameters of `writeNote`.
#[derive(Clone, Debug, PartialEq)]
pub struct WriteNoteParameters {
    /// `petId`
    pub pet_id: i64,
}

/// What `writeNote` is given, once all of it is valid.
struct WriteNoteInput {
    parameters: WriteNoteParameters,
    body: String,
}

async fn write_note_input<C>(call: &mut Call<'_, C>) -> Result<WriteNoteInput, Problem> {
    let pet_id = call.required(Place::Path, "petId", |v: &i64| *v >= 1);
    let body = call.text::<String>("text/plain", Shape::Text, |v: &String| check::length(v, 1, 80)).await?;
    call.accept()?;
    let (Some(pet_id), Some(body)) = (pet_id, body) else {
        return Err(call.refusal());
    };
    Ok(WriteNoteInput { parameters: WriteNoteParameters { pet_id }, body })
}

async fn write_note<A: PetsApi>(api: Arc<A>, mut call: Call<'_, A::Context>) -> Result<Answer, Problem> {
    let context = call.context()?;
    let input = write_note_input(&mut call).await?;
    let () = api.write_note(context, input.parameters, input.body).await.map_err(Into::into)?;
    Ok(write_note_answer(call.reply(), ()))
}

fn write_note_answer(reply: Reply, (): ()) -> Answer {
    reply.answer(204, "204")
}
