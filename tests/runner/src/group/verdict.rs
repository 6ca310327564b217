//! What a test program's output and end mean.

use crate::outcome::Outcome;
use crate::tap::Tap;
use crate::text;

/// Lines of output in a report.
const TAIL_LINES: usize = 20;

/// Makes an outcome from a test's name, its output, and how it ended if not with status 0.
pub type Judge = fn(&str, &str, Option<String>) -> Outcome;

/// A C test passes if its TAP is whole and without failures, and it ended with status 0. `unclean_end` is how
/// it ended otherwise; it explains more than what the output lacks, so it comes first.
pub fn c_test(name: &str, output: &str, unclean_end: Option<String>) -> Outcome {
    let tap = Tap::parse(output);
    let failed_line = (!tap.failed.is_empty()).then(|| tap.failure()).flatten();
    let reason = match (failed_line, unclean_end) {
        (Some(line), Some(end)) => Some(format!("{line}; {end}")),
        (None, end @ Some(_)) => end,
        (line, None) => line.or_else(|| tap.failure()),
    };
    outcome(name, output, reason)
}

/// A program of others passes if it ended with status 0.
pub fn exit_status(name: &str, output: &str, unclean_end: Option<String>) -> Outcome {
    outcome(name, output, unclean_end)
}

fn outcome(name: &str, output: &str, reason: Option<String>) -> Outcome {
    match reason {
        None => Outcome::passed(name),
        Some(reason) => Outcome::failed(name, reason, text::tail(output, TAIL_LINES)),
    }
}
