//! Terminals, by TerminalSession.

use super::Capos;
use super::descriptors::{self, Target};
use crate::errno::Errno;
use crate::platform::Tty;
use crate::types::{c_int, winsize};
use capos_rt::{Apply, Attributes, Capability, Queue, TerminalSession, WindowSize};
use core::mem::ManuallyDrop;

const TCGETS: usize = 0x5401;
const TCSETS: usize = 0x5402;
const TCSETSW: usize = 0x5403;
const TCSETSF: usize = 0x5404;
const TCSBRK: usize = 0x5409;
const TCFLSH: usize = 0x540b;
const TIOCGWINSZ: usize = 0x5413;
const TIOCSWINSZ: usize = 0x5414;

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

impl Tty for Capos {
    fn isatty(fd: c_int) -> Result<(), Errno> {
        terminal(fd).map(drop)
    }

    fn window_size(fd: c_int) -> Result<winsize, Errno> {
        let size = terminal(fd)?.window_size()?;
        Ok(winsize {
            ws_row: size.rows,
            ws_col: size.columns,
            ws_xpixel: size.pixel_width,
            ws_ypixel: size.pixel_height,
        })
    }

    unsafe fn ioctl(fd: c_int, request: usize, argument: usize) -> Result<c_int, Errno> {
        let terminal = terminal(fd)?;
        let apply = match request {
            TCGETS => {
                let now = terminal.attributes()?;
                // SAFETY: the caller passes a `struct termios` to fill.
                unsafe { (argument as *mut Termios).write(from_attributes(&now)) };
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
                terminal.set_window_size(WindowSize {
                    rows: size.ws_row,
                    columns: size.ws_col,
                    pixel_width: size.ws_xpixel,
                    pixel_height: size.ws_ypixel,
                })?;
                return Ok(0);
            }
            TCSBRK => {
                terminal.drain()?;
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
            TCSETS => Apply::Now,
            TCSETSW => Apply::Drain,
            TCSETSF => Apply::Flush,
            _ => return Err(Errno::ENOTTY),
        };
        // SAFETY: the caller passes a `struct termios`.
        let new = unsafe { (argument as *const Termios).read() };
        terminal.set_attributes(&to_attributes(&new), apply)?;
        Ok(0)
    }
}

fn from_attributes(attributes: &Attributes) -> Termios {
    Termios {
        input_flags: attributes.input_flags,
        output_flags: attributes.output_flags,
        control_flags: attributes.control_flags,
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
        input_speed: termios.input_speed,
        output_speed: termios.output_speed,
    }
}
