//! The outcomes in `cargo test` output.

use capos_test_runner::group::host::judge;
use capos_test_runner::outcome::Outcome;
use capos_test_runner::process::End;

const OUTPUT: &str = "\
   Compiling thing v0.1.0
     Running unittests src/lib.rs (target/debug/deps/thing-0123456789abcdef)

running 3 tests
test one ... ok
test sub::two ... FAILED
test three ... ignored

failures:

---- sub::two stdout ----
thread 'sub::two' panicked at src/lib.rs:3:5:
boom

failures:
    sub::two

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

     Running tests/more.rs (target/debug/deps/more-0123456789abcdef)
test one ... ok

test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

   Doc-tests thing
test src/lib.rs - f (line 3) ... ok

test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

#[test]
fn one_outcome_for_each_test() {
    let panic = "thread 'sub::two' panicked at src/lib.rs:3:5:\nboom";
    assert_eq!(
        judge(OUTPUT, End::Exited(101)),
        [
            Outcome::passed("host/thing/one"),
            Outcome::failed("host/thing/sub::two", "failed", panic),
            Outcome::passed("host/more/one"),
            Outcome::passed("host/thing/doc/src/lib.rs - f (line 3)"),
        ]
    );
}

#[test]
fn an_end_without_a_failed_test_is_a_failure() {
    let output = "error[E0308]: mismatched types\n";
    assert_eq!(
        judge(output, End::Exited(101)),
        [Outcome::failed("host/cargo", "exit status 101", "error[E0308]: mismatched types")]
    );
    assert_eq!(judge("", End::Exited(0)), []);
}

#[test]
fn a_result_that_is_not_seen_is_a_failure() {
    let output = OUTPUT.replacen("test one ... ok", "noise test one ... ok", 1);
    let outcomes = judge(&output, End::Exited(101));
    let reason = "the suites counted 4 tests, 3 were understood";
    let failures = outcomes.iter().filter_map(|outcome| outcome.failure.as_ref());
    assert!(failures.into_iter().any(|failure| failure.reason == reason));
}
