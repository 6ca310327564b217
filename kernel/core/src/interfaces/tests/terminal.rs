//! TerminalSession over the serial line.

use capos_hal::host::Machine;
use capos_schema::Interface;
use capos_schema::abi::signal::{ProcessSignals, ThreadSignals};
use capos_schema::abi::{Fault, Operation, Readiness, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::terminal_session::{Apply, Queue, get_attributes_results};
use capos_schema::message::StructReader;
use capos_schema::methods::terminal_session::{
    Drain, Flush, GetAttributes, GetWindowSize, Read, SendBreak, SetAttributes, SetWindowSize, Write,
};
use capos_schema::methods::timer::{Now, SleepUntil};

use super::fixture::{bulk, faulted, read, refused, works, write};
use crate::signal::{SignalSet, number};
use crate::testing::{Kernel, User};

const GRANTS: [(&str, Interface); 1] = [("terminal", Interface::TerminalSession)];
const ICANON_ECHO_ISIG: u32 = 0o2 | 0o10 | 0o1;

fn check(input: &[&[u8]], main: impl Fn(&User, u32) + Clone + Send + Sync + 'static) -> String {
    let mut kernel = Kernel::new();
    for bytes in input {
        kernel.machine.type_input(bytes);
    }
    kernel.program("main", move |user| {
        main(user, user.handle("terminal"));
        0
    });
    kernel.process("main", &GRANTS);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
    outcome.log
}

#[test]
fn a_read_waits_for_its_line() {
    let log = check(&[b"print(1)\r"], |user, terminal| {
        works(write::<Write>(user, terminal, b"> ", |_| {}));
        assert_eq!(read::<Read>(user, terminal, 100, |_| {}), b"print(1)\n");
        works(write::<Write>(user, terminal, b"1\n", |_| {}));
    });
    assert!(log.contains("print(1)\r\n") && log.contains("> 1\r\n"), "{log}");
}

#[test]
fn end_of_file_is_an_empty_read() {
    check(&[b"\x04"], |user, terminal| assert_eq!(read::<Read>(user, terminal, 100, |_| {}), b""));
}

#[test]
fn a_signal_interrupts_a_waiting_read() {
    let mut kernel = Kernel::new();
    kernel.program("reader", |user| {
        let terminal = user.handle("terminal");
        let catching = ProcessSignals { caught: SignalSet::one(number::INT).0, ..ProcessSignals::default() };
        user.set_signals(user.handle("self"), catching, ThreadSignals::default());
        refused(bulk::<Read>(user, terminal, user.bulk_address(), 100, |_| {}), ErrorCode::Interrupted);
        assert_eq!(user.handled().iter().map(|handled| handled.0).collect::<Vec<_>>(), [number::INT]);
        assert_eq!(read::<Read>(user, terminal, 100, |_| {}), b"x\n");
        0
    });
    kernel.program("typist", |user| {
        for (second, bytes) in [(1, &b"abc"[..]), (2, b"\x03"), (3, b"x\r")] {
            let deadline = second * 1_000_000_000;
            works(user.call::<SleepUntil>(user.handle("timer"), |mut params| params.set_deadline(deadline)));
            Machine::current().type_input(bytes);
        }
        0
    });
    kernel.process("reader", &[GRANTS[0], ("self", Interface::SelfProcess)]);
    kernel.process("typist", &[("timer", Interface::Timer)]);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
    assert!(outcome.log.contains("abc^C"), "{}", outcome.log);
}

#[test]
fn a_break_takes_its_time() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let (terminal, timer) = (user.handle("terminal"), user.handle("timer"));
        let now = || {
            let ended = user.call::<Now>(timer, |_| {});
            user.results(ended)[1]
        };
        let send = |length| user.call::<SendBreak>(terminal, |mut params| params.set_milliseconds(length));
        let begun = now();
        works(write::<Write>(user, terminal, b"before", |_| {}));
        works(send(300));
        let ended = now();
        assert!((300_000_000..2_000_000_000).contains(&(ended - begun)), "{}", ended - begun);
        works(send(u32::MAX));
        assert!((10_000_000_000..20_000_000_000).contains(&(now() - ended)));
        works(write::<Write>(user, terminal, b"after", |_| {}));
        0
    });
    kernel.process("main", &[GRANTS[0], ("timer", Interface::Timer)]);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
    assert!(outcome.log.contains("before\0\0after"), "{}", outcome.log);
}

