//! C tests on the build machine: with its own libc, which tells whether the test is right, and with libc-capos
//! on its `linux` platform.

use super::c_test;
use crate::compile::{CTest, Compiled, Compiler, compile_all, files_below};
use crate::layout::{Layout, NATIVE_TEST_LIMIT};
use crate::outcome::Outcome;
use crate::process::{self, End, Limits};
use crate::text;
use std::path::Path;
use std::process::Command;

/// Which libc the tests are linked with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Libc {
    Glibc,
    /// libc-capos, platform `linux`.
    Linux,
}

impl Libc {
    pub fn group(self) -> &'static str {
        match self {
            Libc::Glibc => "c-glibc",
            Libc::Linux => "c-linux",
        }
    }

    fn compiler(self, layout: &Layout) -> Compiler {
        match self {
            Libc::Glibc => Compiler {
                program: std::env::var_os("CLANG").unwrap_or("clang-19".into()),
                arguments: Vec::new(),
                libraries: vec!["-lm".into(), "-pthread".into()],
                dependencies: Vec::new(),
            },
            Libc::Linux => sysroot_compiler(&layout.target.join("linux-sysroot")),
        }
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

/// Compiles and runs the tests one after the other.
pub fn run(libc: Libc, layout: &Layout, tests: Vec<CTest>, mut report: impl FnMut(Outcome)) {
    let directory = layout.c_binaries(libc.group());
    for compiled in compile_all(&libc.compiler(layout), layout, tests, &directory) {
        report(run_one(libc.group(), &compiled));
    }
}

fn run_one(group: &str, (test, binary): &Compiled) -> Outcome {
    let name = format!("{group}/{}", test.name);
    let binary = match binary {
        Ok(binary) => binary,
        Err(message) => return Outcome::failed(name, "does not compile", message),
    };
    match process::run(&mut command(binary), Limits::total(NATIVE_TEST_LIMIT)) {
        Ok(run) => {
            let unclean = (run.end != End::Exited(0)).then(|| run.end.describe());
            c_test(&name, &text::from_output(&run.output), unclean)
        }
        Err(error) => Outcome::failed(name, format!("can not be run: {error}"), ""),
    }
}

/// The environment is what the capOS manifest gives as well.
fn command(binary: &Path) -> Command {
    let mut command = Command::new(binary);
    command.env_clear().env("LANG", "C.UTF-8").env("TERM", "vt100");
    command
}
