//! Terminals, by TerminalSession.

use super::children::shim;
use super::descriptors::{self, O_NONBLOCK, Target};
use super::path::AT_FDCWD;
use super::sockets::Socket;
use super::{Capos, pipes, pseudo_terminals, signals};
use crate::errno::Errno;
use crate::platform::{Fs, Tty};
use crate::types::{c_int, winsize};
use capos_rt::{Apply, Attributes, Capability, File, Flow, Queue, TerminalSession, Whence, WindowSize};
use core::mem::ManuallyDrop;

pub(super) const TCGETS: usize = 0x5401;
const TCSETS: usize = 0x5402;
const TCSETSW: usize = 0x5403;
const TCSETSF: usize = 0x5404;
const TCSBRK: usize = 0x5409;
/// Milliseconds: POSIX asks for a quarter to half a second.
const BREAK: u32 = 300;
const TCXONC: usize = 0x540a;
const TCFLSH: usize = 0x540b;
pub(super) const TIOCGWINSZ: usize = 0x5413;
pub(super) const TIOCSWINSZ: usize = 0x5414;
const TIOCSCTTY: usize = 0x540e;
const TIOCGPGRP: usize = 0x540f;
const TIOCSPGRP: usize = 0x5410;
const TIOCNOTTY: usize = 0x5422;
const TIOCGSID: usize = 0x5429;
const FIONREAD: usize = 0x541b;
const TIOCOUTQ: usize = 0x5411;
const SIOCATMARK: usize = 0x8905;
const FIONBIO: usize = 0x5421;
const FIONCLEX: usize = 0x5450;
const FIOCLEX: usize = 0x5451;
const F_GETFL: c_int = 3;
const F_SETFL: c_int = 4;

/// `struct termios` of <termios.h>.
#[derive(Clone, Copy)]
#[repr(C)]
struct Termios {
    input_flags: u32,
    output_flags: u32,
    control_flags: u32,
    local_flags: u32,
    line: u8,
    control_characters: [u8; 32],
    input_speed: u32,
    output_speed: u32,
}

fn terminal(fd: c_int) -> Result<ManuallyDrop<Capability<TerminalSession>>, Errno> {
    match descriptors::get(fd)?.target {
        Target::Terminal(handle) => Ok(Capability::borrowed(handle)),
        _ => Err(Errno::ENOTTY),
    }
}

/// Bytes from the cursor to the end.
fn left_in_file(file: &Capability<File>) -> capos_rt::Result<u32> {
    let left = file.status()?.size.saturating_sub(file.seek(0, Whence::Current)?);
    Ok(u32::try_from(left).unwrap_or(i32::MAX as u32))
}

/// Requests that are not for terminals alone; `None` for others.
///
/// # Safety
/// As for [`Tty::ioctl`].
unsafe fn of_any_descriptor(fd: c_int, request: usize, argument: usize) -> Option<Result<(), Errno>> {
    match request {
        FIONREAD => {
            let bytes = match descriptors::get(fd).map(|description| description.target) {
                Ok(Target::Pipe(handle)) => pipes::pipe(handle).available().map(|(bytes, _)| bytes),
                Ok(Target::Socket(socket)) => socket.available(),
                Ok(Target::File(handle)) => left_in_file(&Capability::borrowed(handle)),
                Ok(_) => return None,
                Err(error) => return Some(Err(error)),
            };
            Some(bytes.map_err(Errno::from).map(|bytes| {
                // SAFETY: the caller passes an `int` to fill.
                unsafe { (argument as *mut c_int).write(bytes as c_int) }
            }))
        }
        SIOCATMARK | TIOCOUTQ => {
            let number = match descriptors::get(fd).map(|description| description.target) {
                // Nothing is urgent: no byte of a stream is marked.
                Ok(Target::Socket(Socket::Stream(_))) if request == SIOCATMARK => Ok(0),
                Ok(Target::Socket(socket)) if request == TIOCOUTQ => socket.unsent(),
                Ok(_) => return None,
                Err(error) => return Some(Err(error)),
            };
            Some(number.map_err(Errno::from).map(|number| {
                // SAFETY: the caller passes an `int` to fill.
                unsafe { (argument as *mut c_int).write(number as c_int) }
            }))
        }
        FIONBIO => {
            // SAFETY: the caller passes an `int`.
            let on = unsafe { (argument as *const c_int).read() } != 0;
            Some(Capos::fcntl(fd, F_GETFL, 0).and_then(|flags| {
                let flags = if on { flags | O_NONBLOCK } else { flags & !O_NONBLOCK };
                Capos::fcntl(fd, F_SETFL, flags as usize).map(drop)
            }))
        }
        FIOCLEX | FIONCLEX => Some(descriptors::set_close_on_exec(fd, request == FIOCLEX)),
        _ => None,
    }
}

