//! ThreadSpawner, ThreadHandle and ParkSpace.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::SeqCst;

use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::{Fault, Handle, Operation, Readiness, Submission};
use capos_rt::schema::methods::{park_space, thread_handle, thread_spawner};
use capos_rt::startup::{self, granted};
use capos_rt::{
    Capability, Error, ParkSpace, Parked, Sharing, SpawnThread, SpawnedThread, ThreadSpawner, Timer, entry,
};

use crate::check::Check;
use crate::raw::{fault, submission};

const MILLISECOND: u64 = 1_000_000;
const NEVER: u64 = u64::MAX;
const STACK: usize = 16 << 10;
const WOULD_BLOCK: Error = Error::Exception(ErrorCode::WouldBlock);
const TIMED_OUT: Error = Error::Exception(ErrorCode::TimedOut);

/// Where threads wait for the go.
static GATE: AtomicU32 = AtomicU32::new(0);
static PASSED: AtomicU32 = AtomicU32::new(0);

/// A thread of these tests: its stack, and its number until it is gone.
struct Room {
    stack: Vec<u64>,
    id: AtomicU32,
}

impl Room {
    fn new() -> Box<Room> {
        Box::new(Room { stack: vec![0; STACK / 8], id: AtomicU32::new(0) })
    }

    fn spawn(
        &self,
        threads: &Capability<ThreadSpawner>,
        want_handle: bool,
    ) -> capos_rt::Result<SpawnedThread> {
        let end = self.stack.as_ptr_range().end as usize & !15;
        let spawn = SpawnThread {
            entry: pass as *const () as usize,
            // As at the entry of a function.
            stack: end - 8,
            argument: core::ptr::from_ref(self) as usize,
            id_word: self.id.as_ptr() as usize,
            want_handle,
            ..SpawnThread::default()
        };
        // SAFETY: `pass` uses the room's stack, which stays until the word of its number is zero, and never returns.
        unsafe { threads.spawn(&spawn) }
    }
}

/// What the threads do: wait for the gate to open, and leave.
extern "C" fn pass(room: &Room, _ring: usize) -> ! {
    if let Some(space) = granted::<ParkSpace>("parking") {
        while GATE.load(SeqCst) == 0 {
            // Woken or not, the loop looks again.
            let _ = space.park(&GATE, 0, Sharing::Process, NEVER);
        }
    }
    PASSED.fetch_add(1, SeqCst);
    entry::exit_thread(&room.id)
}

/// Waits until the thread has left its room.
fn gone(space: &Capability<ParkSpace>, room: &Room) -> capos_rt::Result<()> {
    loop {
        match room.id.load(SeqCst) {
            0 => return Ok(()),
            id => drop(space.park(&room.id, id, Sharing::Memory, NEVER)?),
        }
    }
}

pub fn run(check: &mut Check) {
    let (Some(threads), Some(space)) = (granted::<ThreadSpawner>("threads"), granted::<ParkSpace>("parking"))
    else {
        return check.that(false, "ThreadSpawner and ParkSpace were granted");
    };
    words(check, &space);
    one(check, &threads, &space);
    many(check, &threads, &space);
    misuse(check, &threads, &space);
}

fn words(check: &mut Check, space: &Capability<ParkSpace>) {
    let word = AtomicU32::new(5);
    let park = |expected, deadline| space.park(&word, expected, Sharing::Process, deadline);
    check.equal(park(4, NEVER), Ok(Parked::OtherValue), "PARK looks at the word first");
    check.equal(park(5, 0), Err(TIMED_OUT), "and at the deadline");
    let Some(timer) = granted::<Timer>("timer") else { return check.that(false, "a Timer was granted") };
    let before = timer.now().unwrap_or(0);
    check.equal(park(5, before + 10 * MILLISECOND), Err(TIMED_OUT), "it waits");
    check.that(timer.now().unwrap_or(0) >= before + 10 * MILLISECOND, "until the deadline");
    check.equal(space.unpark(&word, 1, Sharing::Process), Ok(0), "UNPARK finds nobody");
    check.equal(space.count_parked(), Ok(0), "nor does ParkSpace.countParked");
}

