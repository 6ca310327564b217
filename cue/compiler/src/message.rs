//! Cap'n Proto messages of the boot package: one segment, unframed, as everywhere in the ABI.

use crate::model::Process;
use capnp::Word;
use capnp::message::{Builder, HeapAllocator, Reader, ReaderOptions, SegmentArray};
use capnp::traits::Owned;
use capos_schema::capos_capnp::launch_parameters;

/// Words of the first attempt; a message that needs more is built again with twice the room.
const FIRST_WORDS: u32 = 1024;

/// Builds a message whose root `fill` sets, and returns its only segment.
pub fn single_segment<Root: Owned>(mut fill: impl FnMut(Root::Builder<'_>)) -> Vec<u8> {
    let mut words = FIRST_WORDS;
    loop {
        let mut message = Builder::new(HeapAllocator::new().first_segment_words(words));
        fill(message.init_root());
        if let [segment] = *message.get_segments_for_output() {
            return segment.to_vec();
        }
        words *= 2;
    }
}

/// Reads a message of one segment, which may start at any address.
pub fn with_single_segment<Root: Owned, T>(
    bytes: &[u8],
    read: impl FnOnce(Root::Reader<'_>) -> capnp::Result<T>,
) -> capnp::Result<T> {
    let mut words = Word::allocate_zeroed_vec(bytes.len().div_ceil(size_of::<Word>()));
    Word::words_to_bytes_mut(&mut words)[..bytes.len()].copy_from_slice(bytes);
    let segments = [Word::words_to_bytes(&words)];
    let message = Reader::new(SegmentArray::new(&segments), ReaderOptions::new());
    read(message.get_root()?)
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
