//! `launch`: makes a process of a program, ready to start.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::{UserAddress, frame};
use capos_schema::Interface;
use capos_schema::abi::capset::{CapSetEntry, CapabilityName};
use capos_schema::abi::startup::Startup;

use super::SpawnError;
use super::program::{Image, Parameters, ProgramFile};
use crate::capability_table::CapabilityTable;
use crate::interfaces::Namespace;
use crate::memory::MemoryError;
use crate::object::Capability;
use crate::process::registry::{self, Placement};
use crate::process::{Attributes, ExitStatus, Process, ProcessParts};
use crate::quota::{Charge, Limits, Quota};
use crate::signal::SignalSet;
use crate::thread::{Start, Thread};

/// Names and capabilities, the new program's from then on.
pub type Grants = Vec<(CapabilityName, Capability)>;

/// What a program finds about signals when it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct StartSignals {
    pub blocked: SignalSet,
    pub ignored: SignalSet,
}

/// What to start.
pub struct Launch<'a> {
    pub file: ProgramFile,
    /// The process's name for people.
    pub name: &'a str,
    pub grants: Grants,
    /// Of the parent; the child's is a part of it.
    pub parent_quota: &'a Quota,
    pub limits: Limits,
    pub parameters: Parameters<'a>,
    pub signals: StartSignals,
    pub placement: Placement,
    /// Called once it has ended.
    pub at_end: Option<fn(ExitStatus)>,
}

/// A process that has not run yet.
pub struct Launched {
    pub process: Arc<Process>,
    thread: Arc<Thread>,
    is_started: bool,
}

impl Launched {
    pub(super) fn new(process: Arc<Process>, thread: Arc<Thread>) -> Self {
        Launched { process, thread, is_started: false }
    }

    /// Lets it run.
    pub fn start(mut self) {
        self.is_started = true;
        self.thread.start();
    }
}

impl Drop for Launched {
    fn drop(&mut self) {
        if !self.is_started {
            // It ends the way others do, before its first instruction.
            self.process.end(ExitStatus::Killed);
            registry::remove(self.process.id());
            self.thread.start();
        }
    }
}

/// Makes the process. What fails leaves nothing behind.
pub fn launch(launch: Launch<'_>) -> Result<Launched, SpawnError> {
    let Launch { file, name, grants, parent_quota, limits, parameters, signals, placement, at_end } = launch;
    check_names(&grants)?;
    if frame::is_scarce() {
        return Err(MemoryError::OutOfMemory.into());
    }
    let creator = placement.creator.and_then(registry::find);
    let charge = match &creator {
        Some(creator) => process_charge(creator)?,
        None => Charge::new(&parent_quota.processes, 1).ok_or(SpawnError::Quota("processes"))?,
    };
    let attributes = creator.map_or_else(Attributes::default, |creator| creator.attributes().clone());
    attributes.set_identity(identity_of(&grants));
    let quota = parent_quota.carve(limits)?;
    let image = Image::new(&file, &quota.memory, grants.len(), &parameters, &attributes)?;
    let parts = ProcessParts {
        name: last_component(name),
        quota,
        charge: Some(charge),
        attributes,
        ignored_signals: signals.ignored,
        at_end,
    };
    let process = Process::new(parts);
    start_counting(&process)?;
    let start = write_startup(&image, &process, signals, &grants, parameters.length)?;
    insert(&mut process.capabilities().lock(), &image, grants)?;
    let thread = Thread::new(&process, &image.space, process.first_thread_id(), start)?;
    let launched = Launched::new(process, thread);
    registry::add(&launched.process, placement).map_err(SpawnError::Placement)?;
    Ok(launched)
}

/// Puts another program in the calling thread's process in place of its own; the thread is to leave then. What fails
/// changes nothing.
pub fn exec(
    thread: &Arc<Thread>,
    file: &ProgramFile,
    name: &str,
    grants: Grants,
    parameters: &Parameters<'_>,
    signals: StartSignals,
) -> Result<(), SpawnError> {
    check_names(&grants)?;
    if frame::is_scarce() {
        return Err(MemoryError::OutOfMemory.into());
    }
    let process = thread.process();
    let quota = process.quota();
    let image = Image::new(file, &quota.memory, grants.len(), parameters, process.attributes())?;
    let start = write_startup(&image, process, signals, &grants, parameters.length)?;
    let identity = identity_of(&grants);
    let mut table = CapabilityTable::new(Arc::clone(&quota.capabilities));
    insert(&mut table, &image, grants)?;
    let next = Thread::new(process, &image.space, process.first_thread_id(), start)?;
    next.keep_policy(thread.policy());
    // Nothing fails any more.
    process.attributes().set_identity(identity);
    process.dismiss_others(&next);
    process.become_program(last_component(name), signals.ignored);
    thread.signals().move_to(next.signals());
    let old = core::mem::replace(&mut *process.capabilities().lock(), table);
    drop(old);
    registry::note_exec(process.id());
    next.draw_attention();
    next.start();
    Ok(())
}

/// A place in the process's quota for a child of it, as far as its limit permits.
pub(super) fn process_charge(creator: &Process) -> Result<Charge, SpawnError> {
    let charge = creator.may_have_child().then(|| Charge::new(&creator.quota().processes, 1)).flatten();
    charge.ok_or(SpawnError::Quota("processes"))
}

/// The limit of processor time counts from the new process's beginning.
pub(super) fn start_counting(process: &Arc<Process>) -> Result<(), SpawnError> {
    process.apply_processor_limit().map_err(SpawnError::Placement)
}

/// Whom a process with those grants acts for: the user and group of its first Namespace.
fn identity_of(grants: &Grants) -> Option<(u32, u32)> {
    let (_, namespace) = grants.iter().find(|(_, grant)| grant.interface() == Interface::Namespace)?;
    let namespace = namespace.duplicate().downcast::<Namespace>()?;
    Some((namespace.identity().user, namespace.identity().group))
}

fn write_startup(
    image: &Image,
    process: &Process,
    signals: StartSignals,
    grants: &Grants,
    parameters_length: usize,
) -> Result<Start, SpawnError> {
    let startup = Startup {
        process_id: process.id(),
        thread_id: process.first_thread_id(),
        blocked_signals: signals.blocked.0,
        ignored_signals: signals.ignored.0,
        ..image.startup
    };
    image.block.write_startup(&image.space, startup, grants.len(), parameters_length)?;
    Ok(Start {
        entry: UserAddress::new(startup.entry_point),
        stack: UserAddress::new(startup.stack_high),
        argument: image.block.start,
        ring: image.ring,
        thread_pointer: UserAddress::new(0),
        blocked_signals: signals.blocked,
    })
}

/// Fills an empty table, and tells the program about it.
fn insert(table: &mut CapabilityTable, image: &Image, grants: Grants) -> Result<(), SpawnError> {
    let mut entries = Vec::new();
    entries.try_reserve_exact(grants.len() * CapSetEntry::SIZE).map_err(|_| MemoryError::OutOfMemory)?;
    let tell = |name, interface: Interface, handle| {
        entries.extend_from_slice(&CapSetEntry::new(name, interface.id(), handle).encode());
    };
    table.fill(grants.into_iter(), tell).map_err(SpawnError::Capabilities)?;
    image.block.write_entries(&image.space, &entries)
}

fn check_names(grants: &Grants) -> Result<(), SpawnError> {
    for (index, (name, _)) in grants.iter().enumerate() {
        if grants[..index].iter().any(|(other, _)| other == name) {
            return Err(SpawnError::DuplicateGrant(index));
        }
    }
    Ok(())
}

fn last_component(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
