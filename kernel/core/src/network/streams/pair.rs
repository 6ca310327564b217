//! `Pair`: a connection whose two sides are on this machine.
//!
//! As with a pipe, a move is reserved, carried out without the lock, since copies can fault, and completed. One move in and
//! one out of each direction can be under way at a time.

use alloc::sync::Arc;

use capos_hal::sync::SpinLock;
use capos_schema::abi::Readiness;
use capos_schema::capos_capnp::ErrorCode;

use crate::lock_order::ObjectState;
use crate::memory::MemoryError;
use crate::object::{Call, CallError, WaitQueue};
use crate::pipe::{CAPACITY, Moment, PageRing};
use crate::quota::Account;

/// Room from which on a writer is told that there is some.
const WRITABLE: usize = CAPACITY / 4;

/// With less room than this a writer may wait for more.
const NEARLY_FULL: usize = 4096;

pub struct Pair {
    state: SpinLock<ObjectState, State>,
    /// Those who wait at each side.
    waiting: [Arc<WaitQueue>; 2],
}

/// How a reader takes bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taking {
    Consume,
    Peek,
    /// Only looks, at no less than there is room for, unless the stream ends or its own room is nearly full.
    PeekWhole,
}

/// One side of a pair.
#[derive(Clone)]
pub struct PairEnd {
    pair: Arc<Pair>,
    side: usize,
}

struct State {
    /// What goes to each side.
    to: [Direction; 2],
    /// What each side is told next: the other one has thrown away what was sent there.
    reset: [bool; 2],
}

struct Direction {
    ring: PageRing,
    /// Nothing more comes.
    ended: bool,
    /// Nobody takes it.
    unwanted: bool,
    /// Somebody copies out; in.
    reads: bool,
    writes: bool,
    /// Another one waits for that.
    contended: bool,
}

impl Direction {
    fn new(account: &Arc<Account>) -> Result<Self, MemoryError> {
        Ok(Direction {
            ring: PageRing::new(Arc::clone(account))?,
            ended: false,
            unwanted: false,
            reads: false,
            writes: false,
            contended: false,
        })
    }
}

impl Pair {
    /// Two connected sides. What comes to each is paid by its account.
    pub fn between(
        accounts: [&Arc<Account>; 2],
        waiting: [Arc<WaitQueue>; 2],
    ) -> Result<[PairEnd; 2], MemoryError> {
        let to = [Direction::new(accounts[0])?, Direction::new(accounts[1])?];
        let state = SpinLock::new(State { to, reset: [false; 2] });
        let pair = Arc::new(Pair { state, waiting });
        Ok([PairEnd { pair: Arc::clone(&pair), side: 0 }, PairEnd { pair, side: 1 }])
    }

    fn wake(&self, sides: [bool; 2]) {
        for (queue, wakes) in self.waiting.iter().zip(sides) {
            if wakes {
                queue.wake();
            }
        }
    }

    fn wake_all(&self) {
        self.wake([true; 2]);
    }
}

impl PairEnd {
    fn other(&self) -> usize {
        1 - self.side
    }

    fn wake(&self, own: bool, other: bool) {
        self.pair.wake(if self.side == 0 { [own, other] } else { [other, own] });
    }

    /// Moves bytes to the caller, who may only look at them.
    pub fn read(&self, call: &mut Call<'_>, taking: Taking) -> Result<Moment, CallError> {
        let wanted = call.bulk_length().min(CAPACITY as u64) as usize;
        let mut state = self.pair.state.lock();
        let direction = &mut state.to[self.side];
        if direction.ring.is_empty() {
            let over = direction.ended;
            if core::mem::take(&mut state.reset[self.side]) {
                return Err(ErrorCode::ConnectionReset.into());
            }
            return Ok(if over { Moment::Never } else { Moment::Later });
        }
        let grows = !direction.ended && direction.ring.room() >= NEARLY_FULL;
        let is_short = taking == Taking::PeekWhole && grows && direction.ring.len() < wanted;
        if direction.reads || is_short {
            direction.contended = true;
            return Ok(Moment::Later);
        }
        direction.reads = true;
        let count = wanted.min(direction.ring.len());
        let mut copied = 0;
        let mut outcome = Ok(());
        while copied < count {
            let Some(part) = state.to[self.side].ring.filled(copied, count - copied) else { break };
            drop(state);
            outcome = call.bulk_out_frame(copied as u64, &part.frame, part.offset, part.length);
            state = self.pair.state.lock();
            if outcome.is_err() {
                break;
            }
            copied += part.length;
        }
        let direction = &mut state.to[self.side];
        // Of a move that failed everything is still there.
        let consumed = if outcome.is_ok() && taking == Taking::Consume { copied } else { 0 };
        let was_low = direction.ring.room() < WRITABLE;
        direction.ring.consume(consumed);
        if direction.ring.is_empty() && !direction.writes {
            direction.ring.rewind();
        }
        direction.reads = false;
        let contended = core::mem::take(&mut direction.contended);
        let has_room = was_low && direction.ring.room() >= WRITABLE;
        drop(state);
        self.wake(contended, contended || has_room);
        outcome.map(|()| Moment::Moved(copied))
    }

