//! ProcessSpawner and ProcessHandle.

use alloc::vec;
use alloc::vec::Vec;

use capos_rt::call::{Wait, ZERO_WORD};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::limits::MAX_CAPABILITY_NAME;
use capos_rt::schema::abi::{Fault, Handle, Readiness};
use capos_rt::startup::{granted, lookup};
use capos_rt::{
    Capability, Error, ExitStatus, Grant, ProcessHandle, ProcessSpawner, Quota, Result,
    encode_launch_parameters,
};

use crate::check::Check;

/// x86 exception vectors.
const PAGE_FAULT: u8 = 14;
const INVALID_OPCODE: u8 = 6;

pub fn run(check: &mut Check) {
    let Some(spawner) = granted::<ProcessSpawner>("spawner") else {
        return check.that(false, "a ProcessSpawner was granted");
    };
    ends(check, &spawner);
    authority(check, &spawner);
    waiting(check, &spawner);
    refusals(check, &spawner);
    many(check, &spawner);
}

pub fn handle(name: &str) -> Handle {
    lookup(name).map_or(Handle::NONE, |entry| Handle::from_bits(entry.handle))
}

pub fn launch(role: &str) -> Vec<u8> {
    let mut room = vec![ZERO_WORD; 64];
    let arguments = [&b"smoke"[..], b"child", role.as_bytes()];
    encode_launch_parameters(&mut room, &arguments, &[b"ROLE=child"], b"/", &[]).unwrap_or(&[]).to_vec()
}

/// Starts a child with a console and nothing else.
fn spawn(spawner: &Capability<ProcessSpawner>, role: &str) -> Result<Capability<ProcessHandle>> {
    let grants = [Grant { name: "console", capability: handle("console") }];
    spawner.spawn("bin/smoke", &grants, Quota::default(), &launch(role))
}

fn outcome(spawner: &Capability<ProcessSpawner>, role: &str) -> Result<ExitStatus> {
    spawn(spawner, role)?.wait(Wait::Block)
}

fn ends(check: &mut Check, spawner: &Capability<ProcessSpawner>) {
    check.equal(outcome(spawner, "exit 0"), Ok(ExitStatus::Exited(0)), "a child can end well");
    check.equal(
        outcome(spawner, "exit 42"),
        Ok(ExitStatus::Exited(42)),
        "a child's status is its parent's to read",
    );
    check.equal(outcome(spawner, "exit -1"), Ok(ExitStatus::Exited(-1)), "all 32 bits of it");
    check.equal(outcome(spawner, "panic"), Ok(ExitStatus::Exited(101)), "a child's panic stays its own");
    let faulted = |role: &str| match outcome(spawner, role) {
        Ok(ExitStatus::Faulted { vector, address, .. }) => Some((vector, address)),
        _ => None,
    };
    check.equal(faulted("null"), Some((PAGE_FAULT, 0)), "a null dereference ends the child with its address");
    check.equal(faulted("kernel").map(|(vector, _)| vector), Some(PAGE_FAULT), "so does reading the kernel");
    check.equal(
        faulted("text").map(|(vector, _)| vector),
        Some(PAGE_FAULT),
        "and writing to the program's text",
    );
    check.equal(faulted("execute").map(|(vector, _)| vector), Some(PAGE_FAULT), "and executing the stack");
    check.equal(faulted("overflow").map(|(vector, _)| vector), Some(PAGE_FAULT), "and running off the stack");
    check.equal(faulted("opcode").map(|(vector, _)| vector), Some(INVALID_OPCODE), "and an invalid opcode");
    check.that(faulted("privileged").is_some(), "and a privileged instruction");
    check.equal(
        outcome(spawner, "syscall"),
        Ok(ExitStatus::Exited(0)),
        "an unknown kernel entry is an error",
    );
}

fn authority(check: &mut Check, spawner: &Capability<ProcessSpawner>) {
    check.equal(outcome(spawner, "capset"), Ok(ExitStatus::Exited(0)), "a child holds exactly its grants");
    check.equal(outcome(spawner, "guess"), Ok(ExitStatus::Exited(0)), "and guessing handles finds no other");
    let nothing = spawner
        .spawn("bin/smoke", &[], Quota::default(), &launch("exit 7"))
        .and_then(|child| child.wait(Wait::Block));
    check.equal(nothing, Ok(ExitStatus::Exited(7)), "a child without any grant runs");
}

