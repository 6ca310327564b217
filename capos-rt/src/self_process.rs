//! Client of `SelfProcess`: the process among others.

use capos_schema::abi::Handle;
use capos_schema::abi::limits::MAX_PARAMS;
use capos_schema::capos_capnp::{child_state, self_process as schema};
use capos_schema::methods::self_process as methods;
pub use schema::{Children, Target};

use crate::call::{Bulk, Wait, act, ask, ask_with, call, transfer, transfer_with};
use crate::capability::interfaces::{File, SelfProcess, SignalReader, SignalTimer};
use crate::process_handle::decode_status;
use crate::process_spawner::{Grant, USUAL_WORDS, check_size, fill_grants};
use crate::{Capability, ExitStatus, Result};

const WORDS: usize = MAX_PARAMS / 8;

/// What a process, or its children, have used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Usage {
    /// Processor time, in nanoseconds.
    pub user: u64,
    pub system: u64,
    pub max_resident_pages: u64,
    pub faults: u64,
    pub waits: u64,
    pub preemptions: u64,
}

/// Numbers of a process; parent 1 stands for none that lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ids {
    pub process: u64,
    pub parent: u64,
    pub group: u64,
    pub session: u64,
}

/// A signal to send: what its handler will find.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signal {
    pub number: u8,
    pub code: i32,
    pub value: u64,
}

/// A signal that was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignalInfo {
    pub signal: Signal,
    /// The sender, or the child that it is about, and whom it acts for.
    pub process: u64,
    pub user: u32,
}

/// Which changes of children to wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    pub ended: bool,
    pub stopped: bool,
    pub continued: bool,
    /// Leaves the child to be waited for again.
    pub keep: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChildState {
    Ended(ExitStatus),
    Stopped(u8),
    Continued,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Child {
    pub process: u64,
    pub state: ChildState,
    /// Processor time of it and its children, in nanoseconds.
    pub user: u64,
    pub system: u64,
    pub max_resident_pages: u64,
}

/// Another program for this process.
#[derive(Clone, Copy, Debug)]
pub struct Exec<'a> {
    pub file: &'a Capability<File>,
    /// What people call it.
    pub name: &'a str,
    pub grants: &'a [Grant<'a>],
    pub blocked_signals: u64,
    pub ignored_signals: u64,
    /// A LaunchParameters message.
    pub launch: &'a [u8],
}

impl Capability<SelfProcess> {
    /// Maps the page that tells the calling thread its processor time ([`ProcessorClock`]); answers its address.
    ///
    /// [`ProcessorClock`]: crate::clock::ProcessorClock
    pub fn map_processor_time(&self) -> Result<u64> {
        ask::<methods::MapProcessorTime, 4, _>(self.handle(), |results| Ok(results.get_address()))
    }

    /// Where the calling thread lists the locks that it holds ([`capos_schema::abi::robust_list`]), 0 for nowhere.
    pub fn set_robust_list(&self, head: u64) -> Result<()> {
        act::<methods::SetRobustList, 2>(self.handle(), |mut params| params.set_head(head))
    }

