//! SelfProcess and ProcessForker: children, copies, numbers, limits.

use alloc::vec;

use capos_rt::call::Wait;
use capos_rt::entry::exit_process;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::{Fault, Readiness, Submission};
use capos_rt::schema::methods::{process_forker, self_process, timer};
use capos_rt::startup::{granted, startup};
use capos_rt::{
    Capability, Changes, ChildState, Children, Error, ExitStatus, Grant, ProcessForker, ProcessSpawner,
    Program, Quota, Result, SelfProcess, Signal, SpawnAttributes, Target,
};

use crate::check::Check;
use crate::processes::{handle, launch};
use crate::raw::{fault, submission};

const SIGKILL: u8 = 9;
const SIGCONT: u8 = 18;
const SIGSTOP: u8 = 19;
const RLIMIT_NPROC: u8 = 6;
const ENDED: Changes = Changes { ended: true, stopped: false, continued: false, keep: false };
const STACK: usize = 16384;

pub fn run(check: &mut Check) {
    let (Some(myself), Some(forker)) = (granted::<SelfProcess>("self"), granted::<ProcessForker>("forker"))
    else {
        return check.that(false, "a SelfProcess and a ProcessForker were granted");
    };
    children(check, &myself);
    copies(check, &myself, &forker);
    numbers(check, &myself);
    attributes(check, &myself, &forker);
    misuse(check, &myself, &forker);
}

fn error<T>(result: Result<T>) -> Option<ErrorCode> {
    match result {
        Err(Error::Exception(code)) => Some(code),
        _ => None,
    }
}

fn start_child(role: &str) -> Result<u64> {
    let spawner = granted::<ProcessSpawner>("spawner").ok_or(Error::BadResults)?;
    let grants = [Grant { name: "console", capability: handle("console") }];
    let attributes = SpawnAttributes { as_child: true, ..SpawnAttributes::default() };
    let program = Program::Package("bin/smoke");
    Ok(spawner.spawn_with(program, &grants, Quota::default(), attributes, &launch(role))?.id)
}

fn end_of(myself: &Capability<SelfProcess>, id: u64) -> Result<ChildState> {
    myself.wait_child(Children::Process, id, ENDED, Wait::Block).map(|child| child.state)
}

fn children(check: &mut Check, myself: &Capability<SelfProcess>) {
    let none = myself.wait_child(Children::Any, 0, ENDED, Wait::Never);
    check.equal(error(none), Some(ErrorCode::NoSuchProcess), "without a child there is none to wait for");
    let Some(id) = check.works(start_child("spin"), "a child can be started") else { return };
    let running = myself.wait_child(Children::Any, 0, ENDED, Wait::Never);
    check.equal(error(running), Some(ErrorCode::WouldBlock), "while it runs there is nothing to report");
    check.equal(
        myself.poll(Readiness::READABLE, false),
        Err(Error::Exception(ErrorCode::WouldBlock)),
        "and POLL says so",
    );
    let send = |number: u8| myself.signal(Target::Process, id, Signal { number, ..Signal::default() });
    let changes = Changes { stopped: true, continued: true, ..ENDED };
    let state = || myself.wait_child(Children::Process, id, changes, Wait::Block).map(|child| child.state);
    check.works(send(SIGSTOP), "it can be stopped");
    check.equal(state(), Ok(ChildState::Stopped(SIGSTOP)), "which is reported");
    check.works(send(SIGCONT), "and goes on");
    check.equal(state(), Ok(ChildState::Continued), "which is reported too");
    check.works(send(SIGKILL), "and can be ended");
    check.equal(end_of(myself, id), Ok(ChildState::Ended(ExitStatus::Killed)), "as its parent learns");
    let gone = end_of(myself, id);
    check.equal(error(gone), Some(ErrorCode::NoSuchProcess), "once");
    check.equal(error(send(0)), Some(ErrorCode::NoSuchProcess), "then nobody has its number");
}

/// Where a copy begins: its argument is the status with which it ends.
extern "C" fn copy(status: usize) -> ! {
    exit_process(status as i32)
}

fn fork(forker: &Capability<ProcessForker>, status: usize) -> Result<u64> {
    let mut stack = vec![0_u8; STACK];
    // As a function finds it: an odd multiple of eight.
    let top = ((stack.as_mut_ptr().addr() + STACK) & !15) - 8;
    // SAFETY: the copy begins in a function that takes one argument and does not return, on its own copy of the stack,
    // which nothing uses here.
    unsafe { forker.fork(copy as *const () as usize, top, status) }
}

