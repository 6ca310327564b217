//! The battery-backed clock, read once.

use x86_64::instructions::port::Port;

use super::scale::now;
use crate::logic::calendar::ClockRegisters;
use crate::sync::Once;

const INDEX: u16 = 0x70;
const DATA: u16 = 0x71;
/// Keeps the non-maskable interrupt as firmware has it: enabled.
const STATUS_A: u8 = 0x0a;
const STATUS_B: u8 = 0x0b;
const UPDATE_IN_PROGRESS: u8 = 1 << 7;
/// More than an update takes.
const MAX_TRIES: u32 = 100_000;

/// A moment of POSIX time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WallTime {
    pub seconds: i64,
    pub nanoseconds: u32,
}

static AT_BOOT: Once<WallTime> = Once::new();

/// Wall time at the moment when `now` was 0, to the clock's second; the epoch if there is no clock.
pub fn wall_clock_at_boot() -> WallTime {
    if let Some(time) = AT_BOOT.get() {
        return *time;
    }
    let seconds = read().and_then(ClockRegisters::to_seconds).unwrap_or(0);
    let since_boot = now();
    let nanoseconds = i128::from(seconds) * 1_000_000_000 - i128::from(since_boot);
    let time = WallTime {
        seconds: nanoseconds.div_euclid(1_000_000_000) as i64,
        nanoseconds: nanoseconds.rem_euclid(1_000_000_000) as u32,
    };
    // Whoever was first decides.
    let _ = AT_BOOT.set(time);
    AT_BOOT.get().copied().unwrap_or(time)
}

fn register(index: u8) -> u8 {
    // SAFETY: the ports are those of the PC's clock; reading its registers changes nothing.
    unsafe {
        Port::<u8>::new(INDEX).write(index);
        Port::<u8>::new(DATA).read()
    }
}

/// Two equal readings, none of them during an update.
fn read() -> Option<ClockRegisters> {
    let mut previous = None;
    for _ in 0..MAX_TRIES {
        if register(STATUS_A) & UPDATE_IN_PROGRESS != 0 {
            previous = None;
            continue;
        }
        let registers = ClockRegisters {
            second: register(0),
            minute: register(2),
            hour: register(4),
            day: register(7),
            month: register(8),
            year: register(9),
            mode: register(STATUS_B),
        };
        if previous == Some(registers) {
            return previous;
        }
        previous = Some(registers);
    }
    None
}