#[test]
fn without_waiting() {
    check(&[], |user, terminal| {
        let submission = user.prepare::<Read>(terminal, |_| {});
        let submission = Submission {
            flags: SubmissionFlags::NO_WAIT,
            bulk_address: user.bulk_address(),
            bulk_length: 10,
            ..submission
        };
        refused(user.cap_call(&submission), ErrorCode::WouldBlock);
        assert_eq!(read::<Read>(user, terminal, 0, |_| {}), b"");
        let ready = user.operation(Operation::Poll, terminal, u64::from(Readiness::WRITABLE.0));
        assert_eq!(ready.value, u64::from(Readiness::WRITABLE.0));
    });
}

#[test]
fn attributes_are_what_was_set() {
    check(&[b"a"], |user, terminal| {
        let ended = user.call::<GetAttributes>(terminal, |_| {});
        works(ended);
        let bytes: Vec<u8> = user.results(ended).into_iter().flat_map(u64::to_le_bytes).collect();
        let root = get_attributes_results::Reader::from(StructReader::root(&bytes).expect("readable"));
        let attributes = root.get_attributes().expect("there");
        assert_eq!(attributes.get_local_flags() & ICANON_ECHO_ISIG, ICANON_ECHO_ISIG);
        assert_eq!(attributes.get_control_characters().map(<[u8]>::len).ok(), Some(32));
        let set = |characters: &[u8], apply: Apply| {
            user.call::<SetAttributes>(terminal, |mut params| {
                params.set_apply(apply);
                let mut to = params.init_attributes();
                to.set_input_flags(attributes.get_input_flags());
                to.set_output_flags(attributes.get_output_flags());
                to.set_control_flags(attributes.get_control_flags());
                to.set_local_flags(attributes.get_local_flags() & !ICANON_ECHO_ISIG);
                to.set_control_characters(characters);
            })
        };
        refused(set(&[0; 31], Apply::Now), ErrorCode::InvalidArgument);
        let mut characters = [0; 32];
        characters[6] = 1;
        works(set(&characters, Apply::Drain));
        assert_eq!(read::<Read>(user, terminal, 10, |_| {}), b"a", "raw now");
        works(set(&characters, Apply::Flush));
    });
}

#[test]
fn time_ends_a_raw_read() {
    check(&[], |user, terminal| {
        let set = |minimum: u8, time: u8| {
            user.call::<SetAttributes>(terminal, |params| {
                let mut characters = [0; 32];
                (characters[6], characters[5]) = (minimum, time);
                params.init_attributes().set_control_characters(&characters);
            })
        };
        works(set(0, 5));
        assert_eq!(read::<Read>(user, terminal, 10, |_| {}), b"");
        works(set(0, 0));
        assert_eq!(read::<Read>(user, terminal, 10, |_| {}), b"");
    });
}

#[test]
fn window_size_queues_and_bad_buffers() {
    check(&[], |user, terminal| {
        works(user.call::<SetWindowSize>(terminal, |params| {
            let mut size = params.init_size();
            size.set_rows(50);
            size.set_columns(132);
        }));
        let ended = user.call::<GetWindowSize>(terminal, |_| {});
        works(ended);
        let words = user.results(ended);
        assert!(words.contains(&(132 << 16 | 50)), "{words:x?}");
        for queue in [Queue::Input, Queue::Output, Queue::Both] {
            works(user.call::<Flush>(terminal, |mut params| params.set_queue(queue)));
        }
        works(user.call::<Drain>(terminal, |_| {}));
        faulted(bulk::<Write>(user, terminal, 8, 4, |_| {}), Fault::BulkAddress);
        let long: Vec<u8> = (0..6000).map(|index| b'a' + (index % 26) as u8).collect();
        user.write(user.bulk_address(), &long);
        let ended = bulk::<Write>(user, terminal, user.bulk_address(), 6000, |_| {});
        assert_eq!(ended.value, 6000);
    });
}
