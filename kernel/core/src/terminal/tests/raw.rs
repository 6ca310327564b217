//! MIN and TIME, in their four combinations.

use super::fixture::Terminal;
use crate::terminal::ReadProgress::{Moved, Wait};
use crate::terminal::attributes::LocalFlags;

const TENTH: u64 = 100_000_000;

#[test]
fn bytes_arrive_as_they_are() {
    let mut terminal = Terminal::raw(1, 0);
    assert_eq!(terminal.types("a\x7f\x04\x15\x16"), "");
    assert_eq!(terminal.reads_text().as_deref(), Some("a\x7f\x04\x15\x16"));
    terminal.change(|attributes| attributes.local |= LocalFlags::ECHO);
    assert_eq!(terminal.types("a\x7f\x04\n"), "a^?^D\r\n");
}

#[test]
fn a_minimum_without_time() {
    let mut terminal = Terminal::raw(3, 0);
    terminal.types("ab");
    assert!(!terminal.discipline.can_read());
    assert_eq!(terminal.try_read(10, true, None).0, Wait { deadline: None });
    assert_eq!(terminal.reads(2), Some(b"ab".to_vec()), "all that was asked for");
    terminal.types("abcd");
    assert!(terminal.discipline.can_read());
    assert_eq!(terminal.reads(3), Some(b"abc".to_vec()));
    assert_eq!(terminal.reads(0), Some(vec![]));
}

#[test]
fn neither() {
    let mut terminal = Terminal::raw(0, 0);
    assert_eq!(terminal.reads(10), Some(vec![]));
    assert!(!terminal.discipline.can_read(), "there is nothing to read");
    terminal.types("a");
    assert!(terminal.discipline.can_read());
    assert_eq!(terminal.reads(10), Some(b"a".to_vec()));
}

#[test]
fn time_since_the_read_began() {
    let mut terminal = Terminal::raw(0, 5);
    let deadline = Some(terminal.now + 5 * TENTH);
    assert_eq!(terminal.try_read(10, true, None).0, Wait { deadline });
    terminal.now += 3 * TENTH;
    assert_eq!(terminal.try_read(10, false, deadline).0, Wait { deadline }, "it does not begin again");
    terminal.now += 2 * TENTH;
    assert_eq!(terminal.try_read(10, false, deadline).0, Moved { count: 0, more: false });
    terminal.types("x");
    assert_eq!(terminal.try_read(10, true, None).1, b"x");
}

#[test]
fn time_between_bytes() {
    let mut terminal = Terminal::raw(4, 5);
    assert_eq!(terminal.try_read(10, true, None).0, Wait { deadline: None }, "no byte yet, no time runs");
    terminal.now += 100 * TENTH;
    terminal.types("a");
    let first = Some(terminal.now + 5 * TENTH);
    assert_eq!(terminal.try_read(10, false, None).0, Wait { deadline: first });
    terminal.now += 4 * TENTH;
    terminal.types("b");
    let second = Some(terminal.now + 5 * TENTH);
    assert_eq!(terminal.try_read(10, false, first).0, Wait { deadline: second });
    terminal.now += 5 * TENTH;
    assert_eq!(terminal.try_read(10, false, second).1, b"ab");
    terminal.types("cdef");
    assert_eq!(terminal.reads(10), Some(b"cdef".to_vec()), "the minimum is there");
}

#[test]
fn bytes_from_before_the_read_give_it_a_whole_time() {
    let mut terminal = Terminal::raw(4, 5);
    terminal.types("a");
    terminal.now += 50 * TENTH;
    let deadline = Some(terminal.now + 5 * TENTH);
    assert_eq!(terminal.try_read(10, true, None).0, Wait { deadline });
    terminal.now += 2 * TENTH;
    assert_eq!(terminal.try_read(10, false, deadline).0, Wait { deadline });
}

#[test]
fn more_tells_that_a_larger_buffer_would_have_got_more() {
    let mut terminal = Terminal::raw(1, 0);
    terminal.types("abc");
    assert_eq!(terminal.try_read(2, true, None).0, Moved { count: 2, more: true });
    assert_eq!(terminal.try_read(2, true, None).0, Moved { count: 1, more: false });
    let mut terminal = Terminal::new();
    terminal.types("ab\ncd\n");
    assert_eq!(terminal.try_read(2, true, None).0, Moved { count: 2, more: true });
    assert_eq!(terminal.try_read(2, true, None).0, Moved { count: 1, more: false }, "the line has ended");
}
