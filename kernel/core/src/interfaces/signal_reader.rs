//! `SignalReader`: signals that are pending for whoever reads, as records.

use core::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::signal_reader::{GetFlags, Read, SetFlags, SetSignals};
use capos_schema::{Interface, Method};

use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Object, Outcome, WaitQueue};
use crate::process::Process;
use crate::signal::{RECORD_SIZE, SignalInfo, SignalSet};
use crate::thread::Thread;

/// It knows which signals it takes, not whose: all that hold it read their own.
pub struct SignalReader {
    set: AtomicU64,
    is_non_blocking: AtomicBool,
}

impl SignalReader {
    /// Of the flags only `O_NONBLOCK` means something.
    pub fn new(set: SignalSet, flags: u32) -> Self {
        let reader = SignalReader { set: AtomicU64::new(0), is_non_blocking: AtomicBool::new(false) };
        reader.set_signals(set);
        reader.set_flags(flags);
        reader
    }

    fn set(&self) -> SignalSet {
        SignalSet(self.set.load(Relaxed))
    }

    fn set_signals(&self, set: SignalSet) {
        self.set.store((set & !SignalSet::UNSTOPPABLE).0, Relaxed);
    }

    fn set_flags(&self, flags: u32) {
        self.is_non_blocking.store(flags & OpenFlags::NON_BLOCKING.bits() != 0, Relaxed);
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        let room = call.bulk_length() / RECORD_SIZE as u64;
        if room == 0 {
            return Err(call.exception(ErrorCode::InvalidArgument, "bulk: less than a record"));
        }
        let mut count = 0;
        while count < room
            && let Some(info) = take(call.thread(), self.set())
        {
            if let Err(error) = call.bulk_out(count * RECORD_SIZE as u64, &info.record()) {
                // It has just left room.
                let _ = call.process().signals().push(info);
                return Err(error);
            }
            count += 1;
        }
        if count == 0 {
            let waits = !self.is_non_blocking.load(Relaxed);
            return if waits { Ok(Outcome::Wait) } else { Err(ErrorCode::WouldBlock.into()) };
        }
        // The block of the thread's signals still shows them.
        call.thread().draw_own_attention();
        call.set_value(count * RECORD_SIZE as u64);
        Ok(Outcome::Done)
    }

    fn get_flags(&self, call: &mut Call<'_>) -> CallResult {
        let flags = if self.is_non_blocking.load(Relaxed) { OpenFlags::NON_BLOCKING.bits() } else { 0 };
        call.results::<GetFlags>(0, |mut results| {
            results.set_flags(flags);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

/// The thread's own before its process's.
fn take(thread: &Thread, set: SignalSet) -> Option<SignalInfo> {
    thread.signals().take(set).or_else(|| thread.process().signals().take(set))
}

impl Object for SignalReader {
    fn interface(&self) -> Interface {
        Interface::SignalReader
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Read::ORDINAL => self.read(call),
            GetFlags::ORDINAL => self.get_flags(call),
            SetFlags::ORDINAL => {
                self.set_flags(call.params::<SetFlags>().get()?.get_flags());
                Ok(Outcome::Done)
            }
            SetSignals::ORDINAL => {
                self.set_signals(SignalSet(call.params::<SetSignals>().get()?.get_set()));
                Ok(Outcome::Done)
            }
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness_for(&self, caller: &Thread) -> Readiness {
        let pending = caller.signals().pending() | caller.process().signals().pending();
        if (pending & self.set()).is_empty() { Readiness::NONE } else { Readiness::READABLE }
    }

    fn wait_queue_for<'a>(&'a self, caller: &'a Process) -> Option<&'a WaitQueue> {
        Some(caller.signals_queue())
    }
}
