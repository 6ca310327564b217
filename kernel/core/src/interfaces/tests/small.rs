//! Console, Timer, WallClock, EntropySource, ProcessList and SystemInfo.

use capos_schema::Interface;
use capos_schema::abi::clock_page::{ClockPage, ProcessorTimePage};
use capos_schema::abi::{Fault, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::{
    console, entropy_source, process_list, self_process, system_info, timer, wall_clock,
};

use super::fixture::{BAD_ADDRESSES, bulk, faulted, read, refused, word, works, write};
use crate::testing::Kernel;

#[test]
fn a_console_prints_whole_lines() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let (one, other) = (user.handle("one"), user.handle("other"));
        works(write::<console::Write>(user, one, b"first half, ", |_| {}));
        works(write::<console::Write>(user, other, b"another's line\n", |_| {}));
        let ended = write::<console::Write>(user, one, b"second half\nlast, without its end", |_| {});
        assert_eq!(ended.value, 33);
        0
    });
    kernel.process("main", &[("one", Interface::Console), ("other", Interface::Console)]);
    let log = kernel.run().log;
    assert!(log.contains("another's line\r\nfirst half, second half\r\n"), "{log}");
    assert!(log.contains("last, without its end\r\n"), "{log}");
}

#[test]
fn a_line_without_end_is_printed_in_parts() {
    let log = Kernel::check(&[("console", Interface::Console)], |user| {
        works(write::<console::Write>(user, user.handle("console"), &[b'#'; 1000], |_| {}));
        0
    });
    assert_eq!(log.matches('#').count(), 1000);
}

#[test]
fn bad_buffers_are_faults() {
    let grants = [("console", Interface::Console), ("entropy", Interface::EntropySource)];
    Kernel::check(&grants, |user| {
        for address in BAD_ADDRESSES {
            let console = user.handle("console");
            faulted(bulk::<console::Write>(user, console, address, 16, |_| {}), Fault::BulkAddress);
            let entropy = user.handle("entropy");
            faulted(bulk::<entropy_source::Fill>(user, entropy, address, 16, |_| {}), Fault::BulkAddress);
        }
        0
    });
}

#[test]
fn random_bytes_fill_the_buffer() {
    Kernel::check(&[("entropy", Interface::EntropySource)], |user| {
        let entropy = user.handle("entropy");
        for length in [0, 1, 8, 511, 512, 513, 4000] {
            let bytes = read::<entropy_source::Fill>(user, entropy, length, |_| {});
            assert_eq!(bytes.len(), length);
            // Whole words only: a rest of one byte is zero in one run of 256.
            assert!(bytes.chunks_exact(8).all(|word| word.iter().any(|&byte| byte != 0)));
        }
        let first = read::<entropy_source::Fill>(user, entropy, 32, |_| {});
        assert_ne!(first, read::<entropy_source::Fill>(user, entropy, 32, |_| {}));
        0
    });
}

#[test]
fn the_timer_sleeps_and_the_clock_page_says_the_same() {
    Kernel::check(&[("timer", Interface::Timer)], |user| {
        let timer = user.handle("timer");
        let before = word(user, user.call::<timer::Now>(timer, |_| {}));
        let deadline = before + 3_000_000_000;
        works(user.call::<timer::SleepUntil>(timer, |mut params| params.set_deadline(deadline)));
        let after = word(user, user.call::<timer::Now>(timer, |_| {}));
        assert!(after >= deadline);
        works(user.call::<timer::SleepUntil>(timer, |mut params| params.set_deadline(0)));
        let patient = user.prepare::<timer::SleepUntil>(timer, |mut params| params.set_deadline(u64::MAX));
        let hasty = Submission { flags: SubmissionFlags::NO_WAIT, ..patient };
        refused(user.cap_call(&hasty), ErrorCode::WouldBlock);
        let page = word(user, user.call::<timer::MapPage>(timer, |_| {}));
        let mut multiplier = [0; 8];
        user.read(page + core::mem::offset_of!(ClockPage, multiplier) as u64, &mut multiplier);
        assert_eq!(u64::from_le_bytes(multiplier), 1 << 32);
        let address = capos_hal::UserAddress::new(page);
        assert!(capos_hal::user::copy_out(address, &[1]).is_err(), "nobody sets the clock through its page");
        0
    });
}

#[test]
fn the_wall_clock_tells_the_time() {
    Kernel::check(&[("clock", Interface::WallClock)], |user| {
        let clock = user.handle("clock");
        assert_eq!(word(user, user.call::<wall_clock::Now>(clock, |_| {})), 1_700_000_000);
        let page = word(user, user.call::<wall_clock::MapPage>(clock, |_| {}));
        let mut seconds = [0; 8];
        user.read(page + 8, &mut seconds);
        assert_eq!(u64::from_le_bytes(seconds), 1_700_000_000);
        0
    });
}

