//! `capos-test-runner`: `run` boots a package at the terminal, `show` runs smokes in full view, `test` runs
//! test groups.

mod arguments;

use arguments::Selection;
use capos_test_runner::compile::{CTest, c_tests};
use capos_test_runner::expectation::Expectations;
use capos_test_runner::group::native::Libc;
use capos_test_runner::group::{check, guest, host, native, smoke};
use capos_test_runner::layout::Layout;
use capos_test_runner::machine::{Console, kernel_status};
use capos_test_runner::outcome::{Outcome, Summary};
use std::io::{self, IsTerminal, Stdout, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

const USAGE: &str = "\
usage: capos-test-runner run PACKAGE
           boots a package with the serial line at this terminal; Ctrl-A x leaves
       capos-test-runner show SMOKE...
           runs smokes and prints their serial output as it comes
       capos-test-runner test [--only TEXT] [--cargo ARGUMENTS] [--checks TARGETS] GROUP...
           runs groups: check, host, c-glibc, c-linux, c-capos, smoke
           --only: the tests whose name contains TEXT; --cargo: arguments of `cargo test` for the group host;
           --checks: the make targets of the group check
Runs in the root of the repository. Variables: QEMU, KERNEL, KERNEL_ARGUMENTS, TARGET_DIR, CLANG, CARGO, MAKE.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let layout = Layout::from_environment();
    let result = match arguments.split_first() {
        Some((command, [package])) if command == "run" => run(&layout, package.as_ref()),
        Some((command, names)) if command == "show" => show(&layout, names),
        Some((command, rest)) if command == "test" => test(&layout, rest),
        _ => Err(USAGE.to_owned()),
    };
    result.unwrap_or_else(|message| {
        eprintln!("{message}");
        ExitCode::from(2)
    })
}

/// Exits with the status of the guest's first process.
fn run(layout: &Layout, package: &Path) -> Result<ExitCode, String> {
    fs::metadata(package).map_err(|error| format!("{}: {error}", package.display()))?;
    let console = if io::stdin().is_terminal() { Console::Terminal } else { Console::Pipes };
    let machine = layout.machine();
    let status = machine
        .command(package, console)
        .status()
        .map_err(|error| format!("{}: {error}", machine.qemu.display()))?;
    match status.code() {
        Some(0) => Ok(ExitCode::SUCCESS),
        Some(code) => Ok(ExitCode::from(kernel_status(code).unwrap_or(code) as u8)),
        None => Err(format!("QEMU: {status}")),
    }
}

fn show(layout: &Layout, names: &[String]) -> Result<ExitCode, String> {
    let smokes = load_smokes(layout)?;
    let mut summary = Summary::new(io::stdout(), load_expectations(layout)?);
    for name in names {
        let (_, smoke) =
            smokes.iter().find(|(known, _)| known == name).ok_or(format!("no smoke {name:?}"))?;
        let watch = |output: &[u8]| {
            // Who does not read the output still gets the verdict.
            let _ = io::stdout().write_all(output).and_then(|()| io::stdout().flush());
        };
        let outcome = smoke::run(name, smoke, layout, layout.machine(), watch);
        summary.add(&outcome).map_err(|error| error.to_string())?;
    }
    finish(summary)
}

fn load_smokes(layout: &Layout) -> Result<Vec<(String, smoke::Smoke)>, String> {
    smoke::load_all(layout).map_err(|error| format!("{}: {error}", layout.smokes().display()))
}

fn load_expectations(layout: &Layout) -> Result<Expectations, String> {
    let file = layout.expected_failures();
    let list = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    Expectations::parse(&list).map_err(|error| format!("{}: {error}", file.display()))
}

fn finish(summary: Summary<Stdout>) -> Result<ExitCode, String> {
    let all_well = summary.finish().map_err(|error| error.to_string())?;
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn test(layout: &Layout, arguments: &[String]) -> Result<ExitCode, String> {
    let selection = Selection::parse(arguments)?;
    let mut summary = Summary::new(io::stdout(), load_expectations(layout)?);
    for group in &selection.groups {
        summary.heading(group).map_err(|error| error.to_string())?;
        run_group(group, &selection, layout, &mut summary)?;
        if selection.only.is_empty() {
            summary.check_list(group).map_err(|error| error.to_string())?;
        }
    }
    finish(summary)
}

fn run_group(
    group: &str,
    selection: &Selection<'_>,
    layout: &Layout,
    summary: &mut Summary<Stdout>,
) -> Result<(), String> {
    let mut lost = None;
    let mut report = |outcome: Outcome| {
        if let Err(error) = summary.add(&outcome) {
            lost = Some(format!("standard output: {error}"));
        }
    };
    match group {
        "check" => {
            let targets: Vec<&str> =
                selection.checks.iter().copied().filter(|target| target.contains(selection.only)).collect();
            check::run(&targets, &mut report);
        }
        "host" => host::run(&selection.cargo, selection.only, &mut report),
        "c-glibc" => native::run(Libc::Glibc, layout, selected(layout, selection.only)?, &mut report),
        "c-linux" => native::run(Libc::Linux, layout, selected(layout, selection.only)?, &mut report),
        "c-capos" => guest::run(layout, selected(layout, selection.only)?, &mut report),
        "smoke" => {
            let smokes = load_smokes(layout)?;
            for (name, smoke) in smokes.iter().filter(|(name, _)| name.contains(selection.only)) {
                report(smoke::run(name, smoke, layout, layout.machine(), |_| ()));
            }
        }
        other => return Err(format!("no group {other:?}")),
    }
    lost.map_or(Ok(()), Err)
}

fn selected(layout: &Layout, only: &str) -> Result<Vec<CTest>, String> {
    let mut tests = c_tests(layout).map_err(|error| format!("{}: {error}", layout.c_tests().display()))?;
    tests.retain(|test| test.name.contains(only));
    Ok(tests)
}