    /// What the process has used, or those children that it has waited for.
    pub fn usage(&self, children: bool) -> Result<Usage> {
        let fill = |mut params: schema::get_usage_params::Builder<'_>| params.set_children(children);
        let read = |results: schema::get_usage_results::Reader<'_>| {
            Ok(Usage {
                user: results.get_user_nanoseconds(),
                system: results.get_system_nanoseconds(),
                max_resident_pages: results.get_max_resident_pages(),
                faults: results.get_faults(),
                waits: results.get_waits(),
                preemptions: results.get_preemptions(),
            })
        };
        ask_with::<methods::GetUsage, 4, 8, _>(self.handle(), fill, read)
    }

    /// Runs another program in this process; comes back only with an error.
    pub fn exec(&self, exec: Exec<'_>) -> Result<()> {
        let words = check_size(exec.name, exec.grants)?;
        let fill = |mut params: schema::exec_params::Builder<'_>| {
            params.set_file(exec.file.handle().bits());
            params.set_program(exec.name);
            params.set_blocked_signals(exec.blocked_signals);
            params.set_ignored_signals(exec.ignored_signals);
            fill_grants(params.init_grants(exec.grants.len() as u32), exec.grants);
        };
        let (handle, launch) = (self.handle(), Bulk::From(exec.launch));
        if words <= USUAL_WORDS {
            transfer_with::<methods::Exec, USUAL_WORDS>(handle, Wait::Block, launch, fill).map(drop)
        } else {
            transfer_with::<methods::Exec, WORDS>(handle, Wait::Block, launch, fill).map(drop)
        }
    }

    /// Of the process of that number, or of this one with 0.
    pub fn ids(&self, process: u64) -> Result<Ids> {
        let fill = |mut params: schema::get_ids_params::Builder<'_>| params.set_process(process);
        let read = |results: schema::get_ids_results::Reader<'_>| {
            Ok(Ids {
                process: results.get_process(),
                parent: results.get_parent(),
                group: results.get_group(),
                session: results.get_session(),
            })
        };
        ask_with::<methods::GetIds, 2, 6, _>(self.handle(), fill, read)
    }

    pub fn set_group(&self, process: u64, group: u64) -> Result<()> {
        let fill = |mut params: schema::set_group_params::Builder<'_>| {
            params.set_process(process);
            params.set_group(group);
        };
        act::<methods::SetGroup, 4>(self.handle(), fill)
    }

    pub fn create_session(&self) -> Result<u64> {
        let read = |results: schema::create_session_results::Reader<'_>| Ok(results.get_session());
        ask::<methods::CreateSession, 2, _>(self.handle(), read)
    }

    /// Sends a signal to those that `target` and `id` name; number 0 only asks whether there is anybody.
    pub fn signal(&self, target: Target, id: u64, signal: Signal) -> Result<()> {
        let fill = |mut params: schema::signal_params::Builder<'_>| {
            params.set_target(target);
            params.set_id(id);
            params.set_signal(signal.number);
            params.set_code(signal.code);
            params.set_value(signal.value);
        };
        act::<methods::Signal, 6>(self.handle(), fill)
    }

    /// Where the process's and the calling thread's blocks are (`capos_schema::abi::signal`); they stay there.
    pub fn set_signal_blocks(&self, process: u64, thread: u64) -> Result<()> {
        let fill = |mut params: schema::set_signal_blocks_params::Builder<'_>| {
            params.set_process(process);
            params.set_thread(thread);
        };
        act::<methods::SetSignalBlocks, 4>(self.handle(), fill)
    }

    /// Waits until a signal of the set is pending and takes it; `timedOut` at the deadline, in Timer's nanoseconds.
    pub fn take_signal(&self, set: u64, deadline: u64) -> Result<SignalInfo> {
        let fill = |mut params: schema::take_signal_params::Builder<'_>| {
            params.set_set(set);
            params.set_deadline(deadline);
        };
        let read = |results: schema::take_signal_results::Reader<'_>| {
            let info = results.get_info()?;
            Ok(SignalInfo {
                signal: Signal { number: info.get_signal(), code: info.get_code(), value: info.get_value() },
                process: info.get_process(),
                user: info.get_user(),
            })
        };
        ask_with::<methods::TakeSignal, 4, 8, _>(self.handle(), fill, read)
    }

    /// Waits for a signal; always an error, `interrupted` as a rule.
    pub fn pause(&self) -> Result<()> {
        transfer::<methods::Pause>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }

    pub fn pending_signals(&self) -> Result<u64> {
        let read = |results: schema::get_pending_signals_results::Reader<'_>| Ok(results.get_set());
        ask::<methods::GetPendingSignals, 2, _>(self.handle(), read)
    }

    /// Forgets those of the set that are pending.
    pub fn discard_signals(&self, set: u64) -> Result<()> {
        let fill = |mut params: schema::discard_signals_params::Builder<'_>| params.set_set(set);
        act::<methods::DiscardSignals, 2>(self.handle(), fill)
    }

    /// A child that changed; with `Wait::Never` fails with `wouldBlock` if none has.
    pub fn wait_child(&self, which: Children, id: u64, changes: Changes, wait: Wait) -> Result<Child> {
        let fill = |mut params: schema::wait_child_params::Builder<'_>| {
            params.set_which(which);
            params.set_id(id);
            params.set_ended(changes.ended);
            params.set_stopped(changes.stopped);
            params.set_continued(changes.continued);
            params.set_keep(changes.keep);
        };
        let read = |results: schema::wait_child_results::Reader<'_>| {
            let state = match results.get_state()?.which()? {
                child_state::Ended(status) => ChildState::Ended(decode_status(status?)?),
                child_state::Stopped(signal) => ChildState::Stopped(signal),
                child_state::Continued(()) => ChildState::Continued,
            };
            Ok(Child {
                process: results.get_process(),
                state,
                user: results.get_user_nanoseconds(),
                system: results.get_system_nanoseconds(),
                max_resident_pages: results.get_max_resident_pages(),
            })
        };
        call::<methods::WaitChild, 4, 20, _>(self.handle(), wait, Bulk::None, fill, read)
            .map(|(child, _)| child)
    }

    /// A timer that sends this process the signal; `clock` is a CLOCK_* number that the schema names.
    pub fn create_timer(&self, signal: Signal, clock: u32) -> Result<Capability<SignalTimer>> {
        let fill = |mut params: schema::create_timer_params::Builder<'_>| {
            params.set_signal(signal.number);
            params.set_code(signal.code);
            params.set_value(signal.value);
            params.set_clock(clock);
        };
        let read = |results: schema::create_timer_results::Reader<'_>| Ok(results.get_timer());
        ask_with::<methods::CreateTimer, 4, 2, _>(self.handle(), fill, read)
            .map(|timer| Capability::from_handle(Handle::from_bits(timer)))
    }

    /// Takes signals of the set by reading; the flags are 0 or `O_NONBLOCK`.
    pub fn create_signal_reader(&self, set: u64, flags: u32) -> Result<Capability<SignalReader>> {
        let fill = |mut params: schema::create_signal_reader_params::Builder<'_>| {
            params.set_set(set);
            params.set_flags(flags);
        };
        let read = |results: schema::create_signal_reader_results::Reader<'_>| Ok(results.get_reader());
        ask_with::<methods::CreateSignalReader, 4, 2, _>(self.handle(), fill, read)
            .map(|reader| Capability::from_handle(Handle::from_bits(reader)))
    }

    /// The lowest nice value of those that `target` and `id` name.
    pub fn priority(&self, target: Target, id: u64) -> Result<i8> {
        let fill = |mut params: schema::get_priority_params::Builder<'_>| {
            params.set_target(target);
            params.set_id(id);
        };
        let read = |results: schema::get_priority_results::Reader<'_>| Ok(results.get_nice());
        ask_with::<methods::GetPriority, 4, 4, _>(self.handle(), fill, read)
    }

    pub fn set_priority(&self, target: Target, id: u64, nice: i8) -> Result<()> {
        let fill = |mut params: schema::set_priority_params::Builder<'_>| {
            params.set_target(target);
            params.set_id(id);
            params.set_nice(nice);
        };
        act::<methods::SetPriority, 4>(self.handle(), fill)
    }

    /// The soft and the hard limit of a resource, `RLIMIT_*`.
    /// Policy, `SCHED_*`, and priority of a thread, or of a process's first one.
    pub fn scheduling(&self, target: Target, id: u64) -> Result<(u8, u8)> {
        let fill = |mut params: schema::get_scheduling_params::Builder<'_>| {
            params.set_target(target);
            params.set_id(id);
        };
        let read = |results: schema::get_scheduling_results::Reader<'_>| {
            Ok((results.get_policy(), results.get_priority()))
        };
        ask_with::<methods::GetScheduling, 4, 2, _>(self.handle(), fill, read)
    }

    pub fn set_scheduling(&self, target: Target, id: u64, policy: u8, priority: u8) -> Result<()> {
        let fill = |mut params: schema::set_scheduling_params::Builder<'_>| {
            params.set_target(target);
            params.set_id(id);
            params.set_policy(policy);
            params.set_priority(priority);
        };
        act::<methods::SetScheduling, 4>(self.handle(), fill)
    }

    pub fn limit(&self, resource: u8) -> Result<(u64, u64)> {
        let fill = |mut params: schema::get_limit_params::Builder<'_>| params.set_resource(resource);
        let read =
            |results: schema::get_limit_results::Reader<'_>| Ok((results.get_soft(), results.get_hard()));
        ask_with::<methods::GetLimit, 4, 4, _>(self.handle(), fill, read)
    }

    pub fn set_limit(&self, resource: u8, soft: u64, hard: u64) -> Result<()> {
        let fill = |mut params: schema::set_limit_params::Builder<'_>| {
            params.set_resource(resource);
            params.set_soft(soft);
            params.set_hard(hard);
        };
        act::<methods::SetLimit, 4>(self.handle(), fill)
    }
}
