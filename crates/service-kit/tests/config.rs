//! What a reader makes of an environment.

use std::net::SocketAddr;
use std::time::Duration;

use service_kit::config::{Fault, Reader};

const HELP: &str = "What it is for.";

fn reader(environment: &[(&'static str, &'static str)]) -> Reader {
    Reader::new("FARM_", environment.iter().copied())
}

#[test]
fn defaults_apply_when_nothing_is_set() {
    let mut reader = reader(&[("FARM_NAME", ""), ("PATH", "/bin")]);
    assert_eq!(reader.string("FARM_NAME", "barn", HELP), "barn");
    assert_eq!(reader.optional_string("FARM_NOTE", HELP), None);
    assert_eq!(reader.integer("FARM_COWS", 4, 1..=9, HELP), 4);
    let names: Vec<_> = reader.described().into_iter().map(|v| (v.name, v.default)).collect();
    assert_eq!(
        names,
        [("FARM_NAME", Some("barn".into())), ("FARM_NOTE", None), ("FARM_COWS", Some("4".into()))]
    );
    assert_eq!(reader.finish(), Ok(()));
}

#[test]
fn values_are_read_by_their_type() {
    let mut reader = reader(&[
        ("FARM_LISTEN", "127.0.0.1:81"),
        ("FARM_BODY", "64KiB"),
        ("FARM_WAIT", "2min"),
        ("FARM_OPEN", "true"),
        ("FARM_OWNER", "ann"),
    ]);
    let default: SocketAddr = "127.0.0.1:80".parse().unwrap();
    assert_eq!(reader.parsed("FARM_LISTEN", default, "an address", HELP).port(), 81);
    assert_eq!(reader.bytes("FARM_BODY", 1, 0..=1 << 20, HELP), 65_536);
    let seconds = Duration::from_secs;
    assert_eq!(reader.duration("FARM_WAIT", seconds(1), seconds(1)..=seconds(200), HELP), seconds(120));
    assert!(reader.boolean("FARM_OPEN", false, HELP));
    assert_eq!(reader.required_string("FARM_OWNER", HELP), "ann");
    assert_eq!(reader.finish(), Ok(()));
}

#[test]
fn every_fault_is_named_at_once_and_no_value_is_repeated() {
    let mut reader = reader(&[
        ("FARM_COWS", "s3cret"),
        ("FARM_BODY", "2GiB"),
        ("FARM_WAIT", "5 s3cret"),
        ("FARM_LISTNE", "s3cret"),
        ("FARM_COMPLETELY_ELSE", "s3cret"),
    ]);
    let _ = reader.string("FARM_LISTEN", "x", HELP);
    let _ = reader.integer("FARM_COWS", 4, 1..=9, HELP);
    let _ = reader.bytes("FARM_BODY", 1, 0..=1 << 20, HELP);
    let _ =
        reader.duration("FARM_WAIT", Duration::from_secs(5), Duration::ZERO..=Duration::from_secs(60), HELP);
    let _ = reader.required_string("FARM_OWNER", "Who owns it.");
    let message = reader.finish().unwrap_err().to_string();
    assert_eq!(
        message,
        "the configuration is wrong:
  FARM_COWS is wrong: expected a whole number from 1 to 9
  FARM_BODY is wrong: expected a size from 0 to 1MiB, such as 512, 64KiB or 1MiB
  FARM_WAIT is wrong: expected a time span from 0ms to 1min, such as 250ms, 5s or 2min
  FARM_OWNER is not set: Who owns it.
  FARM_COMPLETELY_ELSE is not a variable of this service; names that start with FARM_ are
  FARM_LISTNE is not a variable of this service: did you mean FARM_LISTEN?"
    );
}

#[test]
fn a_reserved_prefix_belongs_to_others() {
    let mut reader = reader(&[("FARM_TEST_URL", "x")]);
    reader.reserve("FARM_TEST_");
    assert_eq!(reader.finish(), Ok(()));
}

#[cfg(unix)]
#[test]
fn a_value_that_is_not_utf_8_is_a_fault() {
    use std::os::unix::ffi::OsStringExt;
    let value = std::ffi::OsString::from_vec(vec![0xff]);
    let mut reader = Reader::new("FARM_", [("FARM_NAME", value)]);
    assert_eq!(reader.string("FARM_NAME", "barn", HELP), "barn");
    let faults = reader.finish().unwrap_err().0;
    assert_eq!(faults, [Fault::Malformed { name: "FARM_NAME", expected: "a text".into() }]);
}

#[test]
fn a_size_that_overflows_is_a_fault() {
    let mut reader = reader(&[("FARM_BODY", "99999999999999GiB")]);
    assert_eq!(reader.bytes("FARM_BODY", 7, 0..=u64::MAX, HELP), 7);
    assert!(reader.finish().is_err());
}
