//! ChannelFactory, Pipe and EventCounter: alone, with a child at the other end, and with a FIFO's name between them.

use alloc::vec;

use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::counter::CounterFlags;
use capos_rt::schema::abi::{Fault, Handle, Readiness};
use capos_rt::schema::methods::{pipe, timer};
use capos_rt::startup::granted;
use capos_rt::{
    Capability, ChannelFactory, Error, ExitStatus, Grant, Interface, Namespace, Pipe, ProcessHandle,
    ProcessSpawner, Quota, Result, Timer,
};

use crate::check::Check;
use crate::processes::{handle, launch};
use crate::raw::{fault, submission};

const O_WRONLY: u32 = 1;
const O_NONBLOCK: u32 = 0o4000;
const IS_FIFO: u32 = 0o010_000;
const CAPACITY: usize = 65536;
const WOULD_BLOCK: Error = Error::Exception(ErrorCode::WouldBlock);
const MILLISECOND: u64 = 1_000_000;

pub fn run(check: &mut Check) {
    let Some(factory) = granted::<ChannelFactory>("channels") else {
        return check.that(false, "a ChannelFactory was granted");
    };
    alone(check, &factory);
    misuse(check, &factory);
    peers(check, &factory);
    quota(check, &factory);
    fifo(check);
    counters(check, &factory);
}

fn alone(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let Some((reader, writer)) = check.works(factory.create_pipe(O_NONBLOCK), "a pipe can be made") else {
        return;
    };
    let mut buffer = [0; 16];
    check.equal(
        reader.read(&mut buffer, Wait::Block),
        Err(WOULD_BLOCK),
        "an empty one with O_NONBLOCK would block",
    );
    check.equal(writer.write(b"through", Wait::Block), Ok(7), "bytes go in");
    check.equal(reader.available(), Ok((7, CAPACITY as u32)), "are counted");
    check.equal(reader.poll(Readiness::READABLE, true), Ok(Readiness::READABLE), "make it readable");
    check.equal(reader.read(&mut buffer, Wait::Block), Ok(7), "and come out");
    check.that(&buffer[..7] == b"through", "as they were");
    let block = vec![7; 5000];
    let mut taken = 0;
    let refused = loop {
        match writer.write(&block, Wait::Block) {
            Ok(count) => taken += count,
            Err(error) => break error,
        }
    };
    check.equal((taken, refused), (CAPACITY, WOULD_BLOCK), "what it holds is bounded");
    check.equal(writer.poll(Readiness::WRITABLE, false), Err(WOULD_BLOCK), "and POLL says so");
    check.equal(writer.flags(), Ok(O_WRONLY | O_NONBLOCK), "an end knows its flags");
    check.works(writer.set_flags(0), "which can be changed");
    check.equal(writer.flags(), Ok(O_WRONLY), "but for the access mode");
    check.equal(writer.write(&block, Wait::Never), Err(WOULD_BLOCK), "a call may refuse to wait by itself");
    drop(reader);
    check.equal(
        writer.write(b"x", Wait::Block),
        Err(Error::Exception(ErrorCode::Closed)),
        "without a reader it is closed",
    );
}

fn misuse(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let Some((reader, writer)) = check.works(factory.create_pipe(0), "another pipe can be made") else {
        return;
    };
    let not_permitted = Err(Error::Exception(ErrorCode::NotPermitted));
    check.equal(reader.write(b"x", Wait::Block), not_permitted, "the reading end does not write");
    check.equal(writer.read(&mut [0; 1], Wait::Block), not_permitted, "the writing end does not read");
    let wrong = fault(&submission::<timer::Now>(reader.handle()));
    check.equal(wrong, Some(Fault::WrongInterface), "a Pipe is no Timer");
    let mut write = submission::<pipe::Write>(writer.handle());
    (write.bulk_address, write.bulk_length) = (0x10_0000_0000, 16);
    check.equal(fault(&write), Some(Fault::BulkAddress), "bytes that are not there are a fault");
    check.equal(reader.available().map(|(bytes, _)| bytes), Ok(0), "and nothing of them went in");
    let stale = submission::<pipe::Read>(reader.handle());
    drop(reader);
    check.equal(fault(&stale), Some(Fault::StaleHandle), "a released end is stale");
    check.equal(
        factory.create_pipe(2).err(),
        Some(Error::Exception(ErrorCode::InvalidArgument)),
        "unknown flags are refused",
    );
}

/// A child that holds one end, or two.
fn spawn(role: &str, ends: &[(&str, &Capability<Pipe>)]) -> Result<Capability<ProcessHandle>> {
    let spawner = granted::<ProcessSpawner>("spawner").ok_or(Error::BadResults)?;
    let grant = |name, capability: Handle| Grant { name, capability };
    let mut grants = vec![grant("console", handle("console"))];
    grants.extend(ends.iter().map(|(name, end)| grant(name, end.handle())));
    spawner.spawn("bin/smoke", &grants, Quota::default(), &launch(role))
}

