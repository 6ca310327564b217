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
    let mut command = Command::new(cargo);
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
    let explained = outcomes.iter().any(|outcome| outcome.failure.is_some());
    if end != End::Exited(0) && !explained {
        outcomes.push(Outcome::failed("host/cargo", end.describe(), text::tail(output, TAIL_LINES)));
    }
    outcomes
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