fn copies(check: &mut Check, myself: &Capability<SelfProcess>, forker: &Capability<ProcessForker>) {
    let Some(id) = check.works(fork(forker, 23), "the process can be copied") else { return };
    let ended = Ok(ChildState::Ended(ExitStatus::Exited(23)));
    check.equal(end_of(myself, id), ended, "and its copy runs and ends by itself");
    // SAFETY: nothing is mapped there, which ends the copy at once.
    let lost = unsafe { forker.fork(0x1000_0000, 0x2000_0000, 0) };
    let end = lost.and_then(|id| end_of(myself, id));
    let faulted = matches!(end, Ok(ChildState::Ended(ExitStatus::Faulted { signal: 11, .. })));
    check.that(faulted, "a copy that begins where nothing is faults, alone");
    let mut alive = 0;
    let refused = loop {
        match fork(forker, 0) {
            Ok(_) if alive < 64 => alive += 1,
            other => break error(other),
        }
    };
    check.equal(refused, Some(ErrorCode::QuotaExceeded), "the quota of processes ends copying");
    let reaped = (0..alive).all(|_| myself.wait_child(Children::Any, 0, ENDED, Wait::Block).is_ok());
    check.that(reaped && alive > 0, "and each that ended makes room again");
    check.works(fork(forker, 0).and_then(|id| end_of(myself, id)), "for another one");
}

fn numbers(check: &mut Check, myself: &Capability<SelfProcess>) {
    let own = startup().process_id;
    check.that(myself.ids(0).is_ok_and(|ids| ids.process == own), "a process knows its number");
    check.equal(error(myself.ids(1 << 40)), Some(ErrorCode::NoSuchProcess), "and that nobody has another");
    let foreign = myself.set_group(1 << 40, 0);
    check.equal(error(foreign), Some(ErrorCode::NoSuchProcess), "a group is for one's own processes");
    let unknown = Signal { number: 65, ..Signal::default() };
    let sent = myself.signal(Target::Process, own, unknown);
    check.equal(error(sent), Some(ErrorCode::InvalidArgument), "there are 64 signals");
    check
        .that(myself.usage(false).is_ok_and(|used| used.user + used.system > 0), "it has used the processor");
    check.works(myself.usage(true), "and what its children used can be asked");
}

fn attributes(check: &mut Check, myself: &Capability<SelfProcess>, forker: &Capability<ProcessForker>) {
    check.equal(myself.limit(RLIMIT_NPROC), Ok((u64::MAX, u64::MAX)), "limits are none at first");
    check.equal(error(myself.limit(99)), Some(ErrorCode::InvalidArgument), "for resources that there are");
    check.works(myself.set_limit(RLIMIT_NPROC, 0, u64::MAX), "one can be set");
    check.equal(error(fork(forker, 0)), Some(ErrorCode::QuotaExceeded), "and holds");
    let above = myself.set_limit(RLIMIT_NPROC, 2, 1);
    check.equal(error(above), Some(ErrorCode::InvalidArgument), "but not above its hard limit");
    check.works(myself.set_limit(RLIMIT_NPROC, u64::MAX, u64::MAX), "and be taken back");
    check.equal(myself.priority(Target::Process, 0), Ok(0), "the nice value is 0 at first");
    check.works(myself.set_priority(Target::Process, 0, 3), "it can grow");
    check.equal(myself.priority(Target::Group, 0), Ok(3), "as the group's shows");
    let back = myself.set_priority(Target::Process, 0, 0);
    check.equal(error(back), Some(ErrorCode::AccessDenied), "and not shrink");
}

fn misuse(check: &mut Check, myself: &Capability<SelfProcess>, forker: &Capability<ProcessForker>) {
    let ids = submission::<self_process::GetIds>(myself.handle());
    let room = [0_u64];
    let short = Submission { results_address: room.as_ptr().addr() as u64, results_length: 8, ..ids };
    check.equal(fault(&short), Some(Fault::ResultsLength), "room is checked");
    let foreign = submission::<timer::Now>(myself.handle());
    check.equal(fault(&foreign), Some(Fault::WrongInterface), "a SelfProcess is no Timer");
    check.equal(fault(&Submission { method: 99, ..ids }), Some(Fault::Method), "and has its own methods");
    let nowhere = Submission { params_address: 8, params_length: 8, ..ids };
    check.equal(fault(&nowhere), Some(Fault::ParamsAddress), "parameters are read from user memory only");
    let copy = submission::<process_forker::Fork>(forker.handle());
    check.equal(
        fault(&Submission { results_address: 8, results_length: 64, ..copy }),
        Some(Fault::ResultsAddress),
        "so do a copy's results",
    );
    let blocks = myself.set_signal_blocks(u64::MAX - 7, 0);
    check.equal(error(blocks), Some(ErrorCode::InvalidArgument), "blocks of signals lie in user memory");
    let list = myself.set_robust_list(u64::MAX - 7);
    check.equal(error(list), Some(ErrorCode::InvalidArgument), "and so does a list of locks");
    check.works(myself.set_robust_list(0), "a thread may have none");
}