#[test]
fn a_thread_reads_its_processor_time() {
    let grants = [("self", Interface::SelfProcess), ("timer", Interface::Timer)];
    Kernel::check(&grants, |user| {
        let (myself, timer) = (user.handle("self"), user.handle("timer"));
        let page = word(user, user.call::<self_process::MapProcessorTime>(myself, |_| {}));
        let field = |offset: usize| {
            let mut bytes = [0; 8];
            user.read(page + offset as u64, &mut bytes);
            u64::from_le_bytes(bytes)
        };
        let others = || field(core::mem::offset_of!(ProcessorTimePage, others_ticks));
        assert_eq!(field(core::mem::offset_of!(ProcessorTimePage, process_nanoseconds)), 0);
        let (before, ticks) = (others(), capos_hal::time::ticks());
        assert!(before <= ticks);
        let now = word(user, user.call::<timer::Now>(timer, |_| {}));
        let wake = now + 1_000_000_000;
        works(user.call::<timer::SleepUntil>(timer, |mut params| params.set_deadline(wake)));
        let slept = others() - before;
        assert!((1..=capos_hal::time::ticks() - ticks).contains(&slept), "sleeping takes no processor time");
        let again = word(user, user.call::<self_process::MapProcessorTime>(myself, |_| {}));
        assert_ne!(again, page);
        let mut first = [0; 8];
        user.read(again, &mut first);
        assert_eq!(u64::from_le_bytes(first), others(), "the same page once more");
        let address = capos_hal::UserAddress::new(page);
        assert!(capos_hal::user::copy_out(address, &[1]).is_err());
        0
    });
}

#[test]
fn system_info() {
    Kernel::check(&[("system", Interface::SystemInfo)], |user| {
        let system = user.handle("system");
        works(user.call::<system_info::Ping>(system, |_| {}));
        let ended = user.call::<system_info::Get>(system, |_| {});
        works(ended);
        let bytes: Vec<u8> = user.results(ended).into_iter().flat_map(u64::to_le_bytes).collect();
        for text in [&b"capOS\0"[..], b"x86_64\0"] {
            assert!(bytes.windows(text.len()).any(|window| window == text));
        }
        let short = user.prepare::<system_info::Get>(system, |_| {});
        faulted(user.cap_call(&Submission { results_length: 16, ..short }), Fault::ResultsLength);
        0
    });
}

#[test]
fn a_process_list_goes_from_number_to_number() {
    let grants = [("list", Interface::ProcessList), ("self", Interface::SelfProcess)];
    Kernel::check(&grants, |user| {
        let list = user.handle("list");
        let ended = user.call::<process_list::Next>(list, |_| {});
        works(ended);
        let results = user.results(ended);
        let ids = user.call::<self_process::GetIds>(user.handle("self"), |_| {});
        works(ids);
        assert_eq!(results[1..5], user.results(ids)[1..5], "its own numbers");
        // It runs, in one thread.
        assert_eq!(results[5], 1 << 32);
        let name: Vec<u8> = results[9..].iter().flat_map(|word| word.to_le_bytes()).collect();
        assert!(name.windows(5).any(|window| window == b"main\0"));
        for after in [results[1], u64::MAX] {
            let behind = user.call::<process_list::Next>(list, |mut params| params.set_after(after));
            refused(behind, ErrorCode::NotFound);
        }
        let short = user.prepare::<process_list::Next>(list, |_| {});
        faulted(user.cap_call(&Submission { results_length: 16, ..short }), Fault::ResultsLength);
        0
    });
}

#[test]
fn methods_that_are_not_there() {
    let grants = [
        ("console", Interface::Console),
        ("timer", Interface::Timer),
        ("clock", Interface::WallClock),
        ("entropy", Interface::EntropySource),
        ("memory", Interface::VirtualMemory),
        ("terminal", Interface::TerminalSession),
        ("namespace", Interface::Namespace),
        ("system", Interface::SystemInfo),
        ("list", Interface::ProcessList),
    ];
    Kernel::check(&grants, move |user| {
        for (name, interface) in grants {
            let ping = user.prepare::<system_info::Ping>(user.handle(name), |_| {});
            for method in [100, u16::MAX] {
                let submission = Submission { interface: interface.id(), method, ..ping };
                faulted(user.cap_call(&submission), Fault::Method);
            }
            let other = Submission { interface: Interface::File.id(), ..ping };
            faulted(user.cap_call(&other), Fault::WrongInterface);
        }
        0
    });
}

#[test]
fn counts_and_loads() {
    Kernel::check(&[("system", Interface::SystemInfo)], |user| {
        let system = user.handle("system");
        let ended = user.call::<system_info::Count>(system, |_| {});
        works(ended);
        let words = user.results(ended);
        // One process with one thread, and the capability by which it asks.
        assert_eq!((words[1], words[2] as u32), (1 | 1 << 32, 1));
        works(user.call::<system_info::GetLoad>(system, |_| {}));
        let short = user.prepare::<system_info::Count>(system, |_| {});
        faulted(user.cap_call(&Submission { results_length: 16, ..short }), Fault::ResultsLength);
        0
    });
}