fn one(check: &mut Check, threads: &Capability<ThreadSpawner>, space: &Capability<ParkSpace>) {
    GATE.store(0, SeqCst);
    let room = Room::new();
    let Some(spawned) = check.works(room.spawn(threads, true), "ThreadSpawner.spawn starts a thread") else {
        return;
    };
    check.equal(room.id.load(SeqCst), spawned.id, "its number is known before it runs");
    check.that(spawned.id != startup::startup().thread_id && spawned.id != 0, "and nobody else's");
    let Some(handle) = spawned.handle else { return check.that(false, "with a handle") };
    while space.count_parked() == Ok(0) {
        // SAFETY: nothing is submitted; it only lets others run.
        let _ = unsafe { entry::cap_enter(0, 0, 0) };
    }
    check.equal(space.count_parked(), Ok(1), "ParkSpace.countParked sees it wait");
    check.equal(handle.id(), Ok(spawned.id), "ThreadHandle.getId");
    check.equal(handle.wait(Wait::Never), Err(WOULD_BLOCK), "ThreadHandle.wait waits");
    check.equal(handle.poll(Readiness::READABLE, false), Err(WOULD_BLOCK), "and so does POLL");
    check.works(threads.usage(spawned.id), "ThreadSpawner.getUsage");
    GATE.store(1, SeqCst);
    check.equal(space.unpark(&GATE, 10, Sharing::Process), Ok(1), "UNPARK wakes it");
    check.works(gone(space, &room), "its end clears the word");
    check.equal(handle.wait(Wait::Block), Ok(()), "ThreadHandle.wait tells");
    check.equal(handle.poll(Readiness::READABLE, true), Ok(Readiness::READABLE), "and so does POLL");
    check.that(handle.usage().is_ok_and(|(user, system)| user + system > 0), "it took time");
    let unknown = threads.usage(spawned.id);
    check.equal(unknown, Err(Error::Exception(ErrorCode::NoSuchProcess)), "its number names nobody now");
}

/// As many as the quota allows; all of them end.
fn many(check: &mut Check, threads: &Capability<ThreadSpawner>, space: &Capability<ParkSpace>) {
    GATE.store(0, SeqCst);
    PASSED.store(0, SeqCst);
    let mut rooms = Vec::new();
    let refused = loop {
        let room = Room::new();
        match room.spawn(threads, false) {
            Ok(_) if rooms.len() < 60 => rooms.push(room),
            Ok(_) => {
                rooms.push(room);
                break None;
            }
            Err(error) => break Some(error),
        }
    };
    check.that(rooms.len() > 20, "many threads can run");
    check.that(
        matches!(refused, None | Some(Error::Exception(ErrorCode::QuotaExceeded))),
        "too many are refused as such",
    );
    GATE.store(1, SeqCst);
    check.works(space.unpark(&GATE, u32::MAX, Sharing::Process), "all are woken");
    check.that(rooms.iter().all(|room| gone(space, room).is_ok()), "and end");
    check.equal(PASSED.load(SeqCst), rooms.len() as u32, "each once");
}

fn misuse(check: &mut Check, threads: &Capability<ThreadSpawner>, space: &Capability<ParkSpace>) {
    let word = AtomicU32::new(5);
    let park = space.park_submission(&word, 5, Sharing::Process, 0);
    let broken = |change: fn(&mut Submission)| {
        let mut submission = park;
        change(&mut submission);
        fault(&submission)
    };
    let other = threads.handle();
    let mut elsewhere = park;
    elsewhere.capability = other.bits();
    check.equal(fault(&elsewhere), Some(Fault::WrongInterface), "PARK takes a ParkSpace only");
    check.equal(broken(|s| s.capability = 0), Some(Fault::BadHandle), "which has to be there");
    check.equal(broken(|s| s.method = 7), Some(Fault::Method), "a sharing that there is");
    check.equal(broken(|s| s.bulk_address += 2), Some(Fault::BulkAddress), "an aligned word");
    check.equal(broken(|s| s.bulk_address = 0), Some(Fault::BulkAddress), "that is there");
    check.equal(broken(|s| s.bulk_length = 1 << 40), Some(Fault::BulkLength), "and a value of its size");
    let mut unpark =
        Submission { bulk_address: word.as_ptr() as u64, ..Submission::empty(Operation::Unpark) };
    unpark.capability = space.handle().bits();
    unpark.params_address = 8;
    check.equal(fault(&unpark), Some(Fault::ParamsAddress), "UNPARK has no deadline");

    let mistaken = |handle: Handle| {
        [
            fault(&submission::<park_space::CountParked>(handle)),
            fault(&submission::<thread_spawner::Spawn>(handle)),
            fault(&submission::<thread_handle::Wait>(handle)),
        ]
    };
    let wrong = Some(Fault::WrongInterface);
    check.equal(mistaken(threads.handle()), [wrong, Some(Fault::ResultsLength), wrong], "of a ThreadSpawner");
    let block = SpawnThread { signal_block: 3, ..SpawnThread::default() };
    // SAFETY: nothing runs: the block is refused.
    let refused = unsafe { threads.spawn(&block) }.map(|spawned| spawned.id);
    check.equal(
        refused,
        Err(Error::Exception(ErrorCode::InvalidArgument)),
        "a block that is none is refused",
    );
}
