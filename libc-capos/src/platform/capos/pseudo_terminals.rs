//! The controlling sides of pseudo-terminals, by PseudoTerminal.

use super::descriptors::{self, Target};
use super::{signals, tty};
use crate::errno::Errno;
use crate::types::{c_int, winsize};
use capos_rt::call::Wait;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, PseudoTerminal};
use core::mem::ManuallyDrop;

const TIOCGPTN: usize = 0x8004_5430;
const TIOCSPTLCK: usize = 0x4004_5431;
/// What names begin with.
const FOLDER: &[u8] = b"/dev/pts/";

pub(super) fn far_side(handle: Handle) -> ManuallyDrop<Capability<PseudoTerminal>> {
    Capability::borrowed(handle)
}

fn of(fd: c_int) -> Result<ManuallyDrop<Capability<PseudoTerminal>>, Errno> {
    match descriptors::get(fd)?.target {
        Target::PseudoTerminal(handle) => Ok(far_side(handle)),
        _ => Err(Errno::ENOTTY),
    }
}

/// What the side's own flags say about waiting counts, as all its holders share them.
pub(super) fn read(handle: Handle, buffer: &mut [u8], wait: Wait) -> Result<usize, Errno> {
    signals::interruptible(|| far_side(handle).read(buffer, wait))
}

pub(super) fn write(handle: Handle, bytes: &[u8]) -> Result<usize, Errno> {
    signals::interruptible(|| far_side(handle).write(bytes, Wait::Block))
}

pub(super) fn name(fd: c_int, name: &mut [u8]) -> Result<(), Errno> {
    write_name(of(fd)?.number()?.0, name)
}

/// The path of the terminal of that number, with its NUL.
pub(super) fn write_name(mut number: u32, name: &mut [u8]) -> Result<(), Errno> {
    let mut digits = [0; 10];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    let parts = [FOLDER, &digits[first..], b"\0"];
    let length = parts.iter().map(|part| part.len()).sum::<usize>();
    let mut rest = name.get_mut(..length).ok_or(Errno::ERANGE)?;
    for part in parts {
        let (place, behind) = rest.split_at_mut(part.len());
        place.copy_from_slice(part);
        rest = behind;
    }
    Ok(())
}

pub(super) fn unlock(fd: c_int) -> Result<(), Errno> {
    Ok(of(fd)?.set_locked(false)?)
}

/// Requests to the controlling side, which is a terminal as far as its settings go.
///
/// # Safety
/// As for `Tty::ioctl`.
pub(super) unsafe fn ioctl(
    far_side: &Capability<PseudoTerminal>,
    request: usize,
    argument: usize,
) -> Result<c_int, Errno> {
    match request {
        TIOCGPTN => {
            let (number, _) = far_side.number()?;
            // SAFETY: the caller passes an `int` to fill.
            unsafe { (argument as *mut c_int).write(number as c_int) };
        }
        TIOCSPTLCK => {
            // SAFETY: the caller passes an `int`.
            let locked = unsafe { (argument as *const c_int).read() } != 0;
            far_side.set_locked(locked)?;
        }
        tty::TCGETS => {
            let (attributes, _) = far_side.settings()?;
            // SAFETY: the caller passes a `struct termios` to fill.
            unsafe { tty::write_termios(argument, &attributes) };
        }
        tty::TIOCGWINSZ => {
            let (_, size) = far_side.settings()?;
            // SAFETY: the caller passes a `struct winsize` to fill.
            unsafe { (argument as *mut winsize).write(tty::to_winsize(size)) };
        }
        tty::TIOCSWINSZ => {
            // SAFETY: the caller passes a `struct winsize`.
            let size = unsafe { (argument as *const winsize).read() };
            far_side.set_window_size(tty::from_winsize(&size))?;
        }
        _ => return Err(Errno::ENOTTY),
    }
    Ok(0)
}
