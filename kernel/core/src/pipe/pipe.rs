//! `Pipe`: a ring of bytes and those at its ends.
//!
//! A move is reserved, carried out without the lock, since copies can fault, and completed. One move in and one out
//! can be under way at a time.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use capos_hal::sync::SpinLock;
use capos_schema::abi::Readiness;

use super::page_ring::{CAPACITY, PIPE_BUF, PageRing};
use crate::file_system::Time;
use crate::lock_order::ObjectState;
use crate::memory::MemoryError;
use crate::object::{Call, CallError, WaitQueue};
use crate::quota::Account;

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// Those that there are.
static COUNT: AtomicU32 = AtomicU32::new(0);

pub struct Pipe {
    /// What `stat` calls the inode.
    id: u64,
    made: Time,
    state: SpinLock<ObjectState, State>,
    /// Those who wait for bytes and those who wait for room: never both at once, as a full ring is not empty.
    waiting: WaitQueue,
}

struct State {
    ring: PageRing,
    readers: Side,
    writers: Side,
}

/// Those on one side.
#[derive(Default)]
struct Side {
    ends: u32,
    /// Ends there ever were.
    openings: u64,
    /// One of them copies.
    moves: bool,
    /// Another one of them waits for that.
    contended: bool,
}

/// What an end does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sides {
    pub reads: bool,
    pub writes: bool,
}

/// What an end knows of the other side as it was when the end was opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Peers {
    /// Somebody was there.
    Met,
    /// Nobody was, after so many openings.
    NoneAfter(u64),
}

/// How a try of a move goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// So many bytes were moved.
    Moved(usize),
    /// Nothing to move until something happens.
    Later,
    /// Nothing will ever be to move.
    Never,
}

impl Pipe {
    /// A pipe that nobody has opened. The account pays for its pages.
    pub fn new(account: &Arc<Account>) -> Result<Arc<Self>, MemoryError> {
        let ring = PageRing::new(Arc::clone(account))?;
        let state = State { ring, readers: Side::default(), writers: Side::default() };
        COUNT.fetch_add(1, Ordering::Relaxed);
        Ok(Arc::new(Pipe {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            made: Time::now(),
            state: SpinLock::new(state),
            waiting: WaitQueue::new(),
        }))
    }

    /// Pipes and open FIFOs that there are.
    pub fn count() -> u32 {
        COUNT.load(Ordering::Relaxed)
    }

    pub fn id(&self) -> u64 {
        self.id
    }

    pub fn made(&self) -> Time {
        self.made
    }

    pub fn waiting(&self) -> &WaitQueue {
        &self.waiting
    }

    /// One more end on the sides.
    pub fn attach(&self, sides: Sides) -> Peers {
        let mut state = self.state.lock();
        let peers = match sides {
            Sides { reads: true, writes: false } => state.writers.peers(),
            Sides { reads: false, writes: true } => state.readers.peers(),
            // Its own peer.
            _ => Peers::Met,
        };
        if sides.reads {
            state.readers.attach();
        }
        if sides.writes {
            state.writers.attach();
        }
        drop(state);
        // Somebody may wait for a peer.
        self.waiting.wake();
        peers
    }

    /// Whether anybody reads, for an opening that would rather fail than wait.
    pub fn has_readers(&self) -> bool {
        self.state.lock().readers.ends > 0
    }

    pub fn detach(&self, sides: Sides) {
        let mut state = self.state.lock();
        let left = [sides.reads && state.readers.detach(), sides.writes && state.writers.detach()];
        drop(state);
        if left.contains(&true) {
            self.waiting.wake();
        }
    }

    /// Whether there has been somebody on the other side since the end was opened.
    pub fn has_met(&self, sides: Sides, peers: Peers) -> bool {
        let state = self.state.lock();
        let other = if sides.reads { &state.writers } else { &state.readers };
        other.has_been_there(peers)
    }

    pub fn available(&self) -> usize {
        self.state.lock().ring.len()
    }

    pub fn readiness(&self, sides: Sides, peers: Peers) -> Readiness {
        let state = self.state.lock();
        let is_left = state.writers.ends == 0 && state.writers.has_been_there(peers);
        let reading =
            Readiness::READABLE.when(!state.ring.is_empty()).union(Readiness::HANG_UP.when(is_left));
        let writing = Readiness::WRITABLE
            .when(state.ring.room() >= PIPE_BUF)
            .union(Readiness::ERROR.when(state.readers.ends == 0));
        reading.when(sides.reads).union(writing.when(sides.writes))
    }

