//! Messages without allocation: where a call's parameters are copied to and its results are encoded.

use core::marker::PhantomData;

use alloc::boxed::Box;
use alloc::vec::Vec;
use capnp::message::{Builder, Reader, ReaderOptions, ReaderSegments, SingleSegmentAllocator};
use capnp::traits::{FromPointerBuilder, FromPointerReader, HasStructSize, Owned};
use capos_hal::sync::SpinLock;
use capos_schema::abi::limits::{MAX_PARAMS, MAX_RESULTS};

use crate::lock_order::MessageRooms;

/// Bytes with the alignment that messages need.
#[repr(C, align(64))]
struct Aligned<const SIZE: usize>([u8; SIZE]);

/// One thread's room for the messages of the call it is making.
pub struct MessageBuffers(Box<Rooms>);

struct Rooms {
    params: Aligned<MAX_PARAMS>,
    results: Aligned<MAX_RESULTS>,
}

/// Rooms that are kept at most: nobody is charged for them.
const MOST_LEFT: usize = 32;

/// Rooms of threads that have left, for the next ones: making them takes longer than all else of a thread's start.
/// What is in them does not matter: of a room nobody reads more than was just written.
static LEFT: SpinLock<MessageRooms, Vec<Box<Rooms>>> = SpinLock::new(Vec::new());

impl MessageBuffers {
    pub fn take() -> Self {
        let left = LEFT.lock().pop();
        MessageBuffers(left.unwrap_or_else(|| {
            Box::new(Rooms { params: Aligned([0; MAX_PARAMS]), results: Aligned([0; MAX_RESULTS]) })
        }))
    }

    /// Keeps the rooms for another thread, if there is memory to note them.
    pub(crate) fn give_back(self) {
        let mut left = LEFT.lock();
        if left.len() < MOST_LEFT && left.try_reserve(1).is_ok() {
            left.push(self.0);
        }
    }

    /// The rooms for parameters and for results.
    pub(crate) fn split(&mut self) -> (&mut [u8; MAX_PARAMS], &mut [u8; MAX_RESULTS]) {
        (&mut self.0.params.0, &mut self.0.results.0)
    }
}

/// A single unframed segment.
struct Segment<'a>(&'a [u8]);

impl ReaderSegments for Segment<'_> {
    fn get_segment(&self, index: u32) -> Option<&[u8]> {
        (index == 0).then_some(self.0)
    }

    fn len(&self) -> usize {
        1
    }
}

/// The message of a null root pointer: every field has its default.
static NULL_ROOT: Aligned<8> = Aligned([0; 8]);

/// A received message of the type `T`, not yet looked at.
pub struct Message<'a, T> {
    reader: Reader<Segment<'a>>,
    root: PhantomData<T>,
}

impl<'a, T: Owned> Message<'a, T> {
    /// Structs nested deeper than any of the schema's are refused.
    const NESTING_LIMIT: i32 = 8;

    /// No bytes at all stand for a struct of defaults.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let bytes = if bytes.is_empty() { &NULL_ROOT.0[..] } else { bytes };
        // Each word may be visited a few times (lengths first, then contents), not arbitrarily often.
        let options = ReaderOptions {
            traversal_limit_in_words: Some(bytes.len() / 8 * 4 + 64),
            nesting_limit: Self::NESTING_LIMIT,
        };
        Message { reader: Reader::new(Segment(bytes), options), root: PhantomData }
    }

    pub fn get<'m>(&'m self) -> capnp::Result<T::Reader<'m>>
    where
        T::Reader<'m>: FromPointerReader<'m>,
    {
        self.reader.get_root()
    }
}

/// Bytes that a struct takes inside of another's results, without what it points to itself.
pub const fn struct_room<T: HasStructSize>() -> usize {
    (T::STRUCT_SIZE.data as usize + T::STRUCT_SIZE.pointers as usize) * 8
}

/// Bytes of a message whose root is a `T` with `extra` bytes of text and lists behind it.
pub(crate) fn encoded_size<T: Owned>(extra: usize) -> usize
where
    for<'b> T::Builder<'b>: HasStructSize,
{
    let words = 1 + <T::Builder<'static> as HasStructSize>::STRUCT_SIZE.total() as usize;
    words * 8 + extra.next_multiple_of(8)
}

/// Encodes a message in `room`, which has its `encoded_size`, and hands the bytes to `deliver`.
pub(crate) fn encode<T: Owned, R>(
    room: &mut [u8],
    fill: impl FnOnce(T::Builder<'_>) -> capnp::Result<()>,
    deliver: impl FnOnce(&[u8]) -> R,
) -> capnp::Result<R>
where
    for<'b> T::Builder<'b>: FromPointerBuilder<'b>,
{
    let mut builder = Builder::new(SingleSegmentAllocator::new(room));
    fill(builder.init_root::<T::Builder<'_>>())?;
    Ok(deliver(builder.get_segments_for_output()[0]))
}
