//! Client of `ProcessSpawner`: starts programs with exactly the authority named.

use capos_schema::abi::Handle;
use capos_schema::abi::limits::MAX_PARAMS;
use capos_schema::capos_capnp::{ErrorCode, grant, launch_parameters, process_spawner as schema};
use capos_schema::message::{MessageBuilder, StructListBuilder};
use capos_schema::methods::process_spawner as methods;

use crate::call::{Bulk, Wait, Word, call};
use crate::capability::interfaces::{File, ProcessHandle, ProcessSpawner, TerminalSession};
use crate::{Capability, Error, Result};

/// One capability for the child, by the name it gets there.
#[derive(Clone, Copy, Debug)]
pub struct Grant<'a> {
    pub name: &'a str,
    pub capability: Handle,
}

/// What the child may hold at most; 0 takes the parent's own limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Quota {
    pub memory_pages: u64,
    pub capabilities: u32,
    pub processes: u32,
}

/// What umask() is in a program that nobody told.
const CREATION_MASK: u16 = 0o022;

const WORDS: usize = MAX_PARAMS / 8;
/// Words that the parameters of most programs fit into: a message's room is zeroed first.
pub(crate) const USUAL_WORDS: usize = 160;

/// How a child stands among processes. By default it is nobody's, in the caller's group and session.
#[derive(Clone, Copy, Debug, Default)]
pub struct SpawnAttributes<'a> {
    /// It is the caller's child: waited for by `SelfProcess`, and without a handle.
    pub as_child: bool,
    /// A group to join, or 0 to begin one.
    pub group: Option<u64>,
    pub new_session: bool,
    pub blocked_signals: u64,
    pub ignored_signals: u64,
    /// A terminal whose foreground group the child's becomes.
    pub foreground: Option<&'a Capability<TerminalSession>>,
}

/// A process that was started.
#[derive(Debug)]
pub struct Spawned {
    /// `None` for a child.
    pub handle: Option<Capability<ProcessHandle>>,
    pub id: u64,
}

/// What a program is started from.
#[derive(Clone, Copy, Debug)]
pub enum Program<'a> {
    /// A path of the boot package.
    Package(&'a str),
    /// A file, and what people call it.
    File(&'a Capability<File>, &'a str),
}

impl Capability<ProcessSpawner> {
    /// Starts `program` of the boot package. `launch` is a LaunchParameters message.
    pub fn spawn(
        &self,
        program: &str,
        grants: &[Grant<'_>],
        quota: Quota,
        launch: &[u8],
    ) -> Result<Capability<ProcessHandle>> {
        let program = Program::Package(program);
        let spawned = self.spawn_with(program, grants, quota, SpawnAttributes::default(), launch)?;
        spawned.handle.ok_or(Error::BadResults)
    }

    /// Starts a program as the attributes say.
    pub fn spawn_with(
        &self,
        program: Program<'_>,
        grants: &[Grant<'_>],
        quota: Quota,
        attributes: SpawnAttributes<'_>,
        launch: &[u8],
    ) -> Result<Spawned> {
        let (file, name) = match program {
            Program::Package(path) => (Handle::NONE, path),
            Program::File(file, name) => (file.handle(), name),
        };
        let words = check_size(name, grants)?;
        let fill = |mut params: schema::spawn_params::Builder<'_>| {
            params.set_program(name);
            params.set_file(file.bits());
            fill_grants(params.reborrow().init_grants(grants.len() as u32), grants);
            let mut wanted = params.reborrow().init_attributes();
            wanted.set_as_child(attributes.as_child);
            wanted.set_set_group(attributes.group.is_some());
            wanted.set_group(attributes.group.unwrap_or(0));
            wanted.set_new_session(attributes.new_session);
            wanted.set_blocked_signals(attributes.blocked_signals);
            wanted.set_ignored_signals(attributes.ignored_signals);
            wanted.set_foreground(attributes.foreground.map_or(0, |terminal| terminal.handle().bits()));
            let mut limits = params.init_quota();
            limits.set_memory_pages(quota.memory_pages);
            limits.set_capabilities(quota.capabilities);
            limits.set_processes(quota.processes);
        };
        let read = |results: schema::spawn_results::Reader<'_>| {
            let handle = Handle::from_bits(results.get_process());
            let handle = (!attributes.as_child).then(|| Capability::from_handle(handle));
            Ok(Spawned { handle, id: results.get_id() })
        };
        let (handle, launch) = (self.handle(), Bulk::From(launch));
        let spawned = if words <= USUAL_WORDS {
            call::<methods::Spawn, USUAL_WORDS, 4, _>(handle, Wait::Block, launch, fill, read)
        } else {
            call::<methods::Spawn, WORDS, 4, _>(handle, Wait::Block, launch, fill, read)
        };
        spawned.map(|(spawned, _)| spawned)
    }
}

