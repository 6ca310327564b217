//! `launch`: makes a process of a program, ready to start.

use alloc::sync::Arc;

use capos_hal::{UserAddress, frame};
use capos_schema::abi::Handle;
use capos_schema::abi::capset::CapSetEntry;
use capos_schema::abi::startup::Startup;

use super::SpawnError;
use super::image::{map_ring, map_stack};
use super::startup::Block;
use crate::boot_package::{BootFile, BootPackage};
use crate::elf::{self, LoadError};
use crate::entropy;
use crate::memory::{AddressSpace, Layout, MemoryError};
use crate::object::{CallError, Capability};
use crate::process::{ExitStatus, Process, ProcessParts};
use crate::quota::{Charge, Limits, Quota};
use crate::thread::{Start, Thread};

/// Copies the part of a LaunchParameters message that begins at the offset.
pub type CopyParameters<'a> = dyn Fn(usize, &mut [u8]) -> Result<(), CallError> + 'a;

/// What to start.
pub struct Launch<'a> {
    pub package: &'a BootPackage,
    /// Path of a file of the boot package.
    pub program: &'a str,
    /// The process's name for people; by default the last part of the program's path.
    pub name: Option<&'a str>,
    /// Names and capabilities, the child's from then on.
    pub grants: alloc::vec::Vec<(&'a str, Capability)>,
    /// Of the parent; the child's is a part of it.
    pub parent_quota: &'a Quota,
    pub limits: Limits,
    /// The LaunchParameters message, unread.
    pub parameters: &'a CopyParameters<'a>,
    pub parameters_length: usize,
    /// Called once it has ended.
    pub at_end: Option<fn(ExitStatus)>,
}

/// A process that has not run yet.
pub struct Launched {
    pub process: Arc<Process>,
    space: Arc<AddressSpace>,
    start: Start,
}

impl Launched {
    /// Lets it run.
    pub fn start(self) -> Result<(), SpawnError> {
        Thread::new(&self.process, &self.space, 1, self.start)?.start();
        Ok(())
    }
}

/// Makes the process. What fails leaves nothing behind.
pub fn launch(mut launch: Launch<'_>) -> Result<Launched, SpawnError> {
    check_names(&launch)?;
    if frame::is_scarce() {
        return Err(MemoryError::OutOfMemory.into());
    }
    let file = find_program(launch.package, launch.program)?;
    let charge = Charge::new(&launch.parent_quota.processes, 1).ok_or(SpawnError::Quota("processes"))?;
    let quota = launch.parent_quota.carve(launch.limits)?;
    let [first, second, third, random @ ..] = entropy::words::<7>();
    let layout = Layout::new([first, second, third]);
    let space = AddressSpace::new(Arc::clone(&quota.memory), layout)?;
    let object = launch.package.object(file).ok_or(LoadError::Memory(MemoryError::InvalidRange))?;
    let program = elf::load(launch.package.contents(file), &object, &space)?;
    let stack = map_stack(&space, &program)?.addresses();
    let ring = map_ring(&space)?;
    let block = Block::map(&space, launch.grants.len(), launch.parameters_length)?;
    block.write_parameters(&space, &launch)?;

    let name = launch.name.unwrap_or_else(|| last_component(launch.program));
    let parts = ProcessParts { name, quota, charge: Some(charge), at_end: launch.at_end };
    let process = Process::new(parts);
    let mut random_bytes = [0; 32];
    for (bytes, word) in random_bytes.chunks_exact_mut(8).zip(random) {
        bytes.copy_from_slice(&word.to_le_bytes());
    }
    let startup = Startup {
        thread_id: 1,
        process_id: process.id(),
        ring_address: ring.get(),
        stack_low: stack.start,
        stack_high: stack.end,
        load_bias: program.load_bias,
        program_headers: program.program_headers,
        program_header_count: program.program_header_count,
        entry_point: program.entry,
        random: random_bytes,
        ..Startup::default()
    };
    block.write_startup(&space, startup, &launch)?;
    for (index, (name, capability)) in launch.grants.drain(..).enumerate() {
        let interface = capability.interface().id();
        let inserted = process.capabilities().lock().insert(capability);
        let handle = inserted.map_err(|(_, reason)| SpawnError::Capabilities(reason))?;
        let entry = CapSetEntry::new(name, interface, handle).ok_or(SpawnError::GrantName(index))?;
        block.write_entry(&space, index, &entry)?;
    }
    let start = Start {
        entry: UserAddress::new(program.entry),
        stack: UserAddress::new(stack.end),
        argument: block.start,
        ring,
    };
    Ok(Launched { process, space, start })
}

fn check_names(launch: &Launch<'_>) -> Result<(), SpawnError> {
    for (index, (name, capability)) in launch.grants.iter().enumerate() {
        CapSetEntry::new(name, capability.interface().id(), Handle::NONE)
            .ok_or(SpawnError::GrantName(index))?;
        if launch.grants[..index].iter().any(|(other, _)| other == name) {
            return Err(SpawnError::DuplicateGrant(index));
        }
    }
    Ok(())
}

fn find_program(package: &BootPackage, path: &str) -> Result<BootFile, SpawnError> {
    let file = package.file(path).ok_or_else(|| SpawnError::NoSuchProgram(path.into()))?;
    if file.executable { Ok(file) } else { Err(SpawnError::NotMarkedExecutable(path.into())) }
}

fn last_component(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
