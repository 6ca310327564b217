//! `capos-test-runner`: `run` boots a package at the terminal, `show` runs smokes in full view, `test` runs
//! test groups.

mod arguments;
mod typist;

use arguments::Selection;
use capos_test_runner::compile::{Program, c_tests};
use capos_test_runner::expectation::Expectations;
use capos_test_runner::group::native::Libc;
use capos_test_runner::group::{c_test, check, exit_status, guest, host, native, smoke};
use capos_test_runner::layout::Layout;
use capos_test_runner::machine::{Console, HostTerminal, kernel_status};
use capos_test_runner::outcome::{Outcome, Summary};
use capos_test_runner::suite::{self, Platform, Suite};
use std::io::{self, Stdout, Write};
use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::{env, fs};

const USAGE: &str = "\
usage: capos-test-runner run PACKAGE
           boots a package with the serial line at this terminal; Ctrl-A x leaves
       capos-test-runner show SMOKE...
           runs smokes and prints their serial output as it comes
       capos-test-runner test [--only TEXT] [--share] [--cargo ARGUMENTS] [--checks TARGETS] GROUP...
           runs groups: check, host, c-glibc, c-sanitized, c-linux, c-capos, smoke; and SUITE-PLATFORM for the suites of
           tests/third-party and the platforms glibc, musl, linux, capos
           --only: the tests whose name contains TEXT; --share: of a suite, only its fixed share;
           --cargo: arguments of `cargo test` for the group host; --checks: the make targets of the group check
Runs in the root of the repository. Variables: QEMU, KERNEL, KERNEL_ARGUMENTS, DISKS, NETWORK, MEMORY (MiB), TARGET_DIR, CLANG, CARGO,
MAKE.";

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
    let mut machine = layout.machine();
    let terminal = HostTerminal::current();
    let console = if terminal.is_some() { Console::Terminal } else { Console::Pipes };
    if let Some((rows, columns)) = terminal.as_ref().and_then(HostTerminal::size) {
        machine.kernel_arguments.push_str(&format!(" terminal={rows}x{columns}"));
    }
    let mut command = machine.command(package, console);
    let failed = |error| format!("{}: {error}", machine.qemu.display());
    let status = match console {
        Console::Terminal => command.status().map_err(failed)?,
        Console::Pipes => {
            let mut emulator = command.stdin(Stdio::piped()).spawn().map_err(failed)?;
            typist::type_standard_input(emulator.stdin.take());
            emulator.wait().map_err(failed)?
        }
    };
    drop(terminal);
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
    let suites = suite::load_all(layout).map_err(|error| error.to_string())?;
    let mut expectations = load_expectations(layout)?;
    for suite in &suites {
        suite.add_expectations(layout, &mut expectations)?;
    }
    let mut summary = Summary::new(io::stdout(), expectations);
    for group in &selection.groups {
        summary.heading(group).map_err(|error| error.to_string())?;
        run_group(group, &selection, layout, &suites, &mut summary)?;
        if selection.only.is_empty() && !selection.share {
            summary.check_list(group).map_err(|error| error.to_string())?;
        }
    }
    finish(summary)
}

fn run_group(
    group: &str,
    selection: &Selection<'_>,
    layout: &Layout,
    suites: &[Suite],
    summary: &mut Summary<Stdout>,
) -> Result<(), String> {
    let mut lost = None;
    let mut report = |outcome: Outcome| {
        if let Err(error) = summary.add(&outcome) {
            lost = Some(format!("standard output: {error}"));
        }
    };
    let c_native = |libc: Libc, report: &mut dyn FnMut(Outcome)| -> Result<(), String> {
        native::run(libc, group, layout, c_programs(layout, selection)?, c_test, report);
        Ok(())
    };
    match group {
        "check" => {
            let targets: Vec<&str> =
                selection.checks.iter().copied().filter(|target| target.contains(selection.only)).collect();
            check::run(&targets, &mut report);
        }
        "host" => host::run(&selection.cargo, selection.only, &mut report),
        "c-glibc" => c_native(Libc::Glibc, &mut report)?,
        "c-sanitized" => c_native(Libc::Sanitized, &mut report)?,
        "c-linux" => c_native(Libc::Linux, &mut report)?,
        "c-capos" => {
            let programs = c_programs(layout, selection)?;
            guest::run(&guest::Group { name: group, judge: c_test }, layout, programs, &mut report);
        }
        "smoke" => {
            let smokes = load_smokes(layout)?;
            for (name, smoke) in smokes.iter().filter(|(name, _)| name.contains(selection.only)) {
                report(smoke::run(name, smoke, layout, layout.machine(), |_| ()));
            }
        }
        other => {
            let (suite, platform) = find_suite(suites, other).ok_or(format!("no group {other:?}"))?;
            let programs = suite.programs(layout, selection.share);
            let mut programs = programs.map_err(|error| format!("suite {}: {error}", suite.name))?;
            programs.retain(|program| program.name.contains(selection.only));
            match platform {
                Platform::Native(libc) => {
                    native::run(libc, group, layout, programs, exit_status, &mut report);
                }
                Platform::Capos => {
                    guest::run(
                        &guest::Group { name: group, judge: exit_status },
                        layout,
                        programs,
                        &mut report,
                    );
                }
            }
        }
    }
    lost.map_or(Ok(()), Err)
}

/// The suite and the platform of a group such as `gcc-torture-linux`.
fn find_suite<'a>(suites: &'a [Suite], group: &str) -> Option<(&'a Suite, Platform)> {
    let (suite, platform) = group.rsplit_once('-')?;
    let (_, platform) = Platform::ALL.into_iter().find(|(name, _)| *name == platform)?;
    Some((suites.iter().find(|known| known.name == suite)?, platform))
}

fn c_programs(layout: &Layout, selection: &Selection<'_>) -> Result<Vec<Program>, String> {
    let mut programs = c_tests(layout).map_err(|error| format!("{}: {error}", layout.c_tests().display()))?;
    programs.retain(|program| program.name.contains(selection.only));
    Ok(programs)
}