/// Session and foreground group of the controlling terminal; `ENOTTY` for another terminal.
fn of_own_session(terminal: &Capability<TerminalSession>) -> Result<(u64, u64), Errno> {
    let (session, foreground) = terminal.session()?;
    if session == signals::this_process()?.ids(0)?.session {
        Ok((session, foreground))
    } else {
        Err(Errno::ENOTTY)
    }
}

/// Speeds in baud by their code: 0 to 15, and with `CBAUDEX` from 1.
const SPEEDS: [u32; 16] =
    [0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400];
const FAST_SPEEDS: [u32; 15] = [
    57600, 115_200, 230_400, 460_800, 500_000, 576_000, 921_600, 1_000_000, 1_152_000, 1_500_000, 2_000_000,
    2_500_000, 3_000_000, 3_500_000, 4_000_000,
];
const CBAUD: u32 = 0o10017;
const CBAUDEX: u32 = 0o10000;

/// The code of a speed; of one that has none, that of 38400.
fn speed_code(baud: u32) -> u32 {
    let slow = SPEEDS.iter().position(|&speed| speed == baud).map(|code| code as u32);
    let fast = || FAST_SPEEDS.iter().position(|&speed| speed == baud).map(|code| CBAUDEX + 1 + code as u32);
    slow.or_else(fast).unwrap_or(15)
}

/// The speed of a code.
fn speed(code: u32) -> u32 {
    let index = (code & !CBAUDEX) as usize;
    let speed = if code & CBAUDEX == 0 { SPEEDS.get(index) } else { FAST_SPEEDS.get(index.wrapping_sub(1)) };
    speed.copied().unwrap_or(38400)
}

impl Tty for Capos {
    fn isatty(fd: c_int) -> Result<(), Errno> {
        match descriptors::get(fd)?.target {
            Target::Terminal(_) | Target::PseudoTerminal(_) => Ok(()),
            _ => Err(Errno::ENOTTY),
        }
    }

    fn window_size(fd: c_int) -> Result<winsize, Errno> {
        Ok(to_winsize(terminal(fd)?.window_size()?))
    }

    unsafe fn ioctl(fd: c_int, request: usize, argument: usize) -> Result<c_int, Errno> {
        // SAFETY: the same contract.
        if let Some(outcome) = unsafe { of_any_descriptor(fd, request, argument) } {
            return outcome.map(|()| 0);
        }
        if let Target::PseudoTerminal(handle) = descriptors::get(fd)?.target {
            // SAFETY: the same contract.
            return unsafe {
                pseudo_terminals::ioctl(&pseudo_terminals::far_side(handle), request, argument)
            };
        }
        let terminal = terminal(fd)?;
        let apply = match request {
            TCGETS => {
                let now = terminal.attributes()?;
                // SAFETY: the caller passes a `struct termios` to fill.
                unsafe { write_termios(argument, &now) };
                return Ok(0);
            }
            TIOCGWINSZ => {
                // SAFETY: the caller passes a `struct winsize` to fill.
                unsafe { (argument as *mut winsize).write(Self::window_size(fd)?) };
                return Ok(0);
            }
            TIOCSWINSZ => {
                // SAFETY: the caller passes a `struct winsize`.
                let size = unsafe { (argument as *const winsize).read() };
                terminal.set_window_size(from_winsize(&size))?;
                return Ok(0);
            }
            TCSBRK if argument == 0 => {
                signals::interruptible(|| terminal.send_break(BREAK))?;
                return Ok(0);
            }
            // tcdrain.
            TCSBRK => {
                signals::interruptible(|| terminal.drain())?;
                return Ok(0);
            }
            TIOCSCTTY => {
                terminal.control(argument == 1)?;
                return Ok(0);
            }
            TIOCNOTTY => {
                terminal.release_control()?;
                return Ok(0);
            }
            TIOCGPGRP | TIOCGSID => {
                let (session, foreground) = of_own_session(&terminal)?;
                let id = if request == TIOCGPGRP { foreground } else { session };
                // SAFETY: the caller passes an `int` to fill.
                unsafe { (argument as *mut c_int).write(id as c_int) };
                return Ok(0);
            }
            TIOCSPGRP => {
                // SAFETY: the caller passes an `int`.
                let group = unsafe { (argument as *const c_int).read() };
                if shim::is_recording() {
                    shim::set_foreground(&terminal, group);
                    return Ok(0);
                }
                let group = u64::try_from(group).map_err(|_| Errno::EINVAL)?;
                signals::interruptible(|| terminal.set_foreground(group))?;
                return Ok(0);
            }
            TCFLSH => {
                let queue = match argument {
                    0 => Queue::Input,
                    1 => Queue::Output,
                    2 => Queue::Both,
                    _ => return Err(Errno::EINVAL),
                };
                terminal.flush(queue)?;
                return Ok(0);
            }
            TCXONC => {
                let flow = match argument {
                    0 => Flow::StopOutput,
                    1 => Flow::StartOutput,
                    2 => Flow::StopInput,
                    3 => Flow::StartInput,
                    _ => return Err(Errno::EINVAL),
                };
                signals::interruptible(|| terminal.set_flow(flow))?;
                return Ok(0);
            }
            TCSETS => Apply::Now,
            TCSETSW => Apply::Drain,
            TCSETSF => Apply::Flush,
            _ => return Err(Errno::ENOTTY),
        };
        // SAFETY: the caller passes a `struct termios`.
        let new = unsafe { (argument as *const Termios).read() };
        let attributes = to_attributes(&new);
        signals::interruptible(|| terminal.set_attributes(&attributes, apply))?;
        Ok(0)
    }

