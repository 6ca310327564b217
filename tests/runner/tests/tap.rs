//! TAP, the supervisor's sections, and what they make of a test.

use capos_test_runner::group::c_test;
use capos_test_runner::supervised::{Section, sections};
use capos_test_runner::tap::Tap;

#[test]
fn counts() {
    let tap =
        Tap::parse("ok 1 - a\nnot ok 2 - b\n# note\nok 3 # SKIP none\nnot ok 4 - c # TODO later\r\n1..4\n");
    assert_eq!((tap.plan, tap.passed, tap.skipped, tap.todo), (Some(4), 1, 1, 1));
    assert_eq!(tap.failed, ["not ok 2 - b"]);
}

#[test]
fn words_that_only_begin_like_tap() {
    let tap = Tap::parse("okay\nnot okay\nokra 1\n 1..3\nok\n");
    assert_eq!((tap.count(), tap.passed, tap.plan), (1, 1, None));
}

#[test]
fn failures() {
    let failure = |output: &str| Tap::parse(output).failure();
    assert_eq!(failure("1..2\nok 1\nok 2\n"), None);
    assert_eq!(failure("ok 1\nok 2\n1..2\n"), None);
    assert_eq!(failure("1..0 # SKIP no tests here\n"), None);
    assert_eq!(failure(""), Some("no result: neither a plan nor a test line".to_owned()));
    assert_eq!(failure("1..3\nok 1\n"), Some("1 of 3 planned results".to_owned()));
    assert_eq!(failure("not ok 1 - x\nnot ok 2 - y\n1..2"), Some("not ok 1 - x (and 1 more)".to_owned()));
    assert_eq!(failure("ok 1\nBail out! no memory\n"), Some("bailed out: no memory".to_owned()));
}

#[test]
fn verdicts() {
    let reason = |output: &str, end: Option<&str>| {
        c_test("t", output, end.map(str::to_owned)).failure.map(|failure| failure.reason)
    };
    assert_eq!(reason("ok 1\n1..1\n", None), None);
    assert_eq!(reason("ok 1\n1..1\n", Some("exited 3")), Some("exited 3".to_owned()));
    assert_eq!(reason("", Some("ended by signal 11")), Some("ended by signal 11".to_owned()));
    assert_eq!(reason("not ok 1 - x\n1..1\n", Some("exited 1")), Some("not ok 1 - x; exited 1".to_owned()));
    assert_eq!(reason("not ok 1 - x\n1..1\n", None), Some("not ok 1 - x".to_owned()));
}

const SERIAL: &str = "\
[    0.010000] capOS
1..3
# Subtest: stdio/printf
ok 1 - stdio/puts # exited 0
1..1
ok 1 - stdio/printf # exited 0
# Subtest: string/memcpy
no line endnot ok 2 - string/memcpy # faulted: page fault at 0x0
# Subtest: time/clock
started
";

#[test]
fn sections_of_a_boot_that_ended_early() {
    let section = |name: &str, output: &str, end: Option<&str>| Section {
        name: name.to_owned(),
        output: output.to_owned(),
        end: end.map(str::to_owned),
    };
    assert_eq!(
        sections(SERIAL),
        [
            // A program's own lines are not the supervisor's, even if they look so.
            section("stdio/printf", "ok 1 - stdio/puts # exited 0\n1..1\n", Some("exited 0")),
            section("string/memcpy", "no line end", Some("faulted: page fault at 0x0")),
            section("time/clock", "started\n", None),
        ]
    );
}