/// Words that the message takes at most; `invalidArgument` if none could hold them.
pub(crate) fn check_size(name: &str, grants: &[Grant<'_>]) -> Result<usize> {
    // A struct of two words, and the name with its NUL.
    let words = |grant: &Grant<'_>| 2 + grant.name.len() / 8 + 1;
    let needed = name.len() / 8 + grants.iter().map(words).sum::<usize>() + 32;
    if needed > WORDS { Err(Error::Exception(ErrorCode::InvalidArgument)) } else { Ok(needed) }
}

pub(crate) fn fill_grants(mut list: StructListBuilder<'_, grant::Owned>, grants: &[Grant<'_>]) {
    for (index, grant) in grants.iter().enumerate() {
        let mut entry = list.reborrow().get(index as u32);
        entry.set_name(grant.name);
        entry.set_capability(grant.capability.bits());
    }
}

/// What a program finds at its start.
#[derive(Clone, Copy)]
pub struct Launch<'a, A, E, D> {
    pub arguments: A,
    pub environment: E,
    pub working_directory: &'a [u8],
    /// An absolute path of the program, or nothing.
    pub program: &'a [u8],
    /// Numbers with the CapSet names behind them.
    pub descriptors: D,
    /// What umask() is set to.
    pub creation_mask: u16,
}

impl<'a, A, E, D> Launch<'a, A, E, D>
where
    A: Iterator<Item = &'a [u8]> + Clone,
    E: Iterator<Item = &'a [u8]> + Clone,
    D: Iterator<Item = (u32, &'a str)> + Clone,
{
    /// Words that the message takes at most.
    pub fn words(&self) -> usize {
        let words = |bytes: usize| bytes / 8 + 1;
        let texts = self.arguments.clone().chain(self.environment.clone());
        let lists = texts.map(|entry| 1 + words(entry.len())).sum::<usize>();
        let names = self.descriptors.clone().map(|(_, name)| 2 + words(name.len() + 1)).sum::<usize>();
        16 + lists + names + words(self.working_directory.len()) + words(self.program.len())
    }

    /// Writes a LaunchParameters message into `room`; answers its bytes, or `None` if it does not fit.
    pub fn encode(self, room: &mut [Word]) -> Option<&[u8]> {
        if self.words() > room.len() {
            return None;
        }
        let mut message = MessageBuilder::new(room.as_flattened_mut());
        let mut launch = message.init_root::<launch_parameters::Owned>();
        let mut list = launch.reborrow().init_arguments(self.arguments.clone().count() as u32);
        for (index, argument) in self.arguments.enumerate() {
            list.set(index as u32, argument);
        }
        let mut list = launch.reborrow().init_environment(self.environment.clone().count() as u32);
        for (index, variable) in self.environment.enumerate() {
            list.set(index as u32, variable);
        }
        launch.set_working_directory(self.working_directory);
        launch.set_program(self.program);
        launch.set_creation_mask(self.creation_mask);
        let mut list = launch.init_descriptors(self.descriptors.clone().count() as u32);
        for (index, (number, name)) in self.descriptors.enumerate() {
            let mut entry = list.reborrow().get(index as u32);
            entry.set_number(number);
            entry.set_capability(name);
        }
        message.finish()
    }
}

/// Writes a LaunchParameters message into `room`; answers its bytes, or `None` if it does not fit.
/// `descriptors` are numbers with the CapSet names behind them.
pub fn encode_launch_parameters<'a>(
    room: &'a mut [Word],
    arguments: &[&[u8]],
    environment: &[&[u8]],
    working_directory: &[u8],
    descriptors: &[(u32, &str)],
) -> Option<&'a [u8]> {
    let launch = Launch {
        arguments: arguments.iter().copied(),
        environment: environment.iter().copied(),
        working_directory,
        program: &[],
        descriptors: descriptors.iter().copied(),
        creation_mask: CREATION_MASK,
    };
    launch.encode(room)
}
