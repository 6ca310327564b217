//! The serial line: a 16550 at the first PC port.

use core::sync::atomic::{AtomicBool, Ordering};

use x86_64::instructions::port::Port;

use crate::sync::{Level, SpinLock};

struct Transmitter;
impl Level for Transmitter {
    const RANK: u8 = 63;
    const NAME: &'static str = "serial transmitter";
}

struct EarlyInput;
impl Level for EarlyInput {
    const RANK: u8 = 57;
    const NAME: &'static str = "early serial input";
}

struct Early {
    bytes: [u8; MAX_EARLY],
    length: usize,
}

const BASE: u16 = 0x3f8;
const DATA: u16 = BASE;
const INTERRUPT_ENABLE: u16 = BASE + 1;
const FIFO_CONTROL: u16 = BASE + 2;
const LINE_CONTROL: u16 = BASE + 3;
const MODEM_CONTROL: u16 = BASE + 4;
const LINE_STATUS: u16 = BASE + 5;

const RECEIVED: u8 = 1 << 0;
const TRANSMITTER_EMPTY: u8 = 1 << 5;
/// The last bit has left too.
const LINE_IDLE: u8 = 1 << 6;
const EIGHT_BITS: u8 = 0x03;
const BREAK: u8 = 1 << 6;
const NO_DEVICE: u8 = 0xff;
const FIFO_LENGTH: usize = 16;
/// Longer than 16 characters take at the lowest useful speed; a line that stays busy is not there.
const MAX_POLLS: u32 = 1 << 20;

const MAX_EARLY: usize = 1024;
/// Without a FIFO the next byte that waits outside takes its time to arrive.
const EARLY_POLLS: u32 = 64;

static LINE: SpinLock<Transmitter, ()> = SpinLock::new(());
/// What was typed before the kernel came: the set-up would lose it.
static EARLY: SpinLock<EarlyInput, Early> = SpinLock::new(Early { bytes: [0; MAX_EARLY], length: 0 });
static PRESENT: AtomicBool = AtomicBool::new(false);

fn read(port: u16) -> u8 {
    // SAFETY: the ports are those of the PC's first serial line, whose reads affect no memory.
    unsafe { Port::new(port).read() }
}

fn write_port(port: u16, value: u8) {
    // SAFETY: as in `read`, for writes.
    unsafe { Port::new(port).write(value) }
}

/// 115200 baud, 8 bits, FIFOs on.
pub(super) fn init() {
    if read(LINE_STATUS) == NO_DEVICE {
        return;
    }
    EARLY.lock().drain();
    write_port(INTERRUPT_ENABLE, 0);
    write_port(LINE_CONTROL, 0x80);
    write_port(DATA, 1);
    write_port(INTERRUPT_ENABLE, 0);
    write_port(LINE_CONTROL, EIGHT_BITS);
    write_port(FIFO_CONTROL, 0x07);
    // DTR, RTS, and OUT2, which lets interrupts through.
    write_port(MODEM_CONTROL, 0x0b);
    PRESENT.store(true, Ordering::Relaxed);
}

pub(super) fn enable_receive_interrupt() {
    if PRESENT.load(Ordering::Relaxed) {
        write_port(INTERRUPT_ENABLE, 0x01);
    }
}

/// Writes the bytes as they are, a FIFO full at a time.
pub fn write(bytes: &[u8]) {
    if !PRESENT.load(Ordering::Relaxed) {
        return;
    }
    let _line = LINE.lock();
    transmit(bytes);
}

/// Writes even if another CPU, or a part of the kernel that has just failed, holds the line.
pub(super) fn write_in_panic(bytes: &[u8]) {
    if PRESENT.load(Ordering::Relaxed) {
        let _line = LINE.try_lock();
        transmit(bytes);
    }
}

/// Interrupts the line once everything has left, or ends that.
pub fn set_break(on: bool) {
    if !PRESENT.load(Ordering::Relaxed) {
        return;
    }
    let _line = LINE.lock();
    if on {
        wait_for(LINE_IDLE);
    }
    write_port(LINE_CONTROL, if on { EIGHT_BITS | BREAK } else { EIGHT_BITS });
}

/// Whether the line came to be so in the time that it may take.
fn wait_for(status: u8) -> bool {
    for _ in 0..MAX_POLLS {
        if read(LINE_STATUS) & status != 0 {
            return true;
        }
        core::hint::spin_loop();
    }
    false
}

fn transmit(bytes: &[u8]) {
    for burst in bytes.chunks(FIFO_LENGTH) {
        if !wait_for(TRANSMITTER_EMPTY) {
            return;
        }
        for &byte in burst {
            write_port(DATA, byte);
        }
    }
}

/// Gives all bytes that have arrived to the function, some at a time.
pub(super) fn receive(mut each: impl FnMut(&[u8])) {
    let mut bytes = [0; FIFO_LENGTH];
    loop {
        let count = take_received(&mut bytes);
        if count == 0 {
            return;
        }
        each(&bytes[..count]);
    }
}

/// Gives what had arrived before the line was set up to the function.
pub(super) fn receive_early(each: impl FnOnce(&[u8])) {
    let mut early = EARLY.lock();
    let (bytes, length) = (early.bytes, core::mem::take(&mut early.length));
    drop(early);
    if length != 0 {
        each(&bytes[..length]);
    }
}

impl Early {
    /// Reads until nothing more comes; at once if nothing is there.
    fn drain(&mut self) {
        let mut polls = 0;
        while self.length < MAX_EARLY && polls < EARLY_POLLS {
            if read(LINE_STATUS) & RECEIVED != 0 {
                self.bytes[self.length] = read(DATA);
                self.length += 1;
                polls = 0;
            } else if self.length == 0 {
                return;
            } else {
                polls += 1;
            }
        }
    }
}

/// Reads what has arrived, as far as there is room; gives the number of bytes.
fn take_received(bytes: &mut [u8]) -> usize {
    let mut count = 0;
    while count < bytes.len() && read(LINE_STATUS) & RECEIVED != 0 {
        bytes[count] = read(DATA);
        count += 1;
    }
    count
}
