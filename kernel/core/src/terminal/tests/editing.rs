//! Canonical mode: lines, their editing, and its echo.

use super::fixture::Terminal;
use crate::terminal::attributes::{ControlCharacter, LocalFlags};

const ERASE: &str = "\x7f";
const KILL: &str = "\x15";
const WORD_ERASE: &str = "\x17";
const REPRINT: &str = "\x12";
const LITERAL_NEXT: &str = "\x16";
const END_OF_FILE: &str = "\x04";
/// What takes one column off the screen.
const RUB: &str = "\x08 \x08";

/// Typed, then what shows, then what a read gets.
#[track_caller]
fn check(typed: &[&str], shown: &[&str], read: Option<&str>) {
    let mut terminal = Terminal::new();
    assert_eq!(terminal.types(typed.concat()), shown.concat());
    assert_eq!(terminal.reads_text().as_deref(), read);
}

#[test]
fn a_line_is_read_once_it_has_ended() {
    check(&["ls"], &["ls"], None);
    check(&["ls\n"], &["ls\r\n"], Some("ls\n"));
    check(&["ls\r"], &["ls\r\n"], Some("ls\n"));
    check(&["\n"], &["\r\n"], Some("\n"));
}

#[test]
fn a_read_gets_one_line_at_a_time_and_the_rest_of_it_later() {
    let mut terminal = Terminal::new();
    terminal.types("one\ntwo\nthr");
    assert_eq!(terminal.reads(2), Some(b"on".to_vec()));
    assert_eq!(terminal.reads(1), Some(b"e".to_vec()));
    assert_eq!(terminal.reads(100), Some(b"\n".to_vec()));
    assert!(terminal.discipline.can_read());
    assert_eq!(terminal.reads(4), Some(b"two\n".to_vec()));
    assert!(!terminal.discipline.can_read());
    assert_eq!(terminal.reads(100), None);
    terminal.types("ee\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("three\n"));
}

#[test]
fn erase() {
    check(&["lx", ERASE, "s\n"], &["lx", RUB, "s\r\n"], Some("ls\n"));
    check(&[ERASE, "\n"], &["\r\n"], Some("\n"));
    check(&["a", ERASE, ERASE, "\n"], &["a", RUB, "\r\n"], Some("\n"));
    // A control character shows as two.
    check(&["\x01", ERASE, "\n"], &["^A", RUB, RUB, "\r\n"], Some("\n"));
    // Three columns of tab: nothing stands there to overwrite.
    check(&["abcde\t", ERASE, "\n"], &["abcde\t", "\x08\x08\x08", "\r\n"], Some("abcde\n"));
}

#[test]
fn erase_takes_a_whole_character_of_utf_8() {
    check(&["né", ERASE, "o\n"], &["né", RUB, "o\r\n"], Some("no\n"));
    check(&["日本", ERASE, "\n"], &["日本", RUB, RUB, "\r\n"], Some("日\n"));
    check(&["e\u{301}", ERASE, "\n"], &["e\u{301}", "\r\n"], Some("e\n"));
    check(&["😀", ERASE, "x\n"], &["😀", RUB, RUB, "x\r\n"], Some("x\n"));
}

#[test]
fn without_iutf8_each_byte_is_a_character() {
    let mut terminal =
        Terminal::with(|attributes| attributes.input -= crate::terminal::attributes::InputFlags::IUTF8);
    assert_eq!(terminal.types("é\x7f"), format!("é{RUB}"));
    terminal.types("\n");
    assert_eq!(terminal.reads(10), Some(b"\xc3\n".to_vec()));
}

#[test]
fn bytes_that_are_not_utf_8_go_one_by_one() {
    let mut terminal = Terminal::new();
    terminal.types(b"a\xff\x80\x7f\x7f\n");
    assert_eq!(terminal.reads(10), Some(b"a\n".to_vec()));
}

#[test]
fn erase_of_words() {
    check(&["one two", WORD_ERASE, "\n"], &["one two", &RUB.repeat(3), "\r\n"], Some("one \n"));
    check(&["one two  ", WORD_ERASE, "\n"], &["one two  ", &RUB.repeat(5), "\r\n"], Some("one \n"));
    check(&["a/b_c", WORD_ERASE, "\n"], &["a/b_c", &RUB.repeat(3), "\r\n"], Some("a/\n"));
    check(&["naïve", WORD_ERASE, "\n"], &["naïve", &RUB.repeat(5), "\r\n"], Some("\n"));
    check(&["   ", WORD_ERASE, "\n"], &["   ", &RUB.repeat(3), "\r\n"], Some("\n"));
    check(&[WORD_ERASE, "\n"], &["\r\n"], Some("\n"));
}

#[test]
fn kill() {
    check(&["abc", KILL, "d\n"], &["abc", &RUB.repeat(3), "d\r\n"], Some("d\n"));
    let mut terminal = Terminal::without_local(LocalFlags::ECHOKE);
    assert_eq!(terminal.types("abc\x15d\n"), "abc^U\r\nd\r\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("d\n"));
    let mut terminal = Terminal::without_local(LocalFlags::ECHOKE | LocalFlags::ECHOK);
    assert_eq!(terminal.types("abc\x15d\n"), "abc^Ud\r\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("d\n"));
}

#[test]
fn lines_behind_a_prompt_are_rubbed_out_to_the_prompt() {
    let mut terminal = Terminal::new();
    assert_eq!(terminal.writes("> "), "> ");
    // The tab reaches from column 3 to 8.
    assert_eq!(terminal.types("a\t\x7f"), "a\t\x08\x08\x08\x08\x08");
    assert_eq!(terminal.types("b\x15"), format!("b{RUB}{RUB}"));
}

#[test]
fn erase_without_echoe_shows_the_character() {
    let mut terminal = Terminal::without_local(LocalFlags::ECHOE);
    assert_eq!(terminal.types("ab\x7f\n"), "ab^?\r\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("a\n"));
}

#[test]
fn reprint() {
    check(&["ab\x01", REPRINT, "c\n"], &["ab^A", "^R\r\n", "ab^A", "c\r\n"], Some("ab\x01c\n"));
}

#[test]
fn the_next_character_literally() {
    check(&[LITERAL_NEXT, "\x03", "\n"], &["^\x08^C\r\n"], Some("\x03\n"));
    check(&[LITERAL_NEXT, ERASE, ERASE, "\n"], &["^\x08^?", RUB, RUB, "\r\n"], Some("\n"));
    check(&["a", LITERAL_NEXT, "\n", "b\n"], &["a^\x08\r\nb\r\n"], Some("a\nb\n"));
    check(&[LITERAL_NEXT, END_OF_FILE, "\n"], &["^\x08^D\r\n"], Some("\x04\n"));
}

#[test]
fn without_iexten_its_characters_are_ordinary() {
    let mut terminal = Terminal::without_local(LocalFlags::IEXTEN);
    terminal.types("a \x16\x17\x12\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("a \x16\x17\x12\n"));
}

#[test]
fn end_of_file() {
    check(&[END_OF_FILE], &[], Some(""));
    check(&["abc", END_OF_FILE], &["abc"], Some("abc"));
    let mut terminal = Terminal::new();
    terminal.types("abc\x04\x04x\n");
    assert_eq!(terminal.reads(3), Some(b"abc".to_vec()), "all of it, so nothing of it is left");
    assert_eq!(terminal.reads(3), Some(vec![]));
    assert_eq!(terminal.reads(3), Some(b"x\n".to_vec()));
    assert_eq!(terminal.reads(3), None);
}

#[test]
fn other_ends_of_lines() {
    let mut terminal = Terminal::with(|attributes| {
        attributes.characters[ControlCharacter::EndOfLine as usize] = b';';
        attributes.characters[ControlCharacter::EndOfLine2 as usize] = b'|';
    });
    assert_eq!(terminal.types("a;b|c"), "a;b|c");
    assert_eq!(terminal.reads_text().as_deref(), Some("a;"));
    assert_eq!(terminal.reads_text().as_deref(), Some("b|"));
    assert_eq!(terminal.reads_text(), None);
}

#[test]
fn a_character_that_is_switched_off_is_ordinary() {
    let mut terminal =
        Terminal::with(|attributes| attributes.characters[ControlCharacter::EndOfFile as usize] = 0);
    terminal.types("\x04\0\n");
    assert_eq!(terminal.reads_text().as_deref(), Some("\x04\0\n"));
}

#[test]
fn echo_switched_off() {
    let mut terminal = Terminal::without_local(LocalFlags::ECHO);
    assert_eq!(terminal.types("secret\x7f\x15\x12\x16a\n"), "");
    assert_eq!(terminal.reads_text().as_deref(), Some("a\n"));
    terminal.change(|attributes| attributes.local |= LocalFlags::ECHONL);
    assert_eq!(terminal.types("secret\n"), "\r\n");
}

#[test]
fn control_characters_as_they_are_without_echoctl() {
    let mut terminal = Terminal::without_local(LocalFlags::ECHOCTL);
    assert_eq!(terminal.types("\x01\x7f\n"), "\x01\r\n", "it took no column");
}
