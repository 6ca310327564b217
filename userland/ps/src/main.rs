//! `ps`: lists the processes of the system, for a session that was granted a ProcessList. There are no options, as it always
//! shows all of them; arguments are those of other systems' `ps` and change nothing.
#![no_std]
#![no_main]

use core::fmt::{Result, Write};

use capos_rt::schema::abi::limits::PAGE_SIZE;
use capos_rt::{Capability, ListedProcess, ProcessList, ProcessState, StandardStream, startup};

capos_rt::program!(main);

fn main() -> i32 {
    let Some(list) = startup::granted_any::<ProcessList>() else {
        let mut errors = StandardStream::ERROR;
        let _ = writeln!(errors, "ps: this process was granted no ProcessList");
        return 1;
    };
    let mut out = StandardStream::OUTPUT;
    match print(&mut out, &list) {
        Ok(()) => 0,
        Err(_) => 1,
    }
}

fn print(out: &mut StandardStream, list: &Capability<ProcessList>) -> Result {
    writeln!(out, "{:>6} {:>6} {:>6} S {:>9} {:>8} COMMAND", "PID", "PPID", "PGID", "TIME", "MEMORY")?;
    let mut after = 0;
    while let Some(process) = list.next(after).map_err(|_| core::fmt::Error)? {
        print_line(out, &process)?;
        after = process.process;
    }
    Ok(())
}

fn print_line(out: &mut StandardStream, process: &ListedProcess) -> Result {
    let state = match process.state {
        ProcessState::Running => 'R',
        ProcessState::Stopped => 'T',
        ProcessState::Ended => 'Z',
    };
    let hundredths = (process.user_nanoseconds + process.system_nanoseconds) / 10_000_000;
    let (minutes, seconds, hundredths) = (hundredths / 6000, hundredths / 100 % 60, hundredths % 100);
    let kibibytes = process.max_resident_pages * PAGE_SIZE as u64 / 1024;
    writeln!(
        out,
        "{:>6} {:>6} {:>6} {state} {minutes:>3}:{seconds:02}.{hundredths:02} {kibibytes:>6} K {}",
        process.process,
        process.parent,
        process.group,
        process.name.as_bytes().escape_ascii(),
    )
}
