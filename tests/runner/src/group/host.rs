//! `cargo test` suites of the host, one outcome for each test function.

use crate::outcome::Outcome;
use crate::process::{self, End, Limits};
use crate::text;
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(900);
const TAIL_LINES: usize = 60;

/// Runs `cargo test` with these arguments.
pub fn run(arguments: &[&str], filter: &str, mut report: impl FnMut(Outcome)) {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    // cargo names the suites on standard error, the suites print to standard output: one pipe keeps their order.
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" \"$@\" 2>&1"]).arg(cargo);
    command.arg("test").arg("--no-fail-fast").args(arguments).env("CARGO_TERM_COLOR", "never").arg("--");
    if !filter.is_empty() {
        command.arg(filter);
    }
    match process::run(&mut command, Limits::total(LIMIT)) {
        Ok(run) => {
            let output = text::from_output(&run.output);
            judge(&output, run.end).into_iter().for_each(&mut report);
        }
        Err(error) => report(Outcome::failed("host/cargo", format!("can not be run: {error}"), "")),
    }
}

/// The outcomes in libtest's output. An end that they do not explain is one more: a compile error, a test
/// program that crashed, a hang.
pub fn judge(output: &str, end: End) -> Vec<Outcome> {
    let mut suite = String::new();
    let mut outcomes = Vec::new();
    for line in output.lines() {
        if let Some(path) = line.trim_start().strip_prefix("Running ") {
            suite = suite_name(path);
        } else if let Some(name) = line.trim_start().strip_prefix("Doc-tests ") {
            suite = format!("{name}/doc");
        } else if let Some((name, result)) =
            line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... "))
        {
            let full_name = format!("host/{suite}/{name}");
            match result {
                "ok" => outcomes.push(Outcome::passed(full_name)),
                "FAILED" => {
                    let details = details(output, name);
                    outcomes.push(Outcome::failed(full_name, "failed", text::tail(&details, TAIL_LINES)));
                }
                _ => {}
            }
        }
    }
    let counted: usize = output.lines().filter_map(count_of_result).sum();
    if counted != outcomes.len() {
        let reason = format!("the suites counted {counted} tests, {} were understood", outcomes.len());
        outcomes.push(Outcome::failed("host/cargo", reason, text::tail(output, TAIL_LINES)));
    }
    let explained = outcomes.iter().any(|outcome| outcome.failure.is_some());
    if end != End::Exited(0) && !explained {
        outcomes.push(Outcome::failed("host/cargo", end.describe(), text::tail(output, TAIL_LINES)));
    }
    outcomes
}

/// Tests that passed and failed by `test result: ok. 3 passed; 1 failed; …`.
fn count_of_result(line: &str) -> Option<usize> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |what: &str| {
        counts.split("; ").find_map(|part| part.strip_suffix(what)?.trim().parse::<usize>().ok())
    };
    Some(count(" passed")? + count(" failed")?)
}

/// `unittests src/lib.rs (target/debug/deps/capos_manifest-0123456789abcdef)` is `capos_manifest`.
fn suite_name(path: &str) -> String {
    let binary = path.rsplit_once('(').map_or(path, |(_, binary)| binary.trim_end_matches(')'));
    let file = binary.rsplit('/').next().unwrap_or(binary);
    file.rsplit_once('-').map_or(file, |(name, _)| name).to_owned()
}

/// What libtest printed about one failed test.
fn details(output: &str, name: &str) -> String {
    let heading = format!("---- {name} stdout ----\n");
    let Some((_, after)) = output.split_once(&heading) else { return String::new() };
    let end = after.find("\n---- ").into_iter().chain(after.find("\n\nfailures:")).min();
    after[..end.unwrap_or(after.len())].to_owned()
}
