//! Changes that a retry does not repeat: the first answer is kept with the change, in one transaction.

use auth::Caller;
use chrono::TimeDelta;
use domain::clock::Clock;
use server_api::spec_runtime::{Answer, Once};
use store::idempotency::{self, Record};
use store::{Connection, StoreError};

use crate::ApiError;

/// How long first answers are kept.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// Makes a change that is known by the key of the request. Nothing is kept of one that fails, or that has no key.
pub fn keyed<T, E: From<ApiError> + From<StoreError>>(
    conn: &mut Connection,
    clock: &Clock,
    caller: &Caller,
    once: &Once<T>,
    work: impl FnOnce(&mut Connection) -> Result<T, E>,
) -> Result<Answer, E> {
    let Some(key) = once.key() else { return Ok(once.answer(work(conn)?)) };
    let id = format!("key {} {key}", caller.id);
    if !idempotency::lock(conn, &id)? {
        return Err(ApiError::RequestInProgress.into());
    }
    let now = clock.now().naive_utc();
    match idempotency::find(conn, &id, now)? {
        Some(record) if record.fingerprint != once.fingerprint() => Err(ApiError::KeyReused.into()),
        Some(record) => Ok(again(once, &record)?),
        None => {
            let answer = once.answer(work(conn)?);
            Ok(keep(conn, clock, caller, once, id, answer)?)
        }
    }
}

/// Makes a thing that has a name. When the name is taken because the same caller has made the thing by the same
/// request, this is a retry.
pub fn named<T>(
    conn: &mut Connection,
    clock: &Clock,
    caller: &Caller,
    once: &Once<T>,
    thing: &str,
    work: impl FnOnce(&mut Connection) -> Result<T, ApiError>,
) -> Result<Answer, ApiError> {
    let id = made(thing);
    match work(conn) {
        Ok(value) => keep(conn, clock, caller, once, id, once.answer(value)),
        Err(taken @ ApiError::NameTaken(_)) => match idempotency::find(conn, &id, clock.now().naive_utc())? {
            Some(record) if record.caller_id == caller.id && record.fingerprint == once.fingerprint() => {
                again(once, &record)
            }
            _ => Err(taken),
        },
        Err(error) => Err(error),
    }
}

/// Forgets how things were made that are no more: whoever makes them anew gets an answer of their own.
pub fn forget(conn: &mut Connection, things: impl IntoIterator<Item = String>) -> Result<(), StoreError> {
    let ids: Vec<String> = things.into_iter().map(|thing| made(&thing)).collect();
    idempotency::forget(conn, &ids)
}

fn made(thing: &str) -> String {
    format!("made {thing}")
}

fn again<T>(once: &Once<T>, record: &Record) -> Result<Answer, ApiError> {
    let kept = serde_json::from_str(&record.answer).map_err(|error| ApiError::Internal(Box::new(error)))?;
    Ok(once.again(kept))
}

fn keep<T>(
    conn: &mut Connection,
    clock: &Clock,
    caller: &Caller,
    once: &Once<T>,
    id: String,
    answer: Answer,
) -> Result<Answer, ApiError> {
    let kept = answer.kept().ok_or_else(|| ApiError::Internal("the answer cannot be kept".into()))?;
    let record = Record {
        id,
        caller_id: caller.id.clone(),
        fingerprint: once.fingerprint(),
        answer: serde_json::to_string(&kept).map_err(|error| ApiError::Internal(Box::new(error)))?,
        expires_at: (clock.now() + KEPT).naive_utc(),
    };
    idempotency::put(conn, &record)?;
    Ok(answer)
}
