//! `rand` and `random`: the same generator, each with a state of its own, so that the use of one does not disturb the
//! sequence of the other.

use crate::errno::{self, Errno};
use crate::sync::Mutex;
use crate::types::{c_char, c_int, c_long, c_uint, size_t};
use capos_libc_engine::random::{self, Additive, DEFAULT_WORDS, Kind};
use core::ptr::null_mut;

/// The state in use: the library's own, or one that the program brought.
struct State {
    own: [u32; DEFAULT_WORDS],
    foreign: *mut u32,
    /// Whether anyone has seeded it; as C wants, it is as if with 1.
    seeded: bool,
}

// SAFETY: the lock around the value serialises the use of the foreign state.
unsafe impl Send for State {}

impl State {
    const fn new() -> Self {
        Self { own: [0; DEFAULT_WORDS], foreign: null_mut(), seeded: false }
    }

    /// The words in use.
    fn words(&mut self) -> &mut [u32] {
        if self.foreign.is_null() {
            return &mut self.own;
        }
        // SAFETY: `initstate` or `setstate` was given a state of as many words as its first one says.
        unsafe {
            let count = Additive::kind(*self.foreign).map_or(1, Kind::words);
            core::slice::from_raw_parts_mut(self.foreign, count)
        }
    }

    fn seed(&mut self, seed: u32) {
        self.seeded = true;
        let kind = if self.foreign.is_null() {
            Kind::for_size(size_of::<[u32; DEFAULT_WORDS]>())
        } else {
            Additive::kind(self.words()[0])
        };
        // A program that overwrote its own state keeps it broken.
        if let Some(kind) = kind {
            Additive::seed(self.words(), kind, seed);
        }
    }

    #[inline(always)]
    fn next(&mut self) -> u32 {
        if self.seeded
            && self.foreign.is_null()
            && let Some(number) = Additive::draw_usual(&mut self.own)
        {
            return number;
        }
        self.next_of_any()
    }

    #[cold]
    fn next_of_any(&mut self) -> u32 {
        if !self.seeded {
            self.seed(1);
        }
        // A program that overwrote its own state gets zeros.
        Additive::resume(self.words()).map_or(0, |mut generator| generator.draw())
    }
}

static RAND: Mutex<State> = Mutex::new(State::new());
static RANDOM: Mutex<State> = Mutex::new(State::new());

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/rand.html>
#[unsafe(no_mangle)]
pub extern "C" fn rand() -> c_int {
    RAND.with(State::next) as c_int
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/srand.html>
#[unsafe(no_mangle)]
pub extern "C" fn srand(seed: c_uint) {
    RAND.lock().seed(seed);
}

/// POSIX until 2008: `rand` with the state at `seed`.
///
/// # Safety
/// `seed` points to a number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rand_r(seed: *mut c_uint) -> c_int {
    // SAFETY: the caller's promise.
    random::rand_r(unsafe { &mut *seed }) as c_int
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/random.html>
#[unsafe(no_mangle)]
pub extern "C" fn random() -> c_long {
    RANDOM.with(State::next).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/srandom.html>
#[unsafe(no_mangle)]
pub extern "C" fn srandom(seed: c_uint) {
    RANDOM.lock().seed(seed);
}

/// Makes the state at `new` the current one; the one before.
fn exchange(current: &mut State, new: *mut u32) -> *mut c_char {
    if !current.seeded {
        current.seed(1);
    }
    let own: *mut u32 = current.own.as_mut_ptr();
    let old = if current.foreign.is_null() { own } else { current.foreign };
    current.foreign = if new == own { null_mut() } else { new };
    old.cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/initstate.html>
///
/// # Safety
/// `state` points to `size` writable bytes, aligned for a number, which stay while the state is in use.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn initstate(seed: c_uint, state: *mut c_char, size: size_t) -> *mut c_char {
    let Some(kind) = Kind::for_size(size) else {
        errno::set(Errno::EINVAL);
        return null_mut();
    };
    let words: *mut u32 = state.cast();
    let mut current = RANDOM.lock();
    // SAFETY: the caller's promise; the kind fits the size.
    Additive::seed(unsafe { core::slice::from_raw_parts_mut(words, kind.words()) }, kind, seed);
    exchange(&mut current, words)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setstate.html>
///
/// # Safety
/// `state` is one that `initstate` was given or returned.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setstate(state: *mut c_char) -> *mut c_char {
    let words: *mut u32 = state.cast();
    let mut current = RANDOM.lock();
    // SAFETY: the caller's promise.
    if Additive::kind(unsafe { *words }).is_none() {
        errno::set(Errno::EINVAL);
        return null_mut();
    }
    exchange(&mut current, words)
}
