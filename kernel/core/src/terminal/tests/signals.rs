//! INTR, QUIT and SUSP.

use super::fixture::Terminal;
use crate::terminal::TerminalSignal::{Interrupt, Quit, Suspend};
use crate::terminal::attributes::LocalFlags;

#[test]
fn characters_make_signals() {
    let mut terminal = Terminal::new();
    for (byte, signal, shown) in [(3, Interrupt, "^C"), (0x1c, Quit, "^\\"), (0x1a, Suspend, "^Z")] {
        assert_eq!(terminal.signal(byte), Some(signal));
        assert_eq!(terminal.screen(), shown);
    }
    assert_eq!(terminal.reads_text(), None, "they are not input");
}

#[test]
fn a_signal_flushes_unless_told_not_to() {
    let mut terminal = Terminal::new();
    terminal.types("one\ntwo\x03\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("\n"));
    terminal.change(|attributes| attributes.local |= LocalFlags::NOFLSH);
    terminal.types("one\ntwo\x03\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("one\n"));
    assert_eq!(terminal.reads_text().as_deref(), Some("two\n"));
}

#[test]
fn a_signal_ends_a_stop_and_throws_the_output_away() {
    let mut terminal = Terminal::new();
    terminal.types("\x13");
    terminal.writes("never seen");
    assert_eq!(terminal.types("\x03"), "^C");
    assert_eq!(terminal.writes("on"), "on");
}

#[test]
fn without_isig_they_are_input() {
    let mut terminal = Terminal::without_local(LocalFlags::ISIG);
    assert_eq!(terminal.signal(3), None);
    terminal.types("\x1a\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("\x03\x1a\n"));
}

#[test]
fn signals_work_in_raw_mode_too() {
    let mut terminal = Terminal::raw(1, 0);
    terminal.types("ab");
    assert_eq!(terminal.signal(3), Some(Interrupt));
    assert_eq!(terminal.reads(10), None);
}
