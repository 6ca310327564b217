//! Where a conversion's state is kept between calls.

use crate::sync::{Mutex, MutexGuard};
use crate::types::mbstate_t;
use capos_libc_engine::encoding::State;

/// The state of a function that is called without one. Each such function has its own, and the standard lets
/// calls from several threads race; the lock only keeps the state whole.
pub struct PrivateState(Mutex<State>);

impl PrivateState {
    pub const fn new() -> Self {
        PrivateState(Mutex::new(State::from_words([0, 0])))
    }
}

impl Default for PrivateState {
    fn default() -> Self {
        PrivateState::new()
    }
}

/// The caller's state or the function's own.
pub enum StateSlot {
    Caller(*mut mbstate_t),
    Private(MutexGuard<'static, State>),
}

impl StateSlot {
    /// # Safety
    /// `ps` is NULL or a state that nobody else uses while the slot lives.
    pub unsafe fn new(ps: *mut mbstate_t, private: &'static PrivateState) -> StateSlot {
        if ps.is_null() { StateSlot::Private(private.0.lock()) } else { StateSlot::Caller(ps) }
    }

    pub fn load(&self) -> State {
        match self {
            // SAFETY: `new` was promised a valid state.
            StateSlot::Caller(ps) => unsafe { State::from_words([(**ps).__opaque1, (**ps).__opaque2]) },
            StateSlot::Private(guard) => **guard,
        }
    }

    pub fn store(&mut self, state: State) {
        let [__opaque1, __opaque2] = state.to_words();
        match self {
            // SAFETY: `new` was promised a valid state for our use alone.
            StateSlot::Caller(ps) => unsafe { **ps = mbstate_t { __opaque1, __opaque2 } },
            StateSlot::Private(guard) => **guard = state,
        }
    }
}