    /// Moves bytes out, to the caller's buffer from `at` on.
    pub fn read(&self, call: &mut Call<'_>, at: u64) -> Result<Moment, CallError> {
        let wanted = (call.bulk_length() - at).min(CAPACITY as u64) as usize;
        let mut state = self.state.lock();
        if state.ring.is_empty() {
            return Ok(if state.writers.ends == 0 { Moment::Never } else { Moment::Later });
        }
        if state.readers.begin() {
            return Ok(Moment::Later);
        }
        let count = wanted.min(state.ring.len());
        let mut copied = 0;
        let mut outcome = Ok(());
        while copied < count {
            let Some(part) = state.ring.filled(copied, count - copied) else { break };
            drop(state);
            outcome = call.bulk_out_frame(at + copied as u64, &part.frame, part.offset, part.length);
            state = self.state.lock();
            if outcome.is_err() {
                break;
            }
            copied += part.length;
        }
        // Of a move that failed everything is still there.
        let consumed = if outcome.is_ok() { copied } else { 0 };
        let was_low = state.ring.room() < PIPE_BUF;
        state.ring.consume(consumed);
        if state.ring.is_empty() && !state.writers.moves {
            state.ring.rewind();
        }
        let wakes = state.readers.end() || was_low && state.ring.room() >= PIPE_BUF;
        drop(state);
        if wakes {
            self.waiting.wake();
        }
        outcome.map(|()| Moment::Moved(copied))
    }

    /// Moves bytes in, from the caller's buffer from `at` on. At least `least` of them, or none.
    pub fn write(&self, call: &Call<'_>, at: u64, least: usize) -> Result<Moment, CallError> {
        let wanted = (call.bulk_length() - at).min(CAPACITY as u64) as usize;
        let mut state = self.state.lock();
        if state.readers.ends == 0 {
            return Ok(Moment::Never);
        }
        if state.writers.moves {
            state.writers.contended = true;
            return Ok(Moment::Later);
        }
        if state.ring.is_empty() {
            state.ring.rewind();
        }
        if state.ring.room() < least {
            return Ok(Moment::Later);
        }
        let count = state.ring.prepare(wanted);
        if count < least {
            return Ok(Moment::Later);
        }
        state.writers.begin();
        let mut copied = 0;
        let mut outcome = Ok(());
        while copied < count {
            let Some(part) = state.ring.vacant(copied, count - copied) else { break };
            drop(state);
            outcome = call.bulk_in_frame(at + copied as u64, &part.frame, part.offset, part.length);
            state = self.state.lock();
            if outcome.is_err() {
                break;
            }
            copied += part.length;
        }
        // Of a move that failed nothing is there.
        let appended = if outcome.is_ok() { copied } else { 0 };
        let was_empty = state.ring.is_empty();
        state.ring.append(appended);
        let wakes = state.writers.end() || was_empty && appended > 0;
        drop(state);
        if wakes {
            self.waiting.wake();
        }
        outcome.map(|()| Moment::Moved(copied))
    }
}

impl Side {
    fn peers(&self) -> Peers {
        if self.ends > 0 { Peers::Met } else { Peers::NoneAfter(self.openings) }
    }

    fn has_been_there(&self, peers: Peers) -> bool {
        peers != Peers::NoneAfter(self.openings)
    }

    fn attach(&mut self) {
        self.ends += 1;
        self.openings += 1;
    }

    /// Whether that was the last one.
    fn detach(&mut self) -> bool {
        self.ends -= 1;
        self.ends == 0
    }

    /// Whether somebody of the side copies already; else it copies from now on.
    fn begin(&mut self) -> bool {
        let busy = core::mem::replace(&mut self.moves, true);
        self.contended |= busy;
        busy
    }

    /// Whether somebody waits for the end of the copy.
    fn end(&mut self) -> bool {
        self.moves = false;
        core::mem::take(&mut self.contended)
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        COUNT.fetch_sub(1, Ordering::Relaxed);
    }
}
