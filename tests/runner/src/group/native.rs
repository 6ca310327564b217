//! Test programs on the build machine: with its own libc, which tells whether the test is right, and with
//! libc-capos on its `linux` platform.

use super::Judge;
use crate::compile::{Compiled, Compiler, Program, compile_all, files_below};
use crate::layout::{Layout, NATIVE_TEST_LIMIT};
use crate::outcome::Outcome;
use crate::process::{self, End, Limits};
use crate::text;
use std::env;
use std::ffi::OsString;
use std::os::unix::fs::symlink;
use std::path::{self, Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// Which libc the programs are linked with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Libc {
    Glibc,
    /// glibc, under the address and the undefined behaviour sanitizer.
    Sanitized,
    Musl,
    /// libc-capos, platform `linux`.
    Linux,
}

impl Libc {
    fn compiler(self, layout: &Layout) -> Compiler {
        match self {
            Libc::Glibc => host_compiler(&[], &["-lm", "-lcrypt", "-lresolv", "-pthread"]),
            Libc::Sanitized => host_compiler(&SANITIZERS, &["-lm", "-lcrypt", "-lresolv", "-pthread"]),
            Libc::Musl => host_compiler(&MUSL, &MUSL_LIBRARIES),
            Libc::Linux => sysroot_compiler(&layout.target.join("linux-sysroot")),
        }
    }
}

/// A finding ends the program.
const SANITIZERS: [&str; 3] =
    ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"];

/// Tests ask for more memory than there is, and what a program still holds when it ends is no defect of a test.
const SANITIZER_OPTIONS: [(&str, &str); 2] = [
    ("ASAN_OPTIONS", "allocator_may_return_null=1:detect_leaks=0:detect_stack_use_after_return=1"),
    ("UBSAN_OPTIONS", "print_stacktrace=1"),
];

/// Debian's musl-tools has a wrapper for gcc only; this is the same for clang.
const MUSL: [&str; 7] = [
    "--target=x86_64-linux-musl",
    "-static",
    "-nostartfiles",
    "-rtlib=compiler-rt",
    "-fuse-ld=lld",
    "-isystem/usr/include/x86_64-linux-musl",
    "-L/usr/lib/x86_64-linux-musl",
];
const MUSL_LIBRARIES: [&str; 4] = [
    "/usr/lib/x86_64-linux-musl/crt1.o",
    "/usr/lib/x86_64-linux-musl/crti.o",
    "-lm",
    "/usr/lib/x86_64-linux-musl/crtn.o",
];

/// `CLANG`, for the build machine.
fn host_compiler(arguments: &[&str], libraries: &[&str]) -> Compiler {
    let words = |words: &[&str]| words.iter().map(OsString::from).collect();
    Compiler {
        program: env::var_os("CLANG").unwrap_or("clang-19".into()),
        arguments: words(arguments),
        libraries: words(libraries),
        dependencies: Vec::new(),
    }
}

/// The compiler of a sysroot; it has the same name in each.
pub fn sysroot_compiler(sysroot: &Path) -> Compiler {
    let mut dependencies = files_below(&sysroot.join("include"));
    dependencies.extend(["lib/libc.a", "lib/crt1.o"].map(|file| sysroot.join(file)));
    Compiler {
        program: sysroot.join("bin/x86_64-unknown-capos-clang").into(),
        arguments: Vec::new(),
        libraries: vec!["-lm".into()],
        dependencies,
    }
}

/// Compiles and runs the programs one after the other.
pub fn run(
    libc: Libc,
    group: &str,
    layout: &Layout,
    programs: Vec<Program>,
    judge: Judge,
    mut report: impl FnMut(Outcome),
) {
    let directory = layout.binaries(group);
    let scratch = match scratch(layout) {
        Ok(scratch) => scratch,
        Err(error) => {
            return report(Outcome::failed(group.to_owned(), format!("no directory to run in: {error}"), ""));
        }
    };
    for compiled in compile_all(&libc.compiler(layout), programs, &directory) {
        report(run_one(group, &compiled, &scratch, judge));
    }
}

/// Where programs run and leave their files. What they read has the names that it has on capOS.
fn scratch(layout: &Layout) -> io::Result<PathBuf> {
    let scratch = layout.target.join("tests/scratch");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    fs::create_dir_all(&scratch)?;
    symlink(path::absolute(layout.root.join("tests"))?, scratch.join("tests"))?;
    Ok(scratch)
}

fn run_one(group: &str, (program, binary): &Compiled, scratch: &Path, judge: Judge) -> Outcome {
    let name = format!("{group}/{}", program.name);
    let binary = match binary {
        Ok(binary) => binary,
        Err(refusal) => return Outcome::failed(name, refusal.reason, &refusal.message),
    };
    let run = command(binary, scratch).and_then(|mut command| {
        process::run(command.args(&program.run_with), Limits::total(NATIVE_TEST_LIMIT))
    });
    match run {
        Ok(run) => {
            let unclean = (run.end != End::Exited(0)).then(|| run.end.describe());
            judge(&name, &text::from_output(&run.output), unclean)
        }
        Err(error) => Outcome::failed(name, format!("can not be run: {error}"), ""),
    }
}

/// The environment is what the capOS manifest gives as well.
fn command(binary: &Path, scratch: &Path) -> io::Result<Command> {
    let mut command = Command::new(path::absolute(binary)?);
    command
        .current_dir(scratch)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .env("TERM", "vt100")
        .envs(SANITIZER_OPTIONS);
    Ok(command)
}