fn waiting(check: &mut Check, spawner: &Capability<ProcessSpawner>) {
    let Some(child) = check.works(spawn(spawner, "spin"), "a child that never ends can be started") else {
        return;
    };
    let running = Err(Error::Exception(ErrorCode::WouldBlock));
    check.equal(child.wait(Wait::Never), running, "waiting with NO_WAIT would block");
    check.that(child.id().is_ok_and(|id| id > 0), "it has an id");
    check.works(child.kill(), "it can be killed in its loop");
    check.equal(child.wait(Wait::Block), Ok(ExitStatus::Killed), "and says so");
    check.equal(child.wait(Wait::Block), Ok(ExitStatus::Killed), "as often as asked");
    check.equal(child.poll(Readiness::READABLE, false), Ok(Readiness::READABLE), "POLL shows its end");
    check.works(child.kill(), "killing it again changes nothing");
    let grants = [Grant { name: "timer", capability: handle("timer") }];
    let sleeper = spawner.spawn("bin/smoke", &grants, Quota::default(), &launch("sleep"));
    if let Some(sleeper) = check.works(sleeper, "a child that sleeps can be started") {
        check.works(sleeper.kill(), "it can be killed in its call");
        check.equal(sleeper.wait(Wait::Block), Ok(ExitStatus::Killed), "and ends");
    }
    drop(spawn(spawner, "exit 0"));
    check.equal(
        outcome(spawner, "exit 0"),
        Ok(ExitStatus::Exited(0)),
        "a dropped handle leaves nothing behind",
    );
}

fn refusals(check: &mut Check, spawner: &Capability<ProcessSpawner>) {
    let console = Grant { name: "console", capability: handle("console") };
    let exit = launch("exit 0");
    let mut refused = |program: &str, grants: &[Grant<'_>], quota: Quota, expected: ErrorCode, what: &str| {
        let error = spawner.spawn(program, grants, quota, &exit).err();
        check.equal(error, Some(Error::Exception(expected)), what);
    };
    let quota = Quota::default();
    refused("bin/missing", &[console], quota, ErrorCode::NotFound, "a missing program is not found");
    refused(
        "share/greeting.txt",
        &[console],
        quota,
        ErrorCode::AccessDenied,
        "a text is not marked executable",
    );
    refused(
        "bin/smoke",
        &[console, console],
        quota,
        ErrorCode::AlreadyExists,
        "two grants of one name are refused",
    );
    let unnamed = Grant { name: "", ..console };
    refused("bin/smoke", &[unnamed], quota, ErrorCode::InvalidArgument, "a grant needs a name");
    let long = core::str::from_utf8(&[b'n'; MAX_CAPABILITY_NAME + 1]).unwrap_or("");
    refused(
        "bin/smoke",
        &[Grant { name: long, ..console }],
        quota,
        ErrorCode::InvalidArgument,
        "of at most 31 bytes",
    );
    let greedy = Quota { memory_pages: u64::MAX, ..quota };
    refused(
        "bin/smoke",
        &[console],
        greedy,
        ErrorCode::QuotaExceeded,
        "a child gets no more than its parent has",
    );
    let tiny = Quota { memory_pages: 1, ..quota };
    refused("bin/smoke", &[console], tiny, ErrorCode::QuotaExceeded, "a quota too small to start is refused");
    let forged = Grant { name: "forged", capability: Handle::new(40_000, 9) };
    let result = spawner.spawn("bin/smoke", &[forged], quota, &exit).err();
    check.that(
        matches!(result, Some(Error::Exception(ErrorCode::InvalidArgument) | Error::Fault(Fault::BadHandle))),
        "what one does not hold can not be granted",
    );
}

fn many(check: &mut Check, spawner: &Capability<ProcessSpawner>) {
    let mut children = Vec::new();
    let refused = loop {
        match spawn(spawner, "spin") {
            Ok(child) => children.push(child),
            Err(error) => break error,
        }
        if children.len() > 64 {
            break Error::BadResults;
        }
    };
    check.equal(refused, Error::Exception(ErrorCode::QuotaExceeded), "the process quota ends spawning");
    check.that(!children.is_empty(), "but not at once");
    for child in &children {
        let _ = child.kill();
    }
    let killed = children.iter().all(|child| child.wait(Wait::Block) == Ok(ExitStatus::Killed));
    check.that(killed, "all of them can be killed");
    drop(children);
    let grants = ["memory", "entropy"].map(|name| Grant { name, capability: handle(name) });
    let quota = Quota { memory_pages: 512, ..Quota::default() };
    let sparse = spawner
        .spawn("bin/smoke", &grants, quota, &launch("sparse"))
        .and_then(|child| child.wait(Wait::Block));
    check.equal(sparse, Ok(ExitStatus::Exited(0)), "page tables count against the memory quota");
    let again = (0..50).all(|_| outcome(spawner, "exit 3") == Ok(ExitStatus::Exited(3)));
    check.that(again, "fifty more can be run one after the other");
}
