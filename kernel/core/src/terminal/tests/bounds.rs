//! What happens at the limits, and with anything at all.

use proptest::prelude::*;

use super::fixture::Terminal;
use crate::terminal::attributes::{InputFlags, LocalFlags, OutputFlags};

const BELL: char = '\x07';

#[test]
fn a_line_that_is_too_long_rings_and_can_still_be_ended() {
    let mut terminal = Terminal::without_local(LocalFlags::ECHO);
    assert_eq!(terminal.types([b'x'; 4095]), "");
    assert_eq!(terminal.types("yz"), "\x07\x07");
    terminal.types("\n");
    let line = terminal.reads(5000).expect("a line");
    assert_eq!((line.len(), line.last()), (4096, Some(&b'\n')));
}

#[test]
fn without_imaxbel_it_does_not_ring() {
    let mut terminal = Terminal::without_local(LocalFlags::ECHO);
    terminal.change(|attributes| attributes.input -= InputFlags::IMAXBEL);
    assert_eq!(terminal.types([b'x'; 5000]), "");
}

#[test]
fn a_full_queue_refuses_the_end_of_a_line_and_loses_nothing() {
    let mut terminal = Terminal::without_local(LocalFlags::ECHO);
    terminal.types("line of twenty byte\n".repeat(204));
    assert_eq!(terminal.types("the last of them\n"), BELL.to_string());
    for _ in 0..204 {
        assert_eq!(terminal.reads_text().as_deref(), Some("line of twenty byte\n"));
    }
    assert_eq!(terminal.reads_text(), None);
    terminal.types("\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("the last of them\n"));
}

#[test]
fn ends_of_file_are_bounded_as_well() {
    let mut terminal = Terminal::new();
    let shown = terminal.types([4; 5000]);
    assert_eq!(shown.chars().filter(|&shown| shown == BELL).count(), 5000 - 4096);
    for _ in 0..4096 {
        assert_eq!(terminal.reads(1), Some(vec![]));
    }
    assert_eq!(terminal.reads(1), None);
}

#[test]
fn a_full_raw_queue_rings() {
    let mut terminal = Terminal::raw(1, 0);
    assert_eq!(terminal.types([b'x'; 4097]), "\x07");
    assert_eq!(terminal.reads(5000).map(|bytes| bytes.len()), Some(4096));
}

#[derive(Clone, Debug)]
enum Event {
    Type(Vec<u8>),
    Write(Vec<u8>),
    Read(usize),
    Attributes { input: u32, output: u32, local: u32 },
    Flush,
}

fn event() -> impl Strategy<Value = Event> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..300);
    prop_oneof![
        4 => bytes().prop_map(Event::Type),
        2 => bytes().prop_map(Event::Write),
        2 => (0..600usize).prop_map(Event::Read),
        1 => any::<(u32, u32, u32)>().prop_map(|(input, output, local)| Event::Attributes { input, output, local }),
        1 => Just(Event::Flush),
    ]
}

proptest! {
    #[test]
    fn nothing_that_is_typed_or_set_breaks_it(events in prop::collection::vec(event(), 1..60)) {
        let mut terminal = Terminal::new();
        for event in events {
            match event {
                Event::Type(bytes) => drop(terminal.types(bytes)),
                Event::Write(bytes) => {
                    let taken = terminal.discipline.write(&bytes);
                    prop_assert!(taken == bytes.len() || !terminal.discipline.can_write());
                }
                Event::Read(room) => {
                    let ready = terminal.discipline.can_read();
                    let read = terminal.reads(room);
                    prop_assert!(read.is_some() || !ready, "readiness and reading agree");
                }
                Event::Attributes { input, output, local } => terminal.change(|attributes| {
                    attributes.input = InputFlags::from_bits_retain(input);
                    attributes.output = OutputFlags::from_bits_retain(output);
                    attributes.local = LocalFlags::from_bits_retain(local);
                }),
                Event::Flush => terminal.discipline.flush_input(),
            }
        }
    }

    #[test]
    fn without_echo_and_editing_lines_come_out_as_they_went_in(lines in prop::collection::vec("[ -~]{0,60}", 1..20)) {
        let mut terminal = Terminal::without_local(LocalFlags::ECHO);
        for line in &lines {
            terminal.types(format!("{line}\n"));
        }
        for line in &lines {
            prop_assert_eq!(terminal.reads_text(), Some(format!("{line}\n")));
        }
    }
}
