//! Cap'n Proto messages of the boot package: one segment, unframed, as everywhere in the ABI.

use crate::model::Process;
use capos_schema::capos_capnp::launch_parameters;
use capos_schema::message::{MessageBuilder, Result, Struct, StructReader};

/// Bytes of the first attempt; a message that needs more is built again with twice the room.
const FIRST_ROOM: usize = 8192;

/// Builds a message whose root `fill` sets, and returns its only segment.
pub fn single_segment<Root: Struct>(mut fill: impl FnMut(Root::Builder<'_>)) -> Vec<u8> {
    let mut room = vec![0; FIRST_ROOM];
    loop {
        let mut message = MessageBuilder::new(&mut room);
        fill(message.init_root::<Root>());
        if let Some(segment) = message.finish() {
            return segment.to_vec();
        }
        room.resize(room.len() * 2, 0);
    }
}

/// Reads a message of one segment.
pub fn with_single_segment<Root: Struct, T>(
    bytes: &[u8],
    read: impl FnOnce(Root::Reader<'_>) -> Result<T>,
) -> Result<T> {
    read(StructReader::root(bytes)?.into())
}

/// The LaunchParameters message of a process.
pub fn launch_parameters(process: &Process) -> Vec<u8> {
    single_segment::<launch_parameters::Owned>(|mut root| {
        let mut arguments = root.reborrow().init_arguments(length(process.arguments.len()));
        for (index, argument) in process.arguments.iter().enumerate() {
            arguments.set(length(index), argument.as_bytes());
        }
        let mut environment = root.reborrow().init_environment(length(process.environment.len()));
        for (index, (name, value)) in process.environment.iter().enumerate() {
            environment.set(length(index), format!("{name}={value}").as_bytes());
        }
        root.set_working_directory(process.working_directory.as_bytes());
        let mut descriptors = root.init_descriptors(length(process.descriptors.len()));
        for (index, (number, grant)) in process.descriptors.iter().enumerate() {
            let mut descriptor = descriptors.reborrow().get(length(index));
            descriptor.set_number(*number);
            descriptor.set_capability(grant);
        }
    })
}

/// List lengths and indices of a message have 29 bits; a manifest that a person wrote is far below.
pub fn length(count: usize) -> u32 {
    u32::try_from(count).expect("a list of a manifest has less than 2^32 elements")
}
