//! What becomes of the tests of one boot.

use capos_test_runner::group::c_test;
use capos_test_runner::group::guest::{Group, Pending};
use capos_test_runner::machine::{Boot, BootEnd};
use capos_test_runner::outcome::Outcome;
use std::collections::VecDeque;

const SERIAL: &str = "\
1..3
# Subtest: a/good
1..1
ok 1
ok 1 - a/good # exited 0
# Subtest: a/stuck
1..2
";

fn judged(end: BootEnd) -> (Vec<Outcome>, Vec<String>) {
    let programs = ["a/good", "a/stuck", "a/later"];
    let mut pending = VecDeque::from(programs.map(|name| Pending {
        name: name.to_owned(),
        binary: name.into(),
        arguments: Vec::new(),
    }));
    let group = Group { name: "c-capos", judge: c_test };
    let outcomes = group.judge(&Boot { serial: SERIAL.to_owned(), end }, &mut pending);
    (outcomes, pending.into_iter().map(|program| program.name).collect())
}

#[test]
fn the_running_test_has_failed_and_later_ones_are_still_to_run() {
    for (end, reason) in [
        (BootEnd::Panicked, "no result: kernel panic"),
        (BootEnd::Hung("hang: no output for 40 s".to_owned()), "no result: hang: no output for 40 s"),
        (BootEnd::PoweredOff(0), "no result: powered off with status 0"),
    ] {
        let (outcomes, pending) = judged(end);
        assert_eq!(outcomes[0], Outcome::passed("c-capos/a/good"));
        let failure = outcomes[1].failure.as_ref().unwrap();
        assert_eq!((outcomes[1].name.as_str(), failure.reason.as_str()), ("c-capos/a/stuck", reason));
        assert!(failure.output.ends_with("1..2"), "{}", failure.output);
        assert_eq!(pending, ["a/later"]);
    }
}
