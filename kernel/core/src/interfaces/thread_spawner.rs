//! `ThreadSpawner`: more threads for a process.

use alloc::sync::Arc;

use capos_hal::{UserAddress, user};
use capos_schema::abi::Fault;
use capos_schema::abi::limits::USER_END;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::thread_spawner::{GetUsage, Spawn};
use capos_schema::{Interface, Method};

use super::ThreadHandle;
use crate::memory::MemoryError;
use crate::object::{Call, CallError, CallResult, Capability, Object};
use crate::signal::SignalSet;
use crate::spawn::map_ring;
use crate::thread::{Start, Thread, ThreadError};

/// The object has no state: the threads are the caller's.
pub struct ThreadSpawner;

fn refuse_memory(call: &mut Call<'_>, error: MemoryError) -> CallError {
    call.exception(error.code(), format_args!("a ring for the thread: {error}"))
}

fn refuse(call: &mut Call<'_>, error: ThreadError) -> CallError {
    let (code, reason) = match error {
        ThreadError::QuotaExceeded => {
            (ErrorCode::QuotaExceeded, "memory: a thread needs pages of the kernel")
        }
        ThreadError::NoMemory => (ErrorCode::NoMemory, "no memory for a thread"),
    };
    call.exception(code, reason)
}

fn spawn(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Spawn>();
    let params = message.get()?;
    call.check_results::<Spawn>(0)?;
    let signal_block = params.get_signal_block();
    if signal_block % 8 != 0 || signal_block >= USER_END {
        return Err(
            call.exception(ErrorCode::InvalidArgument, "signalBlock: not an aligned address of user space")
        );
    }
    let space = call.address_space();
    let ring = map_ring(space).map_err(|error| refuse_memory(call, error))?;
    let start = Start {
        entry: UserAddress::new(params.get_entry()),
        stack: UserAddress::new(params.get_stack()),
        argument: params.get_argument(),
        ring,
        thread_pointer: UserAddress::new(params.get_thread_pointer()),
        blocked_signals: SignalSet::ALL,
    };
    let process = call.process();
    let made = Thread::new(process, space, process.next_thread_id(), start);
    let thread = match made {
        Ok(thread) => thread,
        Err(error) => {
            crate::spawn::unmap_ring(space, ring);
            return Err(refuse(call, error));
        }
    };
    thread.set_signal_block(signal_block);
    thread.keep_policy(call.thread().policy());
    thread.own_ring();
    let id = thread.id();
    let finished = announce(call, params.get_id_word(), params.get_want_handle(), &thread);
    if finished.is_err() {
        // It leaves before its first instruction.
        thread.dismiss();
    }
    thread.start();
    let handle = finished?;
    call.answer::<Spawn>(0, |mut results| {
        results.set_id(id);
        results.set_thread(handle);
    })
}

/// Tells the caller about the thread before it runs.
fn announce(
    call: &Call<'_>,
    id_word: u64,
    wants_handle: bool,
    thread: &Arc<Thread>,
) -> Result<u32, CallError> {
    if id_word != 0 {
        user::write_u32(UserAddress::new(id_word), thread.id()).map_err(|_| ErrorCode::InvalidArgument)?;
    }
    if !wants_handle {
        return Ok(0);
    }
    let handle = call.insert(Capability::new(Arc::new(ThreadHandle::new(thread))))?;
    Ok(handle.bits())
}

fn get_usage(call: &mut Call<'_>) -> CallResult {
    let id = call.params::<GetUsage>().get()?.get_id();
    let time = match id {
        0 => call.thread().times().get(),
        id => call.process().thread(id).ok_or(ErrorCode::NoSuchProcess)?.times().get(),
    };
    call.answer::<GetUsage>(0, |results| time.write(results))
}

impl Object for ThreadSpawner {
    fn interface(&self) -> Interface {
        Interface::ThreadSpawner
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Spawn::ORDINAL => spawn(call),
            GetUsage::ORDINAL => get_usage(call),
            _ => Err(Fault::Method.into()),
        }
    }
}
