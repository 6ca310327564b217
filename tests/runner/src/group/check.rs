//! Checks that are make targets, such as `fmt-check`: each one outcome.

use crate::outcome::Outcome;
use crate::process::{self, End, Limits};
use crate::text;
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(900);
const TAIL_LINES: usize = 40;

/// Makes each target with the make that started the runner.
pub fn run(targets: &[&str], mut report: impl FnMut(Outcome)) {
    let make = std::env::var_os("MAKE").unwrap_or("make".into());
    for target in targets {
        let name = format!("check/{target}");
        let mut command = Command::new(&make);
        command.args(["--no-print-directory", "--silent", target]);
        report(match process::run(&mut command, Limits::total(LIMIT)) {
            Ok(run) if run.end == End::Exited(0) => Outcome::passed(name),
            Ok(run) => {
                let output = text::from_output(&run.output);
                Outcome::failed(name, run.end.describe(), text::tail(&output, TAIL_LINES))
            }
            Err(error) => Outcome::failed(name, format!("can not be run: {error}"), ""),
        });
    }
}
