//! Answers on their way out, held against the contract.

use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::HttpResponse;

use super::Service;
use crate::answer::Answer;
use crate::contract::Operation;
use crate::problem::Problem;
use crate::security::Authenticator;

/// Which answers are held against the contract, and what becomes of one that breaks it. It is logged in any case.
#[derive(Clone, Copy, Debug)]
pub struct AnswerChecks {
    /// The share of answers that are checked, from 0 for none to 1 for all.
    pub share: f64,
    /// Whether an answer that breaks the contract is answered as 500, rather than sent.
    pub refuse: bool,
}

/// Counts of answers since the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerCounts {
    /// Those that were held against the contract.
    pub checked: u64,
    /// Those that broke it.
    pub broken: u64,
}

/// Counters of a service.
#[derive(Default)]
pub(super) struct Checks {
    asked: AtomicU64,
    checked: AtomicU64,
    broken: AtomicU64,
}

impl<A: Authenticator> Service<A> {
    /// What is sent: nothing that the contract does not declare.
    pub(super) fn reply(
        &self,
        operation: &'static Operation,
        outcome: Result<Answer, Problem>,
        path: &str,
        id: &str,
    ) -> HttpResponse {
        let problem = match outcome {
            Ok(answer) => match self.checked(operation, answer, id) {
                Some(response) => return response,
                None => Problem::internal(),
            },
            Err(problem)
                if problem.is_by_runtime() || operation.response(problem.status().as_u16()).is_some() =>
            {
                problem
            }
            Err(problem) => {
                log::error!(request_id = id, operation = operation.id;
                    "status {} is not declared by the contract and was answered as 500", problem.status());
                Problem::internal()
            }
        };
        problem.into_response(path, id)
    }

    /// The response of an answer, unless it must not go out. What is wrong with it is logged without its values.
    fn checked(&self, operation: &'static Operation, answer: Answer, id: &str) -> Option<HttpResponse> {
        if answer.is_checked() {
            self.checks.checked.fetch_add(1, Ordering::Relaxed);
        }
        let (response, faults, must_not_go) = answer.into_parts();
        if faults.is_empty() {
            return Some(response);
        }
        self.checks.broken.fetch_add(1, Ordering::Relaxed);
        for fault in &faults {
            log::error!(request_id = id, operation = operation.id;
                "the answer breaks the contract at {}: {} {}", fault.pointer, fault.rule, fault.message);
        }
        (!must_not_go && !self.options.answers.refuse).then_some(response)
    }

    /// How many answers were held against the contract, and how many broke it, since the start.
    pub fn answer_counts(&self) -> AnswerCounts {
        AnswerCounts {
            checked: self.checks.checked.load(Ordering::Relaxed),
            broken: self.checks.broken.load(Ordering::Relaxed),
        }
    }

    /// Whether this answer is one of those that are checked: evenly spread over all.
    pub(super) fn is_sampled(&self) -> bool {
        let share = self.options.answers.share;
        if share >= 1.0 || share <= 0.0 {
            return share >= 1.0;
        }
        let count = self.checks.asked.fetch_add(1, Ordering::Relaxed) as f64;
        (count * share).floor() != ((count + 1.0) * share).floor()
    }
}
