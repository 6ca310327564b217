//! `SignalReader`: signals that are pending for whoever reads, as records.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::signal_reader::{GetFlags, Read, SetFlags, SetSignals};
use capos_schema::{Interface, Method};

use super::status_flags::StatusFlags;
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Object, Outcome, WaitQueue};
use crate::process::Process;
use crate::signal::{self, RECORD_SIZE, SignalSet};
use crate::thread::Thread;

/// It knows which signals it takes, not whose: all that hold it read their own.
pub struct SignalReader {
    set: AtomicU64,
    flags: StatusFlags,
}

impl SignalReader {
    /// Of the flags only `O_NONBLOCK` means something.
    pub fn new(set: SignalSet, flags: u32) -> Self {
        let flags = StatusFlags::new(OpenFlags::from_bits_retain(flags) & OpenFlags::NON_BLOCKING);
        let reader = SignalReader { set: AtomicU64::new(0), flags };
        reader.set_signals(set);
        reader
    }

    fn set(&self) -> SignalSet {
        SignalSet(self.set.load(Relaxed))
    }

    fn set_signals(&self, set: SignalSet) {
        self.set.store((set & !SignalSet::UNSTOPPABLE).0, Relaxed);
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        let room = call.bulk_length() / RECORD_SIZE as u64;
        if room == 0 {
            return Err(call.exception(ErrorCode::InvalidArgument, "bulk: less than a record"));
        }
        let mut count = 0;
        while count < room
            && let Some(info) = signal::take(call.thread(), self.set())
        {
            if let Err(error) = call.bulk_out(count * RECORD_SIZE as u64, &info.record()) {
                // It has just left room.
                let _ = call.process().signals().push(info);
                return Err(error);
            }
            count += 1;
        }
        if count == 0 {
            return self.flags.later();
        }
        // The block of the thread's signals still shows them.
        call.thread().draw_own_attention();
        call.set_value(count * RECORD_SIZE as u64);
        Ok(Outcome::Done)
    }
}

impl Object for SignalReader {
    fn interface(&self) -> Interface {
        Interface::SignalReader
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Read::ORDINAL => self.read(call),
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
            SetSignals::ORDINAL => {
                self.set_signals(SignalSet(call.params::<SetSignals>().get()?.get_set()));
                Ok(Outcome::Done)
            }
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness_for(&self, caller: &Thread) -> Readiness {
        Readiness::READABLE.when(!(signal::pending(caller) & self.set()).is_empty())
    }

    fn wait_queue_for<'a>(&'a self, caller: &'a Process) -> Option<&'a WaitQueue> {
        Some(caller.signals_queue())
    }
}
