//! Sending signals, taking them, and timers that send them.

use alloc::sync::Arc;

use capos_hal::time;
use capos_schema::abi::limits::USER_END;
use capos_schema::abi::signal::SIGNALS;
use capos_schema::capos_capnp::self_process::Target;
use capos_schema::capos_capnp::{ErrorCode, signal_info};
use capos_schema::methods::self_process::{
    CreateSignalReader, CreateTimer, DiscardSignals, GetPendingSignals, SetRobustList, SetSignalBlocks,
    Signal, TakeSignal,
};

use super::super::{SignalReader, SignalTimer};
use crate::object::{Call, CallError, CallResult, Capability, Outcome, struct_room};
use crate::process::{Process, registry};
use crate::signal::{self, Clock, SignalInfo, SignalSet};

const INFO_ROOM: usize = struct_room::<signal_info::Owned>();

pub(super) fn signal(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Signal>();
    let params = message.get()?;
    let own = call.process().id();
    let number = check_number(call, params.get_signal())?;
    let info =
        SignalInfo { value: params.get_value(), ..SignalInfo::of(call.process(), number, params.get_code()) };
    let id = params.get_id();
    match params.get_target()? {
        Target::Thread => {
            let thread = u32::try_from(id).ok().and_then(|id| call.process().thread(id));
            let thread = thread.ok_or(ErrorCode::NoSuchProcess)?;
            if number != 0 {
                signal::post_to_thread(&thread, info)?;
            }
        }
        Target::Process => {
            let target = registry::find(id).ok_or(ErrorCode::NoSuchProcess)?;
            if !registry::reaches(own, id) {
                return Err(ErrorCode::NotPermitted.into());
            }
            send(&target, info)?;
        }
        Target::Group => {
            let group = if id == 0 { registry::ids(own).map_or(0, |ids| ids.group) } else { id };
            let targets = registry::reached_by(own, Some(group))?;
            if targets.is_empty() {
                let there = registry::has_group(group);
                return Err(if there { ErrorCode::NotPermitted } else { ErrorCode::NoSuchProcess }.into());
            }
            send_all(&targets, info)?;
        }
        Target::All => {
            let targets = registry::reached_by(own, None)?;
            if targets.is_empty() {
                return Err(ErrorCode::NoSuchProcess.into());
            }
            send_all(&targets, info)?;
        }
    }
    Ok(Outcome::Done)
}

fn send(target: &Arc<Process>, info: SignalInfo) -> Result<(), ErrorCode> {
    // One that has ended is there until somebody waits for it, and takes signals without effect.
    if info.signal == 0 || target.exit_status().is_some() { Ok(()) } else { signal::post(target, info) }
}

/// It is enough that one could be told.
fn send_all(targets: &[Arc<Process>], info: SignalInfo) -> Result<(), ErrorCode> {
    targets.iter().map(|target| send(target, info)).reduce(Result::or).unwrap_or(Ok(()))
}

fn check_number(call: &mut Call<'_>, number: u8) -> Result<u8, CallError> {
    if number <= SIGNALS {
        return Ok(number);
    }
    Err(call.exception(ErrorCode::InvalidArgument, "signal: above 64"))
}

pub(super) fn set_blocks(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<SetSignalBlocks>();
    let params = message.get()?;
    let (process, thread) = (params.get_process(), params.get_thread());
    for (name, address) in [("process", process), ("thread", thread)] {
        if address % 8 != 0 || address >= USER_END {
            return Err(call.exception(
                ErrorCode::InvalidArgument,
                format_args!("{name}: not an aligned address of user space"),
            ));
        }
    }
    call.process().set_signal_block(process);
    call.thread().set_signal_block(thread);
    call.thread().draw_own_attention();
    Ok(Outcome::Done)
}

pub(super) fn set_robust_list(call: &mut Call<'_>) -> CallResult {
    let head = call.params::<SetRobustList>().get()?.get_head();
    if head % 8 != 0 || head >= USER_END {
        return Err(call.exception(ErrorCode::InvalidArgument, "head: not an aligned address of user space"));
    }
    call.thread().set_robust_list(head);
    Ok(Outcome::Done)
}

pub(super) fn take(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<TakeSignal>();
    let params = message.get()?;
    let set = SignalSet(params.get_set()) & !SignalSet::UNSTOPPABLE;
    call.check_results::<TakeSignal>(INFO_ROOM)?;
    let taken = signal::take(call.thread(), set);
    let Some(info) = taken else {
        if time::now() >= params.get_deadline() {
            return Err(ErrorCode::TimedOut.into());
        }
        call.deadline = Some(params.get_deadline());
        return Ok(Outcome::Wait);
    };
    call.thread().draw_own_attention();
    call.answer::<TakeSignal>(INFO_ROOM, |results| info.fill(results.init_info()))
}

pub(super) fn get_pending(call: &mut Call<'_>) -> CallResult {
    let set = signal::pending(call.thread());
    call.answer::<GetPendingSignals>(0, |mut results| results.set_set(set.0))
}

pub(super) fn discard(call: &mut Call<'_>) -> CallResult {
    let set = SignalSet(call.params::<DiscardSignals>().get()?.get_set());
    call.process().for_each_queue(|queue| queue.discard(set));
    call.thread().draw_own_attention();
    Ok(Outcome::Done)
}

pub(super) fn create_timer(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<CreateTimer>();
    let params = message.get()?;
    let number = check_number(call, params.get_signal())?;
    let Some(clock) = Clock::of(params.get_clock(), call.thread()) else {
        return Err(call.exception(ErrorCode::InvalidArgument, "clock: none that a timer counts by"));
    };
    call.check_results::<CreateTimer>(0)?;
    let info =
        SignalInfo { value: params.get_value(), ..SignalInfo::of(call.process(), number, params.get_code()) };
    let timer = signal::SignalTimer::new(call.process(), clock, info);
    let handle = call.insert(Capability::new(Arc::new(SignalTimer::new(timer))))?;
    call.answer::<CreateTimer>(0, |mut results| results.set_timer(handle.bits()))
}

pub(super) fn create_reader(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<CreateSignalReader>();
    let params = message.get()?;
    call.check_results::<CreateSignalReader>(0)?;
    let reader = SignalReader::new(SignalSet(params.get_set()), params.get_flags());
    let handle = call.insert(Capability::new(Arc::new(reader)))?;
    call.answer::<CreateSignalReader>(0, |mut results| results.set_reader(handle.bits()))
}
