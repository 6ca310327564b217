//! `Kernel`: a machine on which the kernel boots with the test's programs.

use std::string::String;
use std::sync::{Mutex, MutexGuard, PoisonError};

use capos_hal::boot::BootInfo;
use capos_hal::host::Machine;
use capos_schema::Interface;

use super::package::{Package, Process, elf};
use super::user::{self, User};

/// The kernel's state is in statics, as on a machine: one test at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

pub struct Kernel {
    pub machine: Machine,
    pub package: Package,
    programs: u64,
    _only: MutexGuard<'static, ()>,
}

/// How the machine ended.
#[derive(Debug)]
pub struct Outcome {
    pub status: i32,
    pub log: String,
}

impl Kernel {
    pub fn new() -> Self {
        Self::with_frames(8192)
    }

    pub fn with_frames(frames: u64) -> Self {
        let only = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        Kernel { machine: Machine::new(frames), package: Package::default(), programs: 0, _only: only }
    }

    /// As `program`; gives the address where it begins.
    pub fn program_at(
        &mut self,
        path: &'static str,
        main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static,
    ) -> u64 {
        self.program(path, main);
        self.entry()
    }

    fn entry(&self) -> u64 {
        0x40_0000 + self.programs * 0x10_0000 + 0x80
    }

    /// A program file whose code is the function.
    pub fn program(
        &mut self,
        path: &'static str,
        main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static,
    ) {
        self.programs += 1;
        let entry = self.entry();
        self.package.files.push((path, true, elf(entry)));
        user::install(&self.machine, entry, main);
    }

    /// A process of the manifest, with grants of the kernel's objects.
    pub fn process(&mut self, program: &'static str, grants: &[(&'static str, Interface)]) -> &mut Process {
        let grants = grants.iter().map(|(name, interface)| (*name, *interface, "")).collect();
        self.package.processes.push(Process { name: program, program, grants, ..Process::default() });
        self.package.processes.last_mut().expect("just pushed")
    }

    /// Runs until the first process has ended.
    pub fn run(self) -> Outcome {
        let bytes = self.package.build();
        self.run_package(&bytes)
    }

    pub fn run_package(self, bytes: &[u8]) -> Outcome {
        crate::scheduler::reset();
        crate::timers::reset();
        crate::parking::reset();
        crate::process::registry::reset();
        let info = BootInfo::new(bytes, "log=debug");
        let status = self.machine.run(move || crate::init::boot(info));
        let log = String::from_utf8_lossy(&self.machine.take_output()).into_owned();
        Outcome { status, log }
    }

    /// Runs one program with the grants; fails the test unless it answers 0.
    pub fn check(
        grants: &[(&'static str, Interface)],
        main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static,
    ) -> String {
        let mut kernel = Kernel::new();
        kernel.program("main", main);
        kernel.process("main", grants);
        let outcome = kernel.run();
        assert_eq!(outcome.status, 0, "{}", outcome.log);
        outcome.log
    }
}
