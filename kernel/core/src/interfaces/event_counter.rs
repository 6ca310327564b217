//! `EventCounter`: counts what is written to it, or the expirations of a timer.

use capos_hal::sync::SpinLock;
use capos_hal::time;
use capos_schema::abi::counter::CounterFlags;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::event_counter::{Arm, GetArmed, GetFlags, Read, SetFlags, Write};
use capos_schema::{Interface, Method};

use super::status_flags::StatusFlags;
use crate::lock_order::ObjectState;
use crate::namespace::OpenFlags;
use crate::object::{Call, CallError, CallResult, Object, Outcome, WaitQueue};
use crate::schedule::Schedule;

/// The highest count.
const MAX: u64 = u64::MAX - 1;

/// Bytes that a read and a write move.
const SIZE: usize = 8;

pub struct EventCounter {
    flags: StatusFlags,
    state: SpinLock<ObjectState, State>,
    waiting: WaitQueue,
}

struct State {
    count: u64,
    /// What a timer counts.
    schedule: Schedule,
}

impl State {
    /// Counts the expirations up to now.
    fn catch_up(&mut self, now: u64) {
        self.count = self.count.saturating_add(self.schedule.expire(now)).min(MAX);
    }
}

impl EventCounter {
    /// The flags are `CounterFlags`.
    pub fn new(count: u64, flags: u32) -> Self {
        let state = State { count: count.min(MAX), schedule: Schedule::default() };
        let flags = StatusFlags::new(OpenFlags::from_bits_retain(flags));
        EventCounter { flags, state: SpinLock::new(state), waiting: WaitQueue::new() }
    }

    fn has(&self, flag: u32) -> bool {
        self.flags.get().bits() & flag != 0
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        check_size(call)?;
        let mut state = self.state.lock();
        state.catch_up(time::now());
        if state.count == 0 {
            call.deadline = state.schedule.next();
            drop(state);
            return self.flags.later();
        }
        let taken = if self.has(CounterFlags::SEMAPHORE) { 1 } else { state.count };
        state.count -= taken;
        drop(state);
        if let Err(error) = call.bulk_out(0, &taken.to_le_bytes()) {
            // Nothing was taken. Nobody counts so fast that this reaches the end.
            let mut state = self.state.lock();
            state.count = state.count.saturating_add(taken).min(MAX);
            return Err(error);
        }
        // A writer may wait for as little as this.
        self.waiting.wake();
        call.set_value(SIZE as u64);
        Ok(Outcome::Done)
    }

    fn write(&self, call: &mut Call<'_>) -> CallResult {
        if self.has(CounterFlags::TIMER) {
            return Err(ErrorCode::NotPermitted.into());
        }
        check_size(call)?;
        let mut bytes = [0; SIZE];
        call.bulk_in(0, &mut bytes)?;
        let added = u64::from_le_bytes(bytes);
        if added > MAX {
            return Err(call.exception(ErrorCode::InvalidArgument, "2^64-1 is no count"));
        }
        let mut state = self.state.lock();
        if added > MAX - state.count {
            drop(state);
            return self.flags.later();
        }
        let was_empty = state.count == 0;
        state.count += added;
        drop(state);
        if was_empty && added > 0 {
            self.waiting.wake();
        }
        call.set_value(SIZE as u64);
        Ok(Outcome::Done)
    }

    fn arm(&self, call: &mut Call<'_>) -> CallResult {
        if !self.has(CounterFlags::TIMER) {
            return Err(ErrorCode::NotPermitted.into());
        }
        let message = call.params::<Arm>();
        let params = message.get()?;
        let (deadline, interval) = (params.get_deadline(), params.get_interval());
        call.check_results::<Arm>(0)?;
        let now = time::now();
        let mut state = self.state.lock();
        state.catch_up(now);
        let before = state.schedule.setting(now);
        *state = State { count: 0, schedule: Schedule::new((deadline != 0).then_some(deadline), interval) };
        drop(state);
        // Those who wait have another deadline now.
        self.waiting.wake();
        call.answer::<Arm>(0, |results| before.write(results))
    }

    fn get_armed(&self, call: &mut Call<'_>) -> CallResult {
        let now = time::now();
        let mut state = self.state.lock();
        state.catch_up(now);
        let setting = state.schedule.setting(now);
        drop(state);
        call.answer::<GetArmed>(0, |results| setting.write(results))
    }
}

fn check_size(call: &mut Call<'_>) -> Result<(), CallError> {
    if call.bulk_length() >= SIZE as u64 {
        return Ok(());
    }
    Err(call.exception(ErrorCode::InvalidArgument, "bulk: less than eight bytes"))
}

impl Object for EventCounter {
    fn interface(&self) -> Interface {
        Interface::EventCounter
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Read::ORDINAL => self.read(call),
            Write::ORDINAL => self.write(call),
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
            Arm::ORDINAL => self.arm(call),
            GetArmed::ORDINAL => self.get_armed(call),
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        let mut state = self.state.lock();
        state.catch_up(time::now());
        let is_writable = state.count < MAX && !self.has(CounterFlags::TIMER);
        Readiness::READABLE.when(state.count > 0).union(Readiness::WRITABLE.when(is_writable))
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(&self.waiting)
    }

    fn ready_at(&self) -> Option<u64> {
        self.state.lock().schedule.next()
    }
}
