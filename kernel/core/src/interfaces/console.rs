//! `Console`: text for the system console, whole lines at a time, so that lines of several writers stay apart.

use capos_hal::serial;
use capos_hal::sync::SpinLock;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::methods::console::Write;
use capos_schema::{Interface, Method};

use crate::lock_order::ObjectState;
use crate::object::{Call, CallResult, Object, Outcome};

/// Longer lines are printed in parts.
const MAX_LINE: usize = 256;

/// Bytes taken from the caller at a time.
const CHUNK: usize = 256;

pub struct Console {
    line: SpinLock<ObjectState, Line>,
}

impl Console {
    pub const fn new() -> Self {
        Console { line: SpinLock::new(Line { bytes: [0; MAX_LINE], length: 0 }) }
    }

    fn write(&self, call: &mut Call<'_>) -> CallResult {
        let length = call.bulk_length();
        let mut done = 0;
        while done < length {
            let mut chunk = [0; CHUNK];
            let part = &mut chunk[..(length - done).min(CHUNK as u64) as usize];
            call.bulk_in(done, part)?;
            let mut line = self.line.lock();
            for &byte in part.iter() {
                line.put(byte);
            }
            done += part.len() as u64;
        }
        call.set_value(length);
        Ok(Outcome::Done)
    }
}

impl Default for Console {
    fn default() -> Self {
        Console::new()
    }
}

impl Object for Console {
    fn interface(&self) -> Interface {
        Interface::Console
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Write::ORDINAL => self.write(call),
            _ => Err(Fault::Method.into()),
        }
    }

    /// Writing never waits.
    fn readiness(&self) -> Readiness {
        Readiness::WRITABLE
    }
}

impl Drop for Console {
    /// A last line without its end is not lost.
    fn drop(&mut self) {
        let line = self.line.get_mut();
        if line.length != 0 {
            line.put(b'\n');
        }
    }
}

struct Line {
    bytes: [u8; MAX_LINE],
    length: usize,
}

impl Line {
    /// Room for the two bytes that end a line is always left.
    fn put(&mut self, byte: u8) {
        if byte == b'\n' {
            self.push(b'\r');
            self.push(b'\n');
            self.print();
            return;
        }
        self.push(byte);
        if self.length > MAX_LINE - 2 {
            self.print();
        }
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }

    fn print(&mut self) {
        serial::write(&self.bytes[..self.length]);
        self.length = 0;
    }
}
