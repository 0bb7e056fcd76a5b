//! Operations of the tag Wards.

use clinic_api::apis::wards::*;
use clinic_api::models;
use clinic_api::spec_runtime::Problem;

use crate::{Caller, Clinic};

impl WardsApi for Clinic {
    type Context = Caller;
    type Error = Problem;

    async fn list_wards(&self, parameters: ListWardsParameters) -> Result<Vec<models::Ward>, Problem> {
        Ok(parameters.numbers.into_iter().map(|number| models::Ward { number }).collect())
    }

    async fn find_bed(&self, parameters: FindBedParameters) -> Result<models::Place, Problem> {
        Ok(parameters.place)
    }
}
