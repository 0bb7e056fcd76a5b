//! Operations of the tag Visits.

use clinic_api::apis::visits::*;
use clinic_api::models::{Booking, Measurement, Outcome, Visit};
use clinic_api::spec_runtime::{Lines, Problem};

use crate::{Caller, Clinic, not_found};

impl VisitsApi for Clinic {
    type Context = Caller;
    type Error = Problem;

    async fn book_visit(&self, _: Caller, body: Booking) -> Result<Visit, Problem> {
        let mut records = self.records();
        if !records.pets.contains_key(&body.pet_id) {
            return Err(not_found());
        }
        let id = records.visits.len() as i64 + 1;
        let visit = Visit { id, booking: body, is_closed: false, outcome: None };
        records.visits.insert(id, visit.clone());
        Ok(visit)
    }

    async fn close_visit(
        &self,
        _: Caller,
        parameters: CloseVisitParameters,
        body: Option<Outcome>,
    ) -> Result<Visit, Problem> {
        let mut records = self.records();
        let visit = records.visits.get_mut(&parameters.visit_id).ok_or_else(not_found)?;
        visit.is_closed = true;
        visit.outcome = body.map(|body| body.outcome);
        Ok(visit.clone())
    }

    /// The body is small enough to be in memory, so reading it does not block.
    async fn add_measurements(
        &self,
        _: Caller,
        body: Lines<Measurement>,
    ) -> Result<Vec<Measurement>, Problem> {
        body.map(|line| line.map_err(Problem::from)).collect()
    }
}