    fn terminal_name(fd: c_int, name: &mut [u8]) -> Result<(), Errno> {
        if let Ok(number) = terminal(fd)?.number() {
            return pseudo_terminals::write_name(number, name);
        }
        // The only name that a process has for another terminal.
        let path = c"/dev/tty".to_bytes_with_nul();
        name.get_mut(..path.len()).ok_or(Errno::ERANGE)?.copy_from_slice(path);
        Ok(())
    }

    fn open_pseudo_terminal(flags: c_int) -> Result<c_int, Errno> {
        Self::openat(AT_FDCWD, c"/dev/ptmx", flags, 0).map_err(|error| match error {
            // No more of them.
            Errno::ENOSPC | Errno::ENOMEM => Errno::EAGAIN,
            error => error,
        })
    }

    fn pseudo_terminal_name(fd: c_int, name: &mut [u8]) -> Result<(), Errno> {
        pseudo_terminals::name(fd, name)
    }

    fn unlock_pseudo_terminal(fd: c_int) -> Result<(), Errno> {
        pseudo_terminals::unlock(fd)
    }
}

/// # Safety
/// The argument is the address of a `struct termios` to fill.
pub(super) unsafe fn write_termios(argument: usize, attributes: &Attributes) {
    // SAFETY: the caller's promise.
    unsafe { (argument as *mut Termios).write(from_attributes(attributes)) }
}

pub(super) fn to_winsize(size: WindowSize) -> winsize {
    winsize {
        ws_row: size.rows,
        ws_col: size.columns,
        ws_xpixel: size.pixel_width,
        ws_ypixel: size.pixel_height,
    }
}

pub(super) fn from_winsize(size: &winsize) -> WindowSize {
    WindowSize {
        rows: size.ws_row,
        columns: size.ws_col,
        pixel_width: size.ws_xpixel,
        pixel_height: size.ws_ypixel,
    }
}

fn from_attributes(attributes: &Attributes) -> Termios {
    Termios {
        input_flags: attributes.input_flags,
        output_flags: attributes.output_flags,
        control_flags: attributes.control_flags & !CBAUD | speed_code(attributes.output_speed),
        local_flags: attributes.local_flags,
        line: 0,
        control_characters: attributes.control_characters,
        input_speed: attributes.input_speed,
        output_speed: attributes.output_speed,
    }
}

fn to_attributes(termios: &Termios) -> Attributes {
    Attributes {
        input_flags: termios.input_flags,
        output_flags: termios.output_flags,
        control_flags: termios.control_flags,
        local_flags: termios.local_flags,
        control_characters: termios.control_characters,
        input_speed: speed(termios.control_flags & CBAUD),
        output_speed: speed(termios.control_flags & CBAUD),
    }
}
