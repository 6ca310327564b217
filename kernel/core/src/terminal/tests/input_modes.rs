//! What input flags do to bytes, and changes of mode.

use super::fixture::Terminal;
use crate::terminal::attributes::{InputFlags, LocalFlags};

#[track_caller]
fn check(on: InputFlags, off: InputFlags, typed: &[u8], read: &[u8]) {
    let mut terminal = Terminal::raw(1, 0);
    terminal.change(|attributes| attributes.input = (attributes.input | on) - off);
    terminal.types(typed);
    assert_eq!(terminal.reads(100).unwrap_or_default(), read, "on {on:?} off {off:?}");
}

#[test]
fn carriage_returns_and_newlines() {
    let none = InputFlags::empty();
    check(none, InputFlags::ICRNL, b"a\r\n", b"a\r\n");
    check(InputFlags::ICRNL, none, b"a\r\n", b"a\n\n");
    check(InputFlags::IGNCR, none, b"a\r\n", b"a\n");
    check(InputFlags::INLCR, InputFlags::ICRNL, b"a\r\n", b"a\r\r");
    check(InputFlags::INLCR | InputFlags::ICRNL, none, b"\r\n", b"\n\r");
    check(InputFlags::INLCR | InputFlags::IGNCR, none, b"\r\n", b"\r");
}

#[test]
fn stripping_and_marking() {
    let none = InputFlags::empty();
    check(InputFlags::ISTRIP, none, b"\xe1\xff", b"a\x7f");
    check(none, none, b"\xe1\xff", b"\xe1\xff");
    check(InputFlags::PARMRK, none, b"a\xff", b"a\xff\xff");
    check(InputFlags::PARMRK | InputFlags::ISTRIP, none, b"a\xff", b"a\x7f");
}

#[test]
fn what_was_typed_becomes_readable_when_canonical_mode_ends() {
    let mut terminal = Terminal::new();
    terminal.types("one\ntw");
    terminal.change(|attributes| attributes.local -= LocalFlags::ICANON);
    assert_eq!(terminal.reads_text().as_deref(), Some("one\ntw"));
}

#[test]
fn what_came_raw_is_a_line_when_canonical_mode_begins() {
    let mut terminal = Terminal::raw(1, 0);
    terminal.types("ab");
    terminal.change(|attributes| attributes.local |= LocalFlags::ICANON);
    terminal.types("c\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("ab"));
    assert_eq!(terminal.reads_text().as_deref(), Some("c\n"));
}

#[test]
fn flushing_input_forgets_lines_and_the_one_being_typed() {
    let mut terminal = Terminal::new();
    terminal.types("one\ntw\x16");
    terminal.discipline.flush_input();
    terminal.types("\x04x\n");
    assert_eq!(terminal.reads_text().as_deref(), Some(""), "the end of file is not literal any more");
    assert_eq!(terminal.reads_text().as_deref(), Some("x\n"));
}

#[test]
fn unknown_flags_are_kept() {
    let mut terminal = Terminal::new();
    let odd = InputFlags::from_bits_retain(1 << 30);
    terminal.change(|attributes| attributes.input |= odd);
    assert!(terminal.discipline.attributes().input.contains(odd));
}
