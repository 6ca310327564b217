//! Watches a process tree under random operations (`program/`), and compares what the system counts before, in between
//! and afterwards; then has a fork bomb use up its own quota, and nothing else.
#![no_std]
#![no_main]

extern crate alloc;

mod census;
mod start;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::startup::granted;
use capos_rt::{
    Capability, Changes, Child, ChildState, Children, Error, ExitStatus, File, Quota, Result, SelfProcess,
    Signal, Target, Timer, println,
};

use crate::census::Census;
use crate::start::{Starter, start};

capos_rt::program!(main);

const SIGKILL: u8 = 9;
const SIGCONT: u8 = 18;

/// What may be left of the kernel's memory: what it keeps for as many threads as there were at a time, mostly their stacks.
const SLACK: Census = Census { processes: 0, threads: 0, capabilities: 0, pipes: 0, blocks: 64, pages: 640 };

/// Of the whole tree, of those who use up theirs, and of a program that only ends.
const QUOTA: Quota = Quota { memory_pages: 24576, capabilities: 4096, processes: 64 };
const SMALL_QUOTA: Quota = Quota { memory_pages: 12288, capabilities: 2048, processes: 24 };
const TINY_QUOTA: Quota = Quota { memory_pages: 1024, capabilities: 64, processes: 1 };

/// Programs that run one after the other while the bomb goes off.
const DURING_BOMB: usize = 3;

fn main() -> i32 {
    match watch() {
        Ok(()) => {
            println!("process-stress: nothing is left over");
            0
        }
        Err(reason) => {
            println!("process-stress: {reason}");
            1
        }
    }
}

fn watch() -> core::result::Result<(), String> {
    let myself = granted::<SelfProcess>("self").ok_or("no SelfProcess was granted")?;
    let starter = Starter::new().ok_or("no ProcessSpawner was granted")?;
    let parameters = parameters().map_err(|error| format!("parameters: {error:?}"))?;
    println!("process-stress: seed and steps {parameters}");
    // The first process makes the kernel's own structures grow.
    expect(&myself, &starter, "exit 7", TINY_QUOTA, 7)?;
    let before = Census::take()?;
    tree(&myself, &starter, &parameters)?;
    before.compare(&Census::take()?, &SLACK, "after the tree")?;
    expect(&myself, &starter, "zombies", SMALL_QUOTA, 0)?;
    before.compare(&Census::take()?, &SLACK, "after the dead that nobody waited for")?;
    bomb(&myself, &starter)?;
    before.compare(&Census::take()?, &SLACK, "after the bomb")
}

/// Lets the tree run; it stops whenever it holds nothing.
fn tree(
    myself: &Capability<SelfProcess>,
    starter: &Starter,
    parameters: &str,
) -> core::result::Result<(), String> {
    let id = start(starter, parameters, QUOTA).map_err(|error| format!("the tree: {error:?}"))?;
    let mut first = None;
    loop {
        let child = wait(myself, id, true).map_err(|error| format!("waiting for the tree: {error:?}"))?;
        match child.state {
            ChildState::Stopped(_) => {
                let now = Census::take()?;
                println!("process-stress: {now}");
                first.get_or_insert(now).compare(&now, &SLACK, "in the tree")?;
                let signal = Signal { number: SIGCONT, ..Signal::default() };
                myself.signal(Target::Process, id, signal).map_err(|error| format!("SIGCONT: {error:?}"))?;
            }
            ChildState::Ended(ExitStatus::Exited(0)) => return Ok(()),
            state => return Err(format!("the tree ended so: {state:?}")),
        }
    }
}

/// Everybody of the bomb makes copies as fast as it can; others go on nevertheless.
fn bomb(myself: &Capability<SelfProcess>, starter: &Starter) -> core::result::Result<(), String> {
    let before = Census::take()?;
    let id = start(starter, "bomb", SMALL_QUOTA).map_err(|error| format!("the bomb: {error:?}"))?;
    for _ in 0..DURING_BOMB {
        expect(myself, starter, "exit 7", TINY_QUOTA, 7)?;
    }
    let during = Census::take()?;
    println!("process-stress: with the bomb {during}");
    if during.processes < before.processes + 4 {
        return Err(format!("the bomb did not go off: {during}"));
    }
    // The quota counts those below the first.
    if during.processes > before.processes + SMALL_QUOTA.processes + 1 {
        return Err(format!("the bomb has more than its quota: {during}"));
    }
    let signal = Signal { number: SIGKILL, ..Signal::default() };
    myself.signal(Target::All, 0, signal).map_err(|error| format!("ending the bomb: {error:?}"))?;
    let ended = wait(myself, id, false).map_err(|error| format!("waiting for the bomb: {error:?}"))?;
    // Its copies have no parent to wait for them, and go when they next have their turn.
    for _ in 0..1000 {
        if Census::take()?.processes <= before.processes {
            break;
        }
        pass_time().map_err(|error| format!("passing time: {error:?}"))?;
    }
    match ended.state {
        ChildState::Ended(ExitStatus::Killed) => Ok(()),
        state => Err(format!("the bomb ended so: {state:?}")),
    }
}

fn pass_time() -> Result<()> {
    let timer = granted::<Timer>("timer").ok_or(Error::BadResults)?;
    timer.sleep_until(timer.now()? + 1_000_000)
}

/// A program that ends with the status.
fn expect(
    myself: &Capability<SelfProcess>,
    starter: &Starter,
    arguments: &str,
    quota: Quota,
    status: i32,
) -> core::result::Result<(), String> {
    let ended = start(starter, arguments, quota).and_then(|id| wait(myself, id, false));
    match ended.map(|child| child.state) {
        Ok(ChildState::Ended(ExitStatus::Exited(found))) if found == status => Ok(()),
        other => Err(format!("{arguments}: {other:?}")),
    }
}

fn wait(myself: &Capability<SelfProcess>, id: u64, stopped: bool) -> Result<Child> {
    let changes = Changes { ended: true, stopped, ..Changes::default() };
    loop {
        match myself.wait_child(Children::Process, id, changes, Wait::Block) {
            // By a signal that this program does not care for.
            Err(Error::Exception(ErrorCode::Interrupted)) => {}
            other => return other,
        }
    }
}

/// What `make` wrote: the seed and the number of steps.
fn parameters() -> Result<String> {
    let file = granted::<File>("parameters").ok_or(Error::BadResults)?;
    let mut bytes = [0; 64];
    let count = file.read(&mut bytes, Wait::Block)?;
    let words: Vec<&str> =
        core::str::from_utf8(&bytes[..count]).map_err(|_| Error::BadResults)?.split_whitespace().collect();
    Ok(words.join(" "))
}
