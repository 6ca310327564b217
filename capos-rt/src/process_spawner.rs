//! Client of `ProcessSpawner`: starts programs with exactly the authority named.

use capnp::Word;
use capnp::message::{Builder, SingleSegmentAllocator};
use capos_schema::abi::Handle;
use capos_schema::abi::limits::MAX_PARAMS;
use capos_schema::capos_capnp::{ErrorCode, launch_parameters, process_spawner as schema};
use capos_schema::methods::process_spawner as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::{ProcessHandle, ProcessSpawner};
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

/// Words that a grant takes in the message: struct (2 words) and its name (at most 4).
const GRANT_WORDS: usize = 6;
const WORDS: usize = MAX_PARAMS / 8;

impl Capability<ProcessSpawner> {
    /// Starts `program` of the boot package. `launch` is a LaunchParameters message.
    pub fn spawn(
        &self,
        program: &str,
        grants: &[Grant<'_>],
        quota: Quota,
        launch: &[u8],
    ) -> Result<Capability<ProcessHandle>> {
        if program.len() / 8 + grants.len() * GRANT_WORDS + 16 > WORDS {
            return Err(Error::Exception(ErrorCode::InvalidArgument));
        }
        let fill = |mut params: schema::spawn_params::Builder<'_>| {
            params.set_program(program);
            let mut list = params.reborrow().init_grants(grants.len() as u32);
            for (index, grant) in grants.iter().enumerate() {
                let mut entry = list.reborrow().get(index as u32);
                entry.set_name(grant.name);
                entry.set_capability(grant.capability.bits());
            }
            let mut limits = params.init_quota();
            limits.set_memory_pages(quota.memory_pages);
            limits.set_capabilities(quota.capabilities);
            limits.set_processes(quota.processes);
        };
        let read = |results: schema::spawn_results::Reader<'_>| Ok(results.get_process());
        let (handle, _) =
            call::<methods::Spawn, WORDS, 4, _>(self.handle(), Wait::Block, Bulk::From(launch), fill, read)?;
        Ok(Capability::from_handle(Handle::from_bits(handle)))
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
    let words = |bytes: usize| bytes / 8 + 1;
    let lists = arguments.iter().chain(environment).map(|entry| 1 + words(entry.len())).sum::<usize>();
    let names = descriptors.iter().map(|(_, name)| 2 + words(name.len() + 1)).sum::<usize>();
    if 16 + lists + names + words(working_directory.len()) > room.len() {
        return None;
    }
    let mut message = Builder::new(SingleSegmentAllocator::new(Word::words_to_bytes_mut(room)));
    let mut launch: launch_parameters::Builder<'_> = message.init_root();
    let mut list = launch.reborrow().init_arguments(arguments.len() as u32);
    for (index, argument) in arguments.iter().enumerate() {
        list.set(index as u32, argument);
    }
    let mut list = launch.reborrow().init_environment(environment.len() as u32);
    for (index, variable) in environment.iter().enumerate() {
        list.set(index as u32, variable);
    }
    launch.set_working_directory(working_directory);
    let mut list = launch.init_descriptors(descriptors.len() as u32);
    for (index, (number, name)) in descriptors.iter().enumerate() {
        let mut entry = list.reborrow().get(index as u32);
        entry.set_number(*number);
        entry.set_capability(name);
    }
    let length = message.get_segments_for_output()[0].len();
    core::mem::forget(message);
    Word::words_to_bytes(room).get(..length)
}
