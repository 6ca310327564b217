//! Output processing, flow control, and the cursor.

use super::fixture::Terminal;
use crate::terminal::attributes::{InputFlags, OutputFlags};

#[track_caller]
fn check(on: OutputFlags, off: OutputFlags, written: &str, shown: &str) {
    let mut terminal = Terminal::with(|attributes| attributes.output = (attributes.output | on) - off);
    assert_eq!(terminal.writes(written), shown, "on {on:?} off {off:?}");
}

#[test]
fn flags() {
    let none = OutputFlags::empty();
    check(none, none, "a\nb", "a\r\nb");
    check(none, OutputFlags::ONLCR, "a\nb", "a\nb");
    check(none, OutputFlags::OPOST, "a\nb\tc\r", "a\nb\tc\r");
    check(OutputFlags::OCRNL, none, "a\rb", "a\nb");
    check(OutputFlags::ONOCR, none, "\ra\r\rb", "a\rb");
    check(OutputFlags::ONOCR, OutputFlags::ONLCR, "a\n\rb", "a\n\rb");
    check(OutputFlags::ONOCR | OutputFlags::ONLRET, OutputFlags::ONLCR, "a\n\rb", "a\nb");
    check(OutputFlags::TAB3, none, "\ta\tb", "        a       b");
    check(OutputFlags::TAB3, none, "1234567\t|", "1234567 |");
    check(OutputFlags::TAB3, none, "é\t|", "é       |");
    check(OutputFlags::TAB3, none, "abc\x08\t|", "abc\x08      |");
    check(OutputFlags::TAB3, OutputFlags::ONLCR, "ab\n\t|", "ab\n      |");
    check(OutputFlags::from_bits_retain(0o4000), none, "\t|", "\t|");
}

#[test]
fn stop_and_start() {
    let mut terminal = Terminal::new();
    assert_eq!(terminal.types("a"), "a");
    assert_eq!(terminal.types("\x13b"), "");
    assert_eq!(terminal.writes("out"), "");
    assert!(!terminal.discipline.is_drained());
    assert_eq!(terminal.types("\x11"), "bout");
    assert!(terminal.discipline.is_drained());
    terminal.types("\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("ab\n"), "they are not input");
}

#[test]
fn any_character_starts_with_ixany() {
    let mut terminal = Terminal::with_input(InputFlags::IXANY);
    assert_eq!(terminal.types("\x13"), "");
    assert_eq!(terminal.types("a"), "a");
    terminal.types("\x13");
    terminal.change(|attributes| attributes.input -= InputFlags::IXON);
    assert_eq!(terminal.types("\x13b"), "^Sb", "ordinary, and the output goes on");
}

#[test]
fn a_stopped_terminal_takes_only_so_much() {
    let mut terminal = Terminal::new();
    terminal.types("\x13");
    let taken = terminal.discipline.write(&[b'x'; 10_000]);
    assert!(taken > 2000 && taken < 4096, "{taken}");
    assert!(!terminal.discipline.can_write());
    assert_eq!(terminal.discipline.write(b"more"), 0);
    terminal.types("e");
    terminal.discipline.flush_output();
    assert!(terminal.discipline.can_write());
    assert_eq!(terminal.types("\x11"), "");
    terminal.types("\x13");
    terminal.discipline.write(&[b'x'; 10_000]);
    terminal.types("e");
    let shown = terminal.types("\x11");
    assert!(shown.ends_with('e'), "echo has room of its own");
}

#[test]
fn the_sender_is_stopped_before_the_queue_is_full() {
    let mut terminal = Terminal::raw(1, 0);
    terminal.change(|attributes| attributes.input |= InputFlags::IXOFF);
    let shown = terminal.types([b'x'; 4000]);
    assert_eq!(shown, "\x13");
    let mut room = [0; 3000];
    assert_eq!(terminal.reads(room.len()).map(|bytes| bytes.len()), Some(3000));
    assert_eq!(terminal.screen(), "\x11");
    room.fill(1);
}

#[test]
fn expanded_output_fits_whole() {
    let mut terminal = Terminal::with_output(OutputFlags::TAB3);
    terminal.types("\x13");
    let taken = terminal.discipline.write(&[b'\t'; 4096]);
    assert_eq!(terminal.types("\x11").len(), taken * 8);
}
