//! Test programs in QEMU: one boot runs many, under the in-guest supervisor.

use super::Judge;
use super::native::sysroot_compiler;
use crate::compile::{Program, compile_all};
use crate::layout::{GUEST_TEST_LIMIT, Layout};
use crate::machine::{Boot, Machine, boot};
use crate::outcome::Outcome;
use crate::process::Limits;
use crate::supervised::{Section, sections};
use std::collections::VecDeque;
use std::fs;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The supervisor prints at least a line per test, and ends each at the limit; more silence is a hang.
const SILENCE: Duration = GUEST_TEST_LIMIT.saturating_add(Duration::from_secs(20));

/// Memory of the machine: for the batch, what its programs write to files, and the largest heap of one.
const MEMORY_MIB: u32 = 256;

/// Bytes of programs in one boot package: it lies in the machine's memory, and a test needs some as well.
const MAX_BATCH: u64 = 40 << 20;

/// A program that has no result yet.
pub struct Pending {
    pub name: String,
    pub binary: PathBuf,
    pub arguments: Vec<String>,
}

impl Pending {
    /// Its line in the supervisor's list.
    fn line(&self) -> String {
        let words = iter::once(&self.name).chain(&self.arguments).map(String::as_str);
        words.collect::<Vec<_>>().join(" ") + "\n"
    }
}

/// A group of programs that are judged alike.
pub struct Group<'a> {
    pub name: &'a str,
    pub judge: Judge,
}

/// Compiles the programs against the sysroot, and boots until each has a result.
pub fn run(group: &Group<'_>, layout: &Layout, programs: Vec<Program>, mut report: impl FnMut(Outcome)) {
    let directory = layout.binaries(group.name);
    let mut compiler = sysroot_compiler(&layout.target.join("capos-sysroot"));
    // All programs of a boot are in memory at once; what debuggers read would be most of it.
    compiler.arguments.push("-Wl,--strip-all".into());
    let mut pending = VecDeque::new();
    for (program, binary) in compile_all(&compiler, programs, &directory) {
        match binary {
            Ok(binary) => {
                pending.push_back(Pending { name: program.name, binary, arguments: program.run_with });
            }
            Err(refusal) => {
                report(Outcome::failed(group.full_name(&program.name), refusal.reason, refusal.message));
            }
        }
    }
    while !pending.is_empty() {
        let boot = match boot_with(layout, batch(pending.make_contiguous())) {
            Ok(boot) => boot,
            Err(message) => {
                for Pending { name, .. } in pending.drain(..) {
                    report(Outcome::failed(group.full_name(&name), "no boot", &message));
                }
                return;
            }
        };
        let before = pending.len();
        for outcome in group.judge(&boot, &mut pending) {
            report(outcome);
        }
        if pending.len() == before {
            // A boot that does not reach its first test will not do so the next time either.
            let reason = format!("the supervisor did not start it: {}", boot.end.describe());
            for Pending { name, .. } in pending.drain(..) {
                report(Outcome::failed(group.full_name(&name), &reason, boot.tail()));
            }
        }
    }
}

impl Group<'_> {
    /// Takes the tests that have a result in this boot from `pending`. The one that was running when the machine
    /// ended has one, too: how it ended.
    pub fn judge(&self, boot: &Boot, pending: &mut VecDeque<Pending>) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for Section { name, output, end } in sections(&boot.serial) {
            if pending.front().is_none_or(|next| next.name != name) {
                break;
            }
            pending.pop_front();
            let full_name = self.full_name(&name);
            outcomes.push(match end {
                Some(end) => (self.judge)(&full_name, &output, (end != "exited 0").then_some(end)),
                None => {
                    Outcome::failed(full_name, format!("no result: {}", boot.end.describe()), boot.tail())
                }
            });
        }
        outcomes
    }

    fn full_name(&self, name: &str) -> String {
        format!("{}/{name}", self.name)
    }
}

/// As many programs as one boot holds, but at least one.
fn batch(pending: &[Pending]) -> &[Pending] {
    let mut bytes = 0;
    let is_too_many = |program: &Pending| {
        bytes += fs::metadata(&program.binary).map_or(0, |file| file.len());
        bytes > MAX_BATCH
    };
    let count = pending.iter().position(is_too_many).unwrap_or(pending.len());
    &pending[..count.max(1)]
}

/// Builds the package of `cue/system-test` with these programs, and boots it.
fn boot_with(layout: &Layout, programs: &[Pending]) -> Result<Boot, String> {
    let failed = |error: io::Error| format!("{}: {error}", layout.guest().display());
    stage(layout, programs).map_err(failed)?;
    let package = build_package(layout)?;
    let limits = Limits { total: GUEST_TEST_LIMIT * (programs.len() as u32 + 1), silence: Some(SILENCE) };
    let machine = Machine { memory_mib: MEMORY_MIB, ..layout.machine() };
    boot(&machine, &package, limits).map_err(|error| format!("QEMU: {error}"))
}

/// Puts the programs and their list where the manifest takes them from.
fn stage(layout: &Layout, programs: &[Pending]) -> io::Result<()> {
    let staged = layout.guest().join("programs");
    if staged.exists() {
        fs::remove_dir_all(&staged)?;
    }
    for Pending { name, binary, .. } in programs {
        let path = staged.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&staged))?;
        fs::hard_link(binary, path)?;
    }
    let list: String = programs.iter().map(Pending::line).collect();
    fs::write(layout.guest().join("selection"), list)
}

fn build_package(layout: &Layout) -> Result<PathBuf, String> {
    let module = layout.root.join("cue");
    let built = capos_manifest::build::build(&module, &module.join("system-test"), &layout.roots())?;
    let package = layout.package("test");
    write(&package, &built.package)?;
    Ok(package)
}

fn write(file: &Path, content: &[u8]) -> Result<(), String> {
    let directory = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(directory)
        .and_then(|()| fs::write(file, content))
        .map_err(|error| format!("{}: {error}", file.display()))
}
