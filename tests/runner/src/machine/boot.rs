//! One boot of a package under time limits, and what became of it.

use super::command::{Console, Machine, kernel_status};
use crate::process::{self, End, Limits};
use crate::text;
use std::io;
use std::path::Path;

/// Begins a line: the kernel's panic report.
pub const PANIC_MARK: &str = "kernel panic: ";

/// Lines of the serial log in a report.
const TAIL_LINES: usize = 40;

pub struct Boot {
    /// The serial line, with `\n` line ends.
    pub serial: String,
    pub end: BootEnd,
}

#[derive(Debug, PartialEq, Eq)]
pub enum BootEnd {
    /// The kernel powered off with this status.
    PoweredOff(i32),
    Panicked,
    Hung(String),
    /// QEMU ended without the kernel having asked for it: a triple fault, or a QEMU that could not start.
    Lost(String),
}

impl BootEnd {
    pub fn describe(&self) -> String {
        match self {
            BootEnd::PoweredOff(status) => format!("powered off with status {status}"),
            BootEnd::Panicked => "kernel panic".to_owned(),
            BootEnd::Hung(reason) => reason.clone(),
            BootEnd::Lost(reason) => format!("machine lost: {reason}"),
        }
    }
}

impl Boot {
    pub fn tail(&self) -> String {
        text::tail(&self.serial, TAIL_LINES)
    }
}

/// Boots a package and lets it run until it powers off.
pub fn boot(machine: &Machine, package: &Path, limits: Limits) -> io::Result<Boot> {
    converse(machine, package, limits, |_| None)
}

/// Boots a package; `answer` sees the serial output so far whenever it grew, and what it returns is typed.
pub fn converse(
    machine: &Machine,
    package: &Path,
    limits: Limits,
    answer: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> io::Result<Boot> {
    let mut command = machine.command(package, Console::Pipes);
    let run = process::converse(&mut command, limits, answer)?;
    let serial = text::from_output(&run.output);
    let end = if serial.lines().any(|line| line.starts_with(PANIC_MARK)) {
        BootEnd::Panicked
    } else if run.errors.len() == run.output.len() && !run.errors.is_empty() {
        // QEMU's own exit status for "can not start" is the kernel's for success.
        BootEnd::Lost("QEMU did not start the machine".to_owned())
    } else {
        classify(run.end)
    };
    Ok(Boot { serial, end })
}

fn classify(end: End) -> BootEnd {
    match end {
        End::Exited(code) => match kernel_status(code) {
            Some(status) => BootEnd::PoweredOff(status),
            None => BootEnd::Lost(format!("QEMU ended with exit status {code}")),
        },
        End::Signaled(_) => BootEnd::Lost(end.describe()),
        End::TimedOut(_) | End::Silent(_) | End::Flooded => BootEnd::Hung(end.describe()),
    }
}
