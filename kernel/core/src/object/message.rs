//! Messages without allocation: where a call's parameters are copied to and its results are encoded.

use core::marker::PhantomData;

use alloc::boxed::Box;
use alloc::vec::Vec;
use capos_hal::sync::SpinLock;
use capos_schema::abi::limits::{MAX_PARAMS, MAX_RESULTS};
use capos_schema::message::{self, MessageBuilder, Struct, StructReader, WORD};

use crate::lock_order::MessageRooms;

/// Bytes that begin a line of the cache.
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

/// A received message of the type `T`, not yet looked at.
pub struct Message<'a, T> {
    bytes: &'a [u8],
    root: PhantomData<T>,
}

impl<'a, T: Struct> Message<'a, T> {
    /// No bytes at all stand for a struct of defaults.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Message { bytes, root: PhantomData }
    }

    #[inline]
    pub fn get(&self) -> message::Result<T::Reader<'a>> {
        StructReader::root(self.bytes).map(T::Reader::from)
    }
}

/// Bytes that a struct takes inside of another's results, without what it points to itself.
pub const fn struct_room<T: Struct>() -> usize {
    T::SIZE.bytes()
}

/// Bytes of a message whose root is a `T` with `extra` bytes of text and lists behind it.
pub(crate) const fn encoded_size<T: Struct>(extra: usize) -> usize {
    WORD + T::SIZE.bytes() + extra.next_multiple_of(WORD)
}

/// Encodes a message in `room`, which has its `encoded_size`.
#[inline]
pub(crate) fn encode<T: Struct>(
    room: &mut [u8],
    fill: impl FnOnce(T::Builder<'_>),
) -> message::Result<&[u8]> {
    let mut builder = MessageBuilder::new(room);
    fill(builder.init_root::<T>());
    builder.finish().ok_or(message::Malformed::Bounds)
}