fn peers(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let (Ok((child_reads, to)), Ok((from, child_writes))) = (factory.create_pipe(0), factory.create_pipe(0))
    else {
        return check.that(false, "two pipes can be made");
    };
    let child = spawn("echo", &[("in", &child_reads), ("out", &child_writes)]);
    let Some(child) = check.works(child, "a child gets an end of each by its grants") else { return };
    drop((child_reads, child_writes));
    let mut buffer = [0; 16];
    check.equal(to.write(b"ping", Wait::Block), Ok(4), "what is written to it");
    check.equal(from.read(&mut buffer, Wait::Block), Ok(4), "comes back");
    // More than both pipes hold, so that both sides wait for each other.
    let block = vec![5; 40_000];
    let mut received = 0;
    for _ in 0..5 {
        let _ = to.write(&block, Wait::Block);
        let mut room = vec![0; 40_000];
        while received < 40_000 {
            received += from.read(&mut room, Wait::Block).unwrap_or(40_000);
        }
        received -= 40_000;
    }
    check.equal(received, 0, "all of it");
    drop(to);
    check.equal(
        from.read(&mut buffer, Wait::Block),
        Ok(0),
        "the end of what it reads ends the child, and its end",
    );
    check.equal(child.wait(Wait::Block), Ok(ExitStatus::Exited(0)), "it ended well");

    let Ok((child_reads, to)) = factory.create_pipe(0) else { return };
    let child = spawn("spin", &[("in", &child_reads)]);
    drop(child_reads);
    let _ = to.write(&block, Wait::Block);
    let killed = child.and_then(|child| child.kill());
    check.works(killed, "a reader can be killed");
    let mut outcome = Ok(0);
    while outcome.is_ok() {
        outcome = to.write(&block, Wait::Block);
    }
    check.equal(outcome, Err(Error::Exception(ErrorCode::Closed)), "its death closes the pipe");
}

fn quota(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let mut pipes = vec![];
    let refused = loop {
        match factory.create_pipe(0) {
            Ok(ends) => pipes.push(ends),
            Err(error) => break error,
        }
    };
    check.equal(refused, Error::Exception(ErrorCode::QuotaExceeded), "the quota ends the making of pipes");
    check.that(pipes.len() > 10, "but not at once");
    pipes.clear();
    check.works(factory.create_pipe(0), "and takes back what was given up");
}

fn fifo(check: &mut Check) {
    let Some(files) = granted::<Namespace>("files") else { return };
    let path = b"/smoke-fifo";
    check.works(files.make_node(Handle::NONE, path, IS_FIFO | 0o600), "a FIFO can be made");
    let open = |flags| files.open_at(Handle::NONE, path, flags, 0);
    check.equal(
        open(O_WRONLY | O_NONBLOCK).err(),
        Some(Error::Exception(ErrorCode::NoPeer)),
        "without a reader a hasty writer is refused",
    );
    let (Some(reader), Some(writer)) =
        (check.works(open(O_NONBLOCK), "a reader opens it"), check.works(open(O_WRONLY), "a writer too"))
    else {
        return;
    };
    check.equal(reader.interface, Some(Interface::Pipe), "what opens is a Pipe");
    let [reader, writer] = [reader, writer].map(|end| Capability::<Pipe>::from_handle(end.handle));
    check.works(writer.wait_for_peer(), "they have met");
    check.equal(writer.write(b"by name", Wait::Block), Ok(7), "bytes go in by name");
    let mut buffer = [0; 16];
    check.equal(reader.read(&mut buffer, Wait::Block), Ok(7), "and come out");
    check.equal(reader.status().map(|status| status.mode), Ok(IS_FIFO | 0o600), "its status is the file's");
    check.works(files.remove(Handle::NONE, path, false), "it can be removed while it is open");
    check.equal(writer.write(b"still", Wait::Block), Ok(5), "and goes on");
}

fn counters(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let made = factory.create_counter(2, CounterFlags::NON_BLOCKING);
    let Some(counter) = check.works(made, "an EventCounter can be made") else { return };
    check.equal(counter.write(&3_u64.to_le_bytes(), Wait::Block), Ok(8), "it counts");
    let mut bytes = [0; 8];
    check.equal(counter.read(&mut bytes, Wait::Block), Ok(8), "and tells");
    check.equal(u64::from_le_bytes(bytes), 5, "how many");
    check.equal(counter.read(&mut bytes, Wait::Block), Err(WOULD_BLOCK), "then there are none");
    check.equal(
        counter.arm(1, 0).err(),
        Some(Error::Exception(ErrorCode::NotPermitted)),
        "time is not what it counts",
    );
    let (Ok(alarm), Some(timer)) =
        (factory.create_counter(0, CounterFlags::TIMER), granted::<Timer>("timer"))
    else {
        return check.that(false, "a timer can be made");
    };
    let start = timer.now().unwrap_or(0);
    check.works(alarm.arm(start + 5 * MILLISECOND, 0), "a timer can be armed");
    check.equal(alarm.poll(Readiness::READABLE, true), Ok(Readiness::READABLE), "POLL waits for it");
    check.that(timer.now().unwrap_or(0) >= start + 5 * MILLISECOND, "long enough");
    check.equal(alarm.read(&mut bytes, Wait::Block), Ok(8), "and it tells");
    check.equal(u64::from_le_bytes(bytes), 1, "that it expired");
}
