//! Smokes with a script in QEMU's place.

mod common;

use capos_test_runner::group::smoke::{Smoke, load_all, run};
use capos_test_runner::layout::Layout;
use common::Scratch;
use std::fs;

const PROMPT: &str =
    "printf '[    0.010000] boot\\r\\n> '; read line; printf 'got %s\\r\\n> ' $line; read line; exit 1";

/// The reason for which the smoke fails on that machine.
fn reason(test: &str, body: &str, smoke: &str) -> Option<String> {
    let scratch = Scratch::new(test);
    let layout = Layout { root: scratch.path().to_owned(), target: scratch.path().join("target") };
    fs::create_dir_all(&layout.target).unwrap();
    fs::write(layout.target.join("golden"), "> got it\n> ").unwrap();
    let smoke: Smoke = toml::from_str(smoke).unwrap();
    let outcome = run("x", &smoke, &layout, scratch.machine(body), |_| ());
    assert_eq!(outcome.name, "smoke/x");
    outcome.failure.map(|failure| failure.reason)
}

const HEAD: &str = "system = \"x\"\ntime_limit = 2\nstatus = 0\n";

#[test]
fn a_conversation() {
    let smoke = format!(
        "{HEAD}golden = \"golden\"\nlines = [\"> got it\"]\ncontains = [\"boot\"]\nlacks = [\"panic\"]\n\
         [[conversation]]\nexpect = \"> \"\nsend = \"it\\n\"\n[[conversation]]\nexpect = \"> \"\nsend = \"\\n\"\n"
    );
    assert_eq!(reason("conversation", PROMPT, &smoke), None);
}

#[test]
fn a_step_that_does_not_come() {
    let smoke = format!("{HEAD}[[conversation]]\nexpect = \"$ \"\n");
    let expected = "\"$ \" did not come; hang: not ended after 2 s";
    assert_eq!(reason("unmet", PROMPT, &smoke), Some(expected.to_owned()));
}

#[test]
fn judgements() {
    let judged = |test: &str, body: &str, more: &str| reason(test, body, &format!("{HEAD}{more}"));
    let failed = |text: &str| Some(text.to_owned());
    assert_eq!(judged("status", "exit 7", ""), failed("powered off with status 3; expected status 0"));
    assert_eq!(judged("line", "echo abc; exit 1", "lines = [\"ab\"]"), failed("no line \"ab\""));
    assert_eq!(judged("text", "echo abc; exit 1", "contains = [\"x\"]"), failed("\"x\" does not occur"));
    assert_eq!(judged("lack", "echo abc; exit 1", "lacks = [\"b\"]"), failed("\"b\" occurs"));
    assert_eq!(
        judged("output", "echo abc; exit 1", "output = \"abd\\n\""),
        failed("output differs from the smoke: line 1: expected \"abd\\n\", found \"abc\\n\"")
    );
    assert_eq!(
        judged("golden", "printf '> got it\\n'; exit 1", "golden = \"golden\""),
        failed("output differs from the golden file: line 2: expected \"> \", found the end")
    );
}

#[test]
fn a_misspelt_field_is_an_error() {
    let scratch = Scratch::new("misspelt");
    let layout = Layout { root: scratch.path().to_owned(), target: scratch.path().to_owned() };
    fs::create_dir_all(layout.smokes()).unwrap();
    fs::write(layout.smokes().join("a.toml"), format!("{HEAD}line = []\n")).unwrap();
    let error = load_all(&layout).unwrap_err().to_string();
    assert!(error.contains("a.toml") && error.contains("unknown field `line`"), "{error}");
}
