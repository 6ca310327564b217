//! C tests in QEMU: one boot runs many, under the in-guest supervisor.

use super::c_test;
use super::native::sysroot_compiler;
use crate::compile::{CTest, compile_all};
use crate::layout::{GUEST_TEST_LIMIT, Layout};
use crate::machine::{Boot, boot};
use crate::outcome::Outcome;
use crate::process::Limits;
use crate::supervised::{Section, sections};
use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const GROUP: &str = "c-capos";

/// The supervisor prints at least a line per test, and ends each at the limit; more silence is a hang.
const SILENCE: Duration = GUEST_TEST_LIMIT.saturating_add(Duration::from_secs(20));

/// Compiles the tests against the sysroot, and boots until each has a result.
pub fn run(layout: &Layout, tests: Vec<CTest>, mut report: impl FnMut(Outcome)) {
    let directory = layout.c_binaries(GROUP);
    let mut compiler = sysroot_compiler(&layout.target.join("capos-sysroot"));
    // All tests are in memory at once; what debuggers read would be most of it.
    compiler.arguments.push("-Wl,--strip-all".into());
    let mut pending = VecDeque::new();
    for (test, binary) in compile_all(&compiler, layout, tests, &directory) {
        match binary {
            Ok(_) => pending.push_back(test.name),
            Err(message) => report(Outcome::failed(full_name(&test.name), "does not compile", message)),
        }
    }
    while !pending.is_empty() {
        let boot = match boot_with(layout, pending.make_contiguous()) {
            Ok(boot) => boot,
            Err(message) => {
                pending.drain(..).for_each(|name| {
                    report(Outcome::failed(full_name(&name), "no boot", &message));
                });
                return;
            }
        };
        let before = pending.len();
        for outcome in judge(&boot, &mut pending) {
            report(outcome);
        }
        if pending.len() == before {
            // A boot that does not reach its first test will not do so the next time either.
            let reason = format!("the supervisor did not start it: {}", boot.end.describe());
            for name in pending.drain(..) {
                report(Outcome::failed(full_name(&name), &reason, boot.tail()));
            }
        }
    }
}

/// Takes the tests that have a result in this boot from `pending`. The one that was running when the machine
/// ended has one, too: how it ended.
pub fn judge(boot: &Boot, pending: &mut VecDeque<String>) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for Section { name, output, end } in sections(&boot.serial) {
        if pending.front() != Some(&name) {
            break;
        }
        pending.pop_front();
        outcomes.push(match end {
            Some(end) => c_test(&full_name(&name), &output, (end != "exited 0").then_some(end)),
            None => {
                Outcome::failed(full_name(&name), format!("no result: {}", boot.end.describe()), boot.tail())
            }
        });
    }
    outcomes
}

fn full_name(name: &str) -> String {
    format!("{GROUP}/{name}")
}

/// Builds the package of `cue/system-test` with these tests selected, and boots it.
fn boot_with(layout: &Layout, names: &[String]) -> Result<Boot, String> {
    let selection: String = names.iter().map(|name| format!("{name}\n")).collect();
    let file = layout.target.join("tests/selection");
    write(&file, selection.as_bytes())?;
    let package = build_package(layout)?;
    let limits = Limits { total: GUEST_TEST_LIMIT * (names.len() as u32 + 1), silence: Some(SILENCE) };
    boot(&layout.machine(), &package, limits).map_err(|error| format!("QEMU: {error}"))
}

fn build_package(layout: &Layout) -> Result<PathBuf, String> {
    let module = layout.root.join("cue");
    let built = capos_manifest::build::build(&module, &module.join("system-test"), &layout.root)?;
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
