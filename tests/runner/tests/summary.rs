//! Counting, expected failures, and the last line.

use capos_test_runner::expectation::Expectations;
use capos_test_runner::outcome::{Outcome, Summary};

fn summarize(list: &str, outcomes: &[Outcome]) -> (String, bool) {
    let mut out = Vec::new();
    let mut summary = Summary::new(&mut out, Expectations::parse(list).unwrap());
    for outcome in outcomes {
        summary.add(outcome).unwrap();
    }
    summary.check_list("c").unwrap();
    let all_well = summary.finish().unwrap();
    (String::from_utf8(out).unwrap(), all_well)
}

#[test]
fn all_passed() {
    let (text, all_well) = summarize("", &[Outcome::passed("c/a"), Outcome::passed("c/b")]);
    assert!(all_well);
    assert_eq!(text, "ok      c/a\nok      c/b\n2 passed, 0 failed\n");
}

#[test]
fn a_failure_is_shown_with_its_output() {
    let (text, all_well) = summarize("", &[Outcome::failed("c/a", "exit status 1", "x\ny")]);
    assert!(!all_well);
    assert_eq!(text, "FAILED  c/a: exit status 1\n    | x\n    | y\nfailed:\n  c/a\n0 passed, 1 failed\n");
}

#[test]
fn expected_failures_must_fail() {
    let list = "# why\n\nc/a: no files yet\n";
    let (text, all_well) = summarize(list, &[Outcome::failed("c/a", "exit status 1", "x")]);
    assert!(all_well);
    assert!(text.ends_with("(no files yet): exit status 1\n1 passed, 0 failed\n"), "{text}");

    let (text, all_well) = summarize(list, &[Outcome::passed("c/a")]);
    assert!(!all_well);
    assert!(text.contains("c/a: passed, but is listed as expected to fail (no files yet)"), "{text}");
}

#[test]
fn a_listed_test_that_does_not_exist_is_a_failure_of_its_group() {
    let (text, all_well) = summarize("c/gone: reason\nother/x: reason\n", &[Outcome::passed("c/a")]);
    assert!(!all_well);
    assert!(text.ends_with("failed:\n  c/gone\n1 passed, 1 failed\n"), "{text}");
}

#[test]
fn no_test_at_all_is_a_failure() {
    assert_eq!(summarize("", &[]), ("failed:\n  (no test was run)\n0 passed, 1 failed\n".to_owned(), false));
}

#[test]
fn malformed_lists() {
    let error = |text: &str| Expectations::parse(text).unwrap_err();
    assert_eq!(error("c/a\n"), "line 1: not \"name: reason\"");
    assert_eq!(error("c/a: x\n\nc/a: y\n"), "line 3: c/a is listed twice");
}

#[test]
fn what_is_no_test_here_is_counted_apart() {
    let outcomes = [Outcome::passed("c/a"), Outcome::failed("c/b", "does not compile", "x")];
    let (text, all_well) = summarize("c/b: apart: nested functions\n", &outcomes);
    assert!(all_well);
    assert!(text.contains("apart   c/b (nested functions): does not compile\n"), "{text}");
    assert!(
        text.ends_with("1 set apart: not tests of this compiler or library\n1 passed, 0 failed\n"),
        "{text}"
    );
}

#[test]
fn the_list_of_a_suite_names_platforms() {
    let mut list = Expectations::default();
    list.add_suite("s", &["linux", "capos"], "*/a: one\ncapos/b: two\n").unwrap();
    assert_eq!(list.names().collect::<Vec<_>>(), ["s-capos/a", "s-capos/b", "s-linux/a"]);
    assert_eq!(list.get("s-linux/a").unwrap().reason, "one");
    let error = list.add_suite("s", &["linux"], "linux/a: again\n").unwrap_err();
    assert_eq!(error, "line 1: s-linux/a is listed twice");
}
