//! `SelfProcess`: what a process may do as a process among others.

mod attributes;
mod children;
mod jobs;
mod processor_time;
mod program;
mod scheduling;
mod signals;

use capos_schema::abi::{Fault, Readiness};
use capos_schema::methods::self_process::{
    CreateSession, CreateSignalReader, CreateTimer, DiscardSignals, Exec, GetIds, GetLimit,
    GetPendingSignals, GetPriority, GetScheduling, GetUsage, MapProcessorTime, Pause, SetGroup, SetLimit,
    SetPriority, SetRobustList, SetScheduling, SetSignalBlocks, Signal, TakeSignal, WaitChild,
};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object, Outcome, WaitQueue};
use crate::process::{Process, family};
use crate::thread::Thread;

/// The object has no state: it speaks of whoever calls it.
pub struct SelfProcess;

impl SelfProcess {
    fn get_usage(call: &mut Call<'_>) -> CallResult {
        let of_children = call.params::<GetUsage>().get()?.get_children();
        let process = call.process();
        let usage = if of_children { process.children_usage() } else { process.usage() };
        call.answer::<GetUsage>(0, |mut results| {
            results.set_user_nanoseconds(usage.time.user);
            results.set_system_nanoseconds(usage.time.system);
            results.set_max_resident_pages(usage.max_resident);
            results.set_faults(usage.faults);
            results.set_waits(usage.waits);
            results.set_preemptions(usage.preemptions);
        })
    }
}

impl Object for SelfProcess {
    fn interface(&self) -> Interface {
        Interface::SelfProcess
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            GetUsage::ORDINAL => Self::get_usage(call),
            Exec::ORDINAL => program::exec(call),
            GetIds::ORDINAL => jobs::get_ids(call),
            SetGroup::ORDINAL => jobs::set_group(call),
            CreateSession::ORDINAL => jobs::create_session(call),
            Signal::ORDINAL => signals::signal(call),
            SetSignalBlocks::ORDINAL => signals::set_blocks(call),
            TakeSignal::ORDINAL => signals::take(call),
            // Only a signal ends it, and that is not the method's business.
            Pause::ORDINAL => Ok(Outcome::Wait),
            GetPendingSignals::ORDINAL => signals::get_pending(call),
            DiscardSignals::ORDINAL => signals::discard(call),
            WaitChild::ORDINAL => children::wait(call),
            CreateTimer::ORDINAL => signals::create_timer(call),
            CreateSignalReader::ORDINAL => signals::create_reader(call),
            GetPriority::ORDINAL => attributes::get_priority(call),
            SetPriority::ORDINAL => attributes::set_priority(call),
            GetLimit::ORDINAL => attributes::get_limit(call),
            SetLimit::ORDINAL => attributes::set_limit(call),
            SetScheduling::ORDINAL => scheduling::set(call),
            GetScheduling::ORDINAL => scheduling::get(call),
            MapProcessorTime::ORDINAL => processor_time::map(call),
            SetRobustList::ORDINAL => signals::set_robust_list(call),
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness_for(&self, caller: &Thread) -> Readiness {
        Readiness::READABLE.when(family::has_change(caller.process().id()))
    }

    fn wait_queue_for<'a>(&'a self, caller: &'a Process) -> Option<&'a WaitQueue> {
        Some(caller.children_queue())
    }
}
