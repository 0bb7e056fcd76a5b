//! One row as a form, `application/x-www-form-urlencoded`.

use std::io::Read;

use super::budget::MAX_RECORD_BYTES;
use super::collected::{Collected, unknown_column};
use super::constants::judge_constants;
use super::judge::Judge;
use super::rules::RuleBroken;
use super::tally::Tally;
use super::value::RowSink;
use super::verdict::Verdict;
use super::{ReadError, RowOptions};

/// Judges a form: one row, its values written as in CSV.
///
/// # Errors
/// When the body cannot be judged to its end.
pub fn read_form(
    body: impl Read,
    judge: &Judge,
    options: &RowOptions,
    sink: &mut dyn RowSink,
) -> Result<Verdict, ReadError> {
    let constants = judge_constants(judge, options)?;
    let mut form = Vec::new();
    body.take(MAX_RECORD_BYTES as u64 + 1).read_to_end(&mut form).map_err(ReadError::Body)?;
    if form.len() > MAX_RECORD_BYTES {
        return Err(ReadError::TooLong { line: None });
    }
    if form.is_empty() {
        return Err(ReadError::Syntax { line: 1, column: None, message: "the form is empty".to_owned() });
    }
    let mut tally = Tally::new(sink);
    tally.begin_row(None);
    let mut fields = Collected::new(judge);
    for pair in form.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
        let equals = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
        let name = decode(&pair[..equals]);
        let value = decode(pair.get(equals + 1..).unwrap_or_default());
        match std::str::from_utf8(&name) {
            Err(_) => tally.fault(None, RuleBroken::encoding()),
            Ok(name) => match judge.index_of(name) {
                Some(index) => fields.put(judge, &mut tally, index, value),
                None => unknown_column(&mut tally, name),
            },
        }
    }
    fields.end_row(judge, &constants, &mut tally, |index, value| {
        let raw = std::str::from_utf8(value).map_err(|_| RuleBroken::encoding())?;
        judge.text(index, raw)
    })?;
    Ok(tally.into_verdict())
}

/// Undoes the encoding of one name or value; a `%` without two hex digits stands for itself, as in browsers.
fn decode(encoded: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    loop {
        rest = match rest {
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                plain.push(hex(*high) << 4 | hex(*low));
                rest
            }
            [b'+', rest @ ..] => {
                plain.push(b' ');
                rest
            }
            [byte, rest @ ..] => {
                plain.push(*byte);
                rest
            }
            [] => return plain,
        };
    }
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}