    /// Moves bytes from the caller's buffer from `at` on to the other side. At least `least` of them, or none.
    pub fn write(&self, call: &Call<'_>, at: u64, least: usize) -> Result<Moment, CallError> {
        let wanted = (call.bulk_length() - at).min(CAPACITY as u64) as usize;
        let other = self.other();
        let mut state = self.pair.state.lock();
        if core::mem::take(&mut state.reset[self.side]) {
            return Err(ErrorCode::ConnectionReset.into());
        }
        let direction = &mut state.to[other];
        if direction.ended || direction.unwanted {
            return Ok(Moment::Never);
        }
        if direction.writes {
            direction.contended = true;
            return Ok(Moment::Later);
        }
        if direction.ring.is_empty() && !direction.reads {
            direction.ring.rewind();
        }
        if direction.ring.room() < least {
            return Ok(Moment::Later);
        }
        let count = direction.ring.prepare(wanted);
        if count < least {
            return Ok(Moment::Later);
        }
        direction.writes = true;
        let mut copied = 0;
        let mut outcome = Ok(());
        while copied < count {
            let Some(part) = state.to[other].ring.vacant(copied, count - copied) else { break };
            drop(state);
            outcome = call.bulk_in_frame(at + copied as u64, &part.frame, part.offset, part.length);
            state = self.pair.state.lock();
            if outcome.is_err() {
                break;
            }
            copied += part.length;
        }
        let direction = &mut state.to[other];
        // Of a move that failed nothing is there.
        let appended = if outcome.is_ok() { copied } else { 0 };
        let was_empty = direction.ring.is_empty();
        direction.ring.append(appended);
        direction.writes = false;
        let contended = core::mem::take(&mut direction.contended);
        drop(state);
        self.wake(contended, contended || was_empty && appended > 0);
        outcome.map(|()| Moment::Moved(copied))
    }

    /// Bytes to read, and bytes that the other side has not read.
    pub fn queued(&self) -> (usize, usize) {
        let state = self.pair.state.lock();
        (state.to[self.side].ring.len(), state.to[self.other()].ring.len())
    }

    /// Nothing more is sent from this side.
    pub fn end(&self) {
        self.pair.state.lock().to[self.other()].ended = true;
        self.pair.wake_all();
    }

    /// The side is gone. What it has not read, and what it sends away with `reset`, the other side is told of.
    pub fn close(&self, reset: bool) {
        let other = self.other();
        let mut state = self.pair.state.lock();
        if reset || !state.to[self.side].ring.is_empty() {
            state.reset[other] = true;
        }
        state.to[self.side].unwanted = true;
        state.to[other].ended = true;
        drop(state);
        self.pair.wake_all();
    }

    pub fn take_error(&self) -> Option<ErrorCode> {
        core::mem::take(&mut self.pair.state.lock().reset[self.side]).then_some(ErrorCode::ConnectionReset)
    }

    pub fn readiness(&self) -> Readiness {
        let state = self.pair.state.lock();
        let (come, go) = (&state.to[self.side], &state.to[self.other()]);
        let over = go.ended || go.unwanted;
        let mut readiness = Readiness::NONE;
        if !come.ring.is_empty() || come.ended || state.reset[self.side] {
            readiness = readiness.union(Readiness::READABLE);
        }
        if over || go.ring.room() >= WRITABLE {
            readiness = readiness.union(Readiness::WRITABLE);
        }
        if state.reset[self.side] {
            readiness = readiness.union(Readiness::ERROR);
        }
        if come.ended && go.ended || state.reset[self.side] {
            readiness = readiness.union(Readiness::HANG_UP);
        }
        readiness
    }
}
