//! Time and ids that tests can set.

use std::time::Duration;

use chrono::DateTime;
use domain::clock::Clock;

#[test]
fn a_manual_clock_moves_only_when_told_and_for_all_its_clones() {
    let clock = Clock::manual(DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap());
    let clone = clock.clone();
    assert_eq!(clock.now().timestamp_micros(), 1_700_000_000_123_000);
    clone.advance(Duration::from_secs(90));
    assert_eq!(clock.now().timestamp_micros(), 1_700_000_090_123_000);
}

#[test]
fn the_system_clock_has_whole_milliseconds() {
    assert_eq!(Clock::system().now().timestamp_subsec_nanos() % 1_000_000, 0);
}

#[test]
fn ids_are_version_7_begin_with_the_time_and_never_repeat() {
    let clock = Clock::manual(DateTime::from_timestamp_millis(0x0123_4567_89ab).unwrap());
    let ids: std::collections::HashSet<String> = (0..1_000).map(|_| clock.new_id()).collect();
    assert_eq!(ids.len(), 1_000);
    assert!(ids.iter().all(|id| id.len() == 36 && id.starts_with("01234567-89ab-7")));
    clock.advance(Duration::from_millis(1));
    assert!(ids.iter().all(|id| *id < clock.new_id()));
}
