//! Signals that are taken, SignalReader and SignalTimer.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_rt::call::Wait;
use capos_rt::capability::{duplicate, release};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::{Fault, Readiness};
use capos_rt::schema::methods::{signal_reader, signal_timer, timer};
use capos_rt::startup::{granted, granted_any, startup};
use capos_rt::{
    Capability, Error, Namespace, Result, SelfProcess, Signal, SignalReader, SignalTimer, Target, Timer,
};

use crate::check::Check;
use crate::raw::{fault, submission};

const SIGUSR1: u8 = 10;
const SIGUSR2: u8 = 12;
const SIGALRM: u8 = 14;
const CLOCK_MONOTONIC: u32 = 1;
const MILLISECOND: u64 = 1_000_000;
const RECORD: usize = 128;
const O_NONBLOCK: u32 = 0o4000;

/// The thread's block: what it blocks comes first. Everything, so that all stays pending.
static THREAD: [AtomicU64; 6] = [const { AtomicU64::new(0) }; 6];
static PROCESS: [AtomicU64; 5] = [const { AtomicU64::new(0) }; 5];

pub fn run(check: &mut Check) {
    let Some(myself) = granted::<SelfProcess>("self") else {
        return check.that(false, "a SelfProcess was granted");
    };
    THREAD[0].store(u64::MAX, Relaxed);
    let blocks = myself.set_signal_blocks(PROCESS.as_ptr().addr() as u64, THREAD.as_ptr().addr() as u64);
    check.works(blocks, "signals can be blocked");
    taking(check, &myself);
    reading(check, &myself);
    timers(check, &myself);
    check.works(myself.discard_signals(u64::MAX), "what is pending can be forgotten");
    check.equal(myself.pending_signals(), Ok(0), "and is");
}

const fn bit(signal: u8) -> u64 {
    1 << (signal - 1)
}

fn raise(myself: &Capability<SelfProcess>, number: u8, value: u64) -> Result<()> {
    let signal = Signal { number, code: -1, value };
    myself.signal(Target::Process, startup().process_id, signal)
}

fn taking(check: &mut Check, myself: &Capability<SelfProcess>) {
    check.works(raise(myself, SIGUSR1, 42), "a process can signal itself");
    check.equal(myself.pending_signals(), Ok(bit(SIGUSR1)), "what it blocks is pending");
    let taken = myself.take_signal(bit(SIGUSR1), 0);
    let user = granted_any::<Namespace>().and_then(|namespace| namespace.identity(&mut []).ok());
    let sender = (startup().process_id, user.map(|(user, ..)| user));
    check.that(
        taken.is_ok_and(|info| info.signal.value == 42 && (info.process, Some(info.user)) == sender),
        "and is taken with value, sender and user",
    );
    let late = myself.take_signal(bit(SIGUSR1), 1);
    check.equal(late.map(drop), Err(Error::Exception(ErrorCode::TimedOut)), "once");
}

fn reading(check: &mut Check, myself: &Capability<SelfProcess>) {
    let made = myself.create_signal_reader(bit(SIGUSR2), 0);
    let Some(reader) = check.works(made, "a SignalReader can be made") else { return };
    let mut records = [0; 2 * RECORD];
    let would_block = Err(Error::Exception(ErrorCode::WouldBlock));
    check.equal(reader.read(&mut records, Wait::Never), would_block, "there is nothing to read at first");
    check.works(raise(myself, SIGUSR1, 0), "a signal that is not its own");
    check.equal(
        reader.poll(Readiness::READABLE, false).map(drop),
        would_block.map(drop),
        "makes no difference",
    );
    check.works(raise(myself, SIGUSR2, 7), "one that is");
    check.equal(reader.poll(Readiness::READABLE, true), Ok(Readiness::READABLE), "makes it readable");
    check.equal(reader.read(&mut records, Wait::Block), Ok(RECORD), "and is read");
    check.that(records[0] == SIGUSR2 && records[48] == 7, "with number and value");
    check.works(reader.set_signals(bit(SIGUSR1)), "its signals can be changed");
    check.equal(reader.read(&mut records, Wait::Block), Ok(RECORD), "and the other one is read");
    let short = reader.read(&mut records[..RECORD - 1], Wait::Block);
    check.equal(short, Err(Error::Exception(ErrorCode::InvalidArgument)), "less than a record is refused");
    check.works(reader.set_flags(O_NONBLOCK), "it can be made not to wait");
    check.equal(reader.flags(), Ok(O_NONBLOCK), "knows that");
    check.equal(reader.read(&mut records, Wait::Block), would_block, "and does not");
    let foreign = submission::<timer::Now>(reader.handle());
    check.equal(fault(&foreign), Some(Fault::WrongInterface), "a SignalReader is no Timer");
    if let Some(second) = check.works(duplicate(reader.handle()), "a second handle") {
        check.works(release(second), "can be given up");
        let stale =
            submission::<signal_reader::GetFlags>(Capability::<SignalReader>::borrowed(second).handle());
        check.equal(fault(&stale), Some(Fault::StaleHandle), "and is stale then");
    }
}

fn timers(check: &mut Check, myself: &Capability<SelfProcess>) {
    let signal = Signal { number: SIGALRM, code: -2, value: 5 };
    let Some(timer) = check.works(myself.create_timer(signal, CLOCK_MONOTONIC), "a SignalTimer can be made")
    else {
        return;
    };
    check.that(timer.set(MILLISECOND, 0, false).is_ok_and(|old| old.left == 0), "it was not armed");
    let taken = myself.take_signal(bit(SIGALRM), u64::MAX);
    check.that(taken.is_ok_and(|info| info.signal.value == 5), "and sends its signal");
    check.that(timer.get().is_ok_and(|state| state.setting.left == 0 && state.expirations == 1), "once");
    check.works(timer.set(MILLISECOND, MILLISECOND, false), "with an interval");
    if let Some(clock) = granted::<Timer>("timer") {
        let later = clock.now().map(|now| now + 20 * MILLISECOND);
        check.works(later.and_then(|later| clock.sleep_until(later)), "a while later");
    }
    check.works(myself.take_signal(bit(SIGALRM), u64::MAX), "it has sent one signal");
    check.that(timer.get().is_ok_and(|state| state.expirations > 2), "and counted the rest");
    check.that(timer.set(0, 0, false).is_ok_and(|old| old.interval == MILLISECOND), "it can be disarmed");
    check.works(myself.discard_signals(bit(SIGALRM)), "what it sent meanwhile is forgotten");
    let unknown = myself.create_timer(signal, 77).map(drop);
    check.equal(unknown, Err(Error::Exception(ErrorCode::InvalidArgument)), "there is no clock 77");
    let foreign = submission::<timer::Now>(timer.handle());
    check.equal(fault(&foreign), Some(Fault::WrongInterface), "a SignalTimer is no Timer");
    if let Some(second) = check.works(duplicate(timer.handle()), "a second handle of it") {
        check.works(release(second), "can be given up too");
        let stale = submission::<signal_timer::Get>(Capability::<SignalTimer>::borrowed(second).handle());
        check.equal(fault(&stale), Some(Fault::StaleHandle), "and is stale then");
    }
}
