//! The kernel's last words.

use core::fmt::{self, Write};
use core::panic::PanicInfo;
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::{backtrace, power, serial};

/// Exit status of a kernel that panicked.
const STATUS: i32 = 0x7f;

static PANICKING: AtomicBool = AtomicBool::new(false);
/// Where a trap that led to the panic interrupted the kernel: instruction and frame pointer.
static TRAPPED_AT: [AtomicU64; 2] = [const { AtomicU64::new(0) }; 2];

struct Line;

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        serial::write_in_panic(text.as_bytes());
        Ok(())
    }
}

/// Notes that the panic to come is due to a trap there, so that the backtrace starts there.
pub fn trapped(rip: u64, rbp: u64) {
    TRAPPED_AT[0].store(rip, Ordering::Relaxed);
    TRAPPED_AT[1].store(rbp, Ordering::Relaxed);
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    // A panic while reporting one: what can be said has been said.
    if PANICKING.swap(true, Ordering::Relaxed) {
        power::off(STATUS);
    }
    // `Line` never fails.
    let _ = writeln!(Line, "\r\nkernel panic: {}\r", info.message());
    if let Some(location) = info.location() {
        let _ = writeln!(Line, "  at {location}\r");
    }
    let _ = writeln!(Line, "backtrace:\r");
    let trapped = TRAPPED_AT.each_ref().map(|value| value.load(Ordering::Relaxed));
    backtrace::for_each(trapped, |frame| {
        let _ = writeln!(Line, "  {frame}\r");
    });
    power::off(STATUS)
}
