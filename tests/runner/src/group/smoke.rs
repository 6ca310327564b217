//! Smokes: one boot of a package, a conversation on the serial line, and what the output must be.

use crate::layout::Layout;
use crate::machine::{Boot, BootEnd, Machine, converse};
use crate::outcome::Outcome;
use crate::process::{Companion, Limits};
use crate::text;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{fs, io};

/// One file of `tests/smokes`; its name is the smoke's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smoke {
    /// The system, `cue/system-…`, whose package is booted.
    pub system: String,
    /// For the whole boot, in seconds.
    pub time_limit: u64,
    /// What the machine powers off with.
    pub status: i32,
    #[serde(default)]
    pub kernel_arguments: String,
    /// Whether the machine has a network interface.
    #[serde(default)]
    pub network: bool,
    /// A program of this machine, with its arguments, that runs while the system does, from its first line of output on.
    #[serde(default)]
    pub companion: Vec<String>,
    /// Steps in this order.
    #[serde(default)]
    pub conversation: Vec<Step>,
    /// Lines that the serial log has, in any order.
    #[serde(default)]
    pub lines: Vec<String>,
    /// Texts that stand somewhere in the serial log.
    #[serde(default)]
    pub contains: Vec<String>,
    /// Texts that stand nowhere in it.
    #[serde(default)]
    pub lacks: Vec<String>,
    /// The whole output but the kernel's log, exactly.
    pub output: Option<String>,
    /// The same, in a file relative to the target directory.
    pub golden: Option<PathBuf>,
}

/// Waits for a text after the one of the step before, then types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub expect: String,
    #[serde(default)]
    pub send: String,
}

/// The smokes with their names, sorted.
pub fn load_all(layout: &Layout) -> io::Result<Vec<(String, Smoke)>> {
    let mut smokes = Vec::new();
    for entry in fs::read_dir(layout.smokes())? {
        let path = entry?.path();
        let (Some(name), Some("toml")) = (
            path.file_stem().and_then(|stem| stem.to_str()),
            path.extension().and_then(|extension| extension.to_str()),
        ) else {
            continue;
        };
        let smoke = toml::from_str(&fs::read_to_string(&path)?).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", path.display()))
        })?;
        smokes.push((name.to_owned(), smoke));
    }
    smokes.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(smokes)
}

/// Boots the smoke's package and judges what came. `watch` sees the serial output as it comes.
pub fn run(
    name: &str,
    smoke: &Smoke,
    layout: &Layout,
    machine: Machine,
    mut watch: impl FnMut(&[u8]),
) -> Outcome {
    let machine = Machine {
        kernel_arguments: smoke.kernel_arguments.clone(),
        network: smoke.network || machine.network,
        ..machine
    };
    let full_name = format!("smoke/{name}");
    let golden = match smoke.golden.as_ref().map(|path| read_golden(&layout.target.join(path))).transpose() {
        Ok(golden) => golden,
        Err(reason) => return Outcome::failed(full_name, reason, ""),
    };
    let companion = smoke.companion.split_first().map(|(program, arguments)| {
        Companion::start(Command::new(program).args(arguments)).map_err(|error| format!("{program}: {error}"))
    });
    let _companion = match companion.transpose() {
        Ok(companion) => companion,
        Err(reason) => return Outcome::failed(full_name, reason, ""),
    };
    let limits = Limits::total(Duration::from_secs(smoke.time_limit));
    let mut script = Script { steps: &smoke.conversation, at: 0 };
    let mut watched = 0;
    let result = converse(&machine, &layout.package(&smoke.system), limits, |output| {
        watch(&output[watched..]);
        watched = output.len();
        script.answer(output)
    });
    match result {
        Err(error) => Outcome::failed(full_name, format!("QEMU: {error}"), ""),
        Ok(boot) => {
            let reason = script.unmet(&boot).or_else(|| judge(smoke, golden.as_deref(), &boot));
            match reason {
                None => Outcome::passed(full_name),
                Some(reason) => Outcome::failed(full_name, reason, boot.tail()),
            }
        }
    }
}

fn read_golden(path: &Path) -> Result<String, String> {
    fs::read(path)
        .map(|bytes| text::from_output(&bytes))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// The conversation as far as it went.
struct Script<'a> {
    steps: &'a [Step],
    /// Where in the output the next expected text may start.
    at: usize,
}

impl Script<'_> {
    fn answer(&mut self, output: &[u8]) -> Option<Vec<u8>> {
        let mut typed = Vec::new();
        while let [step, rest @ ..] = self.steps {
            let expected = step.expect.as_bytes();
            let Some(found) = find(output.get(self.at..)?, expected) else { break };
            self.at += found + expected.len();
            typed.extend(step.send.as_bytes());
            self.steps = rest;
        }
        (!typed.is_empty()).then_some(typed)
    }

    fn unmet(&self, boot: &Boot) -> Option<String> {
        let step = self.steps.first()?;
        Some(format!("{:?} did not come; {}", step.expect, boot.end.describe()))
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    if wanted.is_empty() {
        return Some(0);
    }
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn judge(smoke: &Smoke, golden: Option<&str>, boot: &Boot) -> Option<String> {
    if boot.end != BootEnd::PoweredOff(smoke.status) {
        return Some(format!("{}; expected status {}", boot.end.describe(), smoke.status));
    }
    let output = text::without_kernel_log(&boot.serial);
    for (expected, origin) in [(smoke.output.as_deref(), "the smoke"), (golden, "the golden file")] {
        if let Some(difference) = expected.and_then(|expected| text::difference(expected, &output)) {
            return Some(format!("output differs from {origin}: {difference}"));
        }
    }
    let has_line = |wanted: &String| boot.serial.lines().any(|line| line == wanted);
    if let Some(line) = smoke.lines.iter().find(|line| !has_line(line)) {
        return Some(format!("no line {line:?}"));
    }
    if let Some(text) = smoke.contains.iter().find(|text| !boot.serial.contains(text.as_str())) {
        return Some(format!("{text:?} does not occur"));
    }
    smoke.lacks.iter().find(|text| boot.serial.contains(text.as_str())).map(|text| format!("{text:?} occurs"))
}
