//! `PseudoTerminal`: the far side of a terminal whose user is a program.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::pseudo_terminal::{
    GetFlags, GetNumber, GetSettings, OpenTerminal, Read, SetFlags, SetLocked, SetWindowSize, Write,
};
use capos_schema::{Interface, Method};

use super::TerminalSession;
use super::status_flags::StatusFlags;
use super::terminal_session::{ATTRIBUTES_ROOM, WINDOW_SIZE_ROOM, read_size, write_attributes, write_size};
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Capability, Object, Outcome, WaitQueue};
use crate::quota::{Account, Charge};
use crate::terminal::Wire;

/// Bytes moved at a time between caller and line discipline.
const CHUNK: usize = 512;

/// What the line discipline's queues take.
const PAGES: u64 = 6;

pub struct PseudoTerminal {
    wire: Arc<Wire>,
    is_locked: AtomicBool,
    flags: StatusFlags,
    _charge: Charge,
}

impl PseudoTerminal {
    /// The account pays as long as it is there.
    pub fn charge(account: &Arc<Account>) -> Option<Charge> {
        Charge::new(account, PAGES)
    }

    /// One that is locked.
    pub fn new(number: u32, charge: Charge) -> Self {
        PseudoTerminal {
            wire: Arc::new(Wire::pseudo(number)),
            is_locked: AtomicBool::new(true),
            flags: StatusFlags::new(OpenFlags::READ_WRITE),
            _charge: charge,
        }
    }

    pub fn is_locked(&self) -> bool {
        self.is_locked.load(Relaxed)
    }

    /// The terminal that all who open it share.
    pub fn open(&self) -> Arc<TerminalSession> {
        self.wire.open()
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        let room = call.bulk_length();
        let mut moved = 0;
        while moved < room {
            let mut chunk = [0; CHUNK];
            let part = &mut chunk[..(room - moved).min(CHUNK as u64) as usize];
            let count = self.wire.discipline.lock().take_output(part);
            if count == 0 {
                break;
            }
            call.bulk_out(moved, &part[..count])?;
            moved += count as u64;
        }
        if moved == 0 && room > 0 {
            return if self.wire.was_left() { Err(ErrorCode::IoError.into()) } else { self.flags.later() };
        }
        // Writers and those who drain wait for this.
        self.wire.waiting.wake();
        call.set_value(moved);
        Ok(Outcome::Done)
    }

    /// Takes everything, waiting for room; `progress` is what was taken.
    fn write(&self, call: &mut Call<'_>) -> CallResult {
        let length = call.bulk_length();
        while call.progress < length {
            let mut chunk = [0; CHUNK];
            let part = &mut chunk[..(length - call.progress).min(CHUNK as u64) as usize];
            call.bulk_in(call.progress, part)?;
            let taken = self.wire.receive(part);
            call.progress += taken as u64;
            if taken == 0 {
                if call.progress != 0 && self.flags.content_with_part(call) {
                    break;
                }
                call.set_value(call.progress);
                return self.flags.later();
            }
        }
        call.set_value(call.progress);
        Ok(Outcome::Done)
    }

    fn get_number(&self, call: &mut Call<'_>) -> CallResult {
        let number = self.wire.number().ok_or(ErrorCode::NotFound)?;
        call.answer::<GetNumber>(0, |mut results| {
            results.set_number(number);
            results.set_locked(self.is_locked());
        })
    }

    fn open_terminal(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<OpenTerminal>(0)?;
        let handle = call.insert(Capability::new(self.open()))?;
        call.answer::<OpenTerminal>(0, |mut results| results.set_terminal(handle.bits()))
    }

    fn get_settings(&self, call: &mut Call<'_>) -> CallResult {
        let (attributes, size) = {
            let discipline = self.wire.discipline.lock();
            (*discipline.attributes(), discipline.window_size())
        };
        call.answer::<GetSettings>(ATTRIBUTES_ROOM + WINDOW_SIZE_ROOM, |mut results| {
            write_attributes(&attributes, results.reborrow().init_attributes());
            write_size(size, results.init_size());
        })
    }

    fn set_window_size(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetWindowSize>();
        let size = read_size(message.get()?.get_size()?);
        self.wire.resize(size);
        Ok(Outcome::Done)
    }
}

impl Drop for PseudoTerminal {
    fn drop(&mut self) {
        self.wire.hang_up();
    }
}

impl Object for PseudoTerminal {
    fn interface(&self) -> Interface {
        Interface::PseudoTerminal
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Read::ORDINAL => self.read(call),
            Write::ORDINAL => self.write(call),
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
            GetNumber::ORDINAL => self.get_number(call),
            SetLocked::ORDINAL => {
                self.is_locked.store(call.params::<SetLocked>().get()?.get_locked(), Relaxed);
                Ok(Outcome::Done)
            }
            OpenTerminal::ORDINAL => self.open_terminal(call),
            GetSettings::ORDINAL => self.get_settings(call),
            SetWindowSize::ORDINAL => self.set_window_size(call),
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        let left = Readiness::HANG_UP.when(self.wire.was_left());
        let discipline = self.wire.discipline.lock();
        left.union(Readiness::READABLE.when(discipline.has_output()))
            .union(Readiness::WRITABLE.when(discipline.has_input_room()))
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(&self.wire.waiting)
    }
}
