//! Console, TerminalSession, EntropySource, SystemInfo, ProcessList.

use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Readiness;
use capos_rt::startup::granted;
use capos_rt::{
    Apply, Console, EntropySource, Error, ProcessList, ProcessState, Queue, SelfProcess, SystemInfo,
    TerminalSession, WindowSize,
};

use crate::check::Check;

/// `ICANON` and `ECHO` of <termios.h>.
const ICANON: u32 = 0o2;
const ECHO: u32 = 0o10;

pub fn run(check: &mut Check) {
    if let Some(console) = granted::<Console>("console") {
        check.equal(console.write(b""), Ok(0), "Console.write takes nothing");
        check.equal(console.write(b"# a line from Console.write\n"), Ok(28), "Console.write takes a line");
        let ready = console.poll(Readiness::WRITABLE, false);
        check.equal(ready, Ok(Readiness::WRITABLE), "the console is writable");
    }
    if let Some(terminal) = granted::<TerminalSession>("terminal") {
        check.equal(
            terminal.write(b"# terminal\n", Wait::Block),
            Ok(11),
            "TerminalSession.write takes a line",
        );
        let empty = terminal.read(&mut [0; 8], Wait::Never);
        check.equal(empty, Err(Error::Exception(ErrorCode::WouldBlock)), "reading with NO_WAIT would block");
        let ready = terminal.poll(Readiness::READABLE, false);
        check.equal(ready, Err(Error::Exception(ErrorCode::WouldBlock)), "and POLL agrees");
        if let Some(before) = check.works(terminal.attributes(), "attributes can be read") {
            check.that(before.local_flags & (ICANON | ECHO) == ICANON | ECHO, "a terminal starts canonical");
            let mut raw = before;
            raw.local_flags &= !(ICANON | ECHO);
            check.works(terminal.set_attributes(&raw, Apply::Now), "attributes can be set");
            check.equal(terminal.attributes(), Ok(raw), "and read back");
            check.works(terminal.set_attributes(&before, Apply::Drain), "and set back after a drain");
        }
        let size = WindowSize { rows: 40, columns: 132, pixel_width: 0, pixel_height: 0 };
        let old = terminal.window_size();
        check.works(terminal.set_window_size(size), "the window size can be set");
        check.equal(terminal.window_size(), Ok(size), "and read back");
        let _ = old.and_then(|old| terminal.set_window_size(old));
        check.works(terminal.flush(Queue::Both), "queues can be flushed");
        check.works(terminal.drain(), "output can be drained");
        check.works(terminal.send_break(1), "and the line be interrupted");
    }
    if let Some(entropy) = granted::<EntropySource>("entropy") {
        let (mut first, mut second) = ([0; 100], [0; 100]);
        check.works(entropy.fill(&mut first), "EntropySource.fill fills");
        check.works(entropy.fill(&mut second), "EntropySource.fill fills again");
        check.that(first != second && first != [0; 100], "with different bytes");
    }
    if let Some(system) = granted::<SystemInfo>("system")
        && let Some(about) = check.works(system.get(), "SystemInfo.get answers")
    {
        check.equal(about.system.as_bytes(), b"capOS", "the system is capOS");
        check.equal(about.machine.as_bytes(), b"x86_64", "the machine is x86_64");
        check.that(about.free_pages > 0 && about.free_pages < about.total_pages, "some memory is free");
    }
    if let Some(list) = granted::<ProcessList>("list")
        && let Some(ids) = granted::<SelfProcess>("self").and_then(|myself| myself.ids(0).ok())
        && let Some(Some(found)) = check.works(list.next(ids.process - 1), "ProcessList.next answers")
    {
        check.equal(found.process, ids.process, "the process with the next number is this one");
        check.equal(found.group, ids.group, "in its group");
        check.equal(found.state, ProcessState::Running, "it runs");
        check.equal(found.name.as_bytes(), b"smoke", "under its name");
        check.equal(list.next(u64::MAX), Ok(None), "no process has a higher number than the highest");
    }
}
